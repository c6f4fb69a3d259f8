"""What the planner may be asked: the goal, how many workshops or how near, and what a place counts."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sharedwealth.errors import ReaderError, UnknownChoiceError
from sharedwealth.text import mark, t

MOST_KM: Final = 20.0
USUAL_KM: Final = 3.0
PLACES, VILLAGES, LOW_INCOME = "places", "villages", "low_income"

WEIGHTS: dict[str, str] = {
    PLACES: mark("Each place alike"),
    VILLAGES: mark("Towns by their villages"),
    LOW_INCOME: mark("Low-income people"),
}


class PlanError(ReaderError):
    """A question that the planner cannot answer as it is asked; the sentence says what to change."""


@dataclass(frozen=True)
class Goal:
    """What is to be reached, in words, and the indicator whose rate it moves."""

    key: str
    name: str
    rule: str
    indicator: str | None = None
    is_of_towns: bool = False
    may_be_fewest: bool = False


GOALS: dict[str, Goal] = {
    goal.key: goal
    for goal in (
        Goal(
            "key_villages",
            mark("Key assisted villages"),
            mark(
                "A key assisted village is reached when a workshop stands in it, serves it, or stands within the "
                "distance and so can serve it."
            ),
            "key_village_coverage",
            may_be_fewest=True,
        ),
        Goal(
            "villages",
            mark("All villages and communities"),
            mark(
                "A village or community is reached when a workshop stands in it, serves it, or stands within the "
                "distance and so can serve it."
            ),
            "village_coverage",
            may_be_fewest=True,
        ),
        Goal(
            "mountain_towns",
            mark("Towns of the mountainous counties"),
            mark(
                "The official goal: a town or township of a mountainous county is reached when a workshop stands in it."
            ),
            "mountain_town_coverage",
            is_of_towns=True,
        ),
        Goal(
            "towns",
            mark("All towns and subdistricts"),
            mark("A town, township or subdistrict is reached when a workshop stands in it."),
            is_of_towns=True,
        ),
        Goal(
            "whole_towns",
            mark("Towns with every village reached"),
            mark(
                "A town is fully covered when each of its villages has a workshop, is served by one, or has one within "
                "the distance."
            ),
            is_of_towns=True,
        ),
    )
}


@dataclass(frozen=True)
class Question:
    """With a number: which next villages reach the most. Without: the fewest so that all are reached."""

    area: str
    month: date
    goal: str
    number: int | None
    within_km: float
    weight: str = PLACES

    @property
    def aim(self) -> Goal:
        return GOALS[self.goal]

    @property
    def metres(self) -> float:
        return self.within_km * 1000


def checked(question: Question) -> Question:
    """The question itself; a sentence where one of its values cannot be."""
    if question.goal not in GOALS:
        raise UnknownChoiceError(
            unknown(mark("There is no goal “{value}”. Possible: {known}."), question.goal, GOALS)
        )
    if question.weight not in WEIGHTS:
        raise UnknownChoiceError(
            unknown(mark("There is no weight “{value}”. Possible: {known}."), question.weight, WEIGHTS)
        )
    if question.number is not None and question.number < 1:
        raise PlanError(t("The number of new workshops must be at least 1."))
    if not (math.isfinite(question.within_km) and 0 <= question.within_km <= MOST_KM):
        raise PlanError(t("The distance must lie between 0 and {most} km.").format(most=f"{MOST_KM:g}"))
    if question.number is None and not question.aim.may_be_fewest:
        raise PlanError(
            t(
                "The fewest workshops are worked out for villages. For towns say how many workshops there may be."
            )
        )
    if question.number is None and question.weight != PLACES:
        raise PlanError(
            t("The fewest workshops reach every place, so that a weight changes nothing. Leave it out.")
        )
    if question.weight == VILLAGES and not question.aim.is_of_towns:
        raise PlanError(t("Only towns can count by their villages. Choose another weight."))
    return question


def unknown(sentence: str, value: str, known: Iterable[str]) -> str:
    """The sentence with the value that does not exist and those that do."""
    return t(sentence).format(value=value, known=", ".join(known))
