"""Shares with the interval that chance leaves them: over months, and area by area."""

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, rows, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.lines import End, add_band, gaps, look, name_ends, time_figure
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import t


def course(frame: pd.DataFrame) -> Figure:
    """A line by month with its interval as a band; a month without data is a gap. Columns `low` and `high`."""
    drawn = frame.sort_values("month")
    known = drawn.dropna(subset=["value"])
    if known.empty:
        return theme.sentence(t("No ledgers for these months, so there is nothing to draw."))
    unit = str(known["unit"].iloc[0])
    figure, values = time_figure(drawn, [*known["low"], *known["high"]], unit, from_zero=False)
    days = [scale.month_end(month).isoformat() for month in drawn["month"]]
    add_band(figure, days, (drawn["low"].tolist(), drawn["high"].tolist()), theme.MAIN, 0.2)
    figure.add_scatter(
        x=days,
        y=gaps(drawn["value"].tolist()),
        **look(drawn["value"].tolist(), {"color": theme.MAIN, "width": 2.5}),
        connectgaps=False,
        hovertext=[_told(row) for row in drawn.to_dict("records")],
        hoverinfo="text",
        name="share",
    )
    name_ends(figure, [End("", float(known["value"].iloc[-1]), theme.INK)], unit, values)
    return figure


def areas(frame: pd.DataFrame) -> Figure:
    """A dot with its interval for each area, the highest first; areas without data last, hatched.

    A picked dot gives its area's code.
    """
    if frame.empty:
        return theme.sentence(t("There is no area to compare here."))
    drawn = rows.ordered(frame, "value", "area")
    known, unknown = drawn[drawn["value"].notna()], drawn[drawn["value"].isna()]
    unit = str(drawn["unit"].iloc[0])
    low, high = (known["low"].min(), known["high"].max()) if len(known) else (0.0, 1.0)
    low = float(low - max(high - low, 0.01) * 0.08)
    figure = theme.figure()
    _draw(figure, known)
    _draw_unknown(figure, unknown, low)
    ends = [numbers.bare(float(value), unit) for value in known["value"]]
    rows.layout(figure, rows.names(drawn), (low, float(high)), ends, row=rows.ROW, head=0)
    right: theme.Place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8}
    for at, end in zip(known.index, ends, strict=True):
        figure.add_annotation(theme.note(end, **right, y=at))
    return figure


def _draw(figure: Figure, known: pd.DataFrame) -> None:
    strokes = rows.strokes(known["low"], known["high"], known.index)
    line = {"color": theme.faint(theme.MAIN, 0.4), "width": 5}
    figure.add_scatter(
        **strokes, mode="lines", line=line, hoverinfo="skip", cliponaxis=False, name="interval"
    )
    figure.add_scatter(
        x=known["value"].tolist(),
        y=known.index.tolist(),
        mode="markers",
        marker={"size": 9, "color": theme.MAIN, "line": {"color": theme.CARD, "width": 1.5}},
        customdata=known["area"].tolist(),
        hovertext=[_told(row) for row in known.to_dict("records")],
        hoverinfo="text",
        cliponaxis=False,
        name="share",
    )


def _draw_unknown(figure: Figure, unknown: pd.DataFrame, low: float) -> None:
    if unknown.empty:
        return
    figure.add_scatter(
        x=[low] * len(unknown),
        y=unknown.index.tolist(),
        mode="text",
        textposition="middle right",
        text=[word(STATUSES, str(status)) for status in unknown["status"]],
        textfont=theme.font(theme.QUIET),
        customdata=unknown["area"].tolist(),
        hovertext=[hover.of_answer(row) for row in unknown.to_dict("records")],
        hoverinfo="text",
        cliponaxis=False,
        name="unknown",
    )


def _told(row: hover.Row) -> str:
    told = hover.of_answer(row)
    if not hover.is_known(row.get("low")):
        return told
    low, high = (numbers.bare(float(row[end]), str(row["unit"])) for end in ("low", "high"))
    interval = t("95% interval {low} to {high}").format(low=low, high=high)
    return f"{told}<br>{interval}"
