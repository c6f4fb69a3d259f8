"""What a chart's form decides before it is drawn, and what the forms have in common."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from sharedwealth.briefings.scene import Chart, Line, Role, Series, Status
from sharedwealth.charts import theme
from sharedwealth.choices import STATUSES, word
from sharedwealth.exports import number_formats
from sharedwealth.exports.pptx.chart_data import Drawn, Plotted
from sharedwealth.exports.pptx.pen import Box, Pen, Run, rgb, width_of

COLOURS: dict[Role, str] = {
    "main": theme.MAIN,
    "second": theme.SECOND,
    "earlier": theme.EARLIER,
    "target": theme.INK,
    "q1": theme.EARLIER,
    "median": theme.INK,
    "q3": theme.EARLIER,
}

Finish = Callable[[Any, Any, Pen, Box], None]
"""Given slide, chart, pen and place: everything that is done to the native chart."""


@dataclass(frozen=True)
class Plan:
    kind: XL_CHART_TYPE
    categories: tuple[str, ...]
    series: tuple[Plotted, ...]
    key: tuple[tuple[str, str, str], ...]
    """Sign, words and colour of each entry of the line over the chart."""
    finish: Finish


def plotted(series: Series, drawn: Drawn, *, is_labelled: bool = False, colour: str | None = None) -> Plotted:
    return Plotted(
        series.name,
        series.values,
        series.texts,
        series.statuses,
        colour or COLOURS[series.role],
        drawn,
        is_labelled,
    )


def of_line(line: Line, count: int, drawn: Drawn) -> Plotted:
    """A value to compare with as a series of its own: the same at every category."""
    return Plotted(
        line.label,
        (line.value,) * count,
        (line.text,) * count,
        _told(count),
        theme.ACCENT if line.role == "main" else theme.INK,
        drawn,
    )


def _told(count: int) -> tuple[Status, ...]:
    plain: Status = "ok"
    return (plain,) * count


def named(line: Line) -> str:
    """Its name and its figure, once each."""
    return line.label if line.text in line.label else f"{line.label} {line.text}"


def categories(chart: Chart) -> tuple[str, ...]:
    """The categories; one without any figure says what there is in its place."""
    found: list[str] = []
    if chart.kind == "lines":  # whose months stay months; the line has a gap there
        return chart.categories
    for at, category in enumerate(chart.categories):
        unknown = all(not number_formats.is_known(series.values[at]) for series in chart.series)
        status = chart.series[0].statuses[at] if chart.series else "ok"
        is_missing = unknown and status in {"no_data", "suppressed"}
        found.append(f"{category} · {word(STATUSES, status)}" if is_missing else category)
    return tuple(found)


def span(series: Sequence[Plotted], *, room: float) -> tuple[float, float]:
    """The axis of bars: from zero, with room for the labels at the ends."""
    known = [value for each in series for value in each.known if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    if low == high:
        high = 1.0
    length = high - low
    return (low - (length * room if low < 0 else 0), high + (length * room if high > 0 else 0))


def steps(values: Sequence[float], *, count: int = 4) -> tuple[float, float, float]:
    """Least, most and step of an axis that holds the values; from zero where they come near it."""
    low, high = min(values), max(values)
    if low >= 0 and low < 0.6 * high:
        low = 0.0
    rough = (high - low or abs(high) or 1.0) / count
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(each * size for each in (1, 2, 2.5, 5, 10) if each * size >= rough * 0.999)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step


def quiet_axis(axis: Any, pen: Pen, size: float) -> None:  # noqa: ANN401  python-pptx's axes share no public type
    """An axis of names: a hairline and the names, beside the lowest values."""
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(theme.HAIRLINE)
    pen.style(axis.tick_labels.font, Run("", size, theme.INK))


def turn(axis: Any, texts: Sequence[str], size: float, width: float) -> bool:  # noqa: ANN401
    """Turns the names by half a right angle where they have no room side by side; returns whether it did."""
    widest = max((width_of(text, size) for text in texts), default=0.0) * 1.2
    is_turned = len(texts) * widest > width
    axis._element.find(qn("c:txPr")).bodyPr.set("rot", "-2700000" if is_turned else "0")  # noqa: SLF001
    return is_turned


def thin_out_months(axis: Any, texts: Sequence[str], size: float, width: float) -> None:  # noqa: ANN401
    """A mark every so many months, as many as have room."""
    widest = max((width_of(text, size) for text in texts), default=0.0) * 1.25 + size
    room = max(1, int(width / widest))
    every = next((each for each in (1, 2, 3, 6, 12, 24) if len(texts) / each <= room), 36)
    native = axis._element  # noqa: SLF001  python-pptx has no word for units of time
    for tag in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit", "c:minorUnit", "c:minorTimeUnit"):
        for found in native.findall(qn(tag)):
            native.remove(found)
    units = (("c:baseTimeUnit", "months"), ("c:majorUnit", str(every)), ("c:majorTimeUnit", "months"))
    for tag, value in units:
        native.append(native.makeelement(qn(tag), {"val": value}))
    native.find(qn("c:txPr")).bodyPr.set("rot", "0")


def title(axis: Any, pen: Pen, words: str) -> None:  # noqa: ANN401
    """What the axis is of, under it."""
    if not words:
        axis.has_title = False
        return
    pen.fill(axis.axis_title.text_frame, [[Run(words, 14, theme.QUIET)]])


def hide(axis: Any, low: float, high: float) -> None:  # noqa: ANN401
    """An axis whose values stand on the marks themselves."""
    axis.visible = False
    axis.has_major_gridlines = False
    axis.minimum_scale, axis.maximum_scale = low, high


def inner(drawn: Any, left: float, top: float, width: float, height: float) -> None:  # noqa: ANN401
    """Sets where the plot itself stands, in parts of the chart."""
    area = drawn._chartSpace.chart.plotArea  # noqa: SLF001  python-pptx has no word for the layout
    for found in area.findall(qn("c:layout")):
        area.remove(found)
    sides = "".join(
        f'<c:{tag} val="{value:.4f}"/>'
        for tag, value in (("x", left), ("y", top), ("w", width), ("h", height))
    )
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area.insert(
        0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>")
    )
