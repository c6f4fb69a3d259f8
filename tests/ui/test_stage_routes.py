"""The stage's routes: what they take, what they refuse, and in which words."""

import json
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from sharedwealth import settings as configuration
from sharedwealth.briefings import reading
from sharedwealth.ui import stage_routes, store

OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def visitor(small_province, monkeypatch):
    monkeypatch.setattr(store, "warehouse", lambda: small_province)
    return TestClient(
        Starlette(
            routes=[
                Route("/stage/log", stage_routes.report, methods=["POST"]),
                Route("/stage/{name}", stage_routes.stage),
                Route("/stage/{name}/talk.json", stage_routes.talk),
            ]
        ),
        raise_server_exceptions=False,
    )


def test_a_talk_that_is_not_there_is_said_to_be_missing(visitor):
    answer = visitor.get("/stage/nosuch?lang=en")
    assert answer.status_code == 404
    assert "No such page" in answer.text
    answer = visitor.get("/stage/nosuch/talk.json?lang=en")
    assert answer.status_code == 400
    assert "nosuch" in answer.json()["reason"]


def test_a_talk_that_is_broken_says_what_is_wrong_with_it(visitor, monkeypatch, tmp_path):
    installation = replace(configuration.load(), data=tmp_path)
    folder = reading.own_folder(installation)
    folder.mkdir(parents=True)
    (folder / "torn.yaml").write_text("title: {zh: 甲, en: A", encoding="utf-8")
    monkeypatch.setattr(configuration, "load", lambda: installation)
    answer = visitor.get("/stage/torn?lang=en")
    assert answer.status_code == 422
    assert answer.text.startswith("torn.yaml: the file is not YAML")


@pytest.mark.parametrize(
    ("accepts", "language"), [("en-GB,en;q=0.9", "en"), ("zh-CN", "zh-CN"), ("", "zh-CN")]
)
def test_without_a_language_the_browsers_is_taken(visitor, accepts, language):
    answer = visitor.get("/stage/province", headers={"accept-language": accepts})
    assert f'<html lang="{language}">' in answer.text


def test_a_wrong_month_is_answered_by_a_sentence(visitor):
    answer = visitor.get("/stage/province/talk.json?lang=en&month=2031-01")
    assert answer.status_code == 400
    assert "2031-01" in answer.json()["reason"]


def test_what_breaks_is_told_by_a_number_and_never_by_a_trace(visitor, monkeypatch, caplog):
    def broken(asked):
        raise RuntimeError("a secret path /srv/x")

    monkeypatch.setattr(stage_routes, "composed", broken)
    answer = visitor.get("/stage/province/talk.json?lang=en")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    number = answer.json()["reason"].rstrip(".").split()[-1]
    assert number in caplog.text


def test_a_report_of_our_own_page_is_logged_in_one_line(visitor, caplog):
    answer = visitor.post("/stage/log", content=json.dumps({"words": "step 3: bad\nsecond"}), headers=OWN)
    assert answer.status_code == 204
    assert "stage: step 3: bad ⏎ second" in caplog.text


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        ('{"words": "x"}', {"sec-fetch-site": "cross-site"}, 403),
        ('{"words": "x"}', {"origin": "http://elsewhere"}, 403),
        ("not json", OWN, 400),
        ("[1]", OWN, 400),
        ('{"words": "' + "x" * 5000 + '"}', OWN, 413),
    ],
)
def test_other_reports_are_refused(visitor, content, headers, status, caplog):
    assert visitor.post("/stage/log", content=content, headers=headers).status_code == status
    assert "stage:" not in caplog.text
