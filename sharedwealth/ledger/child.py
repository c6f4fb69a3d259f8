"""The child process that reads one workbook: `python -m sharedwealth.ledger.child FILE` prints its cells as JSON.

Workbooks that are small and well-formed can still make a parser abort its process or take all memory; here that ends
this process and nothing else. It sets its own limits first, then guards, then parses. Only what it needs is imported,
so that it starts in a moment; it knows no sentences, only the names of reasons.
"""

import resource
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import orjson
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from sharedwealth.ledger import guard
from sharedwealth.ledger.kinds import DATE, EMPTY, ERROR, NO_RESULT, NUMBER, TEXT, TIME, YES_NO
from sharedwealth.ledger.sheet_scan import SheetScan
from sharedwealth.ledger.workbook_stream import MEBIBYTE, RefusedError

MEMORY_BYTES = 900 * MEBIBYTE
CPU_SECONDS = 20

_KINDS = {
    str: TEXT,
    float: NUMBER,
    int: NUMBER,
    bool: YES_NO,
    date: DATE,
    datetime: DATE,
    time: TIME,
    timedelta: TIME,
}


def workbook(path: Path) -> dict[str, Any]:
    """Every sheet's cells, column by column; a `RefusedError` for a file that is not read."""
    with path.open("rb") as file:
        scan = guard.scan(file)
        file.seek(0)
        try:
            parsed = CalamineWorkbook.from_filelike(file)
            return {
                "counts_from_1904": scan.counts_from_1904,
                "sheets": [
                    _sheet(name, parsed.get_sheet_by_name(name), scan.sheets[name])
                    for name in parsed.sheet_names
                    if name in scan.sheets
                ],
            }
        except PasswordError as error:
            raise RefusedError("encrypted") from error
        except CalamineError as error:
            raise RefusedError("damaged") from error


def _sheet(name: str, sheet: CalamineSheet, scan: SheetScan) -> dict[str, Any]:
    rows = sheet.to_python(skip_empty_area=False) if scan.cells else []
    columns = [list(column) for column in zip(*rows, strict=True)]
    kinds = [_kinds_of(column) for column in columns]
    height = len(rows)
    for row, column, text in scan.errors:
        _put(columns, kinds, height, (row, column), ERROR, text)
    for row, column in scan.without_result:
        _put(columns, kinds, height, (row, column), NO_RESULT, "")
    for row, column, width in scan.padded:
        _pad(columns, kinds, height, (row, column), width)
    return {
        "name": name,
        "columns": columns,
        "kinds": ["".join(column) for column in kinds],
        "height": max((len(column) for column in columns), default=0),
        "merged": sheet.merged_cell_ranges or [],
    }


def _kinds_of(column: Iterable[object]) -> list[str]:
    return [EMPTY if value == "" else _KINDS[type(value)] for value in column]


def _put(
    columns: list[list[Any]], kinds: list[list[str]], height: int, cell: tuple[int, int], kind: str, text: str
) -> None:
    """Makes a blank what it was: the parser's grid ends before blanks at its edge, so it may have to grow."""
    row, column = cell
    while len(columns) <= column:
        columns.append([""] * height)
        kinds.append([EMPTY] * height)
    while len(columns[column]) <= row:
        columns[column].append("")
        kinds[column].append(EMPTY)
    columns[column][row] = text
    kinds[column][row] = kind


def _pad(
    columns: list[list[Any]], kinds: list[list[str]], height: int, cell: tuple[int, int], width: int
) -> None:
    """A number that its format shows with leading zeros, as it is shown."""
    row, column = cell
    if column >= len(columns) or row >= height or kinds[column][row] != NUMBER:
        return
    value = columns[column][row]
    if value >= 0 and value == int(value):
        columns[column][row] = f"{int(value):0{width}d}"
        kinds[column][row] = TEXT


def main(path: Path) -> int:
    """0 and the cells on standard output, or 3 and the reason why not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer, status = workbook(path), 0
    except RefusedError as refused:
        answer, status = {"reason": refused.reason, "values": refused.values}, 3
    except MemoryError:
        answer, status = {"reason": "too_much_memory", "values": {}}, 3
    sys.stdout.buffer.write(orjson.dumps(answer, default=str))
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
