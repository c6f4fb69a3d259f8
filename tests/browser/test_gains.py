"""The four gains on one page."""

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import opened

pytestmark = pytest.mark.browser

NAMES = {
    "zh": ("农民增收", "企业增效", "集体增富", "群众增信", "95%置信区间"),
    "en": (
        "Farmers earn more",
        "Enterprises work better",
        "Collectives grow richer",
        "People trust more",
        "95% interval",
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_four_gains_stand_together_and_a_city_opens(page, server, witness, language):
    opened(page, server, f"gains?lang={language}&area=33&month=2024-10")
    for key, name in zip(("farmers", "enterprises", "collectives", "trust"), NAMES[language], strict=False):
        expect(page.locator(f".st-key-panel_gain_{key}")).to_contain_text(name)
    expect(page.locator(".st-key-panel_gain_trust")).to_contain_text(NAMES[language][4])
    rows = page.locator(".st-key-panel_gain_farmers_areas .ytick")
    expect(rows).to_have_count(11)
    page.locator(".st-key-hide_ranks label").first.click()
    expect(page.locator(".st-key-panel_gain_farmers_areas")).to_have_count(0)
    settled(page)
    witness.assert_quiet()
