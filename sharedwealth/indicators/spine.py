"""The rows of an answer before anything is measured: areas, months and types, and who has reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from sharedwealth import months
from sharedwealth.indicators.snapshot import Places, Snapshot
from sharedwealth.places.codes import LENGTHS, Level

WHOLES: tuple[Level, ...] = ("province", "city")
"""Levels of areas that are made of counties; those of counties that are not verified are shown as they are."""

FIGURES = ("value", "numerator", "denominator", "n", "others", "median", "q1", "q3")


@dataclass(frozen=True)
class Spine:
    """One row per area × month × type, in this order; the arrays of rows are parallel."""

    places: Places
    """The areas, each once."""
    months: list[str]
    types: list[str]
    counties: np.ndarray
    """How many counties each area has."""
    reported: np.ndarray
    """Of each row: how many of them reported in the month."""
    known: np.ndarray
    """Of each row: how many of them reported in the month or before."""
    is_unverified: np.ndarray
    """Of each row: whether it is of a county, or a place in one, whose ledger of the month is not verified."""
    _first_month: int
    """Counted from January 1970, as numpy counts months."""

    def __len__(self) -> int:
        return len(self.reported)

    def filled(self, measured: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """The measured columns in the spine's order, NaN where nothing was measured.

        Rows of areas outside the spine are left out: a ledger may speak of a place that the register has no
        more.
        """
        at_area = _places_in(self.places.codes.tolist(), measured["area"])
        at_month = measured["month"].astype("datetime64[M]").astype(int) - self._first_month
        at = (at_area * len(self.months) + at_month) * len(self.types) + _places_in(
            self.types, measured["type"]
        )
        known = at_area >= 0
        figures = {name: np.full(len(self), np.nan) for name in FIGURES}
        for name in FIGURES:
            if name in measured:
                figures[name][at[known]] = measured[name][known]
        return figures

    def rows(self, area: str) -> slice:
        """Where the rows of the areas inside the prefix stand."""
        here, each = self.places.inside(area), len(self.months) * len(self.types)
        return slice(here.start * each, here.stop * each)

    def per_area(self, values: np.ndarray) -> np.ndarray:
        """Values of the areas, for every row."""
        return np.repeat(values, len(self.months) * len(self.types))

    def month_numbers(self) -> np.ndarray:
        return np.tile(np.repeat(np.arange(len(self.months)), len(self.types)), len(self.places.codes))

    def type_numbers(self) -> np.ndarray:
        return np.tile(np.arange(len(self.types)), len(self.places.codes) * len(self.months))


def spine(known: Snapshot, level: Level, inside: str, span: tuple[date, date], types: list[str]) -> Spine:
    """Every place of the level inside the prefix, over the months of the span and the types."""
    first, last = (known.months.index(month) for month in span)
    places = known.places[level].within(inside)
    begin, end = _county_ranges(known, places.codes, level)

    def per_row(running: np.ndarray) -> np.ndarray:
        counted = running[end, first : last + 1] - running[begin, first : last + 1]
        return np.repeat(counted.ravel(), len(types))

    reported = per_row(known.reported)
    return Spine(
        places=places,
        months=[months.write(month) for month in known.months[first : last + 1]],
        types=types,
        counties=end - begin,
        reported=reported,
        known=per_row(known.known),
        is_unverified=per_row(known.unverified) > 0
        if level not in WHOLES
        else np.zeros(len(reported), dtype=bool),
        _first_month=int(np.datetime64(span[0], "M").astype(int)),
    )


def _places_in(listed: list[str], asked: np.ndarray) -> np.ndarray:
    """Where each asked text stands in the list; −1 where it does not."""
    if len(listed) == 1:
        return np.where(asked == listed[0], 0, -1)
    places = {text: place for place, text in enumerate(listed)}
    return np.array([places.get(text, -1) for text in asked.tolist()], dtype=int)


def _county_ranges(known: Snapshot, codes: np.ndarray, level: Level) -> tuple[np.ndarray, np.ndarray]:
    """Where each area's counties begin and end in the list of counties; a village has one, its own."""
    counties = known.places["county"].codes
    width = min(LENGTHS[level], LENGTHS["county"])
    prefixes = codes.astype(f"<U{width}")
    return np.searchsorted(counties, prefixes), np.searchsorted(counties, np.char.add(prefixes, ":"))
