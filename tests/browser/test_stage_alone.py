"""The stage without its server: killed in the middle of a talk, and packed for a venue that has none."""

import dataclasses
import os
import subprocess
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import expect

from sharedwealth import text
from sharedwealth.bench.browser import free_port, running
from sharedwealth.bilingual import Bilingual
from sharedwealth.briefings import composing, reading, scene
from sharedwealth.briefings.model import Headline, Step
from sharedwealth.exports import pack
from sharedwealth.settings import ROOT
from tests.browser.stage_acts import (
    address,
    contrast_of,
    drawn,
    headline,
    open_county,
    picture,
    stand_on,
    texts,
)

pytestmark = pytest.mark.browser

FETCHED = """() => {
  const asked = performance.getEntriesByType('resource').map(({ name }) => name)
  return new Set(asked.filter((name) => name.includes('/map/'))).size >= 12
}"""
QINGTIAN = "331121"


def test_a_talk_goes_on_while_the_server_is_killed_and_finds_it_again(chromium, installation):
    port = free_port()
    home = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "sharedwealth", "serve", "--port", str(port)]
    environment = {**os.environ, "SHAREDWEALTH_DATA": str(installation.data)}
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _until_ready(home)
        stand_on(page, f"{home}/stage/province?lang=zh#target")
        page.wait_for_function(FETCHED)
    finally:
        process.kill()
        process.wait(timeout=20)
    expect(page.locator("#marks")).to_contain_text("连接已断")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("4")
    told = headline(page)
    before = page.locator(".sheet.shown").inner_html()
    open_county(page, QINGTIAN)
    expect(page.locator(".sheet.shown .area")).to_have_count(32)
    page.keyboard.press("Escape")
    assert page.locator(".sheet.shown").inner_html() == before
    with running(command, environment, ROOT, f"{home}/ready"):
        expect(page.locator("#marks span")).to_have_count(0)
        assert headline(page) == told, "the step stays where it was"
        assert address(page).endswith("#blanks")
        page.keyboard.press("ArrowRight")
        assert address(page).endswith("#improved")
    page.close()


def _until_ready(home):
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{home}/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not begin")


@pytest.fixture
def packed(installation, warehouse, tmp_path):
    def made(name, language):
        with text.using(language):
            talk = composing.compose(warehouse, reading.find(name, installation), settings=installation)
        path = tmp_path / f"{name}-{language}.html"
        pack.write(talk, path, settings=installation)
        return path, talk

    return made


@pytest.fixture
def venue(chromium):
    """A browser in a hall without a network: every address but a file is counted and refused."""
    context = chromium.new_context(
        viewport={"width": 1920, "height": 1080}, offline=True, accept_downloads=True
    )
    page = context.new_page()
    page.asked, page.wrong = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda problem: page.wrong.append(str(problem)))
    page.on("console", lambda message: message.type == "error" and page.wrong.append(message.text))
    yield page
    context.close()


@pytest.mark.parametrize(("name", "language"), [("province", "zh"), ("county", "en")])
def test_the_pack_is_played_from_a_disk(packed, venue, name, language):
    path, talk = packed(name, language)
    assert path.stat().st_size < 15 * 1024 * 1024
    stand_on(venue, path.as_uri())
    for sheet in talk.scenes:
        assert headline(venue) == sheet.headline
        venue.keyboard.press("PageDown")
    expect(venue.locator("#marks")).to_contain_text("2024-12-10")
    venue.clock.set_fixed_time("2024-11-20")
    venue.reload()
    venue.locator(".sheet.shown").wait_for()
    expect(venue.locator("#marks span")).to_have_count(0)
    elsewhere = [each for each in venue.asked if not each.startswith(("file:", "data:"))]
    assert (elsewhere, venue.wrong) == ([], [])


def test_the_pack_opens_counties_answers_the_room_and_keeps_promises(packed, venue):
    path, _ = packed("province", "zh")
    stand_on(venue, f"{path.as_uri()}#blanks")
    before = drawn(venue)
    open_county(venue, QINGTIAN)
    expect(venue.locator(".sheet.shown .area")).to_have_count(32)
    venue.keyboard.press("Escape")
    assert drawn(venue) == before
    venue.keyboard.press("Control+k")
    venue.keyboard.type("qtx zdbc")
    expect(venue.locator(".choices li").first).to_have_text("青田县 · 重点帮促村覆盖率")
    venue.keyboard.press("Enter")
    assert headline(venue).startswith("青田县")
    venue.keyboard.press("Escape")
    assert drawn(venue) == before
    venue.keyboard.press("m")
    venue.locator(".dialog input[name=value]").fill("100%")
    venue.get_by_role("button", name="记下承诺").click()
    expect(venue.locator(".dialog .said")).to_contain_text("离场前请下载")
    with venue.expect_download() as kept:
        venue.get_by_role("button", name="下载").click()
    written = kept.value.path().read_text(encoding="utf-8-sig")
    assert "100%" in written
    assert "重点帮促村覆盖率" in written
    venue.keyboard.press("Escape")
    assert drawn(venue) == before
    assert venue.wrong == []


LONG = Headline(
    Bilingual(
        "{area}的共富工坊一览与各县（市、区）还要继续补齐的地方",
        "The workshops of {area}, and what is still to be made good",
    )
)
OTHERS = (
    ("33", Step("cities", "map", "workshops_built", (LONG,), marked=("3310",))),
    ("33", Step("counties", "map", "workshops_built", (LONG,), by="county", marked=("331082", "330302"))),
    ("331082", Step("few", "map", "low_income_people_at_work", (LONG,))),
    ("33", Step("ranges", "chart", "income_increase", (LONG,), chart="spread", by="city")),
    ("33", Step("many", "chart", "people_at_work", (LONG,), chart="ranking", by="county", count=40)),
    ("33", Step("blanks", "table", "mountain_town_coverage", (LONG,), table="blanks", count=20)),
    ("33", Step("case", "case", "income_increase", (LONG,), case="yellow-croaker")),
    ("331082112", Step("nothing", "chart", "income_increase", (LONG,), chart="ranking")),
)
"""Pictures that the shipped talks do not have: circles, few people, quartiles, more rows than have room, no answer."""


@pytest.mark.parametrize(("language", "ground"), [("zh", "light"), ("en", "dark")])
def test_every_other_kind_of_picture_can_be_read(installation, warehouse, tmp_path, venue, language, ground):
    with text.using(language):
        talk = composing.compose(warehouse, reading.find("province", installation), settings=installation)
        scenes = [composing.step_scene(warehouse, step, area, settings=installation) for area, step in OTHERS]
    numbered = tuple(
        dataclasses.replace(each, number=at, count=len(scenes)) for at, each in enumerate(scenes, 1)
    )
    path = tmp_path / "others.html"
    pack.write(dataclasses.replace(talk, scenes=numbered), path, settings=installation)
    stand_on(venue, f"{path.as_uri()}?ground={ground}")
    for each in numbered:
        assert headline(venue) == each.headline
        assert venue.locator(".sheet.shown.plain").count() == 0, each.key
        found, pixels = texts(venue), picture(venue)
        assert [word["words"] for word in found if word["size"] < 24] == [], each.key
        assert [word["words"] for word in found if contrast_of(word, pixels) < 4.5] == [], each.key
        if isinstance(each.body, scene.Map):
            assert venue.locator(".sheet.shown .labels text").count() > 8, each.key
        venue.keyboard.press("ArrowRight")
    assert venue.wrong == []


def test_two_digits_within_a_moment_are_one_number(installation, warehouse, tmp_path, venue):
    with text.using("zh"):
        talk = composing.compose(warehouse, reading.find("county", installation), settings=installation)
    figures = talk.scenes[0]
    scenes = tuple(dataclasses.replace(figures, key=f"step{at}", number=at, count=12) for at in range(1, 13))
    path = tmp_path / "twelve.html"
    pack.write(dataclasses.replace(talk, scenes=scenes), path, settings=installation)
    stand_on(venue, path.as_uri())
    shown = venue.locator(".sheet.shown .bar .number")
    venue.keyboard.type("12")
    expect(shown).to_have_text("12/12")
    venue.keyboard.press("1")
    expect(shown).to_have_text("1/12")
    venue.keyboard.press("7")
    assert shown.inner_text() == "7/12", "no second digit can follow, so nothing is waited for"
