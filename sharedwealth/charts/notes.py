"""Direct labels beside marks, placed for a few widths of the container."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sharedwealth.charts import labels, theme

_LINE = 16
_FAR = 40  # pixels from which a thin line leads from the label to its mark


@dataclass(frozen=True)
class Note:
    """The label of the mark at x, y: its lines in full, and what is left of them where room is short.

    `x` is as the axis takes it, `across` the same as a number on the canvas; `axis` is the figure's x axis.
    """

    x: Any
    across: float
    y: float
    full: tuple[str, ...]
    brief: tuple[str, ...]
    axis: str = "x"
    lean: int = -1


@dataclass(frozen=True)
class _Arranged:
    """Annotations, the area they cover of what they should not, and how many stand far from their mark."""

    drawn: list[dict[str, Any]]
    covered: float
    far: int


def beside(
    notes: Sequence[Note], canvas: labels.Canvas, avoid: labels.Boxes, *, is_narrow: bool
) -> list[dict[str, Any]]:
    """The notes as annotations: in full where that covers no more and leads no farther than being brief would."""
    brief = _arranged([(note, note.brief) for note in notes], canvas, avoid)
    if is_narrow:
        return brief.drawn
    full = _arranged([(note, note.full) for note in notes], canvas, avoid)
    is_clear = full.covered <= brief.covered + 40 and full.far <= brief.far
    return full.drawn if is_clear else brief.drawn


def for_widths(arranged: Callable[[int], list[dict[str, Any]]], *more: dict[str, Any]) -> dict[str, Any]:
    """A layout's `annotations` for a wide container, and under `meta` those for the narrower ones."""
    narrower = [
        {"than": than, "layout": {"annotations": [*arranged(width), *more]}}
        for width, than in labels.UNDER.items()
    ]
    return {"annotations": [*arranged(labels.WIDE), *more], "meta": {"narrower": narrower}}


def _arranged(
    worded: Sequence[tuple[Note, tuple[str, ...]]], canvas: labels.Canvas, avoid: labels.Boxes
) -> _Arranged:
    wanted = [
        labels.Wanted(*canvas.at(note.across, note.y), *_size(lines), note.lean) for note, lines in worded
    ]
    places = labels.place(wanted, canvas.box, avoid)
    drawn = [_drawn(note, lines, place) for (note, lines), place in zip(worded, places, strict=True)]
    return _Arranged(
        drawn, sum(place.covered for place in places), sum(abs(place.dy) > _FAR for place in places)
    )


def _size(lines: tuple[str, ...]) -> tuple[float, float]:
    return max(theme.text_width(theme.unmarked(line)) for line in lines) + 6, _LINE * len(lines) + 2


def _drawn(note: Note, lines: tuple[str, ...], place: labels.Placed) -> dict[str, Any]:
    """Only a far label is an arrow's end: for an arrow, seen or not, the browser lays out the whole page once more.

    Near or far, the same entries in the same order, so that the difference between two months stays small and what it
    makes of the one is the other to the letter.
    """
    is_far = abs(place.dy) > _FAR
    across, down = round(place.dx, 1), round(place.dy, 1)
    return {
        "text": "<br>".join(lines),
        "x": note.x,
        "xref": note.axis,
        "y": note.y,
        "align": "left" if place.dx > 0 else "right",
        "xanchor": "center",
        "yanchor": "middle",
        "xshift": 0 if is_far else across,
        "yshift": 0 if is_far else -down,
        "showarrow": is_far,
        "ax": across if is_far else 0,
        "ay": down if is_far else 0,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": theme.EARLIER,
        "standoff": 7,
    }
