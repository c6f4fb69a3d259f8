"""The key above a chart of several series: each with the mark that it is drawn with."""

from sharedwealth.briefings.scene import Chart, Series
from sharedwealth.exports.drawing import fills, measures
from sharedwealth.exports.drawing.canvas import INK, QUIET, Canvas

LINE = 15.0


def height(chart: Chart) -> float:
    return LINE if _named(chart) else 0.0


def _named(chart: Chart) -> list[Series]:
    return list(chart.series) if len(chart.series) > 1 and chart.kind == "bars" else []


def draw(canvas: Canvas, chart: Chart, size: float) -> float:
    """Draws the key along the top; returns where the picture may begin."""
    x = 0.0
    for each in _named(chart):
        if each.role == "target":
            canvas.rect(x, 2, 11, 7, "none", stroke=INK, stroke_width=0.8, stroke_dasharray="3 2")
        else:
            canvas.rect(x, 2, 11, 7, fills.ROLES[each.role])
        canvas.text(x + 15, 5.5, each.name, size * 0.92, QUIET)
        x += 15 + measures.width(each.name, size * 0.92) + 14
    return height(chart)
