"""The number as said: figures of an earlier snapshot beside today's, and what was restated since."""

from dataclasses import replace

import pandas as pd
import pytest

from sharedwealth import settings as configuration
from sharedwealth.briefings import as_said, reading
from sharedwealth.intake import journal, restatements
from sharedwealth.text import using
from sharedwealth.warehouse.connection import Warehouse
from sharedwealth.warehouse.shelf import SnapshotInfo
from tests.conftest import META

TALK = """
title: {zh: 县, en: County}
level: county
area: "339101"
steps:
  - {key: a, view: figure, indicator: workshops_built, beside: [people_at_work],
     headline: [{zh: "{area}{workshops_built}，一年{workshops_built.figure}", en: "{area} {workshops_built}"}]}
"""


@pytest.fixture
def installation(tmp_path):
    return replace(configuration.load(), data=tmp_path)


@pytest.fixture
def told(small_province, tmp_path):
    info = SnapshotInfo("5A11ED", "demonstration", "2024-04", META["built_at"], "", 0, "", tmp_path)
    return small_province, info


@pytest.fixture
def today(small_connection):
    """The same province in which one workshop more is known to stand in County A."""
    small_connection.execute("UPDATE area_stocks SET built = built + 1 WHERE area_code = '339101'")
    return Warehouse.in_memory(small_connection, {**META, "code": "70DA4E"})


def found(installation, told, today, language="zh"):
    with using(language):
        return as_said.as_said(installation, told, today, reading.of_text(TALK, "county"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_figure_stands_once_with_both_values(installation, told, today, language):
    figures = found(installation, told, today, language).figures
    assert [(each.indicator, each.attribute) for each in figures] == [
        ("workshops_built", "value"),
        ("people_at_work", "value"),
    ]
    built, people = figures
    stock = told[0].query(
        "SELECT built FROM area_stocks WHERE area_code = '339101' AND month = DATE '2024-04-01' "
        "AND workshop_type = 'all'"
    )["built"][0]
    assert (built.said_value, built.now_value, built.has_moved) == (stock, stock + 1, True)
    assert not people.has_moved


def test_the_figures_are_those_of_the_snapshot_that_was_named(installation, told, today):
    talk = found(installation, told, today).talk
    assert (talk.snapshot, talk.month) == ("5A11ED", "2024-04")


def test_what_was_restated_since_is_told_of_these_figures_alone(installation, told, today):
    entry = journal.append(
        installation, "publication", who="county", source="file", told={"before": "5A11ED", "after": "70DA4E"}
    )
    row = dict.fromkeys(restatements.COLUMNS, "") | {
        "publication": entry.number, "area": "339101", "month": "2024-04", "indicator": "workshops_built",
        "unit": "workshops", "before": 2, "after": 3, "status_before": "ok", "status_after": "ok",
        "counties_before": 1, "counties_after": 1,
    }  # fmt: skip
    other = row | {"area": "339102"}
    kept = installation.journal / "restatements" / f"{entry.number:06d}.csv"
    kept.parent.mkdir(parents=True)
    pd.DataFrame([row, other]).to_csv(kept, index=False)
    moved = found(installation, told, today).restated
    assert moved[["area", "before", "after"]].to_numpy().tolist() == [["339101", 2, 3]]


def test_a_publication_before_the_snapshot_is_none_since(installation, told, today):
    journal.append(
        installation, "publication", who="county", source="file", at="2024-05-01T00:00:00+00:00",
        told={"before": "AAAAAA", "after": "5A11ED"},
    )  # fmt: skip
    said = found(installation, told, today)
    assert said.restated.empty
    assert said.problems == ()
