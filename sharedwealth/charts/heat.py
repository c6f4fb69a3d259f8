"""Tables in colour: cohorts by months after joining, and calendar months by type."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.charts import hover, labels, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.choices import STATUSES, WORKSHOP_TYPES, word
from sharedwealth.text import language, t, tn

_HEAD = 46  # pixels for the columns' heads and the key above them
_ON_LIGHT, _ON_DEEP = "#14181C", "#FEFEFE"
"""Inks on colours that are the same on a light and on a dark page."""
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class _Table:
    """What is drawn: a frame with `row`, `column` (numbers), `value`, `status` and `told`, and the words round it."""

    frame: pd.DataFrame
    rows: Sequence[str]
    brief_rows: Sequence[str]
    columns: Sequence[str]
    narrow_columns: Sequence[str]
    scale: tuple[float, float]
    colours: Sequence[str]
    key: str
    row_height: int
    ink: Callable[[float], str]
    """The colour of a figure on a cell at this place of the scale, 0 to 1."""


def cohorts(frame: pd.DataFrame, *, step: str) -> Figure:
    """A row for each cohort, the earliest on top, a column for each month after: the share at work, in per cent.

    `frame` has `cohort` (`2022-04`), `after`, `people`, `joined`, `at_work`, `value` and `status`. A cell without data
    is hatched, a hidden one dotted; both are counted in the key.
    """
    if frame["value"].isna().all():
        return theme.sentence(
            t("Nobody here has been followed for a month yet, so there is nothing to show.")
        )
    listed = sorted(frame["cohort"].unique())
    people = frame.groupby("cohort")["people"].first()
    names = [_cohort(each, step) for each in listed]
    most = int(frame["after"].max())
    low = float(np.floor(frame["value"].min() * 10) / 10)
    drawn = frame.assign(
        row=frame["cohort"].map({each: at for at, each in enumerate(listed)}),
        column=frame["after"] - 1,
        told=[_cohort_told(row, step) for row in frame.to_dict("records")],
    )
    each_column = [str(after) for after in range(1, most + 1)]
    return _drawn(
        _Table(
            drawn,
            [f"{name}  {_quiet(_joined(people[each]))}" for name, each in zip(names, listed, strict=True)],
            names,
            each_column,
            [column if int(column) % 6 == 0 else "" for column in each_column],
            (low, 1.0),
            theme.SEQUENTIAL,
            _key(low, 1.0, theme.SEQUENTIAL, drawn),
            26 if step == "quarter" else 20,
            _on_sequential,
        )
    )


def seasons(frame: pd.DataFrame) -> Figure:
    """A row for each type, the most seasonal on top and all of them at the foot, a column for each calendar month.

    `frame` has `type`, `calendar_month`, `value` (1 is the mean of the year round it), `years`, `months` and `status`.
    Brown is under the mean, blue over it.
    """
    if frame["value"].isna().all():
        return theme.sentence(
            t("A month is held against the year round it, so a season shows from the thirteenth ledger on.")
        )
    swing = frame.groupby("type")["value"].agg(lambda each: each.max() - each.min())
    types = sorted((key for key in WORKSHOP_TYPES if key in swing.index), key=lambda key: -_known(swing[key]))
    listed = [*types, *(["all"] if "all" in swing.index else [])]
    names = [theme.safe(_type(key)) for key in listed]
    reach = max(0.1, float((frame["value"] - 1).abs().max()))
    drawn = frame.assign(
        row=frame["type"].map({key: at for at, key in enumerate(listed)}),
        column=frame["calendar_month"] - 1,
        told=[_season_told(row) for row in frame.to_dict("records")],
    )
    columns = [_calendar_month(number) for number in range(1, 13)]
    narrow = [str(number) for number in range(1, 13)]
    scale = (1 - reach, 1 + reach)
    key = _key(*scale, theme.DIVERGING, drawn)
    return _drawn(
        _Table(drawn, names, names, columns, narrow, scale, theme.DIVERGING, key, 36, _on_diverging)
    )


def _known(value: float) -> float:
    return -1.0 if np.isnan(value) else float(value)


def _drawn(table: _Table) -> Figure:
    known = table.frame.dropna(subset=["value"])
    shape = (len(table.rows), len(table.columns))
    values = np.full(shape, np.nan)
    told = np.full(shape, "", dtype=object)
    at = (known["row"].to_numpy(), known["column"].to_numpy())
    values[at], told[at] = known["value"].to_numpy(), known["told"].to_numpy()
    figure = theme.figure(height=_HEAD + shape[0] * table.row_height + 8)
    figure.add_heatmap(
        x=list(range(shape[1])),
        y=list(range(shape[0])),
        z=[[None if np.isnan(value) else value for value in row] for row in values.tolist()],
        zmin=table.scale[0],
        zmax=table.scale[1],
        colorscale=[[at / (len(table.colours) - 1), colour] for at, colour in enumerate(table.colours)],
        showscale=False,
        xgap=1,
        ygap=1,
        hovertext=told.tolist(),
        hoverinfo="text",
        hoverongaps=False,
        name="known",
    )
    written = _write(figure, table, known)
    for status, pattern in (("no_data", theme.NO_DATA), ("suppressed", theme.SUPPRESSED)):
        _add_blank(figure, table.frame[table.frame["status"] == status], pattern, status)
    figure.update_layout(
        xaxis={
            "range": [-0.5, shape[1] - 0.5],
            "tickvals": list(range(shape[1])),
            "ticktext": list(table.columns),
            "side": "top",
            "showgrid": False,
        },
        yaxis={
            "range": [shape[0] - 0.5, -0.5],
            "tickvals": list(range(shape[0])),
            "ticktext": list(table.rows),
            "showgrid": False,
            "tickfont": theme.font(theme.INK),
            "ticklabelstandoff": 6,
        },
        margin={"t": _HEAD, "b": 6, "l": 4, "r": 4},
    )
    figure.add_annotation(
        theme.note(
            table.key,
            theme.QUIET,
            x=0,
            xref="paper",
            xanchor="left",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=24,
        )
    )
    narrow = {
        "yaxis": {"ticktext": list(table.brief_rows)},
        "xaxis": {"ticktext": list(table.narrow_columns)},
    }
    is_tight = shape[1] > 12
    patch: dict[str, Any] = {"than": labels.UNDER[labels.NARROW], "layout": narrow}
    if is_tight:
        patch["data"] = {str(1 + at): {"visible": False} for at in range(written)}
    return figure.update_layout(meta={"narrower": [patch]})


def _write(figure: Figure, table: _Table, known: pd.DataFrame) -> int:
    """The figures on the cells, a trace for each colour; how many traces that are."""
    low, high = table.scale
    inks = [table.ink((value - low) / (high - low)) for value in known["value"]]
    for ink in sorted(set(inks)):
        rows = known[[each == ink for each in inks]]
        figure.add_scatter(
            x=rows["column"].tolist(),
            y=rows["row"].tolist(),
            mode="text",
            text=[f"{value * 100:.0f}" for value in rows["value"]],
            textfont=theme.font(ink, theme.SMALL),
            hoverinfo="skip",
            name="written",
        )
    return len(set(inks))


def _on_sequential(place: float) -> str:
    """The scale is turned round on a dark page, and so are both inks."""
    return theme.INK if place < 0.64 else theme.CARD


def _on_diverging(place: float) -> str:
    """Only the middle of this scale is other on a dark page; what stands on the rest keeps its colour there."""
    off = abs(place - 0.5)
    return theme.INK if off < 0.083 else _ON_LIGHT if off < 0.37 else _ON_DEEP


def _add_blank(figure: Figure, rows: pd.DataFrame, pattern: Any, status: str) -> None:  # noqa: ANN401  Plotly's own
    if rows.empty:
        return
    figure.add_bar(
        x=rows["column"].tolist(),
        y=[0.94] * len(rows),
        base=[float(row) - 0.47 for row in rows["row"]],
        width=0.94,
        marker={"color": theme.CARD, "line": {"color": theme.HATCH, "width": 1}, "pattern": dict(pattern)},
        hovertext=rows["told"].tolist(),
        hoverinfo="text",
        name=status,
    )


def _key(low: float, high: float, colours: Sequence[str], frame: pd.DataFrame) -> str:
    """The colours from low to high with both ends in words, and how many cells show nothing."""
    squares = "".join(f'<span style="color:{colour}">■</span>' for colour in colours)
    parts = [f"{numbers.percent(low, 0)} {squares} {numbers.percent(high, 0)}"]
    for status, mark in (("no_data", "▨"), ("suppressed", "▒")):
        count = int((frame["status"] == status).sum())
        if count:
            parts.append(f"{mark} {word(STATUSES, status)} ({count})")
    return "   ".join(parts)


def _cohort(month: str, step: str) -> str:
    if step == "month":
        return month
    first = months.parse(month)
    return t("Q{quarter} {year}").format(quarter=(first.month - 1) // 3 + 1, year=first.year)


def _joined(people: float) -> str:
    return numbers.plain(people) if hover.is_known(people) else "<10"


def _quiet(words: str) -> str:
    return f'<span style="color:{theme.QUIET}">{theme.safe(words)}</span>'


def _cohort_told(row: hover.Row, step: str) -> str:
    after = int(row["after"])
    sentence = tn(
        "Joined in {cohort}, {after} month later", "Joined in {cohort}, {after} months later", after
    )
    head = sentence.format(cohort=_cohort(str(row["cohort"]), step), after=after)
    lines = [f"<b>{head}</b>"]
    if row["status"] != "ok":
        return "<br>".join([*lines, word(STATUSES, str(row["status"]))])
    return "<br>".join(
        [
            *lines,
            t("{share} are at work").format(share=numbers.percent(float(row["value"]))),
            f"{numbers.plain(float(row['at_work']))} / {numbers.plain(float(row['joined']))}",
        ]
    )


def _season_told(row: hover.Row) -> str:
    lines = [f"<b>{_type(str(row['type']))} · {_calendar_month(int(row['calendar_month']))}</b>"]
    if row["status"] != "ok":
        return "<br>".join([*lines, word(STATUSES, str(row["status"]))])
    share = t("{share} of the mean of the year round it").format(
        share=numbers.percent(float(row["value"]), 0)
    )
    return "<br>".join([*lines, share, t("Months: {months}").format(months=row["months"])])


def _type(key: str) -> str:
    return t("All types") if key == "all" else word(WORKSHOP_TYPES, key)


def _calendar_month(number: int) -> str:
    return f"{number}月" if language() == "zh" else _ENGLISH[number - 1]
