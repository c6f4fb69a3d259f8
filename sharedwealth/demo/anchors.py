"""The published figures that the demonstration province is calibrated to, each with its source."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from sharedwealth import months
from sharedwealth.places.codes import PROVINCE

FOLDER = Path(__file__).parent
FIRST = date(2022, 6, 1)
LAST = date(2024, 10, 1)
MONTHS = months.between(FIRST, LAST)


@dataclass(frozen=True)
class Anchor:
    """One figure of one area at a month's end, which the province meets exactly, or within a thousandth."""

    quantity: str
    area_code: str
    month: date
    value: int
    is_exact: bool
    source: str

    @property
    def step(self) -> int:
        """The month's position among the demonstration's months, 0 for the first."""
        return MONTHS.index(self.month)


@cache
def all_anchors() -> tuple[Anchor, ...]:
    """Every anchor of `anchors.csv`, in the order of the file."""
    written = pd.read_csv(FOLDER / "anchors.csv", dtype=str)
    return tuple(
        Anchor(
            row["quantity"],
            row["area_code"],
            months.parse(row["month"]),
            int(row["value"]),
            row["is_exact"] == "true",
            row["source"],
        )
        for row in written.to_dict("records")
    )


def points(quantity: str, area_code: str = PROVINCE) -> dict[int, int]:
    """The anchored values of a quantity in an area by month's position; empty when none is published."""
    return {
        anchor.step: anchor.value
        for anchor in all_anchors()
        if anchor.quantity == quantity and anchor.area_code == area_code
    }
