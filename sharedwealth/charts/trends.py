"""Figures over months: lines, joiners and leavers, and how a distribution moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from sharedwealth import numbers
from sharedwealth.charts import hover, labels, scale, theme
from sharedwealth.charts.growth import Target, growth
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.text import t, tp

__all__ = ["Target", "fan", "flows", "growth", "series", "two_lines"]

Values = Sequence[float]

HEIGHT = 300
_TOP, _BOTTOM = 18, 30
_NAMED = 8  # lines that all have their name; of more, the coloured, the highest and the lowest
_COLOURED = 4  # lines told apart by colour; the rest are grey, as everything beyond a handful is


@dataclass(frozen=True)
class _End:
    """What is written at a line's end; `is_brief` where a narrow screen has room for the figure alone."""

    name: str
    value: float
    colour: str
    is_brief: bool = False

    def lines(self, unit: str, *, is_stacked: bool) -> str:
        figure = numbers.with_unit(self.value, unit) if is_stacked else numbers.bare(self.value, unit)
        between = "<br>" if is_stacked else " "
        return f"{theme.safe(self.name)}{between}<b>{figure}</b>" if self.name else f"<b>{figure}</b>"

    def brief(self, unit: str, *, is_stacked: bool) -> str:
        if is_stacked:
            figure = f"<b>{numbers.bare(self.value, unit)}</b>"
            return f"{theme.safe(self.name)}<br>{figure}" if self.name else figure
        return numbers.bare(self.value, unit) if self.is_brief else self.lines(unit, is_stacked=False)


def series(frame: pd.DataFrame, *, chosen: str | None = None) -> go.Figure:
    """A line for each area, or for each type when the answer has them, named at its end.

    A single line is filled. Of several, the chosen area stands out and the rest are grey; without one, the
    four with the highest last value have a colour. A month without data is a gap. The scale starts at zero,
    except for shares.
    """
    known = frame.dropna(subset=["value"])
    if known.empty:
        return _nothing()
    unit = str(known["unit"].iloc[0])
    key = "type" if "type" in frame else "area"
    lines = [
        lines
        for _, lines in frame.sort_values("month").groupby(key, sort=False)
        if lines["value"].notna().any()
    ]
    lines.sort(key=lambda line: -float(line["value"].dropna().iloc[-1]))
    from_zero = unit not in ("share", "index")
    figure, values = _time_figure(frame, known["value"], unit, from_zero=from_zero)
    ends = []
    for rank, line in enumerate(lines):
        colour = _colour(line, key, rank, len(lines), chosen)
        _add_line(figure, line, colour, is_filled=from_zero and len(lines) == 1)
        last = line.dropna(subset=["value"]).iloc[-1]
        named = "" if len(lines) == 1 else _name(last, key)
        is_named = len(lines) <= _NAMED or colour != theme.EARLIER or rank in (0, len(lines) - 1)
        if is_named:
            ends.append(
                _End(named, float(last["value"]), theme.QUIET if colour == theme.EARLIER else theme.INK)
            )
    _name_ends(figure, ends, unit, values)
    return figure


def two_lines(first: pd.DataFrame, second: pd.DataFrame, names: tuple[str, str]) -> go.Figure:
    """Two answers by month of one unit on one scale, as people employed so far and people at work now."""
    both = pd.concat([first, second])
    known = both.dropna(subset=["value"])
    if known.empty:
        return _nothing()
    unit = str(known["unit"].iloc[0])
    figure, values = _time_figure(both, known["value"], unit, from_zero=True)
    ends = []
    for frame, colour, name in zip((first, second), (theme.MAIN, theme.SECOND), names, strict=True):
        drawn = frame.sort_values("month")
        _add_line(figure, drawn, colour, is_filled=False, head=name)
        if drawn["value"].notna().any():
            ends.append(_End(name, float(drawn["value"].dropna().iloc[-1]), theme.INK))
    _name_ends(figure, ends, unit, values)
    return figure


def flows(joiners: pd.DataFrame, leavers: pd.DataFrame) -> go.Figure:
    """Bars upwards for who joined in the month, downwards for who left, and a line for the difference.

    Both are answers by month with positive values. A month that either does not know has no bar and no
    difference.
    """
    both = joiners[["month", "value", "unit"]].merge(
        leavers[["month", "value"]], on="month", suffixes=("", "_left")
    )
    both = both.sort_values("month").dropna(subset=["value", "value_left"])
    if both.empty:
        return _nothing()
    unit = str(both["unit"].iloc[0])
    named = _months(joiners)
    axis = scale.value_axis(-float(both["value_left"].max()) * 1.12, float(both["value"].max()) * 1.12, unit)
    axis["ticktext"] = [
        text.replace("−", "") for text in axis["ticktext"]
    ]  # leavers are people, not less than none
    figure = theme.figure(
        **scale.month_axis(named, at_end=False), yaxis=axis, height=HEIGHT, barmode="relative", bargap=0.25
    )
    figure.update_xaxes(range=scale.widened(figure.layout.xaxis.to_plotly_json(), 0.025, 0.025)["range"])
    days = [f"{month}-01" for month in both["month"]]
    told = [_flow_told(row, unit) for row in both.to_dict("records")]
    for column, colour, sign in (("value", theme.MAIN, 1), ("value_left", theme.SECOND, -1)):
        figure.add_bar(
            x=days,
            y=[sign * value for value in both[column]],
            marker={"color": colour},
            hovertext=told,
            hoverinfo="text",
            name=column,
        )
    net = dict(zip(both["month"], both["value"] - both["value_left"], strict=True))
    figure.add_scatter(
        x=[f"{month}-01" for month in named],
        y=[net.get(month) for month in named],
        mode="lines+markers",
        line={"color": theme.INK, "width": 1.5},
        marker={"size": 5, "color": theme.INK, "line": {"color": theme.CARD, "width": 1}},
        hoverinfo="skip",
        name="net",
    )
    figure.add_hline(y=0, line={"color": theme.QUIET, "width": 1})
    _explain_flows(figure)
    return figure.update_layout(margin={"t": 34, "b": _BOTTOM})


def fan(quantiles: pd.DataFrame) -> go.Figure:
    """How a distribution moves: middle half, where known the middle four fifths, median and mean.

    Columns `month`, `unit`, `q1`, `median`, `q3`, `n`, the mean as `mean` or `value`, and `p10`, `p90` if there
    are. A month without them is a gap.
    """
    mean = "mean" if "mean" in quantiles else "value"
    every = quantiles.sort_values("month")
    drawn = every.dropna(subset=["q1", "median", "q3"])
    if drawn.empty:
        return _nothing()
    unit = str(drawn["unit"].iloc[0])
    tails = ["p10", "p90"] if {"p10", "p90"} <= set(drawn) and drawn["p10"].notna().any() else []
    shown = [
        float(value) for column in ("q1", "median", "q3", mean, *tails) for value in drawn[column].dropna()
    ]
    figure, values = _time_figure(quantiles, shown, unit, from_zero=min(shown) >= 0)
    days = [scale.month_end(month).isoformat() for month in every["month"]]
    if tails:
        _add_band(figure, days, (every["p10"].tolist(), every["p90"].tolist()), theme.MAIN, 0.1)
    _add_band(figure, days, (every["q1"].tolist(), every["q3"].tolist()), theme.MAIN, 0.2)
    told = [hover.of_answer({**row, "value": row[mean]}) for row in every.to_dict("records")]
    looks = {
        "median": {"color": theme.MAIN, "width": 2.5},
        mean: {"color": theme.INK, "width": 1.5, "dash": "dot"},
    }
    for column, line in looks.items():
        figure.add_scatter(
            x=days,
            y=_gaps(every[column].tolist()),
            mode="lines",
            line=line,
            hovertext=told if column == "median" else None,
            hoverinfo="text" if column == "median" else "skip",
            name="median" if column == "median" else "mean",
        )
    _name_ends(figure, _fan_ends(drawn.iloc[-1], mean, tails), unit, values)
    return figure


def _fan_ends(last: pd.Series, mean: str, tails: list[str]) -> list[_End]:
    names = {
        "p90": t("90th percentile"),
        "q3": t("Upper quartile"),
        mean: t("Mean"),
        "median": t("Median"),
        "q1": t("Lower quartile"),
        "p10": t("10th percentile"),
    }
    strong = (mean, "median")
    return [
        _End(
            name,
            float(last[column]),
            theme.INK if column in strong else theme.QUIET,
            is_brief=column not in strong,
        )
        for column, name in names.items()
        if (column in tails or not column.startswith("p")) and hover.is_known(last[column])
    ]


def _nothing() -> go.Figure:
    return theme.sentence(t("No ledgers for these months, so there is nothing to draw."))


def _months(frame: pd.DataFrame) -> list[str]:
    return sorted({str(month) for month in frame["month"]})


def _time_figure(
    frame: pd.DataFrame, values: Sequence[float] | pd.Series, unit: str, *, from_zero: bool
) -> tuple[go.Figure, dict[str, Any]]:
    low, high = float(min(values)), float(max(values))
    axis = scale.value_axis(min(0.0, low) if from_zero else low, high * 1.02 if from_zero else high, unit)
    return theme.figure(**scale.month_axis(_months(frame)), yaxis=axis, height=HEIGHT), axis


def _colour(line: pd.DataFrame, key: str, rank: int, lines: int, chosen: str | None) -> str:
    if key == "type":
        return (
            theme.TYPES.get(str(line["type"].iloc[0]), theme.EARLIER) if rank < _COLOURED else theme.EARLIER
        )
    if lines == 1 or str(line["area"].iloc[0]) == chosen:
        return theme.MAIN
    if chosen is not None:
        return theme.EARLIER
    return (theme.MAIN, theme.SECOND, *theme.LIGHT.types[2:4])[rank] if rank < _COLOURED else theme.EARLIER


def _gaps(values: Values) -> list[float | None]:
    return [value if hover.is_known(value) else None for value in values]


def _name(row: pd.Series, key: str) -> str:
    return word(WORKSHOP_TYPES, str(row["type"])) if key == "type" else str(row["area_name"])


def _add_line(
    figure: go.Figure, line: pd.DataFrame, colour: str, *, is_filled: bool, head: str | None = None
) -> None:
    is_grey = colour == theme.EARLIER
    rows = line.to_dict("records")
    days = [scale.month_end(month).isoformat() for month in line["month"]]
    values = line["value"].tolist()
    if is_filled:
        _add_band(figure, days, ([0.0] * len(values), values), colour, 0.1)
    figure.add_scatter(
        x=days,
        y=_gaps(values),
        mode="lines",
        line={"color": colour, "width": 1.2 if is_grey else 2.5},
        connectgaps=False,
        hovertext=[hover.of_answer(row, head=_line_head(row, head)) for row in rows],
        hoverinfo="text",
        name=str(rows[0].get("area", "")),
    )


def _line_head(row: hover.Row, head: str | None) -> str | None:
    month = hover.month(row)
    if head is not None:
        return f"{head} · {month}"
    return f"{word(WORKSHOP_TYPES, str(row['type']))} · {month}" if "type" in row else None


def _name_ends(figure: go.Figure, ends: list[_End], unit: str, values: dict[str, Any]) -> None:
    """Writes name and last value right of each line's end, moved apart where the ends are close."""
    is_stacked = len(ends) <= 2
    line_height = 34 if is_stacked and any(end.name for end in ends) else 17
    inner = HEIGHT - _TOP - _BOTTOM
    low, high = values["range"]
    wished = [(1 - (end.value - low) / (high - low)) * inner for end in ends]
    places = labels.apart(wished, line_height, line_height / 2 - _TOP, inner)
    shifts = [wish - at for wish, at in zip(wished, places, strict=True)]
    full = _written([end.lines(unit, is_stacked=is_stacked) for end in ends], ends, shifts)
    brief = _written([end.brief(unit, is_stacked=is_stacked) for end in ends], ends, shifts)
    figure.update_layout(
        **full,
        meta={**figure.layout.meta, "narrower": [{"than": labels.UNDER[labels.NARROW], "layout": brief}]},
    )


def _written(texts: list[str], ends: list[_End], shifts: list[float]) -> dict[str, Any]:
    """A layout's annotations and the margin that holds them."""
    place: theme.Place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "align": "left"}
    annotations = [
        theme.note(text, end.colour, y=end.value, yshift=round(shift, 1), **place)
        for text, end, shift in zip(texts, ends, shifts, strict=True)
    ]
    width = max(
        (theme.text_width(theme.unmarked(line)) for text in texts for line in text.split("<br>")), default=0
    )
    return {"annotations": annotations, "margin": {"t": _TOP, "b": _BOTTOM, "r": round(width) + 14}}


def _add_band(
    figure: go.Figure, days: list[str], edges: tuple[Values, Values], colour: str, alpha: float
) -> None:
    """The area between two lines, as one polygon for each run of months that has both."""
    xs: list[str | None] = []
    ys: list[float | None] = []
    rows = zip(days, *edges, strict=True)
    for is_known, run in groupby(rows, key=lambda row: hover.is_known(row[1]) and hover.is_known(row[2])):
        if is_known:
            there = list(run)
            xs += [*(day for day, _, _ in there), *(day for day, _, _ in reversed(there)), None]
            ys += [*(upper for _, _, upper in there), *(lower for _, lower, _ in reversed(there)), None]
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="none",
        fill="toself",
        fillcolor=theme.faint(colour, alpha),
        hoverinfo="skip",
        name="band",
    )


def _flow_told(row: hover.Row, unit: str) -> str:
    net = float(row["value"]) - float(row["value_left"])
    return "<br>".join(
        [
            f"<b>{hover.month(row)}</b>",
            f"{tp('workers', 'Joined')} {numbers.with_unit(float(row['value']), unit)}",
            f"{tp('workers', 'Left')} {numbers.with_unit(float(row['value_left']), unit)}",
            f"{t('Difference')} {numbers.difference(net, unit)}",
        ]
    )


def _explain_flows(figure: go.Figure) -> None:
    """One line above the figure that says what its marks are, each word beside its own mark."""
    marks = [
        (theme.MAIN, "■", tp("workers", "Joined")),
        (theme.SECOND, "■", tp("workers", "Left")),
        (theme.INK, "●", t("Difference")),
    ]
    words = "   ".join(f'<span style="color:{colour}">{mark}</span> {name}' for colour, mark, name in marks)
    place: theme.Place = {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 10,
    }
    figure.add_annotation(theme.note(words, **place))
