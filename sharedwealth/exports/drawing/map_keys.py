"""The key beside a map: its classes with their colours, what has no figure, circles as large as two of the figures."""

from sharedwealth.briefings.scene import Legend, Map
from sharedwealth.charts import palettes, theme
from sharedwealth.exports.drawing import fills, measures
from sharedwealth.exports.drawing.canvas import CARD, INK, QUIET, Canvas

CIRCLE = str(palettes.palette("circles", 1)["light"]["circle"])
_SIZE, _STEP = 8.0, 13.5
_SWATCH = 16.0
_MOST = 128.0


def _count(entry: Legend) -> str:
    return "" if entry.count is None else f"{entry.count:,}"


def width(drawn: Map) -> float:
    words = [f"{entry.label}  {_count(entry)}" for entry in drawn.legend]
    return min(max(measures.widest(words, _SIZE) + _SWATCH + 8, 70), _MOST)


def height(drawn: Map) -> float:
    """About as high as the key gets."""
    heading = wrapped(drawn.measure, _MOST)
    return 30 + 11.0 * len(heading) + _STEP * len(drawn.legend) + 9.5 * len(wrapped(drawn.method, _MOST, 7)) + (
        60 if drawn.is_circles else 0
    )


def draw(canvas: Canvas, drawn: Map, left: float, largest: float) -> None:
    y = 8.0
    for line in wrapped(drawn.measure, canvas.width - left):
        canvas.text(left, y, line, _SIZE, INK, bold=True)
        y += 11
    y += 5
    if drawn.is_circles:
        y = _sizes(canvas, drawn, left, y, largest)
    for entry in drawn.legend:
        if entry.kind == "circle":
            continue
        fill = _fill(canvas, drawn, entry)
        canvas.rect(left, y - 4.5, 11, 9, fill, stroke=theme.HATCH, stroke_width=0.5)
        count = _count(entry)
        room = canvas.width - left - _SWATCH - measures.width(count, _SIZE) - 6
        canvas.text(left + _SWATCH, y, measures.cut(entry.label, _SIZE, room), _SIZE, INK)
        canvas.text(canvas.width, y, count, _SIZE, QUIET, "end")
        y += _STEP
    y += 2
    for line in wrapped(drawn.method, canvas.width - left, 7):
        canvas.text(left, y, line, 7, QUIET)
        y += 9.5


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
