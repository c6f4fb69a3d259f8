"""Workshops as points: as many are active in each month as the indicator counts."""

import numpy as np
import pytest

from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.indicators import answer
from sharedwealth.indicators.workshop_points import workshop_months
from tests.indicators.provinces import TYPES, make


@pytest.fixture(scope="module")
def warehouse():
    flags = [[True] * 4, [True, True, False, False], [False, True, True, True], [False] * 4]
    return make(flags, np.random.default_rng(9), workshops=20, workers=40).warehouse()


@pytest.mark.parametrize("kind", [None, TYPES[1]])
@pytest.mark.parametrize("area", ["33", "3301", "330127"])
def test_as_many_are_active_as_the_indicator_counts(warehouse, area, kind):
    found = workshop_months(warehouse, area, kind)
    months = [each.date() for each in warehouse.query("SELECT month FROM months ORDER BY month")["month"]]
    told = answer(warehouse, "workshops_active", area, months[-1], workshop_type=kind, since=months[0])
    assert found.is_active.sum(axis=1).tolist() == told["value"].fillna(0).astype(int).tolist()


def test_types_and_places_are_the_workshops_own(warehouse):
    found = workshop_months(warehouse)
    rows = warehouse.query("SELECT * FROM workshops ORDER BY county_code, workshop_id")
    places = warehouse.query("SELECT code, longitude FROM places").set_index("code")["longitude"]
    expected = rows["longitude"].astype(float).fillna(rows["village_code"].map(places))
    rows, expected = rows[expected.notna()], expected.dropna()
    keys = list(WORKSHOP_TYPES)
    assert [keys[index] for index in found.types] == rows["workshop_type"].tolist()
    assert list(found.villages) == rows["village_code"].tolist()
    np.testing.assert_allclose(found.longitudes, expected)
