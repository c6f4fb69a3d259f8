"""The legend of a map: how its classes, its circles and its missing areas are named and counted."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sharedwealth import numbers
from sharedwealth.charts.classes import Classes
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import mark, t, tp

OUTSIDE = "x"
"""The letter of areas that a choice or a definition leaves out: neither without data nor of any class."""
NOT_APPLICABLE = "not_applicable"
"""The status on a map of an area that has reported and has nothing that the indicator counts."""
CODE_OF_STATUS = {
    "ok": "o",
    "no_data": "n",
    "carried": "c",
    "suppressed": "s",
    "unverified": "u",
    NOT_APPLICABLE: OUTSIDE,
}
"""One letter a status, as it travels to the browser."""

_METHODS = {
    "steps": mark("Fixed equal steps, lower limit included"),
    "quantiles": mark("Quantiles: as many areas in each class as ties allow"),
    "equal": mark("Equal intervals, lower limit included"),
    "breaks": mark("Natural breaks (Fisher-Jenks), lower limit included"),
    "around": mark("Equal steps on both sides of the middle"),
    "changes": mark("Alike on both sides of no change, rounded from the quantiles"),
}


@dataclass(frozen=True)
class Entry:
    """A line of the legend: `swatch` is a class's number or a status's letter, `count` its areas."""

    swatch: str
    label: str
    count: int

    def payload(self) -> list[str]:
        return [self.swatch, self.label, numbers.plain(self.count)]


def is_change(classes: Classes | None) -> bool:
    """Whether the scale lies round zero, so that its values are changes: signed, and of rates in points."""
    return classes is not None and classes.method in ("around", "changes") and classes.edges[0] < 0


def change(value: float, unit: str, decimals: int | None = None) -> str:
    """A change without its unit's word: +5.0 for points, +120 for yuan."""
    if unit == "share":
        figure = numbers.plain(abs(value) * 100, 1 if decimals is None else decimals)
    else:
        figure = numbers.plain(abs(value), decimals) if decimals else numbers.bare(abs(value), unit)
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{figure}"


def method(classes: Classes, *, is_over_months: bool = False) -> str:
    """How the classes were made, and that they hold for every month where they do."""
    is_pooled = is_over_months and classes.method == "quantiles"
    said = t("Quantiles of all months together") if is_pooled else t(_METHODS[classes.method])
    return t("{method}; the same in every month").format(method=said) if is_over_months else said


def of_classes(classes: Classes, indexes: Sequence[int], unit: str) -> list[Entry]:
    """A line for each class, the highest first, also where no area falls in it: the scale stays the same."""
    counted = Counter(indexes)
    return [
        Entry(str(index), range_label(classes, index, unit), counted.get(index, 0))
        for index in reversed(range(len(classes)))
    ]


def of_balance(indexes: Sequence[int]) -> list[Entry]:
    """What rose and what fell, where circles show a change."""
    counted = Counter(indexes)
    return [
        Entry("1", t("Risen, or the same"), counted.get(1, 0)),
        Entry("0", t("Fallen"), counted.get(0, 0)),
    ]


def of_statuses(statuses: Sequence[str]) -> list[Entry]:
    """A line for each status in sight other than ok, so that what is missing or old is always counted."""
    counted = Counter(statuses)
    return [
        Entry(CODE_OF_STATUS[status], status_word(status), counted[status])
        for status in ("carried", "unverified", "suppressed", "no_data", NOT_APPLICABLE)
        if counted[status]
    ]


def status_word(status: str) -> str:
    """How a legend and a tip call a status."""
    return t("Not applicable") if status == NOT_APPLICABLE else word(STATUSES, status)


def of_outside(outside: tuple[str, int] | None) -> list[Entry]:
    """A line for the areas that were left out on purpose; none where there are none."""
    return [Entry(OUTSIDE, *outside)] if outside and outside[1] else []


def range_label(classes: Classes, index: int, unit: str) -> str:
    """“20–40%”; the class of a single value is that value alone, and negative edges are joined by a word."""
    low, high = classes.bounds(index)
    decimals = _decimals(classes.edges, unit)
    if is_change(classes):
        return tp("legend", "{low} to {high}").format(
            low=change(low, unit, decimals), high=change(high, unit, decimals)
        )
    first, last = (_edge(edge, unit, decimals) for edge in (low, high))
    if low == high:
        return last
    if first == last:  # 1.2万 and 1.2万
        first, last = (numbers.plain(edge, decimals) for edge in (low, high))
    return f"{first.removesuffix('%')}–{last}"


def circle_sizes(largest: float) -> list[float]:
    """Up to three readable values for a legend of circles, the largest first, none above `largest`."""
    if not largest > 0:
        return []
    sizes = [_nice_floor(largest / part) for part in (1, 4, 20)]
    return list(dict.fromkeys(size for size in sizes if size >= 1 or size == sizes[0]))


def _nice_floor(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return max(nice * power for nice in (1, 2, 5) if nice * power <= value * (1 + 1e-9))


def _decimals(edges: Sequence[float], unit: str) -> int:
    """As few decimals as keep neighbouring edges apart in writing."""
    scale = 100 if unit == "share" else 1
    scaled = [edge * scale for edge in edges]
    for decimals in range(4):
        written = [f"{edge:.{decimals}f}" for edge in scaled]
        exact = all(abs(float(word) - edge) < 1e-9 for word, edge in zip(written, scaled, strict=True))
        gap = min(high - low for low, high in pairwise(scaled))
        if exact or gap >= 20 * 10**-decimals:
            return decimals
    return 3


def _edge(value: float, unit: str, decimals: int) -> str:
    if unit == "share":
        return numbers.percent(value, decimals)
    return numbers.plain(value, decimals) if decimals else numbers.bare(round(value), unit)
