"""Workbooks through the child process: its limits hold, and its end is a sentence."""

from pathlib import Path
from typing import Any

from sharedwealth import children
from sharedwealth.ledger.reading.raw import RawSheet
from sharedwealth.ledger.reading.refusals import refused

SECONDS = 60
"""On the clock; the child's own limit is on the processor's time, and several may be waiting for it."""


def sheets(path: Path, name: str) -> list[RawSheet]:
    """Every sheet of the workbook; a `LedgerFileError` when it is not read, whatever became of the child."""
    try:
        answer = children.ask("sharedwealth.ledger.child", str(path.resolve()), seconds=SECONDS)
    except children.NoAnswerError as none:
        raise refused(name, none.reason, none.values) from none
    return [_sheet(name, sheet, counts_from_1904=answer["counts_from_1904"]) for sheet in answer["sheets"]]


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
