"""The flat metres that maps and schematic positions are worked out in: CGCS2000, 3-degree zone of 120° E.

EPSG:4549 keeps shapes and distances true to about one part in a thousand across Zhejiang (118°–123° E), which
web maps' Mercator does not. CGCS2000 and WGS84 are the same for this purpose.
"""

from functools import cache

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from sharedwealth.places import boundaries

WGS84 = "EPSG:4326"
METRES = "EPSG:4549"

Points = npt.NDArray[np.float64]
"""One row a point, two columns: east and north in metres, or longitude and latitude in degrees."""


def shapes(geometries: dict[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    """The same shapes in metres."""
    series = gpd.GeoSeries(geometries, crs=WGS84).to_crs(METRES)
    return {str(code): shape for code, shape in series.items()}


def shapes_to_degrees(metres: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Shapes in metres in WGS84, not rounded, so that neighbours keep their common corners."""
    degrees: npt.NDArray[np.object_] = gpd.GeoSeries(metres, crs=METRES).to_crs(WGS84).to_numpy()
    return degrees


def to_metres(longitudes: npt.ArrayLike, latitudes: npt.ArrayLike) -> Points:
    points = gpd.GeoSeries(gpd.points_from_xy(longitudes, latitudes), crs=WGS84).to_crs(METRES)
    metres: Points = shapely.get_coordinates(points.to_numpy())
    return metres


def to_degrees(points: Points) -> Points:
    """Longitude and latitude with five decimals, about a metre."""
    degrees = gpd.GeoSeries(gpd.points_from_xy(points[:, 0], points[:, 1]), crs=METRES).to_crs(WGS84)
    rounded: Points = np.round(shapely.get_coordinates(degrees.to_numpy()), 5)
    return rounded


@cache
def counties() -> dict[str, shapely.Geometry]:
    """The 90 counties in metres."""
    return shapes(boundaries.load().counties)
