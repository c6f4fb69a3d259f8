"""Columns of figures at the right of rows: every mean with its median and its n, in reach of the eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sharedwealth import numbers
from sharedwealth.charts import theme
from sharedwealth.charts.figures import Figure

_BETWEEN = 12
_CORNER = 20  # the last step of the scale may reach so far behind the plot


@dataclass(frozen=True)
class Column:
    """A heading and a text for each row; texts may carry markup."""

    heading: str
    texts: Sequence[str]

    @property
    def width(self) -> float:
        return max(_width(line) for text in (self.heading, *self.texts) for line in text.split("<br>"))


def _width(line: str) -> float:
    """Arrows are as wide as a Chinese character in the fonts that both languages share."""
    words = theme.unmarked(line)
    return theme.text_width(words) + sum(words.count(arrow) for arrow in "▲▼") * theme.CAPTION * 0.42


def write(figure: Figure, at: Sequence[float], columns: Sequence[Column], unit: str) -> None:
    """Writes the columns right of the plot, aligned at their right, and makes room; the scale's unit stands below."""
    edge, written = 0.0, list(figure.written.get("annotations", []))
    for column in columns:
        edge += _BETWEEN + column.width
        place: theme.Place = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": round(edge)}
        head: theme.Place = {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2, "align": "right"}
        written += [theme.note(text, **place, y=row) for row, text in zip(at, column.texts, strict=True)]
        written.append(theme.note(column.heading, theme.QUIET, **place, **head))
    corner: theme.Place = {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": _CORNER,
        "y": 0,
        "yref": "paper",
    }
    written.append(theme.note(numbers.unit_word(unit), theme.QUIET, **corner, yanchor="top", yshift=-3))
    figure.update_layout(annotations=written, margin={"r": round(edge) + 6})


def legend(marks: Sequence[tuple[str, str, str]], *, lines: int = 1) -> dict[str, Any]:
    """A layout's title that says what the marks (colour, sign, words) are, from the figure's left edge on."""
    each = -(-len(marks) // lines)
    told = [f'<span style="color:{colour}">{sign}</span> {words}' for colour, sign, words in marks]
    rows = ["   ".join(told[at : at + each]) for at in range(0, len(told), each)]
    return {
        "text": "<br>".join(rows),
        "font": theme.font(theme.QUIET),
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 4 + 10 * (lines - 1), "l": 0},
    }


def broken(name: str, most: float = 92) -> str:
    """A row's name for a narrow screen, in two lines where one would leave the figure no room."""
    lines = theme.folded(name, most=most)
    return "<br>".join([*lines[:1], "".join(lines[1:])]) if len(lines) > 1 else name
