"""The map on its pages: click, keyboard and breadcrumb drill; what is drawn is what the indicator answers."""

import pytest
from playwright.sync_api import expect

from tests.browser.actions import choose, opened

pytestmark = pytest.mark.browser


def area(page, code):
    return page.locator(f'.map [data-code="{code}"]').first


def test_a_click_drills_and_the_breadcrumb_leads_up(page, witness, server):
    opened(page, server, "coverage?lang=en&area=3310&month=2024-10")
    area(page, "331082").click()
    expect(page.locator(".st-key-badge .trail")).to_contain_text("Linhai")
    assert "area=331082" in page.url
    page.locator(".st-key-badge [data-code='3310']").click()
    expect(page.locator(".st-key-badge .trail")).not_to_contain_text("Linhai")
    assert "area=3310&" in page.url + "&"
    witness.assert_quiet()


def test_every_county_is_on_the_province_map(page, server):
    opened(page, server, "coverage?lang=zh&area=33&month=2024-10")
    assert page.locator(".map path[data-code]").count() >= 90


def test_villages_are_points_in_a_city(page, witness, server):
    opened(page, server, "coverage?lang=zh&area=3310&month=2024-10")
    assert page.locator(".map canvas.points").count() == 1
    witness.assert_quiet()


def test_the_map_node_lives_on_when_a_filter_changes(page, server):
    opened(page, server, "coverage?lang=en&area=33&month=2024-10")
    page.locator(".map svg.areas").evaluate("(drawing) => { drawing.dataset.mine = 'yes' }")
    choose(page, "month", "April 2023")
    expect(page.locator(".st-key-badge")).to_contain_text("April 2023")
    expect(page.locator(".map svg.areas")).to_have_attribute("data-mine", "yes")


COVERED = """
(canvas) => {
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
  const ratio = canvas.width / canvas.getBoundingClientRect().width
  const { left, top } = canvas.getBoundingClientRect()
  const all = [...canvas.parentElement.querySelectorAll(".labels .label")]
  const names = all.filter((node) => node.getClientRects().length)
  return names.map((node) => {
    const box = node.getBoundingClientRect()
    const middle = (box.top + box.bottom) / 2
    let inked = 0
    for (let y = middle - 4; y < middle + 4; y += 1)
      for (let x = box.left; x < box.right; x += 1)
        inked += pixels[4 * (Math.round((y - top) * ratio) * canvas.width + Math.round((x - left) * ratio)) + 3] > 0
    return [node.dataset.code, inked]
  })
}
"""


def test_towns_names_stand_beside_villages_and_not_on_them(page, server):
    page.set_viewport_size({"width": 1920, "height": 1080})
    opened(page, server, "coverage?lang=zh&area=331124&month=2024-10")
    expect(page.locator(".map .legend-rows .legend-count").first).not_to_have_text("0")
    found = page.locator(".map canvas.points").evaluate(COVERED)
    assert len(found) >= 15, "the county has 19 towns, nearly all of which are named"
    assert sum(inked > 0 for _, inked in found) <= 1
