"""What a hit tells of few people: nothing but that the rule has hit."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from sharedwealth.attention import finding, tables, telling
from sharedwealth.attention.rules import Rule
from sharedwealth.text import using
from tests.indicators.provinces import make

FALL = Rule("f", "people_fall", "workshop", "red", 1, (("share", 0.3), ("against", 1), ("least_people", 10)))
TIED = Rule(
    "t", "one_enterprise", "town", "yellow", 1, (("share", 0.6), ("least_people", 10), ("least_workshops", 1))
)
COUNTY = Rule("c", "people_fall", "county", "red", 1, (("share", 0.3), ("against", 1), ("least_people", 10)))


def province(before, after, *, second=0):
    """One workshop (and a second in the same village) with so many people in the first month and in the second."""
    made = make(
        [[True, True], [True, True], [True, True], [True, True]],
        np.random.default_rng(3),
        workshops=2,
        workers=0,
    )
    both = made.workshops
    both["village_code"], both["county_code"] = "330102101601", "330102"
    both["opened_on"], both["closed_on"] = pd.Timestamp(2023, 1, 5), pd.NaT
    ledgers = list(made.months)
    both = pd.concat(
        [both.drop_duplicates("workshop_id").assign(month=pd.Timestamp(each)) for each in ledgers]
    )
    made.workshops = both.assign(month=both["month"].astype("datetime64[s]"))
    first, other = sorted(set(both["workshop_id"]))
    rows = [
        {
            "county_code": "330102", "month": month, "workshop_id": workshop, "worker_id": f"{workshop}P{number}",
            "sex": "F", "birth_year": 1970, "is_low_income": False, "days_worked": 20, "wage_yuan": 2000,
            "prior_income_yuan": 1000,
        }
        for month, people in zip(made.months, (before, after), strict=True)
        for workshop, count in ((first, people), (other, second))
        for number in range(count)
    ]  # fmt: skip
    made.employment = pd.DataFrame(rows).assign(
        month=lambda each: pd.to_datetime(each["month"]).astype("datetime64[s]")
    )
    tie = {
        "county_code": "330102", "workshop_id": first, "credit_code": "91330100MA2AAAAA0X", "linkage": "wages",
        "started_on": pd.Timestamp(2023, 1, 1), "ended_on": pd.NaT,
    }  # fmt: skip
    made.partnerships = pd.DataFrame([tie | {"month": pd.Timestamp(each)} for each in made.months]).astype(
        {"month": "datetime64[s]", "started_on": "datetime64[s]", "ended_on": "datetime64[s]"}
    )
    made.results = made.results.iloc[:0]
    return made


def only(rule, made):
    found = finding.find(made.warehouse(), [rule], (), date(2023, 7, 1))
    assert len(found.hits) == 1
    return found, found.hits.iloc[0]


def test_a_fall_to_few_is_told_without_any_number():
    found, hit = only(FALL, province(34, 7))
    assert hit["status"] == "suppressed"
    assert hit[["figure", "base", "n"]].isna().all()
    with using("en"):
        row = tables.hits(found, found.hits, str).iloc[0]
        assert row["Figure"] == "Few people, not shown"
        assert row["People or answers"] == "<10"
    told = str(tables.plain_rows(found, found.hits))
    assert "34" not in told.replace("330102101601", "")


def test_a_fall_to_nobody_is_told():
    _, hit = only(FALL, province(34, 0))
    assert (hit["status"], hit["figure"], hit["n"]) == ("ok", 1.0, 0.0)


def test_in_short_the_list_says_no_more_of_few_and_names_the_enterprise_beside():
    found, _ = only(TIED, province(30, 30, second=12))
    with using("en"):
        whole, short = (tables.hits(found, found.hits, str, is_short=each).iloc[0] for each in (False, True))
        assert whole["Figure"].startswith(f"{short['Figure']}: ")
        assert whole["Figure"] == f"{short['Figure']}: {short['Workshop']}"
        assert short["Rule"] == TIED.short_title()
        assert not short["Rule"].endswith(")")
        hidden, _ = only(TIED, province(30, 30, second=4))
        told = tables.hits(hidden, hidden.hits, str, is_short=True).iloc[0]
        assert (told["Figure"], told["Workshop"]) == ("not shown", "")


def test_in_short_english_names_are_english_and_without_the_kind_of_place():
    found, hit = only(FALL, province(34, 20))
    names = {hit["area"][:6]: "Jingning She Autonomous County", hit["area"][:9]: "Dongcheng Town"}
    with using("en"):
        one = found.hits.assign(name="示例工坊 杭州 0001")
        row = tables.hits(found, one, lambda code: names.get(code, "Upper Village"), is_short=True).iloc[0]
    assert (row["County"], row["Place"]) == ("Jingning", "Dongcheng · Upper Village")
    assert row["Workshop"] == "Demo workshop Hangzhou 0001"


@pytest.mark.parametrize(
    ("people", "band"), [(10, "10–19"), (19, "10–19"), (20, "20–49"), (499, "200–499"), (500, "500+")]
)
def test_people_of_a_workshop_are_told_in_bands(people, band):
    assert telling.band(finding.banded(pd.Series([float(people)])).iloc[0]) == band


def test_a_workshop_s_figures_are_coarse_and_a_county_s_are_not():
    made = province(37, 23)
    _, hit = only(FALL, made)
    assert (hit["figure"], hit["base"], hit["n"]) == (0.38, 20, 20)
    _, whole = only(COUNTY, made)
    assert (whole["figure"], whole["base"], whole["n"]) == (pytest.approx(14 / 37), 37, 23)


def test_a_workshop_withheld_for_its_small_neighbour_s_sake_is_told_without_any_number():
    _, hit = only(FALL, province(37, 23, second=4))
    assert hit["status"] == "suppressed"
    assert hit[["figure", "base", "n"]].isna().all()
    _, open_ = only(FALL, province(37, 23, second=12))
    assert (open_["status"], open_["n"]) == ("ok", 20)


def test_a_share_of_which_few_are_the_rest_is_not_told():
    _, hit = only(TIED, province(30, 30, second=4))
    assert hit["status"] == "suppressed"
    assert np.isnan(hit["figure"])
    _, open_ = only(TIED, province(30, 30, second=12))
    assert (open_["status"], open_["figure"], open_["n"]) == ("ok", 0.71, 20)


def test_of_two_levels_of_one_measure_the_higher_stands():
    mild = Rule("m", "people_fall", "workshop", "yellow", 1, FALL.figures)
    found = finding.find(province(34, 20).warehouse(), [mild, FALL], (), date(2023, 7, 1))
    assert list(found.hits["rule"]) == ["f"]


def test_a_county_without_a_ledger_is_not_green():
    made = province(34, 30)
    made.ledgers = made.ledgers[
        ~((made.ledgers["county_code"] == "330102") & (made.ledgers["month"] == "2023-07-01"))
    ]
    for sheet in ("workshops", "employment", "partnerships"):
        frame = getattr(made, sheet)
        setattr(made, sheet, frame[frame["month"] != pd.Timestamp(2023, 7, 1)])
    found = finding.find(made.warehouse(), [FALL], (), date(2023, 7, 1))
    summed = telling.summary(found, "33", None)
    assert (summed.red, summed.clear, summed.silent_counties, summed.silent_workshops) == (0, 0, 1, 2)
    with using("en"):
        assert "which is not the all-clear" in telling.unknown(summed, "July 2023")
        assert telling.headline(summed) == "No rule hits here."


@pytest.mark.parametrize(
    ("area", "kind", "level", "rule", "count"),
    [
        ("33", None, "all", "all", 2),
        ("33", None, "red", "all", 1),
        ("33", None, "all", "t", 1),
        ("330102101601", None, "all", "all", 1),
        ("330127", None, "all", "all", 0),
        ("33", "its own", "all", "all", 1),
        ("33", "another", "all", "all", 0),
    ],
)
def test_the_list_is_narrowed_by_area_type_level_and_rule(area, kind, level, rule, count):
    found = finding.find(province(34, 20).warehouse(), [FALL, TIED], (), date(2023, 7, 1))
    own = found.hits.loc[found.hits["of"] == "workshop", "type"].iloc[0]
    kinds = {"its own": own, "another": "agritourism" if own != "agritourism" else "brand_led", None: None}
    assert len(telling.narrowed(found, area, kinds[kind], level, rule)) == count
    judged = telling.judged(found, "f", area, kinds[kind])
    assert judged == (0 if area == "330127" or kind == "another" else 1)
    assert telling.judged(found, "t", area, kinds[kind]) == (1 if area == "33" and kind is None else 0)
    summed = telling.summary(found, area, kinds[kind])
    assert summed.workshops == judged
