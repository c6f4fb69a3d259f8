"""The four gains side by side: income per workshop, and the sentence above them."""

import numpy as np
import pytest

from sharedwealth import numbers
from sharedwealth.indicators import CATALOGUE, answer
from sharedwealth.indicators.four_gains import GAINS, gains_headline, per_workshop
from sharedwealth.text import using
from tests.indicators.facts import Facts
from tests.indicators.provinces import COUNTIES, make


@pytest.fixture(scope="module")
def facts():
    flags = [[True] * 4, [True, True, False, False], [True] * 4, [False] * 4]
    return Facts(make(flags, np.random.default_rng(7), workshops=20, workers=150))


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


def test_income_per_workshop_is_the_mean_of_the_workshops_that_gave_it(facts, warehouse):
    month = facts.province.months[-1]
    told = per_workshop(answer(warehouse, "collective_income", by="county")).set_index("area")
    for county in COUNTIES:
        rows = facts.results[(facts.results["month"] == month) & (facts.results["county_code"] == county)]
        incomes = rows["collective_income_yuan"].dropna().astype(float)
        if incomes.empty:
            assert np.isnan(told.loc[county, "value"])
            assert told.loc[county, "status"] == "no_data"
        else:
            assert told.loc[county, "value"] == pytest.approx(incomes.mean())
            assert told.loc[county, "denominator"] == len(incomes)


def test_a_county_that_gave_no_figure_is_not_poor_but_unknown(warehouse):
    told = answer(warehouse, "collective_income", by="county")
    shared = per_workshop(told.assign(n=0.0, numerator=0.0, value=0.0, status="ok"))
    assert shared["value"].isna().all()
    assert set(shared["status"]) == {"no_data"}


def test_every_gain_can_be_compared_at_each_level_down_to_towns():
    for gain in GAINS:
        for key in (gain.measure, gain.compared):
            assert {"province", "city", "county", "town"} <= set(CATALOGUE[key].levels)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_headline_takes_its_figures_from_the_answers(warehouse, language):
    with using(language):
        said = gains_headline(warehouse)
        for gain in GAINS:
            row = answer(warehouse, gain.measure).iloc[0]
            assert numbers.with_unit(row["value"], row["unit"]) in said


def test_without_a_ledger_the_headline_says_so(warehouse):
    with using("en"):
        assert "none of the four gains is known" in gains_headline(warehouse, "331003")
