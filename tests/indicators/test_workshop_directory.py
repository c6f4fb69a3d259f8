"""The directory: who is listed, in which state, and what disclosure control leaves."""

import numpy as np
import pandas as pd
import pytest

from sharedwealth import months
from sharedwealth.indicators import answer
from sharedwealth.indicators.workshop_directory import Narrowing, listed, narrowed, ordered
from sharedwealth.indicators.workshop_likes import alike
from tests.indicators.facts import Facts
from tests.indicators.provinces import make

FEW = range(1, 10)


@pytest.fixture(scope="module")
def facts():
    flags = [[True] * 14, [True] * 6 + [False] * 8, [False] + [True] * 13, [False] * 14]
    return Facts(make(flags, np.random.default_rng(5), workshops=44, workers=420))


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


@pytest.fixture(scope="module", params=[3, 9, 13])
def month(request, facts):
    return facts.province.months[request.param]


def at_work(facts, month):
    """People of each workshop in the month, by main row."""
    rows = facts.work[facts.work["month"] == month]
    return rows.groupby("workshop_id").size()


def test_as_many_are_listed_as_were_built_and_as_many_active(facts, warehouse, month):
    rows = listed(warehouse, month)
    assert sorted(rows["workshop_id"]) == sorted(facts.standing(month, None, active=False)["workshop_id"])
    active = narrowed(rows, Narrowing(state="active"))
    assert sorted(active["workshop_id"]) == sorted(facts.standing(month, None, active=True)["workshop_id"])
    closed = narrowed(rows, Narrowing(state="closed"))
    assert len(active) + len(closed) == len(rows)
    since = months.shift(month, -11)
    fresh = narrowed(rows, Narrowing(state="new"))
    expected = [
        row.workshop_id
        for row in facts.standing(month, None, active=True).itertuples()
        if row.opened >= since
    ]
    assert sorted(fresh["workshop_id"]) == sorted(expected)


def test_without_control_the_figures_are_those_of_the_facts(facts, warehouse, month):
    rows = listed(warehouse, month, threshold=0).set_index("workshop_id")
    people = at_work(facts, month)
    work = facts.work[facts.work["month"] == month]
    for key, row in rows.iterrows():
        own = work[work["workshop_id"] == key]
        if (row["county_code"], month) not in facts.reported:
            assert row["people_status"] == "no_data"
            assert pd.isna(row["people"])
            continue
        assert row["people"] == people.get(key, 0)
        assert row["low_income_people"] == own["low"].sum()
        increases = own["increase"].dropna()
        same = work[(work["village"] == row["village_code"]) & (work["type"] == row["workshop_type"])]
        is_alone = len(same["increase"].dropna()) == len(increases)
        if len(increases) and is_alone:
            assert row["n"] == len(increases)
            assert row["increase"] == pytest.approx(increases.mean())
            assert row["median"] == pytest.approx(increases.median())
            assert row["q1"] == pytest.approx(increases.quantile(0.25))
        else:
            assert pd.isna(row["median"])
            assert pd.isna(row["increase"]), "a mean is never told without its median"


def test_no_few_people_are_told_nor_found_by_subtraction(facts, warehouse, month):
    rows = listed(warehouse, month)
    true = rows["workshop_id"].map(at_work(facts, month)).fillna(0)
    hidden = rows["people_status"] == "suppressed"
    assert hidden.any()
    assert not rows["people"].isin(FEW).any()
    assert not rows["n"].isin(FEW).any()
    low = rows["low_income_people"]
    assert not low.isin(FEW).any()
    assert not ((low > 0) & (rows["people"] - low).isin(FEW)).any(), "the others are few"
    assert (hidden | ~true.isin(FEW) | (rows["people_status"] == "no_data")).all()
    villages = answer(warehouse, "people_at_work", month=month, by="village").set_index("area")["status"]
    for by in (["village_code"], ["village_code", "workshop_type"]):
        for _, group in rows.assign(true=true, hidden=hidden)[true > 0].groupby(by):
            status = villages[group["village_code"].iloc[0]]
            if status == "ok" and len(group) > 1:
                assert group["hidden"].sum() != 1
            if status == "suppressed" and by == ["village_code"]:
                assert group["hidden"].any(), "its workshops would tell what the village does not"


def test_what_is_hidden_stands_last_in_the_order_of_numbers(warehouse, month):
    rows = ordered(listed(warehouse, month), "people")
    known = rows["people"].notna()
    assert rows["people"][known].is_monotonic_decreasing
    assert known.tolist() == sorted(known, reverse=True)
    assert (
        rows[~known]["workshop_id"].tolist()
        == rows[~known].sort_values(["county_code", "workshop_id"])["workshop_id"].tolist()
    )


def test_filters_are_exact(facts, warehouse, month):
    rows = listed(warehouse, month)
    kind = rows["workshop_type"].iloc[0]
    assert (
        narrowed(rows, Narrowing(workshop_type=kind))["workshop_id"].tolist()
        == rows[rows["workshop_type"] == kind]["workshop_id"].tolist()
    )
    assert narrowed(rows, Narrowing("3310"))["village_code"].str.startswith("3310").all()
    ties = facts.province.partnerships.sort_values("month").drop_duplicates(
        ["workshop_id", "credit_code", "linkage", "started_on"], keep="last"
    )
    rent = {
        row.workshop_id
        for row in ties[ties["linkage"] == "rent"].itertuples()
        if row.started_on.date().replace(day=1) <= month
        and (pd.isna(row.ended_on) or row.ended_on.date().replace(day=1) >= month)
    }
    assert set(narrowed(rows, Narrowing(linkage="rent"))["workshop_id"]) == rent & set(rows["workshop_id"])


def test_the_most_alike_are_those_with_the_least_sum_of_differences():
    rows = pd.DataFrame(
        {
            "key": list("abcdefgh"),
            "county_code": "330102",
            "workshop_id": list("abcdefgh"),
            "workshop_type": ["x"] * 7 + ["y"],
            "product": ["tea", "tea", "silk", "tea", None, "tea", "tea", "tea"],
            "longitude": [120.0, 120.0, 120.0, 121.0, 120.0, 120.0, 120.0, 120.0],
            "latitude": 30.0,
            "people": [20.0, 40.0, 20.0, 20.0, np.nan, 80.0, 21.0, 20.0],
            "is_closed": [False] * 6 + [True, False],
        }
    )
    found = alike(rows, "a")
    assert found["key"].tolist() == ["b", "c", "f", "d", "e"], "neither the closed one nor another type"
    told = dict(zip(found["key"], found["difference"], strict=True))
    assert told["b"] == pytest.approx(0.5)
    assert told["c"] == pytest.approx(1.0)
    assert told["f"] == pytest.approx(1.0)
    km = 2 * 6371.0088 * np.arcsin(np.cos(np.radians(30)) * np.sin(np.radians(0.5)))
    assert told["d"] == pytest.approx(km / 50)
    assert told["e"] == pytest.approx(2.0)
    assert alike(rows, "nobody").empty
