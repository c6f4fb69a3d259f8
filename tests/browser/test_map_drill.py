"""Down to a village by a point, a row and the breadcrumb; the address opens exactly this map again."""

import re

import pytest
from playwright.sync_api import expect

from sharedwealth.indicators.blank import blank_towns
from sharedwealth.indicators.villages import STATES, village_months, village_workshops
from tests.browser.actions import opened

pytestmark = pytest.mark.browser

TOWN = "331082106"


def covered_village(warehouse):
    found = village_months(warehouse, TOWN)
    return next(
        code for code, state in zip(found.codes, found.states[-1], strict=True) if STATES[state] == "covered"
    )


def ring(page):
    """The middle of the ring, in pixels of the page."""
    expect(page.locator(".map .village-ring")).to_be_visible()
    box = page.locator(".map .village-ring").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_point_in_a_town_opens_its_village_ringed_with_its_card(page, witness, server, warehouse):
    code = covered_village(warehouse)
    opened(page, server, f"coverage?lang=zh&area={code}&month=2024-10")
    expect(page.locator(".map .villages .chosen")).to_have_count(1)
    x, y = ring(page)
    names = village_workshops(warehouse, code)["name"].tolist()
    card = page.locator(".st-key-coverage_village_table")
    for name in names:
        expect(card).to_contain_text(name)
    page.locator(f".st-key-badge [data-code='{TOWN}']").click()
    expect(page.locator(".map .village-ring")).to_be_hidden()
    page.mouse.click(x, y)
    expect(page).to_have_url(re.compile(f"area={code}&"))
    expect(page.locator(".st-key-badge .trail strong")).to_be_visible()
    assert ring(page) == pytest.approx((x, y), abs=40)  # the breadcrumb may take a line of its own
    assert page.locator("[data-testid=stAlert]").count() == 0
    witness.assert_quiet()


def test_a_village_of_the_list_opens_by_keyboard(page, witness, server):
    opened(page, server, f"coverage?lang=zh&area={TOWN}&month=2024-10")
    row = page.locator(".st-key-coverage_village_table button").first
    code = row.get_attribute("data-open")
    row.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"area={code}&"))
    expect(page.locator(".map .village-ring")).to_be_visible()
    witness.assert_quiet()


def test_a_row_of_the_blank_list_drills_to_its_place(page, witness, server, warehouse):
    first = blank_towns(warehouse, "3310").iloc[0]
    opened(page, server, "coverage?lang=zh&area=3310&month=2024-10")
    table = page.locator(".st-key-panel_coverage_blank [data-testid=stDataFrame]")
    box = table.bounding_box()
    page.mouse.click(box["x"] + 40, box["y"] + 32 + 16)
    expect(page.locator(".st-key-badge .trail")).to_contain_text(first["name"])
    assert f"area={first['code']}" in page.url
    witness.assert_quiet()


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (
            "coverage?area=3310&month=2023-05&measure=key_village_coverage&level=town&layer=areas&classes=quantiles",
            "Map of Taizhou by town, May 2023: Coverage of key assisted villages;",
        ),
        (
            "coverage?area=33&month=2024-03&measure=mountain_town_coverage&level=city&view=change&with=2022-12",
            "Mountain towns covered: change from December 2022 to March 2024",
        ),
        (
            "coverage?area=331127&month=2024-03&layer=villages&type=agritourism",
            "Map of Jingning She Autonomous County by town, March 2024: Coverage of all villages",
        ),
        (
            "?area=3311&month=2023-02&measure=income_increase&view=change&with=2022-08",
            "Map of Lishui by county, February 2023: Income increase: change from August 2022 to February 2023",
        ),
    ],
)
def test_a_cold_link_opens_exactly_this_map(page, witness, server, where, said):
    opened(page, server, f"{where}&lang=en")
    expect(page.locator(".map svg.areas")).to_have_attribute("aria-label", re.compile(re.escape(said)))
    for part in where.partition("?")[2].split("&"):
        assert part in page.url
    witness.assert_quiet()


def test_the_layer_of_points_is_a_choice_and_in_the_address(page, witness, server):
    opened(page, server, "coverage?lang=en&area=33&month=2024-10")
    expect(page.locator(".map canvas.points")).to_be_hidden()
    page.locator(".map .choices").get_by_text("Villages", exact=True).click()
    expect(page.locator(".map canvas.points")).to_be_visible()
    expect(page.locator(".map .legend")).to_contain_text("With a workshop")
    assert "layer=villages" in page.url
    page.locator('.map .area[data-code="331127"]').click()
    expect(page.locator(".st-key-badge .trail")).to_contain_text("Jingning")
    assert "layer=villages" in page.url
    page.locator(".map .choices").get_by_text("Areas", exact=True).click()
    expect(page.locator(".map canvas.points")).to_be_hidden()
    witness.assert_quiet()
