"""Does it last: the page in both languages, its switches in the address, and what a village is told."""

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import opened

pytestmark = pytest.mark.browser

WORDS = {
    "zh": ("按新进月份", "按利益联结方式", "务工工资", "查看临海市"),
    "en": ("By month joined", "By linkage", "Wages", "Show Linhai City"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_cohorts_and_curves_are_switched_and_a_village_leads_to_its_county(page, witness, server, language):
    by_month, by_linkage, wages, to_county = WORDS[language]
    opened(page, server, f"stability?lang={language}&area=331082&month=2024-10")
    cohorts, curves = (
        page.locator(".st-key-panel_stability_cohorts"),
        page.locator(".st-key-panel_stability_spells"),
    )
    expect(cohorts.locator(".ytick")).to_have_count(10)
    cohorts.get_by_text(by_month, exact=True).click()
    expect(cohorts.locator(".ytick")).to_have_count(28)
    curves.get_by_text(by_linkage, exact=True).click()
    expect(curves.locator(".y2tick").filter(has_text=wages)).to_have_count(1)
    settled(page)
    assert "joined=month" in page.url
    assert "spells=linkage" in page.url
    opened(page, server, f"stability?lang={language}&area=331082112&month=2024-10")
    expect(page.locator(".st-key-panel_stability_cohorts")).to_have_count(0)
    page.get_by_role("link", name=to_county).click()
    expect(cohorts.locator(".ytick").first).to_be_visible()
    witness.assert_quiet()
