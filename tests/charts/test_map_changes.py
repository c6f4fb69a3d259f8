"""The change between two months: what is not shown in one of them has no change; colours and circles say the way."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sharedwealth import text
from sharedwealth.charts import classes, map_changes, maps
from sharedwealth.charts.maps import Ground, Measure

NAN = math.nan
GROUND = Ground("map/map-33.json", "33", "Zhejiang", "county")


@pytest.fixture(autouse=True)
def _english():
    with text.using("en"):
        yield


def frame(values, statuses, month="2024-10"):
    count = len(values)
    return pd.DataFrame(
        {
            "area": [f"3301{at:02d}" for at in range(count)],
            "area_name": [f"County {at}" for at in range(count)],
            "month": month,
            "value": values,
            "status": statuses,
        }
    )


def test_the_change_is_the_later_less_the_earlier_and_the_worse_status_holds():
    now = frame([0.5, 0.4, NAN, 0.3], ["ok", "carried", "suppressed", "ok"])
    then = frame([0.2, 0.4, 0.1, NAN], ["ok", "unverified", "ok", "no_data"])
    found = map_changes.difference(now, then)
    np.testing.assert_allclose(found["value"], [0.3, 0.0, NAN, NAN])
    assert found["status"].tolist() == ["ok", "unverified", "suppressed", "no_data"]
    assert found["before"].iloc[0] == 0.2
    assert found["after"].iloc[0] == 0.5


def test_a_change_of_a_total_is_a_circle_with_its_way():
    found = map_changes.difference(
        frame([10.0, 90.0, 40.0], ["ok"] * 3), frame([110.0, 65.0, 40.0], ["ok"] * 3)
    )
    measure = Measure("Workshops built", "workshops", "from {before} to {after}")
    told = maps.areas(found, measure, GROUND, scheme="balance").payload()
    assert told["scheme"] == "circles"
    assert told["radii"] == [1000, 500, 0]
    assert told["classes"] == "011"
    assert told["labels"] == "−100|+25|0"
    assert told["details"] == {"before": "110|65|40", "after": "10|90|40"}
    assert len(set(told["palette"]["light"]["classes"])) == 2
    assert [(label, count) for _, label, count in told["legend"]] == [
        ("Risen, or the same", "2"),
        ("Fallen", "1"),
    ]


@given(some.lists(some.floats(-1, 1), min_size=1, max_size=40))
def test_the_classes_of_changes_hold_every_change_and_are_alike_on_both_sides(values):
    found = classes.changes(np.array(values))
    assert len(found) == 7
    assert found.edges == tuple(-edge for edge in reversed(found.edges))
    if max(map(abs, values)) > 1e-6:
        assert found.edges[0] <= min(values)
        assert max(values) <= found.edges[-1]


def test_one_scale_holds_every_month():
    history = pd.concat([frame([0.1, 0.2], ["ok"] * 2, "2023-10"), frame([0.5, 0.1], ["ok"] * 2)])
    then = history[history["month"] == "2023-10"]
    np.testing.assert_allclose(map_changes.since(history, then), [0, 0, 0.4, -0.1])
