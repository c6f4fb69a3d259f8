"""One map's geometry as the map component reads it: projected, in whole units, y downwards.

Every file counts from the same origin, so shapes of two files coincide once multiplied by their units.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from sharedwealth.places import codes, paths
from sharedwealth.places.projection import Points
from sharedwealth.places.register import Register

PROVINCE_UNIT = 10
CITY_UNIT = 5
"""Metres in a unit of the files."""

_WEST, _NORTH = 300_000.0, 3_460_000.0  # metres; north-west of every shape, so that all numbers are positive
_SPECK_PIXELS = 14
_MAP_PIXELS = 900
_LABEL_TOLERANCE = 25.0  # metres

SOURCE = {
    "zh": "底图数据:天地图(审图号 GS(2024)0650号),坐标经取舍,仅作专题示意,不作划界依据",
    "en": (
        "Base map data: Tianditu (map approval number GS(2024)0650), coordinates simplified; "
        "for thematic illustration only, not a basis for boundaries"
    ),
}


@dataclass(frozen=True)
class Shapes:
    """Everything that maps show, in metres by code."""

    province: shapely.Geometry
    cities: dict[str, shapely.Geometry]
    counties: dict[str, shapely.Geometry]
    towns: dict[str, shapely.Geometry]


def unit(area: str) -> int:
    return PROVINCE_UNIT if area == codes.PROVINCE else CITY_UNIT


def on_screen(points: Points, unit: int) -> Points:
    """Metres to units of the file; not rounded."""
    return np.column_stack([points[:, 0] - _WEST, _NORTH - points[:, 1]]) / unit


def compose(area: str, shapes: Shapes, register: Register) -> dict[str, Any]:
    """The map of the province (outline, cities, counties) or of a city (outline, counties, town cells)."""
    if area == codes.PROVINCE:
        layers = {"outline": {area: shapes.province}, "city": shapes.cities, "county": shapes.counties}
    else:
        layers = {
            "outline": {area: shapes.cities[area]},
            "county": _within(shapes.counties, area),
            "town": _within(shapes.towns, area),
        }
    outline = layers["outline"][area]
    left, _, right, _ = shapely.bounds(outline)
    smallest = _SPECK_PIXELS * (right - left) / _MAP_PIXELS / 2
    return {
        "version": 1,
        "area": area,
        "unit": unit(area),
        "box": _box(_flat(outline, unit(area))),
        "source": SOURCE,
        "layers": {
            layer: [
                _area(code, shape, register, unit(area), smallest, schematic=layer == "town")
                for code, shape in layers.get(layer, {}).items()
            ]
            for layer in ("outline", "city", "county", "town")
        },
    }


def _within(shapes: dict[str, shapely.Geometry], area: str) -> dict[str, shapely.Geometry]:
    return {code: shape for code, shape in shapes.items() if code.startswith(area)}


def _area(
    code: str, shape: shapely.Geometry, register: Register, unit: int, smallest: float, *, schematic: bool
) -> dict[str, Any]:
    """One area; `room` is the radius of the largest circle inside it, round `at`, where a label fits best.

    A speck is an area whose largest circle would be under 14 pixels wide on this map at 900 pixels.
    """
    circle = shapely.maximum_inscribed_circle(shape, tolerance=_LABEL_TOLERANCE)
    centre = shapely.get_coordinates(circle)[:1]
    at = np.rint(on_screen(centre, unit))[0]
    return {
        "code": code,
        "zh": register.name(code, "zh"),
        "en": register.name(code, "en"),
        "d": paths.encode(_flat(shape, unit)),
        "at": [int(at[0]), int(at[1])],
        "box": _box(_flat(shape, unit)),
        "room": int(shapely.length(circle) / unit),
        "schematic": schematic,
        "speck": bool(shapely.length(circle) < smallest),
    }


def _flat(shape: shapely.Geometry, unit: int) -> shapely.Geometry:
    return shapely.transform(shape, lambda points: on_screen(points, unit))


def _box(flat: shapely.Geometry) -> list[int]:
    left, top, right, bottom = shapely.bounds(flat)
    return [int(np.floor(left)), int(np.floor(top)), int(np.ceil(right)), int(np.ceil(bottom))]
