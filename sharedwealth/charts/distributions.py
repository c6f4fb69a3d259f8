"""Distributions of income: a histogram with its mean, median and quartiles, and two of them together."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, labels, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.text import t

HEIGHT = 360
_EACH = 210
_MOST_BARS = 48
_TAIL = 0.002  # the share of people at either end who are drawn together in the outermost bar


@dataclass(frozen=True)
class Spread:
    """One group's distribution: bins (`bin` the lower edge, `people`) and its exact figures."""

    label: str
    bins: pd.DataFrame
    mean: float
    median: float
    q1: float
    q3: float
    n: int


@dataclass(frozen=True)
class _Bars:
    """Bars of one width; the first and the last also hold everybody beyond them."""

    edges: list[float]
    people: list[int]
    step: float
    is_folded: tuple[bool, bool]


def histogram(
    frame: pd.DataFrame,
    *,
    mean: float,
    median: float,
    q1: float,
    q3: float,
    n: int,
    unit: str = "yuan_month",
) -> Figure:
    """How many people stand in each step of income, the middle half darker, the four figures drawn on it.

    `frame` has `bin`, the lower edge of steps of one size, and `people`. Steps are drawn together until
    there are few enough bars to see; nobody is left out: the outermost bars hold the ends, and say so.
    """
    if frame.empty or not frame["people"].sum():
        return theme.sentence(t("Nobody here has a known income before and after."))
    spread = Spread("", frame, mean, median, q1, q3, n)
    bars = _gathered(frame)
    figure = theme.figure(height=HEIGHT, bargap=0.06)
    _add(figure, spread, bars, unit, shares=False)
    figure.update_layout(
        xaxis=_income_axis(bars, unit),
        yaxis=scale.value_axis(0, max(bars.people) * 1.02, "people", 3),
    )
    _write_figures(figure, spread, bars, unit)
    return figure


def side_by_side(low: Spread, others: Spread, unit: str = "yuan_month") -> Figure:
    """Two groups under each other on one scale of income, as shares of the group: their sizes differ."""
    if not low.n or not others.n:
        return theme.sentence(t("One of the two groups has nobody with a known income before and after."))
    whole = pd.concat([low.bins, others.bins])
    reach = _gathered(whole)
    figure = theme.figure(height=2 * _EACH + 30, bargap=0.06)
    most = 0.0
    for at, spread in enumerate((low, others)):
        bars = _gathered(spread.bins, reach)
        most = max(most, max(bars.people) / sum(bars.people))
        _add(figure, spread, bars, unit, shares=True, axis="" if at == 0 else "2")
    for axis, domain in (("yaxis", [0.57, 0.92]), ("yaxis2", [0.0, 0.35])):
        ticks = scale.value_axis(0, most, "share", 2)
        figure.update_layout(
            {axis: {**ticks, "domain": domain, "showgrid": True, "gridcolor": theme.HAIRLINE}}
        )
    figure.update_layout(
        xaxis={**_income_axis(reach, unit), "anchor": "y2"}, margin={"t": 8, "b": 46, "r": 12}
    )
    unit_note = _unit_note(unit)
    heads = [_head(low, unit, 1.0), _head(others, unit, 0.43), unit_note]
    brief = [_head(low, unit, 1.0, is_brief=True), _head(others, unit, 0.43, is_brief=True), unit_note]
    narrow = {"annotations": brief, "xaxis": _ticks(reach, unit, 3)}
    return figure.update_layout(
        annotations=heads, meta={"narrower": [{"than": labels.UNDER[labels.NARROW], "layout": narrow}]}
    )


def _gathered(frame: pd.DataFrame, like: _Bars | None = None) -> _Bars:
    """The bins drawn together into bars of a round width; into the same bars as `like` when it is given."""
    bins = frame.groupby("bin")["people"].sum().sort_index()
    size = _bin_size(bins)
    below = bins.cumsum() / bins.sum()
    first, last = float(bins.index[below >= _TAIL][0]), float(bins.index[below >= 1 - _TAIL][0]) + size
    step = next(
        size * by
        for by in (1, 2, 4, 5, 10, 20, 40, 100, 200, 1000)
        if (last - first) / (size * by) <= _MOST_BARS
    )
    start, end = np.floor(first / step) * step, np.ceil(last / step) * step
    edges = np.arange(start, end, step) if like is None else np.array(like.edges)
    step = step if like is None else like.step
    at = np.clip(np.floor((bins.index.to_numpy(dtype=float) - edges[0]) / step), 0, len(edges) - 1).astype(
        int
    )
    people = np.bincount(at, weights=bins.to_numpy(dtype=float), minlength=len(edges)).astype(int)
    folded = (float(bins.index[0]) < edges[0], float(bins.index[-1]) >= edges[-1] + step)
    return _Bars(edges.tolist(), people.tolist(), float(step), folded)


def _bin_size(bins: pd.Series) -> float:
    gaps = [high - low for low, high in pairwise(float(edge) for edge in bins.index)]
    return min(gaps, default=50.0)


def _add(figure: Figure, spread: Spread, bars: _Bars, unit: str, *, shares: bool, axis: str = "") -> None:
    middles = [edge + bars.step / 2 for edge in bars.edges]
    whole = sum(bars.people)
    figure.add_bar(
        x=middles,
        y=[count / whole for count in bars.people] if shares else bars.people,
        width=bars.step * 0.94,
        marker={"color": [_shade(spread, middle) for middle in middles]},
        hovertext=[_told(bars, at, unit, whole) for at in range(len(middles))],
        hoverinfo="text",
        yaxis=f"y{axis}",
        name=spread.label,
    )
    looks: list[tuple[float, dict[str, Any]]] = [
        (spread.q1, {"color": theme.QUIET, "width": 1}),
        (spread.q3, {"color": theme.QUIET, "width": 1}),
        (spread.median, {"color": theme.INK, "width": 1.8}),
        (spread.mean, {"color": theme.INK, "width": 1.8, "dash": "dot"}),
    ]
    for value, line in looks:
        figure.add_shape(
            type="line",
            x0=value,
            x1=value,
            xref="x",
            y0=0,
            y1=1,
            yref=f"y{axis} domain",
            line=line,
            layer="above",
        )


def _shade(spread: Spread, middle: float) -> str:
    return theme.MAIN if spread.q1 <= middle <= spread.q3 else theme.faint(theme.MAIN, 0.38)


def _told(bars: _Bars, at: int, unit: str, whole: int) -> str:
    low, high = bars.edges[at], bars.edges[at] + bars.step
    span = {"low": numbers.bare(low, unit), "high": numbers.with_unit(high, unit)}
    if at == 0 and bars.is_folded[0]:
        words = t("Under {high}").format(high=span["high"])
    elif at == len(bars.edges) - 1 and bars.is_folded[1]:
        words = t("{low} and more").format(low=numbers.with_unit(low, unit))
    else:
        words = t("{low} to {high}").format(**span)
    people = numbers.with_unit(bars.people[at], "people")
    return f"<b>{words}</b><br>{people} · {numbers.percent(bars.people[at] / whole)}"


def _income_axis(bars: _Bars, unit: str) -> dict[str, Any]:
    return {
        "range": [bars.edges[0], bars.edges[-1] + bars.step],
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.HAIRLINE,
        **_ticks(bars, unit, 7),
    }


def _ticks(bars: _Bars, unit: str, wanted: int) -> dict[str, Any]:
    ticks = scale.steps(bars.edges[0], bars.edges[-1] + bars.step, wanted)
    return {"tickvals": ticks, "ticktext": [numbers.bare(tick, unit) for tick in ticks]}


def _unit_note(unit: str) -> dict[str, Any]:
    """The unit of the incomes, at the end of their axis."""
    place: theme.Place = {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
    }
    return theme.note(numbers.unit_word(unit), theme.QUIET, **place, yshift=-27)


def _write_figures(figure: Figure, spread: Spread, bars: _Bars, unit: str) -> None:
    """The four figures above the bars, each over its place, in as many rows as keep them apart."""
    corner: theme.Place = {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
    }
    people = theme.note(hover.people(spread.n), theme.QUIET, **corner)
    left = scale.left_margin(figure.written["yaxis"])
    layouts = []
    for width in (labels.WIDE, *labels.UNDER):
        notes, rows = _over_places(spread, bars, unit, width - left - 16)
        margin = {"t": 22 + 18 * rows, "b": 46, "r": 16}
        ticks = _ticks(bars, unit, 3 if width == labels.NARROW else 7)
        layouts.append({"annotations": [*notes, people, _unit_note(unit)], "margin": margin, "xaxis": ticks})
    narrower = [
        {"than": than, "layout": layout}
        for than, layout in zip(labels.UNDER.values(), layouts[1:], strict=True)
    ]
    figure.update_layout(**layouts[0], meta={"narrower": narrower})


def _over_places(spread: Spread, bars: _Bars, unit: str, width: float) -> tuple[list[dict[str, Any]], int]:
    """The labels for a plot of this width, and how many rows they take."""
    low, high = bars.edges[0], bars.edges[-1] + bars.step
    marks = [
        (t("Lower quartile"), spread.q1, theme.QUIET),
        (t("Median"), spread.median, theme.INK),
        (t("Mean"), spread.mean, theme.INK),
        (t("Upper quartile"), spread.q3, theme.QUIET),
    ]
    texts = [f"{name} {numbers.bare(value, unit)}" for name, value, _ in marks]
    centres = [(value - low) / (high - low) * width for _, value, _ in marks]
    places = labels.rows(centres, [theme.text_width(text) for text in texts], width)
    notes = []
    for (_, value, colour), text, centre, (row, middle) in zip(marks, texts, centres, places, strict=True):
        place: theme.Place = {
            "x": value,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 6 + 18 * row,
        }
        shown = f"<b>{text}</b>" if colour == theme.INK else text
        notes.append(theme.note(shown, colour, **place, xshift=round(middle - centre, 1)))
    return notes, 1 + max(row for row, _ in places)


def _head(spread: Spread, unit: str, top: float, *, is_brief: bool = False) -> dict[str, Any]:
    """A group's name with its figures, over its bars."""
    figures = [
        f"{t('Median')} {numbers.bare(spread.median, unit)}",
        f"{t('Mean')} {numbers.bare(spread.mean, unit)}",
    ]
    words = " · ".join([*figures, hover.people(spread.n)])
    place: theme.Place = {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": top,
        "yref": "paper",
        "yanchor": "top",
    }
    between = "<br>" if is_brief else "   "
    return theme.note(f"<b>{theme.safe(spread.label)}</b>{between}{words}", **place, align="left")
