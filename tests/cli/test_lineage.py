"""The command that says what stands behind a figure."""

import csv
import io
import json
from dataclasses import replace

import pytest

from sharedwealth import cli_lineage, prepare, settings, text
from sharedwealth.cli_lineage import Format
from sharedwealth.errors import UnknownIndicatorError


@pytest.fixture(scope="module", autouse=True)
def installation():
    found = settings.load()
    prepare.everything(found)
    return found


def test_json_has_the_figure_and_everything_behind_it(capsys):
    cli_lineage.lineage("workshops_built", "331082", format_=Format.json)
    told = json.loads(capsys.readouterr().out)
    assert told["figure"]["value"] == len(told["rows"]) == sum(row["numerator"] for row in told["rows"])
    assert told["sum"]["agrees"] is True
    assert {each["county_code"] for each in told["ledgers"]} == {"331082"}
    assert told["ledgers"][0]["is_generated"] is True


def test_csv_has_the_rows_that_add_up(capsys):
    cli_lineage.lineage("workshops_built", "33", format_=Format.csv)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 90
    assert sum(float(row["numerator"] or 0) for row in rows) == 11145


def test_a_name_that_a_spreadsheet_would_run_is_neutralised_in_csv(capsys, monkeypatch):
    found = cli_lineage.lineages.of
    hostile = "=cmd|'/c calc'!A1"

    def of(*asked):
        told = found(*asked)
        return replace(told, rows=told.rows.assign(name=hostile))

    monkeypatch.setattr(cli_lineage.lineages, "of", of)
    cli_lineage.lineage("workshops_built", "331082", format_=Format.csv)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["name"] for row in rows} == {f"'{hostile}"}


def test_the_table_says_that_it_adds_up(capsys):
    with text.using("en"):
        cli_lineage.lineage("income_increase", "331082")
    said = capsys.readouterr().out
    assert "This is the figure." in said
    assert "Workers whose income before joining is not known." in said


def test_a_key_that_does_not_exist():
    with pytest.raises(UnknownIndicatorError):
        cli_lineage.lineage("no_such_thing")
