"""Disclosure control: what rests on a few people is not shown, and cannot be got back by subtraction.

Primary: fewer than `PEOPLE_THRESHOLD` people, counted or behind a mean, a share or a quantile. Zero is shown.
Secondary: where one of several siblings is hidden, whoever knows the whole and the others would know it too,
so the next smallest is hidden with it (`partners`).
"""

from collections.abc import Iterable

import numpy as np

PEOPLE_THRESHOLD = 10


def few(counts: Iterable[np.ndarray], threshold: int) -> np.ndarray:
    """True where any of the counts is positive and below the threshold; a count that is NaN is none."""
    return np.asarray(np.logical_or.reduce([(count > 0) & (count < threshold) for count in counts]))


def fold(people: np.ndarray, threshold: int) -> np.ndarray:
    """Bins of a distribution with the few added to the next bin towards the middle, so that none is few.

    The sum stays. All NaN where the whole is too few to be shown.
    """
    whole = people.sum()
    if 0 < whole < threshold:
        return np.full(people.shape, np.nan)
    folded = people.astype(float)
    if whole == 0:
        return folded
    middle = int(np.searchsorted(np.cumsum(people), whole / 2))
    _carry_few(folded, range(middle), 1, threshold)
    _carry_few(folded, range(len(folded) - 1, middle, -1), -1, threshold)
    if 0 < folded[middle] < threshold:
        _merge_middle(folded, middle)
    return folded


def _carry_few(folded: np.ndarray, bins: range, step: int, threshold: int) -> None:
    for here in bins:
        if 0 < folded[here] < threshold:
            folded[here + step] += folded[here]
            folded[here] = 0


def _merge_middle(folded: np.ndarray, middle: int) -> None:
    """Adds the middle bin to the nearest that holds anyone: there is one, or the whole would be too few."""
    others = np.flatnonzero(folded)
    others = others[others != middle]
    nearest = others[np.argmin(np.abs(others - middle))]
    folded[nearest] += folded[middle]
    folded[middle] = 0
