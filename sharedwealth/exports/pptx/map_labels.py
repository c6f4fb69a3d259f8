"""Names and figures on a map, where there is room for them: pins, those to be seen first, then the roomiest."""

from sharedwealth.briefings.scene import AreaRow, Map, Pin
from sharedwealth.charts import theme
from sharedwealth.exports.outlines import Outline
from sharedwealth.exports.pptx import map_shapes
from sharedwealth.exports.pptx.map_shapes import View, Writer
from sharedwealth.exports.pptx.pen import LINE, SMALLEST, Box, Pen, width_of

MOST_PINS_NAMED = 24
_SIZES = (18, 16, 14, 12)
_MOST = 0.85
"""The part of all areas that a size has to fit into, to be taken for all."""


_OVER = 1.45
"""How far a label on a ground of its own may reach over its area's borders."""


class Labels:
    """Places on one map, each taken once."""

    def __init__(self, writer: Writer, pen: Pen, view: View, map_: Map, bounds: Box) -> None:
        self._writer, self._pen, self._view, self._map = writer, pen, view, map_
        self._taken: list[Box] = []
        self._bounds = bounds

    def keep_free(self, centre: tuple[int, int], radius: float) -> None:
        """Nothing is written here: a circle or a pin stands in it."""
        side = round(2 * radius)
        self._taken.append(Box(round(centre[0] - radius), round(centre[1] - radius), side, side))

    def pins(self, unit: float) -> None:
        """The pins' names at their side, on a ground of their own; all of them or, of many, none."""
        if len(self._map.pins) > MOST_PINS_NAMED:
            return
        points = [self._view.at(pin.x / unit, pin.y / unit) for pin in self._map.pins]
        for x, y in points:
            self.keep_free((x, y - self._pen.emu(7)), self._pen.emu(5))
        for pin, point in zip(self._map.pins, points, strict=True):
            self._pin(pin, point)

    def _pin(self, pin: Pin, point: tuple[int, int]) -> None:
        pen = self._pen
        wide, high = pen.emu(width_of(pin.name, SMALLEST) * 1.06 + 2), pen.emu(SMALLEST * LINE)
        gap, up = pen.emu(7), pen.emu(8)
        right = Box(point[0] + gap, point[1] - up - high // 2, wide, high)
        left = Box(point[0] - gap - wide, right.top, wide, high)
        under = Box(point[0] - wide // 2, point[1] + pen.emu(1), wide, high)
        place = next((each for each in (right, left, under) if self._is_free(each)), None)
        if place is None:
            return  # the pin itself has the name, and the list of the slide's objects
        self._taken.append(place)
        self._writer.label(
            place, f"{pin.name} {pin.code} ·", [(pin.name, SMALLEST, True)], theme.ACCENT, theme.CARD
        )

    def areas(self, areas: dict[str, Outline], circles: dict[str, float]) -> None:
        """One label an area: its name, its figure or its state under it. No two lie over one another."""
        rows = [row for row in self._map.rows if row.code in areas]
        size = next((each for each in _SIZES if self._share(rows, areas, each) >= _MOST), SMALLEST)
        marked = self._map.marked
        for row in sorted(rows, key=lambda row: (row.code not in marked, -areas[row.code].room)):
            outline = areas[row.code]
            self._area(row, outline, size, circles.get(row.code, 0.0), is_marked=row.code in marked)

    def _area(self, row: AreaRow, outline: Outline, size: float, radius: float, *, is_marked: bool) -> None:
        """Name and figure where they fit, else the figure alone; of a marked area both in any case."""
        for lines in (_lines(row), _lines(row)[1:]):
            place = self._place(lines, outline, size, radius)
            fits = self._fits(lines, outline, size)
            may_reach_over = fits or self._fits(lines, outline, size, _OVER)
            if not is_marked and not (may_reach_over and self._is_free(place)):
                continue
            self._taken.append(place)
            colour, ground = self._ink(row, fits=fits)
            written = [(text, float(size), at == len(lines) - 1) for at, text in enumerate(lines)]
            self._writer.label(place, f"{row.name} {row.code} ·", written, colour, ground)
            return

    def _share(self, rows: list[AreaRow], areas: dict[str, Outline], size: float) -> float:
        fitting = sum(self._fits(_lines(row), areas[row.code], size) for row in rows)
        return fitting / max(1, len(rows))

    def _fits(self, lines: list[str], outline: Outline, size: float, over: float = 1.0) -> bool:
        """Whether the label lies in the area, or nearly: its letters do not fill its corners."""
        room = self._pen.points(round(outline.room * self._view.emu))
        wide = max(width_of(text, size) for text in lines)
        high = len(lines) * size * LINE
        return wide / 2 <= room * 1.3 * over and high / 2 <= room * 1.1 * over

    def _place(self, lines: list[str], outline: Outline, size: float, radius: float) -> Box:
        """In the middle of the area; under its circle where it has one."""
        wide = self._pen.emu(max(width_of(text, size) for text in lines) * 1.08 + 4)
        high = self._pen.emu(len(lines) * size * LINE)
        x, y = self._view.at(*outline.at)
        top = y + round(radius) if radius else y - high // 2
        return Box(x - wide // 2, top, wide, high)

    def _ink(self, row: AreaRow, *, fits: bool) -> tuple[str, str]:
        """Colour of the letters, and of a ground under them where they would lie over more than one colour."""
        if not fits or row.status in {"no_data", "suppressed"}:
            return theme.INK, theme.CARD
        if self._map.is_circles or not 0 <= row.class_index < len(self._map.colours):
            return theme.INK, ""
        return ("#FFFFFF" if map_shapes.is_dark(self._map.colours[row.class_index]) else theme.INK), ""

    def _is_free(self, place: Box) -> bool:
        within = self._bounds.left <= place.left and place.right <= self._bounds.right
        return within and not any(
            place.left < other.right
            and other.left < place.right
            and place.top < other.bottom
            and other.top < place.bottom
            for other in self._taken
        )


def _lines(row: AreaRow) -> list[str]:
    """Its figure's standing is in the hatch, which the legend explains."""
    return [row.name, map_shapes.told(row) if row.value is None else row.text]
