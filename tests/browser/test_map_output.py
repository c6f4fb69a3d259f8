"""The map on every screen and on paper: as many pixels as there are, names that do not collide, nothing cut off."""

import pytest
from playwright.sync_api import expect

from tests.browser.actions import opened

pytestmark = pytest.mark.browser

FIND = """
const within = [...document.querySelectorAll("*")].filter((each) => each.shadowRoot).map((each) => each.shadowRoot)
const inside = (selector) => within.flatMap((root) => [...root.querySelectorAll(selector)])
const seen = (each) => Boolean(each.getClientRects().length)
"""
LABELS = f"""
() => {{
  {FIND}
  const stage = inside(".map .stage")[0].getBoundingClientRect()
  const shown = inside(".map .label").filter((each) => each.getAttribute("display") !== "none")
  const lines = shown.flatMap((each, at) =>
    [...each.querySelectorAll("text")]
      .filter((text) => text.textContent)
      .map((text) => ({{ at, box: text.getBoundingClientRect() }})))
  const isCut = ({{ left, right, top, bottom }}) =>
    left < stage.left || right > stage.right || top < stage.top - 4 || bottom > stage.bottom + 4
  const tight = 2 // a line is higher than its letters
  const meet = (one, other) =>
    one.left < other.right && other.left < one.right &&
    one.top + tight < other.bottom - tight && other.top + tight < one.bottom - tight
  return {{
    shown: shown.length,
    cut: lines.filter(({{ box }}) => isCut(box)).length,
    met: lines.filter(({{ at, box }}) => lines.some((other) => other.at > at && meet(box, other.box))).length,
  }}
}}
"""
CANVAS = f"""
() => {{
  {FIND}
  const canvas = inside(".map .points")[0]
  const shown = canvas.getBoundingClientRect()
  return {{
    pixels: [canvas.width, canvas.height],
    size: [shown.width, shown.height],
    pane: inside(".map .pane")[0].clientWidth,
  }}
}}
"""


def drawn(page):
    """The points' canvas once it has been drawn; one that has not has 300 pixels of its own."""
    canvas = page.locator(".map canvas.points")
    expect(canvas).to_be_visible()
    expect(canvas).not_to_have_js_property("width", 300)
    return page.evaluate(CANVAS)


@pytest.fixture
def on_screen(chromium, witness):
    """A page on a screen of this size and resolution."""
    contexts = []

    def opens(width, height, ratio, scheme="light"):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=ratio,
            color_scheme=scheme,
            locale="zh-CN",
        )
        contexts.append(context)
        page = context.new_page()
        witness.watch(page)
        return page

    yield opens
    for context in contexts:
        context.close()


# 125 % and 150 % on a screen of 1920 by 1080 leave 1536 and 1280 pixels of the page's own.
@pytest.mark.parametrize(
    ("width", "height", "ratio"),
    [(1920, 1080, 1), (1536, 864, 1.25), (1280, 720, 1.5), (1920, 1080, 2), (3840, 2160, 1)],
)
def test_every_screen_gets_its_own_pixels_and_names_that_fit(
    on_screen, witness, server, width, height, ratio
):
    page = on_screen(width, height, ratio)
    opened(page, server, "coverage?lang=zh&area=33&month=2024-10&layer=villages")
    canvas = drawn(page)
    assert [each * ratio for each in canvas["size"]] == pytest.approx(canvas["pixels"], abs=0.05), (
        "one on one"
    )
    assert canvas["size"][0] == pytest.approx(canvas["pane"], abs=1)
    found = page.evaluate(LABELS)
    assert found["shown"] > 30
    assert (found["cut"], found["met"]) == (0, 0)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth")
    witness.assert_quiet()


def test_on_another_screen_the_points_are_drawn_anew(on_screen, witness, server):
    page = on_screen(1440, 900, 1)
    opened(page, server, "coverage?lang=zh&area=33&month=2024-10&layer=villages")
    before = drawn(page)
    assert before["pixels"] == before["size"]
    # Another height, because only then a headless browser looks at its screen again; the map's width stays.
    moved = {"width": 1440, "height": 890, "deviceScaleFactor": 1.5, "mobile": False}
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", moved)
    canvas = page.locator(".map canvas.points")
    expect(canvas).to_have_js_property("width", before["pixels"][0] * 1.5)
    pixels = "(node) => node.getContext('2d').getImageData(0, 0, node.width, node.height).data.some(Boolean)"
    assert canvas.evaluate(pixels), "not emptied by its new size"
    witness.assert_quiet()


# Runs after the program's own listeners: what a browser has when it puts the page on paper.
WATCH = f"""
() => {{
  const paper = (window.__paper = matchMedia("print"))
  paper.addEventListener("change", () => {{
    if (!paper.matches) return
    {FIND}
    const all = (selector) => [...document.querySelectorAll(selector)]
    const canvas = inside(".points")[0]
    const panels = all(".stMain [class*=st-key-panel_]")
    const grounds = [document.body, ...all(".stApp"), ...panels].map((each) => getComputedStyle(each).backgroundColor)
    const buttons = inside("button").filter((each) => seen(each) && !each.closest(".parts, .trail"))
    const edges = [...panels, ...all(".stMain svg.main-svg"), ...inside(".stage")]
    window.__printed = {{
      sharpness: canvas.width / canvas.clientWidth,
      theme: inside(".map")[0].dataset.theme,
      charts: all(".sw-chart-figure").map((each) => each.dataset.theme),
      grounds: [...new Set(grounds)],
      chrome: all("[data-testid=stSidebar], .stButtonGroup, .st-key-controls").filter(seen).length,
      buttons: buttons.map((each) => each.outerHTML),
      slider: inside(".slider").filter(seen).length,
      foot: inside(".foot").map((each) => each.textContent),
      wide: edges.filter((each) => each.getBoundingClientRect().right > document.body.clientWidth + 1).length,
      tables: all("table.sw-printed").map((each) => each.rows.length),
      notes: all(".sw-printed-note").map((each) => each.textContent),
    }}
  }})
}}
"""


def test_on_paper_the_map_is_sharp_light_and_whole(on_screen, witness, server):
    page = on_screen(1440, 900, 1, "dark")
    opened(page, server, "coverage?lang=en&area=33&month=2024-10&layer=villages")
    expect(page.locator(".map")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".sw-chart-figure[data-painted]")).to_have_count(1)
    page.evaluate(WATCH)
    assert page.pdf(format="A4", landscape=True, prefer_css_page_size=True).startswith(b"%PDF")
    found = page.evaluate("() => window.__printed")
    assert found["sharpness"] >= 3
    assert found["theme"] == "light"
    assert found["charts"] == ["light"]
    assert found["grounds"] == ["rgb(255, 255, 255)"]
    assert (found["chrome"], found["slider"], found["buttons"]) == (0, 0, [])
    assert found["wide"] == 0
    assert "Tianditu" in found["foot"][0]
    assert "GS(2024)0650" in found["foot"][0]
    assert found["tables"][0] == 5, "the lists of counties with their heading"
    assert any("of 17 rows" in each for each in found["notes"])
    # And the screen is as it was.
    expect(page.locator(".map")).to_have_attribute("data-theme", "dark")
    after = page.evaluate(CANVAS)
    assert after["pixels"] == after["size"]
    expect(page.locator(".sw-chart-figure")).to_have_attribute("data-theme", "dark")
    assert page.locator(".sw-printed").count() == 0
    witness.assert_quiet()
