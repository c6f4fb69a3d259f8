"""Builds the files that maps and exchanges read, content-named, under `settings.boundaries`.

`index.json` names them and is written last, in one step: a reader finds the old files or the new ones,
never a mixture.
"""

import gzip
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from sharedwealth.places import (
    boundaries,
    codes,
    layers,
    map_credits,
    mapfile,
    own_ground,
    projection,
    village_ground,
)
from sharedwealth.places.register import Register
from sharedwealth.settings import Settings

VERSION = 3
"""Goes up when the files' form changes, so that older ones are built again."""

Progress = Callable[[int, int], None]
"""Told the steps done and the steps in all."""

REGISTER_POINTS = "register"
_POINT_SET = re.compile(r"[a-z0-9][a-z0-9_-]*")


class NotBuiltError(Exception):
    """The boundaries have not been built, or not this file of them; `build` makes them."""


@dataclass(frozen=True)
class BoundaryIndex:
    """Names of files under `settings.boundaries`."""

    basis: str
    """Digest of the places and the program version that the files were made from."""
    maps: dict[str, str]
    geojson: dict[str, str]
    points: dict[str, dict[str, tuple[str, str]]]
    villages: dict[str, dict[str, str]] = field(default_factory=dict)
    """By town, the file of its villages as areas: of the register's, and of those that stand in for them in the
    demonstration. Only towns of which a layer gives any."""

    def map_of(self, area: str) -> str:
        """The map file that shows an area of any level: the province's, or the city's that contains it."""
        return self._found(self.maps, area if area == codes.PROVINCE else codes.up_to(area, "city"))

    def points_of(self, area: str, point_set: str = REGISTER_POINTS) -> tuple[str, str]:
        """The points file and the file of their codes, in one order, for the same map as `map_of`."""
        key = area if area == codes.PROVINCE else codes.up_to(area, "city")
        files = self.points.get(point_set, {})
        if key not in files:
            raise NotBuiltError(f"no points {point_set!r} for {area}")
        return files[key]

    def villages_of(self, town: str, *, is_demonstration: bool) -> str | None:
        """The file of a town's villages as areas; None where no layer gives any."""
        return self.villages.get(village_ground.set_of(is_demonstration=is_demonstration), {}).get(town)

    def geojson_of(self, level: codes.Level) -> str:
        """The GeoJSON file of `city` or `county`."""
        return self._found(self.geojson, level)

    def names(self) -> frozenset[str]:
        """Every file that may be served; each but the GeoJSON's own name is also there with `.gz` added."""
        pairs = [name for files in self.points.values() for pair in files.values() for name in pair]
        areas = [name for files in self.villages.values() for name in files.values()]
        return frozenset([*self.maps.values(), *self.geojson.values(), *areas, *pairs])

    @staticmethod
    def _found(files: dict[str, str], key: str) -> str:
        if key not in files:
            raise NotBuiltError(f"no file for {key}")
        return files[key]


def build(settings: Settings, register: Register, progress: Progress | None = None) -> None:
    """Writes GeoJSON, maps and the register's village points, then the index; removes older files."""
    tell = progress or (lambda _done, _all: None)
    settings.boundaries.mkdir(parents=True, exist_ok=True)
    shapes = boundaries.load()
    steps = len(shapes.cities) + 4
    tell(0, steps)
    geojson = {
        level: _write(settings, f"zhejiang-{plural}", "geojson", _geojson(areas, register))
        for level, plural, areas in (
            ("city", "cities", shapes.cities),
            ("county", "counties", shapes.counties),
        )
    }
    tell(1, steps)
    province = projection.shapes({codes.PROVINCE: shapes.province})[codes.PROVINCE]
    ground = own_ground.of_cities(settings, register.places)
    of_cities = mapfile.Shapes(province, ground.cities, ground.counties, ground.towns, ground.real)
    of_province = mapfile.Shapes(province, projection.shapes(shapes.cities), projection.counties(), {})
    tell(2, steps)
    maps: dict[str, str] = {}
    for done, area in enumerate([codes.PROVINCE, *shapes.cities], start=3):
        drawn = mapfile.compose(area, of_province if area == codes.PROVINCE else of_cities, register)
        drawn |= map_credits.of_map(area, settings, register, ground.origins)
        maps[area] = _write(settings, f"map-{area}", "json", _json(drawn))
        tell(done, steps)
    kept = _kept_points(settings)
    points = {**kept, REGISTER_POINTS: _points(settings, register.places)}
    villages = _villages(settings, register)
    _write_index(settings, BoundaryIndex(_basis(settings, register), maps, geojson, points, villages))
    _clear(settings)
    tell(steps, steps)


def is_built(settings: Settings, register: Register) -> bool:
    """Whether the files are there and were made from these places by this version."""
    try:
        built = index(settings)
    except NotBuiltError:
        return False
    present = all((settings.boundaries / name).is_file() for name in built.names())
    return present and built.basis == _basis(settings, register)


def index(settings: Settings) -> BoundaryIndex:
    """The names of the files; a `NotBuiltError` where nothing has been built."""
    path = settings.boundaries / "index.json"
    try:
        found = path.stat()
        return _read_index(path, (found.st_ino, found.st_mtime_ns, found.st_size))
    except FileNotFoundError as error:
        raise NotBuiltError(f"{path} is missing") from error
    except json.JSONDecodeError as error:
        raise NotBuiltError(f"{path} is damaged") from error


@lru_cache(maxsize=8)
def _read_index(path: Path, _state: tuple[int, int, int]) -> BoundaryIndex:
    """Read once for each state of the file: a page asks several times, the maps round one hundreds of times."""
    written = json.loads(path.read_text(encoding="utf-8"))
    points = {
        point_set: {area: (pair[0], pair[1]) for area, pair in files.items()}
        for point_set, files in written["points"].items()
    }
    villages = written.get("villages", {})  # an index written before there were any says nothing of them
    return BoundaryIndex(written["basis"], written["maps"], written["geojson"], points, villages)


def write_points(settings: Settings, places: pd.DataFrame, name: str) -> dict[str, tuple[str, str]]:
    """Writes village points of any list of places; returns points and codes file by map area.

    `places` has `code`, `longitude`, `latitude`; only twelve-digit codes are taken. The index names the
    set, in place of an older one of that name; sets with the same villages share their files.
    """
    if not _POINT_SET.fullmatch(name):
        raise ValueError(f"{name!r} is not a name for a set of points")
    files = _points(settings, places)
    built = index(settings)
    points = {**built.points, name: files}
    _write_index(settings, replace(built, points=points))
    return files


def _villages(settings: Settings, register: Register) -> dict[str, dict[str, str]]:
    return {
        of: {
            town: _write(settings, f"villages-{town}", "json", _json(drawn)) for town, drawn in files.items()
        }
        for of, files in village_ground.composed(settings, register).items()
    }


def _points(settings: Settings, places: pd.DataFrame) -> dict[str, tuple[str, str]]:
    villages = places[places["code"].str.len() == codes.LENGTHS["village"]].sort_values("code")
    metres = projection.to_metres(villages["longitude"], villages["latitude"])
    cities = villages["code"].str[: codes.LENGTHS["city"]].to_numpy()
    files: dict[str, tuple[str, str]] = {}
    for area in [codes.PROVINCE, *boundaries.load().cities]:
        here = cities == area if area != codes.PROVINCE else np.ones(len(villages), dtype=bool)
        files[area] = _write_area_points(settings, area, villages["code"][here].tolist(), metres[here])
    return files


def _write_area_points(
    settings: Settings, area: str, village_codes: list[str], metres: projection.Points
) -> tuple[str, str]:
    """The points file and the file of their codes, in one order.

    `points-*.bin` is a uint32 count, then int32 x, y in the map file's units, all little-endian.
    """
    screen = np.rint(mapfile.on_screen(metres, mapfile.unit(area))).astype("<i4")
    binary = np.uint32(len(village_codes)).astype("<u4").tobytes() + screen.tobytes()
    order = _json(village_codes)
    digest = _digest(binary + order)
    return (
        _write(settings, f"points-{area}", "bin", binary, digest),
        _write(settings, f"codes-{area}", "json", order, digest),
    )


def _geojson(areas: dict[str, shapely.Geometry], register: Register) -> bytes:
    """A FeatureCollection in WGS84, four decimals, exterior rings clockwise, feature id = code."""
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {
                "code": code,
                "name_zh": register.name(code, "zh"),
                "name_en": register.name(code, "en"),
            },
            "geometry": json.loads(shapely.to_geojson(shapely.transform(shape, lambda xy: np.round(xy, 4)))),
        }
        for code, shape in areas.items()
    ]
    return _json({"type": "FeatureCollection", "features": features})


def _json(content: Any) -> bytes:  # noqa: ANN401  whatever JSON can hold
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _write(settings: Settings, stem: str, ending: str, content: bytes, digest: str | None = None) -> str:
    """Writes the file and its gzip beside it unless they are there; returns the content-bearing name."""
    name = f"{stem}-{digest or _digest(content)}.{ending}"
    target = settings.boundaries / name
    if not target.is_file():
        _in_one_step(settings.boundaries / f"{name}.gz", gzip.compress(content, 9, mtime=0))
        _in_one_step(target, content)
    return name


def _write_index(settings: Settings, built: BoundaryIndex) -> None:
    _in_one_step(settings.boundaries / "index.json", _json({"version": VERSION, **asdict(built)}))


def _in_one_step(target: Path, content: bytes) -> None:
    """A crash leaves the old file or the new one, never half of one."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".writing-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(target)


def _kept_points(settings: Settings) -> dict[str, dict[str, tuple[str, str]]]:
    """Point sets of snapshots that an earlier build's index names and whose files are there."""
    try:
        before = index(settings)
    except NotBuiltError:
        return {}
    return {
        point_set: files
        for point_set, files in before.points.items()
        if all((settings.boundaries / name).is_file() for pair in files.values() for name in pair)
    }


def _clear(settings: Settings) -> None:
    named = index(settings).names()
    for path in settings.boundaries.iterdir():
        is_ours = path.name.startswith(("map-", "zhejiang-", "points-", "codes-", "villages-"))
        if is_ours and path.name.removesuffix(".gz") not in named:
            path.unlink(missing_ok=True)


def _basis(settings: Settings, register: Register) -> str:
    columns = register.places[["code", "name_zh", "name_en", "longitude", "latitude", "position_source"]]
    hashed = pd.util.hash_pandas_object(columns, index=False).to_numpy()
    return _digest(f"{VERSION}:{layers.digest(settings)}:".encode() + hashed.tobytes())
