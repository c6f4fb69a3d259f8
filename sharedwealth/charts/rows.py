"""Figures whose rows are areas or types: names, room for what is written, hatches where nothing is known."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.choices import STATUSES, word

ROW = 26
_KIND = re.compile(
    r" (She Autonomous County|She Ethnic Township|Autonomous County|Subdistrict|Township|Town|District|County|City)$"
)
_LONGEST_NAME = 22  # letters of a name on a narrow screen
_STUB = 0.06  # how much of the scale the hatched bar of a row without data takes


def ordered(frame: pd.DataFrame, by: str, then: str) -> pd.DataFrame:
    """The highest first, equal ones by code, those without a value last; the index is the figure's row."""
    return frame.sort_values([by, then], ascending=[False, True], na_position="last").reset_index(drop=True)


def layout(
    figure: Figure,
    names: Sequence[str],
    scale: tuple[float, float],
    ends: Sequence[str],
    *,
    row: int,
    head: int,
) -> None:
    """Rows from the top with these names, a hidden scale, and room for the texts at the rows' right ends."""
    short = briefs(names)
    room = max((theme.text_width(theme.unmarked(end)) for end in ends), default=0)
    figure.update_layout(
        height=len(names) * row + head + 8,
        xaxis={"range": list(scale), "visible": False},
        yaxis={
            "range": [len(names) - 0.5, -0.5],
            "tickvals": list(range(len(names))),
            "ticktext": list(names),
            "showgrid": False,
            "tickfont": theme.font(theme.INK),
            "ticklabelstandoff": 6,
        },
        margin={"t": head + 2, "b": 6, "l": 0, "r": round(room) + 16},
        meta={"narrower": [{"than": 480, "layout": {"yaxis": {"ticktext": short}}}]},
    )


def names(rows: pd.DataFrame) -> list[str]:
    """The areas' names, safe, each behind its rank where the frame has a column `rank`."""
    ranks = rows["rank"] if "rank" in rows else [None] * len(rows)
    return [
        (f"{numbers.plain(float(rank))}  " if hover.is_known(rank) else "") + theme.safe(str(name))
        for rank, name in zip(ranks, rows["area_name"], strict=True)
    ]


def brief(name: str, most: int = _LONGEST_NAME) -> str:
    """The name in at most so many letters, for a narrow screen; an English one first loses the kind of its place."""
    if len(name) > most:
        name = _KIND.sub("", name)
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def without_kind(name: str) -> str:
    """An English name without the kind of its place, under a heading that says the kind."""
    return _KIND.sub("", name)


def briefs(names: Sequence[str], most: int = _LONGEST_NAME) -> list[str]:
    """The names in at most so many letters; where one must lose the kind of its place all do, to be alike."""
    if any(len(name) > most for name in names):
        names = [_KIND.sub("", name) for name in names]
    return [brief(name, most) for name in names]


def add_unknown(figure: Figure, unknown: pd.DataFrame, top: float, code: str) -> list[str]:
    """A short hatched bar with its reason for each row without a value; the reasons come back.

    `code` is the column that a picked row gives back.
    """
    if unknown.empty:
        return []
    reasons = [word(STATUSES, str(status)) for status in unknown["status"]]
    patterns = [theme.SUPPRESSED if status == "suppressed" else theme.NO_DATA for status in unknown["status"]]
    figure.add_bar(
        x=[top * _STUB] * len(unknown),
        y=unknown.index.tolist(),
        orientation="h",
        marker={
            "color": theme.CARD,
            "line": {"color": theme.HATCH, "width": 1},
            "pattern": _pattern(patterns),
        },
        text=reasons,
        textposition="outside",
        textfont=theme.font(theme.QUIET),
        textangle=0,
        cliponaxis=False,
        customdata=unknown[code].tolist(),
        hovertext=[hover.of_answer(row) for row in unknown.to_dict("records")],
        hoverinfo="text",
        name="unknown",
    )
    return reasons


def _pattern(patterns: Sequence[Any]) -> dict[str, Any]:
    return {
        "shape": [pattern["shape"] for pattern in patterns],
        "solidity": [pattern["solidity"] for pattern in patterns],
        "fgcolor": theme.HATCH,
        "bgcolor": theme.CARD,
        "size": 6,
    }


def strokes(
    lows: Iterable[float], highs: Iterable[float], at: Iterable[float]
) -> dict[str, list[float | None]]:
    """The `x` and `y` of one trace that draws a stroke from low to high in each row."""
    found: dict[str, list[float | None]] = {"x": [], "y": []}
    for row, low, high in zip(at, lows, highs, strict=True):
        found["x"] += [low, high, None]
        found["y"] += [row, row, None]
    return found
