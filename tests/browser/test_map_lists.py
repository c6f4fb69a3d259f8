"""A dated list of counties as a filter of the map: others stay outlines, the title is the sum over the list."""

import pytest
from playwright.sync_api import expect

from sharedwealth.indicators import answer, dated_lists
from sharedwealth.indicators.blank import blank_towns
from sharedwealth.text import using
from sharedwealth.ui import areas
from tests.browser.actions import opened

pytestmark = pytest.mark.browser
OF_26, OF_32 = "mountain_county-2021-01-01", "mountain_island_county-2022-01-01"


@pytest.fixture(scope="module")
def lists(warehouse):
    return {each.key: set(each.counties) for each in dated_lists.dated_lists(warehouse)}


def outside(page):
    nodes = page.locator(".map .area[data-outside]")
    return set(nodes.evaluate_all("(nodes) => nodes.map((node) => node.dataset.code)"))


def inside(page, count=32):
    """The counties that are shaded, once there are as many as they should be."""
    nodes = page.locator(".map .area:not([data-outside])")
    expect(nodes).to_have_count(count)
    return set(nodes.evaluate_all("(nodes) => nodes.map((node) => node.dataset.code)"))


def title(page):
    return page.locator(".st-key-panel_coverage_map")


def test_choosing_a_list_leaves_the_others_as_outlines_and_a_link_opens_the_same(
    page, witness, server, warehouse, lists
):
    opened(page, server, "coverage?lang=en&area=33&month=2024-10")
    assert not outside(page)
    page.locator(".map select[data-choice=list]").select_option(label="32 mountainous and island counties")
    told = answer(warehouse, "village_coverage", month="2024-10", by="county")
    told = told[told["area"].isin(lists[OF_32])]
    covered, villages = int(told["numerator"].sum()), int(told["denominator"].sum())
    expect(title(page)).to_contain_text(
        f"Villages covered: {covered / villages:.1%} ({covered:,}/{villages:,})"
        " · 32 mountainous and island counties"
    )
    assert inside(page) == lists[OF_32]
    assert len(outside(page)) == 90 - 32
    expect(
        page.locator(".map .legend-row", has_text="Outside the list").locator(".legend-count")
    ).to_have_text("58")
    assert f"list={OF_32}" in page.url
    second = page.context.new_page()
    opened(second, server, page.url.removeprefix(f"{server}/"))
    assert inside(second) == lists[OF_32]
    second.locator(".map .slider").focus()
    second.keyboard.press("Home")
    expect(second.locator(".map .said")).to_have_text("June 2022")
    assert inside(second) == lists[OF_32], "the months keep to the list"
    witness.assert_quiet()


def test_towns_of_the_26_are_counted_after_the_list_has_changed(page, witness, server, warehouse):
    told = dated_lists.coverage(warehouse, "33", "2024-10").set_index("key").loc[OF_26]
    assert told["towns"] == 395
    opened(page, server, f"coverage?lang=en&month=2024-10&measure=mountain_town_coverage&list={OF_26}")
    expect(title(page)).to_contain_text(f"Towns of the list covered: {told['covered_towns'] / 395:.1%}")
    expect(title(page)).to_contain_text(f"({told['covered_towns']}/395) · 26 mountainous counties")
    witness.assert_quiet()


def test_ranking_and_blank_list_keep_to_the_list_and_the_rest_says_that_it_does_not(
    page, witness, server, warehouse, lists
):
    opened(page, server, f"coverage?lang=en&month=2024-10&measure=mountain_town_coverage&list={OF_26}")
    told = dated_lists.coverage(warehouse, "33", "2024-10").set_index("key").loc[OF_26]
    blank = int(told["towns"] - told["covered_towns"])
    own = len(blank_towns(warehouse, "33", "2024-10"))
    assert own != blank, "the list in force is another one: the two must not be taken for each other"
    expect(page.locator(".st-key-panel_coverage_blank")).to_contain_text(
        f"{blank} towns of the list's counties are blank"
    )
    ranking = page.locator(".st-key-panel_coverage_ranking")
    expect(ranking).to_contain_text("Towns of the list covered: ")
    expect(ranking).to_contain_text("26 mountainous counties".replace(" ", "\N{NO-BREAK SPACE}"))
    expect(page.locator("[data-testid=stMain]")).to_contain_text(
        "The figures above are of the whole of Zhejiang Province"
    )
    page.locator(".map select[data-choice=list]").select_option(label="All counties")
    expect(page.locator(".st-key-panel_coverage_blank")).to_contain_text(
        f"{own} towns of the mountainous counties are blank"
    )
    expect(page.locator("[data-testid=stMain]")).not_to_contain_text("keep to the list")
    opened(page, server, f"overview?lang=en&month=2024-10&measure=village_coverage&list={OF_26}")
    rows = answer(warehouse, "village_coverage", month="2024-10", by="county")
    rows = rows[rows["area"].isin(lists[OF_26])].sort_values("value", ascending=False)
    first = rows.iloc[0]
    with using("en"):
        name = areas.name(warehouse, first["area"])
    expect(page.locator(".st-key-panel_overview_ranking")).to_contain_text(
        f"Villages covered: {name} leads with {first['value']:.1%}"
    )
    expect(page.locator("[data-testid=stMain]")).to_contain_text(
        "All else here is of the whole of Zhejiang Province"
    )
    witness.assert_quiet()


def test_points_outside_the_list_are_not_drawn_and_the_table_keeps_to_it(
    page, witness, server, warehouse, lists
):
    opened(page, server, f"coverage?lang=en&area=33&month=2024-10&layer=villages&list={OF_26}")
    villages = warehouse.query("SELECT code FROM places WHERE level = 'village'")["code"]
    wanted = int(villages.str[:6].isin(lists[OF_26]).sum())
    counts = page.locator(".map .legend-rows").last.locator(".legend-count")
    expect(counts.first).not_to_have_text("0")  # the points' file comes beside the page
    assert sum(int(each.replace(",", "")) for each in counts.all_inner_texts()) == wanted
    witness.assert_quiet()


def test_an_area_without_a_county_on_the_list_says_so(page, server):
    opened(page, server, f"coverage?lang=en&area=3304&month=2024-10&list={OF_26}")
    expect(title(page)).to_contain_text("no county of the list “26 mountainous counties” here")
    assert not inside(page, 0)


def test_a_list_that_there_is_not_is_said(page, server):
    opened(page, server, "coverage?lang=en&list=mountain_county-2021-01-02")
    said = page.locator("[data-testid=stMain]")
    expect(said).to_contain_text("There is no list of counties “mountain_county-2021-01-02”")
    expect(said).to_contain_text(OF_26)
