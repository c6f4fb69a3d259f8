"""Workshops by type over the map: circles with numbers open into workshops, a workshop says what it is."""

import pytest
from playwright.sync_api import expect

from sharedwealth import product_names
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.indicators import answer
from sharedwealth.indicators.workshop_points import workshop_months
from sharedwealth.text import using
from tests.browser.actions import opened

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("whole_map_in_sight")]


def legend(page):
    """How many workshops of each type the legend counts."""
    rows = page.locator(".map .legend-row")
    names, counts = (rows.locator(each).all_inner_texts() for each in (".legend-label", ".legend-count"))
    return {name: int(count.replace(",", "")) for name, count in zip(names, counts, strict=True)}


def gathered(page):
    """Every circle and single point in sight: its place on the page and its number."""
    canvas = page.locator(".map canvas.points[data-gathered]")
    canvas.wait_for()
    box = canvas.bounding_box()
    told = [each.split() for each in canvas.get_attribute("data-gathered").split(",")]
    return [(box["x"] + int(x), box["y"] + int(y), int(count)) for x, y, count in told]


def test_the_legend_counts_the_active_workshops_of_each_type(page, witness, server, warehouse):
    opened(page, server, "coverage?lang=en&area=33&month=2024-10")
    page.locator(".map .choices").get_by_text("Workshops", exact=True).click()
    expect(page.locator(".map .legend")).to_contain_text("workshops close to one another")
    assert "layer=workshops" in page.url
    told = answer(warehouse, "workshops_active", month="2024-10", by="type")
    with using("en"):
        names = [word(WORKSHOP_TYPES, kind) for kind in told["type"]]
    expected = dict(zip(names, told["value"].astype(int), strict=True))
    shown = legend(page)
    assert {name: shown[name] for name in expected} == expected
    counts = [count for _, _, count in gathered(page)]
    assert sum(counts) == sum(expected.values())
    assert max(counts) > 100
    witness.assert_quiet()


def test_a_workshop_says_its_name_type_and_town(page, witness, server, warehouse):
    found = workshop_months(warehouse)
    active = found.is_active[-1]
    towns = [code[:9] for code, is_active in zip(found.villages, active, strict=True) if is_active]
    town = next(code for code in sorted(set(towns)) if towns.count(code) == 1)
    at = next(at for at, code in enumerate(found.villages) if active[at] and code.startswith(town))
    opened(page, server, f"coverage?lang=en&area={town}&month=2024-10&layer=workshops")
    [(x, y, count)] = gathered(page)
    assert count == 1
    page.mouse.click(x, y)
    card = page.locator(".map .pin")
    expect(card).to_contain_text(product_names.english(found.names[at]))
    with using("en"):
        expect(card).to_contain_text(word(WORKSHOP_TYPES, tuple(WORKSHOP_TYPES)[found.types[at]]))
    places = warehouse.query("SELECT name_en FROM places WHERE code = $code", {"code": town})
    expect(card).to_contain_text(places["name_en"].iloc[0])
    assert f"area={town}" in page.url
    witness.assert_quiet()


def test_a_circle_with_a_number_opens_by_zooming_in(page, witness, server, warehouse):
    found = workshop_months(warehouse)
    active = found.is_active[-1]
    towns = [code[:9] for code, is_active in zip(found.villages, active, strict=True) if is_active]
    town = max(set(towns), key=towns.count)
    opened(page, server, f"coverage?lang=en&area={town}&month=2024-10&layer=workshops&level=town")
    before = page.locator(".map .shapes").evaluate("(shapes) => shapes.getScreenCTM().a")
    x, y, count = max(gathered(page), key=lambda each: each[2])
    assert count > 1
    page.mouse.click(x, y)
    after = page.locator(".map .shapes").evaluate("(shapes) => shapes.getScreenCTM().a")
    assert after > before * 1.2
    assert sum(each[2] for each in gathered(page)) < len(towns)
    assert f"area={town}" in page.url
    witness.assert_quiet()


def test_only_points_that_a_page_has_named_can_be_fetched(page, server):
    assert page.request.get(f"{server}/points/0123456789abcdef0123456789abcdef.bin").status == 404
