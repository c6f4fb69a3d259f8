"""The key beside a map: its classes with their colours, what has no figure, circles as large as two of the figures."""

from sharedwealth.briefings.scene import Legend, Map
from sharedwealth.charts import palettes, theme
from sharedwealth.exports.drawing import fills, measures
from sharedwealth.exports.drawing.canvas import CARD, INK, QUIET, Canvas

CIRCLE = str(palettes.palette("circles", 1)["light"]["circle"])
_SIZE, _STEP = 8.0, 13.5
_SWATCH = 16.0
_MOST = 168.0
NARROW = 320.0
LARGEST = 30.0
"""The radius of a circle at most."""


def _count(entry: Legend) -> str:
    return "" if entry.count is None else f"{entry.count:,}"


def width(drawn: Map) -> float:
    words = [f"{entry.label}  {_count(entry)}" for entry in drawn.legend]
    sizes = measures.widest((entry.label for entry in sizes_of(drawn)), _SIZE) + 2 * LARGEST + 8
    return min(max(measures.widest(words, _SIZE) + _SWATCH + 8, sizes if drawn.is_circles else 70), _MOST)


def is_under(canvas_width: float) -> bool:
    """On a narrow sheet the key lies under the map."""
    return canvas_width < NARROW


def height(drawn: Map, across: float) -> float:
    """About as high as the key gets, on a sheet of this width."""
    sizes = len(sizes_of(drawn))
    if is_under(across):
        classes, states = _split(drawn)
        rows = -(-len(classes) // _columns(classes, across)) + len(states)
        return _STEP * (rows + (1 if sizes else 0)) + 11 * len(wrapped(drawn.method, across, 7)) + 8
    words = 11.0 * len(wrapped(drawn.measure, _MOST)) + 9.5 * len(wrapped(drawn.method, _MOST, 7))
    return 30 + words + _STEP * len(_entries(drawn)) + 22 * sizes


def _entries(drawn: Map) -> list[Legend]:
    return [entry for entry in drawn.legend if entry.kind != "circle"]


def _split(drawn: Map) -> tuple[list[Legend], list[Legend]]:
    """Classes, which are short and stand in columns; states, each on a line of its own."""
    entries = _entries(drawn)
    return [each for each in entries if each.index >= 0], [each for each in entries if each.index < 0]


def _columns(entries: list[Legend], across: float) -> int:
    words = [f"{entry.label}  {_count(entry)}" for entry in entries]
    return max(1, int(across / (measures.widest(words, _SIZE) + _SWATCH + 10)))


def draw(canvas: Canvas, drawn: Map, largest: float) -> None:
    if is_under(canvas.width):
        _draw_under(canvas, drawn, largest)
        return
    left = canvas.width - width(drawn)
    y = 8.0
    for line in wrapped(drawn.measure, canvas.width - left):
        canvas.text(left, y, line, _SIZE, INK, bold=True)
        y += 11
    y += 5
    if drawn.is_circles:
        y = _sizes(canvas, drawn, left, y, largest)
    for entry in _entries(drawn):
        _entry(canvas, drawn, entry, left, y, canvas.width)
        y += _STEP
    y += 2
    for line in wrapped(drawn.method, canvas.width - left, 7):
        canvas.text(left, y, line, 7, QUIET)
        y += 9.5


def _draw_under(canvas: Canvas, drawn: Map, largest: float) -> None:
    y = canvas.height - height(drawn, canvas.width) + _STEP / 2
    if drawn.is_circles:
        x = 0.0
        for entry in sizes_of(drawn):
            r = max(entry.index / 1000 * largest, 0.8)
            canvas.circle(x + r, y, r, CIRCLE, fill_opacity=0.85, stroke=CARD, stroke_width=0.5)
            canvas.text(x + 2 * r + 4, y, entry.label, _SIZE, INK)
            x += 2 * r + 16 + measures.width(entry.label, _SIZE)
        y += _STEP
    classes, states = _split(drawn)
    columns = _columns(classes, canvas.width)
    rows = -(-len(classes) // columns)
    step = canvas.width / columns
    for at, entry in enumerate(classes):
        left = at // rows * step
        _entry(canvas, drawn, entry, left, y + at % rows * _STEP, left + step - 10)
    y += rows * _STEP
    for entry in states:
        _entry(canvas, drawn, entry, 0, y, step - 10 if columns == 1 else 2 * step - 10)
        y += _STEP
    for line in wrapped(drawn.method, canvas.width, 7):
        canvas.text(0, y, line, 7, QUIET)
        y += 9.5


def _entry(canvas: Canvas, drawn: Map, entry: Legend, left: float, y: float, right: float) -> None:
    canvas.rect(left, y - 4.5, 11, 9, _fill(canvas, drawn, entry), stroke=theme.HATCH, stroke_width=0.5)
    count = _count(entry)
    room = right - left - _SWATCH - measures.width(count, _SIZE) - 4
    canvas.text(left + _SWATCH, y, measures.cut(entry.label, _SIZE, room), _SIZE, INK)
    canvas.text(right, y, count, _SIZE, QUIET, "end")


def wrapped(words: str, most: float, size: float = _SIZE) -> list[str]:
    """Lines of at most so many points: between words in English, anywhere in Chinese."""
    return [theme.unmarked(line) for line in theme.folded(words, int(size), most)] if words else []


def _fill(canvas: Canvas, drawn: Map, entry: Legend) -> str:
    if 0 <= entry.index < len(drawn.colours):
        return drawn.colours[entry.index]
    ground = theme.SEQUENTIAL[2] if not drawn.is_circles else CIRCLE
    if entry.kind == "carried":
        return canvas.pattern("hatch", ground, fills.on(ground))
    if entry.kind == "unverified":
        return canvas.pattern("hatch_back", ground, fills.on(ground))
    return fills.nothing(canvas, "suppressed" if entry.kind == "suppressed" else "no_data")


def _sizes(canvas: Canvas, drawn: Map, left: float, y: float, largest: float) -> float:
    """The sizes of circles, each with what it stands for; returns where the rest begins."""
    for entry in sizes_of(drawn):
        r = max(entry.index / 1000 * largest, 0.8)
        half = max(r, _SIZE / 2)
        canvas.circle(left + largest, y + half, r, CIRCLE, fill_opacity=0.85, stroke=CARD, stroke_width=0.5)
        canvas.text(left + 2 * largest + 6, y + half, entry.label, _SIZE, INK)
        y += 2 * half + 4
    return y + 8


def sizes_of(drawn: Map) -> list[Legend]:
    """The entries that are sizes of circles: `index` is the radius in thousandths of the largest."""
    return [entry for entry in drawn.legend if entry.kind == "circle"]
