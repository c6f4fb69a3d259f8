"""What a mark is filled with: its role's colour, the accent where it is to be seen first, a pattern for its status."""

from sharedwealth.briefings.scene import Chart, Series, Status
from sharedwealth.charts import theme
from sharedwealth.exports.drawing.canvas import CARD, INK, Canvas

ROLES = {
    "main": theme.MAIN,
    "second": theme.SECOND,
    "earlier": theme.EARLIER,
    "target": INK,
    "q1": theme.EARLIER,
    "median": theme.MAIN,
    "q3": theme.EARLIER,
}
_LINES = 0.45
"""How far lines over a colour are from it, towards white or dark."""

DARKEST_UNDER_LINES = 0.45
"""The lightness under which lines over a colour are light."""


def main_of(chart: Chart) -> Series:
    """The series that the chart is about: the one named main or median, else the first."""
    return next((each for each in chart.series if each.role in ("main", "median")), chart.series[0])


def is_marked(chart: Chart, at: int) -> bool:
    return at < len(chart.codes) and chart.codes[at] in chart.marked


def colour(chart: Chart, series: Series, at: int) -> str:
    return theme.ACCENT if series.role == "main" and is_marked(chart, at) else ROLES[series.role]


def written(chart: Chart, at: int) -> str:
    """What stands at the end of a row: the main figure and, in brackets, what it is compared with."""
    main = main_of(chart)
    others = [each.texts[at] for each in chart.series if each is not main and each.values[at] is not None]
    return f"{main.texts[at]}  ({' · '.join(others)})" if others else main.texts[at]


def over(canvas: Canvas, colour: str, status: Status) -> str:
    """The colour, with lines over it where the figure is carried over or not yet verified."""
    if status == "carried":
        return canvas.pattern("hatch", colour, on(colour))
    if status == "unverified":
        return canvas.pattern("hatch_back", colour, on(colour))
    return colour


def on(colour: str) -> str:
    """Ink for lines that show on a colour and leave words on it legible."""
    towards = 255 if lightness(colour) < DARKEST_UNDER_LINES else 70
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (towards - part) * _LINES):02X}" for part in parts)


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue


def nothing(canvas: Canvas, status: Status) -> str:
    """The fill where there is no figure: hatched without data, dotted where it must not be told."""
    if status == "suppressed":
        return canvas.pattern("dots", CARD, theme.EARLIER)
    return canvas.pattern("hatch", CARD, theme.HATCH)


def missing(canvas: Canvas, status: Status, x: float, y: float, width: float, height: float) -> None:
    """A small field in place of a bar that has no figure."""
    canvas.rect(x, y, width, height, nothing(canvas, status), stroke=theme.HATCH, stroke_width=0.5)
