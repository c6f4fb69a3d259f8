"""Coordinate systems: which one a layer is in, whether its numbers agree with that, and the way to WGS84."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj
import shapely
from pyproj.exceptions import CRSError

from sharedwealth.intake.layers.remarks import LayerError
from sharedwealth.ledger import coordinates
from sharedwealth.places import projection
from sharedwealth.text import mark, t

Shapes = npt.NDArray[np.object_]

ZHEJIANG = (117.5, 26.5, 124.0, 31.7)
"""West, south, east and north of a box that holds the province with room to spare, in degrees."""
OFFERED = ("WGS84", "CGCS2000", "EPSG:4549", "EPSG:4548", "EPSG:4550", "EPSG:4528", "GCJ-02", "BD-09")
"""The systems that layers of Zhejiang come in; any other of the same two data can be named by its EPSG number."""

_NAMES = {
    "WGS84": "EPSG:4326",
    "WGS-84": "EPSG:4326",
    "CGCS2000": "EPSG:4490",
    "2000": "EPSG:4490",
    "国家2000": "EPSG:4490",
}
_SHIFTED = {"GCJ02": "GCJ-02", "BD09": "BD-09"}
_DATA = re.compile(
    r"world geodetic system 1984|wgs.?84|wgs.?1984|china.?(geodetic.*)?2000|cgcs.?2000", re.IGNORECASE
)
_TRIED = ("EPSG:4326", "EPSG:4549", "EPSG:4548", "EPSG:4550", "EPSG:4528", "EPSG:4527", "EPSG:4529",
          "EPSG:32650", "EPSG:32651", "EPSG:3857")  # fmt: skip


@dataclass(frozen=True)
class System:
    """A coordinate system, and the shift that its degrees carry, if any: GCJ-02 or BD-09."""

    crs: Any
    shift: str = ""

    @property
    def name(self) -> str:
        """As a reader knows it: GCJ-02, or CGCS2000 (EPSG:4549)."""
        if self.shift:
            return self.shift
        number = self.crs.to_epsg()
        if not _DATA.search(_datum(self.crs)):
            return str(self.crs.name)
        datum = "WGS84" if "84" in _datum(self.crs) else "CGCS2000"
        return f"{datum} (EPSG:{number})" if number else f"{datum} ({self.crs.name})"

    @property
    def is_in_degrees(self) -> bool:
        return bool(self.crs.is_geographic)


def named(text: str) -> System:
    """The system that an operator names; a `LayerError` where there is none of that name or it does not fit."""
    plain = text.strip().upper().replace(" ", "")
    shift = _SHIFTED.get(plain.replace("-", "").replace("_", ""))
    if shift:
        return System(pyproj.CRS("EPSG:4326"), shift)
    try:
        return _fitting(pyproj.CRS.from_user_input(_NAMES.get(plain, plain)), text.strip())
    except CRSError as error:
        raise LayerError(
            mark(
                "There is no coordinate system “{crs}”. Name WGS84, CGCS2000, a number such as "
                "EPSG:4549, GCJ-02 or BD-09."
            ),
            crs=text.strip(),
        ) from error


def of(file: str, stated: str | None, asked: str, *, is_assumed: bool) -> System:
    """The system of a file: the one the operator names, else the one it states; never two that contradict each other.

    `is_assumed` where the file states nothing and its kind stands for WGS84, as GeoJSON does.
    """
    found = _stated(stated)
    if not asked:
        if found is None:
            raise LayerError(
                mark(
                    "{file} does not say its coordinate system. Name it: WGS84, CGCS2000, a number such as EPSG:4549, "
                    "GCJ-02 or BD-09."
                ),
                file=file,
            )
        return _fitting(found, file)
    wanted = named(asked)
    if found is None or is_assumed or _same(found, wanted.crs):
        return wanted
    if wanted.shift and found.is_geographic:
        return wanted
    raise LayerError(
        mark(
            "{file} says that it is in {stated}, and {asked} was named. Leave the name out, or correct the file."
        ),
        file=file,
        stated=System(found).name,
        asked=wanted.name,
    )


def _stated(written: str | None) -> Any | None:  # noqa: ANN401  pyproj's own class, which is not typed
    if not written:
        return None
    try:
        found = pyproj.CRS.from_user_input(written)
    except CRSError:
        return None
    # a GeoPackage says so when nobody knew the system
    return None if found.is_engineering or "undefined" in found.name.lower() else found


def _fitting(crs: Any, named_as: str) -> System:  # noqa: ANN401
    if not (crs.is_geographic or crs.is_projected) or not _DATA.search(_datum(crs)):
        raise LayerError(
            mark(
                "{crs}: layers are taken in WGS84 and CGCS2000, in degrees or metres, and with the shifts GCJ-02 and "
                "BD-09. Convert it first; systems such as Xi'an 1980 need the survey office's own parameters."
            ),
            crs=f"{named_as} · {crs.name}" if named_as != crs.name else crs.name,
        )
    return System(crs)


def _datum(crs: Any) -> str:  # noqa: ANN401
    """The names of the system and of its datum, whichever says it."""
    return f"{crs.geodetic_crs.datum.name if crs.geodetic_crs is not None else ''} {crs.name}"


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Whether two systems give a point the same numbers: WGS84 and CGCS2000 do, for this purpose."""
    if one.is_geographic and other.is_geographic:
        return True
    return bool(one.equals(other, ignore_axis_order=True) or one.to_epsg() == other.to_epsg() is not None)


def to_wgs84(shapes: Shapes, system: System) -> Shapes:
    """The same shapes in WGS84 degrees."""
    if system.shift:
        return _moved(shapes, coordinates.TO_WGS84[system.shift])
    if system.is_in_degrees:
        return shapes
    transformer = pyproj.Transformer.from_crs(system.crs, projection.WGS84, always_xy=True)
    return _moved(shapes, transformer.transform)


def _moved(shapes: Shapes, move: Callable[..., Any]) -> Shapes:
    found: Shapes = shapely.transform(shapes, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))
    return found


def check_numbers(file: str, shapes: Shapes, system: System) -> None:
    """A `LayerError` where the numbers cannot be what the system says, or do not lie in Zhejiang."""
    numbers = shapely.get_coordinates(shapes)
    if not len(numbers) or not np.isfinite(numbers).all():
        raise LayerError(mark("{file} holds coordinates that are no numbers. Export it again."), file=file)
    are_degrees = bool((np.abs(numbers) <= 360).all())
    if system.is_in_degrees and not are_degrees:
        raise LayerError(
            mark(
                "{file}: the numbers are metres, such as {found}, and {crs} is in degrees. Name the "
                "projected system{hint}."
            ),
            **_told(file, numbers, system),
        )
    if not system.is_in_degrees and are_degrees:
        raise LayerError(
            mark(
                "{file}: the numbers are degrees, such as {found}, and {crs} is in metres. Name the "
                "right one{hint}."
            ),
            **_told(file, numbers, system),
        )
    if _lies_in(_degrees(numbers, system.crs)):
        return
    if system.is_in_degrees and _lies_in(numbers[:, ::-1]):
        raise LayerError(
            mark(
                "{file}: longitude and latitude have changed places, such as {found}. Export it with "
                "the longitude first."
            ),
            file=file,
            found=_first(numbers),
        )
    raise LayerError(
        mark(
            "{file} does not lie in Zhejiang: in {crs} it would reach to {found}. It is another province's, or its "
            "coordinate system is wrong{hint}."
        ),
        **{**_told(file, numbers, system), "found": _first(_farthest(_degrees(numbers, system.crs)))},
    )


def _told(file: str, numbers: npt.NDArray[np.float64], system: System) -> dict[str, Any]:
    fits = next((each for each in _TRIED if _lies_in(_degrees(numbers, pyproj.CRS(each)))), "")
    hint = Hint(f"EPSG:{pyproj.CRS(fits).to_epsg()}" if fits else "")
    return {"file": file, "found": _first(numbers), "crs": system.name, "hint": hint}


@dataclass(frozen=True)
class Hint:
    """Words in brackets that name the system in which the numbers would lie in the province; else nothing."""

    fits: str

    def __str__(self) -> str:
        return t(" (the numbers would fit {crs})").format(crs=self.fits) if self.fits else ""


def _degrees(numbers: npt.NDArray[np.float64], crs: Any) -> npt.NDArray[np.float64]:  # noqa: ANN401
    if crs.is_geographic:
        return numbers
    transformer = pyproj.Transformer.from_crs(crs, projection.WGS84, always_xy=True)
    return np.column_stack(transformer.transform(numbers[:, 0], numbers[:, 1]))


def _lies_in(degrees: npt.NDArray[np.float64]) -> bool:
    west, south, east, north = ZHEJIANG
    inside = (degrees >= [west, south]) & (degrees <= [east, north])
    return bool(inside.all())


def _farthest(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    middle = [(ZHEJIANG[0] + ZHEJIANG[2]) / 2, (ZHEJIANG[1] + ZHEJIANG[3]) / 2]
    far = np.nan_to_num(np.abs(degrees - middle), posinf=1e9, nan=1e9).sum(axis=1)
    return degrees[[int(np.argmax(far))]]


def _first(numbers: npt.NDArray[np.float64]) -> str:
    return f"{numbers[0, 0]:.6g}, {numbers[0, 1]:.6g}"
