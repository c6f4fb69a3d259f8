"""A county among its like, and league tables that can be put away."""

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import opened

pytestmark = pytest.mark.browser


def test_a_countys_neighbours_are_ranked_and_one_of_them_opens(page, server):
    opened(page, server, "peers?lang=en&area=331082&month=2024-10&measure=income_increase")
    page.locator(".st-key-peers_choices").get_by_text("Neighbours", exact=True).click()
    panel = page.locator(".st-key-panel_peers_ranking")
    expect(panel).to_contain_text("Linhai City and its neighbours")
    settled(page)
    assert "peers=neighbours" in page.url
    for name in ("Linhai City", "Xianju County", "Tiantai County"):
        expect(panel.locator(".ytick, .annotation-text, text").filter(has_text=name).first).to_be_visible()
    page.locator('.st-key-peers_clusters [data-code="331024"]').first.click()
    expect(panel).to_contain_text("Xianju County and its neighbours")


def test_clusters_say_how_they_were_tested(page, server):
    opened(page, server, "peers?lang=en&area=33&month=2024-10&measure=income_increase")
    clustered = page.locator(".st-key-panel_peers_clusters")
    expect(clustered.locator(".legend-row")).to_contain_text(["High among high", "Low among low"])
    expect(clustered.locator(".legend-method")).to_contain_text("false discovery rate 5%")
    counts = [int(each) for each in clustered.locator(".legend-row .legend-count").all_inner_texts()]
    assert sum(counts[:5]) == 88, "two counties have not reported"


def test_league_tables_are_put_away_on_every_page_until_they_are_wanted_again(page, server):
    opened(page, server, "?lang=en&area=33&month=2024-10")
    expect(page.locator(".st-key-panel_overview_ranking")).to_be_visible()
    page.locator(".st-key-hide_ranks").get_by_text("Hide league tables").click()
    expect(page.locator(".st-key-panel_overview_ranking")).to_have_count(0)
    page.locator("[data-testid=stSidebar]").get_by_role("link", name="Income").click()
    page.wait_for_url("**/income?**ranks=off**")
    settled(page)
    expect(page.locator(".st-key-panel_income_areas")).to_have_count(0)
    page.locator(".st-key-hide_ranks").get_by_text("Hide league tables").click()
    expect(page.locator(".st-key-panel_income_areas")).to_be_visible()
