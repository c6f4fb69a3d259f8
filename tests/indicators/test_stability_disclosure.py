"""No cohort, spell, quartile, season or raise rests on few people, nor can it be had by subtraction."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.indicators.cohorts import retention
from sharedwealth.indicators.kaplan_meier import kaplan_meier
from sharedwealth.indicators.raises import raises_by_type
from sharedwealth.indicators.spells import _shown, survival
from sharedwealth.indicators.steadiness import variations
from tests.indicators.provinces import make

AREAS = ("33", "3301", "330102", "330127", "331002")


@pytest.fixture(scope="module")
def warehouse():
    flags = [[True] * 14] * 4
    return make(flags, np.random.default_rng(3), workshops=26, workers=420, present=0.85).warehouse()


def is_few(counts):
    return ((counts > 0) & (counts < 10)).any()


@pytest.mark.parametrize("step", ["month", "quarter"])
def test_no_cell_of_a_cohort_tells_of_few(warehouse, step):
    hidden = 0
    for area in AREAS:
        for kind in (None, *WORKSHOP_TYPES):
            told = retention(warehouse, area, None, kind, step)
            assert not is_few(told["people"])
            assert not is_few(told["joined"])
            assert not is_few(told["at_work"])
            assert not is_few(told["joined"] - told["at_work"])
            assert told.loc[told["status"] != "ok", ["joined", "at_work", "value"]].isna().all(axis=None)
            hidden += (told["status"] == "suppressed").sum()
    assert hidden


def test_types_of_a_cohort_do_not_add_up_to_a_hidden_one(warehouse):
    """Of all together and the six, none or at least two are hidden wherever somebody joined."""
    for area in AREAS:
        told = pd.concat(
            [
                retention(warehouse, area, None, kind).assign(kind=kind or "all")
                for kind in (None, *WORKSHOP_TYPES)
            ]
        )
        counted = told[told["status"] == "suppressed"].groupby(["cohort", "after"]).size()
        assert (counted != 1).all()


def test_months_of_a_quarter_do_not_add_up_to_a_hidden_one(warehouse):
    for area in AREAS:
        by_month = retention(warehouse, area, None, None, "month")
        by_quarter = retention(warehouse, area).set_index(["cohort", "after"])["status"]
        quarter = pd.PeriodIndex(by_month["cohort"], freq="Q").asfreq("M", "start").astype(str)
        hidden = by_month["status"].eq("suppressed").groupby([quarter, by_month["after"]]).sum()
        shown = by_quarter[by_quarter == "ok"].index
        assert (hidden.reindex(shown, fill_value=0) != 1).all()


def test_a_curve_has_no_step_of_few_and_ends_before_few_are_at_risk(warehouse):
    for area in AREAS:
        for dimension in ("type", "linkage"):
            told = survival(warehouse, area, None, dimension)
            assert not is_few(told.groups["people"])
            assert not is_few(told.at_risk["people"])
            assert set(told.curves["key"]) == set(told.groups.loc[told.groups["status"] == "ok", "key"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 12), st.booleans(), st.integers(1, 30)), min_size=1, max_size=30))
def test_between_two_points_of_a_curve_nobody_or_enough_have_gone(rows):
    times, is_ended, people = (np.array(column) for column in zip(*rows, strict=True))
    curve = kaplan_meier(times, is_ended, people.astype(float))
    shown = [int(point[0]) for point in _shown(curve, 10)]
    for before, after in pairwise(shown):
        between = (times > before) & (times <= after)
        for gone in (people[between & is_ended].sum(), people[between & ~is_ended].sum()):
            assert gone == 0 or gone >= 10
        assert people[times >= after].sum() >= 10


def test_quartiles_rest_on_ten_and_no_type_is_hidden_alone(warehouse):
    for area in AREAS:
        told = variations(warehouse, area)
        assert not is_few(told["n"])
        types = told[told["dimension"] != "linkage"]
        assert (types["status"] == "suppressed").sum() != 1
        assert told.loc[told["status"] != "ok", ["n", "q1", "median", "q3"]].isna().all(axis=None)


def test_who_earns_less_or_the_same_is_hidden_where_either_are_few(warehouse):
    for area in AREAS:
        told = raises_by_type(warehouse, area)
        same = told["people"] - told["raised"] - told["fell"]
        for counts in (told["people"], told["raised"], told["fell"], same):
            assert not is_few(counts)
        assert (
            told.loc[told["status"] == "suppressed", ["people", "raised", "wage_now"]].isna().all(axis=None)
        )
