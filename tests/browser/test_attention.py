"""The attention list as a reader uses it: narrowed, followed to a place, taken away; rules with a fault are told."""

import openpyxl
import pytest
from playwright.sync_api import expect

from sharedwealth.attention import finding, reading, telling, wages
from sharedwealth.bench.browser import served, settled
from sharedwealth.text import t, using
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.browser.actions import opened
from tests.browser.installations import copied

pytestmark = pytest.mark.browser
ROWS = ".st-key-attention_list_rows [data-testid=stDataFrame]"


def panel(page):
    return page.locator(".st-key-panel_attention_list")


@pytest.fixture(scope="module")
def found(installation):
    warehouse = open_snapshot(snapshots.current(installation))
    yield finding.find(
        warehouse, reading.rules(installation), wages.of_file(wages.path(installation)), "2024-10"
    )
    warehouse.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_is_narrowed_and_taken_away(page, witness, server, found, tmp_path, language):
    opened(page, server, f"attention?lang={language}&month=2024-10")
    with using(language):
        said = telling.headline(telling.summary(found, "33", None))
        unknown = telling.unknown(
            telling.summary(found, "33", None), "2024年10月" if language == "zh" else "October 2024"
        )
        numbers = t("The numbers")
    expect(page.get_by_role("heading", name=said)).to_be_visible()
    expect(page.get_by_text(unknown)).to_be_visible()
    page.locator(".st-key-choice_level").get_by_text("▲").click()
    red = telling.narrowed(found, "33", None, "red")
    expect(panel(page)).to_contain_text(f"{len(red)}条" if language == "zh" else f"{len(red)} hits")
    assert "level=red" in page.url
    panel(page).get_by_text(numbers).click()
    with page.expect_download() as taken:
        page.locator(".st-key-excel_attention_list button").click()
    taken.value.save_as(tmp_path / "list.xlsx")
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    assert book.worksheets[0].max_row == 1 + len(red)
    assert book.worksheets[1].max_row >= 6
    witness.assert_quiet()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_fits_the_page(page, server, language):
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(page, server, f"attention?lang={language}&month=2024-10")
    rows = page.locator(f"{ROWS} .dvn-scroller")
    assert rows.evaluate("rows => rows.scrollWidth <= rows.clientWidth")


def test_a_row_is_followed_to_its_place(page, server, found):
    opened(page, server, "attention?lang=en&month=2024-10&rule=one_enterprise_town")
    town = telling.narrowed(found, "33", None, "all", "one_enterprise_town")["area"].iloc[0]
    expect(panel(page)).to_contain_text("tied to one enterprise")
    page.locator(ROWS).click(position={"x": 330, "y": 48})
    page.wait_for_url(f"**area={town}**")
    settled(page)
    expect(panel(page)).to_contain_text("1 hit")
    assert "rule=one_enterprise_town" in page.url


def test_nothing_found_is_a_sentence_and_no_empty_table(page, server):
    opened(page, server, "attention?lang=en&month=2024-10&rule=no_ledger")
    expect(panel(page)).to_contain_text("No hit of this level and rule in Zhejiang Province in October 2024.")
    expect(page.locator(ROWS)).to_have_count(0)


def test_a_rule_that_does_not_exist_is_told(page, server):
    opened(page, server, "attention?lang=en&rule=no_legder")
    expect(page.get_by_text("There is no rule “no_legder” in force.")).to_be_visible()
    expect(page.locator(".st-key-way_back")).to_be_visible()


def test_rules_with_a_fault_are_told_with_their_line_and_a_way_back(page, installation, tmp_path):
    own = copied(installation, tmp_path)
    rules = own.data / "attention" / "operator" / "rules.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text("- key: mine\n  measure: no_ledger\n  of: county\n  level: pink\n", encoding="utf-8")
    with served(own) as server:
        opened(page, server, "attention?lang=en")
        expect(
            page.get_by_text("rules.yaml, line 4: “pink” is no level; possible: red, yellow.")
        ).to_be_visible()
        rules.write_text("- key: mine\n  measure: no_ledger\n  of: county\n  level: red\n", encoding="utf-8")
        page.reload()
        settled(page)
        expect(page.locator(".st-key-panel_attention_rules")).to_contain_text("No ledger")
        rules.write_text("", encoding="utf-8")
        page.reload()
        page.locator(".st-key-way_back button").click()
        expect(page).not_to_have_url("**/attention**")


def test_a_workshop_of_the_list_says_so_in_its_profile(page, witness, server, found):
    hit = found.hits[found.hits["of"] == "workshop"].iloc[0]
    opened(page, server, f"workshop?lang=en&month=2024-10&workshop={hit['workshop']}")
    with using("en"):
        title = next(rule.title() for rule in found.rules if rule.key == hit["rule"])
    alerts = page.locator(".st-key-panel_workshop_alerts")
    expect(alerts).to_contain_text("1 rule hits it")
    expect(alerts.locator("table")).to_contain_text(title)
    witness.assert_quiet()
