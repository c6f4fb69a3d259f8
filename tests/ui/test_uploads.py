"""Files that readers send: who may, how much, for how long, and under which names they lie."""

import time

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from sharedwealth.ui import uploads
from sharedwealth.ui.uploads import FullError, Tray

OURS = {"x-sharedwealth": "upload", "origin": "http://testserver"}


@pytest.fixture
def tray(tmp_path, monkeypatch):
    found = Tray(tmp_path)
    monkeypatch.setattr(uploads, "_made", [found])
    return found


@pytest.fixture
def sender(tray):
    return TestClient(Starlette(routes=[Route("/uploads", uploads.receive, methods=["POST"])]))


def test_a_file_from_our_own_page_is_kept_under_a_random_name(sender, tray):
    answer = sender.post("/uploads?name=温岭.xlsx&lang=zh", content=b"ledger", headers=OURS)
    (received,) = tray.find([answer.json()["token"]])
    assert received.name == "温岭.xlsx"
    assert received.path.read_bytes() == b"ledger"
    assert received.path.parent == tray.folder
    assert received.path.name == f"{received.token}.xlsx"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://testserver"},
        {"x-sharedwealth": "upload"},
        {"x-sharedwealth": "upload", "origin": "http://elsewhere.example"},
        {"x-sharedwealth": "upload", "origin": "null"},
        {**OURS, "sec-fetch-site": "cross-site"},
        {**OURS, "sec-fetch-site": "same-site"},
        {**OURS, "sec-fetch-site": "none"},
    ],
)
def test_no_other_site_sends_files(sender, tray, headers):
    answer = sender.post("/uploads?name=a.xlsx&lang=en", content=b"x", headers=headers)
    assert answer.status_code == 403
    assert "own pages only" in answer.json()["problem"]
    assert list(tray.folder.iterdir()) == []


def test_a_layer_may_be_larger_than_a_ledger_and_has_a_limit_of_its_own(sender, tray, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 2)
    monkeypatch.setattr(uploads, "LARGEST_LAYER", 4)
    ask = "/uploads?name=towns.gpkg&lang=en"
    assert sender.post(ask, content=b"123", headers=OURS).status_code == 413
    assert sender.post(f"{ask}&for=layer", content=b"123", headers=OURS).status_code == 200
    refused = sender.post(f"{ask}&for=layer", content=b"12345", headers=OURS)
    assert refused.status_code == 413
    assert "Export only the towns or villages" in refused.json()["problem"]
    assert len(list(tray.folder.iterdir())) == 1


def test_files_are_only_sent_never_fetched(sender):
    assert sender.get("/uploads").status_code == 405


def test_a_file_above_the_size_is_refused_in_the_pages_language(sender, tray, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 10)
    answer = sender.post("/uploads?name=big.xlsx&lang=zh", content=b"x" * 11, headers=OURS)
    assert answer.status_code == 413
    assert answer.json()["problem"].startswith("big.xlsx 超过")
    assert sender.post("/uploads?name=b.xlsx&lang=zh", content=b"x" * 10, headers=OURS).status_code == 200


def test_files_together_stay_below_their_most(sender, tray, monkeypatch, tmp_path):
    monkeypatch.setattr(uploads, "_made", [Tray(tmp_path, most_bytes=10)])
    assert sender.post("/uploads?name=a.csv&lang=en", content=b"123456", headers=OURS).status_code == 200
    answer = sender.post("/uploads?name=b.csv&lang=en", content=b"123456", headers=OURS)
    assert answer.status_code == 503
    assert "Send b.csv again in a few minutes" in answer.json()["problem"]


def test_room_is_there_again_when_a_file_is_removed(tmp_path):
    tray = Tray(tmp_path, most_bytes=10)
    first = tray.put("a.csv", b"1234567890")
    with pytest.raises(FullError):
        tray.put("b.csv", b"1")
    tray.remove([first.token])
    tray.put("b.csv", b"1")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_goes_when_its_time_is_over_though_no_other_comes(tmp_path):
    tray = Tray(tmp_path, kept_seconds=0.05)
    received = tray.put("a.csv", b"1")
    until = time.monotonic() + 20
    while received.path.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not received.path.exists()
    assert tray.find([received.token]) == []


def test_a_token_that_was_never_given_finds_nothing(tray):
    tray.put("a.csv", b"1")
    assert tray.find(["", "../a.csv", "x" * 32]) == []


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\台账\\331082-2024-11.xlsx", "331082-2024-11.xlsx"),
        ("/a/b/", "b"),
        ("", "?"),
        ("..", "?"),
        ("a\x00\n\u202eb.xlsx", "ab.xlsx"),
        ("  x.csv ", "x.csv"),
    ],
)
def test_a_name_is_the_last_part_of_a_path_and_nothing_else(sent, shown):
    assert uploads.clean(sent) == shown


def test_a_long_name_is_cut_and_keeps_its_end():
    cut = uploads.clean("长" * 400 + ".xlsx")
    assert len(cut) < 140
    assert cut.endswith(".xlsx")


@pytest.mark.parametrize("name", ["a.tar/../../x", "x.sh;rm", "x.设置", "noend"])
def test_nothing_of_a_name_but_a_plain_ending_reaches_the_disk(tmp_path, name):
    received = Tray(tmp_path).put(uploads.clean(name), b"1")
    assert received.path.parent == tmp_path
    assert received.token in {received.path.stem, received.path.name}
