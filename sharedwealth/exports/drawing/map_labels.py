"""Names and figures on a map: what is to be seen first, then the roomiest area, each where it fits; else left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import shapely

from sharedwealth.exports.drawing import measures
from sharedwealth.exports.drawing.shapes import Area, Box

_ROUND = sorted(
    product((-0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9), (-1.1, -0.75, -0.4, 0.0, 0.4, 0.75, 1.1)),
    key=lambda offset: offset[0] ** 2 + offset[1] ** 2,
)
LINE = 1.12
"""The height of a line of type, in sizes of the type."""

_SPECK = 4.0


@dataclass(frozen=True)
class Wanted:
    """An area's words, and the radius of its circle where it has one."""

    area: Area
    name: str
    text: str
    is_first: bool
    circle: float = 0.0


@dataclass(frozen=True)
class Label:
    code: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    box: Box


def place(wanted: Iterable[Wanted], sheet: Box, taken: list[Box], largest: float, smallest: float) -> list[Label]:
    """The labels that fit: none on another, on what is taken, or in an area that is not its own."""
    order = sorted(
        wanted, key=lambda each: (not each.is_first, -max(each.circle, each.area.room), each.area.code)
    )
    areas = [each.area for each in order]
    tree = shapely.STRtree([area.shape for area in areas])
    circles = {each.area.code: _round(each) for each in order if each.circle}
    placed: list[Label] = []
    for each in order:
        others = [box for code, box in circles.items() if code != each.area.code]
        label = _best(each, sheet, [*taken, *others], (areas, tree), (largest, smallest))
        if label:
            placed.append(label)
            taken = [*taken, label.box]
    return placed


def _round(each: Wanted) -> Box:
    reach = each.circle * 0.7
    x, y = each.area.x, each.area.y
    return (x - reach, y - reach, x + reach, y + reach)


def _best(
    each: Wanted,
    sheet: Box,
    taken: list[Box],
    known: tuple[list[Area], shapely.STRtree],
    sizes: tuple[float, float],
) -> Label | None:
    size = sizes[0]
    while size >= sizes[1]:
        for lines in ((each.name, each.text), (each.name,)):
            told = tuple(line for line in lines if line)
            label = _fitting(each, told, size, sheet, taken, known)
            if label:
                return label
        size -= 0.5
    return None


def _fitting(  # noqa: PLR0913, PLR0917
    each: Wanted,
    lines: tuple[str, ...],
    size: float,
    sheet: Box,
    taken: list[Box],
    known: tuple[list[Area], shapely.STRtree],
) -> Label | None:
    width = measures.widest(lines, size) + 2
    height = len(lines) * size * LINE
    area = each.area
    if not each.circle and not each.is_first and area.room * 3.2 < min(width, height):
        return None
    for x, y in _middles(each, width, height):
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if box[0] < sheet[0] or box[1] < sheet[1] or box[2] > sheet[2] or box[3] > sheet[3]:
            continue
        if any(overlap(box, other) for other in taken):
            continue
        if each.circle or _stands(each, box, known):
            return Label(area.code, lines, x, y, size, box)
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


def _stands(each: Wanted, box: Box, known: tuple[list[Area], shapely.STRtree]) -> bool:
    """Whether the words lie in their own area, or a speck's or an island's on open ground beside it."""
    areas, tree = known
    own = each.area.shape
    room = shapely.box(*box)
    within = shapely.area(shapely.intersection(own, room)) / shapely.area(room)
    if within >= 0.8:
        return True
    foreign = 0.0
    for at in tree.query(room):
        if areas[at].code != each.area.code:
            foreign += shapely.area(shapely.intersection(areas[at].shape, room))
    share = foreign / shapely.area(room)
    may_leave = each.is_first or each.area.room < _SPECK or within > 0.3
    return share < 0.05 and may_leave


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
