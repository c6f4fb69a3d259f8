"""Disclosure control down to single workshops, so that nothing can be subtracted from their village's figures."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth.indicators import disclosure, partners
from sharedwealth.places.codes import LENGTHS

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """Workshops in months, parallel; all of every town that occurs, for a subtraction needs them all."""

    months: np.ndarray
    villages: np.ndarray
    types: np.ndarray

    def numbered(self) -> "_Numbered":
        """The same groups by number, which are compared several times faster, with the villages' towns."""
        towns = self.villages.astype(f"<U{LENGTHS['town']}")
        return _Numbered(*(pd.factorize(each)[0] for each in (self.months, self.villages, self.types, towns)))


class _Numbered(NamedTuple):
    months: np.ndarray
    villages: np.ndarray
    types: np.ndarray
    towns: np.ndarray


def hidden(rows: Rows, counts: list[np.ndarray], size: np.ndarray, threshold: int) -> Flags:
    """The rows to hide: few in any of the counts, and the partners without whom those could be found.

    `size` is how many people stand behind a row. In a village, and among its workshops of one type, none or at
    least two are hidden; where the village's own figure is hidden for its neighbours' sake, at least one is.
    """
    if threshold <= 0:
        return np.zeros(len(size), dtype=bool)
    size = np.nan_to_num(size)
    known = rows.numbered()
    found = disclosure.few([np.nan_to_num(count) for count in counts], threshold)
    if found.any():
        of_village = partners.alike(known.months, known.villages)
        of_type = partners.alike(known.months, known.villages, known.types)
        found = partners.closed(found, size, [of_village, of_type])
    return found | _kept_with_village(known, found, size, threshold)


def _kept_with_village(rows: _Numbered, found: Flags, size: np.ndarray, threshold: int) -> Flags:
    """The smallest workshop of each village that is hidden beside a neighbour and would be told by its workshops."""
    villages, first, at = np.unique(
        rows.months * (rows.villages.max(initial=0) + 1) + rows.villages,
        return_index=True,
        return_inverse=True,
    )
    people = np.bincount(at, weights=size)
    towns = rows.towns[first]
    is_hidden = partners.among(disclosure.few([people], threshold), people, rows.months[first], towns)
    has_hidden = np.bincount(at, weights=found, minlength=len(villages)) > 0
    told = np.flatnonzero((is_hidden & ~has_hidden)[at] & (size > 0))
    by_size = told[np.lexsort((size[told], at[told]))]
    _, smallest = np.unique(at[by_size], return_index=True)
    added = np.zeros(len(size), dtype=bool)
    added[by_size[smallest]] = True
    return added
