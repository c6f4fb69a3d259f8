"""Workbooks through the child process: its limits hold, and its end is a sentence."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson

from sharedwealth.ledger.reading.raw import RawSheet
from sharedwealth.ledger.reading.refusals import refused

SECONDS = 60
"""On the clock; the child's own limit is on the processor's time, and several may be waiting for it."""
_REFUSED = 3


def sheets(path: Path, name: str) -> list[RawSheet]:
    """Every sheet of the workbook; a `LedgerFileError` when it is not read, whatever became of the child."""
    command = [sys.executable, "-X", "utf8", "-m", "sharedwealth.ledger.child", str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, cwd=_ROOT)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise refused(name, "too_long") from error
    if done.returncode not in {0, _REFUSED}:
        raise refused(name, _end(done.returncode))
    answer = orjson.loads(done.stdout)
    if done.returncode == _REFUSED:
        raise refused(name, answer["reason"], answer["values"])
    return [_sheet(name, sheet, counts_from_1904=answer["counts_from_1904"]) for sheet in answer["sheets"]]


_ROOT = Path(__file__).resolve().parents[3]
_OUT_OF_TIME = {-24, -9}  # SIGXCPU, SIGKILL


def _end(status: int) -> str:
    return "too_long" if status in _OUT_OF_TIME else "fell_over"


def _sheet(file: str, sheet: dict[str, Any], *, counts_from_1904: bool) -> RawSheet:
    merged = tuple((tuple(first), tuple(last)) for first, last in sheet["merged"])
    return RawSheet(
        file=file,
        title=sheet["name"],
        columns=sheet["columns"],
        kinds=sheet["kinds"],
        height=sheet["height"],
        merged=merged,
        counts_from_1904=counts_from_1904,
    )
