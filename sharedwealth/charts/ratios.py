"""A published ratio by year, with the targets set for it."""

from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.text import t


def published(figures: pd.DataFrame, targets: pd.DataFrame) -> Figure:
    """Diamonds joined by a thin line, open where only a copy was seen; targets as dashed lines to a ring.

    Both have `year`, `value`, `words` (as the source writes it) and `told` (lines for pointing), figures also
    `is_first_hand`.
    """
    if figures.empty:
        return theme.sentence(t("No ratio was found published for this place."))
    values = [*figures["value"], *targets["value"]]
    years = [*figures["year"], *targets["year"]]
    low, high = min(values), max(values)
    y_axis = scale.value_axis(low - (high - low) * 0.1, high + (high - low) * 0.12, "ratio")
    y_axis["ticktext"] = [numbers.plain(tick, 2) for tick in y_axis["tickvals"]]
    first, last = min(years), max(years)
    named = list(range(int(first), int(last) + 1))
    x_axis = {
        "range": [first - 0.4, last + 0.6],
        "tickvals": named,
        "ticktext": [str(year) for year in named],
        "showline": True,
        "linecolor": theme.HAIRLINE,
    }
    figure = theme.figure(xaxis=x_axis, yaxis=y_axis, height=300, margin={"t": 30, "r": 16, "b": 30})
    _draw_targets(figure, targets, float(first))
    _draw_figures(figure, figures)
    marks = [
        ("◆", t("First-hand source")),
        ("◇", t("Seen in a copy")),
        *([("╌○", t("Target"))] if len(targets) else []),
    ]
    words = "   ".join(f"{mark} {name}" for mark, name in marks)
    above: theme.Place = {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
    }
    figure.add_annotation(theme.note(words, theme.QUIET, **above, yshift=8))
    return figure


def _draw_figures(figure: Figure, figures: pd.DataFrame) -> None:
    figure.add_scatter(
        x=figures["year"].tolist(),
        y=figures["value"].tolist(),
        mode="lines+markers+text",
        line={"color": theme.EARLIER, "width": 1.2},
        marker={
            "symbol": ["diamond" if each else "diamond-open" for each in figures["is_first_hand"]],
            "size": 11,
            "color": theme.INK,
            "line": {"width": 1.5},
        },
        text=[f"<b>{theme.safe(str(words))}</b>" for words in figures["words"]],
        textposition=_free_sides(figures["value"].tolist()),
        textfont=theme.font(),
        cliponaxis=False,
        hovertext=figures["told"].tolist(),
        hoverinfo="text",
        name="published",
    )


def _free_sides(values: list[float]) -> list[str]:
    """Above each diamond, on the side that the line from the one before does not come from."""
    befores = [None, *values[:-1]]
    return [
        "top right" if before is not None and before > value else "top center"
        for before, value in zip(befores, values, strict=True)
    ]


def _draw_targets(figure: Figure, targets: pd.DataFrame, first: float) -> None:
    """One line for targets of the same value, a ring at each year by which it is due, its words over the last."""
    for value, rows in targets.groupby("value"):
        ends = sorted(rows["year"].tolist())
        figure.add_scatter(
            x=[first - 0.4, *ends],
            y=[value] * (len(ends) + 1),
            mode="lines+markers",
            line={"color": theme.QUIET, "width": 1.5, "dash": "6px,4px"},
            marker={"symbol": "circle-open", "size": [0, *[10] * len(ends)], "line": {"width": 1.5}},
            hovertext=["", *_by_year(rows)],
            hoverinfo="text",
            name="target",
        )
        place: theme.Place = {
            "x": ends[-1],
            "y": float(str(value)),
            "xanchor": "right",
            "yanchor": "bottom",
            "yshift": 6,
        }
        words = t("Target {value}").format(value=theme.safe(str(rows["words"].iloc[-1])))
        figure.add_annotation(theme.note(words, theme.QUIET, **place))


def _by_year(rows: pd.DataFrame) -> list[Any]:
    ordered = rows.sort_values("year")
    return ordered["told"].tolist()
