"""Shapes as short SVG paths in whole units, and back.

`M12 34l5-6 7 8z` is a ring: an absolute start, then steps. Neighbours round to the same corners, so no
gap opens between them. The y axis points down, as on a screen.
"""

import re
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

Ring = list[tuple[int, int]]
"""Corners in whole units, the first not repeated at the end."""

_RING = re.compile(r"M(-?\d+) (-?\d+)l([^z]*)z")
_NUMBER = re.compile(r"-?\d+")


def encode(shape: shapely.Geometry) -> str:
    """The path of a polygon or several, whose coordinates are already units on the screen.

    Parts that shrink to nothing are left out, unless nothing would remain: the last one becomes a square
    of one unit.
    """
    rings = [ring for part in shapely.get_parts(shape) for ring in _rings(part)]
    kept = [ring for ring in rings if len(ring) > 2]
    if not kept:
        x, y = (round(value) for value in shapely.get_coordinates(shapely.point_on_surface(shape))[0])
        kept = [[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]]
    return "".join(_ring_path(ring) for ring in kept)


def decode(path: str) -> list[Ring]:
    """The rings of a path that `encode` wrote, in its order."""
    rings: list[Ring] = []
    for x, y, steps in _RING.findall(path):
        numbers = np.array([int(number) for number in _NUMBER.findall(steps)]).reshape(-1, 2)
        corners = np.vstack([[int(x), int(y)], numbers]).cumsum(axis=0)
        rings.append([(int(cx), int(cy)) for cx, cy in corners])
    return rings


def _rings(polygon: shapely.Polygon) -> list[Ring]:
    if polygon.is_empty:
        return []
    lines = [polygon.exterior, *polygon.interiors]
    return [_whole(shapely.get_coordinates(line)) for line in lines]


def _whole(corners: npt.NDArray[np.float64]) -> Ring:
    """Rounded corners without immediate repeats; fewer than three when the ring encloses nothing."""
    rounded = [(round(float(x)), round(float(y))) for x, y in corners]
    ring = [rounded[0], *(after for before, after in pairwise(rounded) if after != before)]
    while len(ring) > 1 and ring[-1] == ring[0]:
        ring.pop()
    return ring


def _ring_path(ring: Ring) -> str:
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(ring)]
    numbers = [str(number) for step in steps for number in step]
    written = "".join(
        number if index == 0 or number.startswith("-") else f" {number}"
        for index, number in enumerate(numbers)
    )
    return f"M{ring[0][0]} {ring[0][1]}l{written}z"
