"""A chart of a scene as a native chart: the values in its workbook, its labels on the marks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from sharedwealth.briefings.scene import Chart
from sharedwealth.charts import theme
from sharedwealth.exports.pptx import bars, columns, lines, ranges
from sharedwealth.exports.pptx.chart_data import Plotted, data, workbook
from sharedwealth.exports.pptx.chart_plan import Plan
from sharedwealth.exports.pptx.pen import Box, Pen, Run
from sharedwealth.text import t, tn

_PLANS: dict[str, Callable[[Chart], Plan]] = {
    "bars": bars.plan,
    "columns": columns.plan,
    "lines": lines.plan,
    "ranges": ranges.plan,
}
MOST_BARS = 18
"""More are too thin to be read from the back row; Excel has all."""


def draw(slide: Any, pen: Pen, place: Box, chart: Chart, alt: str, said: str) -> str:  # noqa: ANN401
    """Puts the chart on the slide; returns what has to be said of what was left out, or nothing.

    `said` is what stands over it already, and is not said again.
    """
    shown, left_out = _cut(chart)
    made = _PLANS[chart.kind](shown)
    if not any(value is not None for series in made.series for value in series.known):
        empty = Run(t("There is no figure to draw here."), 20, theme.QUIET)
        pen.box(slide.shapes, place, [[empty]], t("Chart"))
        return ""
    rest, runs = place, _key(shown, made, said)
    if runs:
        key, rest = place.cut_top(pen.emu(24), pen.emu(4))
        pen.box(slide.shapes, key, [runs], t("Key"))
    frame = slide.shapes.add_chart(
        made.kind, rest.left, rest.top, rest.width, rest.height, data(made.categories, made.series)
    )
    frame.name = chart.measure
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)  # noqa: SLF001  python-pptx has no alternative text
    drawn = frame.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(workbook(made.categories, made.series))
    _settle(drawn, pen)
    made.finish(slide, drawn, pen, rest)
    _keep_colours(drawn)
    if not left_out:
        return ""
    return tn("{count} more is in the Excel file.", "{count} more are in the Excel file.", left_out).format(
        count=left_out
    )


def _cut(chart: Chart) -> tuple[Chart, int]:
    """Bars and ranges that there is room for, those to be seen first among them."""
    count = len(chart.categories)
    if chart.kind not in {"bars", "ranges"} or count <= MOST_BARS:
        return chart, 0
    marked = [at for at, code in enumerate(chart.codes) if code in chart.marked][:MOST_BARS]
    others = [at for at in range(count) if at not in marked][: MOST_BARS - len(marked)]
    kept = sorted([*marked, *others])
    series = tuple(
        replace(
            each,
            values=tuple(each.values[at] for at in kept),
            texts=tuple(each.texts[at] for at in kept),
            statuses=tuple(each.statuses[at] for at in kept),
        )
        for each in chart.series
    )
    categories, codes = (tuple(each[at] for at in kept) for each in (chart.categories, chart.codes))
    return replace(chart, categories=categories, codes=codes, series=series), count - len(kept)


def _key(chart: Chart, made: Plan, said: str) -> list[Run]:
    """What is drawn, in one line: the measure, and each look that needs a word."""
    what = chart.value_title or chart.measure
    runs = [] if what in said else [Run(what, 14, theme.QUIET)]
    for sign, words, colour in made.key:
        runs += [Run(f"　{sign} ", 14, colour, is_bold=True), Run(words, 14, theme.QUIET)]
    statuses = {status for series in made.series for status in series.statuses}
    if statuses & {"carried", "unverified"}:
        runs += [Run("　▨ ", 14, theme.QUIET), Run(t("not verified, or carried over"), 14, theme.QUIET)]
    return runs


def _settle(drawn: Any, pen: Pen) -> None:  # noqa: ANN401
    """What every chart has: no title of its own, our fonts, gaps where nothing is known."""
    drawn.has_title = False
    drawn.has_legend = False
    pen.style(drawn.font, Run("", 16, theme.QUIET))
    whole = drawn._chartSpace  # noqa: SLF001  python-pptx has no word for what follows
    rounded = whole.find(qn("c:roundedCorners"))
    if rounded is None:
        made = parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>')
        before = whole.find(qn("c:date1904"))
        before.addnext(made) if before is not None else whole.insert(0, made)
    blanks = whole.chart.find(qn("c:dispBlanksAs"))
    if blanks is not None:
        blanks.set("val", "gap")


def _keep_colours(drawn: Any) -> None:  # noqa: ANN401
    """A bar below zero keeps its own colour, which PowerPoint turns to white unless each point says so."""
    for point in drawn._chartSpace.iter(qn("c:dPt")):  # noqa: SLF001
        is_bar = point.getparent().getparent().tag == qn("c:barChart")
        if is_bar and point.find(qn("c:invertIfNegative")) is None:
            point.find(qn("c:idx")).addnext(point.makeelement(qn("c:invertIfNegative"), {"val": "0"}))


def kinds() -> tuple[XL_CHART_TYPE, ...]:
    """The native kinds that are used: for whoever has to know what a program must be able to draw."""
    return (XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.LINE_MARKERS)


__all__ = ["Plotted", "draw", "kinds"]
