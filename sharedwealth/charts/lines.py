"""What figures of lines over months share: the axes, words at the lines' ends, bands between lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, labels, scale, theme
from sharedwealth.charts.figures import Figure

Values = Sequence[float]

HEIGHT = 300
TOP, BOTTOM = 18, 30


@dataclass(frozen=True)
class End:
    """What is written at a line's end; `is_brief` where a narrow screen has room for the figure alone."""

    name: str
    value: float
    colour: str
    is_brief: bool = False

    def lines(self, unit: str, *, is_stacked: bool) -> str:
        figure = numbers.with_unit(self.value, unit) if is_stacked else numbers.bare(self.value, unit)
        between = "<br>" if is_stacked else " "
        return f"{theme.safe(self.name)}{between}<b>{figure}</b>" if self.name else f"<b>{figure}</b>"

    def brief(self, unit: str, *, is_stacked: bool) -> str:
        if is_stacked:
            figure = f"<b>{numbers.bare(self.value, unit)}</b>"
            return f"{theme.safe(self.name)}<br>{figure}" if self.name else figure
        return numbers.bare(self.value, unit) if self.is_brief else self.lines(unit, is_stacked=False)


def months_of(frame: pd.DataFrame) -> list[str]:
    return sorted({str(month) for month in frame["month"]})


def time_figure(
    frame: pd.DataFrame, values: Sequence[float] | pd.Series, unit: str, *, from_zero: bool
) -> tuple[Figure, dict[str, Any]]:
    low, high = float(min(values)), float(max(values))
    axis = scale.value_axis(min(0.0, low) if from_zero else low, high * 1.02 if from_zero else high, unit)
    return theme.figure(**scale.month_axis(months_of(frame)), yaxis=axis, height=HEIGHT), axis


def gaps(values: Values) -> list[float | None]:
    return [value if hover.is_known(value) else None for value in values]


def name_ends(figure: Figure, ends: list[End], unit: str, values: dict[str, Any]) -> None:
    """Writes name and last value right of each line's end, moved apart where the ends are close."""
    is_stacked = len(ends) <= 2
    line_height = 34 if is_stacked and any(end.name for end in ends) else 17
    inner = HEIGHT - TOP - BOTTOM
    low, high = values["range"]
    wished = [(1 - (end.value - low) / (high - low)) * inner for end in ends]
    places = labels.apart(wished, line_height, line_height / 2 - TOP, inner)
    shifts = [wish - at for wish, at in zip(wished, places, strict=True)]
    full = _written([end.lines(unit, is_stacked=is_stacked) for end in ends], ends, shifts)
    brief = _written([end.brief(unit, is_stacked=is_stacked) for end in ends], ends, shifts)
    figure.update_layout(
        **full,
        meta={**figure.written["meta"], "narrower": [{"than": labels.UNDER[labels.NARROW], "layout": brief}]},
    )


def _written(texts: list[str], ends: list[End], shifts: list[float]) -> dict[str, Any]:
    """A layout's annotations and the margin that holds them."""
    place: theme.Place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "align": "left"}
    annotations = [
        theme.note(text, end.colour, y=end.value, yshift=round(shift, 1), **place)
        for text, end, shift in zip(texts, ends, shifts, strict=True)
    ]
    width = max(
        (theme.text_width(theme.unmarked(line)) for text in texts for line in text.split("<br>")), default=0
    )
    return {"annotations": annotations, "margin": {"t": TOP, "b": BOTTOM, "r": round(width) + 14}}


def look(values: Values, line: dict[str, Any]) -> dict[str, Any]:
    """How a trace with these values is drawn: as a line, and where a month has no neighbour as a dot, else unseen."""
    known = [False, *(hover.is_known(value) for value in values), False]
    alone = [
        here and not before and not after
        for before, here, after in zip(known, known[1:], known[2:], strict=False)
    ]
    if not any(alone):
        return {"mode": "lines", "line": line}
    sizes = [9 if is_alone else 0 for is_alone in alone]
    return {"mode": "lines+markers", "line": line, "marker": {"size": sizes, "color": line["color"]}}


def add_band(
    figure: Figure, days: list[str], edges: tuple[Values, Values], colour: str, alpha: float
) -> None:
    """The area between two lines, as one polygon for each run of months that has both."""
    xs: list[str | None] = []
    ys: list[float | None] = []
    rows = zip(days, *edges, strict=True)
    for is_known, run in groupby(rows, key=lambda row: hover.is_known(row[1]) and hover.is_known(row[2])):
        if is_known:
            there = list(run)
            xs += [*(day for day, _, _ in there), *(day for day, _, _ in reversed(there)), None]
            ys += [*(upper for _, _, upper in there), *(lower for _, lower, _ in reversed(there)), None]
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="none",
        fill="toself",
        fillcolor=theme.faint(colour, alpha),
        hoverinfo="skip",
        name="band",
    )
