"""Columns that stand: a histogram over bins in yuan, or one for each category."""

from itertools import pairwise

from sharedwealth import numbers
from sharedwealth.briefings.scene import Chart
from sharedwealth.exports.drawing import bars, fills, keys, map_keys, measures, references
from sharedwealth.exports.drawing.canvas import CARD, INK, QUIET, Canvas
from sharedwealth.exports.drawing.measures import Scale

_SIZE = 8.0


def draw(canvas: Canvas, chart: Chart) -> None:
    count = max(len(chart.categories), 1)
    edges = _edges(chart)
    highest = max([*measures.told(value for each in chart.series for value in each.values), 0.0])
    lowest = min([*measures.told(value for each in chart.series for value in each.values), 0.0])
    steps = measures.ticks(lowest, highest if highest > lowest else 1)
    written = [numbers.bare(step, chart.unit) for step in steps]
    left, right = measures.widest(written, _SIZE) + 6, canvas.width - 2
    titled = map_keys.wrapped(chart.category_title, canvas.width - left, _SIZE)
    bottom = canvas.height - 16 - 10 * len(titled)
    across = Scale(0, count, left, right)
    top = keys.draw(canvas, chart, _SIZE)
    if chart.value_title:
        canvas.text(0, top + 6, chart.value_title, _SIZE, QUIET)
        top += 14
    if edges and chart.lines:
        top = references.draw_above(canvas, chart, _along(edges, across), top)
    up = Scale(steps[0], steps[-1], bottom, top + 5)
    bars.grid(canvas, up, steps, left, right)
    for step, words in zip(steps, written, strict=True):
        canvas.text(left - 5, up.at(step), words, _SIZE, QUIET, "end")
    _columns(canvas, chart, across, up)
    canvas.line(left, up.at(0), right, up.at(0), QUIET, 0.8)
    if edges:
        references.draw_lines(canvas, chart, _along(edges, across), top, bottom)
    else:
        references.draw_level(canvas, chart, up, left, right)
    _figures(canvas, chart, across, up)
    _names(canvas, chart, across, bottom, is_edge=bool(edges))
    for row, line in enumerate(titled):
        canvas.text((left + right) / 2, bottom + 20 + 10 * row, line, _SIZE, QUIET, "middle")


def _edges(chart: Chart) -> list[float]:
    """The lower edges of the bins, where the codes are amounts of yuan that rise."""
    try:
        edges = [float(code) for code in chart.codes]
    except ValueError:
        return []
    rises = all(one < other for one, other in pairwise(edges))
    return edges if rises and len(edges) > 1 and len(edges) == len(chart.categories) else []


def _along(edges: list[float], across: Scale) -> Scale:
    """Yuan along the axis; what lies outside the bins is drawn at their ends."""
    step = edges[1] - edges[0]
    return _Held(edges[0], edges[0] + step * len(edges), across.start, across.end)


class _Held(Scale):
    def at(self, value: float) -> float:
        return super().at(min(max(value, self.low), self.high))


def _columns(canvas: Canvas, chart: Chart, across: Scale, up: Scale) -> None:
    step = across.at(1) - across.at(0)
    thick = step * (0.92 if len(chart.categories) > 12 else 0.7) / len(chart.series)
    for order, each in enumerate(chart.series):
        for at, value in enumerate(each.values):
            x = across.at(at + 0.5) - thick * len(chart.series) / 2 + order * thick
            if value is None:
                fills.missing(canvas, each.statuses[at], x, up.at(0) - 10, thick, 10)
                continue
            y, end = sorted((up.at(value), up.at(0)))
            fill = fills.over(canvas, fills.colour(chart, each, at), each.statuses[at])
            canvas.rect(x, y, thick, end - y, fill, data_at=float(at), data_role=each.role)


def _figures(canvas: Canvas, chart: Chart, across: Scale, up: Scale) -> None:
    """Each column's figure over it, where there is room for all of a single series."""
    step = across.at(1) - across.at(0)
    each = chart.series[0]
    if len(chart.series) > 1 or measures.widest(each.texts, _SIZE) >= step:
        return
    for at, value in enumerate(each.values):
        if value is not None:
            y = min(up.at(value), up.at(0)) - 6
            canvas.text(across.at(at + 0.5), y, each.texts[at], _SIZE, INK, "middle", halo=CARD)


def _names(canvas: Canvas, chart: Chart, across: Scale, bottom: float, *, is_edge: bool) -> None:
    room = measures.widest(chart.categories, _SIZE) + 8
    most = int((across.end - across.start) / room)
    for at in measures.thinned(len(chart.categories), most):
        x = across.at(at if is_edge else at + 0.5)
        canvas.text(x, bottom + 8, chart.categories[at], _SIZE, QUIET, "middle")
