"""A flow of people through columns of nodes, each column adding up to the same."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import theme
from sharedwealth.charts.figures import Figure
from sharedwealth.text import t

_HEIGHT, _HEAD = 600, 30
_PAD, _NARROW_PAD = 15, 11
_NARROW = 700
"""Pixels under which the steps stand below one another: between four columns there is no room for words."""
_GAP = 0.045  # of the height, for the heading of a step below another


def sankey(nodes: pd.DataFrame, links: pd.DataFrame, headings: Sequence[str], *, rest: str) -> Figure:
    """A column of nodes for each heading, the links of the largest node of the second column in colour.

    `nodes` has column, key, label and people in the order from above, `links` column, source, target and people.
    Nodes of the last column give their key when picked, but for `rest`, the key of what is gathered.
    """
    if nodes.empty:
        return theme.sentence(t("There is nobody here whose way could be drawn."))
    first = nodes[(nodes["column"] == 1) & (nodes["key"] != rest)]
    chosen = str(first.sort_values("people", ascending=False)["key"].iloc[0]) if len(first) else ""
    figure = theme.figure(height=_HEIGHT, margin={"l": 2, "r": 2, "t": _HEAD, "b": 8})
    last = len(headings) - 1
    figure.add_trace(_trace(nodes, links, chosen, rest, last, pad=_PAD))
    for step, (low, high) in enumerate(_bands(nodes, last)):
        part = nodes[nodes["column"].isin([step, step + 1])]
        trace = _trace(part, links[links["column"] == step], chosen, rest, last, pad=_NARROW_PAD)
        trace.update(visible=False, domain={"y": [low, high]})
        figure.add_trace(trace)
    shown = {"0": {"visible": False}} | {str(step + 1): {"visible": True} for step in range(last)}
    figure.update_layout(
        annotations=[_heading(words, column / last, 1.0) for column, words in enumerate(headings)],
        meta={
            "narrower": [
                {"than": _NARROW, "data": shown, "layout": {"annotations": _narrow_headings(nodes, headings)}}
            ]
        },
    )
    return figure


def _trace(
    nodes: pd.DataFrame, links: pd.DataFrame, chosen: str, rest: str, last: int, *, pad: int
) -> dict[str, Any]:
    place = {
        (column, key): at for at, (column, key) in enumerate(zip(nodes["column"], nodes["key"], strict=True))
    }
    label = dict(zip(zip(nodes["column"], nodes["key"], strict=True), nodes["label"], strict=True))
    written = numbers.alike(nodes["people"].astype(float).tolist())
    rows = [
        (int(row["column"]), str(row["source"]), str(row["target"]), float(row["people"]))
        for row in links.sort_values(["column", "people"], ascending=[True, False]).to_dict("records")
    ]
    return {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [
                f"{theme.safe(str(name))}  {figure}"
                for name, figure in zip(nodes["label"], written, strict=True)
            ],
            "color": [_colour(str(key), chosen, rest) for key in nodes["key"]],
            "customdata": [
                str(key) if column == last and key != rest else None
                for column, key in zip(nodes["column"], nodes["key"], strict=True)
            ],
            "line": {"width": 0},
            "pad": pad,
            "thickness": 12,
            "sort": "input",
            "hovertemplate": "<b>%{label}</b><extra></extra>",
        },
        "link": {
            "source": [place[column, source] for column, source, _, _ in rows],
            "target": [place[column + 1, target] for column, _, target, _ in rows],
            "value": [people for *_, people in rows],
            "color": [
                theme.faint(theme.MAIN, 0.38)
                if (column == 0 and target == chosen) or (column == 1 and source == chosen)
                else theme.faint(theme.EARLIER, 0.26)
                for column, source, target, _ in rows
            ],
            "label": [
                _told(label[column, source], label[column + 1, target], people)
                for column, source, target, people in rows
            ],
            "hovertemplate": "%{label}<extra></extra>",
        },
        "textfont": theme.font(),
        "hoverlabel": {"bgcolor": theme.CARD, "bordercolor": theme.HAIRLINE, "font": theme.font()},
    }


def _colour(key: str, chosen: str, rest: str) -> str:
    if key == rest:
        return theme.HATCH
    return theme.MAIN if key == chosen else theme.EARLIER


def _told(source: str, target: str, people: float) -> str:
    """A link in words."""
    figure = numbers.with_unit(people, "people")
    return f"<b>{theme.safe(source)} → {theme.safe(target)}</b><br>{figure}"


def _heading(words: str, across: float, up: float) -> dict[str, Any]:
    anchor = "left" if across == 0 else "right" if across == 1 else "center"
    place: theme.Place = {"x": across, "xref": "paper", "xanchor": anchor}
    return theme.note(theme.safe(words), theme.QUIET, **place, y=up, yref="paper", yanchor="bottom", yshift=8)


def _bands(nodes: pd.DataFrame, last: int) -> list[tuple[float, float]]:
    """Bottom and top of each step where they stand below one another: as high as its longer column needs."""
    count = nodes.groupby("column").size()
    rows = [max(int(count[step]), int(count[step + 1])) + 1 for step in range(last)]
    tops = [1 - sum(rows[:step]) / sum(rows) for step in range(last + 1)]
    return [(max(0.0, tops[step + 1]), tops[step] - (_GAP if step else 0.0)) for step in range(last)]


def _narrow_headings(nodes: pd.DataFrame, headings: Sequence[str]) -> list[dict[str, Any]]:
    """The names of both columns over each step; every annotation again, because a list is exchanged as a whole."""
    found = []
    for step, (_, high) in enumerate(_bands(nodes, len(headings) - 1)):
        for across, words in ((0.0, headings[step]), (1.0, headings[step + 1])):
            found.append(_heading(words, across, high) | {"yshift": 6})
    return found
