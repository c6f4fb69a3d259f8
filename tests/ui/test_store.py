"""Snapshots by their code: the current one, another one, and none."""

from types import SimpleNamespace

import pytest

from sharedwealth.errors import SnapshotError
from sharedwealth.ui import store


@pytest.fixture
def shelf(monkeypatch):
    """Three snapshots of which the last is current; each is opened as an object of its own, and counted."""
    known = {code: SimpleNamespace(code=code) for code in ("AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD")}
    opened = []

    def find(_settings, code):
        if code.upper() not in known:
            raise SnapshotError(code)
        return known[code.upper()]

    def open_one(info):
        opened.append(info.code)
        return SimpleNamespace(code=info.code)

    monkeypatch.setattr(store.shelf, "find", find)
    monkeypatch.setattr(store.shelf, "pointed_to", lambda _settings: known["DDDDDD"])
    monkeypatch.setattr(store.snapshots, "current", lambda _settings: known["DDDDDD"])
    monkeypatch.setattr(store, "open_snapshot", open_one)
    monkeypatch.setattr(store, "_opened", lambda info, _folder: open_one(info))
    monkeypatch.setattr(store, "_pulled", lambda info, _folder: open_one(info))
    return opened


def test_a_talk_keeps_the_snapshot_it_was_given(shelf):
    assert store.held("AAAAAA").code == "AAAAAA"
    assert store.held("aaaaaa").code == "AAAAAA"
    assert store.held("DDDDDD").code == store.warehouse().code


def test_a_code_that_is_not_on_the_shelf_is_said(shelf):
    with pytest.raises(SnapshotError):
        store.held("EEEEEE")
    assert shelf == []


def test_a_pinned_talk_goes_on_when_the_current_snapshot_is_damaged(shelf, monkeypatch):
    def damaged(_settings):
        raise SnapshotError("damaged")

    monkeypatch.setattr(store.shelf, "pointed_to", damaged)
    monkeypatch.setattr(store.snapshots, "current", damaged)
    assert store.held("BBBBBB").code == "BBBBBB"
