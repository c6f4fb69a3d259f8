"""Where direct labels go, so that none lies on another, on a mark or outside the figure.

A figure is built before its width is known, so places are worked out in pixels for a few widths; the figure
carries the narrower ones in `layout.meta["narrower"]`, and whoever draws it takes the one that fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

NARROW, MIDDLE, WIDE = 340, 520, 860
"""The widths that places are worked out for; a container narrower than `UNDER` takes the smaller ones."""

UNDER = {NARROW: 480, MIDDLE: 760}

# Up on the side that the label leans to first: growth leaves the corner at its left free.
_AWAY = ((1, -1), (-1, 1), (0, -1), (0, 1), (1, 0), (-1, 0), (-1, -1), (1, 1))
_DISTANCES = (8, 20, 36, 56, 80, 110)
_WAYS = np.array([(*way, distance) for way, distance in product(_AWAY, _DISTANCES)], dtype=float)
_EFFORT = np.array(
    [distance + rank * 3 for rank, distance in product(range(len(_AWAY)), _DISTANCES)], dtype=float
)

Boxes = NDArray[np.float64]
"""Rectangles in pixels, y downwards: a row is left, top, right, bottom."""


NOWHERE: Boxes = np.empty((0, 4))


def around(x: float, y: float, width: float, height: float) -> Boxes:
    """One box with this middle."""
    return np.array([[x - width / 2, y - height / 2, x + width / 2, y + height / 2]])


def shared(one: Boxes, others: Boxes) -> NDArray[np.float64]:
    """The areas that each box of the first shares with each of the second."""
    width = np.minimum(one[:, None, 2], others[None, :, 2]) - np.maximum(one[:, None, 0], others[None, :, 0])
    height = np.minimum(one[:, None, 3], others[None, :, 3]) - np.maximum(one[:, None, 1], others[None, :, 1])
    areas: NDArray[np.float64] = np.clip(width, 0, None) * np.clip(height, 0, None)
    return areas


@dataclass(frozen=True)
class Wanted:
    """A label of this size that belongs to the mark at x, y; it leans to the left, or to the right (1)."""

    x: float
    y: float
    width: float
    height: float
    lean: int = -1


@dataclass(frozen=True)
class Placed:
    """The label's middle as an offset from its mark, and the area it shares with what it should not cover."""

    dx: float
    dy: float
    covered: float


def place(wanted: Sequence[Wanted], plot: Boxes, avoid: Boxes) -> list[Placed]:
    """A place for each label, in the given order: the nearest that covers least of what it is to avoid.

    Marks and the labels already placed are avoided too; `plot` is the one box that labels are to stay in.
    """
    taken = np.concatenate([avoid, *(around(label.x, label.y, 12, 12) for label in wanted)])
    placed = []
    for label in wanted:
        offsets, boxes = _choices(label)
        outside = label.width * label.height - shared(boxes, plot)[:, 0]
        covered = outside + shared(boxes, taken).sum(axis=1)
        best = int(np.argmin(covered * 10 + _EFFORT))
        placed.append(Placed(float(offsets[best, 0]), float(offsets[best, 1]), float(covered[best])))
        taken = np.concatenate([taken, boxes[best : best + 1]])
    return placed


def _choices(label: Wanted) -> tuple[NDArray[np.float64], Boxes]:
    """Every place a label may take, as offsets of its middle and as boxes."""
    right, down, distance = _WAYS[:, 0], _WAYS[:, 1], _WAYS[:, 2]
    dx = right * label.lean * (label.width / 2 + np.where(down == 0, distance, distance / 2))
    dy = down * (label.height / 2 + distance)
    x, y = label.x + dx, label.y + dy
    half_width, half_height = label.width / 2, label.height / 2
    boxes = np.stack([x - half_width, y - half_height, x + half_width, y + half_height], axis=1)
    return np.stack([dx, dy], axis=1), boxes


def along(points: Sequence[tuple[float, float]], thickness: float = 6) -> Boxes:
    """Small boxes along a line through the points, to be kept clear of labels."""
    boxes = [NOWHERE]
    for (x0, y0), (x1, y1) in pairwise(points):
        pieces = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / thickness))
        x, y = np.linspace(x0, x1, pieces + 1), np.linspace(y0, y1, pieces + 1)
        half = thickness / 2
        boxes.append(np.stack([x - half, y - half, x + half, y + half], axis=1))
    return np.concatenate(boxes)


def apart(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """The positions, in their order, moved so that they are `least` apart between `low` and `high`."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    moved = [min(max(wanted[at], low), high) for at in order]
    for at in range(1, len(moved)):
        moved[at] = max(moved[at], moved[at - 1] + least)
    for at in range(len(moved) - 1, -1, -1):
        ceiling = high if at == len(moved) - 1 else moved[at + 1] - least
        moved[at] = min(moved[at], ceiling)
    back = [0.0] * len(moved)
    for place_in_order, at in enumerate(order):
        back[at] = moved[place_in_order]
    return back


def rows(centres: Sequence[float], widths: Sequence[float], width: float) -> list[tuple[int, float]]:
    """A row (0 the lowest) and a middle for each label above a figure; none overlap or leave the width."""
    ends: list[list[tuple[float, float]]] = []
    found = [(0, 0.0)] * len(centres)
    for at in sorted(range(len(centres)), key=lambda index: centres[index]):
        half = widths[at] / 2 + 4
        middle = min(max(centres[at], half), max(width - half, half))
        row = next(
            (
                row
                for row, taken in enumerate(ends)
                if all(middle - half >= e or middle + half <= s for s, e in taken)
            ),
            len(ends),
        )
        if row == len(ends):
            ends.append([])
        ends[row].append((middle - half, middle + half))
        found[at] = (row, middle)
    return found


@dataclass(frozen=True)
class Canvas:
    """The plot area of a figure of this size, to turn values into pixels from its upper left corner."""

    width: float
    height: float
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return across * self.width, (1 - up) * self.height

    @property
    def box(self) -> Boxes:
        """Where labels may stand: a little above and right of the plot too."""
        return np.array([[0, -14, self.width + 10, self.height]], dtype=float)
