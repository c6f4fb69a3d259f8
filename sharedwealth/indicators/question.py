"""A question to an indicator, checked before anything is asked of the tables."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.definition import BREAKDOWNS, WIDE, Indicator
from sharedwealth.indicators.snapshot import Place, Source
from sharedwealth.indicators.texts import Shape, written
from sharedwealth.places import codes
from sharedwealth.places.codes import LENGTHS, LEVELS, Level
from sharedwealth.text import mark, t

ALL_TYPES = "all"
_NAMED = re.compile(r"\$([a-z_]+)")

LEVEL_WORDS: dict[Level, str] = {
    "province": mark("province"),
    "city": mark("city"),
    "county": mark("county"),
    "town": mark("town"),
    "village": mark("village or community"),
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked, and the rows that must be fetched to answer it."""

    indicator: Indicator
    place: Place
    by: str | None
    first: date
    month: date
    workshop_type: str | None
    level: Level
    """The level of the rows."""

    @property
    def types(self) -> list[str]:
        if self.workshop_type:
            return [self.workshop_type]
        return list(WORKSHOP_TYPES) if self.by == "type" else [ALL_TYPES]

    @property
    def is_over_areas(self) -> bool:
        return self.by in LEVELS

    @property
    def neighbourhood(self) -> str:
        """The area whose parts are to be seen together: the one above, where the place itself is a row."""
        return self.place.parent_code or self.place.code if self.by in (None, "month") else self.place.code

    def written(self, inside: str) -> str:
        """The indicator's text for the rows inside this prefix."""
        shape = Shape(
            over_areas=self.is_over_areas or inside != self.place.code,
            over_types=len(self.types) > 1,
            one_type=self.workshop_type is not None,
        )
        return written(self.indicator.query(self.level), shape)

    def values(self, sql: str, inside: str) -> dict[str, object]:
        """The values that the text names, for rows inside this prefix."""
        digits = LENGTHS[self.level]
        every = {
            "inside": inside,
            "digits": digits,
            "below": digits + 2,
            "first": self.first,
            "month": self.month,
            "types": self.types,
            "type": self.workshop_type or ALL_TYPES,
        }
        named = set(_NAMED.findall(sql))
        return {name: value for name, value in every.items() if name in named}


def ask(
    warehouse: Source,
    indicator: Indicator,
    area: str,
    month: str | date | None,
    by: str | None,
    workshop_type: str | None,
    *,
    since: str | date | None = None,
) -> Question:
    """The checked question; what cannot be answered raises the `ReaderError` that says what can.

    `since` is the first month of the rows; without it they are of the one month, or by month from the first on.
    """
    where = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    first = snapshot.snapshot(warehouse).months[0] if by == "month" else when
    _check_level(indicator, where)
    _check_breakdown(indicator, where, by)
    _check_type(indicator, workshop_type)
    return Question(
        indicator=indicator,
        place=where,
        by=by,
        first=first if since is None else min(snapshot.month_of(warehouse, since), when),
        month=when,
        workshop_type=workshop_type,
        level=next((level for level in LEVELS if level == by), where.level),
    )


def ask_wide(
    warehouse: Source, what: str, area: str, month: str | date | None, workshop_type: str | None = None
) -> tuple[Place, date]:
    """Place and month of a question that only the province, cities and counties can answer."""
    where = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    if workshop_type is not None:
        check_type(workshop_type)
    if where.level not in WIDE:
        sentence = t("{what} can be told for the province, cities and counties only; {name} is smaller.")
        raise UnknownChoiceError(sentence.format(what=what, name=where.name))
    return where, when


def can_answer(
    indicator: Indicator, area: str, by: str | None = None, workshop_type: str | None = None
) -> bool:
    """Whether the tables can answer this; a page leaves out what they cannot."""
    level = codes.level(area)
    if level is None or level not in indicator.levels:
        return False
    return (by is None or by in possible_breakdowns(indicator, level)) and (
        workshop_type is None or indicator.by_type
    )


def possible_breakdowns(indicator: Indicator, level: Level) -> tuple[str, ...]:
    """What `by` may be for an area of this level."""
    lower = LEVELS[LEVELS.index(level) + 1 :]
    return tuple(by for by in indicator.breakdowns if by in lower or by not in LEVELS)


def possible_levels(indicator: Indicator) -> str:
    """The levels of areas that the tables can answer, in words."""
    return t(", ").join(t(LEVEL_WORDS[level]) for level in indicator.levels)


def _check_level(indicator: Indicator, where: Place) -> None:
    if where.level not in indicator.levels:
        sentence = t("“{indicator}” cannot be told for {name} ({level}). It can for: {levels}.")
        raise UnknownChoiceError(
            sentence.format(
                indicator=indicator.title(),
                name=where.name,
                level=t(LEVEL_WORDS[where.level]),
                levels=possible_levels(indicator),
            )
        )


def _check_breakdown(indicator: Indicator, where: Place, by: str | None) -> None:
    possible = possible_breakdowns(indicator, where.level)
    if by is None or by in possible:
        return
    named = t(", ").join(f"{each} ({t(BREAKDOWNS[each])})" for each in possible)
    sentence = t("“{indicator}” for {name} cannot be broken down by “{by}”. Possible: {possible}.")
    raise UnknownChoiceError(
        sentence.format(indicator=indicator.title(), name=where.name, by=by, possible=named)
    )


def _check_type(indicator: Indicator, workshop_type: str | None) -> None:
    if workshop_type is None:
        return
    check_type(workshop_type)
    if not indicator.by_type:
        sentence = t("“{indicator}” cannot be told by type of workshop: it is known for all types together.")
        raise UnknownChoiceError(sentence.format(indicator=indicator.title()))


def check_type(workshop_type: str) -> None:
    """Nothing when the type exists; else an `UnknownChoiceError` with the nearest."""
    if workshop_type not in WORKSHOP_TYPES:
        near = get_close_matches(workshop_type, WORKSHOP_TYPES, n=1, cutoff=0.5) or list(WORKSHOP_TYPES)
        sentence = t("There is no type of workshop “{type}”. Possible: {possible}.")
        raise UnknownChoiceError(sentence.format(type=workshop_type, possible=t(", ").join(near)))
