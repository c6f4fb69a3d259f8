"""Households, the way to work and training equal plain pandas on the facts, and never tell of a few people."""

import math

import numpy as np
import pandas as pd
import pytest

from sharedwealth import months
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import answer
from sharedwealth.indicators.households import MEASURES, households
from sharedwealth.indicators.training_months import training
from sharedwealth.indicators.travel import DISTANCES, RELATIONS, TRAVELLING, positions, travel
from sharedwealth.text import using
from tests.indicators.facts import Facts
from tests.indicators.provinces import COUNTIES, TYPES, make

AREAS = ("33", "3301", "3310", *COUNTIES)
PARTS = {"relation": RELATIONS, "distance": DISTANCES}


def province(workers: int, seed: int = 5):
    """Twelve months, a county with gaps, one that comes late and one that never reports; villages far and near."""
    flags = [
        [True] * 12,
        [at not in (3, 4, 9) for at in range(12)],
        [at > 5 for at in range(12)],
        [False] * 12,
    ]
    made = make(flags, np.random.default_rng(seed), workshops=20, workers=workers)
    luck = np.random.default_rng(1)
    is_village = made.places["level"] == "village"
    made.places.loc[is_village, "longitude"] = 120 + 0.4 * luck.random(is_village.sum()) ** 2
    made.places.loc[is_village, "latitude"] = 30 + 0.3 * luck.random(is_village.sum()) ** 2
    nowhere = made.places.index[is_village][3]
    made.places.loc[nowhere, ["longitude", "latitude"]] = np.nan
    made.places.loc[made.places.index[is_village][:5], "position_source"] = "official"
    return made


@pytest.fixture(scope="module")
def facts():
    return Facts(province(160))


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


@pytest.fixture(scope="module")
def crowded():
    """Enough people that not everything is hidden."""
    return province(1500).warehouse()


def counties_of(facts, area, month, *, ever):
    return [
        county
        for county in facts.counties
        if county.startswith(area)
        and (facts.ledger_month(county, month) is not None if ever else (county, month) in facts.reported)
    ]


def household_counts(facts, area, month):
    """The measures of households once more; households are told apart by county and number."""
    work = facts.work[facts.work["county_code"].str.startswith(area)]
    now, ever = work[work["month"] == month], work[work["month"] <= month]
    named = {"now": now.dropna(subset=["household_id"]), "ever": ever.dropna(subset=["household_id"])}
    counted = {
        when: (rows["county_code"] + "/" + rows["household_id"]).nunique() for when, rows in named.items()
    }
    low = {
        when: (rows["county_code"] + "/" + rows["household_id"])[rows["low"]].nunique()
        for when, rows in named.items()
    }
    return {
        "low_income_households_at_work": low["now"],
        "households_at_work": counted["now"],
        "low_income_households_ever": low["ever"],
        "households_ever": counted["ever"],
        "low_income_people_without_household": int((now["household_id"].isna() & now["low"]).sum()),
    }


@pytest.mark.parametrize("area", AREAS)
def test_households_equal_plain_pandas_in_every_month(area, facts, warehouse):
    told = households(warehouse, area, threshold=0)
    assert list(told) == list(MEASURES)
    for at, month in enumerate(facts.province.months):
        wanted = household_counts(facts, area, month)
        for key, frame in told.items():
            row, is_stock = frame.iloc[at], MEASURES[key].nature == "stock"
            assert row["month"] == months.write(month)
            if not counties_of(facts, area, month, ever=is_stock):
                assert row["status"] == "no_data"
                assert math.isnan(row["value"])
                continue
            assert row["value"] == wanted[key], (key, month)
            carried = is_stock and not counties_of(facts, area, month, ever=False)
            assert row["status"] == ("carried" if carried else "ok")


def test_the_facts_hold_what_the_counts_must_get_right(facts):
    """Households with several workers, of both statuses, and people without one."""
    work = facts.work.dropna(subset=["household_id"])
    per_household = work.groupby(["county_code", "household_id", "month"])["low"].agg(["size", "nunique"])
    assert (per_household["size"] > 1).any()
    assert (per_household["nunique"] > 1).any()
    assert facts.work["household_id"].isna().any()
    assert facts.work["home_village_code"].isna().any()


def test_households_of_few_are_not_told_and_neither_is_the_rest(warehouse, crowded):
    for source in (warehouse, crowded):
        for area in AREAS:
            told, truth = households(source, area), households(source, area, threshold=0)
            for part, whole in (
                ("low_income_households_at_work", "households_at_work"),
                ("low_income_households_ever", "households_ever"),
            ):
                low, all_ = told[part]["value"], told[whole]["value"]
                assert not low.between(1, 9).any()
                assert not all_.between(1, 9).any()
                both = low.notna() & all_.notna() & (low > 0)
                assert not (all_ - low)[both].between(1, 9).any()
                hidden = told[part]["status"] == "suppressed"
                assert (truth[part].loc[hidden, "value"] > 0).all()
    assert (
        households(warehouse, COUNTIES[0])["low_income_households_at_work"]["status"] == "suppressed"
    ).any()
    assert (households(crowded)["low_income_households_at_work"]["status"] == "ok").any()


def kilometres(places, one, two):
    """The haversine distance of two villages."""
    a, b = (places.loc[code, ["longitude", "latitude"]].astype(float) for code in (one, two))
    if a.isna().any() or b.isna().any():
        return None
    east, north = math.radians(b["longitude"] - a["longitude"]), math.radians(b["latitude"] - a["latitude"])
    root = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(a["latitude"]))
        * math.cos(math.radians(b["latitude"]))
        * math.sin(east / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(root))


def journey(places, home, work):
    """Relation and distance of one worker."""
    if pd.isna(home):
        return "unknown", None
    shared = next((digits for digits in (12, 9, 6) if home[:digits] == work[:digits]), 0)
    relation = {12: "same_village", 9: "same_town", 6: "same_county", 0: "elsewhere"}[shared]
    if relation == "same_village":
        return relation, None
    far = kilometres(places, home, work)
    if far is None:
        return relation, "unmeasured"
    return relation, "<3" if far < 3 else "3-10" if far < 10 else "10-30" if far < 30 else "30+"


def journeys(facts, area, month, kind):
    places = facts.province.places.set_index("code")
    rows = facts.at_work(area, month, kind)
    found = [
        journey(places, row.home_village_code, row.village)
        for row in rows[["home_village_code", "village"]].itertuples()
    ]
    return rows.assign(relation=[each for each, _ in found], distance=[far for _, far in found])


@pytest.mark.parametrize("area", ["33", "3301", COUNTIES[0], COUNTIES[1]])
@pytest.mark.parametrize("kind", [None, TYPES[0]])
def test_the_way_to_work_equals_plain_pandas(area, kind, facts, warehouse):
    for month in (facts.province.months[0], facts.province.months[3], facts.province.months[-1]):
        told = travel(warehouse, area, month, kind, threshold=0)
        if not counties_of(facts, area, month, ever=False):
            assert set(told["status"]) == {"no_data"}
            assert told[["people", "n"]].isna().all(axis=None)
            continue
        for row in told.to_dict("records"):
            named = None if row["type"] == "all" else row["type"]
            rows = journeys(facts, area, month, named)
            if row["group"] != "all":
                rows = rows[rows["low"] == (row["group"] == "low_income")]
            here = rows[rows[row["part"]] == row["key"]]
            n = len(rows) if row["part"] == "relation" else rows["relation"].isin(TRAVELLING).sum()
            assert (row["people"], row["n"]) == (len(here), n), row


def test_every_group_and_type_has_every_key(warehouse):
    told = travel(warehouse, "33")
    assert len(told) == (3 + 6) * (len(RELATIONS) + len(DISTANCES))
    assert told.duplicated(["type", "group", "part", "key"]).sum() == 0
    narrowed = travel(warehouse, "33", None, TYPES[0])
    assert set(narrowed.loc[narrowed["group"] != "all", "type"]) == {TYPES[0]}
    assert narrowed.loc[narrowed["group"] == "all", "type"].nunique() == 6


def test_no_few_people_are_told_on_the_way_to_work(warehouse, crowded):
    shown = 0
    for source in (warehouse, crowded):
        for area in AREAS:
            for kind in (None, TYPES[0]):
                told = travel(source, area, None, kind)
                assert not told["people"].between(1, 9).any()
                assert not told["n"].between(1, 9).any()
                shown += int((told["people"] > 0).sum())
                for _, rows in told.groupby(["type", "group", "part"]):
                    hidden = rows["status"] == "suppressed"
                    known = rows["n"].notna().all()
                    assert not known or hidden.sum() != 1
                cells = told[told["type"] == (kind or "all")]
                cells = cells.set_index(["part", "key", "group"])["people"].unstack()  # noqa: PD010  a pivot fills nothing
                assert (cells.isna().sum(axis=1) != 1).all(), "low-income people and others make up all"
    assert shown > 200


def test_what_people_at_work_hides_cannot_be_added_up(crowded):
    for area in AREAS:
        told = travel(crowded, area)
        by_type = answer(crowded, "people_at_work", area, by="type").set_index("type")["status"]
        for kind, status in by_type.items():
            if status == "suppressed":
                rows = told[(told["type"] == kind) & (told["group"] == "all")]
                assert rows["people"].isna().all()


def test_positions_say_how_many_are_schematic_or_missing(warehouse):
    told = positions(warehouse, "33")
    assert (told.villages, told.schematic, told.missing) == (24, 19, 1)


@pytest.mark.parametrize("area", ["33", COUNTIES[1], f"{COUNTIES[0]}101"])
@pytest.mark.parametrize("kind", [None, TYPES[0]])
def test_training_equals_plain_pandas_and_a_month_without_a_ledger_is_a_gap(area, kind, facts, warehouse):
    told = training(warehouse, area, None, kind, threshold=0)
    assert len(told) == 12
    for row, month in zip(told.to_dict("records"), facts.province.months, strict=True):
        if not counties_of(facts, area[:6], month, ever=False):
            assert all(math.isnan(row[name]) for name in ("sessions", "attendances", "people", "per_worker"))
            assert row["status"] == "no_data"
            continue
        rows = facts.results[
            (facts.results["month"] == month) & facts.results["village"].str.startswith(area)
        ]
        rows = rows[rows["type"] == kind] if kind else rows
        gave = rows.dropna(subset=["people_trained"])
        assert row["sessions"] == gave["training_sessions"].sum()
        assert row["attendances"] == gave["people_trained"].sum()
        assert row["workshops"] == len(gave)
        if gave["people"].sum():
            assert row["people"] == gave["people"].sum()
            assert row["per_worker"] == pytest.approx(gave["people_trained"].sum() / gave["people"].sum())
        else:
            assert math.isnan(row["per_worker"])


def test_attendances_of_few_are_not_told_though_their_sessions_are(warehouse):
    seen = set()
    for area in (*COUNTIES, f"{COUNTIES[0]}101", f"{COUNTIES[1]}201"):
        told = training(warehouse, area)
        assert not told["attendances"].between(1, 9).any()
        assert not told["people"].between(1, 9).any()
        assert told.loc[told["attendances"].isna(), "per_worker"].isna().all()
        seen |= set(told.loc[told["sessions"].notna(), "status"])
    assert "suppressed" in seen


@pytest.mark.parametrize("seed", range(4))
def test_of_those_who_join_return_and_leave_none_is_hidden_alone(seed):
    """People at work in two months are told: with two of the three known, so is the third."""
    source = province(400, seed).warehouse()
    for area in AREAS:
        three = [answer(source, key, area, by="month") for key in ("joiners", "returners", "leavers")]
        hidden = sum((each["status"] == "suppressed").astype(int) for each in three)
        known = sum((each["value"] > 0).astype(int) for each in three)
        assert not ((hidden == 1) & (known > 0) & (three[2]["status"] != "no_data")).any()


def test_towns_have_no_way_to_work_and_no_households(warehouse):
    town = f"{COUNTIES[0]}101"
    with using("en"):
        with pytest.raises(UnknownChoiceError, match="counties only"):
            travel(warehouse, town)
        with pytest.raises(UnknownChoiceError, match="province, city, county"):
            households(warehouse, town)
