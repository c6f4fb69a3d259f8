"""Disclosure control of a table with two margins: what must be hidden so that no row or column gives a cell away."""

from collections.abc import Sequence

import numpy as np


def hidden(few: np.ndarray, people: np.ndarray, margins: Sequence[np.ndarray], threshold: int) -> np.ndarray:
    """The cells to hide when `few` are: along each margin none, or at least two of together `threshold` people.

    A margin names the cells whose people add up to a figure that a reader may know: those of equal value. The
    next smallest of a margin is hidden with what it would give away, until nothing is given away any more; a margin
    without anybody left to hide is hidden whole.
    """
    result = few.copy()
    groups = [np.unique(keys, return_inverse=True)[1] for keys in margins]
    before = -1
    while threshold > 0 and before != result.sum():
        before = int(result.sum())
        for group in groups:
            result |= _next(result, people, group, threshold)
    return result


def _next(result: np.ndarray, people: np.ndarray, group: np.ndarray, threshold: int) -> np.ndarray:
    """The smallest shown cell of each group whose hidden ones can be worked out."""
    count = np.bincount(group, weights=result)
    behind = np.bincount(group, weights=result * people)
    is_given_away = (count > 0) & ((count == 1) | (behind < threshold)) & (behind > 0)
    shown = np.flatnonzero(is_given_away[group] & ~result & (people > 0))
    by_size = shown[np.lexsort((people[shown], group[shown]))]
    _, smallest = np.unique(group[by_size], return_index=True)
    found = np.zeros(len(result), dtype=bool)
    found[by_size[smallest]] = True
    return found


def quantile(bins: np.ndarray, people: np.ndarray, share: float, width: int) -> float:
    """A quantile out of bins by their lower edge, right to half a width; NaN of nobody.

    It lies between the people at the places floor and ceil of share × (n − 1), each in the middle of his bin, as in
    the rollups.
    """
    up_to = np.cumsum(people)
    if not len(up_to) or up_to[-1] <= 0:
        return float("nan")
    place = (up_to[-1] - 1) * share
    below, above = (
        float(bins[np.searchsorted(up_to, end, side="right")]) for end in (np.floor(place), np.ceil(place))
    )
    return below + (above - below) * float(place - np.floor(place)) + width / 2
