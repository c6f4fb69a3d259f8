"""How unequally incomes are spread: Theil's index in its parts, and Lorenz curves."""

from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import theme
from sharedwealth.charts.figures import Figure
from sharedwealth.text import mark, t

PARTS: dict[str, tuple[str, str]] = {
    "within_counties": (mark("Within counties"), theme.MAIN),
    "between_counties": (mark("Between counties"), theme.SECOND),
    "between_cities": (mark("Between cities"), theme.LIGHT.types[2]),
}
WHEN: dict[str, str] = {"before": mark("Before joining"), "after": mark("After joining")}
_ABOVE: theme.Place = {
    "x": 0,
    "xref": "paper",
    "xanchor": "left",
    "y": 1,
    "yref": "paper",
    "yanchor": "bottom",
}


def parts(split: pd.DataFrame) -> Figure:
    """A bar before joining and one after, made of the parts, with the index at its end and the shares under it.

    Columns `when`, `theil` and those of `PARTS`; a part that the area has not is NaN in both rows.
    """
    drawn = split.dropna(subset=["theil"])
    if drawn.empty:
        return theme.sentence(
            t("Nobody's income before and after is known here, so there is nothing to split.")
        )
    shown = [part for part in PARTS if drawn[part].notna().any()]
    rows = drawn.to_dict("records")
    figure = theme.figure(barmode="stack", bargap=0.62, height=230)
    for part in shown:
        words, colour = PARTS[part]
        figure.add_bar(
            x=drawn[part].tolist(),
            y=list(range(len(drawn))),
            orientation="h",
            marker={"color": colour},
            hovertext=[_told(row, part, t(words)) for row in rows],
            hoverinfo="text",
            name=part,
        )
    top = float(drawn["theil"].max())
    for at, row in enumerate(rows):
        end = f"<b>{numbers.plain(float(row['theil']), 3)}</b>"
        figure.add_annotation(theme.note(end, x=float(row["theil"]), y=at, xanchor="left", xshift=6))
        place: theme.Place = {"x": 0, "xanchor": "left", "y": at, "yanchor": "top", "yshift": -20}
        figure.add_annotation(theme.note(_shares(row, shown), theme.QUIET, theme.SMALL, **place))
    legend = [(PARTS[part][1], t(PARTS[part][0])) for part in shown]
    words = "   ".join(f'<span style="color:{colour}">■</span> {name}' for colour, name in legend)
    names = max(theme.text_width(t(each)) for each in WHEN.values())
    figure.add_annotation(theme.note(words, theme.QUIET, **_ABOVE, xshift=-round(names) - 6, yshift=10))
    return figure.update_layout(
        xaxis={"range": [0, top * 1.16], "visible": False},
        yaxis={
            "range": [len(drawn) - 0.35, -0.5],
            "tickvals": list(range(len(drawn))),
            "ticktext": [t(WHEN[str(row["when"])]) for row in rows],
            "showgrid": False,
            "tickfont": theme.font(theme.INK),
            "ticklabelstandoff": 6,
        },
        margin={"t": 34, "b": 6, "l": 0, "r": 12},
    )


def _shares(row: dict[Any, Any], shown: list[str]) -> str:
    """The parts in percent, each behind its mark, in the order of the legend."""
    whole = float(row["theil"])
    if not whole:
        return ""
    return "  ".join(
        f'<span style="color:{PARTS[part][1]}">■</span> {numbers.percent(float(row[part]) / whole)}'
        for part in shown
    )


def _told(row: dict[Any, Any], part: str, words: str) -> str:
    when, value = t(WHEN[str(row["when"])]), numbers.plain(float(row[part]), 4)
    whole = float(row["theil"])
    share = f" · {numbers.percent(float(row[part]) / whole)}" if whole else ""
    n = t("n = {count}").format(count=numbers.plain(float(row["n"])))
    return f"<b>{when} · {words}</b><br>{value}{share}<br>{n}"


def lorenz(curves: pd.DataFrame) -> Figure:
    """The share of income that the poorest share of workers has: the nearer to the diagonal, the more equal.

    Columns `when`, `people_share`, `income_share`; before joining dashed, after solid.
    """
    if curves.empty:
        return theme.sentence(
            t("Nobody's income before and after is known here, so there is nothing to draw.")
        )
    figure = theme.figure(height=300)
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        line={"color": theme.EARLIER, "width": 1},
        hoverinfo="skip",
        name="equal",
    )
    looks: dict[str, dict[str, Any]] = {
        "before": {"color": theme.SECOND, "width": 2.2, "dash": "6px,4px"},
        "after": {"color": theme.MAIN, "width": 2.5},
    }
    for when, line in looks.items():
        points = curves[curves["when"] == when]
        if len(points):
            figure.add_scatter(
                x=points["people_share"].tolist(),
                y=points["income_share"].tolist(),
                mode="lines",
                line=line,
                hovertext=[_point(row, t(WHEN[when])) for row in points.to_dict("records")],
                hoverinfo="text",
                name=when,
            )
    marks = [
        (theme.MAIN, "━", t("After joining")),
        (theme.SECOND, "╍", t("Before joining")),
        (theme.EARLIER, "─", t("All alike")),
    ]
    words = "   ".join(f'<span style="color:{colour}">{mark_}</span> {name}' for colour, mark_, name in marks)
    figure.add_annotation(theme.note(words, theme.QUIET, **_ABOVE, yshift=8))
    ticks = [0, 0.25, 0.5, 0.75, 1]
    texts = [numbers.percent(tick, 0) for tick in ticks]
    below: theme.Place = {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
    }
    axis_words = t("Workers, lowest income first; upright: their share of all income")
    figure.add_annotation(theme.note(axis_words, theme.QUIET, theme.SMALL, **below, yshift=-24))
    axis = {"range": [0, 1], "tickvals": ticks, "ticktext": texts}
    return figure.update_layout(xaxis=axis, yaxis=axis, margin={"t": 30, "b": 46, "r": 16})


def _point(row: dict[Any, Any], when: str) -> str:
    sentence = t("The {people} with the lowest income have {income} of it")
    told = sentence.format(
        people=numbers.percent(row["people_share"]), income=numbers.percent(row["income_share"])
    )
    return f"<b>{when}</b><br>{told}"
