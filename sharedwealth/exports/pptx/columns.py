"""Standing columns: a distribution, or months.

A value in yuan to compare with lies between two of a distribution's columns, where a chart of categories has no place
for a series; it is a line drawn over the plot, whose place is set. Over other columns it is a series like the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from sharedwealth.briefings.scene import Chart, Line
from sharedwealth.charts import theme
from sharedwealth.exports.pptx import chart_marks
from sharedwealth.exports.pptx.chart_data import Plotted
from sharedwealth.exports.pptx.chart_plan import (
    COLOURS,
    Plan,
    categories,
    hide,
    inner,
    named,
    of_line,
    plotted,
    quiet_axis,
    span,
    title,
    turn,
)
from sharedwealth.exports.pptx.pen import Box, Pen, Run, rgb, width_of

_SIDE, _FLOOR = 0.02, 0.14
_LINE = 20
"""Points that a line's name takes over the plot."""
_LABEL_HIGH = 1.7
"""How much of the plot over a column its figure takes, in sizes of its letters."""


def plan(chart: Chart) -> Plan:
    edges = _edges(chart)
    main = next((each for each in chart.series if each.role == "main"), chart.series[0])
    others = [each for each in chart.series if each is not main]
    first = plotted(main, "solid", is_labelled=True)
    compared = [plotted(each, "outline" if each.role == "target" else "tick") for each in others]
    lines = [] if edges else [of_line(line, len(chart.categories), "tick") for line in chart.lines]
    series = (first, *compared, *lines)
    key = (
        [
            *([("■", main.name, COLOURS["main"])] if others and main.name else []),
            *(("▯" if each.role == "target" else "▔", each.name, COLOURS[each.role]) for each in others),
            *(
                ("▔", named(line), drawn.colour)
                for line, drawn in zip(chart.lines, lines, strict=True)
                if not edges
            ),
        ]
        if others or lines
        else []
    )

    def finish(slide: Any, drawn: Any, pen: Pen, place: Box) -> None:  # noqa: ANN401
        count = len(chart.categories)
        high = pen.points(place.height)
        over = (len(chart.lines) * _LINE + 6) / high if edges else 0.02
        each_wide = pen.points(place.width) * (1 - 2 * _SIDE) / max(count, 1)
        size = 14.0 if count <= 10 else 12.0
        quiet_axis(drawn.category_axis, pen, size)
        title(drawn.category_axis, pen, chart.category_title)
        is_turned = turn(drawn.category_axis, chart.categories, size, each_wide * count)
        floor = _FLOOR + (0.08 if chart.category_title else 0) + (0.06 if is_turned else 0)
        inner(drawn, _SIDE, over, 1 - 2 * _SIDE, 1 - over - floor)
        plot = drawn.plots[0]
        plot.overlap, plot.gap_width = 100, 6 if edges else 40
        ends = span(series, room=0.12)
        hide(drawn.value_axis, *ends)
        for native, each in zip(plot.series, series, strict=True):
            chart_marks.paint_bars(native, each, ends, is_lying=False)
        for at, code in enumerate(chart.codes):
            if code in chart.marked and first.known[at] is not None:
                chart_marks.fill(plot.series[0].points[at].format, theme.ACCENT)
        labels = _labels(plot, first, pen, each_wide)
        if edges:
            tops = [_top_of(value, ends, place, (over, floor)) for value in first.known]
            written = [_Label(at, first.texts[at], size, tops[at]) for at, size in labels.items()]
            _draw_lines(slide, chart, edges, pen, place, floor, written)

    return Plan(XL_CHART_TYPE.COLUMN_CLUSTERED, categories(chart), series, tuple(key), finish)


@dataclass(frozen=True)
class _Label:
    """The figure over a column: which column, what it says, how large, and where the column ends."""

    at: int
    text: str
    size: float
    top: int


def _top_of(value: float | None, ends: tuple[float, float], place: Box, margins: tuple[float, float]) -> int:
    """Where a column ends on the slide."""
    (low, high), (over, floor) = ends, margins
    share = ((value or 0.0) - low) / (high - low)
    return round(place.top + place.height * (over + (1 - over - floor) * (1 - share)))


def _labels(plot: Any, first: Plotted, pen: Pen, room: float) -> dict[int, float]:  # noqa: ANN401
    """On every column where they have room; else on the highest alone. Returns the size of each."""
    widest = max((width_of(text, 12) for text in first.texts), default=0)
    if widest <= room * 1.05:
        size = max(12.0, min(16.0, 12 * room / max(widest, 1)))
        chart_marks.label_all(plot.series[0], first, pen, size, chart_marks.OUT)
        return {at: size for at, value in enumerate(first.known) if value is not None}
    known = [(value, at) for at, value in enumerate(first.known) if value is not None]
    if not known:
        return {}
    highest = max(known)[1]
    chart_marks.label_one(plot.series[0], first, highest, pen, Run("", 14, theme.INK), chart_marks.OUT)
    return {highest: 14.0}


def _edges(chart: Chart) -> list[float]:
    """The lower edges of a distribution's bins, rising; none for columns of anything else."""
    try:
        edges = [float(code) for code in chart.codes]
    except ValueError:
        return []
    is_rising = len(edges) > 1 and all(before < after for before, after in pairwise(edges))
    is_months = all(len(code) == 7 and code[4:5] == "-" for code in chart.codes)
    return edges if is_rising and not is_months else []


def _place_of(value: float, edges: list[float]) -> float:
    """Where the value lies along the plot, from 0 to 1; the last bin is taken to be as wide as the one before it."""
    ends = [*edges, 2 * edges[-1] - edges[-2]]
    for at, (low, high) in enumerate(pairwise(ends)):
        if value < high:
            return (at + max(0.0, (value - low) / (high - low))) / len(edges)
    return 1.0


def _draw_lines(
    slide: Any,  # noqa: ANN401
    chart: Chart,
    edges: list[float],
    pen: Pen,
    place: Box,
    floor: float,
    labels: Sequence[_Label],
) -> None:
    left = place.left + place.width * _SIDE
    width = place.width * (1 - 2 * _SIDE)
    bottom = place.top + round(place.height * (1 - floor))
    ordered = sorted(chart.lines, key=lambda each: each.value)
    for row, line in enumerate(ordered):
        x = round(left + width * _place_of(line.value, edges))
        top = place.top + pen.emu(_LINE * row)
        crossed = [
            each
            for each in labels
            if abs(x - left - width * (each.at + 0.5) / len(edges))
            < pen.emu(width_of(each.text, each.size) / 2 + 2)
        ]
        _one_line(slide, line, pen, (x, _around(pen, crossed, top, bottom)), place)


def _around(pen: Pen, crossed: Sequence[_Label], top: int, bottom: int) -> list[tuple[int, int]]:
    """The pieces of an upright line that leave the figures over columns clear, from above."""
    pieces, begun = [], top
    for label in sorted(crossed, key=lambda each: each.top):
        over = label.top - pen.emu(label.size * _LABEL_HIGH)
        if over > begun:
            pieces.append((begun, over))
        begun = max(begun, label.top)
    return [*pieces, (begun, bottom)] if begun < bottom else pieces


def _one_line(
    slide: Any,  # noqa: ANN401
    line: Line,
    pen: Pen,
    where: tuple[int, list[tuple[int, int]]],
    place: Box,
) -> None:
    x, pieces = where
    colour = theme.ACCENT if line.role in {"main", "median"} else theme.QUIET
    top = pieces[0][0]
    for begun, ended in pieces:
        stroke = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, x, begun, x, ended)
        stroke.name = named(line)
        stroke.line.color.rgb = rgb(colour)
        stroke.line.width = Pt(2 * pen.scale)
    wide = pen.emu(width_of(named(line), 14) + 16)
    is_right = x + wide < place.right
    box = Box(x + pen.emu(6) if is_right else x - pen.emu(6) - wide, top, wide, pen.emu(_LINE))
    pen.box(
        slide.shapes,
        box,
        [[Run(named(line), 14, colour, is_bold=True)]],
        f"{named(line)} ·",
        PP_ALIGN.LEFT if is_right else PP_ALIGN.RIGHT,
        MSO_ANCHOR.TOP,
    )


__all__ = ["plan"]
