"""Coordinates of Chinese maps: GCJ-02 and BD-09 to WGS84 and back, in degrees, whole columns at a time.

GCJ-02 moves every point in mainland China by some hundred metres; BD-09 moves it by about a kilometre more. Neither
is published as a standard with an inverse: the formula is the well-known one, the way back is found by coming closer
step by step until it stands still far below a millimetre. CGCS2000 and WGS84 are the same for this purpose.
"""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

Degrees = npt.NDArray[np.float64]
Points = tuple[Degrees, Degrees]
"""Longitudes and latitudes."""

WGS84 = "WGS84"

_AXIS_METRES = 6378245.0  # of the Krasovsky ellipsoid, which GCJ-02 is worked out on
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BD_TURN = np.pi * 3000.0 / 180.0
_BD_EAST, _BD_NORTH = 0.0065, 0.006
_ROUNDS = 12
_MAINLAND = (72.004, 137.8347, 0.8293, 55.8271)
"""West, east, south, north: outside, GCJ-02 leaves a point where it is."""


def wgs84_to_gcj02(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    east, north = _arrays(longitude, latitude)
    x, y = east - 105.0, north - 35.0
    ripple = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    up = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + ripple
    up += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    up += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    over = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + ripple
    over += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    over += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    radians = np.deg2rad(north)
    curve = 1.0 - _ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    per_degree_north = _AXIS_METRES * (1.0 - _ECCENTRICITY_SQUARED) / curve**1.5 * np.pi / 180.0
    per_degree_east = _AXIS_METRES / np.sqrt(curve) * np.cos(radians) * np.pi / 180.0
    west, most_east, south, most_north = _MAINLAND
    moves = (east >= west) & (east <= most_east) & (north >= south) & (north <= most_north)
    return (
        np.where(moves, east + over / per_degree_east, east),
        np.where(moves, north + up / per_degree_north, north),
    )


def gcj02_to_wgs84(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    return _inverse(wgs84_to_gcj02, *_arrays(longitude, latitude))


def gcj02_to_bd09(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    east, north = _arrays(longitude, latitude)
    reach = np.hypot(east, north) + 0.00002 * np.sin(north * _BD_TURN)
    angle = np.arctan2(north, east) + 0.000003 * np.cos(east * _BD_TURN)
    return reach * np.cos(angle) + _BD_EAST, reach * np.sin(angle) + _BD_NORTH


def bd09_to_gcj02(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    return _inverse(gcj02_to_bd09, *_arrays(longitude, latitude))


def wgs84_to_bd09(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    return gcj02_to_bd09(*wgs84_to_gcj02(longitude, latitude))


def bd09_to_wgs84(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    return gcj02_to_wgs84(*bd09_to_gcj02(longitude, latitude))


def _as_it_is(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    return _arrays(longitude, latitude)


Conversion = Callable[[npt.ArrayLike, npt.ArrayLike], Points]

TO_WGS84: Mapping[str, Conversion] = {
    "WGS84": _as_it_is,
    "CGCS2000": _as_it_is,
    "GCJ-02": gcj02_to_wgs84,
    "BD-09": bd09_to_wgs84,
}
"""By the name that the ledger's column 坐标系 has."""


def _arrays(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    """As numbers; what no point on earth can have is not one, and stays so."""
    east, north = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    on_earth = (np.abs(east) <= 180) & (np.abs(north) <= 180)
    return np.where(on_earth, east, np.nan), np.where(on_earth, north, np.nan)


def _inverse(forward: Conversion, longitude: Degrees, latitude: Degrees) -> Points:
    """The point that `forward` brings here; both transformations move neighbours nearly alike, so this converges."""
    east, north = longitude, latitude
    for _ in range(_ROUNDS):
        there_east, there_north = forward(east, north)
        east = east + longitude - there_east
        north = north + latitude - there_north
    return east, north
