import pytest

from sharedwealth.ledger.rules import people
from tests.ledger.rules.books import book, context, previous, told, worker

ELSEWHERE = "331082-0002"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (20, 20, ["error"]),
        (15, 15, ["warning"]),
        (28, 6, ["warning"]),
        (16, 6, []),
        (None, 20, []),
        (14, 14, []),
    ],
)
def test_nobody_works_full_time_at_two_workshops(first, second, said):
    two = book(employment=[worker(days_worked=first), worker(days_worked=second, workshop_id=ELSEWHERE)])
    assert told(people.two_full_time_workshops, two) == [(each, "用工", "H4") for each in said]


def test_a_row_that_stands_twice_is_no_second_workshop():
    assert told(people.two_full_time_workshops, book(employment=[worker(), worker()])) == []


@pytest.mark.parametrize(
    ("change", "cell"),
    [({"sex": "M"}, "D4"), ({"birth_year": 1971}, "E4"), ({"is_low_income": True}, "F4")],
)
def test_a_worker_is_one_person_in_every_row(change, cell):
    two = book(employment=[worker(days_worked=5), worker(days_worked=5, workshop_id=ELSEWHERE, **change)])
    assert told(people.worker_is_one_person, two) == [("error", "用工", cell)]


def test_a_home_or_an_income_before_that_differs_is_asked_about():
    other = worker(workshop_id=ELSEWHERE, home_village_code="331082112202", prior_income_yuan=None)
    assert told(people.worker_is_one_person, book(employment=[worker(), other])) == [
        ("warning", "用工", "G4")
    ]
    assert told(people.worker_is_one_person, book(employment=[worker(), worker(workshop_id=ELSEWHERE)])) == []


def test_a_worker_stays_who_they_were_in_the_last_ledger():
    before = context(previous=previous(employment=[worker(sex="M", prior_income_yuan=900)]))
    findings = list(people.worker_as_before(book(), before))
    assert [(finding.severity, finding.cell, finding.expected) for finding in findings] == [
        ("warning", "D3", "男"),
        ("warning", "J3", "900"),
    ]
    assert told(people.worker_as_before, book(), context(previous=previous(employment=[worker()]))) == []


def test_what_may_change_or_was_not_known_is_no_change():
    before = worker(is_low_income=True, home_village_code="331082112202", prior_income_yuan=None)
    assert told(people.worker_as_before, book(), context(previous=previous(employment=[before]))) == []


def test_numbers_given_anew_are_spoken_of_once():
    now = [worker(worker_id=f"G{n}") for n in range(20)]
    then = [worker(worker_id=f"G{n}", birth_year=1950 + n % 7) for n in range(20)]
    before = context(previous=previous(employment=then))
    assert told(people.worker_as_before, book(employment=now), before) == [("warning", "用工", None)]


@pytest.mark.parametrize(("wage", "said"), [(30_000, ["warning"]), (6_000, []), (14_000, [])])
def test_a_wage_many_times_the_last_one_is_asked_about(wage, said):
    before = context(previous=previous(employment=[worker(wage_yuan=3_000)]))
    of_book = book(employment=[worker(wage_yuan=wage)])
    assert told(people.wage_as_before, of_book, before) == [(each, "用工", "I3") for each in said]


def test_children_are_not_hired():
    young = book(employment=[worker(birth_year=2000, hired_on="2012-01-01")])
    assert told(people.hired_at_working_age, young) == [("warning", "用工", "K3")]
    assert (
        told(people.hired_at_working_age, book(employment=[worker(birth_year=2000, hired_on="2016-01-01")]))
        == []
    )
