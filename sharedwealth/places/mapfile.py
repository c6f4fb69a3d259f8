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

LAYERS = ("outline", "city", "county", "town")

_WEST, _NORTH = 300_000.0, 3_460_000.0  # metres; north-west of every shape, so that all numbers are positive
_SPECK_PIXELS = 14
_MAP_PIXELS = 900
_LABEL_TOLERANCE = 4.0  # units

SOURCE = {
    "zh": "底图数据：天地图（审图号：GS(2024)0650号；约2024年；CGCS2000），坐标经取舍，仅作专题示意，不作划界依据",
    "en": (
        "Base map data: Tianditu (map approval number GS(2024)0650; about 2024; CGCS2000), coordinates simplified; "
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
    real_towns: frozenset[str] = frozenset()
    """Codes of the towns whose shapes are boundaries; all others' are schematic."""


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
    flat = {
        layer: {code: _flat(shape, unit(area)) for code, shape in layers.get(layer, {}).items()}
        for layer in LAYERS
    }
    box = _box(flat["outline"][area])
    smallest = _SPECK_PIXELS / 2 * (box[2] - box[0]) / _MAP_PIXELS
    return {
        "version": 1,
        "area": area,
        "unit": unit(area),
        "box": box,
        "source": SOURCE,
        "layers": {
            layer: [
                {
                    "code": code,
                    "zh": register.name(code, "zh"),
                    "en": register.name(code, "en"),
                    **_drawn(shape, smallest),
                    "schematic": layer == "town" and code not in shapes.real_towns,
                }
                for code, shape in shapes_of_layer.items()
            ]
            for layer, shapes_of_layer in flat.items()
        },
    }


def compose_villages(
    town: str, villages: dict[str, shapely.Geometry], outline: shapely.Geometry | None
) -> dict[str, Any]:
    """The villages of a town as areas, in the units of its city's map; `outline` is the town where they are all there.

    Names are not in it: the map has them with the villages' states.
    """
    flat = {code: _flat(shape, CITY_UNIT) for code, shape in villages.items()}
    box = _box(shapely.union_all(shapely.box(*shapely.bounds(list(flat.values())).T)))
    smallest = _SPECK_PIXELS / 2 * (box[2] - box[0]) / _MAP_PIXELS
    whole = None if outline is None else {"code": town, **_drawn(_flat(outline, CITY_UNIT), smallest)}
    return {
        "version": 1,
        "area": town,
        "unit": CITY_UNIT,
        "box": box,
        "outline": whole,
        "villages": [{"code": code, **_drawn(shape, smallest)} for code, shape in flat.items()],
    }


def _within(shapes: dict[str, shapely.Geometry], area: str) -> dict[str, shapely.Geometry]:
    return {code: shape for code, shape in shapes.items() if code.startswith(area)}


def _drawn(flat: shapely.Geometry, smallest: float) -> dict[str, Any]:
    """Path, label point, box; `room` is the radius of the largest circle inside, round the label point `at`.

    A speck is an area whose largest circle would be under 14 pixels wide on its map at 900 pixels.
    """
    circle = shapely.maximum_inscribed_circle(flat, tolerance=_LABEL_TOLERANCE)
    centre = shapely.get_coordinates(circle)[0]
    room = shapely.length(circle)
    return {
        "d": paths.encode(flat),
        "at": [round(float(value)) for value in centre],
        "box": _box(flat),
        "room": int(room),
        "speck": bool(room < smallest),
    }


def _flat(shape: shapely.Geometry, unit: int) -> shapely.Geometry:
    return shapely.transform(shape, lambda points: on_screen(points, unit))


def _box(flat: shapely.Geometry) -> list[int]:
    left, top, right, bottom = shapely.bounds(flat)
    return [int(np.floor(left)), int(np.floor(top)), int(np.ceil(right)), int(np.ceil(bottom))]
