"""Schematic positions: spread evenly inside a real area where no list gives a place's true point.

Each new point goes as far as can be from those already there (farthest-point sampling, a blue noise) and
is then moved to the middle of the ground nearest to it (Lloyd's rounds); points that are known stay where
they are. The same code always gets the same position: the candidates are drawn from a seed that the
area's code gives.
"""

import hashlib

import numpy as np
import shapely
from scipy.spatial import cKDTree

from sharedwealth.places.projection import Points

NONE: Points = np.empty((0, 2))

_CANDIDATES_PER_POINT = 40
_FEWEST_CANDIDATES = 400
_LEAST_SHARE = 0.25  # of the ground that a place has on average


def spread(area: shapely.Geometry, seed: str, count: int, fixed: Points = NONE, *, rounds: int = 3) -> Points:
    """`count` points inside `area` (metres), in a stable order, away from the fixed ones and each other."""
    if count == 0:
        return NONE
    ground = _ground(
        _ample(area, count + len(fixed)),
        seed,
        max(_FEWEST_CANDIDATES, _CANDIDATES_PER_POINT * (count + len(fixed))),
    )
    points = _farthest(ground, count, fixed)
    for _ in range(rounds):
        points = _centred(ground, points, fixed)
    return points


def _ample(area: shapely.Geometry, places: int) -> shapely.Geometry:
    """The area without islets far too small for a place of their own, which would draw one each."""
    parts = shapely.get_parts(area)
    large = shapely.area(parts) >= _LEAST_SHARE * shapely.area(area) / places
    return shapely.multipolygons(parts[large]) if large.any() else area


def _ground(area: shapely.Geometry, seed: str, count: int) -> Points:
    """Points drawn evenly from the area; their number and order depend on the seed alone."""
    digest = hashlib.sha256(seed.encode()).digest()
    draw = np.random.default_rng(int.from_bytes(digest[:8], "little"))
    left, bottom, right, top = shapely.bounds(area)
    shapely.prepare(area)
    kept: list[Points] = []
    found = 0
    while found < count:
        tried = draw.random((2 * count, 2)) * [right - left, top - bottom] + [left, bottom]
        inside = tried[shapely.contains_xy(area, tried[:, 0], tried[:, 1])]
        kept.append(inside)
        found += len(inside)
    return np.concatenate(kept)[:count]


def _farthest(ground: Points, count: int, fixed: Points) -> Points:
    # with nothing fixed the first point is the one nearest to the middle, so that a single one stands there
    middle = ground.mean(axis=0)
    nearest = cKDTree(fixed).query(ground)[0] if len(fixed) else -np.hypot(*(ground - middle).T)
    chosen: list[int] = []
    for turn in range(count):
        best = int(np.argmax(nearest))
        chosen.append(best)
        distance = np.hypot(*(ground - ground[best]).T)
        nearest = distance if turn == 0 and not len(fixed) else np.minimum(nearest, distance)
    return ground[chosen]


def _centred(ground: Points, points: Points, fixed: Points) -> Points:
    """Each free point moved to the candidate nearest to the mean of the ground that is closest to it."""
    owner = cKDTree(np.vstack([fixed, points])).query(ground)[1]
    free = owner >= len(fixed)
    index = owner[free] - len(fixed)
    share = np.bincount(index, minlength=len(points))
    sums = np.column_stack(
        [np.bincount(index, weights=ground[free, axis], minlength=len(points)) for axis in (0, 1)]
    )
    means = np.where(share[:, None] > 0, sums / np.maximum(share, 1)[:, None], points)
    return ground[_nearest_unused(ground, means)]


def _nearest_unused(ground: Points, wanted: Points) -> list[int]:
    """For each wanted point its nearest candidate, never the same one twice."""
    near = cKDTree(ground).query(wanted, k=min(16, len(ground)))[1].reshape(len(wanted), -1)
    chosen: list[int] = []
    taken: set[int] = set()
    for options in near:
        pick = next((int(o) for o in options if int(o) not in taken), int(options[0]))
        taken.add(pick)
        chosen.append(pick)
    return chosen
