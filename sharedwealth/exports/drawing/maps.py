"""A map: areas shaded by class or with a circle each, the marked ones outlined, pins, names and the key beside it."""

from math import sqrt
from pathlib import Path

from sharedwealth.briefings.scene import AreaRow, Map
from sharedwealth.charts import palettes, theme
from sharedwealth.exports.drawing import fills, map_keys, map_labels, measures, shapes
from sharedwealth.exports.drawing.canvas import CARD, INK, Canvas
from sharedwealth.exports.drawing.map_labels import Label, Wanted
from sharedwealth.exports.drawing.shapes import Box, Ground

_GROUNDS = palettes.palette("plain", 1)["light"]
LAND, BORDER, OUTLINE = (str(_GROUNDS[name]) for name in ("land", "border", "outline"))
_NAMED = 30
"""With more pins than that, their names would hide the map."""

_NAMES = 8.5, 6.0
"""The largest and the smallest type of a name."""


def height_for(drawn: Map, boundaries: Path, width: float, height: float) -> float:
    """As high as the map's shape needs at this width, and the key beside it; at most `height`."""
    across, down = shapes.size(drawn, boundaries)
    key = map_keys.height(drawn, width)
    if map_keys.is_under(width):
        return min(height, width * down / across + 4 + key)
    room = width - map_keys.width(drawn) - 10
    return min(height, max(room * down / across + 4, key))


def draw(canvas: Canvas, drawn: Map, boundaries: Path) -> None:
    right, bottom = canvas.width - map_keys.width(drawn) - 10, canvas.height
    if map_keys.is_under(canvas.width):
        right, bottom = canvas.width, canvas.height - map_keys.height(drawn, canvas.width)
    sheet: Box = (2, 2, right - 2, bottom - 2)
    ground = shapes.ground(drawn, boundaries, sheet)
    rows = {row.code: row for row in drawn.rows}
    for area in ground.plain:
        canvas.shape("path", d=area.path, fill=LAND, stroke=BORDER, stroke_width=0.5, stroke_linejoin="round")
    for code, area in ground.areas.items():
        canvas.shape("path", d=area.path, fill=_fill(canvas, drawn, rows[code]), stroke=BORDER, stroke_width=0.5,
                    stroke_linejoin="round", data_code=code)  # fmt: skip
    for path in ground.above:
        canvas.shape("path", d=path, fill="none", stroke=OUTLINE, stroke_width=0.9, stroke_linejoin="round")
    for code in drawn.marked:
        if code in ground.areas:
            canvas.shape("path", d=ground.areas[code].path, fill="none", stroke=theme.ACCENT, stroke_width=1.8,
                        stroke_linejoin="round", data_marked=code)  # fmt: skip
    circles = _circles(canvas, drawn, ground)
    taken = _pins(canvas, drawn, ground, sheet)
    wanted = [
        Wanted(
            area,
            rows[code].name,
            rows[code].text,
            code in drawn.marked,
            _is_dark(drawn, rows[code]),
            circles.get(code, 0.0),
        )
        for code, area in ground.areas.items()
    ]
    for label in map_labels.place(wanted, sheet, taken, _NAMES, ground.plain):
        _write(canvas, label, rows[label.code], drawn)
    map_keys.draw(canvas, drawn, _largest(canvas))


def _fill(canvas: Canvas, drawn: Map, row: AreaRow) -> str:
    if row.value is None:
        return fills.nothing(canvas, row.status)
    colour = _colour(drawn, row)
    return colour if colour == LAND else fills.over(canvas, colour, row.status)


def _colour(drawn: Map, row: AreaRow) -> str:
    """The area's class, or plain land where it has none."""
    is_classed = row.value is not None and not drawn.is_circles and 0 <= row.class_index < len(drawn.colours)
    return drawn.colours[row.class_index] if is_classed else LAND


def _largest(canvas: Canvas) -> float:
    """The radius of the largest circle."""
    return min(canvas.width / 13, canvas.height / 13, map_keys.LARGEST)


def radius(value: float, greatest: float, largest: float) -> float:
    """Of a circle whose area is as large as the value; never too small to be seen."""
    return max(sqrt(max(value, 0) / greatest) * largest, 0.8) if greatest > 0 else 0.8


def _circles(canvas: Canvas, drawn: Map, ground: Ground) -> dict[str, float]:
    if not drawn.is_circles:
        return {}
    told = [row for row in drawn.rows if row.value is not None and row.code in ground.areas]
    greatest = max((row.value or 0.0 for row in told), default=0.0)
    largest = _largest(canvas)
    drawn_circles = {row.code: radius(row.value or 0.0, greatest, largest) for row in told}
    for row in sorted(told, key=lambda each: -(each.value or 0.0)):
        area, r = ground.areas[row.code], drawn_circles[row.code]
        colour = theme.ACCENT if row.code in drawn.marked else map_keys.CIRCLE
        canvas.circle(area.x, area.y, r, fills.over(canvas, colour, row.status), fill_opacity=0.85, stroke=CARD,
                      stroke_width=0.5, data_circle=row.code)  # fmt: skip
    return drawn_circles


def _pins(canvas: Canvas, drawn: Map, ground: Ground, sheet: Box) -> list[Box]:
    """Draws a point for each pin, with its name where there are few and there is room; returns what they cover."""
    points = {pin.code: ground.at(pin.x, pin.y) for pin in drawn.pins}
    taken: list[Box] = [(x - 3, y - 3, x + 3, y + 3) for x, y in points.values()]
    names: list[tuple[float, float, str]] = []
    for pin in drawn.pins if len(drawn.pins) <= _NAMED else ():
        x, y = points[pin.code]
        room = measures.width(pin.name, 7) + 2
        for left in (x + 4, x - 4 - room):
            box = (left, y - 4.2, left + room, y + 4.2)
            if (
                sheet[0] <= left
                and box[2] <= sheet[2]
                and not any(map_labels.overlap(box, each) for each in taken)
            ):
                taken.append(box)
                names.append((left + 1, y, pin.name))
                break
    for x, y in points.values():
        canvas.circle(x, y, 2.2, theme.ACCENT, stroke=CARD, stroke_width=0.7, data_pin="1")
    for left, y, name in names:
        canvas.text(left, y, name, 7, theme.ACCENT, halo=CARD)
    return taken


def _is_dark(drawn: Map, row: AreaRow) -> bool:
    colour = _colour(drawn, row)
    return colour != LAND and fills.lightness(colour) < fills.DARKEST_UNDER_LINES


def _write(canvas: Canvas, label: Label, row: AreaRow, drawn: Map) -> None:
    under = _colour(drawn, row)
    colour = CARD if label.is_on_dark else INK
    halo = under if label.is_on_dark else CARD
    if label.is_in_circle:
        colour, halo = (CARD, theme.ACCENT) if row.code in drawn.marked else (INK, "")
    step = label.size * map_labels.LINE
    y = label.y - step * (len(label.lines) - 1) / 2
    for at, line in enumerate(label.lines):
        canvas.text(
            label.x,
            y + at * step,
            line,
            label.size,
            colour,
            "middle",
            bold=row.code in drawn.marked,
            halo=halo,
        )
