"""A workshop's months, recomputed from the facts."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sharedwealth import months
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import workshop_profile
from sharedwealth.indicators.intervals import wilson
from sharedwealth.indicators.workshop_directory import listed
from sharedwealth.indicators.workshop_profile import find, history
from sharedwealth.text import using
from sharedwealth.warehouse.connection import Warehouse
from tests.conftest import META
from tests.indicators.facts import Facts
from tests.indicators.provinces import make


@pytest.fixture(scope="module")
def facts():
    flags = [
        [True] * 8,
        [True, True, False, True, True, False, False, True],
        [False, False] + [True] * 6,
        [False] * 8,
    ]
    return Facts(make(flags, np.random.default_rng(3), workshops=18, workers=260))


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


def test_every_month_of_every_workshop_is_that_of_the_facts(facts, warehouse):
    compared = 0
    for one in facts.workshops.itertuples():
        workshop = find(warehouse, one.workshop_id)
        assert workshop.opened_month == one.opened
        for row in history(warehouse, workshop, threshold=0).to_dict("records"):
            month = months.parse(row["month"])
            assert row["state"] == state(facts, one, month)
            if row["state"] == "told":
                compare(facts, one.workshop_id, month, row)
                compared += 1
            else:
                assert pd.isna(row["people"])
                assert pd.isna(row["output_yuan"])
    assert compared > 40


def state(facts, one, month):
    if one.opened > month:
        return "not_open"
    if facts.ledger_month(one.county_code, month) is None:
        return "never"
    people = ((facts.work["workshop_id"] == one.workshop_id) & (facts.work["month"] == month)).sum()
    if one.closed is not None and (one.closed < month or (one.closed == month and not people)):
        return "closed"
    return "told" if (one.county_code, month) in facts.reported else "no_ledger"


def compare(facts, key, month, row):
    own = facts.work[(facts.work["workshop_id"] == key) & (facts.work["month"] == month)]
    assert row["people"] == len(own)
    assert row["low_income_people"] == own["low"].sum()
    if len(own):
        assert row["wage"] == pytest.approx(own["wage"].mean())
    else:
        assert pd.isna(row["wage"])
    results = facts.results[(facts.results["workshop_id"] == key)]
    now = results[results["month"] == month].iloc[0]
    for name in ("output_yuan", "orders_yuan", "collective_income_yuan"):
        assert (pd.isna(row[name]) and pd.isna(now[name])) or row[name] == now[name]
    three = results[(results["month"] >= months.shift(month, -2)) & (results["month"] <= month)]
    asked, content = three["survey_responses"].sum(), three["survey_satisfied"].sum()
    if asked:
        assert row["trust"] == pytest.approx(content / asked)
    else:
        assert pd.isna(row["trust"])


def test_with_control_nothing_of_few_people_is_told_and_it_agrees_with_the_directory(facts, warehouse):
    last = facts.province.months[-1]
    directory = listed(warehouse, last).set_index("workshop_id")
    for one in facts.workshops.itertuples():
        rows = history(warehouse, find(warehouse, one.workshop_id))
        for name in ("people", "n", "low_income_people", "responses", "satisfied", "people_trained"):
            assert not rows[name].isin(range(1, 10)).any(), name
        hidden = rows["people_status"] == "suppressed"
        assert (
            rows.loc[
                hidden,
                ["people", "wage", "output_per_worker", "orders_per_worker", "increase", "n", "increase_sum"],
            ]
            .isna()
            .all(axis=None)
        )
        if one.workshop_id in directory.index and rows["state"].iloc[-1] == "told":
            assert rows["people_status"].iloc[-1] == directory.loc[one.workshop_id, "people_status"]
            assert rows["increase_status"].iloc[-1] == directory.loc[one.workshop_id, "increase_status"]


def test_the_interval_is_wilsons():
    for content, asked in ((0, 12), (7, 12), (12, 12), (150, 160)):
        low, high = wilson(np.array([content]), np.array([asked]))
        expected = stats.binomtest(content, asked).proportion_ci(0.95, method="wilson")
        assert (low[0], high[0]) == pytest.approx((expected.low, expected.high))
    assert np.isnan(wilson(np.array([0.0]), np.array([0.0]))).all()


def test_its_enterprises_are_those_of_the_month(facts, warehouse):
    month = facts.province.months[4]
    ties = facts.province.partnerships.drop_duplicates(
        ["workshop_id", "credit_code", "linkage", "started_on"]
    )
    for one in facts.workshops.itertuples():
        found = workshop_profile.partners(warehouse, find(warehouse, one.workshop_id), month)
        own = ties[(ties["workshop_id"] == one.workshop_id)]
        begun = own[own["started_on"].dt.to_period("M") <= pd.Period(month, "M")]
        assert sorted(zip(found["credit_code"], found["linkage"], strict=True)) == sorted(
            zip(begun["credit_code"], begun["linkage"], strict=True)
        )


def test_an_unknown_workshop_is_a_sentence_with_the_nearest(warehouse):
    with using("en"), pytest.raises(UnknownChoiceError, match="Did you mean W1"):
        find(warehouse, "W1x")
    with using("zh"), pytest.raises(UnknownChoiceError, match="台账中没有"):
        find(warehouse, "")


def test_a_number_that_two_counties_gave_is_told_apart_by_county(small_connection):
    small_connection.execute(
        "INSERT INTO workshops BY NAME SELECT * REPLACE ('339999' AS county_code) FROM workshops LIMIT 1"
    )
    warehouse = Warehouse.in_memory(small_connection, META)
    twice = warehouse.query("SELECT workshop_id FROM workshops GROUP BY 1 HAVING count(*) > 1")[
        "workshop_id"
    ].iloc[0]
    counties = warehouse.query("SELECT county_code FROM workshops WHERE workshop_id = $id", {"id": twice})
    for county in counties["county_code"]:
        assert find(warehouse, f"{county}:{twice}").county_code == county
    with pytest.raises(UnknownChoiceError):
        find(warehouse, twice)
