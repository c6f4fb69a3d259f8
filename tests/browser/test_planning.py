"""The planner as a reader uses it: a plan worked out, drawn and taken away; stopped; wrong input is told."""

import re

import openpyxl
import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from sharedwealth.text import t, using
from tests.browser.actions import opened

pytestmark = pytest.mark.browser
PATIENCE = 60_000


def panel(page, name="planner"):
    return page.locator(f".st-key-panel_{name}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_plan_is_worked_out_drawn_and_taken_away(page, witness, server, tmp_path, language):
    opened(page, server, f"planning?lang={language}&area=330328&month=2024-10&goal=villages&n=4&within=2")
    page.locator(".st-key-plan_begin button").click()
    with using(language):
        proven = t("Proven to be the best: no other plan reaches more with as many workshops.")
        site = t("Proposed workshop")
    expect(panel(page)).to_contain_text(proven, timeout=PATIENCE)
    settled(page)
    legend = page.locator(
        ".st-key-blank_map_drawn .legend-row", has_text=re.compile(rf"^{re.escape(site)}\s*\d")
    )
    expect(legend.locator(".legend-count")).to_have_text("4")
    with page.expect_download() as taken:
        page.locator(".st-key-excel_plan_sites_table button").click()
    file = tmp_path / "plan.xlsx"
    taken.value.save_as(file)
    rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + 4
    assert all(str(row[4]).startswith("330328") for row in rows[1:])
    witness.assert_quiet()


def test_the_work_can_be_stopped(page, server):
    # All villages of the province at a kilometre: many thousand rows, so that there is time to change one's mind.
    opened(page, server, "planning?lang=en&area=33&month=2022-06&goal=villages&n=300&within=2")
    page.locator(".st-key-plan_begin button").click()
    page.locator(".st-key-plan_stop button").click()
    expect(panel(page)).to_contain_text("The work was stopped.", timeout=PATIENCE)
    expect(page.locator(".st-key-plan_begin button")).to_be_enabled()


def test_a_number_that_cannot_be_is_told_where_it_was_typed(page, server):
    opened(page, server, "planning?lang=en&area=330328&month=2024-10&goal=villages&n=4&within=2")
    field = page.locator(".st-key-plan_n input")
    field.fill("0")
    field.press("Enter")
    settled(page)
    page.locator(".st-key-plan_begin button").click()
    expect(panel(page)).to_contain_text("The number of new workshops must be at least 1.", timeout=PATIENCE)
    assert "n=0" in page.url


def test_a_word_in_the_address_that_is_no_number_is_told(page, server):
    opened(page, server, "planning?lang=en&area=330328&n=many")
    expect(page.get_by_text("“many” is no number that the planner can take.")).to_be_visible()


def test_blank_places_stand_with_their_nearest_workshop(page, server):
    opened(page, server, "planning?lang=en&area=33&month=2024-10&list=mountain_towns")
    expect(panel(page, "blank_places")).to_contain_text("Blank towns of the mountainous counties: 17")
