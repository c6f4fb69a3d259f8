import pandas as pd
import pytest

from sharedwealth.ledger.rules import jumps
from tests.ledger.rules.books import book, context, history, told, worker, workshop

NUMBER = "331082-0001"
PEERS = pd.DataFrame(
    {
        "workshop_type": ["consigned_processing"],
        "people_median": [20.0],
        "people_mad": [12.0],
        "wage_median": [3200.0],
        "wage_mad": [400.0],
    }
)


def staff(count, wage=3000):
    return [worker(worker_id=f"G{n}", wage_yuan=wage) for n in range(count)]


def steady(people, wage=3000, months=12):
    return context(history=history({NUMBER: [(people, people * wage)] * months}), peers=PEERS)


@pytest.mark.parametrize(
    ("usual", "now", "said"),
    [
        (3, 6, []), (6, 3, []), (1, 4, []), (20, 30, []), (20, 12, []), (300, 250, []),
        (20, 70, ["warning"]), (20, 2, ["warning"]), (20, 0, ["warning"]), (300, 30, ["warning"]),
    ],
)  # fmt: skip
def test_people_that_jump_against_the_workshops_own_months(usual, now, said):
    # A second workshop keeps the sheet of workers from being empty.
    rows = [*staff(now), worker(workshop_id="331082-0002", worker_id="X")]
    assert told(jumps.people_jump, book(employment=rows), steady(usual)) == [
        (each, "工坊", "A3") for each in said
    ]


def test_a_workshop_that_always_moves_may_move_on():
    months = [(n, n * 3000) for n in (5, 60, 8, 70, 4, 55, 9, 80)]
    assert (
        told(jumps.people_jump, book(employment=staff(75)), context(history=history({NUMBER: months}))) == []
    )


def test_a_new_level_is_asked_about_once():
    months = [(10, 30_000)] * 8 + [(60, 180_000)]
    assert (
        told(jumps.people_jump, book(employment=staff(62)), context(history=history({NUMBER: months}))) == []
    )


def test_a_workshop_without_months_is_held_against_its_type():
    new = context(peers=PEERS)
    assert told(jumps.people_jump, book(employment=staff(40)), new) == []
    assert told(jumps.people_jump, book(employment=staff(900)), new) == [("warning", "工坊", "A3")]


def test_where_nothing_is_known_nothing_jumps():
    for rule in (jumps.people_jump, jumps.wage_jump, jumps.wage_unit_slip):
        assert told(rule, book(employment=staff(900, 300))) == []


@pytest.mark.parametrize(("wage", "said"), [(3300, []), (4200, []), (8000, ["warning"]), (1100, ["warning"])])
def test_wages_that_jump_against_the_workshops_own_months(wage, said):
    of_book = book(employment=staff(20, wage))
    assert told(jumps.wage_jump, of_book, steady(20)) == [(each, "用工", "I3") for each in said]
    assert told(jumps.wage_unit_slip, of_book, steady(20)) == []


def test_one_persons_wage_moves_freely():
    assert told(jumps.wage_jump, book(employment=staff(1, 9000)), steady(1)) == []


@pytest.mark.parametrize(
    ("wage", "factor"),
    [(30_000, "10"), (33_000, "10"), (300_000, "100"), (300, "10"), (30, "100"), (30_000_000, "10,000")],
)
def test_a_slip_of_the_unit_stops_the_ledger_and_is_no_jump(wage, factor):
    of_book = book(employment=staff(20, wage))
    (finding,) = jumps.wage_unit_slip(of_book, steady(20))
    assert (finding.severity, finding.cell, finding.expected) == ("error", "I3", "3,000")
    assert f"about {factor} times" in finding.message_en
    assert told(jumps.wage_jump, of_book, steady(20)) == []


def test_one_person_may_earn_ten_times_as_much_but_not_a_hundred():
    assert told(jumps.wage_unit_slip, book(employment=staff(1, 4000)), steady(1, wage=400)) == []
    assert told(jumps.wage_unit_slip, book(employment=staff(1, 40_000)), steady(1, wage=400)) == [
        ("error", "用工", "I3")
    ]


def test_wages_of_a_new_workshop_are_held_against_its_type():
    new = context(peers=PEERS)
    assert told(jumps.wage_jump, book(employment=staff(20, 5000)), new) == []
    assert told(jumps.wage_jump, book(employment=staff(20, 300)), new) == [("warning", "用工", "I3")]


def test_a_workshop_that_has_closed_is_not_missed():
    closed = book(
        workshops=[workshop(closed_on="2024-11-02")], employment=[worker(workshop_id="331082-0002")]
    )
    assert told(jumps.people_jump, closed, steady(20)) == []
