"""How rules point: from rows of a frame back to the cells of the file, and what was written there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.findings import Finding, Place, Severity, Word, told

Said = object
"""A value of a sentence: one for all rows, or a Series or mapping with one for each."""


def rows_of(book: Book, name: str) -> ReadSheet | None:
    """The sheet where the book has it with at least one row, else None."""
    sheet = book.sheets.get(name)
    return sheet if sheet is not None and len(sheet.frame) else None


def where(mask: pd.Series) -> list[int]:
    """The rows for which the mask holds; what is missing does not."""
    held = mask.fillna(value=False).astype(bool)
    return [int(row) for row in mask.index[held]]


def alongside(now: pd.DataFrame, before: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """The rows of `before` that have the same key, each beside its row of `now`; all missing where there is none."""
    found = now[key].merge(before.drop_duplicates(key), on=key, how="left")
    return found.set_axis(now.index)


def written(sheet: ReadSheet, row: int, column: str) -> str:
    """What stands in the cell, as the clerk wrote it where that is known; empty for an empty cell."""
    raw = sheet.raw.get((row, column))
    if raw is not None:
        return raw
    value: Any = sheet.frame[column][row]
    if pd.isna(value):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "是" if value else "否"
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def in_cells(
    rule: str,
    severity: Severity,
    cells: tuple[ReadSheet, Iterable[int], str],
    expected: Said,
    sentence: str,
    **values: Said,
) -> Iterator[Finding]:
    """One finding for each of the rows of a sheet, at the column; the sentence also knows `found` and `expected`."""
    sheet, rows, column = cells
    for row in rows:
        found = written(sheet, row, column)
        wanted = _of(row, expected)
        own = {name: _of(row, value) for name, value in values.items()}
        place = Place(sheet.file, sheet.title, row, sheet.letters.get(column))
        yield told(
            rule, severity, place, found, wanted if isinstance(wanted, Word) else str(wanted), sentence, **own
        )


def at_heading(
    rule: str, severity: Severity, sheet: ReadSheet, column: str, expected: str, sentence: str, **values: Said
) -> Finding:
    """One finding for a whole column, at its heading."""
    place = Place(sheet.file, sheet.title, sheet.heading_row, sheet.letters.get(column))
    return told(rule, severity, place, "", expected, sentence, **values)


def of_sheet(
    rule: str, severity: Severity, sheet: ReadSheet, found: str, expected: str, sentence: str, **values: Said
) -> Finding:
    """One finding for a sheet as a whole."""
    place = Place(sheet.file, sheet.title, None, None)
    return told(rule, severity, place, found, expected, sentence, **values)


def of_book(
    rule: str, severity: Severity, book: Book, found: str, expected: str, sentence: str, **values: Said
) -> Finding:
    """One finding for the file, or the first of the files that are one ledger."""
    return told(rule, severity, Place(book.files[0], None, None, None), found, expected, sentence, **values)


def _of(row: int, value: Said) -> Said:
    if isinstance(value, (pd.Series, Mapping)):
        return value[row]
    return value
