"""CSV as it is really sent: UTF-8 or GB18030, with or without a mark in front, commas, semicolons or tabs."""

import codecs
import csv
import io
from itertools import zip_longest
from pathlib import Path, PurePath

from sharedwealth.ledger.kinds import EMPTY, TEXT
from sharedwealth.ledger.reading.raw import RawSheet
from sharedwealth.ledger.reading.refusals import refused
from sharedwealth.ledger.workbook_stream import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LONGEST_CELL = 32_768
_MOST_PLACES = 4 * MOST_CELLS
"""Rows times columns: one long line among many short ones makes a wide sheet of nearly nothing."""
_SEPARATORS = ",\t;，"


def sheet(path: Path, name: str) -> RawSheet:
    """The file's rows as a sheet of texts; a `LedgerFileError` when it is no text or its quotes do not close."""
    text = _decoded(path.read_bytes(), name)
    rows = _rows(text, name)
    columns = [list(column) for column in zip_longest(*rows, fillvalue="")]
    kinds = ["".join([TEXT if value else EMPTY for value in column]) for column in columns]
    return RawSheet(name, PurePath(name).stem, columns, kinds, len(rows))


def _decoded(content: bytes, name: str) -> str:
    for sign, encoding in _MARKS:
        if content.startswith(sign):
            return _strictly(content, encoding, name)
    if b"\x00" in content:
        raise refused(name, "unknown_encoding")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "gb18030", name)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused(name, "unknown_encoding") from error
    if "\x00" in text:
        raise refused(name, "unknown_encoding")
    return text


def _rows(text: str, name: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            rows.append(row)
            cells += len(row)
            _check_size(name, rows, cells)
    except csv.Error as error:
        raise refused(name, "broken_rows", {"row": len(rows) + 1}) from error
    if len(rows) * max(map(len, rows), default=0) > _MOST_PLACES:
        raise refused(name, "too_many_cells", {"most": MOST_CELLS})
    return rows


def _check_size(name: str, rows: list[list[str]], cells: int) -> None:
    if len(rows) > MOST_ROWS:
        raise refused(name, "too_many_rows", {"sheet": name, "row": len(rows), "most": MOST_ROWS})
    if len(rows[-1]) > MOST_COLUMNS:
        raise refused(
            name, "too_many_columns", {"sheet": name, "column": len(rows[-1]), "most": MOST_COLUMNS}
        )
    if cells > MOST_CELLS:
        raise refused(name, "too_many_cells", {"most": MOST_CELLS})


def _separator(text: str) -> str:
    """The sign that parts the first lines most often, outside quotes."""
    lines = [line for line in text[:65_536].splitlines()[:20] if line.strip()]
    counts = {sign: sum("".join(line.split('"')[::2]).count(sign) for line in lines) for sign in _SEPARATORS}
    return max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else ","
