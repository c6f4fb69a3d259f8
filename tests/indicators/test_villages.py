"""The state of every village in all months is, month by month, what is said of that month alone."""

import numpy as np
import pytest

from sharedwealth.indicators import CATALOGUE, answer
from sharedwealth.indicators.blank import village_states
from sharedwealth.indicators.villages import NOT_IN_USE, STATES, village_months, village_workshops
from tests.indicators.facts import Facts
from tests.indicators.provinces import TYPES, make


@pytest.fixture(scope="module")
def facts():
    flags = [[True] * 4, [True, True, False, False], [False, True, True, True], [False] * 4]
    return Facts(make(flags, np.random.default_rng(5), workshops=16, workers=60))


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


def test_the_workshops_of_a_village_stand_in_it_or_name_it(facts, warehouse):
    months = [each.date() for each in warehouse.query("SELECT month FROM months ORDER BY month")["month"]]
    villages = warehouse.query("SELECT code FROM places WHERE level = 'village' ORDER BY code")["code"]
    found = 0
    for month in (months[0], months[-1]):
        standing = facts.standing(month, None, active=True)
        for village in villages:
            served = standing["served_village_codes"].fillna("")
            is_named = np.array([village in text.split("、") for text in served], dtype=bool)
            expected = standing[(standing["village_code"] == village) | is_named]
            told = village_workshops(warehouse, village, month)
            assert sorted(told["workshop_id"]) == sorted(expected["workshop_id"])
            assert (told["is_own"] == (told["village_code"] == village)).all()
            found += len(told)
    assert found > 20


@pytest.mark.parametrize("kind", [None, TYPES[0]])
@pytest.mark.parametrize("area", ["33", "3301", "330127", "330127101"])
def test_all_months_say_what_each_month_says(warehouse, area, kind):
    found = village_months(warehouse, area, kind)
    months = warehouse.query("SELECT month FROM months ORDER BY month")["month"]
    for row, month in enumerate(months):
        alone = village_states(warehouse, area, month.date(), kind)
        in_use = found.states[row] != NOT_IN_USE
        assert np.array(found.codes)[in_use].tolist() == alone["code"].tolist()
        assert [STATES[state] for state in found.states[row][in_use]] == alone["state"].tolist()
        assert found.is_key[row][in_use].tolist() == alone["is_key"].tolist()
    assert len(np.unique(found.states)) > 1 or kind
    part = village_months(warehouse, "33", kind).within(area)
    assert part.codes == found.codes
    assert np.array_equal(part.states, found.states)
    assert np.array_equal(part.is_key, found.is_key)


@pytest.mark.parametrize("key", CATALOGUE)
def test_an_answer_of_all_months_is_the_answers_of_each(warehouse, key):
    months = [each.date() for each in warehouse.query("SELECT month FROM months ORDER BY month")["month"]]
    breakdowns = [by for by in ("county", "town") if by in CATALOGUE[key].breakdowns]
    for by in (None, *breakdowns):
        whole = answer(warehouse, key, "33", months[-1], by, since=months[0])
        assert len(whole) == len(months) * whole["area"].nunique()
        for month in months:
            part = whole[whole["month"] == f"{month:%Y-%m}"].reset_index(drop=True)
            alone = answer(warehouse, key, "33", month, by)
            told = ["area", "month", "status", "counties_reported"]
            assert part[told].equals(alone[told])
            for figure in ("value", "numerator", "denominator", "n"):
                np.testing.assert_allclose(part[figure], alone[figure], rtol=1e-12)
