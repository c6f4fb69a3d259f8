"""Disclosure control for crossed questions: which areas may be told split by several things at once.

One cell at a time cannot be protected here: whoever may cross everything with everything can subtract along every
margin. So an area is split by a set of things (type and sex, say) wholly or not at all:

1. It is withheld where any cell of its split holds one to nine people.
2. What is withheld split by some things is withheld split by more.
3. Areas withheld under a parent that is told must be two at least, and together have no few in any cell: the
   smallest told ones are withheld with them until it is so.
4. An area that is withheld has a part that is, down to the lowest level, or its parts would add up to it.

Then nothing that is told moves when one person in a withheld cell changes places with others: take the cell and one of
the withheld neighbour, and in both a second value of each thing; add and take away in turn. Every sum over a value
that is not split by, and every sum over both areas, stays as it was. So no sums and differences of told figures give
a withheld one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

Counts = np.ndarray
"""People of one level in one month: a row for each area, a column for each cell of its split."""


@dataclass(frozen=True)
class Layer:
    """The areas of one level; `parents` is where each one's parent stands in the layer above, in order."""

    counts: Counts
    parents: np.ndarray
    also: np.ndarray
    """Areas that are withheld whatever their counts."""


def unclean(counts: Counts, threshold: int) -> np.ndarray:
    """Rows in which some count is positive and below the threshold."""
    return np.asarray(((counts > 0) & (counts < threshold)).any(axis=-1))


def withheld(layers: list[Layer], above: np.ndarray, threshold: int) -> list[np.ndarray]:
    """For each layer, the highest first, the areas withheld; `above` says it of the parents of the first.

    A first layer without parents (the province) has all its `parents` zero and `above` is what stands over it,
    which nobody is told.
    """
    found = []
    for layer in layers:
        hidden = layer.also | unclean(layer.counts, threshold)
        above = _with_partners(hidden, layer, above, threshold)
        found.append(above)
    return found


def _with_partners(hidden: np.ndarray, layer: Layer, above: np.ndarray, threshold: int) -> np.ndarray:
    found = hidden.copy()
    concerned = np.unique(np.concatenate([layer.parents[hidden], np.flatnonzero(above)]))
    sizes = layer.counts.sum(axis=1)
    for parent in concerned.tolist():
        first, after = np.searchsorted(layer.parents, [parent, parent + 1])
        family = slice(int(first), int(after))
        _withhold(found[family], layer.counts[family], sizes[family], threshold, is_above=bool(above[parent]))
    return found


def _withhold(
    hidden: np.ndarray, counts: Counts, sizes: np.ndarray, threshold: int, *, is_above: bool
) -> None:
    """Withholds more of one parent's areas, in place, the smallest first, until rules 3 and 4 hold."""
    for at in _smallest_first(hidden, sizes):
        here = hidden & (sizes > 0)
        if not here.any() and not is_above:
            return  # nobody works in what is withheld, so there is nothing to protect
        is_enough = here.sum() > (0 if is_above else 1)
        if is_enough and (is_above or not unclean(counts[here].sum(axis=0), threshold)):
            return
        hidden[at] = True


def _smallest_first(hidden: np.ndarray, sizes: np.ndarray) -> Iterator[int]:
    shown = np.flatnonzero(~hidden & (sizes > 0))
    return iter(shown[np.argsort(sizes[shown], kind="stable")].tolist())


def over_time(
    rises: np.ndarray, close: Callable[[int, np.ndarray], np.ndarray], threshold: int
) -> np.ndarray:
    """The same for a figure that only rises: areas withheld, by month.

    `rises` are by month, area and cell. One month's figure less another's is the rise between them, so a month is
    told only where the small rises since the last told one are none, or together at least the threshold; large
    rises are taken for known. `close(month, hidden)` withholds partners too. Months are gone through from the first
    on, so that a month once told stays told when later ones come.
    """
    pending = np.zeros(rises.shape[1:])
    found = np.zeros(rises.shape[:2], dtype=bool)
    for month, rise in enumerate(rises):
        pending += np.where(rise < threshold, rise, 0)
        found[month] = close(month, unclean(pending, threshold))
        pending[~found[month]] = 0
    return found
