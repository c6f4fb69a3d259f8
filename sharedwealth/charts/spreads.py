"""Rows of groups with what is spread along them: quartiles of a measure, and a mean then and now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, labels, scale, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.charts.rows import strokes
from sharedwealth.choices import STATUSES, WORKSHOP_TYPES, word
from sharedwealth.text import t

_ROW = 24
_HEAD, _FOOT = 46, 26


@dataclass(frozen=True)
class Column:
    """What is written at the right of each row: a heading and a text for every row of the frame."""

    heading: str
    texts: Sequence[str]


def quartiles(frame: pd.DataFrame, names: Sequence[str], *, unit: str, chosen: str | None = None) -> Figure:
    """The middle half of each group as a line and its median as a dot, with median and n in columns.

    `frame` has `key`, `n`, `q1`, `median`, `q3` and `status`; a row without a status is a heading. `names` are theirs.
    """
    known = frame.dropna(subset=["median"])
    if known.empty:
        return theme.sentence(
            t("Nobody here has six monthly wages in a year yet, so there is nothing to show.")
        )
    figure = theme.figure()
    _ranges(figure, known["q1"].tolist(), known["q3"].tolist(), known.index.tolist())
    figure.add_scatter(
        x=known["median"].tolist(),
        y=known.index.tolist(),
        mode="markers",
        marker={
            "size": 10,
            "color": [theme.ACCENT if key == chosen else theme.MAIN for key in known["key"]],
            "line": {"color": theme.CARD, "width": 1.5},
        },
        hovertext=_told_each(known, names, lambda row, name: _quartiles_told(row, name, unit)),
        hoverinfo="text",
        cliponaxis=False,
        name="median",
    )
    columns = [
        Column(t("Median"), [_bare(value, unit) for value in frame["median"]]),
        Column("n", [_count(value) for value in frame["n"]]),
    ]
    low, high = float(known["q1"].min()), float(known["q3"].max())
    marks = [(theme.faint(theme.MAIN, 0.35), "▬", t("Middle half")), (theme.MAIN, "●", t("Median"))]
    _lay_out(figure, frame, names, (low, high), unit, columns, marks)
    return figure


def then_and_now(frame: pd.DataFrame, *, chosen: str | None = None) -> Figure:
    """The mean wage of the same people a year ago and now, by type, with the share who earn more and n in columns.

    `frame` has `type`, `people`, `raised_share`, `wage_then`, `wage_now`, `fell_share`, `status` and `fell_status`; the
    row `all` is everybody.
    """
    if frame["raised_share"].isna().all():
        return theme.sentence(t("Nobody here was paid both now and twelve months before."))
    order = frame.assign(is_all=frame["type"] == "all").sort_values(
        ["is_all", "raised_share"], ascending=[True, False], na_position="last"
    )
    drawn = order.reset_index(drop=True)
    names = [t("All types") if key == "all" else word(WORKSHOP_TYPES, key) for key in drawn["type"]]
    known = drawn.dropna(subset=["wage_now"])
    figure = theme.figure()
    _ranges(figure, known["wage_then"].tolist(), known["wage_now"].tolist(), known.index.tolist())
    told = _told_each(known, names, _wages_told)
    for column, colour in (("wage_then", theme.EARLIER), ("wage_now", theme.MAIN)):
        is_now = column == "wage_now"
        figure.add_scatter(
            x=known[column].tolist(),
            y=known.index.tolist(),
            mode="markers",
            marker={
                "size": 10,
                "color": [
                    theme.ACCENT if is_now and key == chosen else colour if is_now else theme.CARD
                    for key in known["type"]
                ],
                "line": {"color": theme.CARD if is_now else colour, "width": 1.5},
            },
            hovertext=told,
            hoverinfo="text",
            cliponaxis=False,
            name=column,
        )
    columns = [
        Column(t("Earn more"), [numbers.percent(value) for value in drawn["raised_share"]]),
        Column("n", [_count(value) for value in drawn["people"]]),
    ]
    reach = pd.concat([known["wage_then"], known["wage_now"]])
    marks = [
        (theme.EARLIER, "○", t("Mean wage a year ago")),
        (theme.MAIN, "●", t("now, the same people")),
    ]
    ends = (float(reach.min()), float(reach.max()))
    _lay_out(figure, drawn, names, ends, "yuan_month", columns, marks)
    return figure


def _told_each(known: pd.DataFrame, names: Sequence[str], told: Callable[[hover.Row, str], str]) -> list[str]:
    """What is told of each row, which stands where the frame's index says."""
    return [told(row, names[int(at)]) for at, row in zip(known.index, known.to_dict("records"), strict=True)]


def _ranges(figure: Figure, lows: list[float], highs: list[float], at: list[int]) -> None:
    figure.add_scatter(
        **strokes(lows, highs, at),
        mode="lines",
        line={"color": theme.faint(theme.MAIN, 0.35), "width": 6},
        hoverinfo="skip",
        cliponaxis=False,
        name="range",
    )


def _lay_out(
    figure: Figure,
    frame: pd.DataFrame,
    names: Sequence[str],
    ends: tuple[float, float],
    unit: str,
    columns: Sequence[Column],
    marks: Sequence[tuple[str, str, str]],
) -> None:
    room = (ends[1] - ends[0]) or abs(ends[1]) or 1.0
    reach = (ends[0] - room * 0.06, ends[1] + room * 0.06)
    ticks = scale.steps(*reach, 3)
    widths = [max(theme.text_width(text) for text in (each.heading, *each.texts)) + 14 for each in columns]
    rows = len(frame)
    written = [f"<b>{theme.safe(name)}</b>" if _is_heading(status) else theme.safe(name)
               for name, status in zip(names, frame["status"], strict=True)]  # fmt: skip
    figure.update_layout(
        height=_HEAD + rows * _ROW + _FOOT,
        xaxis={
            "range": list(reach),
            "tickvals": ticks,
            "ticktext": [_bare(tick, unit) for tick in ticks],
            "showgrid": True,
            "gridcolor": theme.HAIRLINE,
        },
        yaxis={
            "range": [rows - 0.5, -0.5],
            "tickvals": list(range(rows)),
            "ticktext": written,
            "showgrid": False,
            "tickfont": theme.font(theme.INK),
            "ticklabelstandoff": 6,
        },
    )
    _say_hidden(figure, frame, reach[0])
    words = [f'<span style="color:{colour}">{mark}</span> {name}' for colour, mark, name in marks]
    above: theme.Place = {"y": 1, "yref": "paper", "yanchor": "bottom"}

    def beside(shown: Sequence[Column], wide: Sequence[float], key: str, head: int) -> dict[str, Any]:
        left = 8.0
        aligned: theme.Place = {"x": 0, "xref": "paper", "xanchor": "left", "align": "left"}
        notes = [theme.note(key, theme.QUIET, **aligned, **above, yshift=24)]
        for column, width in zip(shown, wide, strict=True):
            left += width
            place: theme.Place = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": round(left)}
            notes.append(theme.note(column.heading, theme.QUIET, **place, **above, yshift=4))
            notes += [theme.note(text, **place, y=row) for row, text in enumerate(column.texts) if text]
        return {"annotations": notes, "margin": {"t": head, "b": _FOOT, "l": 4, "r": round(left) + 2}}

    narrow = beside(columns[:1], widths[:1], "<br>".join(words), _HEAD + 18 * (len(words) - 1))
    figure.update_layout(
        **beside(columns, widths, "   ".join(words), _HEAD),
        meta={"narrower": [{"than": labels.UNDER[labels.NARROW], "layout": narrow}]},
    )


def _is_heading(status: object) -> bool:
    return not hover.is_known(status) or not status


def _say_hidden(figure: Figure, frame: pd.DataFrame, low: float) -> None:
    """In words, at the left of a row without a figure."""
    hidden = frame[frame["status"].isin(["suppressed", "no_data"])]
    if hidden.empty:
        return
    figure.add_scatter(
        x=[low] * len(hidden),
        y=hidden.index.tolist(),
        mode="text",
        textposition="middle right",
        text=[word(STATUSES, str(status)) for status in hidden["status"]],
        textfont=theme.font(theme.QUIET),
        hoverinfo="skip",
        cliponaxis=False,
        name="unknown",
    )


def _bare(value: float, unit: str) -> str:
    return numbers.bare(value, unit) if hover.is_known(value) else ""


def _count(value: float) -> str:
    return numbers.plain(value) if hover.is_known(value) else ""


def _quartiles_told(row: hover.Row, name: str, unit: str) -> str:
    median, low, high = (_bare(float(row[column]), unit) for column in ("median", "q1", "q3"))
    return "<br>".join(
        [
            f"<b>{theme.safe(name)}</b>",
            t("Median {value}").format(value=median),
            t("Middle half {low} to {high}").format(low=low, high=high),
            hover.people(float(row["n"])),
        ]
    )


def _wages_told(row: hover.Row, name: str) -> str:
    fell = (
        numbers.percent(float(row["fell_share"]))
        if hover.is_known(row["fell_share"])
        else word(STATUSES, str(row["fell_status"]))
    )
    return "<br>".join(
        [
            f"<b>{theme.safe(name)}</b>",
            t("Mean wage {then}, a year later {now}").format(
                then=numbers.plain(float(row["wage_then"])),
                now=numbers.with_unit(float(row["wage_now"]), "yuan_month"),
            ),
            t("Earn more: {share}").format(share=numbers.percent(float(row["raised_share"]))),
            t("Earn less: {share}").format(share=fell),
            hover.people(float(row["people"])),
        ]
    )
