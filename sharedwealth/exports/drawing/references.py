"""Values to compare with: a line across the chart and its name with the figure, none on another."""

from collections.abc import Sequence
from itertools import pairwise

from sharedwealth.briefings.scene import Chart, Line
from sharedwealth.charts import labels, theme
from sharedwealth.exports.drawing import measures
from sharedwealth.exports.drawing.canvas import CARD, INK, QUIET, Anchor, Canvas
from sharedwealth.exports.drawing.measures import Scale

Point = tuple[float, float]

ROW = 11.0
_SIZE = 8.0


def colour(line: Line) -> str:
    return {"main": INK, "median": INK, "second": theme.SECOND, "target": INK}.get(line.role, QUIET)


def dash(line: Line) -> str:
    return "" if line.role in ("main", "median") else "3 2"


def words(line: Line) -> str:
    return f"{line.label} {line.text}".strip()


def height(chart: Chart) -> float:
    """Room above the picture for the names of the lines, at most one row for each."""
    return ROW * len(chart.lines) + (3 if chart.lines else 0)


def draw_above(canvas: Canvas, chart: Chart, scale: Scale, top: float, size: float = _SIZE) -> float:
    """Names of upright lines above the picture, in as few rows as keep them apart; returns where the picture begins."""
    size = min(size, _SIZE)
    if len(chart.lines) > 1:
        return _beside(canvas, chart, scale, top, size)
    centres = [scale.at(line.value) for line in chart.lines]
    widths = [measures.width(words(line), size) for line in chart.lines]
    placed = labels.rows(centres, widths, canvas.width)
    rows = 1 + max((row for row, _ in placed), default=-1)
    for line, at, (row, _) in zip(chart.lines, centres, placed, strict=True):
        y = top + (rows - row) * ROW
        canvas.line(at, y, at, top + rows * ROW + 3, colour(line), 0.8, dash(line))
    for line, (row, middle) in zip(chart.lines, placed, strict=True):
        canvas.text(
            middle, top + (rows - row - 0.5) * ROW, words(line), size, colour(line), "middle", halo=CARD
        )
    return top + rows * ROW + (3 if rows else 0)


def _beside(canvas: Canvas, chart: Chart, scale: Scale, top: float, size: float) -> float:
    """Each name in a row of its own beside its line, on the side on which no other line runs through it."""
    lines = sorted(chart.lines, key=lambda line: scale.at(line.value))
    is_right = all(
        scale.at(line.value) + 4 + measures.width(words(line), size) <= canvas.width for line in lines
    )
    bottom = top + ROW * len(lines)
    for row, line in enumerate(lines if is_right else reversed(lines)):
        at, middle = scale.at(line.value), top + (row + 0.5) * ROW
        canvas.line(at, top + row * ROW + 1, at, bottom + 3, colour(line), 0.8, dash(line))
        anchor: Anchor = "start" if is_right else "end"
        x = at + 4 if is_right else at - 4
        canvas.text(x, middle, words(line), size, colour(line), anchor, halo=CARD)
    return bottom + 3


def draw_lines(canvas: Canvas, chart: Chart, scale: Scale, top: float, bottom: float) -> None:
    for line in chart.lines:
        canvas.line(scale.at(line.value), top, scale.at(line.value), bottom, colour(line), 1.0, dash(line))


def draw_level(
    canvas: Canvas,
    chart: Chart,
    scale: Scale,
    left: float,
    right: float,
    curves: Sequence[Sequence[Point]] = (),
) -> None:
    """Lines that lie, each with its name over it: at the left end, or the right one where a curve is in its way."""
    ys = [scale.at(line.value) for line in chart.lines]
    low, high = min(scale.start, scale.end), max(scale.start, scale.end)
    middles = labels.apart([y - ROW / 2 for y in ys], ROW, low, max(high, low + ROW * len(ys)))
    for line, y, middle in zip(chart.lines, ys, middles, strict=True):
        canvas.line(left, y, right, y, colour(line), 1.0, dash(line))
        wide = measures.width(words(line), _SIZE)
        if _is_crossed(curves, left, left + wide + 4, middle):
            canvas.text(right - 6, middle, words(line), _SIZE, colour(line), "end", halo=CARD)
        else:
            canvas.text(left + 2, middle, words(line), _SIZE, colour(line), halo=CARD)


def _is_crossed(curves: Sequence[Sequence[Point]], left: float, right: float, middle: float) -> bool:
    """Whether a curve runs through words between these ends."""
    return any(
        one[0] <= right
        and other[0] >= left
        and min(one[1], other[1]) < middle + ROW / 2
        and max(one[1], other[1]) > middle - ROW / 2
        for points in curves
        for one, other in pairwise(points)
    )
