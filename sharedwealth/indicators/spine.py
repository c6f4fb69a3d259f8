"""The rows of an answer before anything is measured: areas, months and types, and who has reported."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sharedwealth import months
from sharedwealth.indicators.snapshot import Snapshot
from sharedwealth.places.codes import LENGTHS, Level

FIGURES = ("value", "numerator", "denominator", "n", "others", "median", "q1", "q3")


@dataclass(frozen=True)
class Spine:
    """Parallel arrays, one entry per area × month × type, in this order."""

    areas: np.ndarray
    names_zh: np.ndarray
    names_en: np.ndarray
    parents: np.ndarray
    months: np.ndarray
    types: np.ndarray
    counties: np.ndarray
    reported: np.ndarray
    known: np.ndarray
    _codes: list[str]
    _types: list[str]
    _first_month: int
    """Counted from January 1970, as numpy counts months."""
    _month_count: int

    def __len__(self) -> int:
        return len(self.areas)

    def filled(self, measured: pd.DataFrame) -> dict[str, np.ndarray]:
        """The measured columns in the spine's order, NaN where nothing was measured.

        Rows of areas outside the spine are left out: a ledger may speak of a place that the register has no
        more.
        """
        at_area = _places_in(self._codes, measured["area"])
        at_month = measured["month"].to_numpy(dtype="datetime64[M]").astype(int) - self._first_month
        at = (at_area * self._month_count + at_month) * len(self._types) + _places_in(
            self._types, measured["type"]
        )
        known = at_area >= 0
        figures = {name: np.full(len(self), np.nan) for name in FIGURES}
        for name in FIGURES:
            if name in measured:
                figures[name][at[known]] = measured[name].to_numpy(dtype=float, na_value=np.nan)[known]
        return figures


def spine(known: Snapshot, level: Level, inside: str, span: tuple[date, date], types: list[str]) -> Spine:
    """Every place of the level inside the prefix, over the months of the span and the types."""
    first, last = (known.months.index(month) for month in span)
    asked = known.months[first : last + 1]
    listed = known.places[level]
    here = listed.inside(inside)
    codes = listed.codes[here]
    begin, end = _county_ranges(known, codes, level)
    repeat = len(asked) * len(types)

    def per_area(values: np.ndarray) -> np.ndarray:
        return np.repeat(values, repeat)

    def per_area_and_month(running: np.ndarray) -> np.ndarray:
        counted = running[end, first : last + 1] - running[begin, first : last + 1]
        return np.repeat(counted.ravel(), len(types))

    return Spine(
        areas=per_area(codes),
        names_zh=per_area(listed.names_zh[here]),
        names_en=per_area(listed.names_en[here]),
        parents=per_area(listed.parents[here]),
        months=np.tile(np.repeat([months.write(month) for month in asked], len(types)), len(codes)),
        types=np.tile(types, len(codes) * len(asked)),
        counties=per_area(end - begin),
        reported=per_area_and_month(known.reported),
        known=per_area_and_month(known.known),
        _codes=codes.tolist(),
        _types=types,
        _first_month=int(np.datetime64(asked[0], "M").astype(int)),
        _month_count=len(asked),
    )


def _places_in(listed: list[str], asked: pd.Series) -> np.ndarray:
    """Where each asked text stands in the list; −1 where it does not."""
    if len(listed) == 1:
        return np.where(asked.to_numpy() == listed[0], 0, -1)
    places = {text: place for place, text in enumerate(listed)}
    return np.array([places.get(text, -1) for text in asked], dtype=int)


def _county_ranges(known: Snapshot, codes: np.ndarray, level: Level) -> tuple[np.ndarray, np.ndarray]:
    """Where each area's counties begin and end in the list of counties; a village has one, its own."""
    counties = known.places["county"].codes
    width = min(LENGTHS[level], LENGTHS["county"])
    prefixes = codes.astype(f"<U{width}")
    return np.searchsorted(counties, prefixes), np.searchsorted(counties, np.char.add(prefixes, ":"))
