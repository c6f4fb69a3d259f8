"""Quantiles and the Gini out of bins, against the incomes themselves."""

import math
from collections import Counter

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedwealth.warehouse import schema
from tests.indicators import facts, recomputed

incomes = st.lists(st.integers(-3000, 9000), min_size=1, max_size=60)

CELLS = """
CREATE TABLE cell_names AS
SELECT * FROM (VALUES
    (1, '330101', DATE '2024-10-01', 'agritourism', 1),
    (2, '331001', DATE '2024-10-01', 'brand_led', 2)
) AS named (cell, county_code, month, workshop_type, ledger)
"""


def reckoned(table, first, second=()):
    """The rows of a rollup for the workers of two counties, by county; of increases the row of all."""
    with duckdb.connect() as con:
        con.execute(CELLS)
        columns = "bin INT, people BIGINT, yuan_sum BIGINT"
        con.execute(f"CREATE TABLE increase_bins (cell INT, is_low_income BOOLEAN, {columns})")
        con.execute(f"CREATE TABLE both_bins (measure VARCHAR, ledger INT, {columns})")
        for number, values in ((1, first), (2, second)):
            people = Counter(value // 50 * 50 for value in values)
            for edge, count in people.items():
                yuan = sum(value for value in values if value // 50 * 50 == edge)
                con.execute(
                    "INSERT INTO increase_bins VALUES (?, FALSE, ?, ?, ?)", [number, edge, count, yuan]
                )
                con.execute("INSERT INTO both_bins VALUES ('wage', ?, ?, ?, ?)", [number, edge, count, yuan])
        made = con.sql(schema.select("rollups", table))
        if table == "increases":
            made = made.filter("workshop_type = 'all' AND whose = 'all'")
        return {row[0]: dict(zip(made.columns, row, strict=True)) for row in made.fetchall()}


@settings(deadline=None, max_examples=40)
@given(incomes)
def test_a_quantile_is_never_more_than_25_yuan_off(values):
    told = reckoned("increases", values)["330101"]
    for name, share in {"p10": 0.1, "q1": 0.25, "median": 0.5, "q3": 0.75, "p90": 0.9}.items():
        assert abs(told[name] - np.quantile(values, share)) <= 25 + 1e-9


@settings(deadline=None, max_examples=20)
@given(incomes, incomes)
def test_counties_do_not_mix(one, other):
    both = reckoned("increases", one, other)
    for county, values in {"330101": one, "331001": other}.items():
        assert both[county]["people"] == len(values)
        assert both[county]["increase_sum"] == sum(values)
        assert abs(both[county]["median"] - np.median(values)) <= 25 + 1e-9


def gini(values):
    return reckoned("ginis", values)["330101"]["wage_gini"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 9000), min_size=1, max_size=80))
def test_the_gini_lies_between_its_bounds(values):
    told, wanted = gini(values), recomputed._binned_gini(pd.Series(values))
    assert (told is None and math.isnan(wanted)) or abs(told - wanted) < 1e-9


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([1000] * 8, 0),  # all the same
        ([1000, 2000, 3000, 4000, 5000], 4 / 15),  # 1 to n: (n² − 1) ÷ 3n ÷ (n + 1)
        ([0, 0, 0, 4000], 3 / 4),  # one earns all: (n − 1) ÷ n
        ([1000, 3000], 1 / 4),  # two people: half the difference of their shares
    ],
)
def test_the_gini_of_incomes_whose_gini_is_known(values, wanted):
    assert gini(values) == pytest.approx(wanted, abs=1e-12)


def test_for_many_smooth_incomes_the_gini_is_off_by_less_than_a_thousandth():
    values = np.random.default_rng(1).lognormal(8, 0.4, 4000).astype(int)
    assert gini(values.tolist()) == pytest.approx(facts.gini(values.astype(float)), abs=1e-4)


def test_nobody_gives_no_row():
    assert reckoned("increases", ()) == {}
    assert reckoned("ginis", ()) == {}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([1000.0] * 5, 0),
        ([1000.0, 3000.0], 0.25 * math.log(0.5) + 0.75 * math.log(1.5)),
        ([0.0, 0.0, 0.0, 4000.0], math.log(4)),  # one earns all: ln n
    ],
)
def test_the_recomputed_theil_knows_the_closed_forms(values, wanted):
    assert facts.theil(np.array(values)) == pytest.approx(wanted)
