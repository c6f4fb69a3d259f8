"""Lines over months: what is compared with is broken, each line named at its end."""

from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from sharedwealth.briefings.scene import Chart
from sharedwealth.charts import theme
from sharedwealth.exports import number_formats
from sharedwealth.exports.pptx import chart_marks
from sharedwealth.exports.pptx.chart_data import Plotted, are_months
from sharedwealth.exports.pptx.chart_plan import (
    Plan,
    categories,
    inner,
    of_line,
    plotted,
    quiet_axis,
    steps,
    thin_out_months,
    turn,
)
from sharedwealth.exports.pptx.pen import Box, Pen, Run, rgb, width_of

_LABEL = 16
_RIGHT, _ABOVE, _BELOW = XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW


def plan(chart: Chart) -> Plan:
    drawn_as = [
        plotted(each, "line" if each.role in {"main", "second", "earlier"} else "dashes")
        for each in chart.series
    ]
    against = [of_line(line, len(chart.categories), "dashes") for line in chart.lines]
    series = (*drawn_as, *against)
    # A single line is named by what stands over the axis.
    alone = drawn_as[0] if len(drawn_as) == 1 and chart.value_title else None
    made = categories(chart)

    def finish(_slide: Any, drawn: Any, pen: Pen, place: Box) -> None:  # noqa: ANN401
        low, high = _axes(drawn, series, pen)
        named = ["" if each is alone else f"{each.name} " for each in series]
        width = max(width_of(name + _last(each)[1], _LABEL) for name, each in zip(named, series, strict=True))
        width += 16
        part = min(0.24, width / pen.points(place.width))
        left = min(
            0.2,
            (16 + max(width_of(text, 14) for each in series for text in each.texts))
            / pen.points(place.width),
        )
        inner(drawn, left, 0.05, 1 - left - part, 0.82)
        along = pen.points(place.width) * (1 - left - part)
        if are_months(made):
            thin_out_months(drawn.category_axis, made, 14, along)
        else:
            turn(drawn.category_axis, made, 14, along)
        plot = drawn.plots[0]
        for native, each in zip(plot.series, series, strict=True):
            chart_marks.paint_line(native, each, pen.scale)
        _name_ends(plot, series, pen, (high - low) * 0.11, alone)

    return Plan(XL_CHART_TYPE.LINE_MARKERS, made, series, (), finish)


def _axes(drawn: Any, series: tuple[Plotted, ...], pen: Pen) -> tuple[float, float]:  # noqa: ANN401
    """Both axes; returns least and most of the one of values."""
    low, high, step = steps([value for each in series for value in each.known if value is not None])
    quiet_axis(drawn.category_axis, pen, 14)
    axis = drawn.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(theme.HAIRLINE)
    axis.format.line.fill.background()
    axis.tick_labels.number_format = _axis_format(series, step)
    axis.tick_labels.number_format_is_linked = False
    pen.style(axis.tick_labels.font, Run("", 14, theme.QUIET))
    return low, high


def _axis_format(series: tuple[Plotted, ...], step: float) -> str:
    """As the figures are written, without decimals that every step has as zeros."""
    written = number_formats.of(series[0].pairs)[0]
    if "%" in written:
        return "0%" if abs(step * 100 - round(step * 100)) < 1e-9 else "0.0%"
    if "\\." not in written and float(step).is_integer():
        return "#,##0"
    return written


def _last(series: Plotted) -> tuple[int, str, float]:
    """Place, text and value of the last that is known; −1 where nothing is."""
    known = [(at, series.texts[at], value) for at, value in enumerate(series.known) if value is not None]
    return known[-1] if known else (-1, "", 0.0)


def _name_ends(
    plot: Any,  # noqa: ANN401
    series: tuple[Plotted, ...],
    pen: Pen,
    apart: float,
    alone: Plotted | None,
) -> None:
    """Name and figure at the end of each line, of one that is `alone` the figure.

    Where two ends are close, one stands over and one under its end.
    """
    ends = sorted(
        ((_last(each)[2], at) for at, each in enumerate(series) if _last(each)[0] >= 0), reverse=True
    )
    for place, (value, at) in enumerate(ends):
        near_upper = place > 0 and ends[place - 1][0] - value < apart
        near_lower = place + 1 < len(ends) and value - ends[place + 1][0] < apart
        position = (
            _BELOW if near_upper and not near_lower else _ABOVE if near_lower and not near_upper else _RIGHT
        )
        look = Run("", _LABEL, series[at].colour, is_bold=at == 0)
        last = _last(series[at])[0]
        is_named = series[at] is not alone
        chart_marks.label_one(plot.series[at], series[at], last, pen, look, position, with_name=is_named)
    first = next((at for at, value in enumerate(series[0].known) if value is not None), -1)
    if 0 <= first < _last(series[0])[0]:
        chart_marks.label_one(plot.series[0], series[0], first, pen, Run("", 14, theme.QUIET), _ABOVE)
