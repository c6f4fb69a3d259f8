"""Growth since the start, with what was published about it and what was aimed at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.charts import hover, labels, notes, record, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.notes import Note
from sharedwealth.choices import KINDS, word
from sharedwealth.text import t, tn

HEIGHT, TALL = 430, 640
_MARGIN = {"t": 18, "r": 20, "b": 30}
_NO_MORE_THAN_AHEAD = (
    14  # months that the axis is drawn on to the target's due month; a farther one is only written
)


@dataclass(frozen=True)
class Target:
    """A figure to be reached, in ready words (“目标 10,000家”), and the month by which (`2025-09`)."""

    value: float
    label: str
    due: str | None = None


def growth(own: pd.DataFrame, published: pd.DataFrame | None = None, target: Target | None = None) -> Figure:
    """The ledgers' figures month by month, the public record's as ink diamonds, the target as a dashed line.

    `own` is an answer by month of a stock; `published` as in `record`. Each diamond is labelled with its
    figure and publisher; undated figures are counted below and not drawn.
    """
    drawn = own.dropna(subset=["value"])
    points = record.points(published, _unit(own))
    dated = [point for point in points if point.middle]
    if drawn.empty and not dated:
        return theme.sentence(t("No ledgers and no published figures for these months."))
    unit = _unit(own)
    axis, layout = _months(drawn, dated, target)
    top = max([*drawn["value"], *(point.value for point in dated), *([target.value] if target else [])])
    values = scale.value_axis(0, top * 1.12 or 1.0, unit)  # where all is zero there still is an axis
    figure = theme.figure(**layout, yaxis=values, height=HEIGHT)
    if target:
        _draw_target(figure, axis, target)
    _draw_own(figure, drawn)
    _draw_points(figure, dated)
    undated = len(points) - len(dated)
    figure.update_layout(margin={**_MARGIN, "l": 0, "b": 52 if undated else 30})
    wanted = _notes(drawn, dated, target, axis["range"][1], unit)

    def arranged(width: int) -> list[dict[str, Any]]:
        canvas = _canvas(figure, width)
        return notes.beside(wanted, canvas, _lines(figure, canvas), is_narrow=width == labels.NARROW)

    layout = notes.for_widths(arranged, *_undated(undated))
    return figure.update_layout(
        annotations=layout["annotations"], meta={**figure.written["meta"], **layout["meta"]}
    )


def _unit(own: pd.DataFrame) -> str:
    return str(own["unit"].iloc[0]) if len(own) else ""


def _months(
    drawn: pd.DataFrame, dated: Sequence[record.Point], target: Target | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    named = [months.parse(month) for month in drawn["month"]]
    days = [*named, *(day.replace(day=1) for point in dated for day in (point.first, point.last) if day)]
    asked = max(named or days)
    if target and target.due and months.parse(target.due) <= months.shift(asked, _NO_MORE_THAN_AHEAD):
        days.append(months.parse(target.due))
    # a year's figure reaches to its December, but the axis goes no further than what else is drawn
    last = max([asked, *(day for day in days if day <= months.shift(asked, _NO_MORE_THAN_AHEAD))])
    layout = scale.month_axis(
        [months.write(month) for month in months.between(min(days), last)], months.write(asked)
    )
    layout["xaxis"] = scale.widened(layout["xaxis"], 0.01, 0.03)
    return layout["xaxis"], layout


def _draw_own(figure: Figure, drawn: pd.DataFrame) -> None:
    if drawn.empty:
        return
    days = [scale.month_end(month).isoformat() for month in drawn["month"]]
    told = [hover.of_answer(row) for row in drawn.to_dict("records")]
    figure.add_scatter(
        x=days,
        y=drawn["value"].tolist(),
        mode="lines",
        line={"color": theme.MAIN, "width": 2.5},
        fill="tozeroy",
        fillcolor=theme.faint(theme.MAIN, 0.1),
        hovertext=told,
        hoverinfo="text",
        name="own",
    )
    figure.add_scatter(
        x=days[-1:],
        y=drawn["value"].tolist()[-1:],
        mode="markers",
        marker={"color": theme.MAIN, "size": 9, "line": {"color": theme.CARD, "width": 2}},
        hoverinfo="skip",
        name="last",
    )


def _draw_target(figure: Figure, axis: dict[str, Any], target: Target) -> None:
    due = scale.month_end(target.due).isoformat() if target.due else axis["range"][1]
    end = min(due, axis["range"][1])
    figure.add_scatter(
        x=[axis["range"][0], end],
        y=[target.value, target.value],
        mode="lines+markers",
        line={"color": theme.QUIET, "width": 1.5, "dash": "6px,4px"},
        marker={"symbol": "circle-open", "size": [0, 10 if end == due else 0], "line": {"width": 1.5}},
        hoverinfo="skip",
        name="target",
    )


def _draw_points(figure: Figure, dated: Sequence[record.Point]) -> None:
    for point in dated:
        if point.first and point.last and (point.last - point.first).days > 32:
            figure.add_scatter(
                x=[point.first.isoformat(), point.last.isoformat()],
                y=[point.value, point.value],
                mode="lines",
                line={"color": theme.INK, "width": 1},
                hoverinfo="skip",
                name="span",
            )
    if dated:
        figure.add_scatter(
            x=[point.middle.isoformat() for point in dated if point.middle],
            y=[point.value for point in dated],
            mode="markers",
            marker={
                "symbol": [point.symbol for point in dated],
                "size": 11,
                "color": theme.INK,
                "line": {"color": theme.CARD, "width": 1.5},
            },
            hovertext=[point.hover for point in dated],
            hoverinfo="text",
            customdata=[point.id for point in dated] if all(point.id for point in dated) else None,
            name="published",
        )


def _notes(
    drawn: pd.DataFrame, dated: Sequence[record.Point], target: Target | None, end: str, unit: str
) -> list[Note]:
    """What is written beside the last own figure, the target and every published point."""
    wanted = []
    if not drawn.empty:
        last = drawn.iloc[-1]
        day, value = scale.month_end(str(last["month"])), float(last["value"])
        figure = f"<b>{numbers.with_unit(value, unit)}</b>"
        brief = f"<b>{numbers.bare(value, unit)}</b>"
        own = _note(day, value, (figure, word(KINDS, str(last["kind"]))), (brief,))
        wanted.append(replace(own, lean=1))
    if target:
        due = scale.month_end(target.due) if target.due else date.fromisoformat(end)
        by = (t("by {month}").format(month=numbers.month(months.parse(target.due))),) if target.due else ()
        words = theme.safe(target.label)
        wanted.append(_note(min(due, date.fromisoformat(end)), target.value, (words, *by), (words,)))
    for point in dated:
        if point.middle:
            full = (f"<b>{theme.safe(point.words)}</b>", theme.safe(point.publisher))
            wanted.append(_note(point.middle, point.value, full, (f"<b>{theme.safe(point.figure)}</b>",)))
    return wanted


def _note(day: date, value: float, full: tuple[str, ...], brief: tuple[str, ...]) -> Note:
    return Note(day.isoformat(), day.toordinal(), value, full, brief)


def _undated(count: int) -> list[dict[str, Any]]:
    if not count:
        return []
    words = tn(
        "{count} published figure is undated and not drawn.",
        "{count} published figures are undated and not drawn.",
        count,
    ).format(count=numbers.plain(count))
    place: theme.Place = {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -30,
    }
    return [theme.note(f"◇ {words}", theme.QUIET, theme.SMALL, **place)]


def _canvas(figure: Figure, width: int) -> labels.Canvas:
    margin, axis = figure.written["margin"], figure.written["yaxis"]
    left = scale.left_margin(axis)
    first, last = (date.fromisoformat(end).toordinal() for end in figure.written["xaxis"]["range"])
    inner = width - left - margin["r"]
    return labels.Canvas(inner, HEIGHT - margin["t"] - margin["b"], (first, last), tuple(axis["range"]))


def _lines(figure: Figure, canvas: labels.Canvas) -> labels.Boxes:
    """Where lines run, which labels are to leave free."""
    boxes = [labels.NOWHERE]
    for trace in figure.traces:
        if trace["name"] in ("own", "target", "span"):
            days = (date.fromisoformat(day).toordinal() for day in trace["x"])
            boxes.append(
                labels.along([canvas.at(day, value) for day, value in zip(days, trace["y"], strict=True)])
            )
    return np.concatenate(boxes)
