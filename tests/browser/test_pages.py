"""Every page by a cold direct link, in both languages, with the network shut out."""

import re

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from sharedwealth.text import t, using
from sharedwealth.ui.navigation import ENTRIES, HOME
from tests.browser.actions import choose, opened

pytestmark = pytest.mark.browser

SIZES = ((1440, 900), (390, 844))
WITHOUT_QUOTES = [entry for entry in ENTRIES if entry.slug not in ("cases", "public_record", "workshops")]
"""Quotes stand in the language they were published in, and workshops bear the names of their ledgers."""
WIDER = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"


def path(entry):
    return "" if entry is HOME else entry.slug


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_a_cold_link_opens_the_page_as_it_should_be(page, witness, server, entry, language, size):
    """No request outside, no error, nothing wider than the screen, and every word in the page's language."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, server, f"{path(entry)}?lang={language}")
    with using(language):
        expect(page.locator("[data-testid=stSidebar]")).to_contain_text(t("Shared Wealth Workshops"))
    assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
    assert page.locator("[data-testid=stMain] [data-testid=stElementContainer]").count() > 3
    witness.assert_quiet()
    assert page.evaluate(WIDER) <= 0
    if entry in WITHOUT_QUOTES:
        assert words_of_the_other_language(page, language) == set()


def words_of_the_other_language(page, language):
    page.locator("[data-testid=stMain] code").evaluate_all("found => found.forEach(each => each.remove())")
    shown = page.locator("[data-testid=stMain]").inner_text()
    if language == "en":
        return set(re.findall(r"[\u4e00-\u9fff]+", shown)) - {"中文", "示例村", "示例企业"}
    icons = {"keyboard", "arrow", "right", "expand", "more"}  # the names by which a font draws them
    return set(re.findall(r"[A-Za-z]{4,}", shown)) - icons - {"English", "Excel", "PowerPoint", "Word"}


def test_an_empty_address_is_completed_and_then_reproduces_the_page(page, server):
    opened(page, server, "coverage")
    assert re.search(r"\?area=33&month=2024-10&lang=zh$", page.url)


def test_changing_a_filter_writes_the_address_and_the_address_reproduces_the_page(page, server):
    opened(page, server, "?lang=en")
    choose(page, "month", "April 2023")
    expect(page.locator(".st-key-badge")).to_contain_text("As of April 2023")
    settled(page)
    assert "month=2023-04" in page.url
    before = page.locator(".st-key-cards .value").all_inner_texts()
    second = page.context.new_page()
    second.goto(page.url)
    settled(second)
    assert second.locator(".st-key-cards .value").all_inner_texts() == before
    second.close()


def test_the_language_switch_changes_every_word_and_the_address(page, server):
    opened(page, server, "income?lang=zh")
    page.locator(".st-key-controls").get_by_text("English", exact=True).click()
    expect(page.locator("[data-testid=stSidebar]")).to_contain_text("Shared Wealth Workshops")
    assert "lang=en" in page.url


def test_the_sidebar_carries_the_view_along(page, server):
    opened(page, server, "?lang=en&area=3310&month=2023-12&type=agritourism")
    page.locator("[data-testid=stSidebar]").get_by_role("link", name="Income").click()
    page.wait_for_url("**/income?**")
    expect(page.locator(".st-key-badge")).to_contain_text("As of December 2023")
    for part in ("/income", "area=3310", "month=2023-12", "type=agritourism", "lang=en"):
        assert part in page.url


def test_back_returns_to_the_view_before(page, server):
    opened(page, server, "?lang=en&area=33&month=2024-10")
    choose(page, "month", "April 2023")
    expect(page.locator(".st-key-badge")).to_contain_text("April 2023")
    page.go_back()
    expect(page.locator(".st-key-badge")).to_contain_text("October 2024")


def test_a_published_figure_is_two_clicks_from_its_quote_and_source(page, server):
    opened(page, server, "?lang=en")
    page.get_by_role("link", name="Published figures with their quotes and sources").first.click()
    expect(page.locator("[data-testid=stMain]")).to_contain_text("11,145")
    settled(page)
    assert "/public_record" in page.url
    shown = page.locator("[data-testid=stMain]").inner_text()
    assert "shared wealth workshops" in shown
    assert "Chao News" in shown


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("?area=999999&lang=en", "There is no place with the code “999999”"),
        ("?area=33&month=1999-01&lang=en", "There are no ledgers of January 1999"),
        ("?area=33&month=soon&lang=en", "“soon” is not a month"),
        ("?area=33&type=golden&lang=en", "There is no workshop type “golden”"),
        ("coverage?area=33&lang=fr", "没有“fr”这种语言"),
        ("?area=33&measure=luck&lang=en", "There is no indicator “luck”"),
        ("peers?area=33&peers=luck&lang=en", "Counties are not compared by “luck” here"),
        ("peers?area=33&group=luck&lang=en", "There is no peer group “luck”"),
    ],
)
def test_a_wrong_address_is_answered_with_a_sentence_and_a_way_back(page, witness, server, address, sentence):
    opened(page, server, address)
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(sentence)
    page.locator(".st-key-way_back button").click()
    expect(page.locator(".st-key-cards .value").first).to_be_visible()
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)
    witness.assert_quiet()


def test_a_page_that_does_not_exist_is_said_not_to(page, server):
    answer = page.goto(f"{server}/nowhere")
    assert answer.status == 404
    page.get_by_role("link", name="返回总览").click()
    expect(page.locator(".st-key-cards .value").first).to_be_visible()


def test_the_table_behind_a_chart_can_be_taken_away(page, server):
    opened(page, server, "?lang=en")
    page.locator(".st-key-twin_overview_map summary, .st-key-twin_overview_map details").first.click()
    with page.expect_download() as download:
        page.locator(".st-key-csv_overview_map button").click()
    content = download.value.path().read_text(encoding="utf-8-sig")
    assert "DEMONSTRATION DATA" in content
    assert content.count("\n") == 12, "a heading and eleven cities"
    assert "Hangzhou,3301,2024-10,1120," in content
    assert content.splitlines()[0].endswith("Narrowed to,Kind,As of,Snapshot")


@pytest.mark.parametrize("area", ["3310", "331082", "331082112", "330383"])
@pytest.mark.parametrize("entry", WITHOUT_QUOTES[:4], ids=lambda entry: entry.slug)
def test_every_page_of_figures_opens_at_every_level(page, witness, server, entry, area):
    opened(page, server, f"{path(entry)}?lang=en&area={area}&type=agritourism")
    assert page.locator("[data-testid=stAlert]").count() == 0
    assert page.locator("[data-testid=stMain] [data-testid=stElementContainer]").count() > 3
    witness.assert_quiet()


def test_joining_and_leaving_are_of_all_types_whatever_the_page_is_narrowed_to(page, server):
    told = []
    for kind in ("", "&type=agritourism"):
        opened(page, server, f"employment?lang=en{kind}")
        told.append(page.get_by_text("joined for the first time").first.inner_text())
    assert told[0] == told[1]


def test_a_published_point_that_is_picked_opens_its_quote_and_source(page, server):
    page.set_viewport_size({"width": 1440, "height": 1500})
    opened(page, server, "?lang=en")
    points = page.locator(".st-key-panel_overview_growth .scatterlayer .trace").last.locator(".points path")
    points.last.scroll_into_view_if_needed()
    settled(page)
    box = points.last.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/public_record?**quote=**")
    expect(page.locator("[class*=st-key-quote_]")).to_have_count(1)
    expect(page.locator("[class*=st-key-quote_]")).to_contain_text("shared wealth workshops")
    page.locator(".st-key-all_quotes button").click()
    expect(page.locator("[class*=st-key-quote_]")).to_have_count(4)


def test_the_table_of_growth_says_which_figures_were_published_and_the_target(page, server):
    opened(page, server, "?lang=en")
    page.locator(".st-key-twin_overview_growth summary").first.click()
    with page.expect_download() as download:
        page.locator(".st-key-csv_overview_growth button").click()
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("Kind,As of,Value (workshops),As published,Source,Status,Snapshot")
    published = [row for row in rows if row.startswith("Published,")]
    assert len(published) == 4
    assert any('11145,"11,145 workshops"' in row for row in published)
    assert [row.split(",")[:3] for row in rows if row.startswith("Target,")] == [
        ["Target", "by September 2025", "10000"]
    ]


def test_the_villages_on_the_map_are_in_a_table(page, server):
    opened(page, server, "coverage?lang=en&area=331082112")
    page.locator(".st-key-twin_coverage_map_villages summary").first.click()
    with page.expect_download() as download:
        page.locator(".st-key-csv_coverage_map_villages button").click()
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("Village or community,Town,County,Code,State")
    assert len(rows) == 1 + 112
    assert all(",331082112" in row for row in rows[1:])
