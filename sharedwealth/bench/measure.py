"""One measure: what was timed, how often, and whether it meets its goal."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Measure:
    """`measured` is the figure that the goal is about; it is met when it is not above the goal."""

    name: str
    measured: float
    goal: float
    unit: str
    n: int
    p50: float
    p95: float

    @property
    def met(self) -> bool:
        return self.measured <= self.goal

    def row(self) -> dict[str, Any]:
        return {**asdict(self), "met": self.met}


def of(name: str, taken: Sequence[float], *, goal: float, about: str, unit: str) -> Measure:
    """A measure of repeated takings; `about` names the figure the goal is about: p50 or p95."""
    p50, p95 = (round(float(each), 3) for each in np.percentile(np.asarray(taken), (50, 95)))
    return Measure(name, {"p50": p50, "p95": p95}[about], goal, unit, len(taken), p50, p95)


def milliseconds(action: Callable[[], object], times: int) -> list[float]:
    """How long the action took, each time; once before to warm up."""
    action()
    taken = []
    for _ in range(times):
        begun = perf_counter()
        action()
        taken.append((perf_counter() - begun) * 1000)
    return taken
