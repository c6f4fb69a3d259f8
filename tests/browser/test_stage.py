"""The stage in the hall: played by keyboard, read from the last row, left and come back to."""

import json
import random
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from sharedwealth import text
from sharedwealth.briefings import composing, reading
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
from tests.browser.witness import Witness

pytestmark = pytest.mark.browser


@pytest.fixture
def hall(chromium, server):
    """A presenter's browser on a projector; the network beyond the own server is shut out."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    seen = Witness(server)
    opened = context.new_page()
    seen.watch(opened)
    opened.witness = seen
    yield opened
    context.close()


@pytest.fixture
def talks(installation, warehouse):
    def composed(name, language):
        with text.using(language):
            return composing.compose(warehouse, reading.find(name, installation), settings=installation)

    return composed


@pytest.mark.parametrize(("name", "language"), [("province", "zh"), ("county", "en")])
def test_a_whole_talk_is_played_by_keyboard(hall, server, talks, name, language):
    talk = talks(name, language)
    stand_on(hall, f"{server}/stage/{name}?lang={language}")
    for scene in talk.scenes:
        assert headline(hall) == scene.headline
        assert address(hall).endswith(f"#{scene.key}")
        expect(hall.locator(".sheet.shown .foot")).to_contain_text(talk.snapshot)
        hall.keyboard.press("ArrowRight")
    assert headline(hall) == talk.scenes[-1].headline, "the last step is the end"
    for key, at in [
        ("Home", 0),
        ("PageDown", 1),
        ("Space", 2),
        ("PageUp", 1),
        ("ArrowLeft", 0),
        ("End", -1),
        ("3", 2),
    ]:
        hall.keyboard.press(key)
        assert headline(hall) == talk.scenes[at].headline, key
    assert f"snapshot={talk.snapshot}" in address(hall)
    hall.witness.assert_quiet()


@pytest.mark.parametrize(
    ("name", "language", "ground"),
    [
        ("province", "zh", "light"),
        ("province", "zh", "dark"),
        ("province", "en", "dark"),
        ("county", "zh", "dark"),
        ("county", "en", "light"),
    ],
)
def test_every_word_can_be_read_from_the_last_row(hall, server, name, language, ground):
    stand_on(hall, f"{server}/stage/{name}?lang={language}&ground={ground}")
    count = int(hall.locator(".sheet.shown .bar .number").inner_text().split("/")[1])
    for step in range(1, count + 1):
        hall.keyboard.press(str(step))
        found = texts(hall)
        assert len(found) > 5
        small = [each["words"] for each in found if each["size"] < 24]
        assert small == [], f"step {step}"
        assert all(each["size"] >= 48 for each in found if each["inside"] == "note")
        keys = [each for each in found if each["inside"] == "key"]
        assert all(each["size"] >= 96 for each in keys)
        outside = [each["words"] for each in found if not is_on_the_sheet(*each["box"])]
        assert outside == [], f"step {step}"
        cut = [each["words"] for each in found if ink_below(each) > each["picture"] + 1]
        assert cut == [], f"step {step}"
        pixels = picture(hall)
        faint = {
            each["words"]: round(ratio, 2) for each in found if (ratio := contrast_of(each, pixels)) < 4.5
        }
        assert faint == {}, f"step {step}"


def is_on_the_sheet(left, top, right, bottom):
    return left >= 0 and top >= 0 and right <= 1920 and bottom <= 1080


def ink_below(written):
    """Where its lowest letters end, a little above the box of its font."""
    return written["box"][3] - 0.08 * written["size"]


def test_names_on_a_map_do_not_cover_one_another(hall, server):
    stand_on(hall, f"{server}/stage/province?lang=en#blanks")
    boxes = hall.evaluate(
        "() => [...document.querySelectorAll('.sheet.shown .labels text')].map((each) => each.getBBox())"
        ".map(({x, y, width, height}) => [x, y + height * 0.18, x + width, y + height * 0.82])"
    )
    assert len(boxes) > 20
    covered = [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert covered == []


def test_no_curve_runs_through_the_words_of_a_target(hall, server):
    stand_on(hall, f"{server}/stage/county?lang=en#growth")
    words, points = hall.evaluate(
        """() => {
          const chart = document.querySelector('.sheet.shown svg.chart')
          const {x, y, width, height} = [...chart.querySelectorAll('text')]
            .find((each) => each.textContent.includes(' target ')).getBBox()
          const curve = chart.querySelector('.curve.main')
          const steps = [...Array(400).keys()].map((at) => curve.getPointAtLength(curve.getTotalLength() * at / 399))
          return [[x, y + height * 0.18, x + width, y + height * 0.82], steps.map((each) => [each.x, each.y])]
        }"""
    )
    assert len(points) == 400
    through = [(x, y) for x, y in points if words[0] < x < words[2] and words[1] < y < words[3]]
    assert through == []


def test_a_map_names_only_the_areas_that_were_asked_about(hall, server, talks):
    stand_on(hall, f"{server}/stage/province?lang=zh#coverage")
    sheet = next(each for each in talks("province", "zh").scenes if each.key == "coverage")
    named = set(hall.locator(".sheet.shown .labels text").all_text_contents())
    names = {row.name.rstrip("县市区") for row in sheet.body.rows} | {row.text for row in sheet.body.rows}
    assert len(named) > 10
    assert {each for each in named if each.rstrip("县市区") not in names} == set()


@pytest.mark.parametrize("step", ["coverage", "spread", "next"])
def test_ten_clicks_anywhere_and_escape_lead_back_to_the_same_step(hall, server, step):
    stand_on(hall, f"{server}/stage/province?lang=zh#{step}")
    before, left_at = drawn(hall), address(hall)
    draw = random.Random(step)  # noqa: S311  nothing is kept secret by it
    for _ in range(10):
        hall.mouse.click(draw.randint(120, 1800), draw.randint(10, 1070))
    hall.keyboard.press("Escape")
    assert drawn(hall) == before
    assert address(hall) == left_at


def test_a_county_is_opened_by_click_and_by_keys_and_left_by_escape(hall, server):
    stand_on(hall, f"{server}/stage/province?lang=zh#blanks")
    before = drawn(hall)
    open_county(hall, "331121")
    assert headline(hall).startswith("青田县")
    expect(hall.locator(".sheet.shown .area")).to_have_count(32)
    hall.get_by_role("button", name="浙江省").click()
    assert drawn(hall) == before
    hall.keyboard.press("ArrowDown")
    hall.keyboard.press("ArrowDown")
    hall.keyboard.press("Enter")
    assert hall.locator(".sheet.over-step.shown").count() == 1
    hall.keyboard.press("Escape")
    assert drawn(hall) == before
    open_county(hall, "331121")
    hall.keyboard.press("ArrowRight")
    assert address(hall).endswith("#improved"), "keys go on from an opened map"


def test_an_address_opens_a_step_cold(hall, server, talks):
    scenes = talks("province", "zh").scenes
    for mark, scene in (
        ("#5", scenes[4]),
        ("#lanterns", scenes[6]),
        ("#99", scenes[-1]),
        ("#nosuch", scenes[0]),
    ):
        hall.goto("about:blank")
        stand_on(hall, f"{server}/stage/province?lang=zh{mark}")
        assert headline(hall) == scene.headline
    hall.evaluate("() => { location.hash = '#2' }")
    expect(hall.locator(".sheet.shown")).to_have_attribute("data-key", scenes[1].key)


def test_blank_spotlight_help_and_ground_leave_the_step_as_it_was(hall, server):
    stand_on(hall, f"{server}/stage/province?lang=en#target")
    before = drawn(hall)
    for key, appears in (
        ("b", "#blank"),
        ("t", "#spot"),
        ("?", ".dialog"),
        ("m", ".dialog"),
        ("Control+k", ".dialog"),
    ):
        hall.keyboard.press(key)
        assert hall.locator(appears).count() == 1, key
        hall.keyboard.press("Escape")
        assert drawn(hall) == before, key
    hall.keyboard.press("g")
    assert hall.evaluate("() => document.documentElement.className").startswith("dark")
    assert "ground=dark" in address(hall)
    assert drawn(hall) == before


def test_a_step_that_cannot_be_drawn_keeps_headline_and_number_and_the_talk_goes_on(hall, server):
    reports = []

    def spoilt(route):
        answer = route.fetch()
        content = answer.json()
        content["talk"]["scenes"][3]["body"]["legend"] = None
        route.fulfill(response=answer, body=json.dumps(content))

    hall.route("**/talk.json*", spoilt)
    hall.route("**/stage/log", lambda route: (reports.append(route.request.post_data), route.continue_()))
    stand_on(hall, f"{server}/stage/province?lang=zh#coverage")
    hall.keyboard.press("ArrowRight")
    expect(hall.locator("#marks")).to_contain_text("未能画出")
    shown = hall.locator("#stage").inner_text()
    assert "17" in headline(hall)
    assert "97.6%" in shown
    assert "TypeError" not in shown
    assert "TypeError" in reports[0]
    hall.keyboard.press("ArrowRight")
    assert hall.locator(".sheet.shown .chart").count() == 1
    assert hall.locator("#marks").inner_text().strip() == "", "the mark stays with its step"


def test_a_talk_keeps_its_snapshot_and_says_that_there_is_a_newer_one(hall, server, talks):
    held = talks("province", "zh").snapshot
    hall.route("**/ready", lambda route: route.fulfill(json={"status": "ready", "snapshot": "FFFFFF"}))
    stand_on(hall, f"{server}/stage/province?lang=zh")
    expect(hall.locator("#marks")).to_contain_text("FFFFFF")
    expect(hall.locator("#marks")).to_contain_text(f"仍用 {held}")
    hall.keyboard.press("ArrowRight")
    expect(hall.locator(".sheet.shown .foot")).to_contain_text(held)
    hall.reload()
    expect(hall.locator(".sheet.shown .foot")).to_contain_text(held)


def test_notes_follow_and_turn_the_page(hall, server, talks):
    scenes = talks("province", "zh").scenes
    stand_on(hall, f"{server}/stage/province?lang=zh")
    with hall.context.expect_page() as opened:
        hall.keyboard.press("n")
    notes = opened.value
    expect(notes.locator(".script")).to_have_text(scenes[0].script)
    expect(notes.locator(".next")).to_contain_text(scenes[1].headline)
    notes.keyboard.press("ArrowRight")
    assert headline(hall) == scenes[1].headline
    expect(notes.locator(".script")).to_have_text(scenes[1].script)
    assert notes.locator(".clock").inner_text().count(":") == 1


def test_steps_are_painted_without_a_fade(hall, server):
    stand_on(hall, f"{server}/stage/province?lang=zh")
    moving = hall.evaluate(
        "() => [...document.querySelectorAll('#stage *')].filter((each) => {"
        "  const style = getComputedStyle(each);"
        "  return style.animationName !== 'none' || style.transitionDuration !== '0s' }).length"
    )
    assert moving == 0
    pictures = []
    for key in ("2", "3", "2"):
        hall.keyboard.press(key)
        pictures.append(picture(hall))
    assert (pictures[0] == pictures[2]).all(), "a step looks the same whenever it is shown"
    assert all((one != other).any() for one, other in pairwise(pictures))


def test_a_question_is_asked_of_the_server_and_its_answer_stands_on_the_stage(hall, server):
    asked = []

    def answered(route):
        asked.append(parse_qs(urlsplit(route.request.url).query))
        if asked[-1]["q"] == ["331082 village_coverage"]:
            route.fulfill(json={"scene": answer})
        else:
            route.fulfill(json={"choices": [{"text": "临海市 · 覆盖率", "q": "331082 village_coverage"}]})

    hall.route("**/stage/ask?*", answered)
    with hall.expect_response("**/talk.json*") as fetched:
        stand_on(hall, f"{server}/stage/province?lang=zh#target")
    scene = fetched.value.json()["talk"]["scenes"][0]
    answer = {**scene, "headline": "临海市覆盖20.1%"}
    before = drawn(hall)
    hall.keyboard.press("Control+k")
    hall.keyboard.type("lh")
    expect(hall.locator(".choices li")).to_have_text(["临海市 · 覆盖率"])
    hall.keyboard.press("Enter")
    expect(hall.locator(".sheet.shown")).to_have_attribute("aria-label", "临海市覆盖20.1%")
    assert asked[-1] == {
        "q": ["331082 village_coverage"],
        "month": ["2024-10"],
        "snapshot": [scene["snapshot"]],
        "lang": ["zh"],
    }
    hall.keyboard.press("Escape")
    assert drawn(hall) == before


def test_a_promise_that_could_not_be_sent_is_sent_once_the_server_takes_it(hall, server):
    sent, is_open = [], []

    def taken(route):
        if is_open:
            sent.append(route.request.post_data_json)
        route.fulfill(status=201 if is_open else 503)

    hall.route("**/stage/promises*", taken)
    stand_on(hall, f"{server}/stage/county?lang=en")
    for value in ("200", "210"):
        hall.keyboard.press("m")
        hall.locator(".dialog input[name=value]").fill(value)
        hall.get_by_role("button", name="Keep the promise").click()
        said = "sent to the dashboard" if is_open else "as soon as the dashboard answers"
        expect(hall.locator(".dialog .said")).to_contain_text(said)
        hall.keyboard.press("Escape")
        is_open.append(True)
    assert [each["value"] for each in sent] == ["200", "210"]
    assert {(each["area"], each["indicator"], each["month"]) for each in sent} == {
        ("331082", "workshops_built", "2024-10")
    }
    assert len({each["id"] for each in sent}) == 2
