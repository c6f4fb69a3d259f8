"""What the browser fetches ahead of a drill is what the page itself sends after it."""

import gzip

import orjson
import pytest
from streamlit.testing.v1 import AppTest

from sharedwealth import prepare, settings
from sharedwealth.ui import area_map, areas, map_ahead, store

SCRIPT = """
import streamlit as st
from sharedwealth import text
from sharedwealth.ui import filters, store
from sharedwealth.ui.pieces import mapped
from sharedwealth.ui.filters import View
from sharedwealth import months

said = st.query_params
text.use(said["lang"])
view = View(store.warehouse(), said["area"], months.parse(said["month"]), said.get("type"))
if said["page"] == "coverage":
    keys = ("village_coverage", "key_village_coverage", "mountain_town_coverage")
    mapped.show(view, keys, name="map", height=640, with_layers=True)
else:
    keys = ("workshops_built", "people_at_work", "income_increase", "village_coverage")
    mapped.show(view, keys, name="map", height=430, with_levels=False)
"""
COVERAGE = {"page": "coverage", "lang": "en", "month": "2024-03"}
OVERVIEW = {"page": "overview", "lang": "zh", "month": "2024-03"}
NOT_FORESEEN = ("ahead", "height")


@pytest.fixture(scope="module", autouse=True)
def _installation():
    prepare.everything(settings.load())


@pytest.fixture
def sent(monkeypatch):
    """What the map on the page is sent for an address."""
    told = {}
    monkeypatch.setattr(area_map.map_component, "show", told.update)

    def ask(address):
        told.clear()
        page = AppTest.from_string(SCRIPT, default_timeout=60)
        for name, value in address.items():
            page.query_params[name] = value
        assert not page.run().exception
        return {name: value for name, value in told.items() if not name.startswith("on_") and name != "key"}

    return ask


def fetched(told):
    """The maps under the address that the page gave, as the browser lays them together."""
    packed = map_ahead.content(told["ahead"]["url"].removeprefix("ahead/"))
    piece = orjson.loads(gzip.decompress(packed))
    found = {}
    for at, code in enumerate(piece["codes"]):
        found[code] = {}
        for name, (values, which) in piece["fields"].items():
            if which[at] < 0:
                continue
            outer, _, inner = name.partition("/")
            if inner:
                found[code].setdefault(outer, {})[inner] = values[which[at]]
            else:
                found[code][outer] = values[which[at]]
    return found


def plain(told):
    return orjson.loads(orjson.dumps({name: each for name, each in told.items() if name not in NOT_FORESEEN}))


@pytest.mark.parametrize(
    ("address", "places"),
    [
        ({**COVERAGE, "area": "33"}, ("331082", "330127", "330902")),
        ({**COVERAGE, "area": "33", "level": "city"}, ("3310", "3301")),
        ({**COVERAGE, "area": "33", "layer": "villages", "type": "agritourism"}, ("331127",)),
        ({**COVERAGE, "area": "33", "layer": "workshops", "measure": "key_village_coverage"}, ("330726",)),
        ({**COVERAGE, "area": "33", "view": "change", "with": "2022-12"}, ("331121",)),
        ({**COVERAGE, "area": "33", "view": "both", "classes": "quantiles", "layer": "areas"}, ("330382",)),
        ({**COVERAGE, "area": "3310", "level": "town"}, ("33", "331082106")),
        ({**COVERAGE, "area": "331082"}, ("33", "3310", "331082106")),
        ({**COVERAGE, "area": "331082106"}, ("331082",)),
        ({**OVERVIEW, "area": "33"}, ("3310", "3309")),
        ({**OVERVIEW, "area": "33", "measure": "income_increase"}, ("331082",)),
        ({**OVERVIEW, "area": "3310", "measure": "people_at_work"}, ("33", "331082")),
    ],
)
def test_what_is_foreseen_is_what_the_page_sends_there(sent, address, places):
    told = sent(address)
    ahead = fetched(told)
    assert told["here"] == address["area"] not in ahead
    for place in places:
        there = sent({**address, "area": place})
        assert ahead[place] == plain(there)
        assert there["ahead"]["of"] == told["ahead"]["of"]


def test_in_a_town_its_villages_are_foreseen_and_from_one_the_others(sent):
    one, other = areas.inside(store.warehouse(), "331082106", "village")[:2]
    for here, there in (("331082106", one), (one, other)):
        assert fetched(sent({**COVERAGE, "area": here}))[there] == plain(sent({**COVERAGE, "area": there}))


def test_every_place_that_can_be_clicked_is_foreseen_and_the_file_is_small(sent):
    told = sent({**COVERAGE, "area": "33"})
    assert set(told["codes"].split("|")) == set(fetched(told))
    assert len(map_ahead.content(told["ahead"]["url"].removeprefix("ahead/"))) < 60_000


@pytest.mark.parametrize(
    "other",
    [
        {"month": "2024-02"},
        {"type": "agritourism"},
        {"lang": "zh"},
        {"level": "city"},
        {"layer": "villages"},
        {"page": "overview"},
    ],
)
def test_maps_that_differ_by_more_than_their_area_have_nothing_in_common(sent, other):
    one = {**COVERAGE, "area": "33"}
    assert sent(one)["ahead"]["of"] != sent({**one, **other})["ahead"]["of"]


def test_a_name_that_no_page_gave_and_one_of_another_snapshot_find_nothing(sent, monkeypatch):
    name = sent({**COVERAGE, "area": "3310"})["ahead"]["url"].removeprefix("ahead/")
    assert map_ahead.content(f"0{name[1:]}" if name[0] != "0" else f"1{name[1:]}") is None
    warehouse = store.warehouse()
    monkeypatch.setitem(warehouse.meta, "code", "OTHER")
    assert map_ahead.content(name) is None
