"""GCJ-02 and BD-09: published examples, and there and back again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedwealth.ledger import coordinates

# Longitude and latitude in WGS84 and in GCJ-02, as the tests of the widespread open implementations have them.
PUBLISHED_GCJ02 = {
    "Shanghai": ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    "Shenzhen": ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    "Beijing": ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
}
PUBLISHED_BD09 = ((116.404, 39.915), (116.41036949371029, 39.92133699351021))

in_china = st.tuples(st.floats(98, 123), st.floats(20, 42))


def close(found, wanted, degrees):
    return np.asarray(found) == pytest.approx(np.asarray(wanted), abs=degrees)


@pytest.mark.parametrize("city", PUBLISHED_GCJ02)
def test_gcj02_agrees_with_the_published_examples_both_ways(city):
    wgs84, gcj02 = PUBLISHED_GCJ02[city]
    assert close(coordinates.wgs84_to_gcj02(*wgs84), gcj02, 1e-9)
    assert close(coordinates.gcj02_to_wgs84(*gcj02), wgs84, 1e-9)


def test_bd09_agrees_with_the_published_example_both_ways():
    gcj02, bd09 = PUBLISHED_BD09
    assert close(coordinates.gcj02_to_bd09(*gcj02), bd09, 1e-9)
    assert close(coordinates.bd09_to_gcj02(*bd09), gcj02, 1e-9)


@given(in_china)
def test_there_and_back_is_the_same_point(point):
    there = coordinates.wgs84_to_gcj02(*point)
    assert close(coordinates.gcj02_to_wgs84(*there), point, 1e-9)
    further = coordinates.wgs84_to_bd09(*point)
    assert close(coordinates.bd09_to_wgs84(*further), point, 1e-9)


@given(in_china)
def test_gcj02_moves_a_point_by_some_hundred_metres_and_bd09_by_about_a_kilometre_more(point):
    east, north = coordinates.wgs84_to_gcj02(*point)
    assert 1e-4 < np.hypot(east - point[0], north - point[1]) < 0.012
    further = coordinates.gcj02_to_bd09(east, north)
    assert 0.007 < np.hypot(further[0] - east, further[1] - north) < 0.011


def test_points_abroad_stay_where_they_are():
    assert close(coordinates.wgs84_to_gcj02(2.35, 48.86), (2.35, 48.86), 0)
    assert close(coordinates.gcj02_to_wgs84(2.35, 48.86), (2.35, 48.86), 0)


def test_whole_columns_are_converted_at_once_and_like_single_points():
    east, north = np.array([121.2, 120.1]), np.array([28.85, 30.2])
    columns = coordinates.bd09_to_wgs84(east, north)
    for place in range(2):
        single = coordinates.bd09_to_wgs84(east[place], north[place])
        assert close(single, (columns[0][place], columns[1][place]), 0)


def test_every_system_of_the_ledger_has_its_way_to_wgs84():
    assert set(coordinates.TO_WGS84) == {"WGS84", "CGCS2000", "GCJ-02", "BD-09"}
    assert close(coordinates.TO_WGS84["CGCS2000"](121.2, 28.85), (121.2, 28.85), 0)
