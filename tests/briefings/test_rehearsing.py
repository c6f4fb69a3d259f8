"""Rehearsal: what has to be looked at before a talk is told."""

from dataclasses import replace
from typing import Any

import pytest

from sharedwealth import settings
from sharedwealth.briefings import composing, reading, rehearsing, scene
from sharedwealth.briefings.scene import Talk
from sharedwealth.text import using
from sharedwealth.warehouse.connection import Warehouse


@pytest.fixture(scope="module")
def talk(province: Warehouse) -> Talk:
    with using("en"):
        return composing.compose(province, reading.find("province"))


def _remarks(talk: Talk, last_month: str = "2024-10") -> list[tuple[str, str]]:
    with using("en"):
        return [(each.step, each.kind) for each in rehearsing.rehearse(talk, settings.load(), last_month)]


def test_the_shipped_talk_has_nothing_that_stops_it(talk: Talk) -> None:
    with using("en"):
        remarks = rehearsing.rehearse(talk, settings.load(), "2024-10")
    assert [each for each in remarks if each.weight == "stop"] == []


def _changed(talk: Talk, key: str, **parts: Any) -> Talk:
    scenes = tuple(replace(each, **parts) if each.key == key else each for each in talk.scenes)
    return replace(talk, scenes=scenes)


def test_a_headline_that_no_longer_holds_is_told(talk: Talk) -> None:
    assert ("target", "headline") in _remarks(_changed(talk, "target", holds=False))


def test_a_condition_that_fails_is_found_in_the_figures(province: Warehouse) -> None:
    """In early 2023 the target was far away, so the step has lost its point."""
    with using("en"):
        early = composing.compose(province, reading.find("province"), month="2023-01")
    assert ("target", "headline") in _remarks(early, "2023-01")


def test_an_old_month_is_told(talk: Talk) -> None:
    assert {kind for _, kind in _remarks(talk, "2024-11")} >= {"month"}
    assert "month" not in {kind for _, kind in _remarks(talk)}


def test_a_long_headline_is_told(talk: Talk) -> None:
    long = "a headline of many more words than anybody in the last row could ever read at once"
    kinds = {kind for step, kind in _remarks(_changed(talk, "number", headline=long)) if step == "number"}
    assert kinds == {"length", "overflow"}


def test_hidden_and_missing_figures_are_counted(talk: Talk) -> None:
    number = talk.scenes[0]
    assert isinstance(number.body, scene.Figures)
    hidden = replace(number.body.facts[0], status="suppressed", value=None)
    gone = replace(number.body.facts[1], status="no_data", value=None)
    body = scene.Figures((hidden, gone, *number.body.facts[2:]))
    kinds = {kind for step, kind in _remarks(_changed(talk, "number", body=body)) if step == "number"}
    assert kinds == {"suppressed", "missing"}


def test_a_place_without_a_boundary_is_named(talk: Talk) -> None:
    sheet = next(each for each in talk.scenes if each.key == "coverage")
    assert isinstance(sheet.body, scene.Map)
    rows = (replace(sheet.body.rows[0], code="339999", name="Nowhere"), *sheet.body.rows[1:])
    with using("en"):
        remarks = rehearsing.rehearse(
            _changed(talk, "coverage", body=replace(sheet.body, rows=rows)), settings.load(), "2024-10"
        )
    assert "Nowhere" in next(each.sentence for each in remarks if each.kind == "boundary")


def test_a_step_that_cannot_be_told_stops(province: Warehouse) -> None:
    """A silent county: its charts of the month are sentences, and rehearsal says so."""
    with using("en"):
        silent = composing.compose(province, reading.find("county"), "330329")
    stops = {step for step, kind in _remarks(silent) if kind == "problem"}
    assert stops == {"towns", "spread"}
