"""Axes: round steps for values, months as dates, and the ready text of every tick."""

import calendar
import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from sharedwealth import months, numbers
from sharedwealth.charts import theme
from sharedwealth.text import language

_COUNTED = ("workshops", "people", "households", "places", "sessions", "attendances")
"""Units of which there are no parts: an axis up to one workshop has no tick at a half."""

_MONTH_ROOM = 62
"""Pixels that a month on an axis needs, `2024-10` and the space beside it."""


def steps(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round values between `low` and `high`, as near to the wanted number of steps as round values come."""
    if high <= low:
        return steps(low - abs(low or 1) / 2, low + abs(low or 1) / 2, wanted)
    span = high - low
    power = 10.0 ** math.floor(math.log10(span / wanted))
    step = min((size * power for size in (1, 2, 2.5, 5, 10)), key=lambda size: abs(span / size - wanted))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(at * step, 10) for at in range(first, last + 1)]


def value_axis(low: float, high: float, unit: str, wanted: int = 4) -> dict[str, Any]:
    """A value axis that holds `low` to `high`, with round ticks, the top one with the unit's word.

    A scale that does not start at zero starts at a round value below `low`. Where all is zero, zero alone is written.
    """
    if low == high == 0:
        return {"range": [0.0, 1.0], "tickvals": [0.0], "ticktext": _tick_texts([0.0], 1.0, unit)}
    ticks = steps(low, high, wanted)
    if unit in _COUNTED:
        ticks = [tick for tick in ticks if tick.is_integer()] or ticks
    step = ticks[1] - ticks[0] if len(ticks) > 1 else max(abs(high - low), 1.0)
    if low < ticks[0] - step * 1e-6:
        ticks.insert(0, round(ticks[0] - step, 10))
    top = max(high, ticks[-1])
    texts = _tick_texts(ticks, step, unit)
    return {"range": [ticks[0], top + (top - ticks[0]) * 0.03], "tickvals": ticks, "ticktext": texts}


def _tick_texts(ticks: Sequence[float], step: float, unit: str) -> list[str]:
    if unit == "share":
        decimals = 0 if abs(step * 100 - round(step * 100)) < 1e-9 else 1
        return [numbers.percent(tick, decimals) for tick in ticks]
    texts = numbers.alike(ticks, unit)
    word = numbers.unit_word(unit, ticks[-1])
    whole = f"{texts[-1]}{word if language() == 'zh' else f' {word}' if word else ''}"
    # "12,000 yuan a month" would take a quarter of a narrow figure
    return [*texts[:-1], whole] if len(whole) <= 12 else texts


def month_end(month: str) -> date:
    """The last day of a month: a stock stands at the month's end."""
    first = months.parse(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def month_axis(named: Sequence[str], anchor: str | None = None, *, at_end: bool = True) -> dict[str, Any]:
    """A layout's `xaxis` and `meta` for these months in order, with a text ready for each of them.

    Ticks are counted back from the anchor, by default the last month, so that the one asked about is always
    written.
    """
    placed = [(month_end(month) if at_end else months.parse(month)).isoformat() for month in named]
    at = named.index(anchor) if anchor else len(named) - 1
    stride = next(step for step in (1, 2, 3, 6, 12, 24, 60, 1000) if len(named) / step <= 10)
    shown = [index for index in range(len(named)) if (index - at) % stride == 0]
    texts = [numbers.month_short(months.parse(month)) for month in named]
    axis = {
        "type": "date",
        "range": [placed[0], placed[-1]],
        "tickvals": [placed[index] for index in shown],
        "ticktext": [texts[index] for index in shown],
        "fixedrange": False,
        "showline": True,
        "linecolor": theme.HAIRLINE,
    }
    ticks = {"vals": placed, "texts": texts, "anchor": at, "room": _MONTH_ROOM}
    return {"xaxis": axis, "meta": {"ticks": ticks}, "dragmode": "zoom"}


def widened(axis: dict[str, Any], before: float, after: float) -> dict[str, Any]:
    """The date axis with room at both ends, as shares of its span, for marks and labels that stand there."""
    first, last = (date.fromisoformat(end) for end in axis["range"])
    span = max((last - first).days, 30)
    start = date.fromordinal(first.toordinal() - round(span * before))
    end = date.fromordinal(last.toordinal() + round(span * after))
    return {**axis, "range": [start.isoformat(), end.isoformat()]}


def left_margin(axis: dict[str, Any]) -> int:
    """Pixels that the axis's texts take at its left, with the space beside them."""
    return round(max((theme.text_width(text) for text in axis["ticktext"]), default=0)) + 10
