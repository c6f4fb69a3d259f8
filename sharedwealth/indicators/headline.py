"""The sentence on top of a page, every number in it taken from an answer."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from sharedwealth import months
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.catalogue import find
from sharedwealth.indicators.snapshot import Source
from sharedwealth.numbers import month as month_in_words
from sharedwealth.numbers import percent, plain, with_unit
from sharedwealth.places.codes import PROVINCE
from sharedwealth.text import t, tn

_DUE = """
SELECT min(due_month) AS due_month FROM targets
WHERE area_code = $area AND indicator = 'workshops_built' AND due_month >= $month
""".strip()


@dataclass(frozen=True)
class _Told:
    """One row of an answer, as a sentence needs it."""

    value: float
    numerator: float
    denominator: float
    median: float
    status: str

    @property
    def is_told(self) -> bool:
        return self.status in ("ok", "carried", "unverified")


def headline(warehouse: Source, area: str = "33", month: str | date | None = None) -> str:
    """Workshops built, the way to the target, and the coverage that applies to the area, in one sentence.

    An area without a target has no clause about one; without a mountainous county the coverage is that of
    villages.
    """
    where = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    built = _told(warehouse, "workshops_built", area, when)
    if not built.is_told:
        return _silent(_subject(where), when)
    first = _built_clause(warehouse, _subject(where), area, when, built)
    coverage = _coverage_clause(warehouse, area, when)
    whole = (
        t("{first}; {second}.").format(first=first, second=coverage)
        if coverage
        else t("{first}.").format(first=first)
    )
    return _remarked(whole, built.status)


def people_headline(warehouse: Source, area: str = "33", month: str | date | None = None) -> str:
    """People employed since the start, of them low-income, and at work in the month."""
    where = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    ever = _told(warehouse, "people_employed_cumulative", area, when)
    if not ever.is_told:
        return _hidden(where, when) if ever.status == "suppressed" else _silent(_subject(where), when)
    first = t("Workshops of {area} have employed {people} since the start").format(
        area=_place(where), people=with_unit(ever.value, "people")
    )
    low = _told(warehouse, "low_income_people_employed_cumulative", area, when)
    if low.is_told:
        people = with_unit(low.value, "people")
        first = t("{first}, among them {people} of low-income households").format(first=first, people=people)
    now = _told(warehouse, "people_at_work", area, when)
    if not now.is_told:
        return t("{first}.").format(first=first)
    second = t("{people} were at work in the month").format(people=with_unit(now.value, "people"))
    return t("{first}; {second}.").format(first=first, second=second)


def income_headline(warehouse: Source, area: str = "33", month: str | date | None = None) -> str:
    """The mean increase with its median; why not, where it cannot be told."""
    where = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    increase = _told(warehouse, "income_increase", area, when)
    if not increase.is_told:
        return _hidden(where, when) if increase.status == "suppressed" else _silent(_subject(where), when)
    sentence = t(
        "Workers of {area} earn {mean} yuan a month more than before on average; the median is {median} yuan (n = {n})."
    )
    return sentence.format(
        area=_place(where),
        mean=plain(increase.value),
        median=plain(increase.median),
        n=plain(increase.denominator),
    )


def _remarked(sentence: str, status: str) -> str:
    """The sentence, and behind it what is to be known of the figures."""
    if status == "carried":
        return t("{sentence} (Carried from the last ledger.)").format(sentence=sentence)
    if status == "unverified":
        return t("{sentence} (The ledger is not verified yet.)").format(sentence=sentence)
    return sentence


def _built_clause(warehouse: Source, subject: str, area: str, when: date, built: _Told) -> str:
    workshops = with_unit(built.value, "workshops")
    level = snapshot.place(warehouse, area).level
    if level in find("target_progress").levels:
        progress = _told(warehouse, "target_progress", area, when)
        if progress.is_told:
            return _against_target(warehouse, subject, area, workshops, percent(progress.value), when)
    return t("{area} has built {workshops}").format(area=subject, workshops=workshops)


def _against_target(
    warehouse: Source, subject: str, area: str, workshops: str, progress: str, when: date
) -> str:
    """The clause with the province's three-year target, or the area's own while its date has not passed."""
    if area == PROVINCE:
        sentence = t("{area} has built {workshops}, {progress} of the three-year target")
        return sentence.format(area=subject, workshops=workshops, progress=progress)
    due = warehouse.query(_DUE, {"area": area, "month": when})["due_month"].iloc[0]
    if pd.isna(due):
        return t("{area} has built {workshops}").format(area=subject, workshops=workshops)
    sentence = t("{area} has built {workshops}, {progress} of the target for {month}")
    due_in_words = month_in_words(pd.Timestamp(due).date())
    return sentence.format(area=subject, workshops=workshops, progress=progress, month=due_in_words)


def _coverage_clause(warehouse: Source, area: str, when: date) -> str:
    level = snapshot.place(warehouse, area).level
    if level in ("province", "city", "county"):
        towns = _told(warehouse, "mountain_town_coverage", area, when)
        if towns.is_told:
            return _towns_clause(towns)
    villages = _told(warehouse, "village_coverage", area, when)
    if not villages.is_told or level == "village":
        return ""
    sentence = t("{share} of its villages and communities have a workshop or are served by one")
    return sentence.format(share=percent(villages.value))


def _towns_clause(towns: _Told) -> str:
    blank = int(towns.denominator - towns.numerator)
    if blank == 0:
        return t("every town and township of mountainous counties has a workshop")
    sentence = tn(
        "workshops stand in {share} of the towns of mountainous counties, and {blank} town is still blank",
        "workshops stand in {share} of the towns of mountainous counties, and {blank} towns are still blank",
        blank,
    )
    return sentence.format(share=percent(towns.value), blank=plain(blank))


def _told(warehouse: Source, key: str, area: str, when: date) -> _Told:
    row = answer(warehouse, key, area, months.write(when)).iloc[0]
    return _Told(
        float(row["value"]),
        float(row["numerator"]),
        float(row["denominator"]),
        float(row["median"]),
        str(row["status"]),
    )


def _subject(where: snapshot.Place) -> str:
    """How a sentence begins: 全省, or the area's name."""
    return t("The province") if where.level == "province" else where.name


def _place(where: snapshot.Place) -> str:
    return t("the province") if where.level == "province" else where.name


def _silent(subject: str, when: date) -> str:
    sentence = t("{area} has no ledger for {month}, so there is nothing to tell yet.")
    return sentence.format(area=subject, month=month_in_words(when))


def _hidden(where: snapshot.Place, when: date) -> str:
    sentence = t("So few people stand behind the figures of {area} for {month} that they are not shown.")
    return sentence.format(area=_place(where), month=month_in_words(when))
