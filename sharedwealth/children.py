"""Child processes that read what strangers send: whatever becomes of one, its end is a reason and never an accident.

A child is a module of this program. It sets its own limits first, prints its answer as JSON and ends with 0, or prints
the reason why there is none and ends with 3.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson

REFUSED = 3

_ROOT = Path(__file__).resolve().parents[1]
_OUT_OF_TIME = {-24, -9}  # SIGXCPU, SIGKILL
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # each thread takes of the memory allowed


class NoAnswerError(Exception):
    """The child gave none; the reason's name, and what its sentence fills in."""

    def __init__(self, reason: str, values: dict[str, Any] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values or {}


def ask(module: str, *arguments: str, seconds: float) -> Any:  # noqa: ANN401  whatever the child answers
    """The child's answer; a `NoAnswerError` where it refuses, takes longer than `seconds` or dies."""
    command = [sys.executable, "-X", "utf8", "-m", module, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  our own module, arguments passed as they are
            command,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=_ROOT,
            env={**os.environ, **_ONE_THREAD},
        )
    except subprocess.TimeoutExpired as error:
        raise NoAnswerError("too_long") from error
    if done.returncode not in {0, REFUSED}:
        raise NoAnswerError("too_long" if done.returncode in _OUT_OF_TIME else "fell_over")
    answer = orjson.loads(done.stdout)
    if done.returncode == REFUSED:
        raise NoAnswerError(answer["reason"], answer["values"])
    return answer
