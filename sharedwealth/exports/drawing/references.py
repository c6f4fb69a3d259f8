"""Values to compare with: a line across the chart and its name with the figure, none on another."""

from sharedwealth.briefings.scene import Chart, Line
from sharedwealth.charts import labels, theme
from sharedwealth.exports.drawing import measures
from sharedwealth.exports.drawing.canvas import CARD, INK, QUIET, Canvas
from sharedwealth.exports.drawing.measures import Scale

ROW = 11.0
_SIZE = 8.0


def colour(line: Line) -> str:
    return {"main": theme.MAIN, "median": theme.MAIN, "second": theme.SECOND, "target": INK}.get(
        line.role, QUIET
    )


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


def draw_lines(canvas: Canvas, chart: Chart, scale: Scale, top: float, bottom: float) -> None:
    for line in chart.lines:
        canvas.line(scale.at(line.value), top, scale.at(line.value), bottom, colour(line), 1.0, dash(line))


def draw_level(canvas: Canvas, chart: Chart, scale: Scale, left: float, right: float) -> None:
    """Lines that lie, each with its name at the left end over the line."""
    ys = [scale.at(line.value) for line in chart.lines]
    low, high = min(scale.start, scale.end), max(scale.start, scale.end)
    middles = labels.apart([y - ROW / 2 for y in ys], ROW, low, max(high, low + ROW * len(ys)))
    for line, y, middle in zip(chart.lines, ys, middles, strict=True):
        canvas.line(left, y, right, y, colour(line), 1.0, dash(line))
        canvas.text(left + 2, middle, words(line), _SIZE, colour(line), halo=CARD)
