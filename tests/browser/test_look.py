"""What Streamlit's theme has no setting for, as it looks: margins, panels, the first screen, and a telephone."""

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import opened

pytestmark = pytest.mark.browser


def box(page, selector):
    """Where it stands, once the frame's script has come."""
    expect(page.locator(".st-key-controls .language")).to_be_visible()
    return page.locator(selector).first.bounding_box()


def test_pages_have_narrow_margins_and_end_at_their_full_width(page, server):
    opened(page, server, "?lang=zh")
    content, sidebar = box(page, ".st-key-head"), box(page, "[data-testid=stSidebar]")
    assert content["x"] - sidebar["width"] == pytest.approx(24, abs=1)
    assert content["y"] < 16
    page.set_viewport_size({"width": 2400, "height": 900})
    assert box(page, ".st-key-head")["width"] == pytest.approx(1408, abs=2)


def test_a_panel_stands_on_the_ground_of_the_cards(page, server):
    opened(page, server, "?lang=zh")
    for each in (".st-key-panel_overview_map", ".st-key-cards .card >> nth=0"):
        expect(page.locator(each)).to_have_css("background-color", "rgb(255, 255, 255)")


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)], ids=lambda size: f"{size[0]}")
def test_the_map_of_coverage_shows_its_legend_without_scrolling(page, server, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, server, "coverage?lang=en")
    legend = box(page, ".map .legend")
    assert legend["y"] + legend["height"] <= size[1]


def test_a_telephone_has_the_choices_behind_one_button(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, server, "coverage?lang=en&area=33&month=2024-10")
    months, more = page.locator("select[name=month]"), page.locator(".more")
    expect(months).to_be_hidden()
    expect(page.locator(".area input")).to_be_hidden()
    expect(more).to_have_text("Zhejiang Province · October 2024")
    more.click()
    expect(page.locator(".area input")).to_be_visible()
    months.select_option(label="April 2023")
    expect(more).to_have_text("Zhejiang Province · April 2023")


def test_on_a_telephone_the_list_of_pages_makes_way_for_the_page(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, server, "?lang=en")
    page.locator("[data-testid=stExpandSidebarButton]").click()
    page.locator(".pages a", has_text="Income").click()
    page.wait_for_url("**/income?**")
    settled(page)
    assert box(page, "[data-testid=stSidebar]")["x"] < 0


@pytest.mark.parametrize(
    "wrong", ["?area=99", "?month=2024-13", "?lang=fr", "coverage?level=planet", "public_record?quote=x"]
)
def test_a_page_that_cannot_be_shown_has_a_way_back_and_the_language_beside_it(page, server, wrong):
    opened(page, server, wrong)
    expect(page.locator("[data-testid=stAlert]")).to_have_count(1)
    expect(page.locator(".st-key-way_back button")).to_be_visible()
    expect(page.locator(".st-key-controls .language")).to_be_visible()
