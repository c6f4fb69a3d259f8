"""Sheets as they stand in files: cells column by column, each with its kind, before anything is understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sharedwealth.ledger.kinds import DATE, EMPTY, NUMBER, TEXT, YES_NO

Cell = tuple[Any, str]
"""A value and its kind."""

_BLANKS = "\u3000\xa0\u200b\u200c\u200d\ufeff"
_EXACT = 10**15
"""Whole numbers below this are what was typed; above it Excel has rounded them."""


@dataclass(frozen=True)
class RawSheet:
    file: str
    title: str
    """The sheet's name; for CSV the file's own name."""
    columns: Sequence[Sequence[Any]]
    kinds: Sequence[str]
    height: int
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    """Top left and bottom right of merged cells, rows and columns from 0."""
    counts_from_1904: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """Row and column from 0; beyond the sheet's edge everything is empty."""
        if column < len(self.columns) and row < len(self.kinds[column]):
            kind = self.kinds[column][row]
            value = self.columns[column][row]
            return ("", EMPTY) if kind == TEXT and not trimmed(value) else (value, kind)
        return "", EMPTY

    def row(self, number: int) -> list[Cell]:
        return [self.cell(number, column) for column in range(len(self.columns))]


def trimmed(text: str) -> str:
    """Without white space at both ends, including the blanks that Chinese keyboards and web pages leave."""
    return text.strip().strip(_BLANKS).strip() if text else text


def letters_of(column: int) -> str:
    """The letters of a column counted from 0, as Excel shows them."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_exact(number: float) -> bool:
    return number == int(number) and abs(number) < _EXACT


def shown(value: object, kind: str) -> str:
    """The cell as a reader of the sheet sees it, or nearly so."""
    if kind == NUMBER and isinstance(value, (int, float)):
        if is_exact(value):
            return str(int(value))
        return f"{value:.5E}" if abs(value) >= _EXACT else repr(value)
    if kind == YES_NO:
        return "TRUE" if value else "FALSE"
    if kind == DATE:
        return str(value).removesuffix("T00:00:00")
    return str(value)


@dataclass(frozen=True)
class Origin:
    """What a file says of itself: whose ledger it is, and of which month."""

    county_code: str | None
    month: date | None
