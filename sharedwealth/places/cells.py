"""Town cells: the ground of a county that is nearest to each of its towns.

No public data has the borders of towns. A cell gives a town an area to colour and to click, never a
border: it says `schematic` wherever it goes.
"""

from collections.abc import Iterator

import numpy as np
import shapely

from sharedwealth.places.projection import Points

_APART = 60.0
"""Metres: two towns nearer than this would have a cell too thin to see."""


def of_county(county: shapely.Geometry, towns: Points) -> list[shapely.Geometry]:
    """One shape a town, in the order given, together the whole county; all in metres.

    A town that stands outside (coasts are generalised) is first moved to the nearest ground of the county.
    """
    if len(towns) == 0:
        return []
    if len(towns) == 1:
        return [county]
    seats = _seats(county, towns)
    mosaic = shapely.voronoi_polygons(shapely.multipoints(seats), extend_to=county, ordered=True)
    cells = shapely.intersection(shapely.get_parts(mosaic), county)
    return [_polygons_only(cell) for cell in cells]


def _seats(county: shapely.Geometry, towns: Points) -> Points:
    points = shapely.points(towns)
    outside = ~shapely.intersects(county, points)
    seats = towns.copy()
    if outside.any():
        nearest = shapely.shortest_line(county, points[outside])
        seats[outside] = shapely.get_coordinates(shapely.get_point(nearest, 0))
    return _apart(county, seats)


def _apart(county: shapely.Geometry, seats: Points) -> Points:
    """The same points, with any that stands on an earlier one moved aside to the nearest free ground."""
    placed: list[Points] = []
    for seat in seats:
        free = (
            spot
            for spot in _around(seat)
            if all(np.hypot(*(spot - other)) >= _APART for other in placed)
            and (spot is seat or shapely.intersects_xy(county, *spot))
        )
        placed.append(next(free, seat))
    return np.array(placed)


def _around(seat: Points) -> Iterator[Points]:
    """The point itself, then rings of eight spots around it, wider and wider."""
    yield seat
    for ring in range(1, 9):
        for eighth in range(8):
            angle = eighth * np.pi / 4
            yield seat + 1.5 * ring * _APART * np.array([np.cos(angle), np.sin(angle)])


def _polygons_only(shape: shapely.Geometry) -> shapely.Geometry:
    """The shape without the stray lines and points that an intersection may leave."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
