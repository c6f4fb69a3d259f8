"""The areas of a map on the sheet: read from the geometry's file, laid into the room there is."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
import shapely

from sharedwealth.briefings.scene import Map
from sharedwealth.places import paths

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


Part = dict[str, Any]
"""A shape as the file has it."""


@dataclass(frozen=True)
class Area:
    """An area in points on the sheet; `room` is the radius of the largest circle in it, round its label point."""

    code: str
    x: float
    y: float
    room: float
    path: str
    shape: shapely.Geometry


@dataclass(frozen=True)
class Ground:
    """Everything that has an outline on this map."""

    areas: dict[str, Area]
    plain: tuple[Area, ...]
    """Outlines of areas of the level that were not asked about: they are land, without a figure and without a name."""
    above: tuple[str, ...]
    """Outlines of the cities round the areas, and of the whole, drawn over them: the whole last."""
    scale: float
    left: float
    top: float
    unit: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point in metres."""
        return self.left + x / self.unit * self.scale, self.top + y / self.unit * self.scale


@lru_cache(maxsize=16)
def _file(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = orjson.loads(path.read_bytes())
    return read


def ground(drawn: Map, boundaries: Path, box: Box) -> Ground:
    """The map's areas within this box; areas without an outline in the file are not in it."""
    file = _file(boundaries / drawn.geometry)
    layers: dict[str, list[Part]] = file["layers"]
    found, plain, here, edges = _parts(drawn, layers)
    scale = min((box[2] - box[0]) / (edges[2] - edges[0]), (box[3] - box[1]) / (edges[3] - edges[1]))
    left = (box[0] + box[2]) / 2 - scale * (edges[0] + edges[2]) / 2
    top = (box[1] + box[3]) / 2 - scale * (edges[1] + edges[3]) / 2
    between = layers.get("city", []) if drawn.level in ("county", "town") and len(drawn.area) == 2 else []
    if drawn.level == "town" and len(drawn.area) == 4:
        between = layers.get("county", [])
    return Ground(
        {each["code"]: _area(each, scale, left, top) for each in found},
        tuple(_area(each, scale, left, top) for each in plain),
        tuple(_moved(each["d"], scale, left, top) for each in [*between, *here]),
        scale,
        left,
        top,
        float(file["unit"]),
    )


def size(drawn: Map, boundaries: Path) -> tuple[float, float]:
    """How far the map reaches across and down, in units of its file."""
    *_, edges = _parts(drawn, _file(boundaries / drawn.geometry)["layers"])
    return edges[2] - edges[0], edges[3] - edges[1]


def _parts(drawn: Map, layers: dict[str, list[Part]]) -> tuple[list[Part], list[Part], list[Part], Box]:
    """The shapes that have a row, those of the level that have none, those of the whole, and the box round them all."""
    wanted = {row.code for row in drawn.rows}
    found = [each for layer in layers.values() for each in layer if each["code"] in wanted]
    here = [each for layer in layers.values() for each in layer if each["code"] == drawn.area]
    inside = [each for each in layers.get(drawn.level, []) if each["code"].startswith(drawn.area)]
    plain = [each for each in inside if each["code"] not in wanted]
    around = [each["box"] for each in ([*found, *plain] or here or layers["outline"])]
    left, top, right, bottom = zip(*around, strict=True)
    return found, plain, here, (min(left), min(top), max(right), max(bottom))


def _area(each: Part, scale: float, left: float, top: float) -> Area:
    rings = paths.decode(each["d"])
    shape = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings if len(ring) > 2])
    x, y = each["at"]
    placed = shapely.transform(shape, lambda points: points * scale + (left, top))
    shapely.prepare(placed)
    path = _moved(each["d"], scale, left, top)
    return Area(each["code"], left + x * scale, top + y * scale, each["room"] * scale, path, placed)


def _moved(path: str, scale: float, left: float, top: float) -> str:
    """The path in points, to a twentieth: neighbours round to the same corners."""
    written = []
    for ring in paths.decode(path):
        corners = [(round((left + x * scale) * 20) / 20, round((top + y * scale) * 20) / 20) for x, y in ring]
        kept = [corner for at, corner in enumerate(corners) if not at or corner != corners[at - 1]]
        if len(kept) > 2:
            written.append("M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "z")
    return "".join(written)
