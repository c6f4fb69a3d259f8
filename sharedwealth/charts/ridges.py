"""Ridgelines: how the increase of each group is spread, one under the other on a common scale."""

from typing import Any

import numpy as np
import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import columns, group_spreads, hover, labels, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.scale import steps
from sharedwealth.text import t

_LEAST, _MOST, _IN_ALL = 46, 76, 470  # pixels of a row, and of all rows where they are few
_HEAD, _FOOT = 44, 30
_HIGHEST = 1.12  # rows that the highest ridge takes
_TAIL = 0.005


def ridgelines(rows: pd.DataFrame, bins: pd.DataFrame, width: int) -> Figure:
    """A ridge for each row in the frame's order, its median drawn in it, its median, mean and n written beside it.

    `rows` are `key`, `label` and an answer's figures; `bins` have `key`, `bin` (lower edge) and `people`. The height is
    the share of the group in each step, on one scale for all, so that areas under the ridges are equal. The first
    and last step hold everybody beyond them. A group without steps says why.
    """
    if bins.empty:
        return theme.sentence(t("No group has enough people with a known income before and after."))
    unit = str(rows["unit"].iloc[0])
    edges = _reach(bins, width)
    shares = {str(key): _shares(own, edges, width) for key, own in bins.groupby("key")}
    top = max(float(each.max()) for each in shares.values())
    row_height = min(max(_IN_ALL // len(rows), _LEAST), _MOST)
    figure = theme.figure(height=_HEAD + len(rows) * row_height + _FOOT)
    listed = list(enumerate(rows.to_dict("records")))
    drawn = [(at, row, shares[str(row["key"])]) for at, row in listed if str(row["key"]) in shares]
    _add_ridges(figure, drawn, (edges, width, top))
    _say(figure, [(at, row) for at, row in listed if str(row["key"]) not in shares], float(edges[0]))
    _layout(figure, rows, (float(edges[0]), float(edges[-1] + width)), unit)
    is_told = rows["median"].notna()
    columns.write(
        figure,
        [at - 0.16 for at in np.flatnonzero(is_told).tolist()],
        group_spreads.figures(rows[is_told], unit),
        unit,
    )
    return figure


def _reach(bins: pd.DataFrame, width: int) -> np.ndarray:
    """The steps drawn: from the lowest to the highest that any group needs for all but a few in a thousand."""
    lows, highs = [], []
    for _, own in bins.groupby("key"):
        ordered = own.sort_values("bin")
        below = ordered["people"].cumsum() / ordered["people"].sum()
        lows.append(ordered.loc[below >= _TAIL, "bin"].iloc[0])
        highs.append(ordered.loc[below >= 1 - _TAIL, "bin"].iloc[0])
    return np.arange(min(lows), max(highs) + width, width)


def _shares(own: pd.DataFrame, edges: np.ndarray, width: int) -> np.ndarray:
    at = np.clip((own["bin"].to_numpy(dtype=float) - edges[0]) // width, 0, len(edges) - 1).astype(int)
    people = np.bincount(at, weights=own["people"].to_numpy(dtype=float), minlength=len(edges))
    return np.asarray(people / people.sum())


def _add_ridges(
    figure: Figure,
    drawn: list[tuple[int, hover.Row, np.ndarray]],
    scale: tuple[np.ndarray, int, float],
) -> None:
    """Areas, curves and medians of all ridges, each as one trace with gaps: a trace a ridge takes ten times as long."""
    edges, width, top = scale
    middles = (edges + width / 2).tolist()
    area: tuple[list[float | None], list[float | None]] = ([], [])
    curve: tuple[list[float | None], list[float | None]] = ([], [])
    median: tuple[list[float | None], list[float | None]] = ([], [])
    told: list[str] = []
    for at, row, share in drawn:
        heights = share / top * _HIGHEST
        up = [at - height for height in heights.tolist()]
        _append(area, [middles[0], *middles, middles[-1]], [at, *up, at])
        _append(curve, middles, up)
        told += [*_told(row, share, edges, width), ""]
        middle = float(row["median"])
        _append(median, [middle, middle], [at, at - float(np.interp(middle, middles, heights))])
    filled = {"fill": "toself", "fillcolor": theme.faint(theme.MAIN, 0.3)}
    figure.add_scatter(
        x=area[0], y=area[1], mode="lines", line={"width": 0}, **filled, hoverinfo="skip", name="area"
    )
    line = {"color": theme.MAIN, "width": 1.5}
    figure.add_scatter(
        x=curve[0], y=curve[1], mode="lines", line=line, hovertext=told, hoverinfo="text", name="curve"
    )
    upright = {"color": theme.INK, "width": 2}
    figure.add_scatter(x=median[0], y=median[1], mode="lines", line=upright, hoverinfo="skip", name="median")


def _append(line: tuple[list[float | None], list[float | None]], xs: list[float], ys: list[float]) -> None:
    """The points at the line's end, and a gap after them."""
    line[0].extend([*xs, None])
    line[1].extend([*ys, None])


def _told(row: hover.Row, shares: np.ndarray, edges: np.ndarray, width: int) -> list[str]:
    """For each step: what share of the group is in it, and the group's own figures."""
    unit = str(row["unit"])
    figures = " · ".join(
        [
            t("Median {value}").format(value=numbers.with_unit(float(row["median"]), unit)),
            t("Mean {value}").format(value=numbers.bare(float(row["value"]), unit)),
            hover.people(float(row["n"])),
        ]
    )
    told = []
    for at, (edge, share) in enumerate(zip(edges.tolist(), shares.tolist(), strict=True)):
        low, high = numbers.bare(edge, unit), numbers.with_unit(edge + width, unit)
        span = t("{low} to {high}").format(low=low, high=high)
        if at == 0:
            span = t("Under {high}").format(high=high)
        elif at == len(edges) - 1:
            span = t("{low} and more").format(low=numbers.with_unit(edge, unit))
        told.append(
            f"<b>{theme.safe(str(row['label']))}</b><br>{span}: {numbers.percent(share)}<br>{figures}"
        )
    return told


def _say(figure: Figure, untold: list[tuple[int, hover.Row]], low: float) -> None:
    if not untold:
        return
    figure.add_scatter(
        x=[low] * len(untold),
        y=[at - 0.16 for at, _ in untold],
        mode="text",
        textposition="middle right",
        text=[
            t("Too few for a curve") if hover.is_known(row["median"]) else group_spreads.reason(row)
            for _, row in untold
        ],
        textfont=theme.font(theme.QUIET),
        hoverinfo="skip",
        cliponaxis=False,
        name="untold",
    )


def _layout(figure: Figure, rows: pd.DataFrame, reach: tuple[float, float], unit: str) -> None:
    names = [theme.safe(str(label)) for label in rows["label"]]
    ticks = steps(*reach, 5)
    texts = [numbers.bare(tick, unit) for tick in ticks]
    marks = [(theme.INK, "❙", t("Median")), (theme.MAIN, "▲", t("Share of the group in each step"))]
    axis: dict[str, Any] = {
        "range": list(reach),
        "tickvals": ticks,
        "ticktext": texts,
        "showgrid": True,
        "gridcolor": theme.HAIRLINE,
    }
    figure.update_layout(
        xaxis=axis,
        yaxis={
            "range": [len(rows) - 1 + 0.12, -_HIGHEST - 0.05],
            "tickvals": [at - 0.16 for at in range(len(rows))],
            "ticktext": names,
            "showgrid": False,
            "tickfont": theme.font(theme.INK),
            "ticklabelstandoff": 6,
        },
        margin={"t": _HEAD, "b": _FOOT, "l": 0},
        title=columns.legend(marks),
        meta={
            "narrower": [
                {
                    "than": labels.UNDER[labels.NARROW],
                    "layout": {
                        "yaxis": {"ticktext": [columns.broken(name) for name in names]},
                        "xaxis": {"tickvals": ticks[::3], "ticktext": texts[::3]},
                    },
                }
            ]
        },
    )
