"""The command line, as a reader types it."""

import json
import os
import socket
import subprocess
import sys

import pytest

from sharedwealth import prepare, settings


@pytest.fixture(scope="module")
def installation():
    found = settings.load()
    prepare.everything(found)
    return found


def run(*arguments, **environment):
    command = [sys.executable, "-m", "sharedwealth", "--lang", "en", *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=settings.ROOT,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("workshops_built", 11145),
        ("people_employed_cumulative", 498000),
        ("low_income_people_employed_cumulative", 49000),
    ],
)
def test_the_province_equals_the_public_record(installation, key, value):
    (row,) = json.loads(run("indicator", key, "--format", "json").stdout)
    assert row["value"] == row["numerator"] == row["n"] == value
    assert (row["area"], row["month"], row["kind"], row["status"]) == ("33", "2024-10", "demonstration", "ok")
    assert len(row["snapshot"]) == 6


def test_the_mean_increase_is_within_half_a_per_cent_and_never_alone(installation):
    (row,) = json.loads(run("indicator", "income_increase", "--format", "json").stdout)
    assert row["value"] == pytest.approx(2600, rel=0.005)
    assert row["numerator"] / row["denominator"] == pytest.approx(row["value"])
    assert row["n"] == row["denominator"]
    assert row["q1"] < row["median"] < row["q3"]


def test_cities_add_up_to_the_province(installation):
    rows = json.loads(run("indicator", "workshops_built", "--by", "city", "--format", "json").stdout)
    assert len(rows) == 11
    assert sum(row["value"] for row in rows) == 11145
    assert {row["city"] for row in rows} == {row["area"] for row in rows}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("indicator", "luck"), "luck"),
        (("indicator", "workshops_built", "--area", "999999"), "999999"),
        (("indicator", "workshops_built", "--month", "1999-01"), "1999-01"),
        (("indicator", "workshops_built", "--month", "soon"), "soon"),
        (("indicator", "workshops_built", "--type", "golden"), "golden"),
    ],
)
def test_a_wrong_word_is_one_sentence_and_exit_code_2(installation, arguments, said):
    told = run(*arguments)
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""


def test_help_lists_every_command():
    told = run("--help").stdout
    for command in ("serve", "demo", "register", "indicator", "query", "snapshots", "verify", "bench"):
        assert command in told


def test_a_port_that_is_taken_is_said_before_anything_is_built():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = run("serve", "--port", port)
    assert told.returncode == 2
    assert port in told.stderr
    assert "make run PORT=" in told.stderr


def test_an_installation_without_a_snapshot_says_what_to_do(tmp_path):
    told = run("indicator", "workshops_built", SHAREDWEALTH_DATA=str(tmp_path))
    assert told.returncode == 2
    assert "sharedwealth demo" in told.stderr


def test_the_help_is_in_chinese_where_it_is_asked_for():
    told = subprocess.run(
        [sys.executable, "-m", "sharedwealth", "--lang", "zh", "register", "--help"],
        capture_output=True,
        text=True,
        cwd=settings.ROOT,
        check=True,
    ).stdout
    for words in ("地区名录", "选项", "显示本帮助", "命令", "designations"):
        assert words in told


def test_a_wrong_list_of_designations_is_told_row_by_row(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("code,valid_from\n331082999599,2024-01-01\n", encoding="utf-8")
    told = run("register", "designations", str(file), SHAREDWEALTH_DATA=str(tmp_path / "data"))
    assert told.returncode == 2
    assert "Row 2: found “331082999599”" in told.stderr
    assert not (tmp_path / "data" / "register").exists()


def test_the_levels_of_the_register_are_named_in_words(tmp_path):
    assert "village or community" in run("register", "show", SHAREDWEALTH_DATA=str(tmp_path)).stdout
