"""The picture of a scene, whatever its body is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sharedwealth.briefings.scene import Chart, Map, Scene, Story
from sharedwealth.exports.drawing import bars, columns, lines, maps, ranges
from sharedwealth.exports.drawing.canvas import Canvas

_CHARTS: dict[str, Callable[[Canvas, Chart], None]] = {
    "bars": bars.draw,
    "columns": columns.draw,
    "lines": lines.draw,
    "ranges": ranges.draw,
}


_FLAT, _LEAST = 0.415, 200.0
"""How high lines and columns are for their width, and the least: two of them and their figures fit a page."""


@dataclass(frozen=True)
class Picture:
    """A drawing and its size in points; `about` says in words what it shows."""

    svg: str
    width: float
    height: float
    about: str


def has_picture(scene: Scene) -> bool:
    return isinstance(scene.body, Chart | Map | Story)


def draw(
    scene: Scene, width: float, height: float, boundaries: Path, fonts: tuple[str, ...] = ()
) -> Picture | None:
    """The scene's map, chart or drawing, as wide as asked and at most as high; None where it has numbers alone."""
    body = scene.body
    about = f"{scene.headline}: {scene.subtitle}"
    if isinstance(body, Story):
        return Picture(body.drawing, width, height, body.drawing_alt) if body.drawing else None
    if isinstance(body, Map):
        canvas = Canvas(width, maps.height_for(body, boundaries, width, height), fonts)
        maps.draw(canvas, body, boundaries)
    elif isinstance(body, Chart):
        canvas = Canvas(width, _height(body, width, height), fonts)
        _CHARTS[body.kind](canvas, body)
    else:
        return None
    return Picture(canvas.svg(about), canvas.width, canvas.height, about)


def _height(chart: Chart, width: float, height: float) -> float:
    if chart.kind == "bars":
        return bars.height_for(chart, height)
    if chart.kind == "ranges":
        return ranges.height_for(chart, height)
    return min(height, max(width * _FLAT, _LEAST))
