"""What stands behind one figure, as it is handed to pages and commands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from sharedwealth.indicators import Indicator

PART_COLUMNS = ("area", "area_name", "numerator", "denominator", "status")
"""Of a breakdown: what each area one or two levels down adds; NaN where it is hidden or there is none."""

ROW_COLUMNS = (
    "county_code", "month", "sheet", "source_row", "file", "workshop_id", "worker_id", "place_code", "name",
    "workshop_type", "entries", "numerator", "denominator", "status",
)  # fmt: skip
"""Of the rows behind: `source_row` counts from 1 in the workbook's sheet, NA in generated data and where a row stands
for several; `entries` is how many rows of the sheet it stands for; `numerator` and `denominator` are what it adds."""

LEDGER_COLUMNS = (
    "county_code", "county_name", "month", "months_used", "sheet", "rows", "path", "sha256", "publication", "at", "who",
    "reason", "file", "file_sha256", "is_generated",
)  # fmt: skip
"""Of the ledgers used: a row per county and sheet; `publication` is its number in the journal, 0 without one."""


@dataclass(frozen=True)
class Excluded:
    """What does not count, and why; `count` is None where there is nothing to count or it is too few to be told."""

    why: str
    count: int | None = None
    is_hidden: bool = False
    """Whether there are some, but so few people that their number is not told."""


@dataclass(frozen=True)
class Sum:
    """What all rows come to, those not shown included; NaN where there is nothing to add.

    `value` is the figure worked out again from the rows; NaN where areas cannot be put together (a median).
    """

    numerator: float
    denominator: float
    value: float
    hidden_rows: int
    hidden_numerator: float
    hidden_denominator: float
    """What the rows that are not shown come to together; NaN where that too is told of too few people."""
    agrees: bool | None
    """Whether it is the figure; None where nothing could be worked out again."""


@dataclass(frozen=True)
class Lineage:
    """A figure and everything behind it."""

    indicator: Indicator
    area: str
    area_name: str
    month: date
    workshop_type: str | None
    figure: "pd.Series[Any]"
    """The row of `indicators.answer`."""
    excluded: tuple[Excluded, ...]
    parts: pd.DataFrame
    """The province and cities: what each county adds, with `PART_COLUMNS`; empty below."""
    rows: pd.DataFrame
    """Counties, towns and villages: the rows, with `ROW_COLUMNS`; empty above, and where the figure is hidden."""
    ledgers: pd.DataFrame
    sum: Sum | None
    """None where there is no figure, or it is hidden."""
    notes: tuple[str, ...]
    """What must be known to read the rows rightly."""
