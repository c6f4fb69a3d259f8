"""How areas are put into classes is said in the legend and chosen there; a link keeps it."""

import pytest
from playwright.sync_api import expect

from tests.browser.actions import opened

pytestmark = pytest.mark.browser


def legend(page):
    return page.locator(".map .legend-label").all_inner_texts()


def test_the_classes_are_chosen_in_the_legend_and_kept_in_the_address(page, witness, server):
    opened(page, server, "coverage?lang=en&area=33&month=2024-10")
    expect(page.locator(".map .legend-label").first).to_have_text("100%")
    steps = legend(page)
    page.locator(".map .legend-choice select").select_option(label="Natural breaks")
    expect(page.locator(".map .legend-method")).to_contain_text("Natural breaks (Fisher-Jenks)")
    assert "classes=breaks" in page.url
    breaks = legend(page)
    assert breaks != steps
    page.locator(".map .legend-choice select").select_option(label="Quantiles")
    expect(page.locator(".map .legend-method")).to_contain_text("Quantiles of all months together")
    assert legend(page) not in (steps, breaks)
    second = page.context.new_page()
    opened(second, server, "coverage?lang=en&area=33&month=2024-10&classes=breaks")
    assert legend(second) == breaks
    second.locator(".map .slider").focus()
    second.keyboard.press("Home")
    expect(second.locator(".map .said")).to_have_text("June 2022")
    assert legend(second)[:5] == breaks[:5]
    witness.assert_quiet()


def test_a_way_that_there_is_not_is_said(page, server):
    opened(page, server, "coverage?lang=en&classes=guess")
    expect(page.locator("[data-testid=stMain]")).to_contain_text("There is no way “guess” of putting areas")
