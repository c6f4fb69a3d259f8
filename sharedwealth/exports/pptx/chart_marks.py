"""How a series is drawn: fills, strokes, labels. All of it stays native, so that a change of a number redraws it."""

from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from sharedwealth.charts import theme
from sharedwealth.exports import number_formats
from sharedwealth.exports.pptx.chart_data import Plotted
from sharedwealth.exports.pptx.pen import Pen, Run, rgb

OUT, IN = XL_LABEL_POSITION.OUTSIDE_END, XL_LABEL_POSITION.INSIDE_END
_STROKE = 0.009
"""How wide a stroke at the end of a bar is, as a part of the axis."""


def fill(form: Any, hexadecimal: str) -> None:  # noqa: ANN401  python-pptx's formats share no type
    form.fill.solid()
    form.fill.fore_color.rgb = rgb(hexadecimal)


def hatch(form: Any, hexadecimal: str) -> None:  # noqa: ANN401
    """A hatch over the colour: the figure is there, and not yet verified or carried over."""
    form.fill.patterned()
    form.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
    form.fill.fore_color.rgb = rgb("#FFFFFF")
    form.fill.back_color.rgb = rgb(hexadecimal)


def border(form: Any, hexadecimal: str, width: float, *, is_dashed: bool) -> None:  # noqa: ANN401
    form.line.color.rgb = rgb(hexadecimal)
    form.line.width = Pt(width)
    if is_dashed:
        form.line.dash_style = MSO_LINE_DASH_STYLE.DASH


def paint_bars(drawn: Any, series: Plotted, span: tuple[float, float], *, is_lying: bool) -> None:  # noqa: ANN401
    """Bars or columns; `span` is the axis, which the stroke of a tick is measured by."""
    drawn.invert_if_negative = False
    if series.drawn == "tick":
        _ticks(drawn, series, span, is_lying=is_lying)
        return
    if series.drawn == "outline":
        drawn.format.fill.background()
        border(drawn.format, series.colour, 1.5, is_dashed=True)
        return
    fill(drawn.format, series.colour)
    for at, status in enumerate(series.statuses):
        if status in {"carried", "unverified"} and series.known[at] is not None and series.drawn == "solid":
            hatch(drawn.points[at].format, series.colour)


def _ticks(drawn: Any, series: Plotted, span: tuple[float, float], *, is_lying: bool) -> None:  # noqa: ANN401
    """Bars that show nothing but their end, so that a value to compare with is a stroke where it lies.

    Everything up to the end is transparent by a gradient with a hard edge. Each point has its own: the stroke is as
    thin on a long bar as on a short one.
    """
    width = (span[1] - span[0]) * _STROKE
    known = {value for value in series.known if value}
    if not known:
        return
    first = next(value for value in series.known if value)
    _tick(drawn.format, series.colour, first, width, is_lying=is_lying)
    if len(known) > 1:
        for at, value in enumerate(series.known):
            if value:
                _tick(drawn.points[at].format, series.colour, value, width, is_lying=is_lying)


def _tick(form: Any, hexadecimal: str, value: float, width: float, *, is_lying: bool) -> None:  # noqa: ANN401
    part = min(0.5, width / abs(value))
    # A gradient runs from left to right, or from the top down: a column ends at its top, a negative bar on the left.
    ends_last = is_lying == (value > 0)
    edge = round(100_000 * (1 - part if ends_last else part))
    plain = hexadecimal.removeprefix("#")
    clear = f'<a:srgbClr val="{plain}"><a:alpha val="0"/></a:srgbClr>'
    full = f'<a:srgbClr val="{plain}"/>'
    before, after = (clear, full) if ends_last else (full, clear)
    stops = "".join(
        f'<a:gs pos="{at}">{each}</a:gs>'
        for at, each in ((0, before), (edge, before), (edge, after), (100_000, after))
    )
    angle = 0 if is_lying else 5_400_000
    properties = form._element.get_or_add_spPr()  # noqa: SLF001  python-pptx writes no transparent stops
    for found in list(properties):
        properties.remove(found)
    gradient = f'<a:gradFill {nsdecls("a")} rotWithShape="1"><a:gsLst>{stops}</a:gsLst>'
    properties.append(parse_xml(f'{gradient}<a:lin ang="{angle}" scaled="0"/></a:gradFill>'))
    properties.append(parse_xml(f"<a:ln {nsdecls('a')}><a:noFill/></a:ln>"))


def paint_line(drawn: Any, series: Plotted, scale: float) -> None:  # noqa: ANN401
    drawn.smooth = False
    is_dashed = series.drawn == "dashes"
    border(drawn.format, series.colour, (1.75 if is_dashed else 3) * scale, is_dashed=is_dashed)
    drawn.marker.style = None if is_dashed else 8  # a circle
    if is_dashed:
        drawn.marker.style = -4142  # none
        return
    drawn.marker.size = round(7 * scale)
    fill(drawn.marker.format, series.colour)
    drawn.marker.format.line.color.rgb = rgb("#FFFFFF")
    for at, status in enumerate(series.statuses):
        if status in {"carried", "unverified"} and series.known[at] is not None:
            hollow = drawn.points[at].marker
            hollow.style, hollow.size = 8, round(8 * scale)
            fill(hollow.format, "#FFFFFF")
            hollow.format.line.color.rgb = rgb(series.colour)


def label_all(
    drawn: Any,  # noqa: ANN401
    series: Plotted,
    pen: Pen,
    size: float,
    position: XL_LABEL_POSITION,
    ink: str = theme.INK,
) -> None:
    """A label at every value, written by the number format; by its text where no format writes that."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.position = position
    pen.style(labels.font, Run("", size, ink))
    for at in sorted(number_formats.of(series.pairs)[1]):
        label_one(drawn, series, at, pen, Run("", size, ink), position)


def label_one(
    drawn: Any,  # noqa: ANN401
    series: Plotted,
    at: int,
    pen: Pen,
    look: Run,
    position: XL_LABEL_POSITION,
    *,
    with_name: bool = False,
) -> None:
    """A label at one value, with the series' name before it where asked for."""
    label = drawn.points[at].data_label
    is_written = at not in number_formats.of(series.pairs)[1]
    if is_written:
        pen.style(label.font, look)
        label.position = position
        if with_name:
            _with_name(label._get_or_add_dLbl())  # noqa: SLF001  python-pptx has no word for the name
        return
    before = f"{series.name} " if with_name else ""
    pen.fill(label.text_frame, [[Run(before + series.texts[at], look.size, look.colour, look.is_bold)]])
    label.position = position


def _with_name(label: Any) -> None:  # noqa: ANN401
    label.find(qn("c:showSerName")).set("val", "1")
    for found in label.findall(qn("c:separator")):
        label.remove(found)
    separator = label.makeelement(qn("c:separator"), {})
    separator.text = " "
    label.find(qn("c:showBubbleSize")).addnext(separator)
