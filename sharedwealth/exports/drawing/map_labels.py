"""Names and figures on a map: what is to be seen first, then the roomiest area, each where it fits; else left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sharedwealth.exports.drawing import measures
from sharedwealth.exports.drawing.owners import Owners
from sharedwealth.exports.drawing.shapes import Area, Box

_ROUND = sorted(
    product((-0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9), (-1.1, -0.75, -0.4, 0.0, 0.4, 0.75, 1.1)),
    key=lambda offset: offset[0] ** 2 + offset[1] ** 2,
)
LINE = 1.12
"""The height of a line of type, in sizes of the type."""

_SPECK = 4.0
_SMALL = 9.0
"""The room under which an area's words may stand on open ground beside it."""

_MOSTLY = 0.75


@dataclass(frozen=True)
class Wanted:
    """An area's words, and the radius of its circle where it has one."""

    area: Area
    name: str
    text: str
    is_first: bool
    is_dark: bool
    """Whether the area's colour is one that dark words do not show on."""
    circle: float = 0.0


@dataclass(frozen=True)
class Label:
    code: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    box: Box
    is_on_dark: bool
    is_in_circle: bool


def place(
    wanted: Iterable[Wanted],
    sheet: Box,
    taken: list[Box],
    sizes: tuple[float, float],
    nameless: Sequence[Area] = (),
) -> list[Label]:
    """The labels that fit: none on another, on what is taken, or in an area that is not its own.

    `sizes` are the largest and the smallest type; `nameless` are areas that have no label and take none.
    """
    order = sorted(
        wanted, key=lambda each: (not each.is_first, -max(each.circle, each.area.room), each.area.code)
    )
    owners = Owners([*(each.area for each in order), *nameless], sheet)
    dark = np.array([*(each.is_dark for each in order), *(False for _ in nameless)], dtype=bool)
    circles = {each.area.code: _round(each) for each in order if each.circle}
    placed: list[Label] = []
    for index, each in enumerate(order):
        others = [box for code, box in circles.items() if code != each.area.code]
        search = _Search(each, index, sheet, [*taken, *others], owners, dark)
        label = _best(search, sizes)
        if label:
            placed.append(label)
            taken = [*taken, label.box]
    return placed


def _round(each: Wanted) -> Box:
    reach = each.circle * 0.7
    x, y = each.area.x, each.area.y
    return (x - reach, y - reach, x + reach, y + reach)


@dataclass(frozen=True)
class _Search:
    """What a label has to keep clear of while places for it are tried."""

    wanted: Wanted
    index: int
    sheet: Box
    taken: list[Box]
    owners: Owners
    dark: NDArray[np.bool_]


def _best(search: _Search, sizes: tuple[float, float]) -> Label | None:
    for lines in ((search.wanted.name, search.wanted.text), (search.wanted.name,)):
        told = tuple(line for line in lines if line)
        size = sizes[0]
        while size >= sizes[1]:
            label = _fitting(search, told, size)
            if label:
                return label
            size -= 0.5
    return None


def _fitting(search: _Search, lines: tuple[str, ...], size: float) -> Label | None:
    wanted, sheet = search.wanted, search.sheet
    width = measures.widest(lines, size) + 2
    height = len(lines) * size * LINE
    area = wanted.area
    if not wanted.circle and not wanted.is_first and _SPECK < area.room * 3.2 < min(width, height):
        return None
    for x, y in _middles(wanted, width, height):
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if box[0] < sheet[0] or box[1] < sheet[1] or box[2] > sheet[2] or box[3] > sheet[3]:
            continue
        if any(overlap(box, other) for other in search.taken):
            continue
        if wanted.circle or _stands(search, box):
            is_on_dark = search.owners.share_of(box, search.dark) > _MOSTLY
            return Label(
                area.code,
                lines,
                x,
                y,
                size,
                box,
                is_on_dark,
                bool(wanted.circle) and (x, y) == (area.x, area.y),
            )
    return None


def _middles(each: Wanted, width: float, height: float) -> list[tuple[float, float]]:
    x, y, r = each.area.x, each.area.y, each.circle
    if r:
        inside = [(x, y)] if (width**2 + height**2) ** 0.5 / 2 <= r else []
        down, across = r + 1 + height / 2, r + 2 + width / 2
        return [*inside, (x, y + down), (x, y - down), (x + across, y), (x - across, y)]
    round_it = [(x + across * width, y + down * height) for across, down in _ROUND]
    if each.area.room < _SPECK:
        down, across = 5 + height / 2, 5 + width / 2
        return [(x + across, y), (x - across, y), (x, y + down), (x, y - down), *round_it]
    return round_it


def _stands(search: _Search, box: Box) -> bool:
    """Whether the words lie in their own area, or a speck's or an island's on open ground beside it."""
    own, foreign = search.owners.shares(box, search.index)
    if own >= 0.8:
        return True
    may_leave = search.wanted.is_first or search.wanted.area.room < _SMALL or own > 0.15
    return may_leave and foreign < 0.05


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
