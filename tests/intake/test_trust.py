"""Five parts and a grade: what a publication keeps of a ledger, and what the rule makes of it."""

from itertools import product

import pytest

from sharedwealth import text
from sharedwealth.intake import trust
from sharedwealth.ledger.rules import RULES
from sharedwealth.ledger.sheets import SHEETS
from tests.intake.conftest import APRIL, finding, rows_of

FULL = {
    "sheets": 5, "rows": 1000, "workshops": 40, "optional_cells": 5000, "optional_filled": 4500,
    "workshops_known": 40, "workshops_kept": 40,
}  # fmt: skip
VISIT = {"by": "赵六", "day": "2024-05-20", "result": "agrees"}


def warned(rule, count):
    return {"rule": rule, "severity": "warning", "count": count}


def judged(days_late=0, findings=(), reason="核实无误", visit=VISIT, **measured):
    return trust.graded(days_late, FULL | measured, list(findings), reason, visit)


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({}, "yes"),
        ({"optional_filled": 4000}, "yes"),
        ({"optional_filled": 3999}, "partly"),
        ({"optional_filled": 2500}, "partly"),
        ({"optional_filled": 2499}, "no"),
        ({"sheets": 4}, "no"),
        ({"workshops_kept": 39}, "partly"),
        ({"workshops_kept": 35}, "no"),
        ({"workshops_known": 0, "workshops_kept": 0}, "yes"),
        ({"optional_cells": 0, "optional_filled": 0}, "yes"),
        ({"rows": 0}, "unknown"),
    ],
)
def test_complete(changes, mark):
    assert judged(**changes).part("complete").mark == mark


@pytest.mark.parametrize(
    ("days_late", "mark"),
    [(-3, "yes"), (0, "yes"), (1, "partly"), (5, "partly"), (6, "no"), (None, "unknown")],
)
def test_timely(days_late, mark):
    assert judged(days_late).part("timely").mark == mark


@pytest.mark.parametrize(
    ("count", "reason", "mark"),
    [(0, "", "yes"), (1, "因故", "partly"), (10, "因故", "partly"), (11, "因故", "no"), (1, " ", "no")],
)
def test_consistent_counts_a_warning_to_a_hundred_rows(count, reason, mark):
    found = judged(findings=[warned("workshop_vanished", count)] if count else [], reason=reason)
    assert found.part("consistent").mark == mark
    assert found.part("plausible").mark == "yes"


@pytest.mark.parametrize(("count", "mark"), [(1, "partly"), (2, "partly"), (3, "no")])
def test_plausible_counts_a_warning_to_twenty_workshops(count, mark):
    found = judged(findings=[warned("wage_jump", count)])
    assert found.part("plausible").mark == mark
    assert found.part("consistent").mark == "yes"


def test_notes_do_not_count():
    assert judged(findings=[{"rule": "wage_jump", "severity": "note", "count": 90}]).grade == "A"


@pytest.mark.parametrize(
    ("visit", "mark", "grade"),
    [
        (None, "unknown", "B"),
        (VISIT, "yes", "A"),
        (VISIT | {"result": "small_differences"}, "partly", "B"),
        (VISIT | {"result": "disagrees"}, "no", "D"),
    ],
)
def test_checked_on_the_spot(visit, mark, grade):
    found = judged(visit=visit)
    assert (found.part("spot_checked").mark, found.grade) == (mark, grade)


def test_the_grade_is_the_rule_s_for_all_marks():
    for desk in product(("yes", "partly", "no", "unknown"), repeat=4):
        for spot in ("yes", "partly", "no", "unknown"):
            bad, half = sum(each in ("no", "unknown") for each in desk), desk.count("partly")
            if spot == "no" or bad >= 2:
                wanted = "D"
            elif bad == 0 and half <= 1:
                wanted = "A" if half == 0 and spot == "yes" else "B"
            else:
                wanted = "C"
            marks = dict(zip(trust.PARTS, (*desk, spot), strict=True))
            assert trust.grade(marks) == wanted, marks


def test_a_generated_month_is_told_by_completeness_and_timeliness_alone():
    found = trust.generated(3, FULL)
    assert found.grade == "generated"
    assert [each.mark for each in found.parts] == ["yes", "partly", "unknown", "unknown", "unknown"]


def test_every_part_says_the_figure_behind_it_in_both_languages():
    for language in ("zh", "en"):
        with text.using(language):
            found = judged(2, [warned("wage_jump", 2), warned("workshop_vanished", 1)])
            assert [each.name for each in found.parts] == list(trust.PARTS) == list(trust.DEFINITIONS)
            assert all(each.figure and "{" not in each.figure for each in found.parts)


def test_rules_about_plausibility_are_rules():
    assert {rule.__name__ for rule in RULES} >= trust.PLAUSIBILITY


def test_findings_are_kept_by_rule_with_their_count_and_first_place():
    kept = trust.findings_by_rule([finding("warning"), finding("note"), finding("warning")])
    assert [(each["rule"], each["severity"], each["count"], each["cell"]) for each in kept] == [
        ("some_rule", "warning", 2, "I9"),
        ("some_rule", "note", 1, "I9"),
    ]


def test_measures_count_what_is_filled_of_what_could_be(empty, ledger):
    given = ledger(empty)
    found = trust.measures(given.book, given.context)
    rows = rows_of("339101", APRIL)
    cells = filled = 0
    for name, sheet in SHEETS.items():
        for column in sheet.columns:
            if not column.is_required and column.name not in trust.BLANK_BY_NATURE:
                cells += len(rows[name])
                filled += sum(not missing for missing in rows[name][column.name].isna())
    assert (found["optional_cells"], found["optional_filled"]) == (cells, filled)
    assert found["rows"] == sum(map(len, rows.values()))
    assert found["workshops"] == len(rows["workshops"])
