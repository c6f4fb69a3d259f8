"""The number as said: what a snapshot told, beside what is told today, and which publications moved it since."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from sharedwealth import months
from sharedwealth.briefings import headlines, reading
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.composing import compose
from sharedwealth.briefings.model import Briefing
from sharedwealth.briefings.scene import Figures, Talk
from sharedwealth.errors import IntakeError, UnknownMonthError
from sharedwealth.indicators import CATALOGUE, snapshot
from sharedwealth.intake import journal, restatements
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t
from sharedwealth.warehouse.connection import Warehouse
from sharedwealth.warehouse.shelf import SnapshotInfo

_MEASURES = {
    "value": "", "figure": "", "median": mark("median"), "median_figure": mark("median"), "n": mark("people behind it"),
    "numerator": mark("numerator"), "denominator": mark("denominator"), "blank": mark("blank places"),
    "rank": mark("rank"), "among": mark("ranked among"), "change": mark("change of a year"),
    "rise": mark("change of a year"),
}  # fmt: skip
_ALIKE = {"figure": "value", "median_figure": "median", "rise": "change"}
"""Ways of writing the same number."""


@dataclass(frozen=True)
class Figure:
    """A number of the talk as it was said, and as the same question is answered today."""

    indicator: str
    attribute: str
    area: str
    area_name: str
    month: str
    said: str
    said_value: float | None
    now: str
    now_value: float | None

    @property
    def title(self) -> str:
        measure = _MEASURES[self.attribute]
        title = CATALOGUE[self.indicator].title()
        return t("{measure}, {which}").format(measure=title, which=t(measure)) if measure else title

    @property
    def has_moved(self) -> bool:
        return self.said != self.now


@dataclass(frozen=True)
class AsSaid:
    """Everything that a talk said out of one snapshot."""

    talk: Talk
    built_at: str
    figures: tuple[Figure, ...]
    restated: pd.DataFrame
    """With `restatements.COLUMNS`: what publications after it changed in the talk's areas and months."""
    problems: tuple[str, ...]
    """Why some publications cannot be compared any more."""


def as_said(
    settings: Settings,
    told: tuple[Warehouse, SnapshotInfo],
    today: Warehouse,
    briefing: Briefing | None = None,
    area: str | None = None,
    month: str | None = None,
) -> AsSaid:
    """The talk's figures out of the snapshot and out of today's; the overview's where no talk is named."""
    warehouse, info = told
    talk = compose(
        warehouse,
        briefing or reading.page("overview", settings),
        area,
        month or info.as_of,
        settings=settings,
    )
    figures = tuple(_figures(settings, warehouse, today, talk))
    restated, problems = _restated(settings, info, figures)
    return AsSaid(talk, info.built_at, figures, restated, problems)


def _questions(talk: Talk) -> dict[tuple[str, str, str, str], None]:
    """Every number of the talk as the question that it answers: indicator, attribute, area, month."""
    asked: dict[tuple[str, str, str, str], None] = {}
    for sheet in talk.scenes:
        for part in sheet.parts:
            if part.indicator in CATALOGUE and part.attribute in _MEASURES and part.area:
                asked[part.indicator, _ALIKE.get(part.attribute, part.attribute), part.area, part.month] = (
                    None
                )
        body = sheet.body.facts if isinstance(sheet.body, Figures) else ()
        for fact in (*sheet.facts, *body):
            if fact.indicator in CATALOGUE:
                asked[fact.indicator, "value", fact.area, fact.month] = None
    return asked


def _figures(settings: Settings, warehouse: Warehouse, today: Warehouse, talk: Talk) -> Iterator[Figure]:
    for indicator, attribute, area, month in _questions(talk):
        said, said_value = _told(settings, warehouse, indicator, attribute, area, month)
        now, now_value = _told(settings, today, indicator, attribute, area, month)
        name = snapshot.place(warehouse, area).name
        yield Figure(indicator, attribute, area, name, month, said, said_value, now, now_value)


def _told(
    settings: Settings, warehouse: Warehouse, indicator: str, attribute: str, area: str, month: str
) -> tuple[str, float | None]:
    """How the number is written, and the number; “no longer told” where the snapshot has not the place or month."""
    known = snapshot.snapshot(warehouse)
    when = months.parse(month)
    if when not in known.months or known.place(area) is None:
        return t("not told"), None
    part = headlines.part(Asked(warehouse, settings, area, when), indicator, attribute, {})
    return part.text, part.value


def _restated(
    settings: Settings, info: SnapshotInfo, figures: tuple[Figure, ...]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """What publications after the snapshot moved, of the figures that were said."""
    said = {(each.area, each.month, each.indicator) for each in figures}
    found, problems = [pd.DataFrame(columns=list(restatements.COLUMNS))], []
    for entry in journal.read(settings):
        if entry.told.get("before") and entry.told.get("after") and entry.at > info.built_at:
            try:
                moved = restatements.of(settings, entry.number)
            except (IntakeError, UnknownMonthError) as problem:
                problems.append(str(problem))
            else:
                keys = zip(moved["area"], moved["month"], moved["indicator"], strict=True)
                found.append(moved[[key in said for key in keys]])
    filled = [each for each in found if len(each)]
    return (pd.concat(filled, ignore_index=True) if filled else found[0]), tuple(problems)
