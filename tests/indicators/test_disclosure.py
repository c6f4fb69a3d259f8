"""Few people are not shown, and cannot be got back by subtraction."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedwealth.indicators import CATALOGUE, answer, disclosure
from sharedwealth.indicators.disclosure import PEOPLE_THRESHOLD, fold
from sharedwealth.indicators.people import pyramid
from sharedwealth.places import codes
from tests.indicators.provinces import make

COUNTS = [key for key, each in CATALOGUE.items() if each.counts_people and each.shape == "count"]
FIGURES = ["value", "numerator", "denominator", "n", "median", "q1", "q3"]


@pytest.fixture(scope="module")
def warehouse():
    flags = [[True] * 3] * 4
    return make(flags, np.random.default_rng(7), workshops=30, workers=260, present=1.0).warehouse()


def breakdowns(key):
    return [by for by in ("city", "county", "town", "village") if by in CATALOGUE[key].breakdowns]


@pytest.mark.parametrize("key", [key for key, each in CATALOGUE.items() if each.counts_people])
def test_nothing_shown_rests_on_one_to_nine_people(key, warehouse):
    hidden = 0
    for by in (*breakdowns(key), *(("type",) if CATALOGUE[key].by_type else ())):
        told = answer(warehouse, key, by=by)
        assert not told["n"].between(1, PEOPLE_THRESHOLD - 1).any()
        if CATALOGUE[key].shape == "rate":
            assert not told["numerator"].between(1, PEOPLE_THRESHOLD - 1).any()
        suppressed = told[told["status"] == "suppressed"]
        assert suppressed[FIGURES].isna().all(axis=None)
        hidden += len(suppressed)
    if "village" in CATALOGUE[key].breakdowns:
        assert hidden > 0


@pytest.mark.parametrize("key", COUNTS)
def test_the_whole_less_the_shown_parts_never_tells_a_hidden_one(key, warehouse):
    for by in breakdowns(key):
        parts = answer(warehouse, key, by=by)
        truth = answer(warehouse, key, by=by, threshold=0).set_index("area")["value"]
        for parent, siblings in parts.groupby(parts["area"].map(codes.parent)):
            hidden = siblings.loc[siblings["status"] == "suppressed", "area"]
            whole = answer(warehouse, key, parent).iloc[0]
            if len(hidden) and whole["status"] == "ok":
                remainder = whole["value"] - siblings["value"].sum()
                assert len(hidden) > 1, f"{hidden.iloc[0]} is {remainder}, which is {truth[hidden.iloc[0]]}"


@pytest.mark.parametrize("key", [*COUNTS, "income_increase", "low_income_share", "farmers_gain"])
def test_an_area_asked_for_alone_hides_whatever_it_hides_among_its_neighbours(key, warehouse):
    for by in breakdowns(key):
        for row in answer(warehouse, key, by=by).to_dict("records"):
            alone = answer(warehouse, key, row["area"]).iloc[0]
            assert alone["status"] == row["status"], (row, dict(alone))


def test_zero_is_shown(warehouse):
    told = answer(warehouse, "people_at_work", by="village")
    zeros = answer(warehouse, "people_at_work", by="village", threshold=0)["value"] == 0
    assert zeros.any()
    assert (told.loc[zeros, "value"] == 0).all()


def test_low_income_people_are_hidden_when_the_others_are_few(warehouse):
    shown = answer(warehouse, "low_income_people_at_work", by="village")
    people = answer(warehouse, "people_at_work", by="village")
    both = shown["value"].notna() & people["value"].notna() & (shown["value"] > 0)
    others = (people["value"] - shown["value"])[both]
    assert not others.between(1, PEOPLE_THRESHOLD - 1).any()


def test_types_hide_a_second_one_too(warehouse):
    for county in ("330102", "330127", "331002", "331003"):
        told = answer(warehouse, "people_at_work", county, by="type")
        hidden = told["status"] == "suppressed"
        others = told.loc[~hidden, "value"]
        assert hidden.sum() != 1 or not (others > 0).any()


def test_a_threshold_of_zero_lifts_it(warehouse):
    told = answer(warehouse, "people_at_work", by="village", threshold=0)
    assert told["value"].between(1, 9).any()
    assert (told["status"] == "ok").all()


def test_workshops_are_not_people_and_always_shown(warehouse):
    assert (answer(warehouse, "workshops_built", by="village")["status"] == "ok").all()


def test_a_bare_bin_of_the_pyramid_never_stands_alone(warehouse):
    for area in ("33", "3301", "330102", "331002"):
        told = pyramid(warehouse, area)
        assert not told["people"].between(1, 9).any()
        assert (told["status"] == "suppressed").sum() != 1


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_folded_bins_hold_nobody_or_enough_and_keep_the_sum(people):
    folded = fold(np.array(people), PEOPLE_THRESHOLD)
    if 0 < sum(people) < PEOPLE_THRESHOLD:
        assert np.isnan(folded).all()
    else:
        assert folded.sum() == sum(people)
        assert not disclosure.few([folded], PEOPLE_THRESHOLD).any()
