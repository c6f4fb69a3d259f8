"""Gaps: among workers, between counties, between town and country."""

import pytest
from playwright.sync_api import expect

from tests.browser.actions import opened

pytestmark = pytest.mark.browser

WORDS = {
    "zh": ("不代表全体居民", "泰尔指数：务工前", "n = 88个县", "已报送县（市、区）数", "目标"),
    "en": ("not among residents", "before joining", "n = 88 counties", "Counties reported", "Target"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_gaps_say_whose_they_are_how_they_split_and_how_sure_the_line_is(page, server, witness, language):
    whose, theil, counties, both, target = WORDS[language]
    opened(page, server, f"gaps?lang={language}&area=33&month=2024-10")
    expect(page.locator("[data-testid=stMain]")).to_contain_text(whose)
    expect(page.locator(".st-key-panel_gaps_theil")).to_contain_text(theil)
    expect(page.locator(".st-key-panel_gaps_beta")).to_contain_text(counties)
    ratio = page.locator(".st-key-panel_gaps_ratio")
    ratio.scroll_into_view_if_needed()
    expect(ratio.locator("text").filter(has_text=target).first).to_be_visible()
    page.locator(".st-key-twin_gaps_both summary").first.click()
    with page.expect_download() as download:
        page.locator(".st-key-csv_gaps_both button").click()
    assert both in download.value.path().read_text(encoding="utf-8-sig")
    witness.assert_quiet()
