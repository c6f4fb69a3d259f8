"""The area's chooser: typed into, walked through with the keys, and picked with the pointer."""

import re

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import opened

pytestmark = pytest.mark.browser

POINTED = ".area .pointed"


def field(page):
    return page.get_by_role("combobox", name="Area")


def lines(page):
    return page.locator(".area [role=option]")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("临海", "Taizhou › Linhai City"),
        ("lh", "Taizhou › Linhai City"),
        ("LINHAI", "Taizhou › Linhai City"),
        ("linhaishi", "Taizhou › Linhai City"),
        ("taizhou linhai", "Taizhou › Linhai City"),
        ("331082", "Taizhou › Linhai City"),
        ("台州市 › 临海市", "Taizhou › Linhai City"),
        ("yueqing", "Wenzhou › Yueqing City"),
        ("丽水", "Lishui"),
        ("zhejiang", "Zhejiang Province"),
        ("杜桥", "Taizhou › Linhai City › Duqiao Town"),
    ],
)
def test_a_place_is_found_however_it_is_typed(page, witness, server, typed, first):
    opened(page, server, "targets?lang=en")
    field(page).fill(typed)
    expect(lines(page).first).to_have_text(first)
    expect(page.locator(POINTED)).to_have_text(first)
    witness.assert_quiet()


def test_the_keys_walk_pick_and_leave(page, witness, server):
    opened(page, server, "targets?area=33&month=2024-10&lang=en")
    field(page).focus()
    page.keyboard.press("ArrowDown")
    expect(lines(page)).to_have_count(102)
    expect(page.locator(POINTED)).to_have_text("Zhejiang Province")
    for key in ("ArrowUp", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator(POINTED)).to_have_text("Hangzhou")
    assert field(page).get_attribute("aria-activedescendant") == page.locator(POINTED).get_attribute("id")
    page.keyboard.press("Escape")
    expect(lines(page).first).to_be_hidden()
    expect(field(page)).to_have_value("Zhejiang Province")
    page.keyboard.type("rui")  # over what was selected; none of it is a key of the page
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area=330381"))
    expect(page.locator(".st-key-badge .trail strong")).to_have_text("Rui'an City")
    expect(field(page)).to_have_value("Wenzhou › Rui'an City")
    assert "month=2024-10" in page.url
    witness.assert_quiet()


def test_what_fits_nothing_is_said_and_changes_nothing(page, witness, server):
    opened(page, server, "targets?area=3310&lang=en")
    field(page).fill("Atlantis")
    expect(page.locator(".area .note")).to_contain_text("No place is called so.")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".area .note")).to_be_hidden()
    expect(field(page)).to_have_value("Taizhou")
    assert "area=3310" in page.url
    witness.assert_quiet()


def test_in_a_county_its_towns_are_listed_too(page, witness, server, warehouse):
    opened(page, server, "targets?area=331082&lang=en")
    field(page).click()
    towns = warehouse.query("SELECT count(*) AS n FROM places WHERE length(code) = 9 AND code LIKE '331082%'")
    expect(lines(page)).to_have_count(102 + int(towns["n"].iloc[0]))
    expect(page.locator(".area [aria-selected=true]")).to_have_text("Taizhou › Linhai City")
    expect(page.locator(".area [aria-selected=true]")).to_be_in_viewport()
    witness.assert_quiet()


def test_another_way_of_going_there_is_written_in_the_field(page, witness, server):
    opened(page, server, "coverage?area=331082&month=2024-10&lang=en")
    field(page).click()  # the names have come
    page.keyboard.press("Escape")
    page.locator(".st-key-badge [data-code='3310']").click()
    expect(field(page)).to_have_value("Taizhou")
    expect(page).to_have_url(re.compile("area=3310(&|$)"))
    settled(page)
    expect(field(page)).to_have_value("Taizhou")
    witness.assert_quiet()


def test_a_list_that_does_not_come_is_said(page, server):
    page.route("**/areas/*", lambda route: route.abort())
    opened(page, server, "targets?area=3310&lang=en")
    field(page).click()
    expect(page.locator(".area .note")).to_contain_text("has not come")
    page.unroute("**/areas/*")
    page.keyboard.press("Escape")
    field(page).fill("lh")
    expect(lines(page).first).to_have_text("Taizhou › Linhai City")
