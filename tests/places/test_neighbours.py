"""Who lies beside whom."""

import shapely

from sharedwealth import prepare, settings
from sharedwealth.places import neighbours


def square(x, y, size=1000):
    return shapely.box(x, y, x + size, y + size)


def test_outlines_that_touch_are_neighbours_if_only_in_a_point():
    found = neighbours.between(
        {"a": square(0, 0), "b": square(1000, 0), "c": square(2000, 1000), "d": square(0, 9000)}
    )
    assert found["a"] == ("b",)
    assert found["b"] == ("a", "c")


def test_an_outline_that_touches_none_has_the_nearest_for_a_neighbour_both_ways():
    found = neighbours.between({"a": square(0, 0), "b": square(1000, 0), "far": square(1500, 5000)})
    assert found == {"a": ("b",), "b": ("a", "far"), "far": ("b",)}


def test_the_only_outline_has_no_neighbour():
    assert neighbours.between({"a": square(0, 0)}) == {"a": ()}


def test_the_counties_of_zhejiang():
    installation = settings.load()
    prepare.everything(installation)
    found = neighbours.of_counties(installation)
    assert len(found) == 90
    assert all(found.values())
    assert all(one in found[other] for one, others in found.items() for other in others)
    assert {"331023", "331024", "331003", "331002", "331022"} <= set(found["331082"]), (
        "临海: 天台 仙居 黄岩 椒江 三门"
    )
    assert "330903" in found["330921"] or "330922" in found["330921"], "岱山 is an island"
    assert "331082" not in found["330127"]
