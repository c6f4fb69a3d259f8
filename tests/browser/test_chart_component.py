"""The chart component in a real Chromium: an application of its own with one chart, under the product's own policy."""

import json
import os
import sys

import pytest

from sharedwealth import settings
from sharedwealth.bench.browser import free_port, running
from sharedwealth.charts import theme
from tests.browser.witness import Witness

pytestmark = pytest.mark.browser

APPLICATION = """
import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sharedwealth.ui import assets
from sharedwealth.ui.guard import content_policy


def script(request):
    content = assets.find(request.path_params["name"])
    return Response(content, media_type="text/javascript", headers={"content-encoding": "gzip"})


class Policy:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def with_policy(message):
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"], (b"content-security-policy", content_policy("").encode())
                ]
            await send(message)
        await self.app(scope, receive, with_policy)


app = st.App(
    "page.py",
    routes=[Route("/assets/{name}", script), Route("/here", lambda _: PlainTextResponse("yes"))],
    middleware=[Middleware(Policy)],
)
"""

PAGE = """
import pandas as pd
import streamlit as st

from sharedwealth import months, text
from sharedwealth.charts import rankings, theme, trends
from sharedwealth.ui import chart

st.set_page_config(layout="wide")
text.use(st.query_params.get("lang", "zh"))
step = st.session_state.setdefault("step", 0)
if st.button("next", key="next"):
    step = st.session_state.step = step + 1
named = [months.write(month) for month in months.between(months.parse("2022-06"), months.parse("2024-10"))]


def answer(values, **columns):
    return pd.DataFrame({"area": "33", "area_name": "浙江省", "value": values, "unit": "workshops", "status": "ok",
                         "kind": "demonstration", **columns})


ranked = answer([30.0 + step, 20.0, 10.0], area=["3301", "3302", "3303"], area_name=["杭州市", "宁波市", "温州市"])
figures = {
    "bars": lambda: rankings.bars(ranked),
    "growth": lambda: trends.growth(answer([float(100 + at + step) for at in range(29)], month=named)),
    "broken": lambda: theme.figure(shapes=[{"type": "path", "path": "M0,0"}]).update_layout(meta={"ticks": {}}),
}
picked = chart.show(figures[st.query_params.get("figure", "bars")](), key="chart", alt="各市工坊数")
st.write(f"step {step}; picked {picked}")
"""


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    """The address of an application with nothing but the chart."""
    folder = tmp_path_factory.mktemp("图 表")
    (folder / "app.py").write_text(APPLICATION, encoding="utf-8")
    (folder / "page.py").write_text(PAGE, encoding="utf-8")
    (folder / ".streamlit").mkdir()
    config = (settings.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    (folder / ".streamlit" / "config.toml").write_text(config, encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--log-level", "warning"]
    environment = {**os.environ, "PYTHONPATH": str(settings.ROOT)}
    with running(command, environment, folder, f"http://127.0.0.1:{port}/here"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def visit(chromium, application):
    """Opens the page with a figure; what should not happen is seen by its `witness`."""
    contexts = []

    def opened(figure="bars", *, width=1200, scheme="light", quiet=True, lang="zh", touch=False):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, locale="de-DE", has_touch=touch
        )
        contexts.append(context)
        page = context.new_page()
        page.witness = Witness(application)
        if quiet:
            page.witness.watch(page)
        page.goto(f"{application}/?figure={figure}&lang={lang}")
        return page

    yield opened
    for context in contexts:
        context.close()


def chart(page, paints=1):
    """The chart once it has been painted so often."""
    page.wait_for_function(
        "paints => Number(document.querySelector('.sw-chart-figure')?.dataset.painted ?? 0) >= paints",
        arg=paints,
    )
    return page.locator(".sw-chart-figure")


def next_step(page, step):
    page.get_by_test_id("stButton").get_by_role("button").click()
    page.get_by_text(f"step {step};").wait_for()


def colours(page):
    return set(
        page.locator(".sw-chart-figure .barlayer .point path").evaluate_all(
            "paths => paths.map(path => getComputedStyle(path).fill)"
        )
    )


def rgb(colour):
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def zoom(page):
    """Drags over the right third, as a reader does."""
    box = page.locator(".sw-chart-figure .nsewdrag").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.66, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, middle, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.98, middle, steps=4)
    page.mouse.up()


def range_seen(page):
    return page.evaluate("document.querySelector('.sw-chart-figure')._fullLayout.xaxis.range")


def months_shown(page):
    return page.locator(".sw-chart-figure .xtick text").all_text_contents()


def test_a_figure_is_drawn_without_a_word_to_the_outside_or_an_error(visit):
    page = visit()
    chart(page)
    page.wait_for_timeout(500)
    page.witness.assert_quiet()
    assert page.locator(".sw-chart-figure .barlayer .point").count() == 3


def test_the_library_is_fetched_once_by_its_versioned_name(visit):
    page = visit()
    chart(page)
    addresses = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert len([address for address in addresses if "/assets/plotly-" in address]) == 1
    next_step(page, 1)
    chart(page, 2)
    addresses = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert len([address for address in addresses if "/assets/" in address]) == 2


def test_the_height_is_reserved_before_anything_is_drawn(visit):
    page = visit()
    place = page.locator(".sw-chart")
    place.wait_for(state="attached")
    before = page.get_by_text("step 0;").bounding_box()["y"]
    chart(page)
    assert page.get_by_text("step 0;").bounding_box()["y"] == before
    assert place.bounding_box()["height"] == 3 * 26 + 8


def test_the_node_lives_on_over_reruns_and_shows_the_new_values(visit):
    page = visit()
    node = chart(page).element_handle()
    node.evaluate("node => { node.mark = 'the same' }")
    next_step(page, 1)
    later = chart(page, 2).element_handle()
    assert later.evaluate("node => node.mark") == "the same"
    assert page.locator(".sw-chart-figure .bartext").first.text_content() == "31"
    page.witness.assert_quiet()


def test_zoom_is_kept_over_reruns_and_months_become_denser(visit):
    page = visit("growth")
    chart(page)
    whole = months_shown(page)
    zoom(page)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.xtick')].some(tick => tick.textContent === '2024-09')"
    )
    zoomed, seen = months_shown(page), range_seen(page)
    assert "2024-09" not in whole
    assert seen[0] > "2023-12"
    next_step(page, 1)
    chart(page, 2)
    assert range_seen(page) == seen
    assert months_shown(page) == zoomed
    page.witness.assert_quiet()


def test_months_are_thinned_to_the_width_and_the_last_one_stays(visit):
    wide, narrow = visit("growth"), visit("growth", width=390)
    chart(wide)
    chart(narrow)
    assert len(months_shown(narrow)) < len(months_shown(wide))
    assert months_shown(narrow)[-1] == months_shown(wide)[-1] == "2024-10"


def test_a_click_on_a_bar_comes_back_for_one_run(visit):
    page = visit()
    chart(page)
    page.locator(".sw-chart-figure .nsewdrag").click(position={"x": 30, "y": 13})
    page.get_by_text("'customdata': '3301'").wait_for()
    next_step(page, 1)
    page.get_by_text("picked None").wait_for()


def test_a_click_where_nothing_can_be_picked_stays_in_the_browser(visit):
    page = visit("growth")
    chart(page)
    box = page.locator(".sw-chart-figure .nsewdrag").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    assert page.locator(".sw-chart-figure").get_attribute("data-painted") == "1"


def test_the_keyboard_walks_along_the_points_and_picks_one(visit):
    page = visit()
    figure = chart(page)
    assert figure.get_attribute("aria-label") == "各市工坊数"
    assert figure.get_attribute("role") == "img"
    figure.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert "宁波市" in page.locator(".sw-chart-spoken").inner_text()
    assert page.locator(".sw-chart-figure .hovertext").count() == 1
    page.keyboard.press("Enter")
    page.get_by_text("'customdata': '3302'").wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".sw-chart-spoken").inner_text() == ""


def test_switching_the_theme_exchanges_the_colours_without_the_server(visit):
    page = visit()
    chart(page)
    assert colours(page) == {rgb(theme.LIGHT.main)}
    sent = []
    page.on("websocket", lambda socket: sent.append(socket.url))
    page.emulate_media(color_scheme="dark")
    page.locator(".sw-chart-figure[data-theme=dark]").wait_for()
    assert colours(page) == {rgb(theme.DARK.main)}
    text = page.locator(".sw-chart-figure .bartext").first.evaluate("text => getComputedStyle(text).fill")
    assert text == rgb(theme.DARK.ink)
    page.emulate_media(color_scheme="light")
    page.locator(".sw-chart-figure[data-theme=light]").wait_for()
    assert colours(page) == {rgb(theme.LIGHT.main)}
    assert sent == []
    page.witness.assert_quiet()


def test_a_page_that_starts_dark_is_drawn_dark(visit):
    page = visit(scheme="dark")
    chart(page)
    assert colours(page) == {rgb(theme.DARK.main)}


def test_the_chart_follows_the_width_of_its_container(visit):
    page = visit()
    chart(page)
    page.set_viewport_size({"width": 500, "height": 800})
    chart(page, 2)
    page.wait_for_timeout(200)
    frame, drawing = (
        page.locator(".sw-chart").bounding_box(),
        page.locator(".sw-chart-figure .main-svg").first.bounding_box(),
    )
    assert abs(frame["width"] - drawing["width"]) < 2
    assert frame["width"] < 500


def test_no_word_on_a_chart_is_cut_at_its_edges(visit):
    for width in (390, 1200):
        for lang in ("zh", "en"):
            page = visit("growth", width=width, lang=lang)
            chart(page)
            outside = page.evaluate(
                """() => {
                  const frame = document.querySelector('.sw-chart').getBoundingClientRect()
                  const isCut = box => box.width && (box.left < frame.left - 1 || box.right > frame.right + 1)
                  return [...document.querySelectorAll('.sw-chart-figure text')]
                    .filter(text => text.textContent && isCut(text.getBoundingClientRect()))
                    .map(text => text.textContent)
                }"""
            )
            assert outside == [], (width, lang)


def test_our_own_number_words_are_shown_whatever_the_browsers_language(visit):
    page = visit("growth")
    chart(page)
    assert "128家" in page.locator(".sw-chart-figure").text_content()


def test_there_is_no_mode_bar(visit):
    page = visit()
    chart(page)
    assert page.locator(".modebar-btn").count() == 0


def test_a_figure_that_cannot_be_drawn_says_so_and_logs_it_once(visit):
    page = visit("broken", quiet=False)
    logged = []
    page.on("console", lambda message: logged.append(message.text) if message.type == "error" else None)
    page.locator(".sw-chart-note").wait_for()
    assert page.locator(".sw-chart-note").inner_text() == "图表未能显示，请刷新页面重试。"
    next_step(page, 1)
    page.wait_for_timeout(300)
    assert len([text for text in logged if "TypeError" in text]) == 1


def test_one_change_is_a_small_message(visit):
    page = visit("growth")
    chart(page)
    sizes = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: sizes.append(len(json.dumps(event["response"]["payloadData"]))),
    )
    next_step(page, 1)
    chart(page, 2)
    assert 1000 < sum(sizes) < 20000
