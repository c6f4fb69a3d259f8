from datetime import date

import numpy as np
import pytest

from sharedwealth.ledger.rules import ranges
from sharedwealth.ledger.sheets import SHEETS
from tests.ledger.rules.books import book, context, read_sheet, result, told, worker, workshop

INTEGERS = {"TINYINT": np.int8, "SMALLINT": np.int16, "INTEGER": np.int32, "BIGINT": np.int64}


def of_worker(rule, **values):
    return [severity for severity, _, _ in told(rule, book(employment=[worker(**values)]))]


def of_result(rule, **values):
    return [severity for severity, _, _ in told(rule, book(results=[result(**values)]))]


def of_workshop(rule, **values):
    return [severity for severity, _, _ in told(rule, book(workshops=[workshop(**values)]))]


@pytest.mark.parametrize(
    ("born", "said"),
    [(2009, ["error"]), (2008, []), (1934, []), (1933, ["error"]), (75, ["error"]), (None, [])],
)
def test_workers_are_16_to_90_in_the_year_of_the_ledger(born, said):
    assert of_worker(ranges.age_of_worker, birth_year=born) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, []), (30, []), (31, ["error"]), (-1, ["error"]), (200, ["error"])]
)
def test_november_has_thirty_days(days, said):
    assert of_worker(ranges.days_in_month, days_worked=days) == said


def test_february_has_as_many_days_as_its_year_gives_it():
    days = book(employment=[worker(days_worked=29)])
    assert told(ranges.days_in_month, days, context(month=date(2024, 2, 1))) == []
    assert told(ranges.days_in_month, days, context(month=date(2025, 2, 1))) == [("error", "用工", "H3")]


@pytest.mark.parametrize(
    ("wage", "said"),
    [
        (-1, ["error"]), (0, []), (36, ["warning"]), (100, []), (20_000, []), (20_001, ["warning"]),
        (50_000, ["warning"]), (50_001, ["error"]), (30_000_000, ["error"]),
    ],
)  # fmt: skip
def test_a_months_wage_lies_between_nothing_and_50_000_and_seldom_above_20_000(wage, said):
    assert of_worker(ranges.wage_in_range, wage_yuan=wage) == said


@pytest.mark.parametrize(
    ("income", "said"),
    [(None, []), (0, []), (1_500, []), (24_000, ["warning"]), (60_000, ["error"]), (-5, ["error"])],
)
def test_an_income_before_joining_likewise_but_it_may_be_nothing(income, said):
    assert of_worker(ranges.prior_income_in_range, prior_income_yuan=income) == said


@pytest.mark.parametrize(("stars", "said"), [(0, ["error"]), (1, []), (5, []), (6, ["error"]), (None, [])])
def test_stars_are_one_to_five(stars, said):
    assert of_workshop(ranges.stars_one_to_five, stars=stars) == said


@pytest.mark.parametrize(
    ("stewards", "said"),
    [(0, []), (30, []), (31, ["warning"]), (200, ["warning"]), (201, ["error"]), (-1, ["error"])],
)
def test_stewards_are_few(stewards, said):
    assert of_workshop(ranges.steward_count_in_range, steward_count=stewards) == said


def test_results_are_neither_negative_nor_beyond_any_workshop():
    assert of_result(ranges.results_in_range) == []
    assert of_result(ranges.results_in_range, output_yuan=-1, hazards_found=-2) == ["error", "error"]
    assert of_result(ranges.results_in_range, orders_yuan=2_000_000_000, people_trained=100_000) == [
        "error",
        "error",
    ]


@pytest.mark.parametrize(
    ("asked", "satisfied", "said"),
    [(8, 8, []), (8, 9, ["error"]), (None, 3, ["error"]), (8, None, []), (None, None, [])],
)
def test_no_more_are_satisfied_than_were_asked(asked, satisfied, said):
    assert of_result(ranges.satisfied_of_surveyed, survey_responses=asked, survey_satisfied=satisfied) == said


def test_a_whole_that_could_not_be_read_is_not_nothing():
    unread = read_sheet("results", [result(survey_responses=None)], rejected={(3, "survey_responses")})
    assert told(ranges.satisfied_of_surveyed, book(results=unread)) == []


@pytest.mark.parametrize(("found", "fixed", "said"), [(2, 2, []), (2, 3, ["error"]), (0, 0, [])])
def test_no_more_hazards_are_fixed_than_found(found, fixed, said):
    assert of_result(ranges.fixed_of_found, hazards_found=found, hazards_fixed=fixed) == said


@pytest.mark.parametrize(
    ("sessions", "people", "said"), [(0, 5, ["warning"]), (1, 5, []), (0, 0, []), (None, 5, [])]
)
def test_people_are_trained_in_sessions(sessions, people, said):
    assert of_result(ranges.trained_in_sessions, training_sessions=sessions, people_trained=people) == said


@pytest.mark.parametrize(
    ("days", "wage", "said"),
    [(0, 500, ["warning"]), (5, 0, ["warning"]), (0, 0, []), (None, 900, []), (9, 900, [])],
)
def test_a_wage_comes_with_days(days, wage, said):
    assert of_worker(ranges.wage_with_days, days_worked=days, wage_yuan=wage) == said


def test_whatever_passes_fits_the_warehouse():
    """Every whole number of a ledger is stopped before it overflows its column's type."""
    for name, sheet in SHEETS.items():
        for column in sheet.columns:
            if column.duckdb_type not in INTEGERS:
                continue
            most = np.iinfo(INTEGERS[column.duckdb_type]).max
            if most == np.iinfo(np.int64).max:
                continue
            for value in (int(most) + 1, -int(most) - 2):
                rows = book(**{name: read_sheet(name, [{column.name: value}])})
                severities = {
                    severity
                    for rule in vars(ranges).values()
                    if getattr(rule, "__module__", "") == ranges.__name__
                    and not rule.__name__.startswith("_")
                    for severity, _, _ in told(rule, rows)
                }
                assert "error" in severities, (column.name, value)
