"""A workshop is searched, opened, and left again for the same list."""

import io
import re

import pandas as pd
import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from sharedwealth.indicators.workshop_directory import Narrowing, listed, narrowed, ordered
from sharedwealth.indicators.workshop_search import found, index
from sharedwealth.numbers import plain
from tests.browser.actions import choose, opened

pytestmark = pytest.mark.browser

TABLE = ".st-key-workshops_table table"


@pytest.fixture(scope="module")
def everything(warehouse):
    return listed(warehouse)


def search(page, words):
    box = page.get_by_label("Search", exact=True)
    box.fill(words)
    box.press("Enter")


def in_english(names, warehouse):
    """示例工坊 台州 0219 as an English page calls it, by the register's names of cities."""
    cities = warehouse.query("SELECT name_zh, name_en FROM places WHERE level = 'city'")
    english = dict(zip(cities["name_zh"].str.removesuffix("市"), cities["name_en"], strict=True))
    parts = (name.split(" ") for name in names)
    return [f"Demo workshop {english[city]} {number}" for _, city, number in parts]


def test_initials_find_a_workshop_and_the_way_back_keeps_the_search(
    page, witness, server, warehouse, everything
):
    opened(page, server, "workshops?lang=en&area=3310")
    search(page, "cd")
    page.wait_for_url("**q=cd**")
    settled(page)
    expected = ordered(found(narrowed(everything, Narrowing("3310")), index(warehouse), "cd"), "people")
    assert {"彩灯"} <= set(expected["product"])
    expect(page.locator(".st-key-panel_workshops")).to_contain_text(f"{plain(len(expected))} of ")
    names = page.locator(f"{TABLE} tbody a").all_inner_texts()
    english = in_english(expected["name"], warehouse)
    assert names == english[:50]
    page.locator(f"{TABLE} tbody a").first.click()
    page.wait_for_url("**/workshop?**")
    settled(page)
    expect(page.locator("[data-testid=stMain]")).to_contain_text(english[0])
    page.go_back()
    page.wait_for_url("**/workshops?**q=cd**")
    expect(page.locator(f"{TABLE} tbody a").first).to_have_text(english[0])
    expect(page.get_by_label("Search", exact=True)).to_have_value("cd")
    page.locator(f"{TABLE} tbody a").nth(1).click()
    page.wait_for_url("**/workshop?**")
    page.get_by_role("link", name="All workshops").click()
    page.wait_for_url("**/workshops?**")
    expect(page.get_by_label("Search", exact=True)).to_have_value("cd")
    assert "area=3310" in page.url
    witness.assert_quiet()


def test_filters_stand_in_the_address_and_pages_follow_one_another(page, server, warehouse, everything):
    opened(page, server, "workshops?lang=en&area=33")
    page.locator(".st-key-choice_state input").click()
    page.get_by_role("option", name="Closed", exact=True).click()
    page.wait_for_url("**state=closed**")
    expected = ordered(narrowed(everything, Narrowing(state="closed")), "people")
    expect(page.locator(".st-key-panel_workshops")).to_contain_text(f"{plain(len(expected))} of 11,145")
    page.get_by_role("button", name="Further").click()
    page.wait_for_url("**page=2**")
    settled(page)
    names = page.locator(f"{TABLE} tbody a").all_inner_texts()
    assert names == in_english(expected["name"].iloc[50:100], warehouse)
    choose(page, "type", "Agritourism")
    page.wait_for_url("**type=agritourism**")
    both = narrowed(expected, Narrowing(workshop_type="agritourism"))
    expect(page.locator(".st-key-panel_workshops")).to_contain_text(f"{plain(len(both))} of 11,145")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("workshops?lang=en&stars=9", "no workshops of “9” stars"),
        ("workshops?lang=en&state=asleep", "no state “asleep”"),
        ("workshops?lang=en&product=moon", "No workshop makes “moon”"),
        ("workshops?lang=en&page=x", "no page “x”"),
        ("workshop?lang=en&workshop=nothing", "no workshop “nothing”"),
        ("workshops?lang=zh&mode=x", "没有“x”这种运营方式"),
    ],
)
def test_a_wrong_value_is_a_sentence(page, server, query, sentence):
    opened(page, server, query)
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(sentence)


def test_nothing_found_says_what_to_do(page, server, everything):
    opened(page, server, "workshops?lang=en&area=331082&q=xyzzy&stars=5")
    panel = page.locator(".st-key-panel_workshops")
    expect(panel).to_contain_text("No workshop fits")
    panel.get_by_role("button", name="Clear search and filters").click()
    inside = len(narrowed(everything, Narrowing("331082")))
    expect(panel).to_contain_text(f"{plain(inside)} workshops")


def test_the_file_holds_what_was_found_and_tells_no_few_people(page, server, everything):
    opened(page, server, "workshops?lang=zh&area=331082&sort=name")
    page.locator(".st-key-twin_workshops summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    frame = pd.read_csv(io.BytesIO(download.value.path().read_bytes()), dtype=str, keep_default_na=False)
    expected = ordered(narrowed(everything, Narrowing("331082")), "name")
    assert frame["编号"].tolist() == expected["workshop_id"].tolist()
    for column in ("当月在岗", "在岗低收入农户", "月增收的n"):
        numbers = pd.to_numeric(frame[column], errors="coerce")
        assert not numbers.isin(range(1, 10)).any(), column
    assert (frame["当月在岗"] == "<10").sum() == (expected["people_status"] == "suppressed").sum()


def test_a_profile_says_what_is_told_and_why_not(page, witness, server, warehouse, everything):
    told = everything[(everything["people"] > 50) & everything["median"].notna()].iloc[0]
    opened(page, server, f"workshop?lang=en&month=2024-10&workshop={told['key']}")
    cards = page.locator(".st-key-workshop_people .card")
    expect(cards.nth(0)).to_contain_text(plain(told["people"]))
    expect(cards.nth(2)).to_contain_text(f"median {plain(told['median'])} · n = {plain(told['n'])}")
    expect(page.locator(".st-key-workshop_alike_table tbody tr")).to_have_count(5)
    hidden = everything[everything["people_status"] == "suppressed"].iloc[0]
    opened(page, server, f"workshop?lang=en&month=2024-10&workshop={hidden['key']}")
    expect(page.locator(".st-key-workshop_people .value").first).to_have_text("<10")
    fresh = everything[everything["opened_month"] > "2024-01-31"].iloc[0]
    opened(page, server, f"workshop?lang=zh&month=2023-03&workshop={fresh['key']}")
    expect(page.locator(".st-key-workshop_standing")).to_contain_text("2023年3月时尚未开办")
    assert page.locator(".st-key-workshop_people").count() == 0
    silent = everything[(everything["people_status"] == "no_data") & ~everything["is_closed"]].iloc[0]
    opened(page, server, f"workshop?lang=en&month=2024-10&workshop={silent['key']}")
    expect(page.locator(".st-key-workshop_standing")).to_contain_text("has sent no ledger of October 2024")
    witness.assert_quiet()


def test_an_enterprise_opens_the_list_of_its_workshops(page, server, warehouse):
    ties = warehouse.query(
        "SELECT credit_code, min(workshop_id) AS workshop, count(DISTINCT workshop_id) AS n FROM partnerships "
        "WHERE ended_month IS NULL GROUP BY credit_code HAVING n > 2 ORDER BY credit_code LIMIT 1"
    ).iloc[0]
    opened(page, server, f"workshop?lang=en&month=2024-10&workshop={ties['workshop']}")
    page.locator(f'.st-key-workshop_partners_table [data-open="{ties["credit_code"]}"]').first.click()
    page.wait_for_url(re.compile(rf"/workshops\?.*q={ties['credit_code']}"))
    every = warehouse.query(
        "SELECT count(DISTINCT (county_code, workshop_id)) AS n FROM partnerships WHERE credit_code = $code",
        {"code": ties["credit_code"]},
    )
    expect(page.locator(f"{TABLE} tbody tr")).to_have_count(int(every["n"].iloc[0]))


def test_a_pin_on_the_map_leads_to_the_profile(page, witness, server, warehouse, everything):
    active = everything[~everything["is_closed"]]
    towns = active["village_code"].str[:9]
    one = active[~towns.duplicated(keep=False)].iloc[0]
    opened(page, server, f"coverage?lang=en&area={one['village_code'][:9]}&month=2024-10&layer=workshops")
    at = page.locator(".map canvas.points[data-gathered]").get_attribute("data-gathered").split()
    box = page.locator(".map canvas.points").bounding_box()
    page.mouse.click(box["x"] + int(at[0]), box["y"] + int(at[1]))
    page.locator(".map .pin a").click()
    page.wait_for_url(f"**/workshop?**workshop={one['key']}**")
    expect(page.locator("[data-testid=stMain]")).to_contain_text(one["name"])
    witness.assert_quiet()
