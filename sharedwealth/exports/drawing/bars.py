"""Bars that lie: an area each, its name at the left and its figure at the end of the bar."""

from dataclasses import dataclass

from sharedwealth.briefings.scene import Chart, Series, Status
from sharedwealth.charts import theme
from sharedwealth.exports.drawing import fills, keys, measures, references
from sharedwealth.exports.drawing.canvas import CARD, HAIRLINE, INK, QUIET, Canvas
from sharedwealth.exports.drawing.measures import Scale

NAMES_MOST = 0.4
"""The part of the width that names may take."""

_HIGHEST, _LOWEST = 19.0, 7.8
_GAP = 5.0


@dataclass(frozen=True)
class _Row:
    at: int
    middle: float
    height: float
    size: float


def height_for(chart: Chart, height: float) -> float:
    """As high as the bars need, at most `height`."""
    above = keys.height(chart) + references.height(chart)
    return min(height, max(len(chart.categories), 1) * _HIGHEST + above + 4)


def draw(canvas: Canvas, chart: Chart) -> None:
    size = 9.0
    count = max(len(chart.categories), 1)
    top = keys.draw(canvas, chart, size)
    names = min(measures.widest(chart.categories, size), canvas.width * NAMES_MOST)
    main = fills.main_of(chart)
    ends = [fills.written(chart, at) for at in range(len(chart.categories))]
    values = [*measures.told(value for each in chart.series for value in each.values), 0.0]
    values += [line.value for line in chart.lines]
    low, high = min(values), max(values)
    room = measures.widest(ends, size) * (1.07 if chart.marked else 1.0) + _GAP + 3
    left = names + 8 + (room if low < 0 else 0)
    scale = Scale(low, high if high > low else low + 1, left, canvas.width - room)
    top = references.draw_above(canvas, chart, scale, top, size)
    step = min(_HIGHEST, max((canvas.height - top - 2) / count, _LOWEST))
    bottom = top + step * count
    canvas.line(scale.at(0), top, scale.at(0), bottom, QUIET, 0.6)
    for at in range(len(chart.categories)):
        _bars(canvas, chart, scale, _Row(at, top + step * (at + 0.5), step * 0.68, size))
    references.draw_lines(canvas, chart, scale, top, bottom)
    for at, name in enumerate(chart.categories):
        row = _Row(at, top + step * (at + 0.5), step * 0.68, min(size, step * 0.86))
        is_marked = fills.is_marked(chart, at)
        canvas.text(
            names, row.middle, measures.cut(name, row.size, names), row.size, INK, "end", bold=is_marked
        )
        value = main.values[at]
        is_left = value is not None and value < 0
        furthest = [each.values[at] or 0.0 for each in chart.series]
        edge = min([*furthest, 0]) if is_left else max([*furthest, 0])
        x = scale.at(edge) + (-_GAP if is_left else _GAP)
        if value is None:
            fills.missing(canvas, main.statuses[at], scale.at(0), row.middle - row.height / 2, 22, row.height)
            x = min(x + 22, canvas.width - measures.width(ends[at], row.size))
        canvas.text(x, row.middle, ends[at], row.size, INK if value is not None else QUIET,
                    "end" if is_left else "start", bold=is_marked, halo=CARD)  # fmt: skip


def _bars(canvas: Canvas, chart: Chart, scale: Scale, row: _Row) -> None:
    """The row's bars, one over the other: what it is compared with thinner, a target as an outline."""
    actual = [each for each in chart.series if each.role not in ("target", "earlier")]
    beside = [each for each in chart.series if each.role == "earlier"]
    thick = row.height / (len(actual) + 0.5 * len(beside) or 1)
    y = row.middle - row.height / 2
    for each in actual:
        _bar(canvas, each, scale, row.at, y, thick, fills.colour(chart, each, row.at))
        y += thick
    for each in beside:
        _bar(canvas, each, scale, row.at, y, thick / 2, theme.EARLIER)
        y += thick / 2
    for each in chart.series:
        value = each.values[row.at]
        if each.role == "target" and value is not None:
            x, end = sorted((scale.at(0), scale.at(value)))
            canvas.rect(x, row.middle - row.height / 2, end - x, row.height, "none", stroke=INK, stroke_width=0.8,
                        stroke_dasharray="3 2")  # fmt: skip


def _bar(canvas: Canvas, series: Series, scale: Scale, at: int, y: float, height: float, colour: str) -> None:
    value = series.values[at]
    if value is None:
        return
    x, end = sorted((scale.at(0), scale.at(value)))
    status: Status = series.statuses[at]
    canvas.rect(
        x, y, end - x, height, fills.over(canvas, colour, status), data_at=float(at), data_role=series.role
    )


def grid(canvas: Canvas, scale: Scale, values: list[float], left: float, right: float) -> None:
    """Light lines across at these heights."""
    for value in values:
        canvas.line(left, scale.at(value), right, scale.at(value), HAIRLINE, 0.6)
