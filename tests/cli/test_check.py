"""`check` as a clerk and a program use it."""

import json
import os
import subprocess
import sys
from datetime import date

import openpyxl
import pandas as pd
import pytest

from sharedwealth import prepare, settings
from sharedwealth.intake.contexts import Contexts
from tests.ledgers import workbooks

COUNTY, MONTH = "331082", date(2024, 11, 1)
FIELDS = [
    "file",
    "sheet",
    "row",
    "column",
    "rule",
    "severity",
    "found",
    "expected",
    "message_zh",
    "message_en",
]


def run(*arguments, lang="en"):
    return subprocess.run(
        [sys.executable, "-m", "sharedwealth", "--lang", lang, "check", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=settings.ROOT,
        env={**os.environ, "COLUMNS": "200"},
        check=False,
    )


@pytest.fixture(scope="module")
def ledger():
    """A sound ledger of a county of the current snapshot, as its clerk would write it with all that is known."""
    prepare.everything(settings.load())
    known = Contexts(settings.load()).of(COUNTY, MONTH)
    rows = {
        name: [
            {key: None if pd.isna(value) else _plain(value) for key, value in row.items()}
            for row in frame.to_dict("records")
        ]
        for name, frame in known.previous.items()
    }
    for number, row in enumerate(rows["employment"]):
        row["wage_yuan"] += 10 * (number % 7) + 1
    for row in rows["results"]:
        row["output_yuan"] += 1_000
    return workbooks.LedgerData(COUNTY, MONTH, **rows)


def _plain(value):
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


@pytest.fixture(scope="module")
def sound(ledger, tmp_path_factory):
    return workbooks.write(ledger, tmp_path_factory.mktemp("sound") / "331082-2024-11.xlsx").paths[0]


@pytest.fixture(scope="module")
def wrong(ledger, tmp_path_factory):
    damaged = workbooks.changed(ledger, "employment", 2, days_worked=45)
    target = tmp_path_factory.mktemp("wrong") / "331082-2024-11.xlsx"
    return workbooks.write(damaged, target)


def test_a_sound_ledger_is_said_to_be_so_and_ends_with_0(sound):
    told = run(sound)
    assert told.returncode == 0, told.stdout
    assert "errors 0" in told.stdout
    assert "It can be published" in told.stdout


def test_json_has_exactly_the_promised_fields_and_errors_end_with_1(wrong):
    told = run(wrong.paths[0], "--json")
    assert told.returncode == 1
    findings = json.loads(told.stdout)
    assert all(list(finding) == FIELDS for finding in findings)
    (error,) = [finding for finding in findings if finding["severity"] == "error"]
    row, column = wrong.cell("employment", 2, "days_worked")
    assert (error["rule"], error["sheet"], error["row"], error["column"]) == (
        "days_in_month",
        "用工",
        row,
        column,
    )
    assert (error["file"], error["found"], error["expected"]) == ("331082-2024-11.xlsx", "45", "0–30")


@pytest.mark.parametrize(("lang", "said"), [("zh", "只有 30 天"), ("en", "has 30 days")])
def test_the_table_speaks_the_language_of_the_command_line(wrong, lang, said):
    told = run(wrong.paths[0], lang=lang)
    assert told.returncode == 1
    assert said in told.stdout.replace("\n", "")
    assert "H5" in told.stdout


def test_a_file_of_another_month_or_county_than_asked_is_stopped(sound):
    told = run(sound, "--month", "2024-10", "--county", "331081", "--json")
    assert told.returncode == 1
    assert {"month_asked", "county_asked"} <= {finding["rule"] for finding in json.loads(told.stdout)}


def test_a_file_that_cannot_be_read_ends_with_2_and_the_others_are_checked_all_the_same(wrong, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no workbook at all")
    told = run(broken, wrong.paths[0], "--json")
    assert told.returncode == 2
    assert [finding["rule"] for finding in json.loads(told.stdout) if finding["severity"] == "error"] == [
        "days_in_month"
    ]
    assert "broken.xlsx" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_sheets_of_a_ledger_in_csv_are_one_ledger(ledger, tmp_path):
    folder = tmp_path / "331082-2024-11"
    habit = workbooks.HABITS["csv"]
    paths = workbooks.write(ledger, folder, habit).paths
    told = run(*paths, "--county", COUNTY, "--month", "2024-11", "--json")
    assert told.returncode == 0, told.stdout


def test_a_marked_copy_is_written_beside_what_is_printed(wrong, tmp_path):
    marked = tmp_path / "marked.xlsx"
    assert run(wrong.paths[0], "--marked", marked).returncode == 1
    row, column = wrong.cell("employment", 2, "days_worked")
    comment = openpyxl.load_workbook(marked)["用工"][f"{column}{row}"].comment
    assert comment is not None
    assert "30" in comment.text


def test_marked_copies_of_several_files_go_into_a_folder(wrong, sound, tmp_path):
    other = tmp_path / "331082.xlsx"
    other.write_bytes(sound.read_bytes())
    folder = tmp_path / "marked"
    assert run(wrong.paths[0], other, "--marked", folder, "--json").returncode == 1
    assert sorted(path.name for path in folder.iterdir()) == [
        "331082-2024-11-检查结果.xlsx",
        "331082-检查结果.xlsx",
    ]
