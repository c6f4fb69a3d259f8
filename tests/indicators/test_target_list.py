"""Targets with where they stand, over tables of a small province."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from sharedwealth import bilingual, months
from sharedwealth.indicators import answer
from sharedwealth.indicators.target_list import aims, counted, targets_headline
from sharedwealth.text import using
from tests.indicators.facts import Facts
from tests.indicators.provinces import make


@pytest.fixture(scope="module")
def facts():
    flags = [[True] * 12, [True] * 12, [True] * 12, [False] * 12]
    province = make(flags, np.random.default_rng(11), workshops=30, workers=60)
    province.targets = pd.DataFrame(
        [
            ("33", "workshops_built", 60.0, date(2026, 12, 1), "in time"),
            ("33", "village_coverage", 1.0, None, "no date"),
            ("3301", "workshops_built", 1.0, date(2023, 12, 1), "reached"),
            ("3310", "workshops_built", 5000.0, date(2024, 1, 1), "missed"),
            ("331003", "workshops_built", 3.0, date(2030, 1, 1), "never reported"),
            ("330127", "dreams", 3.0, None, "no such indicator"),
            ("339999", "workshops_built", 3.0, None, "no such place"),
        ],
        columns=["area_code", "indicator", "value", "due_month", "source"],
    )
    return Facts(province)


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


def found(warehouse, area="33", month=None):
    return {aim.source: aim for aim in aims(warehouse, area, month)}


def test_every_target_is_listed_with_what_is_known(facts, warehouse):
    told = found(warehouse)
    assert len(told) == 7
    assert told["reached"].standing == "reached"
    assert told["missed"].standing == "missed"
    for source in ("never reported", "no such indicator", "no such place"):
        assert told[source].standing == "unknown"
        assert np.isnan(told[source].now)
    assert told["no such place"].area_name == "339999"
    assert counted(list(told.values()))["unknown"] == 3


def test_now_progress_and_pace_are_those_of_the_answer(facts, warehouse):
    aim = found(warehouse)["in time"]
    now = answer(warehouse, "workshops_built").iloc[0]["value"]
    last = facts.province.months[-1]
    left = (2026 - last.year) * 12 + 12 - last.month
    assert (aim.now, aim.progress, aim.months_left) == (now, pytest.approx(now / 60), left)
    assert aim.pace_needed == pytest.approx((60 - now) / left)
    course = answer(warehouse, "workshops_built", by="month")["value"].to_numpy()
    assert aim.forecast.drift == pytest.approx((course[-1] - course[0]) / (len(course) - 1))


def test_a_reached_or_past_target_needs_no_pace(warehouse):
    told = found(warehouse)
    assert np.isnan(told["reached"].pace_needed)
    assert np.isnan(told["missed"].pace_needed)
    assert np.isnan(told["no date"].pace_needed)


def test_in_the_first_month_nothing_is_forecast_but_what_is_reached_is_said(facts, warehouse):
    told = found(warehouse, month=facts.province.months[0])
    assert told["in time"].standing == "unknown"
    assert told["in time"].forecast.state == "too_short"
    assert not np.isnan(told["in time"].now)


def test_only_targets_inside_the_area_are_listed(warehouse):
    assert set(found(warehouse, "3301")) == {"reached", "no such indicator"}
    assert aims(warehouse, "331002") == []


def test_the_headline_counts_and_an_area_without_targets_says_so(facts, warehouse):
    with using("en"):
        assert "7 targets; 1 reached, 1 past due" in targets_headline(warehouse)
        assert "No target is set" in targets_headline(warehouse, "331002")
    assert months.write(facts.province.months[-1]) == warehouse.meta["as_of"]


def test_a_source_in_both_languages_is_told_in_the_readers():
    cell = "台州日报 | Taizhou Daily"
    with using("zh"):
        assert str(bilingual.either(cell)) == "台州日报"
    with using("en"):
        assert str(bilingual.either(cell)) == "Taizhou Daily"
        assert str(bilingual.either("台州日报")) == "台州日报"
