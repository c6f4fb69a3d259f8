"""The map on its pages: click, keyboard and breadcrumb drill; what is drawn is what the indicator answers."""

import pytest
from playwright.sync_api import expect

from tests.browser.actions import choose, opened

pytestmark = pytest.mark.browser


def area(page, code):
    return page.locator(f'.map [data-code="{code}"]').first


def test_a_click_drills_and_the_breadcrumb_leads_up(page, witness, server):
    opened(page, server, "coverage?lang=en&area=3310&month=2024-10")
    area(page, "331082").click()
    expect(page.locator(".st-key-badge .trail")).to_contain_text("Linhai")
    assert "area=331082" in page.url
    page.locator(".st-key-badge [data-code='3310']").click()
    expect(page.locator(".st-key-badge .trail")).not_to_contain_text("Linhai")
    assert "area=3310&" in page.url + "&"
    witness.assert_quiet()


def test_every_county_is_on_the_province_map(page, server):
    opened(page, server, "coverage?lang=zh&area=33&month=2024-10")
    assert page.locator(".map path[data-code]").count() >= 90


def test_villages_are_points_in_a_city(page, witness, server):
    opened(page, server, "coverage?lang=zh&area=3310&month=2024-10")
    assert page.locator(".map canvas.points").count() == 1
    witness.assert_quiet()


def test_the_map_node_lives_on_when_a_filter_changes(page, server):
    opened(page, server, "coverage?lang=en&area=33&month=2024-10")
    page.locator(".map svg.areas").evaluate("(drawing) => { drawing.dataset.mine = 'yes' }")
    choose(page, "month", "April 2023")
    expect(page.locator(".st-key-badge")).to_contain_text("April 2023")
    expect(page.locator(".map svg.areas")).to_have_attribute("data-mine", "yes")
