"""The lists of counties in turn, and their towns, on the bundled register and on a small province by hand."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from sharedwealth import settings
from sharedwealth.indicators import dated_lists
from sharedwealth.places import register
from tests.indicators.provinces import make


class Designations:
    """The bundled register's lists, as a snapshot holds them."""

    def __init__(self):
        self.con = duckdb.connect()
        listed = register.load(settings.load()).designations
        self.con.execute(
            "CREATE TABLE designations (code TEXT, designation TEXT, valid_from DATE, valid_to DATE)"
        )
        for row in listed[["code", "designation", "valid_from", "valid_to"]].itertuples(index=False):
            values = [None if pd.isna(each) else each for each in row]
            self.con.execute("INSERT INTO designations VALUES ($1, $2, $3, $4)", values)

    def query(self, sql, params=None):
        return self.con.cursor().execute(sql, params).df()


def test_the_bundled_lists_are_26_then_25_then_22_and_the_32():
    found = dated_lists.dated_lists(Designations())
    assert [(len(each.counties), each.since, each.until) for each in found] == [
        (26, date(2021, 1, 1), date(2024, 8, 1)),
        (25, date(2024, 8, 1), date(2025, 5, 28)),
        (22, date(2025, 5, 28), None),
        (32, date(2022, 1, 1), None),
    ]
    first, second, third, islands = (set(each.counties) for each in found)
    assert first - second == {"330326", "330802", "331102"}, "平阳 柯城 莲都 left"
    assert second - first == {"330305", "330922"}, "洞头 嵊泗 joined"
    assert second - third == {"330324", "330327", "330881"}, "永嘉 苍南 江山 left"
    assert first < islands


@pytest.fixture(scope="module")
def province():
    flags = [[True] * 4, [True, True, False, False], [True] * 4, [False] * 4]
    return make(flags, np.random.default_rng(11), workshops=16, workers=150)


def test_towns_are_counted_by_each_list_whatever_the_month(province):
    warehouse = province.warehouse()
    month = province.months[-1]
    found = dated_lists.coverage(warehouse, "33", month).set_index("key")
    lists = {each.key: each for each in dated_lists.dated_lists(warehouse)}
    assert set(found.index) == set(lists)
    latest = by_hand(province, month)
    for key, row in found.iterrows():
        known = set(lists[key].counties) & set(latest)
        towns = [code for code in province.places.query("level == 'town'")["code"] if code[:6] in known]
        proper = [code for code in towns if not code.endswith("001")]
        reached = set().union(*(latest[county] for county in known)) if known else set()
        assert row["counties"] == len(lists[key].counties)
        assert row["counties_known"] == len(known)
        assert (row["towns"], row["covered_towns"]) == (len(proper), len(reached & set(proper)))
        assert row["towns_with_subdistricts"] == len(towns)
        assert row["covered_with_subdistricts"] == len(reached & set(towns))


def by_hand(province, month):
    """Of each county that has reported by the month, the towns with a workshop that its latest ledger has as active."""
    reported = province.ledgers.assign(month=pd.to_datetime(province.ledgers["month"]))
    reported = reported[reported["month"] <= pd.Timestamp(month)]
    found = {}
    for county, months in reported.groupby("county_code")["month"]:
        latest = months.max()
        rows = province.workshops.assign(month=pd.to_datetime(province.workshops["month"]))
        rows = rows[(rows["county_code"] == county) & (rows["month"] == latest)]
        end = latest + pd.offsets.MonthEnd(0)
        closed = pd.to_datetime(rows["closed_on"])
        active = rows[(pd.to_datetime(rows["opened_on"]) <= end) & (closed.isna() | (closed > end))]
        found[county] = set(active["village_code"].str[:9])
    return found
