"""Targets with their forecasts."""

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import opened

pytestmark = pytest.mark.browser

WORDS = {"zh": ("目标6项", "随机游走", "预计逾期"), "en": ("6 targets", "random walk", "Likely too late")}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_target_is_chosen_and_its_forecast_says_on_what_it_rests(page, server, witness, language):
    several, assumed, late = WORDS[language]
    opened(page, server, f"targets?lang={language}&area=33&month=2024-10&target=3309-workshops_built-2024-12")
    expect(page.locator("[data-testid=stMain] h4")).to_contain_text(several)
    forecast = page.locator(".st-key-panel_targets_forecast")
    expect(forecast).to_contain_text(assumed)
    with page.expect_download() as download:
        page.locator(".st-key-csv_targets_list button").click()
    assert late in download.value.path().read_text(encoding="utf-8-sig")
    page.locator(".st-key-choice_target input").click()
    page.get_by_role("option").first.click()
    page.wait_for_url("**target=33-key_village_coverage**")
    settled(page)
    expect(forecast).to_contain_text("100%")
    witness.assert_quiet()
