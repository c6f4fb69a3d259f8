"""The command that plans, over the demonstration."""

import csv
import io
import json

import pytest

from tests.cli.test_commands import installation, run  # noqa: F401  the fixture


def test_a_plan_of_a_city_says_what_it_reaches_and_that_it_is_proven(installation):  # noqa: F811
    asked = [
        "plan",
        "--area",
        "3303",
        "--month",
        "2024-10",
        "--goal",
        "key_villages",
        "--n",
        "3",
        "--within",
        "1",
    ]
    told = json.loads(run(*asked, "--format", "json").stdout)
    assert told["is_proven"]
    assert told["gap"] == 0
    assert len(told["villages"]) == 3
    assert told["reached_after"] == told["reached_when_served"] + sum(
        each["places"] for each in told["villages"]
    )
    now = json.loads(run("indicator", "key_village_coverage", "--area", "3303", "--format", "json").stdout)[0]
    assert (told["reached_now"], told["places"]) == (now["numerator"], now["denominator"])
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert [row["Code"] for row in rows] == [each["code"] for each in told["villages"]]


def test_without_a_number_it_is_the_fewest(installation):  # noqa: F811
    done = run("plan", "--area", "330328", "--goal", "villages", "--within", "3")
    assert done.returncode == 0
    assert "are enough for all" in done.stdout
    assert "Proven to be the best" in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--area", "3303", "--n", "0"], "at least 1"),
        (["--area", "3303", "--within", "99"], "between 0 and 20 km"),
        (["--area", "3303", "--goal", "schools"], "no goal “schools”"),
        (["--area", "9999"], "no area “9999”"),
        (["--area", "3303", "--month", "1999-01"], "no month 1999-01"),
    ],
)
def test_a_wrong_question_is_told_and_ends_with_two(installation, words, says):  # noqa: F811
    done = run("plan", *words)
    assert done.returncode == 2
    assert says in done.stderr
