"""The same people's income before and now: a map of steps with its diagonal, and a line for each band before."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import columns, group_spreads, hover, labels, rows, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.scale import steps
from sharedwealth.text import t, tp

_ROW = 34
_HEAD, _FOOT = 56, 46
_DARK = 0.72  # the part of the highest share from which on a cell says it


@dataclass(frozen=True)
class Steps:
    """Steps of income: how wide they are, and from where on the last one, before and now, holds everybody."""

    width: int
    top_before: int
    top_now: int
    unit: str = "yuan_month"

    def before(self, edge: float) -> str:
        return self._span(edge, self.top_before)

    def now(self, edge: float) -> str:
        return self._span(edge, self.top_now)

    def in_words(self, edge: float) -> str:
        """A step before with its unit, as a sentence says it: 500–1,000 yuan."""
        if edge >= self.top_before:
            return t("{low} and more").format(low=numbers.with_unit(edge, "yuan"))
        return t("{low}–{high}").format(
            low=numbers.bare(edge, self.unit), high=numbers.with_unit(edge + self.width, "yuan")
        )

    def _span(self, edge: float, top: int) -> str:
        low = numbers.bare(edge, self.unit)
        if edge >= top:
            return t("{low} and more").format(low=low)
        return t("{low}–{high}").format(low=low, high=numbers.bare(edge + self.width, self.unit))


def steps_map(cells: pd.DataFrame, steps_: Steps) -> Figure:
    """Rows are incomes before, columns incomes now; the darker a cell, the more of its row's people are in it.

    `cells` have `before` and `now` (lower edges), `people` and `share` of the row. Cells in which income stayed in its
    step are framed.
    """
    if cells.empty:
        return theme.sentence(t("No band of income before has enough people to be shown."))
    before = sorted({int(edge) for edge in cells["before"]})
    now = list(range(0, steps_.top_now + steps_.width, steps_.width))
    by_cell = {(int(row["before"]), int(row["now"])): row for row in cells.to_dict("records")}
    shares = [[_share(by_cell.get((low, high))) for high in now] for low in before]
    figure = theme.figure(height=_HEAD + len(before) * _ROW + _FOOT)
    figure.add_heatmap(
        x=list(range(len(now))),
        y=list(range(len(before))),
        z=shares,
        text=[[_written(share, float(cells["share"].max())) for share in row] for row in shares],
        texttemplate="%{text}",
        textfont={"size": theme.SMALL},
        hovertext=[[_told(by_cell.get((low, high)), steps_) for high in now] for low in before],
        hoverinfo="text",
        colorscale=[[at / (len(theme.SEQUENTIAL) - 1), colour] for at, colour in enumerate(theme.SEQUENTIAL)],
        zmin=0,
        zmax=float(cells["share"].max()),
        showscale=False,
        xgap=2,
        ygap=2,
        name="steps",
    )
    _frame_the_same(figure, before, now, steps_)
    edges = [edge for edge in now if edge % 2000 == 0]
    marks = [
        (theme.INK, "□", t("Same step as before")),
        (theme.QUIET, "◂", tp("income", "Less")),
        (theme.QUIET, "▸", tp("income", "More")),
    ]
    figure.update_layout(
        xaxis={"range": [-0.5, len(now) - 0.5], **_edges(now, edges, steps_.unit)},
        yaxis={"range": [-0.5, len(before) - 0.5], **_bands(before, steps_)},
        margin={"t": _HEAD, "b": _FOOT, "l": 0, "r": 12},
        title=columns.legend(marks),
        annotations=_headings(),
    )
    narrow = {"xaxis": _edges(now, edges[::2], steps_.unit)}
    patch = {"than": labels.UNDER[labels.NARROW], "layout": narrow, "data": {"0": {"texttemplate": ""}}}
    return figure.update_layout(meta={"narrower": [patch]})


def dumbbells(bands: pd.DataFrame, steps_: Steps) -> Figure:
    """For each band of income before, the mean before (hollow) and now (filled), and the median now, with the n.

    `bands` have `before`, `n`, `mean_before`, `mean_now`, `median_before`, `median_now` and `status`; a hidden band
    says so.
    """
    known = bands.dropna(subset=["mean_now"])
    if known.empty:
        return theme.sentence(t("No band of income before has enough people to be shown."))
    ordered = bands.sort_values("before", ignore_index=True)
    told, untold = ordered[ordered["mean_now"].notna()], ordered[ordered["mean_now"].isna()]
    top = float(told[["mean_now", "median_now", "mean_before"]].max().max()) * 1.04
    figure = theme.figure(height=_HEAD + len(ordered) * _ROW + _FOOT)
    _add_dumbbells(figure, told, steps_)
    if len(untold):
        figure.add_scatter(
            x=[0] * len(untold), y=untold.index.tolist(), mode="text", textposition="middle right",
            text=[group_spreads.reason(row) for row in untold.to_dict("records")],
            textfont=theme.font(theme.QUIET), hoverinfo="skip", cliponaxis=False, name="untold",
        )  # fmt: skip
    ticks = steps(0, top, 4)
    texts = [numbers.bare(tick, steps_.unit) for tick in ticks]
    marks = [
        (theme.QUIET, "○", t("Mean before")),
        (theme.MAIN, "●", t("Mean now")),
        (theme.INK, "❙", t("Median now")),
    ]
    figure.update_layout(
        xaxis={
            "range": [-top * 0.03, top],
            "tickvals": ticks,
            "ticktext": texts,
            "showgrid": True,
            "gridcolor": theme.HAIRLINE,
        },
        yaxis={"range": [-0.5, len(ordered) - 0.5], **_bands(ordered["before"].tolist(), steps_)},
        margin={"t": _HEAD, "b": _FOOT, "l": 0},
        title=columns.legend(marks),
        annotations=_headings()[1:],
    )
    written = [
        columns.Column(t("Median<br>now"), _figures(told["median_now"], steps_.unit)),
        columns.Column(t("Mean<br>now"), _figures(told["mean_now"], steps_.unit)),
        columns.Column("n", [numbers.plain(value) for value in told["n"]]),
    ]
    columns.write(figure, told.index.tolist(), written, steps_.unit)
    few = {"tickvals": ticks[::2], "ticktext": texts[::2]}
    return figure.update_layout(
        meta={"narrower": [{"than": labels.UNDER[labels.NARROW], "layout": {"xaxis": few}}]}
    )


def _figures(values: pd.Series, unit: str) -> list[str]:
    return [numbers.bare(float(value), unit) for value in values]


def _add_dumbbells(figure: Figure, told: pd.DataFrame, steps_: Steps) -> None:
    strokes = rows.strokes(told["mean_before"], told["mean_now"], told.index)
    figure.add_scatter(
        **strokes, mode="lines", line={"color": theme.faint(theme.MAIN, 0.35), "width": 4},
        hoverinfo="skip", name="change",
    )  # fmt: skip
    said = [_band_told(row, steps_) for row in told.to_dict("records")]
    looks: dict[str, dict[str, Any]] = {
        "median_now": {"symbol": "line-ns", "size": 12, "line": {"color": theme.INK, "width": 2}},
        "mean_before": {"size": 9, "color": theme.CARD, "line": {"color": theme.QUIET, "width": 1.8}},
        "mean_now": {"size": 10, "color": theme.MAIN, "line": {"color": theme.CARD, "width": 1.5}},
    }
    for column, look in looks.items():
        figure.add_scatter(
            x=told[column].tolist(),
            y=told.index.tolist(),
            mode="markers",
            marker=look,
            hovertext=said,
            hoverinfo="text",
            name=column,
        )


def _band_told(row: hover.Row, steps_: Steps) -> str:
    unit = steps_.unit

    def figure(value: float) -> str:
        return numbers.with_unit(float(value), unit)

    head = t("Income before {band}").format(band=steps_.in_words(row["before"]))
    return "<br>".join(
        [
            f"<b>{head}</b>",
            t("Before: mean {mean}, median {median}").format(
                mean=figure(row["mean_before"]), median=figure(row["median_before"])
            ),
            t("Now: mean {mean}, median {median} (±250)").format(
                mean=figure(row["mean_now"]), median=figure(row["median_now"])
            ),
            hover.people(float(row["n"])),
        ]
    )


def _share(row: hover.Row | None) -> float | None:
    return float(row["share"]) if row and row["share"] > 0 else None


def _written(share: float | None, most: float) -> str:
    """The share in the cells that hold most: there words in the card's colour are easy to read, on dark pages too."""
    if share is None or share / most < _DARK:
        return ""
    return f'<span style="color:{theme.CARD}">{numbers.percent(share, 0)}</span>'


def _bands(before: list[int], steps_: Steps) -> dict[str, Any]:
    return {
        "tickvals": list(range(len(before))),
        "ticktext": [steps_.before(edge) for edge in before],
        "showgrid": False,
        "tickfont": theme.font(theme.INK),
        "ticklabelstandoff": 6,
    }


def _edges(now: list[int], edges: list[int], unit: str) -> dict[str, Any]:
    return {
        "tickvals": [now.index(edge) - 0.5 for edge in edges],
        "ticktext": [numbers.bare(edge, unit) for edge in edges],
    }


def _headings() -> list[dict[str, Any]]:
    corner: theme.Place = {"xref": "paper", "yref": "paper"}
    now = {"x": 1, "xanchor": "right", "y": 0, "yanchor": "top", "yshift": -24, **corner}
    before = {"x": 0, "xanchor": "right", "xshift": -6, "y": 1, "yanchor": "bottom", "yshift": 2, **corner}
    return [
        theme.note(t("Income now, yuan a month"), theme.QUIET, **now),
        theme.note(t("Income before"), theme.QUIET, **before),
    ]


def _frame_the_same(figure: Figure, before: list[int], now: list[int], steps_: Steps) -> None:
    """A frame round each cell whose step is the same before and now; the open band has none."""
    for row, edge in enumerate(before):
        if edge < steps_.top_before:
            at = now.index(edge)
            line = {"color": theme.INK, "width": 1.5}
            figure.add_shape(type="rect", x0=at - 0.5, x1=at + 0.5, y0=row - 0.5, y1=row + 0.5, line=line)


def _told(row: hover.Row | None, steps_: Steps) -> str:
    if row is None:
        return ""
    words = t("Before {before}, now {now}").format(
        before=steps_.before(row["before"]), now=steps_.now(row["now"])
    )
    people = numbers.with_unit(float(row["people"]), "people")
    share = t("{share} of those with this income before").format(share=numbers.percent(float(row["share"])))
    return f"<b>{words}</b><br>{people}<br>{share}"
