"""The page of employment: who comes and goes, households, the way to work, training; read and taken away."""

import csv
import io

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from sharedwealth.text import t, using
from tests.browser.actions import opened

pytestmark = pytest.mark.browser


def taken_away(page, key):
    """The rows of the table behind a panel, as its CSV has them."""
    page.locator(f".st-key-twin_{key} summary").first.click()
    with page.expect_download() as download:
        page.locator(f".st-key-csv_{key} button").click()
    return list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_flows_households_journeys_and_training_are_read_and_taken_away(page, witness, server, language):
    opened(page, server, f"employment?area=331082&lang={language}")
    with using(language):
        flows = page.locator(".st-key-panel_employment_flows")
        expect(flows).to_contain_text("joined for the first time" if language == "en" else "首次新进")
        households = page.locator(".st-key-panel_employment_low_income_households")
        expect(households).to_contain_text(
            t("The ledgers of the month name the household of every low-income person.")
        )
        expect(page.locator(".st-key-panel_employment_low_income_people")).not_to_contain_text(
            t("of all households since the start")
        )
        travel = page.locator(".st-key-panel_employment_travel")
        travel.scroll_into_view_if_needed()  # what is not in view is not drawn yet
        settled(page)
        for words in ("Same village", "30 km and more"):
            expect(travel).to_contain_text(t(words))
        training = page.locator(".st-key-panel_employment_training")
        training.scroll_into_view_if_needed()
        settled(page)
        expect(training).to_contain_text(
            t(
                "Attendances, not different people: who attends two sessions counts twice, and ledgers name nobody."
            )
        )
        rows = taken_away(page, "employment_travel")
        people, status = rows[0].index(t("People")), rows[0].index(t("Status"))
        hidden = [row for row in rows[1:] if row[status] == t("Fewer than 10, not shown")]
    assert len(rows) == 1 + (3 + 6) * 10  # three groups, six types
    assert len(hidden) > 1
    assert all(row[people] == "" for row in hidden)
    assert not any(row[people].isdigit() and 0 < int(row[people]) < 10 for row in rows[1:])
    witness.assert_quiet()


def test_a_town_names_the_county_that_has_more_and_the_first_month_has_no_flows(page, witness, server):
    opened(page, server, "employment?area=331082112&lang=en")
    expect(page.get_by_text("choose Linhai City to see them")).to_be_visible()
    assert page.locator(".st-key-panel_employment_travel").count() == 0
    expect(page.locator(".st-key-panel_employment_training")).to_be_visible()
    opened(page, server, "employment?lang=en&month=2022-06")
    expect(page.locator(".st-key-panel_employment_flows")).to_contain_text("first month with ledgers")
    witness.assert_quiet()
