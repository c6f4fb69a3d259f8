"""Each rule over provinces that are made up, with gaps in their ledgers, against plain Python."""

from datetime import date
from functools import cache

import numpy as np
import pytest

from sharedwealth.attention import finding
from sharedwealth.attention.rules import Rule
from sharedwealth.attention.wages import MinimumWage
from tests.attention.recomputed import Recomputed, runs
from tests.indicators.provinces import make

WAGES = (
    MinimumWage("33", date(2023, 8, 1), 1500),
    MinimumWage("3310", date(2023, 9, 15), 2600),
    MinimumWage("330102", date(2023, 7, 1), 2900),
    MinimumWage("330102", date(2024, 2, 1), 1200),
)
SEEDS = range(3)


def minimum(county, month):
    """The figure in force on the month's first day, of the longest code that has one."""
    held = [each for each in WAGES if county.startswith(each.area_code) and each.since <= month]
    best = max(held, key=lambda each: (len(each.area_code), each.since), default=None)
    return best.yuan if best else None


def made(seed):
    """Months without ledgers, workshops of one person, hazards, answers that fall, days that are not told."""
    rng = np.random.default_rng(seed)
    reported = [[bool(rng.random() > 0.25) for _ in range(12)] for _ in range(4)]
    reported[0][0] = True
    province = make(reported, rng, workshops=9, workers=50, present=0.5)
    results = province.results
    count = len(results)
    results["hazards_found"] = rng.integers(0, 3, count)
    results["hazards_fixed"] = rng.integers(0, 3, count)
    results[["hazards_found", "hazards_fixed"]] = results[["hazards_found", "hazards_fixed"]].astype("Int64")
    for name in ("hazards_found", "hazards_fixed"):
        results[name] = results[name].mask(rng.random(count) < 0.2)
    results["survey_satisfied"] = (
        (results["survey_responses"].astype(float) * rng.uniform(0.3, 1, count)).round().astype("Int64")
    )
    work = province.employment
    work["days_worked"] = work["days_worked"].mask(rng.random(len(work)) < 0.1)
    return province


@cache
def world(seed):
    """The province's warehouse, and what plain Python knows of it; built once."""
    province = made(seed)
    return province.warehouse(), Recomputed(province)


def rule(measure, of, months=1, **figures):
    return Rule("r", measure, of, "red", months, tuple(figures.items()))


def course(known, asked, until):
    """What plain Python makes of the rule."""
    figures = asked.amounts
    if asked.measure == "no_ledger":
        return known.no_ledger(until)
    if asked.measure == "wage_below_minimum":
        return known.wage_below_minimum(until, asked.of, minimum, **figures)
    if asked.measure == "one_enterprise":
        return known.one_enterprise(until, 6 if asked.of == "county" else 9, **figures)
    if asked.measure == "hazards_open":
        return known.hazards_open(until, **figures)
    return getattr(known, asked.measure)(until, asked.of, **figures)


RULES = (
    rule("no_ledger", "county", months=2),
    rule("people_fall", "county", share=0.3, against=3, least_people=2),
    rule("people_fall", "workshop", share=0.3, against=2, least_people=1),
    rule("people_fall", "workshop", share=1.0, against=1, least_people=1),
    rule("wage_below_minimum", "county", share=1.0, days_per_month=21.75, least_people=1),
    rule("wage_below_minimum", "workshop", share=0.9, days_per_month=21.75, least_people=1),
    rule("one_enterprise", "county", share=0.6, least_people=1, least_workshops=1),
    rule("one_enterprise", "town", share=0.5, least_people=2, least_workshops=2),
    rule("hazards_open", "workshop", months=2, hazards=2),
    rule("satisfaction_fall", "county", points=0.1, window=3, least_answers=10),
    rule("satisfaction_fall", "workshop", points=0.05, window=3, least_answers=5),
)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("asked", RULES, ids=lambda each: f"{each.measure}-{each.of}")
def test_a_rule_finds_what_plain_python_finds(seed, asked):
    warehouse, known = world(seed)
    for until in (known.months[-1], known.months[len(known.months) // 2]):
        found = finding.find(warehouse, [asked], WAGES, until)
        rows = finding._judged(warehouse, asked, finding._minimums(WAGES, list(known.facts.counties)), until)
        if asked.of == "workshop":
            names = found.workshops.set_index("subject")["workshop_id"]
            rows["subject"] = rows["subject"].map(names)
        expected = runs(course(known, asked, until), until)
        assert set(rows["subject"]) == set(expected)
        for row in rows.to_dict("records"):
            month, since, run = expected[row["subject"]]
            assert bool(row["holds"]) == month.holds
            assert row["run"] == run
            assert (row["since"].date() if run else None) == since
            if month.figure is not None:
                assert row["figure"] == pytest.approx(month.figure)
            if month.base is not None:
                assert row["base"] == pytest.approx(month.base)
            if month.n is not None:
                assert row["n"] == month.n
        hit = {
            subject for subject, (month, _, run) in expected.items() if month.holds and run >= asked.months
        }
        assert len(found.hits) == len(hit)


def test_every_rule_is_hit_somewhere_in_the_tests():
    """So that equal answers are not equal for want of any."""
    hit = set()
    for seed in SEEDS:
        warehouse, known = world(seed)
        for number, asked in enumerate(RULES):
            listed = known.months[5:]
            if any(len(finding.find(warehouse, [asked], WAGES, month).hits) for month in listed):
                hit.add(number)
    assert hit == set(range(len(RULES)))
