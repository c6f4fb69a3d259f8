"""Wholes cut into parts: a bar for each, all of one length, its parts in one order, its n at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import hover, marks, rows, theme
from sharedwealth.charts.figures import Figure
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import t

_ROW = 34
_STUB = 0.06
_ROOM_FOR_SHARE = 0.065
"""How long a part must be for its share to stand in it, in a figure of half a page."""
_NARROW_ROOM = 0.16


@dataclass(frozen=True)
class Part:
    """One part of every whole."""

    key: str
    name: str
    colour: str


@dataclass(frozen=True)
class Whole:
    """A row: its name, how many there are (NaN where that is not known), and people and status of each part."""

    name: str
    n: float
    people: Mapping[str, float]
    status: Mapping[str, str]


def shares(wholes: Sequence[Whole], parts: Sequence[Part], nobody: str = "") -> Figure:
    """Each whole as one bar of its parts; what must not be shown is dotted and named, what nobody sent is hatched.

    A part that no whole has is left out of the explanation. `nobody` is said where all wholes are empty.
    """
    if all(_is_empty(whole) for whole in wholes):
        return theme.sentence(_why_nothing(wholes) or nobody or t("Nobody is at work here in this month."))
    ends = [_end(whole) for whole in wholes]
    figure = theme.figure(barmode="stack", bargap=0.34)
    for part in parts:
        _add_part(figure, wholes, part)
    _add_hidden(figure, wholes)
    figure.add_scatter(
        x=[1.0] * len(wholes),
        y=list(range(len(wholes))),
        mode="text",
        text=[f"\N{NO-BREAK SPACE}{end}" for end in ends],
        textposition="middle right",
        textfont=theme.font(theme.QUIET),
        cliponaxis=False,
        hoverinfo="skip",
        name="ends",
    )
    rows.layout(figure, [theme.safe(whole.name) for whole in wholes], (0.0, 1.0), ends, row=_ROW, head=34)
    there = [part for part in parts if any(whole.people.get(part.key, 0) > 0 for whole in wholes)]
    listed = [(part.colour, "■", part.name) for part in there]
    if any("suppressed" in whole.status.values() and not _is_empty(whole) for whole in wholes):
        listed.append((theme.HATCH, "▒", word(STATUSES, "suppressed")))
    narrow = {str(at): {"text": _written(figure.traces[at]["x"], _NARROW_ROOM)} for at in range(len(parts))}
    before = figure.written["height"]
    marks.explain(figure, listed)
    meta = dict(figure.written["meta"])
    meta["narrower"] = [{**each, "data": narrow} for each in meta["narrower"]]
    return figure.update_layout(height=before - 34 + figure.written["margin"]["t"], meta=meta)


def _is_empty(whole: Whole) -> bool:
    """Nobody there, or a whole that must not be shown, without which its parts have no length."""
    return not hover.is_known(whole.n) or not any(count > 0 for count in whole.people.values())


def _why_nothing(wholes: Sequence[Whole]) -> str:
    """Why nothing is told; empty where there truly is nobody."""
    statuses = {status for whole in wholes for status in whole.status.values()}
    if "suppressed" in statuses:
        return t("Fewer than ten people are concerned, so nothing is shown.")
    if "no_data" in statuses:
        return t("No ledger for this month, so there is nobody to show.")
    return ""


def _end(whole: Whole) -> str:
    if not _is_empty(whole):
        return hover.people(whole.n)
    status = next(iter(set(whole.status.values()) & {"suppressed", "no_data"}), "")
    return word(STATUSES, status) if status else hover.people(0)


def _length(whole: Whole, key: str) -> float:
    """A part's share of its whole; 0 where it is not told."""
    count = whole.people.get(key, 0.0)
    return count / whole.n if not _is_empty(whole) and count > 0 else 0.0


def _add_part(figure: Figure, wholes: Sequence[Whole], part: Part) -> None:
    lengths = [_length(whole, part.key) for whole in wholes]
    figure.add_bar(
        x=lengths,
        y=list(range(len(wholes))),
        orientation="h",
        marker={"color": part.colour, "line": {"color": theme.CARD, "width": 1}},
        text=_written(lengths, _ROOM_FOR_SHARE),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont=theme.font(theme.INK, theme.SMALL),
        hovertext=[_told(whole, part) for whole in wholes],
        hoverinfo="text",
        name=part.key,
    )


def _written(lengths: Sequence[float], room: float) -> list[str]:
    return [numbers.percent(length, 0) if length >= room else "" for length in lengths]


def _told(whole: Whole, part: Part) -> str:
    head = f"<b>{theme.safe(whole.name)} · {theme.safe(part.name)}</b>"
    people = numbers.with_unit(whole.people.get(part.key), "people")
    share = numbers.percent(_length(whole, part.key))
    return "<br>".join([head, f"{people} · {share}", hover.people(whole.n)])


def _add_hidden(figure: Figure, wholes: Sequence[Whole]) -> None:
    """What the parts that are told leave of a whole; of one that is not told at all, a short stub."""
    lengths = [_hidden_length(whole) for whole in wholes]
    if not any(lengths):
        return
    reasons = ["suppressed" if "suppressed" in whole.status.values() else "no_data" for whole in wholes]
    figure.add_bar(
        x=lengths,
        y=list(range(len(wholes))),
        orientation="h",
        marker={
            "color": theme.CARD,
            "line": {"color": theme.HATCH, "width": 1},
            "pattern": dict(theme.SUPPRESSED),
        },
        hovertext=[
            f"<b>{theme.safe(whole.name)}</b><br>{word(STATUSES, reason)}"
            for whole, reason in zip(wholes, reasons, strict=True)
        ],
        hoverinfo="text",
        name="hidden",
    )


def _hidden_length(whole: Whole) -> float:
    if not set(whole.status.values()) & {"suppressed", "no_data"}:
        return 0.0
    if _is_empty(whole):
        return _STUB
    return max(0.0, 1 - sum(_length(whole, key) for key in whole.people))


def whole_of(name: str, frame: pd.DataFrame) -> Whole:
    """The rows of one whole: `key`, `people`, `n`, `status`."""
    return Whole(
        name,
        float(frame["n"].iloc[0]),
        dict(zip(frame["key"], frame["people"].astype(float), strict=True)),
        dict(zip(frame["key"], frame["status"], strict=True)),
    )


PALETTE = (theme.SEQUENTIAL[4], theme.SEQUENTIAL[2], theme.SEQUENTIAL[1], theme.SECOND, theme.EARLIER)
"""From near to far, and last what is not known."""
