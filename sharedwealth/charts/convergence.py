"""Growth against the level at the start: whether those behind catch up."""

import re
from typing import Any

import numpy as np
import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, labels, notes, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.text import t

HEIGHT = 320
_MARGIN = {"t": 30, "r": 16, "b": 46}
_KIND = re.compile(r" (She Autonomous County|Autonomous County|County|District|City)$")


def scatter(points: pd.DataFrame, line: pd.DataFrame) -> Figure:
    """A dot for each area at its start and yearly growth, an open diamond where it is marked, and the fitted line.

    `points` has area, area_name, start, end (yuan a month), growth (a ratio less one), n, is_marked; `line` start and
    growth in order. The areas at the edges are named; a picked dot gives its area's code.
    """
    ys = [*points["growth"], *line["growth"]]
    x_axis = scale.value_axis(float(points["start"].min()), float(points["start"].max()), "yuan_month", 5)
    y_axis = scale.value_axis(min(ys), max(ys), "share")
    x_axis["ticktext"] = [numbers.bare(tick, "yuan_month") for tick in x_axis["tickvals"]]
    figure = theme.figure(xaxis=x_axis, yaxis=y_axis, height=HEIGHT, margin=_MARGIN)
    figure.add_scatter(
        x=line["start"].tolist(),
        y=line["growth"].tolist(),
        mode="lines",
        line={"color": theme.INK, "width": 1.6},
        hoverinfo="skip",
        name="line",
    )
    looks: tuple[tuple[bool, dict[str, Any]], ...] = (
        (False, {"color": theme.faint(theme.MAIN, 0.75), "size": 8}),
        (True, {"color": theme.SECOND, "size": 9, "symbol": "diamond-open", "line": {"width": 2}}),
    )
    for is_marked, look in looks:
        mine = points[points["is_marked"] == is_marked]
        figure.add_scatter(
            x=mine["start"].tolist(),
            y=mine["growth"].tolist(),
            mode="markers",
            marker=look,
            customdata=mine["area"].tolist(),
            hovertext=[_told(row) for row in mine.to_dict("records")],
            hoverinfo="text",
            name="marked" if is_marked else "others",
        )
    _explain(figure, has_marked=bool(points["is_marked"].any()))
    explained = list(figure.written["annotations"])
    layout = notes.for_widths(lambda width: _named(figure, points, width), *explained)
    figure.written["annotations"] = layout["annotations"]
    return figure.update_layout(meta=layout["meta"])


def _told(row: dict[Any, Any]) -> str:
    course = t("{start} to {end} yuan a month").format(
        start=numbers.plain(float(row["start"])), end=numbers.plain(float(row["end"]))
    )
    growth = t("{growth} a year").format(growth=numbers.percent(float(row["growth"])))
    return f"<b>{theme.safe(str(row['area_name']))}</b><br>{course}<br>{growth}<br>{hover.people(float(row['n']))}"


def _explain(figure: Figure, *, has_marked: bool) -> None:
    marks = [
        (theme.MAIN, "●", t("County")),
        *([(theme.SECOND, "◇", t("Mountainous county"))] if has_marked else []),
        (theme.INK, "─", t("Least squares")),
    ]
    words = "   ".join(f'<span style="color:{colour}">{mark}</span> {name}' for colour, mark, name in marks)
    above: theme.Place = {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
    }
    figure.add_annotation(theme.note(words, theme.QUIET, **above, yshift=8))
    below: theme.Place = {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
    }
    axis_words = t("Mean wage at the start, yuan a month; upright: growth a year")
    figure.add_annotation(theme.note(axis_words, theme.QUIET, theme.SMALL, **below, yshift=-24))


def _short(name: str) -> str:
    """An English name as maps write it, without its kind: so short a one finds room beside its own dot."""
    return _KIND.sub("", name)


def _named(figure: Figure, points: pd.DataFrame, width: int) -> list[dict[str, Any]]:
    """The names of the areas at the four edges."""
    edges = {
        int(getattr(points[column], end)()) for column in ("start", "growth") for end in ("idxmin", "idxmax")
    }
    wanted = [
        notes.Note(
            float(row["start"]),
            float(row["start"]),
            float(row["growth"]),
            (theme.safe(_short(str(row["area_name"]))),),
            (theme.safe(_short(str(row["area_name"]))),),
        )
        for row in points.loc[sorted(edges)].to_dict("records")
    ]
    left = scale.left_margin(figure.written["yaxis"])
    canvas = labels.Canvas(
        width - left - _MARGIN["r"],
        HEIGHT - _MARGIN["t"] - _MARGIN["b"],
        tuple(figure.written["xaxis"]["range"]),
        tuple(figure.written["yaxis"]["range"]),
    )
    middles = np.array([canvas.at(x, y) for x, y in zip(points["start"], points["growth"], strict=True)])
    dots = np.concatenate([middles - 5, middles + 5], axis=1)
    return notes.beside(wanted, canvas, dots, is_narrow=width == labels.NARROW)
