"""The map of a scene as native shapes in one group: an area each, named with its code, and labels, legend and pins."""

import math
from pathlib import Path
from typing import Any

from pptx.oxml.ns import qn

from sharedwealth.briefings.scene import AreaRow, Map, Status
from sharedwealth.charts import theme
from sharedwealth.exports import outlines
from sharedwealth.exports.outlines import Ground, Outline
from sharedwealth.exports.pptx import map_legend, map_shapes
from sharedwealth.exports.pptx.map_labels import Labels
from sharedwealth.exports.pptx.map_shapes import View, Writer
from sharedwealth.exports.pptx.pen import Box, Pen, distinct

LARGEST_CIRCLE = 30
"""Points of the radius of the largest total, on a map as high as half a slide."""


def draw(slide: Any, pen: Pen, place: Box, map_: Map, boundaries: Path, alt: str) -> None:  # noqa: ANN401
    """Draws the areas of the map's level, with the outlines of those above them."""
    ground = outlines.read(boundaries, map_.geometry, pen.language)
    legend, rest = place.cut_left(pen.emu(map_legend.wide(pen, map_)), pen.emu(10))
    group = slide.shapes.add_group_shape()
    group.name = map_.measure
    group._element.nvGrpSpPr.cNvPr.set("descr", alt)  # noqa: SLF001  python-pptx has no alternative text
    writer = Writer(group, pen)
    areas = _areas(ground, map_)
    if areas:
        view = View.of(outlines.box_of(list(areas.values())), rest)
        _draw_areas(writer, view, map_, ground, areas)
        circles = _circles(pen, map_, areas, rest) if map_.is_circles else {}
        _draw_circles(writer, view, map_, areas, circles)
        labels = Labels(writer, pen, view, map_, rest)
        for code, radius in circles.items():
            labels.keep_free(view.at(*areas[code].at), radius)
        _draw_pins(writer, view, map_, ground.unit)
        labels.pins(ground.unit)
        labels.areas(areas, circles)
    map_legend.draw(writer, pen, legend, map_)
    _frame(group, place)


def _areas(ground: Ground, map_: Map) -> dict[str, Outline]:
    """The areas of the level in the map's area, whether they have a figure or not."""
    held = ground.layers.get(map_.level, {})
    found = {code: each for code, each in held.items() if code.startswith(map_.area)}
    return found or {row.code: held[row.code] for row in map_.rows if row.code in held}


def _draw_areas(writer: Writer, view: View, map_: Map, ground: Ground, areas: dict[str, Outline]) -> None:
    rows = {row.code: row for row in map_.rows}
    names = distinct(
        [f"{rows[code].name if code in rows else each.name} {code}" for code, each in areas.items()]
    )
    for (code, outline), name in zip(areas.items(), names, strict=True):
        row = rows.get(code)
        fill = map_shapes.solid(map_shapes.LAND) if row is None else _fill(row, map_)
        writer.area(outline, view, name, map_shapes.told(row) if row else "", fill, (map_shapes.BORDER, 0.5))
    above = {
        code: each
        for level, width in (("city", 1.0), ("county", 1.0), ("outline", 1.5))
        if level != map_.level
        for code, each in ground.layers.get(level, {}).items()
        if code.startswith(map_.area) and width and _is_over(level, map_.level)
    }
    for code, outline in above.items():
        writer.area(outline, view, f"― {outline.name or code}", "", "<a:noFill/>", (map_shapes.OUTLINE, 1.0))
    for code in map_.marked:
        if code in areas:
            line = (theme.ACCENT, 3.0)
            writer.area(areas[code], view, f"◎ {areas[code].name or code}", "", "<a:noFill/>", line)


def _is_over(level: str, shown: str) -> bool:
    order = ("outline", "city", "county", "town", "village")
    return order.index(level) < order.index(shown)


def _fill(row: AreaRow, map_: Map) -> str:
    if map_.is_circles:
        plain: Status = "ok"
        return map_shapes.fill_of(row.status if row.value is None else plain, map_shapes.LAND)
    return map_shapes.fill_of(row.status, colour_of(row, map_))


def colour_of(row: AreaRow, map_: Map) -> str:
    is_in = 0 <= row.class_index < len(map_.colours)
    return map_.colours[row.class_index] if is_in else map_shapes.LAND


def _circles(pen: Pen, map_: Map, areas: dict[str, Outline], place: Box) -> dict[str, float]:
    """Radii in EMU by area: the surface is as large as the value."""
    known = {row.code: abs(row.value) for row in map_.rows if row.value is not None and row.code in areas}
    most = max(known.values(), default=0.0)
    largest = pen.emu(LARGEST_CIRCLE) * min(1.4, max(0.6, place.height / pen.emu(330)))
    return {code: largest * math.sqrt(value / most) for code, value in known.items() if most and value}


def _draw_circles(
    writer: Writer, view: View, map_: Map, areas: dict[str, Outline], circles: dict[str, float]
) -> None:
    rows = {row.code: row for row in map_.rows}
    for code, radius in sorted(circles.items(), key=lambda each: -each[1]):
        row = rows[code]
        colour = colour_of(row, map_) if map_.colours else map_shapes.CIRCLE
        fill = map_shapes.fill_of(row.status, colour)
        writer.circle(view.at(*areas[code].at), radius, f"● {row.name} {code}", map_shapes.told(row), fill)


def _draw_pins(writer: Writer, view: View, map_: Map, unit: float) -> None:
    """A pin each; `x` and `y` are the geometry's units times its metres."""
    for pin in map_.pins:
        writer.pin(view.at(pin.x / unit, pin.y / unit), f"{pin.name} {pin.code}")


def _frame(group: Any, place: Box) -> None:  # noqa: ANN401
    """The group's own coordinates are the slide's; it says how far its shapes reach."""
    sides = [(each.left, each.top, each.left + each.width, each.top + each.height) for each in group.shapes]
    if not sides:
        sides = [(place.left, place.top, place.right, place.bottom)]
    lefts, tops, rights, bottoms = zip(*sides, strict=True)
    left, top, width, height = min(lefts), min(tops), max(rights) - min(lefts), max(bottoms) - min(tops)
    frame = group._element.grpSpPr.get_or_add_xfrm()  # noqa: SLF001  python-pptx settles it for its own shapes only
    for tag, (first, second) in {
        "a:off": (("x", left), ("y", top)),
        "a:ext": (("cx", width), ("cy", height)),
        "a:chOff": (("x", left), ("y", top)),
        "a:chExt": (("cx", width), ("cy", height)),
    }.items():
        part = frame.find(qn(tag))
        if part is None:
            part = frame.makeelement(qn(tag), {})
            frame.append(part)
        for key, value in (first, second):
            part.set(key, str(int(value)))
