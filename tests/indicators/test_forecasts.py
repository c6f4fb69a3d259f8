"""Forecasts against the drift method by hand, and against many walks drawn at random."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sharedwealth import months
from sharedwealth.indicators.forecasts import HORIZON, of_rate, of_value

FIRST = date(2023, 1, 1)


def named(count, first=FIRST):
    return [months.shift(first, at) for at in range(count)]


def test_the_value_ahead_is_the_drift_method_by_hand():
    values = [100, 104, 111, 113, 120, 126, 127, 135]
    found = of_value(named(8), values, 400)
    steps = np.diff(values)
    mean, scatter = steps.mean(), steps.std(ddof=1)
    for h in (1, 5, 24):
        row = found.ahead.iloc[h - 1]
        half = stats.t.ppf(0.9, 6) * scatter * np.sqrt(h * (1 + h / 7))
        assert row["month"] == months.shift(FIRST, 7 + h)
        assert (row["middle"], row["low"], row["high"]) == pytest.approx(
            (135 + h * mean, 135 + h * mean - half, 135 + h * mean + half)
        )
    assert found.drift == pytest.approx(5)
    assert found.likely == months.shift(FIRST, 7 + int(np.ceil((400 - 135) / mean)))
    assert found.earliest < found.likely < found.latest


def test_the_slope_and_start_agree_with_a_line_through_first_and_last():
    rng = np.random.default_rng(1)
    values = np.cumsum(rng.normal(20, 4, 13)) + 50
    found = of_value(named(13), values, 1e9)
    line = (values[-1] - values[0]) / 12
    assert found.ahead["middle"].iloc[9] == pytest.approx(values[-1] + 10 * line)
    assert found.state == "beyond"


def test_only_the_last_twelve_steps_count():
    slow, fast = list(range(20)), [19 + 10 * step for step in range(1, 13)]
    assert of_value(named(32), slow + fast, 500).drift == pytest.approx(10)


def test_four_of_five_random_walks_end_inside_the_interval():
    rng = np.random.default_rng(42)
    inside = 0
    for _ in range(1500):
        walk = np.cumsum(rng.normal(5, 3, 25)) + 100
        row = of_value(named(13), walk[:13], 1e9).ahead.iloc[11]
        inside += row["low"] <= walk[24] <= row["high"]
    assert inside / 1500 == pytest.approx(0.8, abs=0.03)


def test_a_steady_course_arrives_in_a_single_month():
    found = of_value(named(8), [10.0 * step for step in range(8)], 100)
    assert found.earliest == found.likely == found.latest == months.shift(FIRST, 10)


def test_without_a_rise_there_is_no_month():
    found = of_value(named(8), [50.0, 49, 50, 49, 50, 49, 50, 49], 60)
    assert (found.state, found.likely, found.earliest) == ("no_trend", None, None)
    assert of_value(named(8), [50.0] * 8, 60).state == "no_trend"


def test_a_far_target_is_beyond_the_horizon():
    found = of_value(named(8), [float(step) for step in range(8)], 7 + HORIZON + 1)
    assert (found.state, found.likely) == ("beyond", None)
    assert of_value(named(8), [float(step) for step in range(8)], 7 + HORIZON).state == "expected"


def test_reached_says_since_when_without_a_break():
    found = of_value(named(6), [9.0, 11, 9, 10, 12, 13], 10)
    assert (found.state, found.reached_in) == ("reached", months.shift(FIRST, 3))
    assert of_value(named(2), [10.0, 10.0], 10).reached_in == FIRST


def test_few_months_make_no_trend():
    assert of_value(named(6), [1.0, 2, 3, 4, 5, 6], 10).state == "too_short"
    assert of_value(named(7), [1.0, 2, 3, 4, 5, 6, 7], 10).state == "expected"
    assert of_value([], [], 10).state == "too_short"
    assert of_rate([], [], [], 1).state == "too_short"


def test_a_step_over_a_missing_month_is_none():
    values = [1.0, 2, 3, 4, 5, 6, np.nan, 100, 101, 102]
    found = of_value(named(10), values, 200)
    assert (found.steps, found.drift) == (7, pytest.approx(1))


def test_what_is_to_fall_is_forecast_downwards():
    found = of_value(named(8), [0.40 - 0.01 * step for step in range(8)], 0.3, lower=True)
    assert found.likely == months.shift(FIRST, 10)
    assert (found.ahead["low"] <= found.ahead["high"]).all()
    assert of_value(named(2), [0.3, 0.29], 0.3, lower=True).state == "reached"


def test_a_rate_walks_on_the_logit_scale_by_hand():
    part, whole = np.array([50, 55, 61, 66, 70, 75, 79, 82.0]), 100.0
    found = of_rate(named(8), part, [whole] * 8, 0.95)
    logits = np.log((part + 0.5) / (whole - part + 0.5))
    steps = np.diff(logits)
    for h in (1, 6, 40):
        half = stats.t.ppf(0.9, 6) * steps.std(ddof=1) * np.sqrt(h * (1 + h / 7))
        row = found.ahead.iloc[h - 1]
        for name, at in (("middle", 0), ("low", -half), ("high", half)):
            odds = np.exp(logits[-1] + h * steps.mean() + at)
            share = ((whole + 1) * odds / (1 + odds) - 0.5) / whole
            assert row[name] == pytest.approx(min(1, max(0, share)))
    goal = np.log(95.5 / 5.5)
    assert found.likely == months.shift(FIRST, 7 + int(np.ceil((goal - logits[-1]) / steps.mean())))


def test_a_rate_never_passes_all_of_it():
    rng = np.random.default_rng(3)
    part = np.minimum(399, 330 + np.cumsum(rng.integers(0, 15, 14)))
    found = of_rate(named(14), part, [400] * 14, 1.0)
    assert len(found.ahead) == HORIZON
    assert found.ahead[["middle", "low", "high"]].max(axis=None) <= 1
    assert found.ahead[["middle", "low", "high"]].min(axis=None) >= 0


def test_all_is_reached_once_less_than_half_a_place_is_missing():
    part = np.array([80, 84, 88, 91, 93, 95, 96, 97.0])
    found = of_rate(named(8), part, [100] * 8, 1.0)
    assert found.state == "expected"
    at = found.ahead.set_index("month")["middle"]
    assert at[found.likely] >= 0.995
    assert at[months.shift(found.likely, -1)] < 0.995
    assert of_rate(named(8), [*part[:-1], 100], [100] * 8, 1.0).state == "reached"
    assert of_rate(named(8), [*part[:-1], 99], [100] * 8, 1.0).state == "expected"


def test_a_change_of_the_list_is_no_step():
    part = [50.0, 52, 54, 56, 58, 40, 42, 44, 46]
    whole = [100.0] * 5 + [80.0] * 4
    found = of_rate(named(9), part, whole, 1.0)
    assert found.steps == 7
    steps = np.array([2 / 100] * 4 + [2 / 80] * 3)
    assert found.drift == pytest.approx(steps.mean())


def test_nothing_counted_yet_and_empty_lists_do_no_harm():
    assert of_rate(named(3), [0, 0, 0], [0, 0, 0], 1.0).state == "too_short"
    assert of_rate(named(8), [0] * 8, [5] * 8, 1.0).state == "no_trend"
    assert isinstance(of_rate(named(8), [0] * 8, [5] * 8, 1.0).ahead, pd.DataFrame)
