"""Classes of a map: edges with a stated method, and the class each value falls in."""

import math
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedwealth.charts import classes
from sharedwealth.charts.classes import Classes

NAN = math.nan


def index(chosen, *values):
    return chosen.index(np.array(values, dtype=float)).tolist()


def test_a_class_holds_its_lower_edge_and_not_its_upper_one():
    assert index(classes.steps(top=False), 0.0, 0.2, 0.19999, 0.4, 0.6, 0.8) == [0, 1, 0, 2, 3, 4]


def test_the_last_class_holds_both_its_edges():
    assert index(classes.steps(top=False), 1.0) == [4]


def test_all_of_it_is_a_class_of_its_own():
    chosen = classes.steps()
    assert len(chosen) == 6
    assert index(chosen, 0.999999, 1.0) == [4, 5]
    assert chosen.bounds(5) == (1.0, 1.0)


def test_three_of_five_stands_on_the_edge_of_the_class_from_sixty():
    assert index(classes.steps(), 3 / 5) == [3]


def test_what_is_not_a_number_is_in_no_class():
    assert index(classes.steps(), NAN, 0.5) == [-1, 2]


def test_values_beyond_the_scale_fall_in_its_outer_classes():
    assert index(classes.steps(top=False), -3.0, 7.0) == [0, 4]


def test_fixed_steps_do_not_depend_on_the_values():
    assert classes.steps() == classes.steps()
    assert classes.steps(0, 100, 4, top=False).edges == (0, 25, 50, 75, 100)


def test_quantiles_share_the_areas_out_evenly():
    values = np.arange(100, dtype=float)
    counts = np.bincount(classes.quantiles(values, 5).index(values))
    assert counts.min() >= 19
    assert counts.max() <= 21


def test_quantiles_of_many_ties_have_fewer_classes_and_never_split_a_tie():
    values = np.array([1.0] * 80 + [2.0] * 15 + [9.0] * 5)
    chosen = classes.quantiles(values, 5)
    found = chosen.index(values)
    assert len(chosen) < 5
    assert all(len(set(found[values == one])) == 1 for one in (1.0, 2.0, 9.0))


@pytest.mark.parametrize("method", [classes.quantiles, classes.equal_intervals])
@pytest.mark.parametrize("value", [0.0, 2600.0, -3.5])
def test_one_and_the_same_value_everywhere_is_one_class_round_it(method, value):
    chosen = method(np.array([value] * 5 + [NAN]))
    assert len(chosen) == 1
    assert index(chosen, value) == [0]
    assert chosen.edges[0] < value < chosen.edges[1]


@pytest.mark.parametrize("method", [classes.quantiles, classes.equal_intervals])
def test_without_any_value_there_is_still_a_scale(method):
    assert index(method(np.array([NAN, NAN])), NAN) == [-1]


def test_equal_intervals_have_readable_edges():
    assert classes.equal_intervals(np.array([1834.0, 2210.0, 3391.0]), 5).edges == (
        1500,
        2000,
        2500,
        3000,
        3500,
    )


@given(st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=60), st.integers(1, 9))
def test_equal_intervals_cover_every_value_in_at_most_the_classes_asked_for(values, count):
    known = np.array(values)
    chosen = classes.equal_intervals(known, count)
    assert len(chosen) <= max(count, 2)
    slack = 1e-6 * max(1.0, float(np.abs(known).max()))
    assert chosen.edges[0] <= known.min() + slack
    assert chosen.edges[-1] >= known.max() - slack


@given(st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=60), st.integers(1, 9))
def test_a_higher_value_is_never_in_a_lower_class(values, count):
    known = np.sort(np.array(values))
    for chosen in (
        classes.quantiles(known, count),
        classes.equal_intervals(known, count),
        classes.around(known),
    ):
        assert (np.diff(chosen.index(known)) >= 0).all()


def test_a_scale_round_a_target_has_the_target_in_the_middle_of_its_middle_class():
    chosen = classes.around(np.array([0.71, 0.98]), centre=0.9)
    assert len(chosen) == 7
    low, high = chosen.bounds(3)
    assert (low + high) / 2 == pytest.approx(0.9)
    assert index(chosen, 0.9) == [3]
    assert chosen.edges[0] <= 0.71
    assert chosen.edges[-1] >= 0.98


def test_a_scale_round_a_target_that_all_have_met_exactly_puts_all_in_the_middle():
    assert index(classes.around(np.array([0.5, 0.5]), centre=0.5), 0.5) == [3]


def test_a_scale_round_a_target_has_an_odd_number_of_classes():
    with pytest.raises(ValueError, match="odd"):
        classes.around(np.array([1.0]), count=6)


@pytest.mark.parametrize("edges", [(1.0,), (1.0, 1.0), (2.0, 1.0)])
def test_edges_that_do_not_ascend_are_refused(edges):
    with pytest.raises(ValueError, match="ascend"):
        Classes(edges, "steps")


def spread_within(values, lowest):
    """The sum of squared distances from the means of the classes that begin with these values."""
    parts = [values[(values >= low) & (values < high)] for low, high in pairwise([*lowest, np.inf])]
    return sum(float(((part - part.mean()) ** 2).sum()) for part in parts if part.size)


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=6, max_size=9, unique=True))
def test_no_other_breaks_leave_less_spread_within_the_classes(drawn):
    values = np.array(sorted(drawn), dtype=float)
    found = classes.breaks(values, 3)
    every = combinations(range(1, len(values)), 2)
    best = min(spread_within(values, (values[0], values[a], values[b])) for a, b in every)
    assert len(found) == 3
    lowest = found.edges if found.top else found.edges[:-1]
    assert spread_within(values, lowest) == pytest.approx(best, abs=1e-9)


def test_breaks_of_thousands_of_values_hold_them_all():
    values = np.random.default_rng(3).gamma(2, 500, 4000)
    found = classes.breaks(values)
    assert len(found) == 5
    assert found.edges[0] == values.min()
    assert found.edges[-1] == values.max()


@pytest.mark.parametrize("values", [[], [0.5] * 9, [0.1, 0.2, 0.2]])
def test_breaks_of_few_values_are_what_there_is(values):
    found = classes.breaks(np.array(values, dtype=float))
    assert len(found) >= 1
    assert found.method == "breaks"
