"""Two clicks from a figure on a page to what stands behind it, whose rows add up to it."""

import re

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from sharedwealth.text import t, using
from tests.browser.actions import opened

pytestmark = pytest.mark.browser


def told(page, panel):
    return page.locator(f".st-key-panel_{panel}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_clicks_from_a_card_to_rows_that_add_up(page, witness, server, language):
    opened(page, server, f"?lang={language}")
    page.locator(".st-key-cards .why").first.click()
    page.locator(".st-key-cards .lineage").click()
    settled(page)
    with using(language):
        expect(told(page, "lineage_figure")).to_contain_text(t("This is the figure."))
    assert "indicator=workshops_built" in page.url
    cells = page.locator(".st-key-lineage_parts_table tbody .number").all_inner_texts()
    known = [int(each.replace(",", "")) for each in cells if each[:1].isdigit()]
    assert sum(known) == 11145
    witness.assert_quiet()


def test_two_clicks_from_the_table_of_a_ranking(page, server):
    opened(page, server, "?lang=en")
    page.locator(".st-key-twin_overview_ranking summary").click()
    page.locator(".st-key-twin_overview_ranking").get_by_text("Where this comes from").click()
    settled(page)
    expect(told(page, "lineage_figure")).to_contain_text("This is the figure.")
    assert re.search(r"/lineage\?.*indicator=workshops_built", page.url)


def test_the_explanation_stays_for_the_keyboard_and_escape_closes_it(page, server):
    opened(page, server, "?lang=en")
    why = page.locator(".st-key-cards .why").first
    why.focus()
    page.keyboard.press("Enter")
    link = page.locator(".st-key-cards .lineage")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-cards .told")).to_be_hidden()
    expect(why).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(told(page, "lineage_figure")).to_be_visible()


def test_a_county_of_the_breakdown_opens_its_rows(page, server):
    opened(page, server, "lineage?lang=en&indicator=people_at_work&area=3310")
    page.locator('.st-key-lineage_parts_table button[data-open="331082"]').click()
    expect(told(page, "lineage_rows")).to_contain_text("Linhai City")
    expect(told(page, "lineage_figure")).to_contain_text("This is the figure.")
    assert "indicator=people_at_work" in page.url


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_indicator_that_does_not_exist_gives_a_sentence(page, server, language):
    opened(page, server, f"lineage?lang={language}&indicator=people_at_wrk")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("people_at_work")
