"""The map's months: slider, play button and keys; playing asks the server nothing, and the page follows at a pause."""

import re

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from tests.browser.actions import choose, opened

pytestmark = pytest.mark.browser

PROVINCE = "coverage?lang=en&area=33&month=2024-10"
TAIZHOU = "coverage?lang=en&area=3310&month=2024-10&level=town"


class Months:
    """What a reader sees of the map's months."""

    def __init__(self, page, server, where):
        self.page = page
        self.fetched = []
        page.on("response", lambda answer: "/months/" in answer.url and self.fetched.append(answer))
        opened(page, server, where)
        page.wait_for_function(
            "() => performance.getEntriesByType('resource').some((got) => /months/.test(got.name) && got.responseEnd)"
        )

    def part(self, selector):
        return self.page.locator(f".map {selector}")

    def said(self):
        return self.part(".said").inner_text()

    def slider(self):
        return self.part(".slider")

    def is_one_with_the_select(self):
        """Both read at the same moment: the months go on passing."""
        return self.page.evaluate(
            """() => {
              const roots = [...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean)
              const find = (selector) => roots.map((root) => root.querySelector(selector)).find(Boolean)
              const select = find('select[name=month]')
              return select.selectedOptions[0].textContent === find('.map .said').textContent
            }"""
        )

    def fills(self):
        return self.part(".area").evaluate_all("(areas) => areas.map((area) => area.getAttribute('fill'))")

    def classes(self):
        return self.part(".legend-label").all_inner_texts()


def test_a_step_of_the_page_is_painted_once_at_once_and_not_again_by_the_answer(province):
    page, painted = province.page, lambda: int(page.locator(".map").first.get_attribute("data-painted"))
    before = painted()
    choose(page, "month", "September 2024")
    assert painted() == before + 1, "before the server has answered"
    expect(page.locator(".st-key-badge")).to_contain_text("As of September 2024")
    settled(page)
    assert painted() == before + 1


@pytest.fixture
def province(page, server, witness):
    yield Months(page, server, PROVINCE)
    witness.assert_quiet()


def test_playing_goes_through_the_months_and_asks_the_server_nothing(province, page):
    said = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda event: said.append(event["response"]))
    now, classes = province.fills(), province.classes()[:6]
    province.slider().focus()
    page.keyboard.press("Home")
    expect(province.part(".said")).to_have_text("June 2022")
    expect(page.locator(".st-key-badge")).to_contain_text("As of June 2022")
    page.wait_for_timeout(500)
    then = province.fills()
    assert then != now
    said.clear()
    fetched = len(province.fetched)
    province.part(".play").click()
    expect(province.part(".said")).to_have_text(re.compile("(August|September|October|November) 2022"))
    assert province.fills() not in (now, then)
    assert province.classes()[:6] == classes
    expect(province.part(".moment")).to_be_visible()
    assert province.part(".moment").evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)") >= 24
    assert province.is_one_with_the_select()
    assert said == []
    assert len(province.fetched) == fetched
    assert "month=2022-06" in page.url


def test_at_a_pause_the_month_is_in_the_address_and_the_page_follows(province, page, server):
    province.slider().focus()
    page.keyboard.press("Home")
    expect(page.locator(".st-key-badge")).to_contain_text("As of June 2022")
    page.keyboard.press(" ")
    expect(province.part(".play")).to_have_attribute("aria-label", "Pause")
    expect(province.part(".said")).to_have_text(re.compile("(July|August|September|October) 2022"))
    page.keyboard.press(" ")
    expect(province.part(".play")).to_have_attribute("aria-label", "Play the months")
    paused = province.said()
    expect(page.locator(".st-key-badge")).to_contain_text(f"As of {paused}")
    expect(province.part(".moment")).to_be_hidden()
    assert re.search(r"month=2022-\d\d", page.url)
    fills = province.fills()
    second = page.context.new_page()
    link = page.url.removeprefix(f"{server}/")
    again = Months(second, server, link)
    assert again.said() == paused
    assert again.fills() == fills


def test_the_arrow_keys_step_and_the_ends_are_one_key_away(province, page):
    province.slider().focus()
    page.keyboard.press("ArrowLeft")
    expect(province.part(".said")).to_have_text("September 2024")
    expect(page.locator(".st-key-badge")).to_contain_text("As of September 2024")
    page.keyboard.press("End")
    expect(page.locator(".st-key-badge")).to_contain_text("As of October 2024")
    assert province.slider().get_attribute("aria-valuetext") == "October 2024"


def test_the_month_of_the_page_and_the_slider_are_one(province, page):
    choose(page, "month", "April 2023")
    expect(province.part(".said")).to_have_text("April 2023")
    expect(page.locator(".st-key-badge")).to_contain_text("As of April 2023")
    expect(province.part(".said")).to_have_text("April 2023")


def test_villages_light_up_as_the_months_pass(page, server, witness):
    months = Months(page, server, TAIZHOU)
    covered = months.part(".legend-row").filter(has_text="With a workshop").locator(".legend-count").first
    now = int(covered.inner_text().replace(",", ""))
    months.slider().focus()
    page.keyboard.press("Home")
    expect(months.part(".said")).to_have_text("June 2022")
    assert int(covered.inner_text().replace(",", "")) < now
    witness.assert_quiet()


def test_all_months_travel_once_and_are_small(province, page):
    assert len(province.fetched) == 1
    size = page.evaluate(
        "() => performance.getEntriesByType('resource').find(({ name }) => /months/.test(name)).encodedBodySize"
    )
    assert 1_000 < size < 20_000
    choose(page, "month", "April 2023")
    expect(page.locator(".st-key-badge")).to_contain_text("As of April 2023")
    assert len(province.fetched) == 1


def test_only_months_that_a_page_has_named_can_be_fetched(page, server):
    assert page.request.get(f"{server}/months/0123456789abcdef0123456789abcdef.json").status == 404
