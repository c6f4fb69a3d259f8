"""Lines over months, each named with its last figure at its end."""

from itertools import pairwise

from sharedwealth import numbers
from sharedwealth.briefings.scene import Chart, Series
from sharedwealth.charts import labels
from sharedwealth.exports.drawing import bars, fills, measures, references
from sharedwealth.exports.drawing.canvas import CARD, INK, QUIET, Canvas
from sharedwealth.exports.drawing.measures import Scale

_SIZE = 8.5
_DASHES = {"target": "4 3", "q1": "2 2", "q3": "2 2"}
_TOP, _BOTTOM = 12.0, 16.0


def draw(canvas: Canvas, chart: Chart) -> None:
    values = measures.told(value for each in chart.series for value in each.values)
    values += [line.value for line in chart.lines]
    if not values:
        values = [0.0, 1.0]
    low = 0.0 if min(values) >= 0 and min(values) < 0.6 * max(values) else min(values)
    steps = measures.ticks(low, max(values))
    written = [numbers.bare(step, chart.unit) for step in steps]
    ends = _written_ends(chart)
    left = measures.widest(written, _SIZE) + 6
    room = min(measures.widest(ends.values(), _SIZE) + 10, canvas.width * 0.36)
    top = _TOP + (14 if chart.value_title else 0)
    if chart.value_title:
        canvas.text(0, 6, chart.value_title, _SIZE, QUIET)
    across = Scale(0, max(len(chart.categories) - 1, 1), left + 4, canvas.width - room)
    up = Scale(steps[0], steps[-1], canvas.height - _BOTTOM, top)
    bars.grid(canvas, up, steps, left, across.end)
    for step, words in zip(steps, written, strict=True):
        canvas.text(left - 5, up.at(step), words, _SIZE, QUIET, "end")
    curves = [
        [(across.at(at), up.at(value)) for at, value in enumerate(each.values) if value is not None]
        for each in chart.series
    ]
    references.draw_level(canvas, chart, up, left, across.end, curves)
    for each in sorted(chart.series, key=lambda each: each.role == "main"):
        _line(canvas, each, across, up)
    _ends(canvas, chart, ends, across, up)
    _months(canvas, chart, across, canvas.height - _BOTTOM)


def _line(canvas: Canvas, each: Series, across: Scale, up: Scale) -> None:
    points = [(at, value) for at, value in enumerate(each.values) if value is not None]
    path = ""
    last = -2
    for at, value in points:
        path += f"{'L' if at == last + 1 else 'M'}{across.at(at):.2f} {up.at(value):.2f}"
        last = at
    if not points:
        return
    width = 2.0 if each.role in ("main", "median") else 1.4
    canvas.shape("path", d=path, fill="none", stroke=fills.ROLES[each.role], stroke_width=width,
                stroke_linejoin="round", stroke_dasharray=_DASHES.get(each.role), data_role=each.role)  # fmt: skip
    alone = {at for at, _ in points} - {at for pair in pairwise(points) if pair[1][0] - pair[0][0] == 1
                                        for at, _ in pair}  # fmt: skip
    for at, value in points:
        is_open = each.statuses[at] in ("carried", "unverified")
        if is_open or at in alone or at == points[-1][0]:
            colour = fills.ROLES[each.role]
            canvas.circle(across.at(at), up.at(value), 2.2, CARD if is_open else colour, stroke=colour,
                          stroke_width=1.0)  # fmt: skip


def _written_ends(chart: Chart) -> dict[int, str]:
    """What stands at the end of each line; a single one is named by the chart's title."""
    is_named = len(chart.series) > 1 or not chart.value_title
    return {
        index: f"{each.name if is_named else ''} {_last(each)[1]}".strip()
        for index, each in enumerate(chart.series)
    }


def _last(each: Series) -> tuple[int, str]:
    """Where the line ends, and the figure there."""
    return next(
        ((at, each.texts[at]) for at in range(len(each.values) - 1, -1, -1) if each.values[at] is not None),
        (len(each.values) - 1, each.texts[-1] if each.texts else ""),
    )


def _ends(canvas: Canvas, chart: Chart, ends: dict[int, str], across: Scale, up: Scale) -> None:
    wanted = []
    for each in chart.series:
        value = each.values[_last(each)[0]] if each.values else None
        wanted.append(up.at(value) if value is not None else up.start)
    ys = labels.apart(wanted, _SIZE * 1.35, min(up.end, up.start), max(up.end, up.start))
    for (index, words), y in zip(ends.items(), ys, strict=True):
        each = chart.series[index]
        colour = INK if each.role == "target" else fills.ROLES[each.role]
        room = canvas.width - across.end - 7
        canvas.text(
            across.end + 7, y, measures.cut(words, _SIZE, room), _SIZE, colour, bold=each.role == "main"
        )


def _months(canvas: Canvas, chart: Chart, across: Scale, bottom: float) -> None:
    room = measures.widest(chart.categories, _SIZE) + 10
    most = int((across.end - across.start) / room) + 1
    for at in measures.thinned(len(chart.categories), most):
        canvas.line(across.at(at), bottom, across.at(at), bottom + 3, QUIET, 0.6)
        canvas.text(across.at(at), bottom + 10, chart.categories[at], _SIZE, QUIET, "middle")
