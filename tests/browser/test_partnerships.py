"""Partnerships: the flow, an enterprise's workshops, and a code that does not exist, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import opened

pytestmark = pytest.mark.browser


def test_from_the_flow_to_an_enterprise_and_its_workshops(page, server):
    opened(page, server, "partnerships?lang=en&area=331082&month=2024-10")
    flow = page.locator(".st-key-panel_partnerships_way")
    expect(flow).to_contain_text("of the people at work")
    labels = flow.locator(".sankey .node-label")
    expect(labels.filter(has_text="Piece rate")).to_be_visible()
    for one, two in _collisions(labels):
        raise AssertionError(f"{one} lies on {two}")
    choice = page.locator(".st-key-chosen_enterprise")
    box = choice.locator("input")
    box.scroll_into_view_if_needed()
    settled(page)  # figures that come into view are drawn first
    box.click()
    box.fill("Demo enterprise")
    page.get_by_role("option", name=re.compile("Demo enterprise")).nth(1).click()
    page.wait_for_url(re.compile("enterprise=[0-9A-Z]{18}"))
    settled(page)
    mapped = page.locator(".st-key-panel_partnerships_enterprise")
    expect(mapped).to_contain_text(re.compile(r"Demo enterprise \d+: \d+ workshop"))
    expect(mapped.locator(".legend-row").first).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_tables_fit_the_page_and_a_row_opens_the_workshop(page, server, language):
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(page, server, f"partnerships?lang={language}&area=33&month=2024-10")
    first = page.locator(".st-key-partnerships_enterprises_first")
    own = page.locator(".st-key-partnerships_enterprise_shown")
    own.scroll_into_view_if_needed()
    settled(page)
    for table in (first, own):
        frame = table.locator(".frame")
        assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") == 0
    second = first.locator("tbody a").nth(1)
    name = second.inner_text().replace("\N{NO-BREAK SPACE}", " ")
    second.click()
    page.wait_for_url(re.compile("enterprise=[0-9A-Z]{18}"))
    expect(page.locator(".st-key-panel_partnerships_enterprise")).to_contain_text(name)
    settled(page)
    workshop = own.locator("tbody a").first
    named = workshop.inner_text()
    workshop.click()
    page.wait_for_url(re.compile("/workshop.*workshop="))
    settled(page)
    expect(page.get_by_test_id("stMain")).to_contain_text(named)


def test_a_code_that_no_ledger_lists_is_answered_with_a_sentence_in_chinese(page, server):
    opened(page, server, "partnerships?lang=zh&area=33&month=2024-10&enterprise=NOSUCH")
    expect(page.get_by_text("台账中没有统一社会信用代码为“NOSUCH”的企业")).to_be_visible()
    expect(page.locator(".st-key-panel_partnerships_way")).to_have_count(0)


def _collisions(labels):
    boxes = [(each.text_content(), each.bounding_box()) for each in labels.all()]
    for at, (one, a) in enumerate(boxes):
        for two, b in boxes[at + 1 :]:
            wide = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
            high = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
            if wide > 1 and high > 4:
                yield one, two
