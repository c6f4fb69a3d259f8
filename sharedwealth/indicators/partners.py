"""Disclosure control's second step: what is hidden beside the few, so that no sum that is known gives them away.

Cells stand in lines (the areas of one parent, the types of an area, the parts of a sum) whose whole may be known. A
line with a single hidden cell tells it, so the smallest of the others that hold anyone is hidden too; that may leave a
cell of another line alone, and so on until nothing is given away any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Margin:
    """Lines of cells side by side: where the cells stand in the flattened table, and the number of each one's line."""

    cells: np.ndarray
    lines: np.ndarray
    slices: np.ndarray | None = None
    """A number for each cell of the table; where a line has nobody left to hide, all of the same number is hidden."""


def along(shape: tuple[int, ...], *axes: int) -> list[Margin]:
    """A margin for each of these axes of a table: its cells that differ along the axis alone are a line."""
    size = int(np.prod(shape))
    found = []
    for axis in axes:
        others = (*shape[:axis], 1, *shape[axis + 1 :])
        lines = np.arange(np.prod(others, dtype=int)).reshape(others)
        found.append(Margin(np.arange(size), np.broadcast_to(lines, shape).ravel()))
    return found


def parts(shape: tuple[int, ...], keys: Sequence[int]) -> Margin:
    """Places on the last axis that make up a known sum; with nobody left to hide, the whole last axis is hidden."""
    slices = np.repeat(np.arange(np.prod(shape[:-1], dtype=int)), shape[-1])
    cells = np.flatnonzero(np.isin(np.arange(len(slices)) % shape[-1], keys))
    return Margin(cells, slices[cells], slices)


def alike(*keys: np.ndarray) -> Margin:
    """The rows that are equal in all of the keys are a line."""
    number = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        _, at = np.unique(key, return_inverse=True)
        number = number * (int(at.max(initial=0)) + 1) + at
    return Margin(np.arange(len(number)), np.unique(number, return_inverse=True)[1])


def closed(hidden: np.ndarray, size: np.ndarray, margins: Sequence[Margin], enough: int = 0) -> np.ndarray:
    """The cells to hide when `hidden` are: in each line none, or at least two of together `enough` people.

    `size` are the people behind a cell. A line without anybody left to hide stays as it is, hidden but for the empty.
    """
    found, people = hidden.ravel().copy(), size.ravel()
    before = 0
    while before != (before := int(found.sum())):
        for margin in margins:
            _hide_next(found, people, margin, enough)
    return found.reshape(hidden.shape)


def among(hidden: np.ndarray, size: np.ndarray, *keys: np.ndarray) -> np.ndarray:
    """The same of rows, where those that are equal in all of the keys are a line."""
    return closed(hidden, size, [alike(*keys)]) if hidden.any() else hidden.copy()


def _hide_next(found: np.ndarray, people: np.ndarray, margin: Margin, enough: int) -> None:
    """Hides, in place, the smallest shown cell of every line that gives its hidden ones away."""
    cells, lines = margin.cells, margin.lines
    is_hidden, inside = found[cells], people[cells]
    count = np.bincount(lines, weights=is_hidden)
    is_open = count == 1
    if enough:
        is_open |= (count > 0) & (np.bincount(lines, weights=is_hidden * inside) < enough)
    shown = np.flatnonzero(is_open[lines] & ~is_hidden & (inside > 0))
    by_size = shown[np.lexsort((inside[shown], lines[shown]))]
    chosen, smallest = np.unique(lines[by_size], return_index=True)
    found[cells[by_size[smallest]]] = True
    if margin.slices is not None:
        is_open[chosen] = False
        bare = margin.slices[cells[is_open[lines]]]
        found |= np.isin(margin.slices, bare)
