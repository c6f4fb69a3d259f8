"""The commands of intake, as a reader types them."""

import os
import subprocess
import sys

import pytest

from sharedwealth import settings
from sharedwealth.intake import journal
from sharedwealth.warehouse import snapshots
from tests.intake.conftest import APRIL, rows_of


@pytest.fixture
def run(installation):
    def call(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "sharedwealth", "--lang", "en", *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=settings.ROOT,
            env={**os.environ, "SHAREDWEALTH_DATA": str(installation.data)},
            check=False,
        )

    return call


@pytest.fixture
def sheets(tmp_path):
    """The county's April as CSV files with other wages."""
    rows = rows_of("339101", APRIL)
    rows["employment"]["wage_yuan"] += 10
    rows["workshops"][["longitude", "latitude", "crs"]] = None
    files = []
    for name, frame in rows.items():
        files.append(tmp_path / f"339101-2024-04-{name}.csv")
        frame.to_csv(files[-1], index=False)
    return files


def test_findings_stop_it_with_exit_code_1_and_are_printed(installation, start, run, sheets):
    done = run("publish", *sheets)
    assert done.returncode == 1
    assert "Nothing was published" in done.stdout
    assert snapshots.current(installation).code == start.code


def test_with_a_reason_they_are_published_listed_and_taken_back(installation, start, run, sheets):
    done = run("publish", *sheets, "--reason", "checked with the county", "--who", "Zhang San")
    assert done.returncode == 0, done.stdout
    [entry] = journal.read(installation)
    assert entry.told["after"] == snapshots.current(installation).code != start.code
    assert entry.told["after"] in done.stdout
    assert "a demonstration" in done.stdout
    [told] = entry.told["ledgers"]
    assert [each["name"] for each in told["files"]] == [path.name for path in sheets]
    assert told["warnings"] == 3
    again = run("publish", *sheets, "--reason", "checked with the county")
    assert (again.returncode, "nothing changes" in again.stdout) == (0, True)
    listed = run("restatements")
    assert (listed.returncode, "publication 1" in listed.stdout) == (0, True)
    back = run("rollback", start.code, "--reason", "sent by mistake", "--who", "Li Si")
    assert back.returncode == 0
    assert snapshots.current(installation).code == start.code
    assert [each.who for each in journal.read(installation)] == ["Zhang San", "Li Si"]


def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(installation, run, tmp_path):
    nonsense = tmp_path / "ledger.xlsx"
    nonsense.write_text("no workbook", encoding="utf-8")
    for arguments in (("publish", nonsense), ("rollback", "000000", "--reason", "x"), ("restatements",)):
        done = run(*arguments)
        assert done.returncode == 2, done.stderr
        assert done.stderr.strip().splitlines()[-1].startswith("Error: ")
    assert journal.read(installation) == []
