"""Points on the map by keyboard: stepped through, ringed, said, and opened."""

import pytest
from playwright.sync_api import expect

from sharedwealth.indicators.workshop_points import workshop_months
from tests.browser.actions import opened

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("whole_map_in_sight")]
SAID = ".map .spoken"


def focus(page):
    page.locator('.map .area[tabindex="0"]').focus()


def places(page):
    """Where the circles and points in sight stand on the stage, in reading order, with their numbers."""
    canvas = page.locator(".map canvas.points[data-gathered]")
    canvas.wait_for()
    told = [tuple(map(int, each.split())) for each in canvas.get_attribute("data-gathered").split(",")]
    box = canvas.bounding_box()
    seen = [each for each in told if 0 <= each[0] <= box["width"] and 0 <= each[1] <= box["height"]]
    return sorted(seen, key=lambda each: (each[1] // 48, each[0]))


def ringed(page):
    ring = page.locator(".map .stop-ring")
    return tuple(round(float(ring.get_attribute(name))) for name in ("cx", "cy"))


def test_circles_are_stepped_through_and_opened_by_key(page, witness, server, warehouse):
    found = workshop_months(warehouse)
    active = found.is_active[-1]
    towns = [code[:9] for code, is_active in zip(found.villages, active, strict=True) if is_active]
    town = max(set(towns), key=towns.count)
    opened(page, server, f"coverage?lang=en&area={town}&month=2024-10&layer=workshops&level=town")
    expect(page.locator("#map-keys")).to_contain_text("N and P step through the points in sight")
    order = places(page)
    focus(page)
    expect(page.locator(".map .stop-ring")).to_be_hidden()
    page.keyboard.press("n")
    expect(page.locator(".map .stop-ring")).to_be_visible()
    visited = [ringed(page)]
    for _ in order[1:]:
        page.keyboard.press("n")
        visited.append(ringed(page))
    assert len(set(visited)) == len(order), "every point once"
    page.keyboard.press("n")
    assert ringed(page) == visited[0], "and round again"
    page.keyboard.press("p")
    assert ringed(page) == visited[-1]
    while "close to one another" not in page.locator(SAID).inner_text():
        page.keyboard.press("n")
    before = page.locator(".map .shapes").evaluate("(shapes) => shapes.getScreenCTM().a")
    page.keyboard.press("Enter")
    assert page.locator(".map .shapes").evaluate("(shapes) => shapes.getScreenCTM().a") > before * 1.2
    expect(page.locator(".map .stop-ring")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".map .stop-ring")).to_be_hidden()
    assert f"area={town}" in page.url, "the first Escape leaves the point, not the town"
    witness.assert_quiet()


def test_a_workshop_is_named_and_its_card_opened_by_key(page, witness, server, warehouse):
    found = workshop_months(warehouse)
    active = found.is_active[-1]
    towns = [code[:9] for code, is_active in zip(found.villages, active, strict=True) if is_active]
    town = next(code for code in sorted(set(towns)) if towns.count(code) == 1)
    at = next(at for at, code in enumerate(found.villages) if active[at] and code.startswith(town))
    opened(page, server, f"coverage?lang=zh&area={town}&month=2024-10&layer=workshops")
    focus(page)
    page.keyboard.press("n")
    expect(page.locator(SAID)).to_contain_text(found.names[at])
    page.keyboard.press("Enter")
    expect(page.locator(".map .pin")).to_contain_text(found.names[at])
    page.keyboard.press("Escape")
    expect(page.locator(".map .pin")).to_be_hidden()
    witness.assert_quiet()


def test_a_village_is_opened_by_key(page, witness, server):
    opened(page, server, "coverage?lang=en&area=331082112&month=2024-10&layer=villages")
    focus(page)
    page.keyboard.press("n")
    name = page.locator(SAID).inner_text().split(", ")[0]
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-badge .trail")).to_contain_text(name)
    assert "area=331082112" in page.url
    assert "area=331082112&" not in page.url
    witness.assert_quiet()
