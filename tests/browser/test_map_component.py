"""The map component in a real Chromium: a page of its own with one map, over the true geometry."""

import os
import statistics
import sys
import time

import pytest

from sharedwealth import settings
from sharedwealth.bench.browser import free_port, running
from sharedwealth.places import geometry, register

pytestmark = pytest.mark.browser

PAGE = """
import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import settings, text
from sharedwealth.charts import map_points, maps
from sharedwealth.places import codes, geometry, register
from sharedwealth.ui import map as component


@st.cache_resource
def places():
    return register.load(settings.load()).places[["code", "name_zh", "name_en"]]


@st.cache_resource
def below(area, level):
    everywhere = places()
    is_here = everywhere.code.str.startswith(area) & (everywhere.code.str.len() == codes.LENGTHS[level])
    return everywhere[is_here].sort_values("code")


st.set_page_config(layout="wide")
ask = st.query_params
language = ask.get("lang", "zh")
text.use(language)
area, level, scheme = ask.get("area", "33"), ask.get("level", "county"), ask.get("scheme", "rates")
step = st.session_state.setdefault("step", 0)
if st.button("next", key="next"):
    step = st.session_state.step = step + 1
here = below(area, level)
count = len(here)
share = (np.arange(count) * 37 + step * 11) % 101 / 100
status = np.array((["no_data"] * 3 + ["carried"] * 2 + ["suppressed", "unverified"] + ["ok"] * count)[:count])
answer = pd.DataFrame({
    "area": here.code, "area_name": here[f"name_{language}"], "month": "2024-10", "status": status,
    "value": np.round(share * 480) if scheme == "circles" else share,
    "numerator": np.round(share * 300), "denominator": 300,
})
name = ask.get("name", "村庄覆盖率" if language == "zh" else "Village coverage")
unit = "workshops" if scheme == "circles" else "share"
measure = maps.Measure(name, unit, "{numerator} / {denominator}")
index = geometry.index(settings.load())
address = ask.get("geometry", f"map/{index.map_of(area)}")
place = places().set_index("code").loc[area, f"name_{language}"]
ground = maps.Ground(address, area, place, level, codes.parent(area), ask.get("selected"), "浙S(2024)1号")
view = maps.areas(answer, measure, ground, scheme=scheme)
if "points" in ask:
    positions, _ = index.points_of(area)
    size = np.fromfile(settings.load().boundaries / positions, dtype="<u4", count=1)[0]
    states = (np.arange(size) % 7).astype(np.uint8).tobytes()
    view = maps.with_points(view, map_points.Points(f"map/{positions}", states, map_points.villages()))


def note(code):
    st.session_state.called = code


picked = component.show(view.payload(), key="map", height=int(ask.get("height", "560")), on_pick=note)
st.text(f"picked {picked} called {st.session_state.get('called')} step {step}")
st.container(height=900, border=False).text("further down")
"""

SERVED = """
import streamlit as st
from starlette.responses import Response
from starlette.routing import Route

from sharedwealth import settings
from sharedwealth.places import serving
from sharedwealth.ui import assets


async def map_file(request):
    found = serving.map_file(settings.load(), request.path_params["name"])
    if found is None:
        return Response("not found", status_code=404)
    headers = {"cache-control": "public, max-age=31536000, immutable", "content-encoding": "gzip"}
    return Response(found[0], media_type=found[1], headers=headers)


async def asset(request):
    script = assets.find(request.path_params["name"])
    return Response(script, media_type="text/javascript", headers={"content-encoding": "gzip"})


app = st.App("page.py", routes=[Route("/map/{name}", map_file), Route("/assets/{name}", asset)])
"""

# The shadow root that holds the map, and from it the nodes a test asks about.
ROOT = "[...document.querySelectorAll('*')].map(e => e.shadowRoot).find(s => s?.querySelector('.map'))"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    installation = settings.load()
    places = register.load(installation)
    if not geometry.is_built(installation, places):
        geometry.build(installation, places)
    folder = tmp_path_factory.mktemp("a page of 地图")
    (folder / "page.py").write_text(PAGE, encoding="utf-8")
    (folder / "served.py").write_text(SERVED, encoding="utf-8")
    (folder / ".streamlit").mkdir()
    own = (settings.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    (folder / ".streamlit" / "config.toml").write_text(own, encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "served:app", "--port", str(port), "--log-level", "warning"]
    environment = {**os.environ, "PYTHONPATH": str(settings.ROOT)}
    with running(command, environment, folder, f"http://127.0.0.1:{port}/_stcore/health"):
        yield f"http://127.0.0.1:{port}"


class Map:
    """What a reader does with the map, and what can be seen of it."""

    def __init__(self, page, server):
        self.page, self.server = page, server

    def open(self, **asked):
        query = "&".join(f"{key}={value}" for key, value in asked.items())
        self.page.goto(f"{self.server}/?{query}")
        self.page.wait_for_selector(".map[data-painted]:not([data-painted='0'])", timeout=60_000)
        return self

    def ask(self, script, *arguments):
        return self.page.evaluate(f"(given) => {{ const root = {ROOT}; {script} }}", list(arguments))

    def areas(self):
        return self.ask(
            "return [...root.querySelectorAll('.area')].map(e => [e.dataset.code, e.getAttribute('fill')])"
        )

    def point_in(self, code):
        """A place on the page at which the area is on top."""
        return self.ask(
            """
            const path = root.querySelector(`.area[data-code="${given[0]}"]`)
            const box = path.getBoundingClientRect()
            for (const down of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8])
              for (let across = 0.05; across < 1; across += 0.05) {
                const [x, y] = [box.x + box.width * across, box.y + box.height * down]
                if (root.elementFromPoint(x, y) === path) return [x, y]
              }
            """,
            code,
        )

    def painted(self):
        return int(self.ask("return root.querySelector('.map').dataset.painted"))

    def scale(self):
        return self.ask("return root.querySelector('.shapes').getScreenCTM().a")

    def rerun(self):
        before = self.painted()
        self.page.locator(".st-key-next button").click()
        self.page.wait_for_function(f"Number({ROOT}.querySelector('.map').dataset.painted) > {before}")

    def said(self, words):
        self.page.get_by_text(words).wait_for(timeout=10_000)

    def press(self, which):
        self.ask("root.querySelectorAll('.buttons button')[given[0]].click()", which)

    def labels(self):
        return self.ask(
            """
            const boxes = [...root.querySelectorAll('.label')].map(label => label.getBoundingClientRect())
            return boxes.filter(box => box.width).map(box => [box.left, box.top, box.right, box.bottom])
            """
        )

    def box(self, selector):
        return self.ask(
            """
            const box = root.querySelector(given[0]).getBoundingClientRect()
            return [box.left, box.top, box.right, box.bottom]
            """,
            selector,
        )


@pytest.fixture
def shown(page, server, witness):
    yield Map(page, server)
    witness.assert_quiet()


def overlaps(one, other):
    return (
        one[0] < other[2] - 0.5
        and other[0] < one[2] - 0.5
        and one[1] < other[3] - 0.5
        and other[1] < one[3] - 0.5
    )


def test_every_county_is_drawn_and_those_without_data_are_hatched(shown):
    areas = shown.open().areas()
    assert len(areas) == 90
    assert [code for code, fill in areas if fill.startswith("url(#area-n-")] == ["330102", "330105", "330106"]
    assert len([fill for _, fill in areas if fill.startswith("url(#area-c-")]) == 2
    assert len([fill for _, fill in areas if fill.startswith("#")]) == 83


def test_a_click_on_an_area_gives_its_code_for_one_run(shown):
    shown.open()
    shown.page.mouse.click(*shown.point_in("330127"))
    shown.said("picked 330127 called 330127 step 0")
    shown.rerun()
    shown.said("picked None called 330127 step 1")


def test_a_drag_moves_the_map_and_opens_nothing(shown):
    shown.open()
    for _ in range(4):
        shown.press(0)
    x, y = shown.point_in("330723")
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    shown.page.mouse.move(x - 60, y - 40, steps=4)
    shown.page.mouse.up()
    shown.page.wait_for_timeout(400)
    shown.said("picked None called None step 0")
    assert shown.point_in("330723") != [x, y]


def test_a_click_after_a_drag_opens_again(shown):
    shown.open()
    x, y = shown.point_in("330127")
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    shown.page.mouse.move(x + 50, y, steps=3)
    shown.page.mouse.up()
    shown.page.mouse.click(*shown.point_in("331121"))
    shown.said("picked 331121")


def test_arrow_keys_move_between_areas_and_enter_opens_the_one_in_focus(shown):
    shown.open(selected="330127")
    shown.ask("root.querySelector('.area[tabindex=\"0\"]').focus()")
    assert shown.ask("return root.activeElement.dataset.code") == "330127"
    shown.page.keyboard.press("ArrowDown")
    below = shown.ask("return root.activeElement.dataset.code")
    assert below.startswith("3308")
    assert shown.ask("return root.querySelector('.ring').getAttribute('d') !== null")
    assert shown.ask("return root.querySelector('.tip').hidden") is False
    shown.page.keyboard.press("Enter")
    shown.said(f"picked {below}")


def test_only_one_area_is_in_the_order_of_the_tabulator_key(shown):
    shown.open()
    assert shown.ask("return root.querySelectorAll('.area[tabindex=\"0\"]').length") == 1


def test_every_area_says_its_name_and_value(shown):
    shown.open(lang="en")
    names = shown.ask("return [...root.querySelectorAll('.area')].map(e => e.getAttribute('aria-label'))")
    assert "Shangcheng District: No data" in names
    assert all(": " in name for name in names)
    assert shown.ask("return root.querySelector('.areas').getAttribute('aria-label')").startswith(
        "Map of Zhejiang"
    )


def test_escape_asks_for_the_parent(shown):
    shown.open(area="3310")
    shown.ask("root.querySelector('.area[tabindex=\"0\"]').focus()")
    shown.page.keyboard.press("Escape")
    shown.said("picked 33 called 33")


def test_zoom_and_the_nodes_themselves_survive_a_rerun(shown):
    shown.open()
    shown.press(0)
    shown.press(0)
    scale = shown.scale()
    shown.ask("root.querySelector('.area').isTheSame = true")
    shown.rerun()
    assert shown.scale() == scale
    assert shown.ask("return root.querySelector('.area').isTheSame") is True


def test_the_plain_wheel_scrolls_the_page_and_with_the_control_key_it_zooms(shown):
    shown.open()
    scale = shown.scale()
    shown.page.mouse.move(*shown.point_in("330723"))
    shown.page.mouse.wheel(0, 300)
    shown.page.wait_for_timeout(300)
    assert shown.scale() == scale
    assert shown.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") > 0
    shown.page.mouse.move(*shown.point_in("330723"))
    shown.page.keyboard.down("Control")
    shown.page.mouse.wheel(0, -300)
    shown.page.keyboard.up("Control")
    shown.page.wait_for_timeout(300)
    assert shown.scale() > scale


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080), (390, 844)])
@pytest.mark.parametrize(
    "asked", [{}, {"scheme": "circles", "lang": "en"}, {"area": "3310", "level": "town"}]
)
def test_no_label_covers_another_or_the_legend(shown, size, asked):
    shown.page.set_viewport_size({"width": size[0], "height": size[1]})
    shown.open(**asked)
    labels = shown.labels()
    assert len(labels) >= 25
    pairs = [(a, b) for at, a in enumerate(labels) for b in labels[at + 1 :] if overlaps(a, b)]
    assert pairs == []
    for other in (".legend", ".buttons"):
        assert [label for label in labels if overlaps(label, shown.box(other))] == []
    stage = shown.box(".stage")
    assert all(stage[0] <= label[0] and label[2] <= stage[2] for label in labels)


@pytest.mark.parametrize("width", [390, 700, 1000, 1440, 1920])
def test_the_legend_covers_no_land(shown, width):
    shown.page.set_viewport_size({"width": width, "height": 900})
    shown.open()
    left, top, right, bottom = shown.box(".legend")
    hits = shown.ask(
        """
        const [left, top, right, bottom] = given, found = []
        for (let x = left; x <= right; x += 6) for (let y = top; y <= bottom; y += 6)
          if (root.elementsFromPoint(x, y).some(e => e.matches('.area, .mark'))) found.push([x, y])
        return found
        """,
        left,
        top,
        right,
        bottom,
    )
    assert hits == []
    assert right <= width


def test_an_island_too_small_to_hit_has_a_marker_to_click(shown):
    shown.open()
    left, top, right, bottom = shown.box('.mark.speck[data-code="330922"]')
    shown.page.mouse.click((left + right) / 2, (top + bottom) / 2)
    shown.said("picked 330922")


def test_a_finger_opens_an_area_on_a_telephone(chromium, server):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    shown = Map(context.new_page(), server).open()
    shown.page.touchscreen.tap(*shown.point_in("330127"))
    shown.said("picked 330127")
    context.close()


def test_the_tooltip_follows_the_pointer_and_leaves_with_it(shown):
    shown.open()
    shown.page.mouse.move(*shown.point_in("330127"))
    said = shown.ask("return root.querySelector('.tip').textContent")
    assert "淳安县" in said
    assert "/ 300" in said
    shown.page.mouse.move(5, 5)
    assert shown.ask("return root.querySelector('.tip').hidden") is True


def test_the_geometry_is_fetched_once_for_all_reruns(shown):
    fetched = []
    shown.page.on("request", lambda request: fetched.append(request.url) if "/map/" in request.url else None)
    shown.open()
    shown.rerun()
    shown.rerun()
    assert len(fetched) == 1


def test_a_change_sends_little_over_the_wire(shown, record_property):
    session = shown.page.context.new_cdp_session(shown.page)
    sizes = []
    session.send("Network.enable")
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 // 4),
    )
    shown.open()
    sizes.clear()
    shown.rerun()
    shown.page.wait_for_timeout(300)
    record_property("bytes_a_change", sum(sizes))
    assert sum(sizes) < 20_000


def test_in_the_dark_theme_the_colours_change_places(shown):
    shown.page.emulate_media(color_scheme="dark")
    shown.open()
    assert shown.ask("return root.querySelector('.map').dataset.theme") == "dark"
    dark = dict(shown.areas())
    shown.page.emulate_media(color_scheme="light")
    shown.page.wait_for_function(f"{ROOT}.querySelector('.map').dataset.theme === 'light'")
    assert dict(shown.areas())["331127"] != dark["331127"]


def test_points_are_drawn_at_the_screens_resolution(shown):
    shown.open(area="3310", level="town", points="1")
    shown.page.wait_for_function(f"{ROOT}.querySelector('canvas.points').width > 0")
    shown.page.wait_for_timeout(500)
    drawn = shown.ask(
        """
        const canvas = root.querySelector('canvas.points')
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
        let seen = 0
        for (let at = 3; at < pixels.length; at += 4) if (pixels[at]) seen += 1
        return [seen, canvas.width / root.querySelector('.stage').clientWidth, window.devicePixelRatio]
        """
    )
    assert drawn[0] > 5_000
    assert drawn[1] == pytest.approx(drawn[2], abs=0.01)


def test_a_name_is_text_and_never_markup(shown):
    shown.open(name="%3Cimg src=x onerror=document.title='hurt'%3E")
    assert "<img" in shown.ask("return root.querySelector('.legend').textContent")
    assert shown.ask("return root.querySelectorAll('img').length") == 0


def test_outlines_that_cannot_be_loaded_are_said_in_words(page, server):
    page.goto(f"{server}/?geometry=map/none.json")
    page.get_by_text("地图轮廓未能载入").wait_for(timeout=30_000)


def test_the_source_and_the_approval_number_stand_under_the_map(shown):
    shown.open(area="3310", level="town")
    said = shown.ask("return root.querySelector('.foot').textContent")
    assert "天地图" in said
    assert "审图号：浙S(2024)1号" in said
    assert "示意" in said


def test_the_time_from_a_choice_to_the_painted_map_is_reported(shown, record_property):
    shown.open()
    taken = []
    for _ in range(9):
        taken.append(
            shown.ask(
                """
                return new Promise(done => {
                  const from = performance.now()
                  const observer = new MutationObserver(() => {
                    observer.disconnect()
                    done(performance.now() - from)
                  })
                  observer.observe(root.querySelector('.map'), { attributeFilter: ['data-painted'] })
                  document.querySelector('.st-key-next button').click()
                })
                """
            )
        )
        time.sleep(0.2)
    record_property("painted_ms_p50", round(statistics.median(taken), 1))
    print(f"\npainted after a choice: p50 {statistics.median(taken):.0f} ms, worst {max(taken):.0f} ms")  # noqa: T201
