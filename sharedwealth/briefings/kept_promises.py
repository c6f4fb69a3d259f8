"""What became of the promises that were made: kept or not once they are due, and how they stand before."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from sharedwealth import months
from sharedwealth.briefings import promise_book
from sharedwealth.briefings.promise_book import Promise
from sharedwealth.indicators import CATALOGUE, answer, snapshot
from sharedwealth.indicators.question import can_answer
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places import codes
from sharedwealth.settings import Settings
from sharedwealth.text import mark

Standing = Literal["kept", "not_kept", "open", "reached", "unknown", "withdrawn"]
STANDINGS: dict[Standing, str] = {
    "kept": mark("● Kept"),
    "not_kept": mark("▲ Not kept"),
    "reached": mark("● Reached, not yet due"),
    "open": mark("◐ Still open"),
    "unknown": mark("○ Cannot be told"),
    "withdrawn": mark("– Withdrawn"),
}
"""Never by colour alone: a shape and a word."""


@dataclass(frozen=True)
class Kept:
    """A promise and what became of it."""

    promise: Promise
    standing: Standing
    now: float | None
    """The figure of the month it was due, or of the last month that there is."""
    seen: str
    """That month."""


def standings(warehouse: Source, settings: Settings, area: str = codes.PROVINCE) -> list[Kept]:
    """Every promise of the area and of what lies inside it, the next due first, and what became of it."""
    found = [_kept(warehouse, each) for each in promise_book.read(settings) if each.area.startswith(area)]
    return sorted(
        found, key=lambda each: (each.standing == "withdrawn", each.promise.due, each.promise.number)
    )


def _kept(warehouse: Source, promise: Promise) -> Kept:
    known = snapshot.snapshot(warehouse)
    due = months.parse(promise.due)
    when = min(due, known.months[-1])
    value, is_told = (
        (None, False)
        if when not in known.months or known.place(promise.area) is None or promise.indicator not in CATALOGUE
        else figure(warehouse, promise.area, promise.indicator, when)
    )
    is_due = due <= known.months[-1]
    is_reached = value is not None and reaches(promise, value)
    standing: Standing = (
        "withdrawn"
        if promise.withdrawn_at
        else ("kept" if is_reached else "not_kept" if is_told else "unknown")
        if is_due
        else ("reached" if is_reached else "open")
    )
    return Kept(promise, standing, value, months.write(when))


def reaches(promise: Promise, value: float) -> bool:
    """Whether the figure is at least as good as promised: to the digit, not as it is rounded for reading.

    Where neither direction is better, it has to have come as far as promised from where it was.
    """
    better = CATALOGUE[promise.indicator].better
    if better == "neither":
        better = "lower" if promise.before is not None and promise.value < promise.before else "higher"
    slack = 1e-9 * max(1.0, abs(promise.value))
    return value <= promise.value + slack if better == "lower" else value >= promise.value - slack


def figure(warehouse: Source, area: str, key: str, month: date) -> tuple[float | None, bool]:
    """The value, and whether there is one; a carried one is of an earlier ledger and tells nothing of the month."""
    if not can_answer(CATALOGUE[key], area):
        return None, False
    row = answer(warehouse, key, area, month).iloc[0]
    is_told = bool(pd.notna(row["value"])) and row["status"] != "carried"
    return (float(row["value"]) if is_told else None), is_told
