"""Plays a talk against today's figures before anybody sees it, and lists what is to be looked at."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from sharedwealth import months, numbers
from sharedwealth.briefings import scene
from sharedwealth.charts.theme import text_width
from sharedwealth.settings import Settings
from sharedwealth.text import language, t, tn

Kind = Literal[
    "problem", "headline", "length", "overflow", "month", "suppressed", "missing", "old", "boundary"
]
Weight = Literal["stop", "look"]

HEADLINE_CHARACTERS, HEADLINE_WORDS = 20, 10
"""As long as a finding may be to be read at a glance: in Chinese, in English."""

_TITLE_PIXELS, _TITLE_ROOM = 72, 1760
_NOTE_PIXELS, _NOTE_ROOM = 48, 1760
"""Of the sheet of 1,920 by 1,080, which is scaled as a whole: what fits there fits at 1,280 by 720."""


@dataclass(frozen=True)
class Remark:
    """Something about a step; `stop` means that the step says nothing or something that is no longer so."""

    step: str
    number: int
    kind: Kind
    weight: Weight
    sentence: str


def rehearse(talk: scene.Talk, settings: Settings, last_month: str) -> list[Remark]:
    """All remarks in the order of the steps; `last_month` is the last one that has figures, `2024-10`."""
    found: list[Remark] = []
    for sheet in talk.scenes:
        found += _problems(sheet)
        if not sheet.problem:
            found += _headline(sheet)
            found += _room(sheet)
            found += _month(sheet, last_month)
            found += _statuses(sheet)
            found += _boundaries(sheet, settings)
    return found


def _remark(sheet: scene.Scene, kind: Kind, weight: Weight, sentence: str) -> Remark:
    return Remark(sheet.key, sheet.number, kind, weight, sentence)


def _problems(sheet: scene.Scene) -> Iterator[Remark]:
    if sheet.problem:
        yield _remark(sheet, "problem", "stop", sheet.problem)


def _headline(sheet: scene.Scene) -> Iterator[Remark]:
    if not sheet.holds:
        sentence = t("What this step is there to say no longer holds; the sheet says “{headline}”.")
        yield _remark(sheet, "headline", "stop", sentence.format(headline=sheet.headline))
    count = len(sheet.headline) if language() == "zh" else len(sheet.headline.split())
    most = HEADLINE_CHARACTERS if language() == "zh" else HEADLINE_WORDS
    if count > most:
        sentence = (
            t("The headline has {count} characters; {most} can be read at a glance.")
            if language() == "zh"
            else t("The headline has {count} words; {most} can be read at a glance.")
        )
        yield _remark(sheet, "length", "look", sentence.format(count=count, most=most))


def _room(sheet: scene.Scene) -> Iterator[Remark]:
    """Lines that are wider than the sheet has room for."""
    lines = (
        (t("headline"), sheet.headline, _TITLE_PIXELS, _TITLE_ROOM),
        (t("note"), sheet.note, _NOTE_PIXELS, _NOTE_ROOM),
    )
    for name, words, size, room in lines:
        width = text_width(words, size)
        if width > room:
            sentence = t(
                "The {part} is about {share} of the sheet's width and will be broken or cut at 1280×720."
            )
            yield _remark(
                sheet, "overflow", "look", sentence.format(part=name, share=numbers.percent(width / room, 0))
            )


def _month(sheet: scene.Scene, last_month: str) -> Iterator[Remark]:
    if sheet.month < last_month:
        sentence = t("This step is of {month}; there are figures for {last}.")
        yield _remark(
            sheet,
            "month",
            "look",
            sentence.format(month=_written(sheet.month), last=_written(last_month)),
        )


def _written(month: str) -> str:
    return numbers.month(months.parse(month))


_COUNTED: dict[str, tuple[Kind, Callable[[int], str]]] = {
    "suppressed": (
        "suppressed",
        lambda count: tn(
            "{count} figure is of fewer than 10 people and is not shown.",
            "{count} figures are of fewer than 10 people and are not shown.",
            count,
        ),
    ),
    "no_data": (
        "missing",
        lambda count: tn("{count} figure is missing.", "{count} figures are missing.", count),
    ),
    "carried": (
        "old",
        lambda count: tn(
            "{count} figure is carried from an earlier ledger.",
            "{count} figures are carried from earlier ledgers.",
            count,
        ),
    ),
    "unverified": (
        "old",
        lambda count: tn("{count} figure is not verified.", "{count} figures are not verified.", count),
    ),
}


def _statuses(sheet: scene.Scene) -> Iterator[Remark]:
    """How many of the figures on the sheet are hidden, missing, old or not verified."""
    states = list(statuses(sheet))
    for status, (kind, sentence) in _COUNTED.items():
        count = states.count(status)
        if count:
            yield _remark(sheet, kind, "look", sentence(count).format(count=count))


def statuses(sheet: scene.Scene) -> Iterator[str]:
    """The status of every figure on the sheet."""
    yield from (fact.status for fact in sheet.facts)
    body = sheet.body
    if isinstance(body, scene.Figures):
        yield from (fact.status for fact in body.facts)
    elif isinstance(body, scene.Map):
        yield from (row.status for row in body.rows)
    elif isinstance(body, scene.Chart):
        yield from body.series[0].statuses
    elif isinstance(body, scene.Story):
        yield from (fact.status for fact in body.live)


def _boundaries(sheet: scene.Scene, settings: Settings) -> Iterator[Remark]:
    """Areas of the map that have no outline, and so would not be seen."""
    if not isinstance(sheet.body, scene.Map):
        return
    drawn = _outlines(settings.boundaries / sheet.body.geometry)
    without = [row.name for row in sheet.body.rows if row.code not in drawn]
    if without:
        sentence = tn(
            "{count} place has no boundary: {names}.",
            "{count} places have no boundary: {names}.",
            len(without),
        )
        yield _remark(
            sheet,
            "boundary",
            "look",
            sentence.format(count=len(without), names=t(", ").join(_first(without))),
        )


def _first(names: Iterable[str]) -> list[str]:
    listed = list(names)
    return listed if len(listed) <= 5 else [*listed[:5], "…"]


@lru_cache(maxsize=16)
def _outlines(path: Path) -> frozenset[str]:
    """The codes drawn in a geometry's file, whose name says its content."""
    layers = json.loads(path.read_text(encoding="utf-8"))["layers"]
    return frozenset(shape["code"] for shapes in layers.values() for shape in shapes)
