"""Classes for shading a map: edges with a stated method, and the class each value falls in.

Every class holds its lower edge and not its upper one, save the last, which holds both.
"""

import math
import warnings
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

Method = Literal["steps", "quantiles", "equal", "around", "changes", "breaks"]
Floats = npt.NDArray[np.float64]

_BREAK_VALUES = 128
"""Natural breaks are searched among so many quantiles: of thousands of values the search would take seconds."""

_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
_SAME = 1e-9
"""Values closer than this share of their size are taken for one."""


@dataclass(frozen=True)
class Classes:
    """Ascending edges, one more than there are classes; values outside fall in the first or last class.

    `top` adds a last class of a single value, the last edge: what reaches it is all there is to reach.
    """

    edges: tuple[float, ...]
    method: Method
    top: bool = False

    def __post_init__(self) -> None:
        ascending = all(low < high for low, high in pairwise(self.edges))
        if len(self.edges) < 2 or not ascending:
            raise ValueError(f"class edges must ascend: {self.edges}")

    def __len__(self) -> int:
        return len(self.edges) - 1 + self.top

    def index(self, values: Floats) -> npt.NDArray[np.int64]:
        """The class of each value, from 0; −1 where the value is not a number."""
        inner = self.edges[1:] if self.top else self.edges[1:-1]
        found = np.searchsorted(np.asarray(inner, dtype=float), values, side="right")
        return np.where(np.isnan(values), -1, found).astype(np.int64)

    def bounds(self, index: int) -> tuple[float, float]:
        """Lower and upper edge of a class; equal for the single value at the top."""
        if index >= len(self.edges) - 1:
            return self.edges[-1], self.edges[-1]
        return self.edges[index], self.edges[index + 1]


def steps(low: float = 0.0, high: float = 1.0, count: int = 5, *, top: bool = True) -> Classes:
    """Fixed equal steps, the same for every month, so that two months compare by colour.

    With `top`, `high` itself is a class of its own: 100 % is the programme's goal, 99.9 % has not reached it.
    """
    # One division for each edge: repeated addition would put 0.6 a hair above three fifths.
    edges = tuple(low + (high - low) * step / count for step in range(count + 1))
    return Classes(edges, "steps", top)


def quantiles(values: Floats, count: int = 5) -> Classes:
    """As many areas in each class as ties allow; fewer classes where many values are equal."""
    known = values[np.isfinite(values)]
    if known.size == 0:
        return steps(count=count)
    cuts = np.quantile(known, np.linspace(0, 1, count + 1), method="inverted_cdf")
    edges = tuple(float(edge) for edge in np.unique(cuts))
    return Classes(edges if len(edges) > 1 else _around_one(edges[0]), "quantiles")


def breaks(values: Floats, count: int = 5) -> Classes:
    """Natural breaks (Fisher-Jenks): values within a class differ as little as they can, classes as much."""
    known = np.sort(values[np.isfinite(values)])
    if np.unique(known).size <= count:
        return replace(quantiles(values, count), method="breaks")
    evenly = np.linspace(0, known.size - 1, min(_BREAK_VALUES, known.size))
    thinned = known[np.rint(evenly).astype(int)]
    if np.unique(thinned).size <= count:
        return replace(quantiles(values, count), method="breaks")
    # A break is the highest value of its class; here a class begins with the next one.
    highest = _fisher_jenks(thinned, count)[:-1]
    firsts = known[np.searchsorted(known, highest[highest < known[-1]], side="right")]
    edges = tuple(float(edge) for edge in np.unique([known[0], *firsts, known[-1]]))
    return Classes(edges, "breaks", top=bool(firsts.size and firsts[-1] == known[-1]))


def _fisher_jenks(values: Floats, count: int) -> Floats:
    import mapclassify  # noqa: PLC0415  it takes a second to load, and few maps need it

    warnings.filterwarnings("ignore", message="Numba not installed")  # so few values take no time without it
    return np.asarray(mapclassify.FisherJenks(values, k=count).bins, dtype=float)


def equal_intervals(values: Floats, count: int = 5) -> Classes:
    """Equal steps with readable edges round the lowest and the highest value; never more than `count`."""
    known = values[np.isfinite(values)]
    if known.size == 0:
        return steps(count=count)
    low, high = float(known.min()), float(known.max())
    if high - low <= _SAME * max(1.0, abs(low), abs(high)):
        return Classes(_around_one((low + high) / 2), "equal")
    step = _nice_step((high - low) / count)
    first = math.floor(low / step)
    # Values on both sides of zero need two classes, however wide the step.
    while math.ceil(high / step) - first > max(count, 2):
        step = _nice_step(step * 1.01)
        first = math.floor(low / step)
    last = math.ceil(high / step)
    return Classes(tuple(_clean(edge, step) for edge in range(first, last + 1)), "equal")


def around(values: Floats, centre: float = 0.0, count: int = 7) -> Classes:
    """Classes on both sides of a target or a mean; an odd count, so that the middle one is neutral."""
    if count % 2 == 0:
        raise ValueError("a scale around a centre needs an odd number of classes")
    away = np.abs(values[np.isfinite(values)] - centre)
    widest = float(away.max()) if away.size else 0.0
    is_same = widest <= _SAME * max(1.0, abs(centre))
    step = 1.0 if is_same else _nice_step(2 * widest / count)
    edges = (centre + step * (edge - count / 2) for edge in range(count + 1))
    return Classes(tuple(float(f"{edge:.12g}") for edge in edges), "around")


def changes(values: Floats) -> Classes:
    """Seven classes, alike on both sides of no change: readable edges near the quantiles of how large the changes are.

    Equal steps would be as wide as the few largest changes ask for, and leave the rest in one class.
    """
    sizes = np.abs(values[np.isfinite(values)])
    sizes = sizes[sizes > _SAME]
    if sizes.size == 0:
        return around(values)
    inner: list[float] = []
    for wanted in np.quantile(sizes, (1 / 7, 3 / 7, 5 / 7)):
        edge = _nice_step(float(wanted))
        inner.append(edge if not inner or edge > inner[-1] * 1.001 else _nice_step(inner[-1] * 1.01))
    largest = float(sizes.max())
    outer = _nice_step(max(largest, inner[-1] * 1.01))
    upper = [*inner, outer]
    edges = (*(-edge for edge in reversed(upper)), *upper)
    return Classes(tuple(float(f"{edge:.12g}") for edge in edges), "changes")


def _nice_step(rough: float) -> float:
    """The next number not below `rough` that people count in: 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(nice * power for nice in _NICE if nice * power >= rough * (1 - 1e-9))


def _clean(edge: int, step: float) -> float:
    return float(f"{edge * step:.12g}")


def _around_one(value: float) -> tuple[float, float]:
    """Edges of the only class when every area has the same value."""
    room = abs(value) / 2 or 0.5
    return value - room, value + room
