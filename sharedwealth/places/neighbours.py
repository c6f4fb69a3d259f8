"""Which counties lie beside one another."""

import geopandas as gpd
import numpy as np
import shapely

from sharedwealth.places import geometry
from sharedwealth.settings import Settings

_METRES = 4549
"""CGCS2000, three-degree zone round 120° E: the projection in which Zhejiang's distances are measured."""


def of_counties(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The neighbours of each county, both ways; codes in order.

    Counties are neighbours where their outlines touch, if only in a point. One that touches no other, an island county,
    is the neighbour of the county whose land is nearest, so that no county stands alone.
    """
    name = geometry.index(settings).geojson_of("county")
    counties = gpd.read_file(settings.boundaries / name)
    return between(dict(zip(counties["code"], counties.to_crs(_METRES).geometry, strict=True)))


def between(outlines: dict[str, shapely.Geometry]) -> dict[str, tuple[str, ...]]:
    """The same for any outlines by code, in metres."""
    codes = np.array(sorted(outlines))
    shapes = np.array([outlines[code] for code in codes])
    tree = shapely.STRtree(shapes)
    # Borders were rounded to some ten metres before they were projected.
    one, other = tree.query(shapes, predicate="dwithin", distance=1.0)
    pairs = {(int(a), int(b)) for a, b in zip(one, other, strict=True) if a != b}
    for alone in set(range(len(codes))) - {a for a, _ in pairs}:
        away = shapely.distance(shapes, shapes[alone])
        away[alone] = np.inf
        if np.isfinite(away).any():
            nearest = int(np.argmin(away))
            pairs |= {(alone, nearest), (nearest, alone)}
    return {
        str(code): tuple(str(codes[b]) for a, b in sorted(pairs) if a == at) for at, code in enumerate(codes)
    }
