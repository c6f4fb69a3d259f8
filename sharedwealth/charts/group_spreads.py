"""Groups under each other on one scale: median, mean, middle half and middle four fifths, with the n."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import columns, hover, labels, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.rows import strokes
from sharedwealth.charts.scale import steps
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import t

_ROW = 28
_HEAD = 46
_FOOT = 30


def by_group(frame: pd.DataFrame) -> Figure:
    """A row for each group: `section` (the heading over it), `label`, `value` (the mean), median, quartiles, p10, p90.

    The order is the frame's. A group without anybody, or hidden, says so instead of standing at zero.
    """
    known = frame.dropna(subset=["median"])
    if known.empty:
        return theme.sentence(t("No group has enough people with a known income before and after."))
    at, heads, rows = _places(frame)
    drawn = frame.assign(at=at)
    told, untold = drawn[drawn["median"].notna()], drawn[drawn["median"].isna()]
    unit = str(frame["unit"].iloc[0])
    low, high = float(known[["p10", "value"]].min().min()), float(known[["p90", "value"]].max().max())
    scale = (low - (high - low) * 0.04, high + (high - low) * 0.04)
    figure = theme.figure(height=_HEAD + rows * _ROW + _FOOT)
    _add_lines(figure, told)
    _add_dots(figure, told)
    _say_untold(figure, untold, scale[0])
    names = [theme.safe(str(label)) for label in frame["label"]]
    ticks = steps(*scale, 4)
    texts = [numbers.bare(tick, unit) for tick in ticks]
    figure.update_layout(
        xaxis={
            "range": list(scale),
            "tickvals": ticks,
            "ticktext": texts,
            "showgrid": True,
            "gridcolor": theme.HAIRLINE,
        },
        yaxis={
            "range": [rows - 0.5, -0.5],
            "tickvals": [*at, *(place for place, _ in heads)],
            "ticktext": [*names, *(f"<b>{theme.safe(head)}</b>" for _, head in heads)],
            "showgrid": False,
            "tickfont": theme.font(theme.INK),
            "ticklabelstandoff": 6,
        },
        margin={"t": _HEAD, "b": _FOOT, "l": 0},
        title=columns.legend(_marks()),
    )
    columns.write(figure, told["at"].tolist(), figures(told, unit), unit)
    narrow = {
        "title": columns.legend(_marks(), lines=2),
        "margin": {"t": _HEAD + 16},
        "height": _HEAD + rows * _ROW + _FOOT,
        "yaxis": {
            "ticktext": [
                *(columns.broken(name) for name in names),
                *(f"<b>{theme.safe(h)}</b>" for _, h in heads),
            ]
        },
        "xaxis": {"tickvals": ticks[::2], "ticktext": texts[::2]},
    }
    return figure.update_layout(meta={"narrower": [{"than": labels.UNDER[labels.NARROW], "layout": narrow}]})


def figures(rows: pd.DataFrame, unit: str) -> list[columns.Column]:
    """Median, mean and n of each row, as they stand right of it."""
    return [
        columns.Column(t("Median"), [numbers.bare(value, unit) for value in rows["median"].astype(float)]),
        columns.Column(t("Mean"), [numbers.bare(value, unit) for value in rows["value"].astype(float)]),
        columns.Column("n", [numbers.plain(value) for value in rows["n"].astype(float)]),
    ]


def _places(frame: pd.DataFrame) -> tuple[list[int], list[tuple[int, str]], int]:
    """Where each row stands, where each section's heading does, and how many rows that makes."""
    at: list[int] = []
    heads: list[tuple[int, str]] = []
    place, last = 0, None
    for section in frame["section"]:
        if section != last:
            heads.append((place, str(section)))
            place, last = place + 1, section
        at.append(place)
        place += 1
    return at, heads, place


def _marks() -> Sequence[tuple[str, str, str]]:
    return (
        (theme.MAIN, "●", t("Median")),
        (theme.INK, "❙", t("Mean")),
        (theme.faint(theme.MAIN, 0.45), "▬", t("Middle half")),
        (theme.EARLIER, "─", t("Middle four fifths")),
    )


def _add_lines(figure: Figure, told: pd.DataFrame) -> None:
    looks: list[tuple[str, str, dict[str, Any]]] = [
        ("p10", "p90", {"color": theme.EARLIER, "width": 1.5}),
        ("q1", "q3", {"color": theme.faint(theme.MAIN, 0.35), "width": 8}),
    ]
    for low, high, line in looks:
        drawn = strokes(told[low], told[high], told["at"])
        figure.add_scatter(**drawn, mode="lines", line=line, hoverinfo="skip", name=f"{low} to {high}")


def _add_dots(figure: Figure, told: pd.DataFrame) -> None:
    said = [
        hover.of_answer({**row, "area_name": None}, head=f"{row['section']} · {row['label']}")
        for row in told.to_dict("records")
    ]
    looks: dict[str, dict[str, Any]] = {
        "value": {"symbol": "line-ns", "size": 12, "line": {"color": theme.INK, "width": 2}},
        "median": {"size": 10, "color": theme.MAIN, "line": {"color": theme.CARD, "width": 1.5}},
    }
    for column, look in looks.items():
        figure.add_scatter(
            x=told[column].tolist(),
            y=told["at"].tolist(),
            mode="markers",
            marker=look,
            hovertext=said,
            hoverinfo="text",
            name="median" if column == "median" else "mean",
        )


def _say_untold(figure: Figure, untold: pd.DataFrame, low: float) -> None:
    if untold.empty:
        return
    figure.add_scatter(
        x=[low] * len(untold),
        y=untold["at"].tolist(),
        mode="text",
        textposition="middle right",
        text=[reason(row) for row in untold.to_dict("records")],
        textfont=theme.font(theme.QUIET),
        hoverinfo="skip",
        cliponaxis=False,
        name="untold",
    )


def reason(row: hover.Row) -> str:
    """Why a group has no figure: nobody is in it, so few that it is not shown, or there is no ledger."""
    if hover.is_known(row.get("n")) and float(row["n"]) == 0:
        return t("Nobody here")
    return word(STATUSES, str(row["status"]))
