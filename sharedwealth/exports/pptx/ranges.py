"""Ranges: from the lower to the upper quartile, with a stroke at the median, an area each.

Three bars lie over one another: up to the upper quartile, pale; up to the lower quartile, in the colour of the ground;
up to the median, clear but for its end. So the workbook holds the quartiles themselves and not their differences.
"""

from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE

from sharedwealth.briefings.scene import Chart, Role, Series
from sharedwealth.charts import theme
from sharedwealth.exports.pptx import bars, chart_marks
from sharedwealth.exports.pptx.chart_data import Plotted
from sharedwealth.exports.pptx.chart_plan import (
    Plan,
    categories,
    hide,
    named,
    of_line,
    plotted,
    quiet_axis,
    span,
)
from sharedwealth.exports.pptx.pen import Box, Pen

_PALE, _GROUND = theme.SEQUENTIAL[2], "#FFFFFF"


def plan(chart: Chart) -> Plan:
    roles: dict[Role, Series] = {each.role: each for each in chart.series}
    q1, median, q3 = (roles.get(role) for role in ("q1", "median", "q3"))
    values = [value for each in chart.series for value in each.values if value is not None]
    if q1 is None or median is None or q3 is None or min(values, default=0) < 0:
        return _side_by_side(chart)
    upper, lower, middle = plotted(q3, "solid", colour=_PALE), plotted(q1, "mask"), plotted(median, "tick")
    lower = replace(lower, colour=_GROUND)
    middle = replace(middle, colour=theme.INK)
    others = [
        plotted(each, "tick", colour=theme.MAIN)
        for each in chart.series
        if each.role not in {"q1", "median", "q3"}
    ]
    lines = [of_line(line, len(chart.categories), "tick") for line in chart.lines]
    series = (upper, lower, middle, *others, *lines)
    key = (
        ("■", f"{q1.name}–{q3.name}", _PALE),
        ("▏", median.name, theme.INK),
        *(("▏", each.name, theme.MAIN) for each in others),
        *(("▏", named(line), drawn.colour) for line, drawn in zip(chart.lines, lines, strict=True)),
    )

    def finish(_slide: Any, drawn: Any, pen: Pen, place: Box) -> None:  # noqa: ANN401
        size = max(12.0, min(16.0, pen.points(place.height) / max(len(chart.categories), 1) * 0.46))
        plot = drawn.plots[0]
        plot.overlap, plot.gap_width = 100, 45
        ends = span(series, room=0.14)
        hide(drawn.value_axis, *ends)
        quiet_axis(drawn.category_axis, pen, size)
        drawn.category_axis.reverse_order = True
        for native, each in zip(plot.series, series, strict=True):
            chart_marks.paint_bars(native, each, ends, is_lying=True)
        for at, code in enumerate(chart.codes):
            if code in chart.marked and upper.known[at] is not None:
                chart_marks.fill(plot.series[0].points[at].format, "#E9B8B4")
        _labels(plot, (upper, lower, middle), pen, size)

    return Plan(XL_CHART_TYPE.BAR_CLUSTERED, categories(chart), series, key, finish)


def _labels(plot: Any, series: tuple[Plotted, Plotted, Plotted], pen: Pen, size: float) -> None:  # noqa: ANN401
    """The quartiles outside the range, the median inside, on the side of it with more room."""
    upper, lower, middle = series
    chart_marks.label_all(plot.series[0], upper, pen, size, chart_marks.OUT, theme.QUIET)
    chart_marks.label_all(plot.series[1], lower, pen, size, chart_marks.IN, theme.QUIET)
    right = sum(
        high - mid - (mid - low)
        for high, low, mid in zip(upper.known, lower.known, middle.known, strict=True)
        if high is not None and low is not None and mid is not None
    )
    chart_marks.label_all(plot.series[2], middle, pen, size, chart_marks.OUT if right > 0 else chart_marks.IN)


def _side_by_side(chart: Chart) -> Plan:
    """Where a quartile is below zero, or one is missing: every series as bars of its own."""
    made = bars.plan(chart)
    series = tuple(replace(each, drawn="solid", is_labelled=True) for each in made.series)

    def finish(_slide: Any, drawn: Any, pen: Pen, _place: Box) -> None:  # noqa: ANN401
        plot = drawn.plots[0]
        plot.overlap, plot.gap_width = 0, 50
        ends = span(series, room=0.16)
        hide(drawn.value_axis, *ends)
        quiet_axis(drawn.category_axis, pen, 14)
        drawn.category_axis.reverse_order = True
        for native, each in zip(plot.series, series, strict=True):
            chart_marks.paint_bars(native, each, ends, is_lying=True)
            chart_marks.label_all(native, each, pen, 12, chart_marks.OUT)

    key = tuple(("■", each.name, each.colour) for each in series)
    return Plan(made.kind, made.categories, series, key, finish)
