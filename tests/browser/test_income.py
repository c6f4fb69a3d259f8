"""The income page: every mean with its median and n, ridges by type or area, incomes before and now."""

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import opened

pytestmark = pytest.mark.browser

WORDS = {
    "zh": ("中位数", "不能用", "按地区", "宁波市", "当月收入低于务工前"),
    "en": ("Median", "is not a total", "By area", "Ningbo", "earn less now than before joining"),
}


def names(panel):
    """The names of a figure's rows, from the top."""
    panel.scroll_into_view_if_needed()
    expect(panel.locator(".ytick text").first).to_be_visible()
    return panel.locator(".ytick text").all_text_contents()


@pytest.mark.parametrize("language", list(WORDS))
def test_the_spread_is_compared_by_type_and_by_area(page, server, language):
    median, no_product, by_area, first_city, fell = WORDS[language]
    opened(page, server, f"income?lang={language}&area=33&month=2024-10")
    for mean in page.locator(".st-key-cards .card").all()[:3]:
        expect(mean).to_contain_text(median)
        expect(mean).to_contain_text("n = ")
    expect(page.get_by_text(no_product)).to_be_visible()
    ridges = page.locator(".st-key-panel_income_ridges")
    assert len(names(ridges)) == 6
    ridges.get_by_text(by_area, exact=True).click()
    expect(ridges).to_contain_text(first_city)
    settled(page)
    assert "ridges=area" in page.url
    expect(ridges.locator(".ytick text").first).to_have_text(first_city)
    expect(page.locator(".st-key-panel_income_steps")).to_contain_text(fell)
    assert len(names(page.locator(".st-key-panel_income_bands"))) == 9


def test_without_league_tables_ridges_stand_by_code(page, server):
    opened(page, server, "income?lang=en&area=33&month=2024-10&ridges=area&ranks=off")
    assert names(page.locator(".st-key-panel_income_ridges"))[:3] == ["Hangzhou", "Ningbo", "Wenzhou"]
    expect(page.locator(".st-key-panel_income_areas")).to_have_count(0)


def test_a_filter_that_leaves_nobody_is_a_sentence(page, server):
    opened(page, server, "income?lang=en&area=330383&month=2024-10&type=agritourism")
    for panel in ("income_distribution", "income_groups", "income_areas", "income_over_time"):
        expect(page.locator(f".st-key-panel_{panel}")).to_contain_text("Nobody at work in Longgang City")
    expect(page.locator(".st-key-panel_income_by_group")).to_contain_text("Women")
    opened(page, server, "income?lang=zh&area=330329&month=2024-10")
    for panel in ("income_distribution", "income_ridges", "income_by_group", "income_steps"):
        expect(page.locator(f".st-key-panel_{panel}")).to_contain_text("尚无2024年10月台账")


def test_a_wrong_choice_of_ridges_is_told(page, server):
    opened(page, server, "income?lang=en&area=33&month=2024-10&ridges=towns")
    expect(page.get_by_text("there is no “towns”")).to_be_visible()
