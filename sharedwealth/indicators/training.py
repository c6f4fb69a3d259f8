"""Training in workshops: sessions held, and attendances, which are no distinct people."""

from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.headcount import WORKSHOP_MONTHS
from sharedwealth.indicators.summed import by_type
from sharedwealth.text import mark

_SHEET = mark("County ledgers, sheet of results")
_GAVE = "FILTER (r.people_trained IS NOT NULL)"


def _narrow(numbers: str) -> str:
    return WORKSHOP_MONTHS.replace("{numbers}", numbers)


def _wide(numbers: str) -> str:
    return by_type("area_results", numbers)


_SESSIONS = _narrow("sum(r.training_sessions) AS numerator, count(r.training_sessions) AS n")
_TRAINED = _narrow("sum(r.people_trained) AS numerator, sum(r.people_trained) AS n")
_PER_WORKER = _narrow(
    f"sum(r.people_trained) AS numerator,\n       sum(r.people) {_GAVE} AS denominator,\n"
    f"       sum(r.people) {_GAVE} AS n"
)

INDICATORS = (
    Indicator(
        key="training_sessions",
        name=mark("Training sessions in the month"),
        short_name=mark("Training sessions"),
        unit="sessions",
        better="higher",
        nature="flow",
        family="people",
        shape="count",
        numerator=mark("Training sessions that workshops held in the month"),
        caveat=mark("n counts the workshops that gave the figure; a session says nothing of its length."),
        why=mark("Skills outlast an order: who is trained can earn more, also elsewhere."),
        source=_SHEET,
        is_zero_when_silent=True,
        wide=_wide("training_sessions AS numerator, session_workshops AS n"),
        narrow=_SESSIONS,
    ),
    Indicator(
        key="people_trained",
        name=mark("Training attendances in the month"),
        short_name=mark("Training attendances"),
        unit="attendances",
        better="higher",
        nature="flow",
        family="people",
        shape="count",
        numerator=mark("People who attended training in the month, counted once a session"),
        caveat=mark(
            "Attendances, not different people: who attends two sessions counts twice, and ledgers name nobody."
        ),
        why=mark("It shows how far training reaches, beside how many sessions were held."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        wide=_wide("people_trained AS numerator, people_trained AS n"),
        narrow=_TRAINED,
    ),
)

PER_WORKER = Indicator(
    key="attendances_per_worker",
    name=mark("Training attendances per person at work"),
    short_name=mark("Attendances per person at work"),
    unit="share",
    better="higher",
    nature="flow",
    family="people",
    shape="rate",
    numerator=mark("Training attendances of the month"),
    denominator=mark("People at work in the workshops that gave the figure"),
    caveat=mark("No share of people: it can exceed one where people attend several sessions."),
    why=mark("It compares places of different size."),
    source=_SHEET,
    counts_people=True,
    wide=_wide("people_trained AS numerator, trained_people AS denominator, trained_people AS n"),
    narrow=_PER_WORKER,
)
