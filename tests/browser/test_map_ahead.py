"""A drill is painted before the server has answered; its answer changes nothing then, and wins where it differs."""

import json
import re
from itertools import groupby

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import opened
from tests.browser.silence import Silence

pytestmark = pytest.mark.browser

PROVINCE = "coverage?lang=en&area=33&month=2024-10"
LINHAI, TOWN = "331082", "331082106"

# Notes what the map says that it shows, whenever it is painted.
NOTE = """
() => {
  const roots = [...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean)
  const map = roots.map((root) => root.querySelector('.map')).find(Boolean)
  const said = (window.__said = [])
  const note = () => said.push(map.querySelector('svg.areas').getAttribute('aria-label').split(':')[0])
  new MutationObserver(note).observe(map, { attributeFilter: ['data-painted'] })
}
"""


@pytest.fixture
def silent(page, witness):
    yield Silence(page)
    witness.assert_quiet()


def go(page, server, where, outlines="map-3310"):
    """Opens the map and waits until what lies one step away has come."""
    opened(page, server, where)
    page.wait_for_function(
        """(outlines) => ['/ahead/', outlines].every((part) => performance.getEntriesByType('resource')
          .some((got) => got.name.includes(part) && got.responseEnd))""",
        arg=outlines,
    )
    settled(page)
    page.evaluate(NOTE)


def said(page):
    return page.evaluate("() => window.__said")


def label(page):
    return page.locator(".map svg.areas").get_attribute("aria-label")


def codes(page):
    return page.locator(".map .area").evaluate_all("(areas) => areas.map((area) => area.dataset.code)")


def test_a_click_is_painted_at_once_and_the_answer_draws_nothing_again(page, server, silent):
    go(page, server, PROVINCE, "points-3310")
    with silent:
        page.locator(f'.map .area[data-code="{LINHAI}"]').click()
        assert label(page).startswith("Map of Linhai City by town, October 2024: Coverage of all villages")
        assert all(code.startswith(LINHAI) and len(code) == 9 for code in codes(page))
        expect(page.locator(".map canvas.points")).to_be_visible()
        assert page.locator(".st-key-badge .trail").count() == 0, "the server has not answered"
        drawn = page.locator(".map .stage").inner_html()
    expect(page.locator(".st-key-badge .trail strong")).to_have_text("Linhai City")
    settled(page)
    assert said(page) == ["Map of Linhai City by town, October 2024"], "painted once"
    assert page.locator(".map .stage").inner_html() == drawn
    assert f"area={LINHAI}&" in page.url


@pytest.mark.parametrize(
    ("keys", "place", "shown"),
    [
        (None, "33", "Map of Zhejiang Province by county"),
        (None, "3310", "Map of Taizhou by county"),
        ("Escape", "3310", "Map of Taizhou by county"),
        ("Backspace", "3310", "Map of Taizhou by county"),
    ],
)
def test_the_way_up_is_painted_at_once(page, server, silent, keys, place, shown):
    go(page, server, f"coverage?lang=en&area={LINHAI}&month=2024-10", "map-33-")
    with silent:
        if keys:
            page.locator(".map .area[tabindex='0']").focus()
            page.keyboard.press(keys)
        else:
            page.locator(f".st-key-badge [data-code='{place}']").click()
        assert label(page).startswith(shown)
    expect(page).to_have_url(re.compile(f"area={place}&"))
    settled(page)
    assert len(said(page)) == 1


def test_a_row_of_the_villages_rings_its_point_at_once(page, server, silent):
    go(page, server, f"coverage?lang=en&area={TOWN}&month=2024-10")
    row = page.locator(".st-key-coverage_village_table button").nth(2)
    code = row.get_attribute("data-open")
    with silent:
        row.click()
        expect(page.locator(".map .village-ring")).to_be_visible()
        assert page.locator(".map .villages .chosen").text_content() == row.inner_text()
    expect(page).to_have_url(re.compile(f"area={code}&"))


def test_two_drills_one_after_the_other_end_at_the_second(page, server, silent):
    go(page, server, PROVINCE)
    with silent:
        page.locator(f'.map .area[data-code="{LINHAI}"]').click()
        page.locator(f'.map .area[data-code="{TOWN}"]').click()
        assert label(page).startswith("Map of Linhai City")
    expect(page.locator(".map svg.areas")).to_have_attribute("aria-label", re.compile("Baishuiyang"))
    settled(page)
    assert f"area={TOWN}&" in page.url
    assert not any("Zhejiang" in each for each in said(page))


def test_a_late_answer_to_an_earlier_wish_does_not_turn_the_map_back(page, server, silent):
    go(page, server, f"{PROVINCE}&level=city")
    with silent:
        page.locator('.map .area[data-code="3310"]').click()
        page.locator(".map .area[tabindex='0']").focus()
        page.keyboard.press("Escape")
        assert label(page).startswith("Map of Zhejiang Province by city")
        page.locator('.map .area[data-code="3310"]').click()
    expect(page.locator(".st-key-badge .trail strong")).to_have_text("Taizhou")
    settled(page)
    places = [re.search("Zhejiang|Taizhou", each)[0] for each in said(page)]
    # How often the last map is said, as when its points come in, does not matter: none of the earlier ones comes back.
    assert [place for place, _ in groupby(places)] == ["Taizhou", "Zhejiang", "Taizhou"]


def test_where_the_server_says_something_else_it_is_right(page, server, silent):
    def lie(route):
        answer = route.fetch()
        piece = json.loads(answer.text())
        values, which = piece["fields"]["alt"]
        values[which[piece["codes"].index(LINHAI)]] = "Something else: "
        route.fulfill(response=answer, json=piece)

    page.route("**/ahead/*", lie)
    go(page, server, PROVINCE)
    with silent:
        page.locator(f'.map .area[data-code="{LINHAI}"]').click()
        assert label(page) == "Something else: "
    expect(page.locator(".map svg.areas")).to_have_attribute("aria-label", re.compile("Map of Linhai City"))


def test_a_month_just_asked_for_is_not_lost_in_a_drill(page, server, silent):
    go(page, server, PROVINCE)
    with silent:
        page.locator(".st-key-controls .step").first.click()
        page.locator(f'.map .area[data-code="{LINHAI}"]').click()
        assert "October" not in label(page), "what is foreseen is of the month before"
    linhai = re.compile("Map of Linhai City by town, September 2024")
    expect(page.locator(".map svg.areas")).to_have_attribute("aria-label", linhai)
    assert "month=2024-09" in page.url
    settled(page)
    assert all("September" in each for each in said(page))


def test_only_what_a_page_has_named_can_be_fetched(page, server):
    assert page.request.get(f"{server}/ahead/0123456789abcdef0123456789abcdef.json").status == 404
