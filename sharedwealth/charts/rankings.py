"""Areas in order: bars with their change in rank, and dots with the middle half of a distribution."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import columns, group_spreads, hover, labels, rows, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.scale import steps
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import t

_WORDS = 16  # pixels of a line of words above the rows
_LONGEST_NAME = 30  # letters of a name beside the columns; the whole is told on pointing at its dot
_ROOMY = 150  # pixels of names that leave room for a scale of several steps
_NARROW_NAME = 14  # letters of a name beside the columns on a narrow screen


@dataclass(frozen=True)
class Mark:
    """A value to compare with, in ready words: the whole province, a target."""

    value: float
    label: str
    is_target: bool = False


def bars(ranked: pd.DataFrame, *, marks: Sequence[Mark] = (), chosen: str | None = None) -> Figure:
    """A bar for each area, the highest first, with its value at its end; areas without data last, hatched.

    `ranked` is an answer by area; with a column `rank` the rank stands before the name, and with
    `rank_change` (places gained since the earlier month, negative when lost, missing when there was none)
    ▲, ▼ or – behind the value. A picked bar gives its area's code.
    """
    if ranked.empty:
        return theme.sentence(t("There is no area to compare here."))
    drawn = rows.ordered(ranked, "value", "area")
    known, unknown = drawn[drawn["value"].notna()], drawn[drawn["value"].isna()]
    low = min([0.0, *known["value"]])
    top = max([0.0, *known["value"], *(mark.value for mark in marks)]) or 1.0
    ends = _ends(known)
    figure = theme.figure(bargap=0.34, barmode="overlay")
    _add_bars(figure, known, ends, chosen, in_column=bool(marks))
    if marks:
        _add_column(figure, known.index.tolist(), ends, top)
    rows.add_unknown(figure, unknown, top, "area")
    rows.layout(figure, rows.names(drawn), (low, top), ends, row=rows.ROW, head=_head(marks))
    _draw_marks(figure, marks, str(drawn["unit"].iloc[0]), (low, top))
    return figure


def dots(frame: pd.DataFrame, *, marks: Sequence[Mark] = ()) -> Figure:
    """The middle half of each area as a line, its median as a dot and its mean as an upright stroke.

    `frame` is an answer of a mean by area: `value` is the mean, `median`, `q1`, `q3` and `n` stand beside
    it. The highest median comes first; median, mean and n are written in columns, with `rank` the rank stands before
    the name and with `rank_change` the places gained follow. Areas without data come last and say so.
    """
    if frame.empty or frame["median"].isna().all():
        return theme.sentence(t("No area has enough people with a known income before and after."))
    drawn = rows.ordered(frame, "median", "area")
    known = drawn[drawn["median"].notna()]
    unit = str(drawn["unit"].iloc[0])
    top = max([*known["q3"], *known["median"], *known["value"], *(mark.value for mark in marks)])
    bottom = min([*known["q1"], *known["median"], *known["value"], *(mark.value for mark in marks)])
    scale = (bottom - (top - bottom) * 0.04, top + (top - bottom) * 0.02)
    figure = theme.figure()
    _draw_ranges(figure, known)
    _draw_dots(figure, known)
    _say_unknown(figure, drawn[drawn["median"].isna()], scale[0])
    head = max(_head(marks), _WORDS) + _WORDS + 10
    names = rows.briefs(rows.names(drawn), _LONGEST_NAME)
    rows.layout(figure, names, scale, [], row=rows.ROW, head=head)
    has_room = max(map(theme.text_width, names)) < _ROOMY
    _show_scale(figure, scale, unit, 4 if has_room else 2)
    _draw_marks(figure, marks, unit, scale)
    written = group_spreads.figures(known, unit)
    if "rank_change" in known and known["rank_change"].notna().any():
        written.append(columns.Column("▲▼", [_change_of(row) for row in known.to_dict("records")]))
    columns.write(figure, known.index.tolist(), written, unit)
    _explain(figure, has_unverified=any(_is_unverified(known)))
    return figure


def _change_of(row: hover.Row) -> str:
    return _change(row["rank_change"]) if hover.is_known(row["rank_change"]) else ""


def _show_scale(figure: Figure, scale: tuple[float, float], unit: str, wanted: int) -> None:
    """A scale under the dots, which unlike bars do not start at zero."""
    ticks = steps(*scale, wanted)
    texts = [numbers.bare(tick, unit) for tick in ticks]
    axis = {
        "visible": True,
        "tickvals": ticks,
        "ticktext": texts,
        "showgrid": True,
        "gridcolor": theme.HAIRLINE,
    }
    figure.update_layout(xaxis=axis, height=figure.written["height"] + 20, margin={"b": 26})


def _hatched(known: pd.DataFrame) -> dict[str, Any]:
    """The pattern of bars that are not verified; none where all are: Plotly warns of several colours under one."""
    shapes = ["/" if hatched else "" for hatched in _is_unverified(known)]
    if not any(shapes):
        return {}
    look = {"fgcolor": theme.CARD, "fillmode": "overlay", "fgopacity": 1, "size": 6, "solidity": 0.25}
    return {"pattern": {"shape": shapes, **look}}


def _add_bars(
    figure: Figure, known: pd.DataFrame, ends: list[str], chosen: str | None, *, in_column: bool
) -> None:
    figure.add_bar(
        x=known["value"].tolist(),
        y=known.index.tolist(),
        orientation="h",
        marker={
            "color": [theme.ACCENT if area == chosen else theme.MAIN for area in known["area"]],
            **_hatched(known),
        },
        text=None if in_column else ends,
        textposition="none" if in_column else "outside",
        textfont=theme.font(),
        textangle=0,
        cliponaxis=False,
        customdata=known["area"].tolist(),
        hovertext=[hover.of_answer(row) for row in known.to_dict("records")],
        hoverinfo="text",
        name="known",
    )


def _is_unverified(rows: pd.DataFrame) -> list[bool]:
    return [bool(each) for each in rows["status"] == "unverified"]


def _ends(known: pd.DataFrame) -> list[str]:
    """The values, and how the ranks have changed: “96.2%  ▲2”."""
    unit = str(known["unit"].iloc[0]) if len(known) else ""
    words = numbers.alike(known["value"].astype(float).tolist(), unit)
    changes = known["rank_change"].tolist() if "rank_change" in known else [None] * len(words)
    return [
        f"{said}  {_change(change)}" if hover.is_known(change) else said
        for said, change in zip(words, changes, strict=True)
    ]


def _add_column(figure: Figure, at: list[int], ends: list[str], top: float) -> None:
    """The values in a column behind the longest bar: at the bars' ends a mark's line would run through some."""
    figure.add_scatter(
        x=[top] * len(at),
        y=at,
        mode="text",
        text=[f"\N{NO-BREAK SPACE}{end}" for end in ends],
        textposition="middle right",
        textfont=theme.font(),
        cliponaxis=False,
        hoverinfo="skip",
        name="ends",
    )


def _change(change: float) -> str:
    places = int(change)
    if places == 0:
        return f'<span style="color:{theme.QUIET}">–</span>'
    sign, colour = ("▲", theme.GOOD) if places > 0 else ("▼", theme.WATCH)
    return f'<span style="color:{colour}">{sign}{numbers.plain(abs(places))}</span>'


def _head(marks: Sequence[Mark]) -> int:
    return 8 + _WORDS * len(marks) if marks else 0


def _draw_marks(figure: Figure, marks: Sequence[Mark], unit: str, scale: tuple[float, float]) -> None:
    """Upright lines under the bars, each with its words above in a row of its own."""
    for row, mark in enumerate(sorted(marks, key=lambda mark: mark.value)):
        dash = {"dash": "6px,4px"} if mark.is_target else {}
        figure.add_vline(x=mark.value, line={"color": theme.QUIET, "width": 1.2, **dash}, layer="below")
        share = (mark.value - scale[0]) / (scale[1] - scale[0])
        words = f"{theme.safe(mark.label)} {numbers.bare(mark.value, unit)}"
        anchor = "left" if share < 0.15 else "right" if share > 0.7 else "center"
        place: theme.Place = {
            "x": mark.value,
            "xanchor": anchor,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
        }
        figure.add_annotation(theme.note(words, theme.QUIET, **place, yshift=2 + _WORDS * row))


def _draw_ranges(figure: Figure, known: pd.DataFrame) -> None:
    figure.add_scatter(
        **rows.strokes(known["q1"], known["q3"], known.index),
        mode="lines",
        line={"color": theme.faint(theme.MAIN, 0.35), "width": 6},
        hoverinfo="skip",
        cliponaxis=False,
        name="middle half",
    )


def _draw_dots(figure: Figure, known: pd.DataFrame) -> None:
    """Strokes at the means, dots at the medians: hollow ones where the ledger is not verified."""
    told = [hover.of_answer(row) for row in known.to_dict("records")]
    hollow = _is_unverified(known)
    looks: dict[str, dict[str, Any]] = {
        "value": {"symbol": "line-ns", "size": 12, "line": {"color": theme.INK, "width": 2}},
        "median": {
            "size": 10,
            "color": [theme.CARD if each else theme.MAIN for each in hollow],
            "line": {"color": [theme.MAIN if each else theme.CARD for each in hollow], "width": 1.5},
        },
    }
    for column, look in looks.items():
        is_median = column == "median"
        figure.add_scatter(
            x=known[column].tolist(),
            y=known.index.tolist(),
            mode="markers",
            marker=look,
            cliponaxis=False,
            customdata=known["area"].tolist(),
            hovertext=told if is_median else None,
            hoverinfo="text" if is_median else "skip",
            name="median" if is_median else "mean",
        )


def _say_unknown(figure: Figure, unknown: pd.DataFrame, low: float) -> None:
    if unknown.empty:
        return
    figure.add_scatter(
        x=[low] * len(unknown),
        y=unknown.index.tolist(),
        mode="text",
        textposition="middle right",
        text=[word(STATUSES, str(status)) for status in unknown["status"]],
        textfont=theme.font(theme.QUIET),
        hovertext=[hover.of_answer(row) for row in unknown.to_dict("records")],
        hoverinfo="text",
        cliponaxis=False,
        name="unknown",
    )


def _explain(figure: Figure, *, has_unverified: bool) -> None:
    marks = [
        (theme.MAIN, "●", t("Median")),
        (theme.INK, "❙", t("Mean")),
        (theme.faint(theme.MAIN, 0.35), "▬", t("Middle half")),
        *([(theme.MAIN, "○", t("Not verified"))] if has_unverified else []),
    ]
    layout = figure.written
    narrow = {
        "title": columns.legend(marks, lines=2 if has_unverified else 1),
        "margin": {"t": layout["margin"]["t"] + (16 if has_unverified else 0)},
        "xaxis": {"tickvals": layout["xaxis"]["tickvals"][::2], "ticktext": layout["xaxis"]["ticktext"][::2]},
        "yaxis": {"ticktext": rows.briefs(layout["yaxis"]["ticktext"], _NARROW_NAME)},
    }
    figure.update_layout(
        title=columns.legend(marks),
        meta={"narrower": [{"than": labels.UNDER[labels.NARROW], "layout": narrow}]},
    )
