"""Shapes as a coverage: valid, without overlaps or slivers, and simplified together, so that no gap opens between them.

Everything here is in metres.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

Shapes = npt.NDArray[np.object_]

NARROW_GAP = 30.0
"""Metres: a gap between neighbours that is no wider comes from drawing, not from the ground, and is closed."""
_SNAP = 0.5
_LARGEST_OVERLAP = 0.005
"""Of the smaller place's area; more is no fault of drawing."""
_SMALLEST_OVERLAP = 2_000.0
_MOST_CHANGED = 0.02
_CORNERS_A_PLACE = 110
"""Of a town's outline on average: about 20 KB gzipped for a city of 150 towns."""
_TOLERANCES = (10.0, 20.0, 35.0, 60.0, 100.0, 160.0)


@dataclass(frozen=True)
class Overlap:
    """Two places, by their order, that claim the same ground, in square metres."""

    one: int
    other: int
    area: float


@dataclass(frozen=True)
class Clean:
    """A coverage made of the shapes, in their order."""

    shapes: Shapes
    faults: float
    """Metres of border that did not fit its neighbour and were repaired."""
    tolerance: float = 0.0
    corners: tuple[int, int] = (0, 0)
    """Before and after simplifying."""


def broken(shapes: Shapes) -> dict[int, str]:
    """What is wrong with each shape that is not valid, by its order: the reason with the place, as GEOS says it."""
    wrong = ~shapely.is_valid(shapes)
    reasons = shapely.is_valid_reason(shapes[wrong])
    return {int(at): str(reason) for at, reason in zip(np.flatnonzero(wrong), reasons, strict=True)}


def overlaps(shapes: Shapes) -> list[Overlap]:
    """Pairs that overlap by more than drawing faults come to, the largest first."""
    if shapely.coverage_is_valid(shapes):
        return []
    edges = shapely.coverage_invalid_edges(shapes)
    suspects = np.flatnonzero(~shapely.is_empty(edges))
    tree = shapely.STRtree(shapes[suspects])
    first, second = tree.query(shapes[suspects], predicate="intersects")
    pairs = [(suspects[a], suspects[b]) for a, b in zip(first, second, strict=True) if a < b]
    found = []
    for one, other in pairs:
        area = shapely.area(shapely.intersection(shapes[one], shapes[other]))
        smaller = min(shapely.area(shapes[one]), shapely.area(shapes[other]))
        if area > max(_SMALLEST_OVERLAP, _LARGEST_OVERLAP * smaller):
            found.append(Overlap(int(one), int(other), float(area)))
    return sorted(found, key=lambda each: -each.area)


def cleaned(shapes: Shapes) -> Clean:
    """The shapes with every small fault repaired: borders snapped, slivers closed."""
    if shapely.coverage_is_valid(shapes, gap_width=NARROW_GAP):
        return Clean(shapes, 0.0)
    faults = float(shapely.length(shapely.coverage_invalid_edges(shapes, gap_width=NARROW_GAP)).sum())
    made = shapely.coverage_clean(shapes, gap_width=NARROW_GAP, snapping_distance=_SNAP)
    return Clean(np.asarray(made, dtype=object), faults)


def lost(before: Shapes, after: Shapes) -> list[int]:
    """Places, by their order, that cleaning has changed by more than a fault of drawing."""
    areas, now = shapely.area(before), shapely.area(after)
    return [
        int(at)
        for at in np.flatnonzero(
            np.abs(now - areas) > np.maximum(_MOST_CHANGED * areas, 4 * _SMALLEST_OVERLAP)
        )
    ]


def simplified(clean: Clean) -> Clean:
    """The coverage with fewer corners, at the least tolerance that brings it to size; every border moves as one."""
    before = int(shapely.get_num_coordinates(clean.shapes).sum())
    shapes, tolerance = clean.shapes, 0.0
    for tolerance in _TOLERANCES:
        shapes = np.asarray(shapely.coverage_simplify(clean.shapes, tolerance), dtype=object)
        if int(shapely.get_num_coordinates(shapes).sum()) <= _CORNERS_A_PLACE * len(shapes):
            break
    after = int(shapely.get_num_coordinates(shapes).sum())
    return Clean(shapes, clean.faults, tolerance, (before, after))


def offset(shapes: Shapes, ground: shapely.Geometry) -> float:
    """How far, in metres, the edge of the shapes lies from the edge of the ground on average."""
    whole = shapely.union_all(shapes)
    return float(shapely.area(shapely.symmetric_difference(whole, ground)) / max(shapely.length(ground), 1.0))
