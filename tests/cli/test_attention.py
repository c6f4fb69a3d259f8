"""The command that lists whom the rules hit, as a reader types it."""

import json

import openpyxl
import pytest

from sharedwealth import prepare, settings
from tests.cli.test_commands import run


@pytest.fixture(scope="module")
def installation():
    found = settings.load()
    prepare.everything(found)
    return found


def test_the_list_is_printed_as_json_and_written_as_a_workbook(installation, tmp_path):
    told = run("attention", "--area", "3309", "--json", "--out", str(tmp_path / "list.xlsx"))
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert len(found["hits"]) == found["red"] + found["yellow"]
    assert all(each["area"].startswith("3309") and each["since"] <= found["month"] for each in found["hits"])
    assert openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0].max_row == 1 + len(found["hits"])


def test_rules_are_checked_without_a_snapshot(tmp_path):
    own = tmp_path / "attention" / "operator" / "rules.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("- key: late\n  measure: no_ledger\n  of: county\n  level: red\n", encoding="utf-8")
    told = run("attention", "--check", SHAREDWEALTH_DATA=str(tmp_path))
    assert (told.returncode, "1 rule can be used" in told.stdout) == (0, True)
    own.write_text(own.read_text(encoding="utf-8") + "  months: none\n", encoding="utf-8")
    told = run("attention", "--check", SHAREDWEALTH_DATA=str(tmp_path))
    assert told.returncode == 2
    assert "rules.yaml, line 5: months must be a whole number from 1 to 36, not “none”." in told.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--level", "blue"), "There is no level “blue”. Possible: all, red, yellow."),
        (("--rule", "luck"), "There is no rule “luck”."),
        (("--area", "999999"), "999999"),
        (("--type", "golden"), "golden"),
        (("--month", "1999-01"), "1999-01"),
        (("--out", "list.pdf"), "list.pdf must end with .xlsx or .csv."),
    ],
)
def test_a_wrong_word_is_one_sentence(installation, arguments, said):
    told = run("attention", *arguments)
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
