import numpy as np
import pytest

from sharedwealth.ledger import coordinates
from sharedwealth.ledger.rules import position
from tests.ledger.rules.books import book, context, read_sheet, told, workshop

INSIDE = (121.2, 28.85)


def at(longitude, latitude, crs="WGS84"):
    return book(workshops=[workshop(longitude=longitude, latitude=latitude, crs=crs)])


def findings(of_book):
    return [(f.severity, f.cell, f.expected) for f in position.position_in_county(of_book, context())]


def test_longitude_and_latitude_come_together():
    assert told(position.position_complete, at(121.2, None)) == [("error", "工坊", "O3")]
    assert told(position.position_complete, at(None, 28.85)) == [("error", "工坊", "N3")]
    assert told(position.position_complete, at(None, None)) == []
    unread = read_sheet("workshops", [workshop(longitude=None)], rejected={(3, "longitude")})
    assert told(position.position_complete, book(workshops=unread)) == []


@pytest.mark.parametrize("crs", ["WGS84", "CGCS2000", "GCJ-02", "BD-09", None])
def test_a_point_well_inside_fits_in_whichever_system_is_named(crs):
    assert findings(at(*INSIDE, crs)) == []


@pytest.mark.parametrize("system", ["GCJ-02", "BD-09"])
def test_a_point_that_lies_inside_in_another_system_is_said_to_be_in_that_one(system):
    """A village at the eastern border: both Chinese systems move it east, out of the county."""
    forward = {"GCJ-02": coordinates.wgs84_to_gcj02, "BD-09": coordinates.wgs84_to_bd09}[system]
    village = (121.4995, 28.85)
    east, north = (float(each) for each in forward(*village))
    (said,) = findings(at(east, north, "WGS84"))
    assert said[:2] == ("warning", "P3")
    row = position.located(at(east, north, said[2]), context()).loc[3]
    assert row["longitude"] < 121.5
    if system == "GCJ-02":
        assert said[2] == "GCJ-02"
        assert (row["longitude"], row["latitude"]) == pytest.approx(village, abs=1e-6)


def test_just_over_the_border_is_no_news():
    assert findings(at(121.502, 28.85)) == []


def test_exchanged_coordinates_stop_the_ledger_and_say_the_right_ones():
    assert findings(at(28.85, 121.2)) == [("error", "N3", "121.2")]
    (finding,) = position.position_in_county(at(28.85, 121.2), context())
    assert "Longitude is 121.2, latitude 28.85" in finding.message_en


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("crs", ["WGS84", "GCJ-02", "BD-09", "北京54"])
def test_numbers_that_are_no_degrees_are_outside_in_every_system(crs):
    for point in ((1e300, 28.85), (121.2, -1e300), (1e300, 1e300)):
        assert findings(at(*point, crs))[0][:2] == ("error", "N3")


@pytest.mark.parametrize("point", [(120.0, 30.0), (0.0, 0.0), (12.12, 28.85), (121.2, 288.5)])
def test_a_point_that_fits_in_no_way_stops_the_ledger(point):
    (said,) = findings(at(*point))
    assert said[:2] == ("error", "N3")


def test_without_an_outline_nothing_can_be_outside():
    assert told(position.position_in_county, at(1, 1), context(outline=None)) == []


def test_points_without_a_system_are_mentioned_once_and_taken_as_wgs84():
    rows = [workshop(workshop_id=f"331082-000{n}", crs=None) for n in range(3)]
    assert told(position.position_system_said, book(workshops=rows)) == [("note", "工坊", "P3")]
    assert told(position.position_system_said, at(*INSIDE)) == []


def test_points_are_published_in_wgs84_beside_what_was_written():
    written = tuple(float(each) for each in coordinates.wgs84_to_bd09(*INSIDE))
    rows = [
        workshop(longitude=written[0], latitude=written[1], crs="BD-09"),
        workshop(longitude=None, latitude=None),
        workshop(crs=None),
    ]
    placed = position.located(book(workshops=rows), context())
    assert placed.index.tolist() == [3, 5]
    assert placed["crs"].tolist() == ["BD-09", "WGS84"]
    assert tuple(placed.loc[3, ["longitude", "latitude"]]) == pytest.approx(INSIDE, abs=1e-9)
    assert tuple(placed.loc[3, ["reported_longitude", "reported_latitude"]]) == written
    assert np.isfinite(placed["longitude"]).all()


def test_a_ledger_without_points_or_without_workshops_has_none_to_publish():
    assert position.located(at(None, None), context()).empty
    assert position.located(book(workshops=None), context()).empty
