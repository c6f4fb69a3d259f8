"""Disclosure control of counts along several dimensions at once, whose sums are told too."""

import numpy as np

from sharedwealth.indicators import disclosure


def hidden(people: np.ndarray, slices: np.ndarray, lines: list[list[int]], threshold: int) -> np.ndarray:
    """Which cells of `people` are not to be seen.

    The last axis are the categories, the axes before it the slices: along each of these the cells (with their sum,
    where it is a cell too) tell of one another. `lines` are the categories whose sum is known. `slices` are those of
    which nothing may be seen. No line is left with a single hidden cell; where there is nobody to hide it with, its
    slice is hidden altogether.
    """
    found: np.ndarray = disclosure.few([people], threshold) | slices[..., np.newaxis]
    before = -1
    while before != (before := int(found.sum())):
        for axis in range(people.ndim - 1):
            moved, _ = _with_partner(np.moveaxis(found, axis, -1), np.moveaxis(people, axis, -1))
            found = np.moveaxis(moved, -1, axis).copy()
        for line in lines:
            found[..., line], is_bare = _with_partner(found[..., line], people[..., line])
            found |= is_bare[..., np.newaxis]
    return found


def _with_partner(found: np.ndarray, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The last axis with a second hidden cell wherever one was alone, the smallest; and where none could be found."""
    is_alone = found.sum(axis=-1) == 1
    size = np.where(found | (people <= 0), np.inf, people)
    is_possible = np.isfinite(size.min(axis=-1))
    chosen = np.zeros_like(found)
    np.put_along_axis(
        chosen, size.argmin(axis=-1)[..., np.newaxis], (is_alone & is_possible)[..., np.newaxis], axis=-1
    )
    return found | chosen, is_alone & ~is_possible
