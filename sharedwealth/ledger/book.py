"""A ledger as it was read: its sheets as frames, with the way back from every value to its cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from sharedwealth.ledger.findings import Finding


@dataclass(frozen=True)
class ReadSheet:
    """One sheet of a ledger, found in a file and parsed.

    `frame` has one row for each row of the ledger, indexed by the row's number in the file's sheet (from 1), and every
    column of `SHEETS[sheet]` in its order: text as `str`, whole numbers as `Int64`, degrees as `Float64`, dates as
    `datetime64[s]`, yes and no as `boolean`. Empty cells are missing, and so are cells that could not be read; those
    stand in `rejected`, so that no rule reports them a second time.
    """

    sheet: str
    file: str
    title: str
    """The sheet's name as the file has it; for CSV the file's own name."""
    heading_row: int
    letters: Mapping[str, str]
    """Column name to the letters of its column in the file; a column the file lacks is not there."""
    frame: pd.DataFrame
    rejected: frozenset[tuple[int, str]]
    """Row and column name of the cells that could not be read."""
    raw: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """What was written in a cell, where that differs from how its value is written now."""
    passed_over: tuple[tuple[int, str], ...] = ()
    """Rows below the heading that are no rows of the ledger, and why: `blank`, `total`, `note`, `heading`."""


@dataclass(frozen=True)
class Book:
    """A file, or the CSV files that are one ledger: what it says of itself, its sheets, what was unreadable."""

    files: tuple[str, ...]
    county_code: str | None
    month: date | None
    sheets: Mapping[str, ReadSheet]
    findings: tuple[Finding, ...]
