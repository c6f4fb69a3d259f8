"""Where direct labels go, so that none lies on another, on a mark or outside the figure.

A figure is built before its width is known, so places are worked out in pixels for a few widths; the figure
carries the narrower ones in `layout.meta["narrower"]`, and whoever draws it takes the one that fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

NARROW, MIDDLE, WIDE = 340, 520, 860
"""The widths that places are worked out for; a container narrower than `UNDER` takes the smaller ones."""

UNDER = {NARROW: 480, MIDDLE: 760}

# To the left and up first: growth leaves that corner free.
_AWAY = ((-1, -1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0), (1, -1), (-1, 1))
_DISTANCES = (8, 20, 36, 56, 80, 110)


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Box":
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def shared(self, other: "Box") -> float:
        """The area that lies in both."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0) * max(height, 0)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True)
class Wanted:
    """A label of this size that belongs to the mark at x, y."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Placed:
    """The label's middle as an offset from its mark, and the area it shares with what it should not cover."""

    dx: float
    dy: float
    covered: float


def place(wanted: Sequence[Wanted], plot: Box, avoid: Sequence[Box]) -> list[Placed]:
    """A place for each label, in the given order: the nearest that covers least."""
    taken: list[Box] = [Box.around(label.x, label.y, 12, 12) for label in wanted]
    placed = []
    for label in wanted:
        best, box = _best(label, plot, [*avoid, *taken])
        placed.append(best)
        taken.append(box)
    return placed


def _best(label: Wanted, plot: Box, avoid: Sequence[Box]) -> tuple[Placed, Box]:
    choices = []
    for (rank, (right, down)), distance in product(enumerate(_AWAY), _DISTANCES):
        dx = right * (label.width / 2 + distance * (0.5 if down else 1))
        dy = down * (label.height / 2 + distance)
        box = Box.around(label.x + dx, label.y + dy, label.width, label.height)
        covered = box.area - box.shared(plot) + sum(box.shared(other) for other in avoid)
        choices.append((covered * 10 + distance + rank * 3, rank, Placed(dx, dy, covered), box))
    _, _, best, box = min(choices, key=lambda choice: choice[:2])
    return best, box


def along(points: Sequence[tuple[float, float]], thickness: float = 6) -> list[Box]:
    """Small boxes along a line through the points, to be kept clear of labels."""
    boxes = []
    for (x0, y0), (x1, y1) in pairwise(points):
        pieces = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / thickness))
        for piece in range(pieces + 1):
            share = piece / pieces
            boxes.append(Box.around(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, thickness, thickness))
    return boxes


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
    def box(self) -> Box:
        return Box(0, -14, self.width + 10, self.height)
