"""Disclosure control: what rests on a few people is not shown, and cannot be got back by subtraction.

Primary: fewer than `PEOPLE_THRESHOLD` people, counted or behind a mean, a share or a quantile. Zero is shown.
Secondary: where one of several siblings is hidden, whoever knows the whole and the others would know it too,
so the next smallest is hidden with it.
"""

from collections.abc import Iterable

import numpy as np

PEOPLE_THRESHOLD = 10


def few(counts: Iterable[np.ndarray], threshold: int) -> np.ndarray:
    """True where any of the counts is positive and below the threshold; a count that is NaN is none."""
    return np.asarray(np.logical_or.reduce([(count > 0) & (count < threshold) for count in counts]))


def with_partners(hidden: np.ndarray, size: np.ndarray, siblings: list[np.ndarray]) -> np.ndarray:
    """The rows to hide when `hidden` are: in each group of siblings none, or at least two if it has two.

    Rows are siblings where all of the arrays are equal. `size` is the number of people behind a row: of those
    not hidden the smallest positive one is chosen.
    """
    if not hidden.any():
        return hidden.copy()
    group = _numbered(siblings)
    is_alone = np.bincount(group, weights=hidden) == 1
    shown = np.flatnonzero(is_alone[group] & ~hidden & (size > 0))
    by_size = shown[np.lexsort((size[shown], group[shown]))]
    _, smallest = np.unique(group[by_size], return_index=True)
    result = hidden.copy()
    result[by_size[smallest]] = True
    return result


def _numbered(keys: list[np.ndarray]) -> np.ndarray:
    """A number for each row, the same where all keys are equal."""
    number = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        _, at = np.unique(key, return_inverse=True)
        number = number * (int(at.max(initial=0)) + 1) + at
    return np.unique(number, return_inverse=True)[1]


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
