"""Straight lines between places, in the flat metres that maps are drawn in (true to a part in a thousand)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.spatial import KDTree

from sharedwealth.planning.grounds import Metres

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Nearest:
    """Of each place the nearest other one: its number, −1 where there is none, and how far it is in metres."""

    numbers: Numbers
    metres: npt.NDArray[np.float64]


def nearest(places: Metres, others: Metres) -> Nearest:
    """The nearest of the others; infinitely far where there is none or a position is not known."""
    numbers = np.full(len(places), -1, dtype=np.int64)
    metres = np.full(len(places), np.inf)
    is_placed, at = np.isfinite(places).all(axis=1), np.flatnonzero(np.isfinite(others).all(axis=1))
    if is_placed.any() and len(at):
        far, found = KDTree(others[at]).query(places[is_placed])
        metres[is_placed], numbers[is_placed] = far, at[found]
    return Nearest(numbers, metres)


def within(places: Metres, others: Metres, metres: float) -> csr_array:
    """A row a place, a column another: the metres between them, plus one, where they are not more than `metres` apart.

    One is added because a sparse matrix does not keep zeros.
    """
    rows_placed = np.flatnonzero(np.isfinite(places).all(axis=1))
    others_placed = np.flatnonzero(np.isfinite(others).all(axis=1))
    shape = (len(places), len(others))
    if not len(rows_placed) or not len(others_placed):
        return csr_array(shape)
    near = KDTree(places[rows_placed]).query_ball_tree(KDTree(others[others_placed]), metres)
    rows = np.repeat(rows_placed, [len(each) for each in near])
    columns = others_placed[np.concatenate([np.asarray(each, dtype=np.int64) for each in near])]
    apart = np.linalg.norm(places[rows] - others[columns], axis=1)
    return csr_array((apart + 1, (rows, columns)), shape=shape)


def pairs(places: Metres, others: Metres, metres: float) -> int:
    """How many pairs `within` would hold, without making them."""
    rows = places[np.isfinite(places).all(axis=1)]
    columns = others[np.isfinite(others).all(axis=1)]
    return int(KDTree(rows).count_neighbors(KDTree(columns), metres)) if len(rows) and len(columns) else 0
