"""The stage without its server: killed in the middle of a talk, and packed for a venue that has none."""

import os
import subprocess
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import expect

from sharedwealth import text
from sharedwealth.bench.browser import free_port, running
from sharedwealth.briefings import composing, reading
from sharedwealth.exports import pack
from sharedwealth.settings import ROOT
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.browser.stage_acts import drawn, headline, open_county, stand_on

pytestmark = pytest.mark.browser

FETCHED = """() => {
  const asked = performance.getEntriesByType('resource').map(({ name }) => name)
  return new Set(asked.filter((name) => name.includes('/map/'))).size >= 12
}"""
QINGTIAN = "331121"


def test_a_talk_goes_on_while_the_server_is_killed_and_finds_it_again(chromium, installation):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "sharedwealth", "serve", "--port", str(port)]
    environment = {**os.environ, "SHAREDWEALTH_DATA": str(installation.data)}
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _until_ready(address)
        stand_on(page, f"{address}/stage/province?lang=zh#target")
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
    with running(command, environment, ROOT, f"{address}/ready"):
        expect(page.locator("#marks span")).to_have_count(0)
        assert headline(page) == told, "the step stays where it was"
        assert page.url.endswith("#blanks")
        page.keyboard.press("ArrowRight")
        assert page.url.endswith("#improved")
    page.close()


def _until_ready(address):
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{address}/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not begin")


@pytest.fixture(scope="module")
def packed(installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("venue")
    warehouse = open_snapshot(snapshots.current(installation))

    def made(name, language):
        with text.using(language):
            talk = composing.compose(warehouse, reading.find(name, installation), settings=installation)
        path = folder / f"{name}-{language}.html"
        pack.write(talk, path, settings=installation)
        return path, talk

    yield made
    warehouse.close()


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
    for scene in talk.scenes:
        assert headline(venue) == scene.headline
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
