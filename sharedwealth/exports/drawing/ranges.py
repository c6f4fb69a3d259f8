"""A row for each area: its middle half as a bar, its median as a point, and the three figures in columns."""

from sharedwealth.briefings.scene import Chart, Role, Series
from sharedwealth.charts import theme
from sharedwealth.exports.drawing import fills, measures, references
from sharedwealth.exports.drawing.canvas import CARD, HAIRLINE, INK, QUIET, Canvas
from sharedwealth.exports.drawing.measures import Scale

_HIGHEST, _LOWEST = 19.0, 7.8
_ORDER: tuple[Role, ...] = ("q1", "median", "q3", "main", "second", "earlier", "target")
_HALF, _MARKED = theme.SEQUENTIAL[2], "#E9BFBC"


def height_for(chart: Chart, height: float) -> float:
    return min(height, len(chart.categories) * _HIGHEST + references.height(chart) + 24)


def draw(canvas: Canvas, chart: Chart) -> None:
    size = 8.5
    by_role: dict[str, Series] = {each.role: each for each in chart.series}
    listed = [by_role[role] for role in _ORDER if role in by_role]
    widths = [max(measures.widest(each.texts, size), measures.width(each.name, size)) + 10 for each in listed]
    names = min(measures.widest(chart.categories, size), canvas.width * 0.3)
    values = measures.told(value for each in chart.series for value in each.values)
    values += [line.value for line in chart.lines]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    scale = Scale(low, high if high > low else low + 1, names + 14, canvas.width - sum(widths) - 8)
    top = references.draw_above(canvas, chart, scale, 0.0)
    x = canvas.width - sum(widths)
    for each, width in zip(listed, widths, strict=True):
        x += width
        canvas.text(x, top + 7, each.name, size, QUIET, "end")
    top += 16
    step = min(_HIGHEST, max((canvas.height - top - 4) / max(len(chart.categories), 1), _LOWEST))
    bottom = top + step * len(chart.categories)
    for at, name in enumerate(chart.categories):
        y, type_size = top + step * (at + 0.5), min(size, step * 0.86)
        is_marked = fills.is_marked(chart, at)
        canvas.line(scale.start, y, scale.end, y, HAIRLINE, 0.5)
        canvas.text(names, y, measures.cut(name, type_size, names), type_size, INK, "end", bold=is_marked)
        _range(canvas, by_role, scale, at, y, step, is_marked=is_marked)
        x = canvas.width - sum(widths)
        for each, width in zip(listed, widths, strict=True):
            x += width
            told = each.values[at] is not None
            colour = QUIET if not told or each.role in ("q1", "q3") else INK
            canvas.text(
                x, y, each.texts[at], type_size, colour, "end", bold=is_marked and each.role == "median"
            )
    references.draw_lines(canvas, chart, scale, top, bottom)


def _range(
    canvas: Canvas,
    by_role: dict[str, Series],
    scale: Scale,
    at: int,
    y: float,
    step: float,
    *,
    is_marked: bool,
) -> None:
    def value(role: str) -> float | None:
        return by_role[role].values[at] if role in by_role else None

    q1, median, q3, mean = value("q1"), value("median"), value("q3"), value("main")
    if q1 is not None and q3 is not None:
        status = by_role["q1"].statuses[at]
        fill = fills.over(canvas, _MARKED if is_marked else _HALF, status)
        canvas.rect(scale.at(q1), y - step * 0.26, scale.at(q3) - scale.at(q1), step * 0.52, fill, data_at=float(at),
                    data_role="range")  # fmt: skip
    if median is not None:
        canvas.circle(scale.at(median), y, min(step * 0.24, 3.6), theme.ACCENT if is_marked else theme.MAIN,
                      data_role="median")  # fmt: skip
    if mean is not None:
        x, r = scale.at(mean), min(step * 0.22, 3.2)
        canvas.shape("path", d=f"M{x:.2f} {y - r:.2f}l{r:.2f} {r:.2f}l{-r:.2f} {r:.2f}l{-r:.2f} {-r:.2f}z", fill=CARD,
                    stroke=INK, stroke_width=0.9)  # fmt: skip
    if q1 is None and median is None and by_role:
        status = next(iter(by_role.values())).statuses[at]
        fills.missing(canvas, status, scale.start, y - step * 0.26, 26, step * 0.52)
