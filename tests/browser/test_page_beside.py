"""Another month, type or area is painted before the server has answered; its answer draws nothing again."""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from sharedwealth.indicators import answer
from sharedwealth.ui.navigation import ENTRIES
from tests.browser.actions import choose, opened
from tests.browser.conftest import SAVING
from tests.browser.silence import Silence

pytestmark = pytest.mark.browser

PROVINCE = "area=33&month=2024-10"
FORESEEN = [entry.slug for entry in ENTRIES if entry.is_foreseen and entry.draws_charts]
HAS_COME = """
(change) => performance.getEntriesByType('resource')
  .some((got) => got.name.includes('/beside/') && got.name.endsWith(change) && got.responseEnd)
"""

# How often each chart within the window has been painted, by its key.
PAINTED = """
() => Object.fromEntries([...document.querySelectorAll('.sw-chart-figure[data-painted]')]
  .filter((figure) => figure.getBoundingClientRect().top < innerHeight)
  .map((figure) => [figure, figure.closest('[class*=st-key-]').className.match(/st-key-(\\S+)/)[1]])
  .map(([figure, key]) => [key, Number(figure.dataset.painted)]))
"""


@pytest.fixture
def saves_data():
    return False


def go(page, server, where, *changes):
    opened(page, server, where)
    for change in changes:
        page.wait_for_function(HAS_COME, arg=change)
    settled(page)


def test_another_type_is_on_the_map_and_in_the_charts_at_once(page, witness, server, warehouse):
    silence = Silence(page)
    go(page, server, f"?lang=en&{PROVINCE}", "type=agritourism")
    told = answer(warehouse, "workshops_built", month="2024-10", by="city", workshop_type="agritourism")
    wanted = int(told.set_index("area").loc["3310", "value"])
    taizhou = page.locator('.map .area[data-code="3310"]')
    whole = answer(warehouse, "workshops_built", month="2024-10", workshop_type="agritourism")
    built = f"{int(whole['value'].iloc[0]):,}"
    before = page.evaluate(PAINTED)["overview_ranking_bars"]
    with silence:
        choose(page, "type", "Agritourism")
        expect(taizhou).to_have_attribute("aria-label", re.compile(rf": {wanted:,}\b"))
        expect(page.locator(".st-key-overview_ranking_bars .sw-chart-figure")).to_have_attribute(
            "data-painted", str(before + 1)
        )
        assert "type=" not in page.url, "the server has not answered"
        expect(page.locator(".st-key-cards .value").first).to_have_text(built)
        drawn = page.locator(".map .stage").inner_html()
    expect(page).to_have_url(re.compile("type=agritourism"))
    settled(page)
    assert page.locator(".map .stage").inner_html() == drawn
    assert page.evaluate(PAINTED)["overview_ranking_bars"] == before + 1
    witness.assert_quiet()


@pytest.mark.parametrize("slug", FORESEEN)
def test_a_page_says_the_same_with_and_without_a_reader(page, witness, server, slug):
    """A chart that was foreseen otherwise than it was answered would be painted twice."""
    go(page, server, f"{slug}?lang=zh&{PROVINCE}", "month=2024-09")
    before = page.evaluate(PAINTED)
    page.locator(".st-key-controls .step").first.click()
    expect(page).to_have_url(re.compile("month=2024-09"))
    settled(page)
    after = page.evaluate(PAINTED)
    assert set(after) == set(before)
    assert all(after[key] - before[key] <= 1 for key in after), (before, after)
    witness.assert_quiet()


def test_a_place_that_is_typed_is_painted_before_the_server_has_answered(page, witness, server, warehouse):
    """Also one that no click on this map leads to."""
    silence = Silence(page)
    go(page, server, "?lang=en&area=3303&month=2024-10")
    page.get_by_role("combobox", name="Area").fill("lh")
    page.wait_for_function(HAS_COME, arg="area=331082")
    settled(page)
    before = page.evaluate(PAINTED)["overview_ranking_bars"]
    whole = answer(warehouse, "workshops_built", area="331082", month="2024-10")
    built = f"{int(whole['value'].iloc[0]):,}"
    with silence:
        page.keyboard.press("Enter")
        expect(page.locator('.map .area[data-code="331082107"]')).to_be_visible()
        expect(page.locator(".st-key-cards .value").first).to_have_text(built)
        expect(page.locator(".st-key-overview_ranking_bars .sw-chart-figure")).to_have_attribute(
            "data-painted", str(before + 1)
        )
        assert "area=331082" not in page.url, "the server has not answered"
        drawn = page.locator(".map .stage").inner_html()
    expect(page).to_have_url(re.compile("area=331082"))
    settled(page)
    assert page.locator(".map .stage").inner_html() == drawn
    assert page.evaluate(PAINTED)["overview_ranking_bars"] == before + 1
    witness.assert_quiet()


def test_what_is_pointed_at_above_the_map_is_painted_before_the_server_has_answered(
    page, witness, server, warehouse
):
    silence = Silence(page)
    go(page, server, f"?lang=en&{PROVINCE}", "month=2024-09")
    button = page.locator(".map .choices").get_by_role("button", name="At work")
    button.hover()
    page.wait_for_function(HAS_COME, arg="measure=people_at_work")
    settled(page)
    told = answer(warehouse, "people_at_work", month="2024-10", by="city")
    wanted = int(told.set_index("area").loc["3310", "value"])
    with silence:
        button.click()
        expect(page.locator('.map .area[data-code="3310"]')).to_have_attribute(
            "aria-label", re.compile(rf": {wanted:,}\b")
        )
        assert "measure=" not in page.url, "the server has not answered"
        drawn = page.locator(".map .stage").inner_html()
    expect(page).to_have_url(re.compile("measure=people_at_work"))
    settled(page)
    assert page.locator(".map .stage").inner_html() == drawn
    expect(button).to_have_attribute("aria-pressed", "true")
    witness.assert_quiet()


def test_two_changes_at_once_are_both_kept_and_show_nothing_that_lay_beside_the_first(
    page, witness, server, warehouse
):
    silence = Silence(page)
    go(page, server, f"?lang=en&{PROVINCE}", "month=2024-09", "type=agritourism")
    with silence:
        page.locator(".st-key-controls .step").first.click()
        choose(page, "type", "Agritourism")
    expect(page).to_have_url(re.compile("type=agritourism"))
    settled(page)
    told = answer(warehouse, "workshops_built", month="2024-09", by="city", workshop_type="agritourism")
    wanted = int(told.set_index("area").loc["3310", "value"])
    taizhou = page.locator('.map .area[data-code="3310"]')
    expect(taizhou).to_have_attribute("aria-label", re.compile(rf": {wanted:,}\b"))
    page.wait_for_timeout(3500)  # a choice that is not answered is given up after three seconds
    for name, value in {"month": "2024-09", "type": "agritourism"}.items():
        expect(page.locator(f".st-key-controls select[name={name}]")).to_have_value(value)
    witness.assert_quiet()


def test_nothing_is_fetched_beforehand_for_a_reader_who_saves_data(page, witness, server):
    page.add_init_script(SAVING)
    opened(page, server, f"income?lang=en&{PROVINCE}")
    page.wait_for_timeout(1500)
    fetched = page.evaluate("() => performance.getEntriesByType('resource').map((got) => got.name)")
    assert not [each for each in fetched if "/beside/" in each]
    witness.assert_quiet()


def test_nothing_is_told_that_no_page_has_named(page, server):
    go(page, server, f"income?lang=en&{PROVINCE}", "month=2024-09")
    fetched = page.evaluate("() => performance.getEntriesByType('resource').map((got) => got.name)")
    named = next(each for each in fetched if "/beside/" in each).split("?")[0]
    for asked, status in (
        (f"{named}?month=2024-09", 200),
        (f"{named}?month=1999-01", 204),
        (f"{named}?type=circus", 204),
        (f"{named}?area=3310", 200),
        (f"{named}?area=999999", 204),
        (f"{named}?measure=gini", 200),
        (f"{named}?lang=en", 204),
        (re.sub("[0-9a-f]{8}[.]json", "00000000.json", named) + "?month=2024-09", 204),
    ):
        with urllib.request.urlopen(asked) as told:
            assert told.status == status, asked
