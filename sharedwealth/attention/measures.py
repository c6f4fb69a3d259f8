"""What a rule can look at: each measure with its figures, their bounds, and its words."""

from dataclasses import dataclass
from typing import Literal

from sharedwealth import numbers
from sharedwealth.indicators.disclosure import PEOPLE_THRESHOLD
from sharedwealth.text import mark, mark_in, tp

Level = Literal["red", "yellow"]
Of = Literal["county", "town", "workshop"]

LEVELS: dict[Level, str] = {"red": mark_in("attention", "Red"), "yellow": mark_in("attention", "Yellow")}
SHAPES: dict[Level, str] = {"red": "▲", "yellow": "◆"}
"""Beside the word, so that no level is told by its colour alone."""
SUBJECTS: dict[Of, str] = {
    "county": mark("Counties"),
    "town": mark("Towns"),
    "workshop": mark("Workshops"),
}


@dataclass(frozen=True)
class Parameter:
    """One figure of a rule, and what it may be."""

    name: str
    low: float
    high: float
    kind: Literal["whole", "share", "number"] = "whole"

    def written(self, value: float) -> str:
        """The value as a reader writes it: 30%, 21.75, 12."""
        if self.kind == "share":
            return numbers.percent(value, 0 if round(float(value) * 100, 6).is_integer() else 1)
        return numbers.plain(value, 0 if float(value).is_integer() else 2)


@dataclass(frozen=True)
class Measure:
    """What is measured, in words and figures."""

    name: str
    of: tuple[Of, ...]
    says: str
    """The rule in a sentence, which may name its figures and {months}."""
    unit: str
    """Of the figure: share, points, yuan_month, hazards or months."""
    parameters: tuple[Parameter, ...] = ()
    caveat: str = ""
    statement: str = ""
    """The file of its query, where all subjects share one; else there is one for each."""


MONTHS = Parameter("months", 1, 36)
_PEOPLE = Parameter("least_people", PEOPLE_THRESHOLD, 1_000_000)
_SHARE = Parameter("share", 0.01, 1, "share")

MEASURES: dict[str, Measure] = {
    "no_ledger": Measure(
        mark("No ledger"),
        ("county",),
        mark("The county has sent no ledger."),
        "months",
        statement="no_ledger",
    ),
    "people_fall": Measure(
        mark("Fewer at work"),
        ("county", "workshop"),
        mark(
            "At least {share} fewer people at work than {against} months before, where {least_people} or more were at "
            "work then."
        ),
        "share",
        (_SHARE, Parameter("against", 1, 36), _PEOPLE),
        mark(
            "Work that follows the seasons falls every year: only against twelve months before is the season the same."
        ),
    ),
    "wage_below_minimum": Measure(
        mark("Wage below the minimum wage"),
        ("county", "workshop"),
        mark(
            "The mean wage of a full month (wages ÷ days × {days_per_month}) is below {share} of the monthly minimum "
            "wage, out of {least_people} or more people whose days are known."
        ),
        "yuan_month",
        (Parameter("share", 0.1, 2, "share"), Parameter("days_per_month", 15, 31, "number"), _PEOPLE),
        mark(
            "Where no figure of the county itself is on file, the province's lowest tier stands for it, so that a hit "
            "is below every tier. A day counts as a day of eight hours; the ledger knows no hours. Home work by the "
            "piece may be no employment in the sense of the law."
        ),
    ),
    "one_enterprise": Measure(
        mark("Dependence on one enterprise"),
        ("county", "town"),
        mark(
            "More than {share} of the people at work are in workshops tied to one enterprise, where there are "
            "{least_people} or more people and {least_workshops} or more workshops with people."
        ),
        "share",
        (_SHARE, _PEOPLE, Parameter("least_workshops", 1, 10_000)),
        mark("A workshop tied to several enterprises counts for each of them."),
        statement="one_enterprise",
    ),
    "hazards_open": Measure(
        mark("Hazards open"),
        ("workshop",),
        mark("At least {hazards} hazards that ledgers report as found are not yet reported as fixed."),
        "hazards",
        (Parameter("hazards", 1, 10_000),),
        mark("Found less fixed, over all ledgers; more fixed than open closes nothing that is found later."),
    ),
    "satisfaction_fall": Measure(
        mark("Satisfaction falling"),
        ("county", "workshop"),
        mark(
            "The share of satisfied answers of the last {window} months is at least {points} lower than that of the "
            "{window} months before, with {least_answers} or more answers in both."
        ),
        "points",
        (
            Parameter("points", 0.01, 1, "share"),
            Parameter("window", 1, 12),
            Parameter("least_answers", PEOPLE_THRESHOLD, 1_000_000),
        ),
        mark("With few answers a share moves by chance; no test of significance is made."),
    ),
}


def level_words(level: Level) -> str:
    """▲ Red, ◆ Yellow: shape and word."""
    return f"{SHAPES[level]} {tp('attention', LEVELS[level])}"
