"""Training month by month: attendances above, sessions below, each on its own scale."""

from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, marks, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.lines import BOTTOM, HEIGHT, gaps, months_of
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import t

_ALONE = 10 * 86_400_000
"""How wide the bar of a single month is, in milliseconds: without a neighbour the browser would draw a hair."""
_UPPER, _LOWER = (0.42, 1.0), (0.0, 0.3)


def training(frame: pd.DataFrame) -> Figure:
    """A bar a month for `attendances` and for `sessions`; a month not sent, or not to be shown, is a gap.

    `frame` also has `people` (at work where attendances are known), `per_worker`, `workshops` and `status`.
    """
    if frame["sessions"].isna().all() and frame["attendances"].isna().all():
        return theme.sentence(t("No ledgers for these months, so there is nothing to draw."))
    if not frame[["attendances", "sessions"]].max().max() and "suppressed" not in set(frame["status"]):
        return theme.sentence(t("No training was held in any of these months."))
    named = months_of(frame)
    most = frame[["attendances", "sessions"]].max().fillna(0)
    upper = _whole(scale.value_axis(0, max(float(most["attendances"]), 1.0), "attendances", 3))
    lower = _whole(scale.value_axis(0, max(float(most["sessions"]), 1.0), "sessions", 2))
    figure = theme.figure(
        **scale.month_axis(named, at_end=False),
        yaxis={**upper, "domain": list(_UPPER)},
        yaxis2={**_plain(lower), "domain": list(_LOWER), "anchor": "x"},
        height=HEIGHT,
        bargap=0.25,
    )
    figure.update_xaxes(range=scale.widened(figure.written["xaxis"], 0.025, 0.025)["range"], anchor="y2")
    told = [_told(row) for row in frame.to_dict("records")]
    for name, axis, colour in (("attendances", "y", theme.MAIN), ("sessions", "y2", theme.SECOND)):
        figure.add_bar(
            x=[f"{month}-01" for month in frame["month"]],
            y=gaps(frame[name].tolist()),
            yaxis=axis,
            width=_ALONE if len(frame) == 1 else None,
            marker={"color": colour},
            hovertext=told,
            hoverinfo="text",
            name=name,
        )
    figure.update_layout(margin={"b": BOTTOM})
    listed = [(theme.MAIN, "■", t("Training attendances")), (theme.SECOND, "■", t("Training sessions"))]
    marks.explain(figure, listed)
    return figure


def _whole(axis: dict[str, Any]) -> dict[str, Any]:
    """The axis without ticks between whole numbers: nobody holds half a session."""
    ticks = [
        (value, text)
        for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True)
        if float(value).is_integer()
    ]
    return {**axis, "tickvals": [value for value, _ in ticks], "ticktext": [text for _, text in ticks]}


def _plain(axis: dict[str, object]) -> dict[str, object]:
    return {
        **axis,
        "showgrid": True,
        "gridcolor": theme.HAIRLINE,
        "tickfont": theme.font(theme.QUIET),
        "fixedrange": True,
    }


def _told(row: hover.Row) -> str:
    lines = [f"<b>{hover.month(row)}</b>"]
    if hover.is_known(row["attendances"]):
        lines.append(numbers.with_unit(float(row["attendances"]), "attendances"))
    else:
        lines.append(f"{t('Training attendances')} {word(STATUSES, str(row['status']))}")
    if hover.is_known(row["per_worker"]):
        lines.append(per_hundred(float(row["per_worker"]), float(row["people"])))
    if hover.is_known(row["sessions"]):
        lines.append(numbers.with_unit(float(row["sessions"]), "sessions"))
        lines.append(
            t("{workshops} workshops gave the figure").format(workshops=numbers.plain(row["workshops"]))
        )
    return "<br>".join(lines)


def per_hundred(per_worker: float, people: float) -> str:
    """8.9 for 100 of 329,336 people at work."""
    return t("{rate} for every 100 of the {people} people at work there").format(
        rate=numbers.plain(per_worker * 100, 1), people=numbers.plain(people)
    )
