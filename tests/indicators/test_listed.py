"""Figures over a dated list of counties: its towns in every month, and sums that are never means of rates."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from sharedwealth import settings
from sharedwealth.indicators import CATALOGUE, answer, blank, dated_lists, listed
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.places import register
from tests.indicators.provinces import make
from tests.indicators.test_dated_lists import Designations, by_hand

CHOSEN = DatedList("mountain_county", date(2021, 1, 1), None, ("330127", "331002", "331003"))


@pytest.fixture(scope="module")
def province():
    flags = [[True] * 4, [True, True, False, False], [True] * 4, [False] * 4]
    return make(flags, np.random.default_rng(11), workshops=16, workers=150)


@pytest.fixture(scope="module")
def warehouse(province):
    return province.warehouse()


def test_the_towns_of_a_list_are_counted_in_every_month_whatever_list_was_in_force(province, warehouse):
    found = listed.towns(warehouse, CHOSEN, "33", "county")
    assert sorted(set(found["area"])) == list(CHOSEN.counties)
    for month in province.months:
        latest = by_hand(province, month)
        rows = found[found["month"] == f"{month:%Y-%m}"].set_index("area")
        for county in CHOSEN.counties:
            towns = [
                code
                for code in province.places.query("level == 'town'")["code"]
                if code.startswith(county) and not code.endswith("001")
            ]
            if county not in latest:
                assert rows.loc[county, "status"] == "no_data"
                assert pd.isna(rows.loc[county, "value"])
                continue
            assert rows.loc[county, "denominator"] == len(towns)
            assert rows.loc[county, "numerator"] == len(latest[county] & set(towns))


def test_towns_of_one_type_are_those_with_a_workshop_of_it(province, warehouse):
    kind = str(province.workshops["workshop_type"].iloc[0])
    everything = listed.towns(warehouse, CHOSEN, "33", "county")["numerator"].sum()
    of_kind = listed.towns(warehouse, CHOSEN, "33", "county", kind)
    assert 0 < of_kind["numerator"].sum() < everything
    whole = answer(warehouse, "mountain_town_coverage", workshop_type=kind, by="county").set_index("area")
    last = of_kind[of_kind["month"] == of_kind["month"].max()].set_index("area")
    on_both = whole.index[whole["value"].notna()].intersection(last.index)
    assert len(on_both)
    assert last.loc[on_both, "numerator"].tolist() == whole.loc[on_both, "numerator"].tolist()


def test_blank_towns_of_a_list_are_those_that_its_counties_ledgers_do_not_cover(province, warehouse):
    places = province.places.query("level == 'town'")
    for month in province.months:
        latest = by_hand(province, month)
        wanted = sorted(
            code
            for code in places["code"]
            if code[:6] in CHOSEN.counties
            and code[:6] in latest
            and not code.endswith("001")
            and code not in latest[code[:6]]
        )
        assert blank.blank_towns_of(warehouse, "33", month, CHOSEN)["code"].tolist() == wanted
        inside = [code for code in wanted if code.startswith("3310")]
        assert blank.blank_towns_of(warehouse, "3310", month, CHOSEN)["code"].tolist() == inside
    assert wanted, "a province in which nothing is blank tests nothing"


def test_blank_key_villages_of_a_list_are_those_in_its_counties(province, warehouse):
    everything = blank.blank_key_villages(warehouse, "33", province.months[-1])["code"].tolist()
    county = everything[0][:6]
    of_one = DatedList("mountain_county", date(2021, 1, 1), None, (county,))
    of_others = DatedList("mountain_county", date(2021, 1, 1), None, tuple({*CHOSEN.counties} - {county}))
    found = blank.blank_key_villages_of(warehouse, "33", province.months[-1], of_one)["code"].tolist()
    assert found == [code for code in everything if code.startswith(county)]
    assert blank.blank_key_villages_of(warehouse, county, province.months[-1], of_others).empty


def test_a_place_outside_the_list_has_no_row(warehouse):
    assert listed.towns(warehouse, CHOSEN, "330102", None).empty


def rows(**columns):
    count = len(next(iter(columns.values())))
    blank = {"status": ["ok"] * count, "counties": [1] * count, "counties_reported": [1] * count}
    return pd.DataFrame({**blank, **columns})


def test_a_rate_is_the_sum_of_covered_by_the_sum_of_all():
    found = rows(value=[0.5, 1.0], numerator=[1.0, 30.0], denominator=[2.0, 30.0])
    whole = listed.together(found, CATALOGUE["village_coverage"])
    assert (whole.value, whole.numerator, whole.denominator) == (31 / 32, 31, 32), "not the mean, 75 %"


def test_a_mean_is_weighted_by_the_people_behind_it_and_hidden_ones_are_left_out():
    found = rows(
        value=[100.0, np.nan, 400.0],
        numerator=[100.0 * 90, np.nan, 400.0 * 10],
        denominator=[90.0, np.nan, 10.0],
        status=["ok", "suppressed", "carried"],
    )
    whole = listed.together(found, CATALOGUE["income_increase"])
    assert whole.value == 130.0
    assert whole.hidden == 1


def test_counts_are_added_and_what_has_not_reported_is_counted():
    found = rows(value=[3.0, np.nan], status=["ok", "no_data"], counties_reported=[1, 0])
    whole = listed.together(found, CATALOGUE["workshops_built"])
    assert (whole.value, whole.unreported) == (3.0, 1)


def test_an_index_has_no_sum():
    found = rows(value=[0.3, 0.4], numerator=[np.nan] * 2, denominator=[np.nan] * 2)
    assert listed.together(found, CATALOGUE["gini"]).value is None


def test_the_list_of_26_has_395_towns_and_townships_and_465_with_subdistricts():
    places = register.load(settings.load()).places
    first = dated_lists.dated_lists(Designations())[0]
    towns = first.only(places[places["level"] == "town"].rename(columns={"code": "area"}))
    assert len(first.counties) == 26
    assert towns["kind"].isin(["town", "township"]).sum() == 395
    assert towns["kind"].isin(["town", "township", "subdistrict"]).sum() == 465


def test_what_lies_inside_an_area():
    assert CHOSEN.inside("33") == CHOSEN.counties
    assert CHOSEN.inside("3310") == ("331002", "331003")
    assert CHOSEN.inside("331002112") == ("331002",)
    assert CHOSEN.inside("330102") == ()
