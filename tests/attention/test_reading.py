"""A file of rules that cannot be used is told with its line; the shipped ones can."""

import os
from datetime import date

import pytest

from sharedwealth import settings
from sharedwealth.attention import reading, wages
from sharedwealth.attention.measures import MEASURES
from sharedwealth.attention.rules import RulesError
from sharedwealth.attention.wages import MinimumWage
from sharedwealth.text import using

GOOD = """
- key: falling
  measure: people_fall
  of: workshop
  level: red
  share: 30%
  against: 12
  least_people: 20
"""


def fault(text):
    with using("en"), pytest.raises(RulesError) as told:
        reading.of_text(text)
    return str(told.value)


def test_the_shipped_rules_can_be_used_and_use_every_measure():
    rules = reading.of_file(settings.ROOT / "data" / "attention" / "rules.yaml")
    assert {each.measure for each in rules} == set(MEASURES)
    assert all(each.is_enabled for each in rules)
    for language in ("zh", "en"):
        with using(language):
            for rule in rules:
                assert "{" not in rule.explained() + rule.title()


def test_a_rule_is_read_as_it_stands():
    (rule,) = reading.of_text(GOOD + "  months: 2\n  enabled: false\n  words: {zh: 少了, en: Fewer}\n")
    assert (rule.key, rule.of, rule.level, rule.months, rule.is_enabled) == (
        "falling",
        "workshop",
        "red",
        2,
        False,
    )
    assert rule.amounts == {"share": 0.3, "against": 12, "least_people": 20}
    with using("zh"):
        assert rule.title() == "少了"


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("level: red", "level: orange"), 5, "“orange” is no level; possible: red, yellow"),
        (
            ("measure: people_fall", "measure: people_fal"),
            3,
            "“people_fal” is no measure; possible: people_fall",
        ),
        (("of: workshop", "of: town"), 4, "“town” is no of; possible: county, workshop"),
        (("share: 30%", "share: 130%"), 6, "share must be a number from 1% to 100%, not “130%”"),
        (("share: 30%", "share: much"), 6, "share must be a number from 1% to 100%, not “much”"),
        (("share: 30%", "share: nan"), 6, "not “nan”"),
        (("share: 30%", "share: -0.3"), 6, "not “-0.3”"),
        (("against: 12", "against: 1.5"), 7, "against must be a whole number from 1 to 36, not “1.5”"),
        (("against: 12", "against: 12%"), 7, "not “12%”"),
        (("least_people: 20", "least_people: 9"), 8, "least_people must be a whole number from 10 to"),
        (("  against: 12\n", ""), 2, "the rule lacks “against”"),
        (("least_people", "last_people"), 8, "has no “last_people”; possible: least_people"),
        (("  level: red", "  level: red\n  level: red"), 6, "“level” stands there twice"),
        (("key: falling", "key: Falling!"), 2, "a key has small letters"),
        (("level: red", "level: [red]"), 5, "“level” needs one value"),
        (
            ("level: red", "level: red\n  enabled: perhaps"),
            6,
            "“perhaps” is no enabled; possible: true, false",
        ),
        (("level: red", "level: red\n  words: 少了"), 6, "“words” needs zh and en"),
        (("share: 30%", "share: [30%"), 7, "this is not written as YAML"),
    ],
)
def test_a_fault_is_told_with_its_line(change, line, said):
    assert change[0] in GOOD
    told = fault(GOOD.replace(*change))
    assert told.startswith(f"rules.yaml, line {line}: ")
    assert said in told


def test_two_rules_of_one_name_and_a_file_that_is_no_list():
    assert "line 10: there are two rules with the key “falling”" in fault(GOOD + GOOD)
    for text in ("", "rules: 3", "[]", "# nothing"):
        assert "the file must be a list of rules" in fault(text)
    assert "a rule is a list of names with values" in fault("- red")


def test_a_file_that_is_missing_or_no_text(tmp_path):
    with using("en"), pytest.raises(RulesError, match="is missing or cannot be opened"):
        reading.of_file(tmp_path / "rules.yaml")
    (tmp_path / "rules.yaml").write_bytes(b"\xff\xfe\x00")
    with using("zh"), pytest.raises(RulesError, match="不能按 UTF-8 文本读取"):
        reading.of_file(tmp_path / "rules.yaml")


def test_the_operator_s_copy_takes_the_place_of_the_shipped_one(tmp_path):
    installation = settings.Settings(data=tmp_path)
    shipped = reading.rules(installation)
    own = tmp_path / "attention" / "operator" / "rules.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(GOOD, encoding="utf-8")
    assert [each.key for each in reading.rules(installation)] == ["falling"]
    own.write_text(GOOD.replace("30%", "40%"), encoding="utf-8")
    os.utime(own, ns=(1, 1))
    assert reading.rules(installation)[0].amounts["share"] == 0.4
    own.unlink()
    assert reading.rules(installation) == shipped


def test_the_shipped_minimum_wages_are_the_lowest_tier_of_the_notices():
    table = wages.of_file(settings.ROOT / "data" / "attention" / "minimum_wages.csv")
    assert [(each.since, each.yuan) for each in table] == [(date(2021, 8, 1), 1840), (date(2024, 1, 1), 2010)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("33010,2024-01-01,2000", "line 2: “33010” is no code of a province, city or county"),
        ("330102,2024-13-01,2000", "line 2: “2024-13-01” is no day"),
        ("330102,2024-01-01,2.000", "line 2: “2.000” is no monthly wage in whole yuan"),
        ("330102,2024-01-01,20", "line 2: “20” is no monthly wage in whole yuan"),
        ("330102,2024-01-01,2000\n330102,2024-01-01,2100", "line 3: this place and day stand there twice"),
        ("", "the table has no rows"),
    ],
)
def test_a_table_of_minimum_wages_with_a_fault(tmp_path, row, said):
    file = tmp_path / "minimum_wages.csv"
    file.write_text(f"area_code,since,yuan_month\n{row}\n", encoding="utf-8")
    with using("en"), pytest.raises(RulesError) as told:
        wages.of_file(file)
    assert said in str(told.value)
    file.write_text("area,since,yuan_month\n", encoding="utf-8")
    with using("en"), pytest.raises(RulesError, match="the columns area_code are missing"):
        wages.of_file(file)


def test_the_county_s_own_figure_counts_from_its_first_whole_month():
    table = (MinimumWage("33", date(2023, 1, 1), 1840), MinimumWage("330102", date(2023, 3, 10), 2280))
    held = wages.in_force(table, ["330102", "330127"])
    assert [(each.county, each.since, each.until.year, each.yuan, each.is_own) for each in held] == [
        ("330102", date(2023, 1, 1), 2023, 1840, False),
        ("330102", date(2023, 4, 1), 9999, 2280, True),
        ("330127", date(2023, 1, 1), 9999, 1840, False),
    ]
