"""Tables of areas by groups as disclosure control must see them: all areas of one parent, types with their whole."""

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
