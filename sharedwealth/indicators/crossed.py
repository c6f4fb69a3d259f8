"""A table of areas by groups: where one hidden cell of a line could be worked out from the others, a second is hidden.

The areas are all those of one parent, the groups the types of an area with the whole of them, so that no subtraction
along either gives a hidden cell back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.question import ALL_TYPES
from sharedwealth.indicators.snapshot import Place, Source
from sharedwealth.places.codes import LENGTHS

GROUPS = (*WORKSHOP_TYPES, ALL_TYPES)
"""The line of types: the six, and all of them together."""


@dataclass(frozen=True)
class Neighbourhood:
    """The areas of one parent, in code order; the province stands alone."""

    inside: str
    """The prefix that all of them share."""
    digits: int
    codes: list[str]
    own: int
    """Where the area that is asked for stands among them."""


def neighbourhood(warehouse: Source, where: Place) -> Neighbourhood:
    """The area with its siblings: disclosure control must see them together."""
    inside = where.parent_code or where.code
    codes = snapshot.snapshot(warehouse).places[where.level].within(inside).codes.tolist()
    return Neighbourhood(inside, LENGTHS[where.level], codes, codes.index(where.code))


def placed(listed: Sequence[object], asked: np.ndarray) -> np.ndarray:
    """Where each of the asked stands in the list."""
    at = {each: place for place, each in enumerate(listed)}
    return np.array([at[each] for each in asked.tolist()], dtype=int)


def with_whole(of_types: np.ndarray) -> np.ndarray:
    """Counts by area and type with the sum over the types behind them, as `GROUPS` has it."""
    return np.concatenate([of_types, of_types.sum(axis=1, keepdims=True)], axis=1)


def closed(hidden: np.ndarray, size: np.ndarray, axes: Sequence[int]) -> np.ndarray:
    """The cells to hide when `hidden` are: along each of the axes none, or at least two where two hold anyone.

    The second is the smallest that holds anyone; hiding it may leave a cell of another line alone, and so on.
    """
    result = hidden.copy()
    while True:
        before = int(result.sum())
        for axis in axes:
            _hide_partners(result, size, axis)
        if int(result.sum()) == before:
            return result


def _hide_partners(hidden: np.ndarray, size: np.ndarray, axis: int) -> None:
    candidates = np.where(~hidden & (size > 0), size, np.inf)
    smallest = np.expand_dims(candidates.argmin(axis=axis), axis)
    is_there = np.isfinite(np.take_along_axis(candidates, smallest, axis))
    is_alone = hidden.sum(axis=axis, keepdims=True) == 1
    was = np.take_along_axis(hidden, smallest, axis)
    np.put_along_axis(hidden, smallest, was | (is_alone & is_there), axis)
