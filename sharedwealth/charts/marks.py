"""What a figure's marks mean, written over it: each word beside its own mark, in as many lines as there is room for."""

from collections.abc import Sequence

from sharedwealth.charts import labels, theme
from sharedwealth.charts.figures import Figure

Mark = tuple[str, str, str]
"""Colour, sign and word."""

LINE = 17
_BETWEEN = "\N{NO-BREAK SPACE}" * 3


def explain(figure: Figure, marks: Sequence[Mark], *, room: float = labels.MIDDLE) -> None:
    """Writes the words over the figure and makes its top margin as high as their lines.

    `room` is the width that a figure on a wide page has for them; a narrow one gets more lines.
    """
    wide, narrow = _lines(marks, room), _lines(marks, labels.NARROW - _names(figure))
    meta = dict(figure.written.get("meta", {}))
    narrower = [dict(each) for each in meta.get("narrower", ())]
    patch = {"annotations": [_note(narrow)], "margin": {"t": _height(narrow)}}
    for each in narrower:
        each["layout"] = {**each["layout"], **patch}
    if not narrower:
        narrower = [{"than": labels.UNDER[labels.NARROW], "layout": patch}]
    figure.add_annotation(_note(wide))
    figure.update_layout(margin={"t": _height(wide)}, meta={**meta, "narrower": narrower})


def _names(figure: Figure) -> float:
    """The width that the rows' names take from the words over them; 0 where the rows have none."""
    texts = figure.layout["yaxis"]["ticktext"] if figure.layout.yaxis.showgrid is False else None
    return min(max(map(theme.text_width, texts or [""])), labels.NARROW / 2)


def _height(lines: Sequence[str]) -> int:
    return LINE * len(lines) + 17


def _lines(marks: Sequence[Mark], room: float) -> list[str]:
    lines: list[list[Mark]] = [[]]
    for mark in marks:
        here = [*lines[-1], mark]
        width = theme.text_width(_BETWEEN.join(f"{sign} {word}" for _, sign, word in here))
        if lines[-1] and width > room:
            lines.append([mark])
        else:
            lines[-1] = here
    return [_BETWEEN.join(map(_written, line)) for line in lines]


def _written(mark: Mark) -> str:
    colour, sign, word = mark
    unbroken = theme.safe(word).replace(" ", "\N{NO-BREAK SPACE}")
    return f'<span style="color:{colour}">{sign}</span> {unbroken}'


def _note(lines: Sequence[str]) -> dict[str, object]:
    place: theme.Place = {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 10,
        "align": "left",
    }
    return theme.note("<br>".join(lines), **place)
