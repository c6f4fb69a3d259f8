"""Who has sent which month, who is late, and how far each ledger has come."""

from datetime import date

import pytest

from sharedwealth import text
from sharedwealth.intake import approvals, board, filled, journal
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.warehouse import manifest, snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.intake.conftest import APRIL, MAY, TODAY, finding, raise_wages, rows_of

MARCH = date(2024, 3, 1)


@pytest.fixture
def rows(installation):
    """The board of the small province: `rows(first, last, today=…)`, by county and month."""

    def read(first=APRIL, last=APRIL, today=TODAY):
        warehouse = open_snapshot(snapshots.current(installation))
        found = board.frame(installation, warehouse, journal.read(installation), (first, last), today)
        assert tuple(found.columns) == board.COLUMNS
        return found.set_index(["county_code", "month"])

    return read


def test_every_county_has_a_row_for_every_month(rows):
    found = rows(MARCH, APRIL)
    assert list(found.index) == [
        (county, month) for county in ("339101", "339102", "339201") for month in (MARCH, APRIL)
    ]
    assert found.loc[("339101", APRIL), "state"] == "generated"
    assert found.loc[("339201", MARCH), "state"] == "missing"
    assert found["is_verified"].tolist() == [True, True, True, True, False, True]


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2024, 3, 31), "not_due"),
        (date(2024, 4, 1), "due"),
        (date(2024, 4, 10), "due"),
        (date(2024, 4, 11), "late"),
        (date(2024, 5, 10), "late"),
        (date(2024, 5, 11), "missing"),
    ],
)
def test_a_ledger_that_has_not_come_is_awaited_overdue_then_missing(rows, today, state):
    assert rows(MARCH, MARCH, today).loc[("339201", MARCH), "state"] == state


def test_days_late_are_counted_from_the_day_it_was_due(rows, ledger, publish, installation):
    publish(ledger(installation, month=MAY), today=date(2024, 6, 13))
    found = rows(MAY, MAY, date(2024, 6, 20)).loc[("339101", MAY)]
    assert (found["state"], found["received_on"], found["days_late"]) == ("checked", date(2024, 6, 13), 3)


def test_a_ledger_s_way_is_told_step_by_step(rows, ledger, publish, installation):
    def now():
        return rows().loc[("339101", APRIL)]

    publish(ledger(installation, change=raise_wages, findings=[finding("warning")]), reason="核实无误")
    assert (now()["state"], now()["warnings"], now()["is_verified"]) == ("received", 1, False)
    for step in ("county", "city", "province"):
        approvals.approve(installation, [("339101", APRIL)], step, who="李四")
        assert now()["state"] == step
    assert now()["is_verified"]
    approvals.reopen(installation, [("339101", APRIL)], who="李四", reason="更正")
    assert (now()["state"], now()["is_verified"]) == ("reopened", False)
    publish(ledger(installation))
    assert (now()["state"], now()["publication"]) == ("checked", 6)


def test_the_counts_and_the_sentence_are_those_of_the_rows(rows):
    found = rows(MARCH, MARCH).reset_index()
    whole = board.count(found, "", "")
    assert (whole.counties, whole.reported, whole.verified) == (3, 2, 2)
    assert [(each.area, each.counties, each.reported) for each in board.by_city(found)] == [
        ("3391", 2, 2),
        ("3392", 1, 0),
    ]
    with text.using("en"):
        said = board.sentence(found, MARCH)
    assert said.startswith("2 of 3 counties have reported March 2024")
    assert found.loc[found["county_code"] == "339201", "county"].iloc[0] in board.sentence(found, MARCH)


def test_how_full_generated_ledgers_are_is_told_from_their_facts(installation, start):
    found = filled.measures(installation, manifest.read(start.manifest_path), APRIL)
    sheets = rows_of("339101", APRIL)
    wanted = sum(int(sheets[name][filled.optional_columns(name)].notna().sum().sum()) for name in SHEETS)
    assert found["339101"]["optional_filled"] == wanted
    assert found["339101"]["rows"] == sum(map(len, sheets.values()))
    assert found["339101"]["workshops"] == len(sheets["workshops"])
