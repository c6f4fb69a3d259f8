"""Public-record figures of one kind, each a point with its words; the undated ones stand apart."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from sharedwealth import months
from sharedwealth.charts import labels, notes, record, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.record import Point
from sharedwealth.text import t

HEIGHT = 320
_TOP, _BOTTOM = 22, 34
_APART = 0.2  # the share of the width that the undated figures take, at the right


def chart(figures: pd.DataFrame, unit: str | None = None) -> Figure:
    """One ink diamond for each published figure at its date, labelled in the source's words.

    `figures` as in `record`, of one indicator and one unit (given, or a column `unit`). No line joins them, since
    places and definitions differ. A month's or a year's figure is drawn over that time. With a column `id`, a picked
    point gives it.
    """
    unit = unit or (str(figures["unit"].iloc[0]) if "unit" in figures and len(figures) else "")
    points = record.points(figures, unit)
    if not points:
        return theme.sentence(t("Nothing has been published on this."))
    dated = [point for point in points if point.middle]
    undated = [point for point in points if not point.middle]
    values = scale.value_axis(0, max(point.value for point in points) * 1.06, unit)
    share = _APART if undated and dated else 1.0 if undated else 0.0
    figure = theme.figure(height=HEIGHT, yaxis=values, margin={"t": _TOP, "b": _BOTTOM, "l": 0, "r": 20})
    if dated:
        _draw_dated(figure, dated, share)
    if undated:
        _draw_undated(figure, undated, share)
    layout = notes.for_widths(lambda width: _labels(figure, dated, undated, share, width))
    return figure.update_layout(
        annotations=layout["annotations"], meta={**figure.written.get("meta", {}), **layout["meta"]}
    )


def _draw_dated(figure: Figure, dated: Sequence[Point], apart: float) -> None:
    days = [day for point in dated for day in (point.first, point.last) if day]
    first, last = min(days).replace(day=1), max(days).replace(day=1)
    if first == last:
        first, last = months.shift(first, -3), months.shift(last, 3)
    layout = scale.month_axis([months.write(month) for month in months.between(first, last)])
    axis = scale.widened(layout["xaxis"], 0.04, 0.04)
    figure.update_layout(
        xaxis={**axis, "domain": [0, 1 - apart - (0.03 if apart else 0)]}, meta=layout["meta"]
    )
    for point in dated:
        if point.first and point.last and (point.last - point.first).days > 32:
            figure.add_scatter(
                x=[point.first.isoformat(), point.last.isoformat()],
                y=[point.value] * 2,
                mode="lines",
                line={"color": theme.EARLIER, "width": 1},
                hoverinfo="skip",
                name="span",
            )
    _add_points(figure, dated, [point.middle.isoformat() for point in dated if point.middle], "x")


def _draw_undated(figure: Figure, undated: Sequence[Point], apart: float) -> None:
    figure.update_layout(
        xaxis2={
            "range": [-0.5, 0.5],
            "domain": [1 - apart, 1],
            "tickvals": [0],
            "ticktext": [t("Undated")],
            "anchor": "y",
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        }
    )
    if apart < 1:
        figure.add_vline(x=1 - apart - 0.015, xref="paper", line={"color": theme.HAIRLINE, "width": 1})
    _add_points(figure, undated, [0] * len(undated), "x2")


def _add_points(figure: Figure, points: Sequence[Point], xs: Sequence[Any], axis: str) -> None:
    figure.add_scatter(
        x=list(xs),
        y=[point.value for point in points],
        mode="markers",
        xaxis=axis,
        marker={
            "symbol": [point.symbol for point in points],
            "size": 11,
            "color": theme.INK,
            "line": {"color": theme.INK, "width": 1.5},
        },
        hovertext=[point.hover for point in points],
        hoverinfo="text",
        customdata=[point.id for point in points] if all(point.id for point in points) else None,
        cliponaxis=False,
        name="dated" if axis == "x" else "undated",
    )


def _labels(
    figure: Figure, dated: Sequence[Point], undated: Sequence[Point], apart: float, width: int
) -> list[dict[str, Any]]:
    """The words beside the points; with the publisher where there is room for all of them."""
    left = scale.left_margin(figure.written["yaxis"])
    inner, height = width - left - 20, HEIGHT - _TOP - _BOTTOM
    y_range = tuple(figure.written["yaxis"]["range"])
    is_narrow = width == labels.NARROW
    placed = []
    if dated:
        ends = [date.fromisoformat(end).toordinal() for end in figure.written["xaxis"]["range"]]
        domain = figure.written["xaxis"]["domain"]
        canvas = labels.Canvas(inner * (domain[1] - domain[0]), height, (ends[0], ends[1]), y_range)
        wanted = [
            _note(point, point.middle.isoformat(), point.middle.toordinal())
            for point in dated
            if point.middle
        ]
        placed += notes.beside(wanted, canvas, labels.NOWHERE, is_narrow=is_narrow)
    if undated:
        canvas = labels.Canvas(inner * apart, height, (-0.5, 0.5), y_range)
        wanted = [_note(point, 0, 0.0, "x2") for point in undated]
        placed += notes.beside(wanted, canvas, labels.NOWHERE, is_narrow=is_narrow)
    return placed


def _note(point: Point, x: str | int, across: float, axis: str = "x") -> notes.Note:
    publisher = theme.folded(point.publisher, most=130) if axis == "x2" else [theme.safe(point.publisher)]
    full = (f"<b>{theme.safe(point.words)}</b>", *publisher)
    return notes.Note(x, across, point.value, full, (f"<b>{theme.safe(point.figure)}</b>",), axis)
