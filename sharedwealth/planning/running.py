"""A problem solved in a process of its own, which whoever waits for it can stop.

A process takes seconds to read the solver's libraries. `make_ready` begins one before it is needed; it ends by itself
when no question comes for a while, or when this process ends.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread, Timer
from typing import IO, Any, Final

from sharedwealth.planning.questions import PlanError
from sharedwealth.text import t

log = logging.getLogger(__name__)

SECONDS: Final = 7.0
"""For building the model and solving it; a process that was not made ready takes two or three more to start."""
_IDLE_SECONDS: Final = 600.0
_ROOT = Path(__file__).resolve().parents[2]
_OVERTIME: Final = 60.0

Report = Callable[[float, float | None], None]


class StoppedError(PlanError):
    """The reader has stopped the work."""


@dataclass(frozen=True)
class Found:
    """The chosen sites' numbers, what they are worth, and what the best possible plan can be worth at most."""

    chosen: list[int]
    value: int
    bound: int


Process = subprocess.Popen[str]

_ready: list[Process] = []
_lock = Lock()


def make_ready() -> None:
    """Begins a process that waits for the next question, unless one waits already."""
    with _lock:
        if any(process.poll() is None for process in _ready):
            return
        _ready[:] = [_begun()]
        timer = Timer(_IDLE_SECONDS, _let_go, args=(_ready[0],))
        timer.daemon = True
        timer.start()


def _take() -> Process:
    """The process that waits, else a new one."""
    with _lock:
        waiting = _ready.pop() if _ready else None
    return waiting if waiting is not None and waiting.poll() is None else _begun()


def _let_go(process: Process) -> None:
    """Ends a process to which no question came."""
    with _lock:
        if process not in _ready:
            return
        _ready.remove(process)
    process.kill()
    process.communicate()


def _begun() -> Process:
    command = [sys.executable, "-X", "utf8", "-m", "sharedwealth.planning.child"]
    pipe = subprocess.PIPE
    # The libraries that spopt brings would make room for a thread of every processor; the solver has its own two.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(  # noqa: S603
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=_ROOT, env=environment
    )


@dataclass
class Run:
    """One solving; `stop` ends it from any thread, before it begins too."""

    _stopped: Event = field(default_factory=Event)
    _process: Process | None = None

    def stop(self) -> None:
        self._stopped.set()
        if self._process is not None:
            self._process.kill()

    def check(self) -> None:
        """Raises when it was stopped."""
        if self._stopped.is_set():
            raise StoppedError(t("The work was stopped."))

    def solve(self, problem: dict[str, Any], report: Report, seconds: float = SECONDS) -> Found:
        """What the process has found; a `PlanError` says why there is nothing."""
        with _take() as process:
            self._process = process
            if self._stopped.is_set():
                process.kill()
            try:
                said = self._followed(process, {"problem": problem, "seconds": seconds}, report)
            finally:
                process.kill()
        self.check()
        if "chosen" in said:
            return Found(said["chosen"], said["value"], said["bound"])
        if said.get("nothing"):
            raise PlanError(
                t(
                    "No plan was found in the time. Choose a smaller area, a shorter distance or fewer workshops."
                )
            )
        log.error("the solver's process ended with %s", process.returncode)
        raise PlanError(
            t("The solver has failed on this question. Choose a smaller area or a shorter distance.")
        )

    def _followed(self, process: Process, given: dict[str, Any], report: Report) -> dict[str, Any]:
        """The last line said; the error stream is read beside, so that neither waits for the other."""
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise AssertionError("pipes were asked for")
        beside = Thread(target=_log_lines, args=(process.stderr,), daemon=True)
        beside.start()
        try:
            json.dump(given, process.stdin)
            process.stdin.close()
        except BrokenPipeError:  # it was stopped or has fallen over before it read everything
            with suppress(BrokenPipeError):
                process.stdin.close()
            return {}
        said: dict[str, Any] = {}
        for line in process.stdout:
            said = json.loads(line)
            if "done" in said:
                report(said["done"], said["gap"])
        process.wait(_OVERTIME)
        beside.join(_OVERTIME)
        return said


def _log_lines(stream: IO[str]) -> None:
    for line in stream:
        log.info("solver: %s", line.rstrip())
