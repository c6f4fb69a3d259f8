"""A map's legend: a square with its words for each class and each state, circles for totals."""

from sharedwealth.briefings.scene import Legend, Map, Status
from sharedwealth.charts import theme
from sharedwealth.exports.pptx import map_shapes
from sharedwealth.exports.pptx.map_shapes import Writer
from sharedwealth.exports.pptx.pen import LINE, Box, Pen, width_of
from sharedwealth.text import t

_SIZE = 14
_STATES: dict[str, Status] = {
    "no_data": "no_data",
    "suppressed": "suppressed",
    "carried": "carried",
    "unverified": "unverified",
}


def wide(pen: Pen, map_: Map) -> float:
    """Points that the legend takes."""
    del pen
    return max([24 + width_of(text, _SIZE) for text, _ in _entries(map_)] + [70.0])


def draw(writer: Writer, pen: Pen, place: Box, map_: Map) -> None:
    """From the foot of the place upwards, in the order that the map has."""
    entries = _entries(map_)
    step = pen.emu(_SIZE * LINE + 6)
    top = place.bottom - step * len(entries)
    side = pen.emu(_SIZE)
    for at, (text, entry) in enumerate(entries):
        y = top + at * step
        square = Box(place.left, y + (step - side) // 2, side, side)
        name = t("Legend: {entry}").format(entry=text)
        if entry is None:
            writer.pin((square.left + side // 2, square.bottom), name)
        elif entry.kind == "circle":
            writer.circle(
                (square.left + side // 2, square.top + side // 2),
                side / 2,
                name,
                "",
                map_shapes.solid(_circle(map_)),
            )
        else:
            writer.square(square, name, _fill(entry, map_))
        words = Box(place.left + pen.emu(_SIZE + 8), y, pen.emu(width_of(text, _SIZE) + 2), step)
        writer.label(words, f"{name} ·", [(text, _SIZE, False)], theme.INK, align="l")


def _entries(map_: Map) -> list[tuple[str, Legend | None]]:
    """Classes that are on the map, states, one circle for the largest total, a pin where there are any."""
    found: list[tuple[str, Legend | None]] = []
    has_circle = False
    for entry in map_.legend:
        if entry.kind == "class" and map_.is_circles:
            continue
        if entry.kind == "circle":
            if has_circle:
                continue
            has_circle = True
            found.append((t("As large as the figure"), entry))
            continue
        counted = entry.kind in _STATES and entry.count is not None
        found.append((f"{entry.label} ({entry.count})" if counted else entry.label, entry))
    if map_.pins:
        found.append((t("Blank places ({count})").format(count=len(map_.pins)), None))
    return found


def _fill(entry: Legend, map_: Map) -> str:
    if entry.kind in _STATES:
        middle = map_.colours[len(map_.colours) // 3] if map_.colours else map_shapes.LAND
        return map_shapes.fill_of(_STATES[entry.kind], middle)
    is_in = 0 <= entry.index < len(map_.colours)
    return map_shapes.solid(map_.colours[entry.index] if is_in else map_shapes.LAND)


def _circle(map_: Map) -> str:
    return map_.colours[0] if map_.colours else map_shapes.CIRCLE
