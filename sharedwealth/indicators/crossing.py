"""A crossed question, checked: any indicator by one or two things, narrowed by others."""

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from sharedwealth import months
from sharedwealth.choices import AGE_BANDS, LOW_INCOME, SEXES, WORKSHOP_TYPES
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import catalogue, snapshot
from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.indicators.question import LEVEL_WORDS, check_type, possible_levels
from sharedwealth.indicators.snapshot import Place, Source
from sharedwealth.places.codes import LEVELS, Level
from sharedwealth.text import mark, t

ALL = "all"
MEMBERS: dict[str, tuple[str, ...]] = {
    "type": tuple(WORKSHOP_TYPES),
    "sex": tuple(SEXES),
    "age": AGE_BANDS,
    "low": tuple(LOW_INCOME),
}
"""What splits an area's people, each with its values."""

PLACES: tuple[Level, ...] = ("city", "county", "town", "village")
DIMENSIONS: dict[str, str] = {
    "city": mark("City"),
    "county": mark("County"),
    "town": mark("Town or subdistrict"),
    "village": mark("Village"),
    "type": mark("Type of workshop"),
    "month": mark("Month"),
    "sex": mark("Sex"),
    "age": mark("Age"),
    "low": mark("Low income"),
}
PERSONAL = ("sex", "age", "low")
MOST_CELLS = 50_000

OF_PEOPLE = frozenset({"people_at_work", "income_increase", "farmers_gain", "theil"})
OF_LOW_INCOME = frozenset({"low_income_people_at_work", "low_income_share", "low_income_income_increase"})
OF_OTHERS = frozenset({"other_income_increase"})
CROSSED_BY_PEOPLE = OF_PEOPLE | OF_LOW_INCOME | OF_OTHERS
"""Indicators that can be split by sex, age and low income, because the rollup of cells holds what they are made of."""

MOVEMENT = frozenset({"joiners", "returners", "leavers", "retention_12m"})
EVER = frozenset({"people_employed_cumulative", "low_income_people_employed_cumulative"})


@dataclass(frozen=True)
class Crossing:
    """What is asked: rows for every place, month and value of `by`, of those that `only` keeps."""

    indicator: Indicator
    place: Place
    by: tuple[str, ...]
    first: date
    month: date
    level: Level
    """The level of the rows' places."""
    only: dict[str, str] = field(default_factory=dict)
    """The one value of type, sex, age or low income that is asked for."""

    @property
    def is_over_places(self) -> bool:
        return any(each in PLACES for each in self.by)

    @property
    def is_over_months(self) -> bool:
        return "month" in self.by

    @property
    def split(self) -> tuple[str, ...]:
        """What the people of an area are split by, whether all values are asked for or one."""
        return tuple(each for each in MEMBERS if each in self.by or each in self.only)

    @property
    def is_personal(self) -> bool:
        return any(each in PERSONAL for each in self.split)

    def members(self, name: str) -> tuple[str, ...]:
        """The values of a thing that have rows; `all` where it is not asked for."""
        if name in self.only:
            return (self.only[name],)
        return MEMBERS[name] if name in self.by else (ALL,)


def ask_crossing(
    warehouse: Source,
    key: str,
    by: tuple[str, ...],
    area: str = "33",
    month: str | date | None = None,
    *,
    since: str | date | None = None,
    only: dict[str, str] | None = None,
) -> Crossing:
    """The checked question; what cannot be answered raises the `ReaderError` that says what can.

    `since` is the first month where months are rows or columns; the snapshot's first when None.
    """
    indicator = catalogue.find(key)
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    kept = {name: value for name, value in (only or {}).items() if value and value != ALL}
    _check_by(by)
    _check_values(kept)
    level = _level(indicator, where, by)
    _check_split(indicator, where, level, tuple(each for each in MEMBERS if each in (*by, *kept)))
    asked = Crossing(indicator, where, by, _first(warehouse, when, since, by), when, level, kept)
    _check_movement(asked)
    _check_size(warehouse, asked)
    return asked


def possible_dimensions(indicator: Indicator, level: Level) -> tuple[str, ...]:
    """What an area of this level can be divided by."""
    below = LEVELS[LEVELS.index(level) + 1 :]
    places = [each for each in PLACES if each in below and each in indicator.levels]
    if indicator.key in MOVEMENT:
        places = []
    types = ["type"] if indicator.by_type else []
    people = possible_people(indicator) if level in WIDE else ()
    return (*places, *types, "month", *people)


def possible_people(indicator: Indicator) -> tuple[str, ...]:
    """Which of sex, age and low income can split it."""
    if indicator.key in OF_PEOPLE:
        return PERSONAL
    return ("sex", "age") if indicator.key in CROSSED_BY_PEOPLE else ()


def adds_up(asked: Crossing, name: str) -> bool:
    """Whether the values over a dimension add up to the whole; people over months, means and rates never do."""
    if name == "month" or asked.indicator.shape not in ("count", "sum"):
        return False
    if asked.indicator.key in EVER:
        return name in ("city", "county")
    return True


def _check_by(by: tuple[str, ...]) -> None:
    for each in by:
        if each not in DIMENSIONS:
            raise UnknownChoiceError(unknown_dimension(each))
    if not 1 <= len(by) <= 2 or len(set(by)) < len(by):
        raise UnknownChoiceError(t("Divide by one thing or by two different ones."))
    if sum(each in PLACES for each in by) > 1:
        raise UnknownChoiceError(
            t(
                "Places of two levels lie in one another: divide by one level, and pick the area for the other."
            )
        )


def unknown_dimension(asked: str) -> str:
    """The sentence about a dimension that does not exist, with those written much like it."""
    near = get_close_matches(asked, DIMENSIONS, n=2, cutoff=0.5) or list(DIMENSIONS)
    return t("Nothing can be divided by “{name}”. Possible: {possible}.").format(
        name=asked, possible=t(", ").join(near)
    )


def _check_values(only: dict[str, str]) -> None:
    for name, value in only.items():
        if name == "type":
            check_type(value)
        elif value not in MEMBERS[name]:
            near = get_close_matches(value, MEMBERS[name], n=1, cutoff=0.5) or list(MEMBERS[name])
            sentence = t("“{value}” is no value of {name}. Possible: {possible}.")
            raise UnknownChoiceError(
                sentence.format(value=value, name=t(DIMENSIONS[name]), possible=t(", ").join(near))
            )


def _level(indicator: Indicator, where: Place, by: tuple[str, ...]) -> Level:
    level = next((each for each in PLACES if each in by), where.level)
    if level not in indicator.levels or (level in by and LEVELS.index(level) <= LEVELS.index(where.level)):
        sentence = t("“{indicator}” cannot be told for {name} by {level}. It can for: {levels}.")
        if level not in by:
            sentence = t("“{indicator}” cannot be told for {name} ({level}). It can for: {levels}.")
        raise UnknownChoiceError(
            sentence.format(
                indicator=indicator.title(),
                name=where.name,
                level=t(LEVEL_WORDS[level]),
                levels=possible_levels(indicator),
            )
        )
    return level


def _check_split(indicator: Indicator, where: Place, level: Level, split: tuple[str, ...]) -> None:
    people = [each for each in split if each in PERSONAL]
    for each in people:
        if each not in possible_people(indicator):
            sentence = t("“{indicator}” is not known by {name}. {hint}")
            raise UnknownChoiceError(
                sentence.format(indicator=indicator.title(), name=t(DIMENSIONS[each]), hint=_hint(indicator))
            )
    if people and (level not in WIDE or where.level not in WIDE):
        raise UnknownChoiceError(
            t(
                "Sex, age and low income are known for counties, cities and the province, not for smaller places."
            )
        )
    if "type" in split and not indicator.by_type:
        sentence = t("“{indicator}” cannot be told by type of workshop: it is known for all types together.")
        raise UnknownChoiceError(sentence.format(indicator=indicator.title()))


def _hint(indicator: Indicator) -> str:
    if indicator.key in OF_LOW_INCOME | OF_OTHERS:
        return t("It speaks of one of the two groups already.")
    titles = (each.title() for each in catalogue.CATALOGUE.values() if each.key in OF_PEOPLE)
    return t("Known by these are: {titles}.").format(titles=t(", ").join(titles))


def _first(warehouse: Source, when: date, since: str | date | None, by: tuple[str, ...]) -> date:
    if since is None:
        return snapshot.snapshot(warehouse).months[0] if "month" in by else when
    first = snapshot.month_of(warehouse, since)
    if "month" not in by and first != when:
        raise UnknownChoiceError(
            t(
                "Months are never added up: divide by month to see a range of them, or leave out the first month."
            )
        )
    if first > when:
        sentence = t("The range of months ends before it begins: {first} to {last}.")
        raise UnknownChoiceError(sentence.format(first=months.write(first), last=months.write(when)))
    return first


def _check_movement(asked: Crossing) -> None:
    if asked.indicator.key in MOVEMENT and (asked.is_over_places or asked.place.level != "province"):
        sentence = t(
            "“{indicator}” is crossed for the whole province only: of smaller areas the people employed so far, one "
            "month less another, would tell figures that are withheld."
        )
        raise UnknownChoiceError(sentence.format(indicator=asked.indicator.title()))


def _check_size(warehouse: Source, asked: Crossing) -> None:
    known = snapshot.snapshot(warehouse)
    listed = known.places[asked.level].inside(asked.place.code) if asked.is_over_places else slice(0, 1)
    cells = listed.stop - listed.start
    if asked.is_over_months:
        cells *= len(months.between(asked.first, asked.month))
    for each in MEMBERS:
        cells *= len(asked.members(each))
    if cells > MOST_CELLS:
        sentence = t(
            "That would be {cells} cells; up to {most} can be told. Choose a smaller area or fewer months."
        )
        raise UnknownChoiceError(sentence.format(cells=f"{cells:,}", most=f"{MOST_CELLS:,}"))
