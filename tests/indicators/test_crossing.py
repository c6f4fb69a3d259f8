"""Any indicator by any two things equals plain pandas; what cannot be asked is a sentence."""

import itertools
import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from sharedwealth import months
from sharedwealth.choices import AGE_BANDS, SEXES
from sharedwealth.errors import ReaderError
from sharedwealth.indicators import CATALOGUE, crossing_words
from sharedwealth.indicators.crossing import MEMBERS, PLACES, adds_up, ask_crossing, possible_dimensions
from sharedwealth.indicators.crossing_texts import Told, knows_quartiles, text_of
from sharedwealth.indicators.pivot import cross, without
from sharedwealth.places import codes
from sharedwealth.text import using
from tests.indicators.facts import Facts, theil
from tests.indicators.provinces import COUNTIES, make
from tests.indicators.recomputed import RECOMPUTED

GAPS = [[True] * 4, [True, False, True, False], [False, True, False, True], [False] * 4]


@pytest.fixture(scope="module")
def facts():
    """Five months, ledgers missing here and there, a county that never reported, cells of one person."""
    return Facts(make(GAPS, np.random.default_rng(5), workshops=14, workers=50))


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


def pairs(key):
    possible = possible_dimensions(CATALOGUE[key], "province")
    slow = (
        ("village",) if CATALOGUE[key].family == "coverage" else ()
    )  # plain pandas takes a quarter of a minute
    plain = [each for each in possible if each not in ("sex", "age", "low", *slow)]
    return [pair for pair in itertools.permutations(plain, 2) if not set(pair) <= set(PLACES)]


def asked_pairs():
    """A few of each indicator, others of the next, so that every pair is asked of some."""
    for at, key in enumerate(CATALOGUE):
        found = pairs(key)
        yield from ((key, pair) for pair in found[at % 7 :: 7])


@pytest.mark.parametrize(("key", "by"), list(asked_pairs()))
def test_every_cell_of_places_types_and_months_equals_plain_pandas(key, by, facts, warehouse):
    rows = cross(warehouse, ask_crossing(warehouse, key, by), threshold=0)
    assert not rows.duplicated(["area", "month", *[each for each in ("type",) if each in rows]]).any()
    for row in rows.to_dict("records"):
        month, kind = months.parse(row["month"]), row.get("type")
        wanted = RECOMPUTED[key](facts, row["area"], month, kind)
        if row["status"] == "no_data":
            assert math.isnan(row["value"])
            continue
        slack = 1e-9 if CATALOGUE[key].shape == "mean" else wanted.slack
        np.testing.assert_allclose(row["value"], wanted.value, rtol=1e-9, atol=slack, err_msg=str(row))
        for name in ("numerator", "denominator", "n"):
            np.testing.assert_allclose(row[name], getattr(wanted, name), rtol=1e-9, err_msg=f"{name} {row}")
        np.testing.assert_allclose(row["median"], wanted.median, atol=wanted.slack + 1e-9, err_msg=str(row))


def people(facts, asked, row):
    """The workers behind a row, by sex, age and low income as well."""
    month = months.parse(row["month"])
    work = facts.work
    found = work[(work["month"] == month) & work["county_code"].str.startswith(row["area"])]
    values = {**asked.only, **{name: row[name] for name in MEMBERS if name in row}}
    ages = pd.cut(
        month.year - found["birth_year"].astype(int), [0, 29, 39, 49, 59, 69, 200], labels=AGE_BANDS
    )
    columns = {
        "type": found["type"], "sex": found["sex"], "age": ages.astype(str),
        "low": found["low"].map({True: "yes", False: "no"}),
    }  # fmt: skip
    keep = np.ones(len(found), dtype=bool)
    for name, value in values.items():
        keep &= (columns[name] == value).to_numpy()
    return found[keep]


def told_of(key, rows):
    """Value, numerator and n of an indicator of these workers."""
    known = rows.dropna(subset=["prior"])
    if key.startswith("low_income_income"):
        known = known[known["low"]]
    if key.startswith("other"):
        known = known[~known["low"]]
    low = int(rows["low"].sum())
    mean = (known["increase"].mean(), known["increase"].sum(), len(known))
    return {
        "people_at_work": (len(rows), len(rows), len(rows)),
        "low_income_people_at_work": (low, low, low),
        "low_income_share": (low / len(rows) if len(rows) else math.nan, low, len(rows)),
        "income_increase": mean,
        "low_income_income_increase": mean,
        "other_income_increase": mean,
        "farmers_gain": (known["increase"].sum(), known["increase"].sum(), len(known)),
        "theil": (theil(known["wage"].to_numpy()), math.nan, len(known)),
    }[key]


PERSONAL = [
    ("people_at_work", ("county", "sex"), {}),
    ("people_at_work", ("sex", "age"), {"low": "yes"}),
    ("people_at_work", ("month", "age"), {"type": "consigned_processing"}),
    ("low_income_people_at_work", ("county", "age"), {}),
    ("low_income_share", ("city", "sex"), {}),
    ("low_income_share", ("month", "sex"), {"age": "40-49"}),
    ("income_increase", ("type", "sex"), {}),
    ("income_increase", ("county", "low"), {}),
    ("income_increase", ("type", "month"), {"low": "no"}),
    ("income_increase", ("month", "low"), {"sex": "F"}),
    ("low_income_income_increase", ("city", "sex"), {}),
    ("other_income_increase", ("age", "sex"), {}),
    ("farmers_gain", ("county", "low"), {"sex": "M"}),
    ("theil", ("month", "sex"), {}),
]


@pytest.mark.parametrize(("key", "by", "only"), PERSONAL)
def test_every_cell_of_sex_age_and_low_income_equals_plain_pandas(key, by, only, facts, warehouse):
    asked = ask_crossing(warehouse, key, by, only=only)
    rows, seen = cross(warehouse, asked, threshold=0), 0
    for row in rows.to_dict("records"):
        value, numerator, n = told_of(key, people(facts, asked, row))
        reported = (row["area"], months.parse(row["month"])) in facts.reported
        if len(row["area"]) == 6 and not reported:
            assert row["status"] == "no_data"
        if row["status"] == "no_data":
            assert math.isnan(row["value"])
            continue
        seen += 1
        np.testing.assert_allclose(row["value"], value, rtol=1e-7, atol=1e-9, err_msg=str(row))
        np.testing.assert_allclose([row["n"]], [n], err_msg=str(row))
        if key != "theil":
            np.testing.assert_allclose(row["numerator"], numerator, err_msg=str(row))
    assert seen


def test_the_median_by_low_income_is_within_half_a_bin_and_by_sex_is_said_to_be_missing(facts, warehouse):
    asked = ask_crossing(warehouse, "income_increase", ("county", "low"))
    assert knows_quartiles(asked)
    for row in cross(warehouse, asked, threshold=0).to_dict("records"):
        if row["status"] != "no_data":
            wanted = people(facts, asked, row)["increase"].median()
            assert row["median"] == pytest.approx(wanted, abs=25)
    by_sex = ask_crossing(warehouse, "income_increase", ("county", "sex"))
    assert cross(warehouse, by_sex, threshold=0)["median"].isna().all()
    assert any("without a median" in said for said in in_english(by_sex))


def in_english(asked):
    with using("en"):
        return crossing_words.cautions(asked)


def test_the_whole_is_told_only_where_the_parts_add_up_to_it(warehouse):
    for key, by in asked_pairs():
        asked = ask_crossing(warehouse, key, by)
        for name in by:
            whole = without(asked, name)
            assert (whole is not None) == adds_up(asked, name)
            if whole is None:
                continue
            parts, together = cross(warehouse, asked, threshold=0), cross(warehouse, whole, threshold=0)
            keys = [each for each in by if each != name]
            added = parts.groupby(keys, sort=False)["value"].sum(min_count=1)
            told = together.set_index(keys)["value"]
            np.testing.assert_allclose(added, told.reindex(added.index), err_msg=f"{key} {by} {name}")


@pytest.mark.parametrize(
    "key", ["people_at_work", "low_income_share", "income_increase", "people_employed_cumulative"]
)
def test_people_means_and_shares_are_never_added_over_months(key, warehouse):
    asked = ask_crossing(warehouse, key, ("county", "month"))
    assert without(asked, "month") is None


def test_people_ever_employed_are_not_added_over_types_or_towns(warehouse):
    for by in (("county", "type"), ("town", "month"), ("village", "month")):
        asked = ask_crossing(warehouse, "people_employed_cumulative", by)
        assert not any(adds_up(asked, each) for each in by if each != "county")


def test_a_range_of_months_is_that_range(warehouse, facts):
    listed = facts.province.months
    asked = ask_crossing(
        warehouse, "people_at_work", ("month", "type"), month=listed[3], since=months.write(listed[1])
    )
    rows = cross(warehouse, asked)
    assert list(dict.fromkeys(rows["month"])) == [months.write(each) for each in listed[1:4]]


def test_a_filter_that_leaves_nobody_is_a_true_zero_of_a_county_that_reported(warehouse, facts):
    asked = ask_crossing(warehouse, "people_at_work", ("county", "sex"), only={"type": "industry_enabling"})
    rows = cross(warehouse, asked, threshold=0).set_index(["county", "sex"])
    last = facts.province.months[-1]
    for county in COUNTIES:
        is_there = (county, last) in facts.reported
        for sex in SEXES:
            row = rows.loc[(county, sex)]
            assert row["status"] == ("ok" if is_there else "no_data")
            assert row["value"] == 0 if is_there else math.isnan(row["value"])


@pytest.mark.parametrize(
    ("key", "by", "more", "said"),
    [
        ("luck", ("county",), {}, "luck"),
        ("people_at_work", (), {}, "one thing"),
        ("people_at_work", ("county", "county"), {}, "two different"),
        ("people_at_work", ("county", "town"), {}, "two levels"),
        ("people_at_work", ("cuonty",), {}, "county"),
        ("people_at_work", ("county", "sex"), {"only": {"age": "40–49"}}, "40-49"),
        ("people_at_work", ("county", "sex"), {"only": {"type": "agritourist"}}, "agritourism"),
        ("people_at_work", ("county", "sex"), {"area": "331002"}, "by county"),
        ("people_at_work", ("town", "sex"), {"area": "331002"}, "not for smaller"),
        ("gini", ("county", "sex"), {}, "not known by Sex"),
        ("gini", ("county", "type"), {}, "by type of workshop"),
        ("low_income_share", ("county", "low"), {}, "already"),
        ("people_at_work", ("county", "sex"), {"since": "2023-06"}, "never added up"),
        ("people_at_work", ("month", "sex"), {"since": "2023-09", "month": "2023-07"}, "before it begins"),
        ("people_at_work", ("month", "sex"), {"since": "1999-01"}, "1999-01"),
        ("joiners", ("type", "month"), {"area": "3310"}, "whole province only"),
        ("people_at_work", ("county", "sex"), {"area": "999"}, "999"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(key, by, more, said, warehouse):
    with using("en"), pytest.raises(ReaderError, match=said):
        ask_crossing(warehouse, key, by, **more)


def test_what_is_possible_is_answered_and_what_is_answered_is_possible(warehouse):
    for key, each in CATALOGUE.items():
        for level, area in (
            ("province", "33"),
            ("city", "3301"),
            ("county", "331002"),
            ("town", "331002101"),
        ):
            if level not in each.levels or (
                key in ("joiners", "leavers", "returners", "retention_12m") and level != "province"
            ):
                continue
            for name in possible_dimensions(each, level):
                assert len(cross(warehouse, ask_crossing(warehouse, key, (name,), area)))


def test_the_command_and_the_text_name_everything_that_is_asked(warehouse):
    asked = ask_crossing(
        warehouse, "people_at_work", ("month", "sex"), "3310", only={"low": "yes", "type": "brand_led"}
    )
    command = crossing_words.command(asked)
    for part in (
        "query people_at_work",
        "--area 3310",
        "--by month --by sex",
        "--since 2023-06",
        "--low yes",
    ):
        assert part in command
    told = text_of(asked)
    assert told == Told(told.sql, {
        "inside": "3310", "first": date(2023, 6, 1), "month": date(2023, 9, 1), "type": "brand_led", "low": True,
    })  # fmt: skip
    assert codes.level(asked.place.code) == "city"
