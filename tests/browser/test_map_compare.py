"""Two months of the map: beside each other with one legend, or their change; a link opens exactly that."""

import pytest
from playwright.sync_api import expect

from sharedwealth.indicators import answer
from tests.browser.actions import choose, opened

pytestmark = pytest.mark.browser

FILLS = "(areas) => areas.map((area) => area.getAttribute('fill'))"
VIEW = "(shapes) => shapes.parentNode.getAttribute('transform')"


def fills(page, which):
    return page.locator(f"{which} .area").evaluate_all(FILLS)


def press(page, words):
    page.locator(".map .choices").get_by_text(words, exact=True).click()


RIGHT, LEFT = ".map:not(.twin) > .panes > .pane", ".map.twin"


def test_two_months_stand_side_by_side_with_one_legend_and_move_together(page, witness, server):
    opened(page, server, "coverage?lang=en&area=33&month=2024-10")
    alone = fills(page, ".map")
    press(page, "Side by side")
    expect(page.locator(f"{LEFT} .caption")).to_have_text("October 2023")
    expect(page.locator(f"{RIGHT} > .caption")).to_have_text("October 2024")
    expect(page.locator(f"{LEFT} .area")).to_have_count(90)
    assert "view=both" in page.url
    assert "with=2023-10" in page.url
    assert fills(page, RIGHT) == alone
    earlier = fills(page, LEFT)
    assert earlier != alone
    expect(page.locator(".map .legend:visible")).to_have_count(1)
    page.locator(f"{LEFT} .buttons button").first.click()
    left, right = (page.locator(f"{each} .shapes").evaluate(VIEW) for each in (LEFT, RIGHT))
    assert left == right
    assert "scale" in left
    second = page.context.new_page()
    second.goto(page.url)
    expect(second.locator(f"{LEFT} .area")).to_have_count(90)
    assert (fills(second, LEFT), fills(second, RIGHT)) == (earlier, alone)
    witness.assert_quiet()


def test_a_click_on_the_other_month_drills_too(page, witness, server):
    opened(page, server, "coverage?lang=en&area=33&month=2024-10&view=both&with=2023-04")
    page.locator(f'{LEFT} .area[data-code="331127"]').click()
    expect(page.locator(".st-key-badge .trail")).to_contain_text("Jingning")
    assert "view=both" in page.url
    witness.assert_quiet()


def test_the_change_map_shows_the_difference_of_the_two_months(page, witness, server, warehouse):
    opened(page, server, "coverage?lang=en&area=33&month=2024-10&level=city")
    press(page, "Change")
    page.locator(".map select[data-choice=with]").select_option(label="June 2023")
    expect(page.locator(".map .legend-title")).to_contain_text(
        "June 2023 to October 2024 (percentage points)"
    )
    assert "view=change" in page.url
    assert "with=2023-06" in page.url
    told = [answer(warehouse, "village_coverage", month=each, by="city") for each in ("2023-06", "2024-10")]
    for area, name, before, after in zip(
        told[0]["area"], told[0]["area_name"], told[0]["value"], told[1]["value"], strict=True
    ):
        spoken = page.locator(f'.map .area[data-code="{area}"]').get_attribute("aria-label")
        assert f"+{100 * (after - before):.1f}" in spoken, name
    witness.assert_quiet()


def test_totals_change_as_circles_up_and_down(page, witness, server):
    opened(page, server, "?lang=en&area=33&month=2024-02&view=change&with=2024-01&measure=people_at_work")
    circles = page.locator(".map .mark.circle:visible")
    expect(circles).not_to_have_count(0)
    assert len(set(circles.evaluate_all("(marks) => marks.map((mark) => mark.getAttribute('fill'))"))) >= 1
    expect(page.locator(".map .legend")).to_contain_text("Fallen")
    choose(page, "month", "March 2024")
    expect(page.locator(".map .legend-title")).to_contain_text("January 2024 to March 2024")
    witness.assert_quiet()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("view=upside-down", "The map has no view “upside-down”."),
        ("view=both&with=1999-01", "There are no ledgers of January 1999"),
        ("view=both&with=soon", "“soon” is not a month"),
    ],
)
def test_a_wrong_choice_in_the_address_is_said(page, server, asked, sentence):
    opened(page, server, f"coverage?lang=en&area=33&month=2024-10&{asked}")
    expect(page.locator("[data-testid=stMain]")).to_contain_text(sentence)
