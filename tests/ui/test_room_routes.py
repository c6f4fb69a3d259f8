"""What the stage asks and tells in the middle of a talk: questions and promises; and files that leave the room."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from sharedwealth import settings as configuration
from sharedwealth.briefings import promise_book
from sharedwealth.exports.formats import FORMATS
from sharedwealth.ui import export_routes, room_routes, store
from sharedwealth.warehouse import shelf
from sharedwealth.warehouse.connection import open_snapshot

OURS = {"sec-fetch-site": "same-origin"}
PROMISE = {
    "id": "1", "area": "331082", "indicator": "village_coverage", "value": "30%", "due": "2024-12-31",
    "month": "2024-10", "briefing": "county", "step": "coverage", "note": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def warehouse():
    found = open_snapshot(shelf.current(configuration.load()))
    yield found
    found.close()


@pytest.fixture
def stage(warehouse, monkeypatch, tmp_path):
    """The routes over the built province; what is written goes to a folder of the test's own."""
    monkeypatch.setattr(store, "warehouse", lambda: warehouse)
    monkeypatch.setattr(room_routes.settings, "load", lambda: replace(_LOADED, data=tmp_path))
    routes = [
        Route("/stage/ask", room_routes.ask),
        Route("/stage/promises", room_routes.promise, methods=["POST"]),
        Route("/exports/{name}", export_routes.export),
    ]
    return TestClient(Starlette(routes=routes))


_LOADED = configuration.load()


@pytest.mark.parametrize(("language", "place"), [("zh", "临海市"), ("en", "Linhai City")])
def test_a_question_that_may_be_one_thing_is_offered_while_it_is_typed(stage, language, place):
    told = stage.get("/stage/ask", params={"q": "lh fgl", "lang": language, "choices": "1"}).json()
    [choice] = told["choices"]
    assert choice["q"] == "331082 village_coverage"
    assert place in choice["label"]


def test_a_question_of_several_things_has_choices_and_an_unknown_one_a_sentence(stage):
    assert len(stage.get("/stage/ask", params={"q": "yh"}).json()["choices"]) > 2
    unknown = stage.get("/stage/ask", params={"q": "blorptang", "lang": "en"}).json()
    assert "blorptang" in unknown["sentence"]


@pytest.mark.parametrize("wrong", [{"snapshot": "ABCDEF"}, {"month": "2019-01"}, {"month": "soon"}])
def test_what_cannot_be_asked_is_said_in_a_sentence(stage, wrong):
    answer = stage.get("/stage/ask", params={"q": "331082 gini", "lang": "en", **wrong})
    told = answer.json()
    assert answer.status_code == 422 or told["scene"]["problem"]
    assert "Traceback" not in answer.text


def test_a_promise_from_the_stage_is_written_down_once(stage, tmp_path):
    for _ in range(2):
        answer = stage.post("/stage/promises", json=PROMISE, headers=OURS)
        assert answer.status_code == 200
    [kept] = promise_book.read(replace(_LOADED, data=tmp_path))
    assert (kept.area, kept.value, kept.talk, kept.step) == ("331082", 0.3, "county", "coverage")


@pytest.mark.parametrize(
    "headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "http://elsewhere.example"}]
)
def test_no_other_site_makes_promises(stage, headers, tmp_path):
    assert stage.post("/stage/promises", json=PROMISE, headers=headers).status_code == 403
    assert promise_book.read(replace(_LOADED, data=tmp_path)) == []


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 400), (b"[1]", 400), (b"{", 400), (b"{}", 422), (b"x" * 9000, 413), (b"\xff", 400)],
)
def test_what_is_no_promise_is_said(stage, content, status):
    answer = stage.post("/stage/promises?lang=en", content=content, headers=OURS)
    assert answer.status_code == status
    assert answer.json()["problem"]


def test_what_is_wrong_is_said_in_the_language_of_the_stage_that_asks(stage):
    wrong = {**PROMISE, "value": "many"}
    headers = {**OURS, "referer": "http://testserver/stage/county?lang=en"}
    told = stage.post("/stage/promises", json=wrong, headers=headers).json()
    assert told["problem"].startswith("“many” is not a number")


class Written:
    """A way out that writes the talk's name and its snapshot."""

    ending, name = ".txt", "Text"

    def write(self, talk, to, _order):
        to.write_text(f"{talk.name} {talk.area} {talk.snapshot} {talk.language}", encoding="utf-8")


def test_an_export_is_a_file_with_a_name_that_says_what_it_is(stage, warehouse, monkeypatch):
    monkeypatch.setitem(FORMATS, "txt", Written())
    answer = stage.get("/exports/county.txt", params={"area": "331082", "month": "2024-10", "lang": "zh"})
    code = warehouse.meta["code"]
    assert answer.text == f"county 331082 {code} zh"
    named = unquote(answer.headers["content-disposition"])
    assert f"共富工坊县级汇报-临海市-2024-10-{code}.txt" in named


@pytest.mark.parametrize(
    "address",
    [
        "county.nothing",
        "nothing.txt",
        "county",
        "county.txt?area=33",
        "overview.txt",
        "county.txt?snapshot=AAAAAA",
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(stage, monkeypatch, address):
    monkeypatch.setitem(FORMATS, "txt", Written())
    answer = stage.get(f"/exports/{address}")
    assert answer.status_code == 422
    assert "Traceback" not in answer.text
    assert answer.text


def test_a_page_is_exported_as_a_talk_is(stage, monkeypatch):
    monkeypatch.setitem(FORMATS, "txt", Written())
    answer = stage.get("/exports/overview.txt?kind=page&area=3310&lang=en")
    assert answer.text.startswith("overview 3310")
