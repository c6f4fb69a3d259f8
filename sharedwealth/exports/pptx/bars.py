"""Lying bars: an area each, what it is compared with as strokes across them."""

from typing import Any

from pptx.enum.chart import XL_CHART_TYPE

from sharedwealth.briefings.scene import Chart
from sharedwealth.charts import theme
from sharedwealth.exports.pptx import chart_marks
from sharedwealth.exports.pptx.chart_plan import (
    COLOURS,
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


def plan(chart: Chart) -> Plan:
    main = next((each for each in chart.series if each.role == "main"), chart.series[0])
    others = [each for each in chart.series if each is not main]
    first = plotted(main, "solid", is_labelled=True)
    compared = [plotted(each, "outline" if each.role == "target" else "tick") for each in others]
    lines = [of_line(line, len(chart.categories), "tick") for line in chart.lines]
    key = [
        *([("■", main.name, COLOURS["main"])] if others and main.name else []),
        *(("▯" if each.role == "target" else "▏", each.name, COLOURS[each.role]) for each in others),
        *(("▏", named(line), drawn.colour) for line, drawn in zip(chart.lines, lines, strict=True)),
    ]
    series = (first, *compared, *lines)

    def finish(_slide: Any, drawn: Any, pen: Pen, place: Box) -> None:  # noqa: ANN401
        count = len(chart.categories)
        each_high = pen.points(place.height) / max(count, 1)
        size = max(12.0, min(18.0, each_high * 0.5))
        plot = drawn.plots[0]
        plot.overlap, plot.gap_width = 100, 40
        ends = span(series, room=0.16)
        hide(drawn.value_axis, *ends)
        quiet_axis(drawn.category_axis, pen, size)
        drawn.category_axis.reverse_order = True
        for native, each in zip(plot.series, series, strict=True):
            chart_marks.paint_bars(native, each, ends, is_lying=True)
        for at, code in enumerate(chart.codes):
            if code in chart.marked and first.known[at] is not None:
                chart_marks.fill(plot.series[0].points[at].format, theme.ACCENT)
        chart_marks.label_all(plot.series[0], first, pen, size, chart_marks.OUT)

    return Plan(XL_CHART_TYPE.BAR_CLUSTERED, categories(chart), series, tuple(key), finish)
