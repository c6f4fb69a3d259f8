"""Quantiles and the Gini out of bins, against the incomes themselves."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedwealth.indicators.bins import Groups, gini, mean_and_quartiles
from tests.indicators import facts, recomputed

incomes = st.lists(st.integers(-3000, 9000), min_size=1, max_size=60)


def binned(values, area="33") -> pd.DataFrame:
    frame = pd.DataFrame({"bin": np.floor(np.array(values) / 50) * 50, "yuan": values})
    frame = frame.groupby("bin")["yuan"].agg(people="size", yuan="sum").reset_index()
    return frame.assign(area=area, month=pd.Timestamp("2024-10-01"), type="all")


@settings(deadline=None)
@given(incomes, st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9]))
def test_a_quantile_is_never_more_than_25_yuan_off(values, share):
    assert abs(Groups.of(binned(values)).quantile(share)[0] - np.quantile(values, share)) <= 25 + 1e-9


@settings(deadline=None)
@given(incomes, incomes)
def test_areas_do_not_mix(one, other):
    both = mean_and_quartiles(pd.concat([binned(other, "3310"), binned(one, "3301")])).set_index("area")
    for area, values in {"3301": one, "3310": other}.items():
        assert both.loc[area, "n"] == len(values)
        assert both.loc[area, "numerator"] == sum(values)
        assert abs(both.loc[area, "median"] - np.median(values)) <= 25 + 1e-9


@settings(deadline=None)
@given(st.lists(st.integers(0, 9000), min_size=1, max_size=80))
def test_the_gini_lies_between_its_bounds(values):
    told = gini(binned(values)).loc[0, "value"]
    wanted = recomputed._binned_gini(pd.Series(values))
    assert (math.isnan(told) and math.isnan(wanted)) or abs(told - wanted) < 1e-9


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
    assert gini(binned(values)).loc[0, "value"] == pytest.approx(wanted, abs=1e-12)


def test_for_many_smooth_incomes_the_gini_is_off_by_less_than_a_thousandth():
    values = np.random.default_rng(1).lognormal(8, 0.4, 4000).astype(int)
    assert gini(binned(values)).loc[0, "value"] == pytest.approx(facts.gini(values.astype(float)), abs=1e-4)


def test_nobody_gives_no_row():
    assert mean_and_quartiles(binned([1]).iloc[:0]).empty
    assert gini(binned([1]).iloc[:0]).empty


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
