"""The file of places that the area's chooser reads."""

import gzip

import orjson
import pytest

from sharedwealth import prepare, settings
from sharedwealth.ui import area_register, store


@pytest.fixture(scope="module")
def warehouse():
    prepare.everything(settings.load())
    return store.warehouse()


@pytest.fixture(scope="module")
def places(warehouse):
    name = area_register.url(warehouse).removeprefix("areas/")
    return {
        code: rest for code, *rest in orjson.loads(gzip.decompress(area_register.content(warehouse, name)))
    }


def test_it_holds_every_place_down_to_the_towns_and_no_village(warehouse, places):
    counted = warehouse.query("SELECT length(code) AS digits, count(*) AS n FROM places GROUP BY 1")
    wanted = dict(zip(counted["digits"], counted["n"], strict=True))
    held = {digits: sum(len(code) == digits for code in places) for digits in map(len, places)}
    assert held == {digits: n for digits, n in wanted.items() if digits <= 9}
    assert (held[2], held[4], held[6]) == (1, 11, 90)


def test_each_place_says_its_names_and_how_they_sound(places):
    assert places["331082"] == ["临海市", "Linhai City", "lin hai shi"]
    assert places["3311"][2] == "li shui shi"


def test_places_above_stand_before_those_inside(places):
    codes = list(places)
    assert codes.index("33") < codes.index("3310") < codes.index("331082") < codes.index("331082001")


def test_only_the_file_of_this_content_is_given(warehouse):
    name = area_register.url(warehouse).removeprefix("areas/")
    assert area_register.content(warehouse, name.replace(name[0], "x", 1)) is None
