"""Rankings, headlines, blank places, pyramids, flows and distributions."""

import math

import numpy as np
import pandas as pd
import pytest

from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import answer
from sharedwealth.indicators.blank import blank_key_villages, blank_towns, village_states
from sharedwealth.indicators.distributions import income_histogram, increase_histogram, quantiles_over_time
from sharedwealth.indicators.headline import headline, income_headline, people_headline
from sharedwealth.indicators.people import flows, pyramid
from sharedwealth.indicators.rankings import ranked
from sharedwealth.numbers import percent, plain
from sharedwealth.text import using
from tests.indicators.facts import Facts
from tests.indicators.provinces import make


@pytest.fixture(scope="module")
def facts():
    flags = [[True] * 4, [True, True, False, False], [True] * 4, [False] * 4]
    return Facts(make(flags, np.random.default_rng(11), workshops=16, workers=150))


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


def frame(values: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame({"area": list(values), "value": list(values.values())})


def test_equal_values_share_a_rank_and_no_data_has_none():
    told = ranked(frame({"a": 5, "b": math.nan, "c": 9, "d": 5, "e": 1}))
    assert told["area"].tolist() == ["c", "a", "d", "e", "b"]
    assert told["rank"].tolist()[:4] == [1, 2, 2, 4]
    assert math.isnan(told["rank"].iloc[4])


def test_change_counts_ranks_risen():
    told = ranked(frame({"a": 5, "b": 9}), frame({"a": 7, "b": 1})).set_index("area")
    assert told.loc["b", ["previous_rank", "change"]].tolist() == [2, 1]
    assert told.loc["a", "change"] == -1


def test_where_lower_is_better_the_lowest_is_first():
    assert ranked(frame({"a": 5, "b": 1}), better="lower")["area"].tolist() == ["b", "a"]


def test_an_area_without_data_before_has_no_change():
    assert math.isnan(ranked(frame({"a": 5}), frame({"a": math.nan})).loc[0, "change"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_headline_takes_its_numbers_from_the_answers(language, warehouse):
    with using(language):
        said = headline(warehouse)
    built = answer(warehouse, "workshops_built").iloc[0]
    progress = answer(warehouse, "target_progress").iloc[0]
    towns = answer(warehouse, "mountain_town_coverage").iloc[0]
    for part in (plain(built["value"]), percent(progress["value"]), percent(towns["value"])):
        assert part in said
    assert plain(towns["denominator"] - towns["numerator"]) in said


def test_the_headline_reads_as_a_chinese_official_writes(warehouse):
    with using("zh"):
        said = headline(warehouse)
    assert said.startswith("全省建成共富工坊")
    assert said.endswith("个空白乡镇。")


def test_a_county_without_mountains_or_target_tells_its_village_coverage(warehouse):
    with using("zh"):
        said = headline(warehouse, "330102")
    assert "村（社区）覆盖率" in said
    assert "目标" not in said


def test_a_target_whose_date_has_passed_is_not_told(warehouse):
    assert answer(warehouse, "target_progress", "3310", "2023-09")["denominator"].iloc[0] == 2
    with using("en"):
        assert "target for December 2023" in headline(warehouse, "3310", "2023-09")


def test_a_carried_headline_says_so_and_a_silent_one_too(warehouse):
    with using("zh"):
        assert "沿用最近一期台账" in headline(warehouse, "330127")
        assert "暂无数据" in headline(warehouse, "331003")
        assert "暂无数据" in income_headline(warehouse, "330127")


def test_people_and_income_headlines(warehouse):
    with using("en"):
        ever = answer(warehouse, "people_employed_cumulative").iloc[0]["value"]
        assert plain(ever) in people_headline(warehouse)
        increase = answer(warehouse, "income_increase").iloc[0]
        assert plain(increase["value"]) in income_headline(warehouse)
        assert plain(increase["median"]) in income_headline(warehouse)


def test_blank_towns_are_the_uncovered_ones(warehouse):
    towns = answer(warehouse, "mountain_town_coverage").iloc[0]
    listed = blank_towns(warehouse)
    assert len(listed) == towns["denominator"] - towns["numerator"]
    assert listed.columns.tolist() == ["code", "name", "county", "city"]
    more = answer(warehouse, "mountain_town_coverage_with_subdistricts").iloc[0]
    assert len(blank_towns(warehouse, with_subdistricts=True)) == more["denominator"] - more["numerator"]


def test_blank_key_villages_are_the_uncovered_ones(warehouse):
    villages = answer(warehouse, "key_village_coverage", "3310").iloc[0]
    assert len(blank_key_villages(warehouse, "3310")) == villages["denominator"] - villages["numerator"]


def test_village_states_agree_with_the_coverage(warehouse, facts):
    states = village_states(warehouse)
    coverage = answer(warehouse, "village_coverage").iloc[0]
    assert len(states) == 23  # of 24, as one code was given up
    assert states["state"].isin(["covered", "served"]).sum() == coverage["numerator"]
    assert (states["state"] != "no_data").sum() == coverage["denominator"]
    assert set(states.loc[states["code"].str.startswith("331003"), "state"]) == {"no_data"}
    key = answer(warehouse, "key_village_coverage").iloc[0]
    assert states.loc[states["state"] != "no_data", "is_key"].sum() == key["denominator"]


def test_the_pyramid_counts_everybody_at_work(warehouse, facts):
    told = pyramid(warehouse, threshold=0)
    assert len(told) == 12
    assert told["people"].sum() == answer(warehouse, "people_at_work")["value"].iloc[0]
    work = facts.work[facts.work["month"] == facts.province.months[-1]]
    women = told.loc[told["sex"] == "F", "people"].sum()
    assert women == (work["sex"] == "F").sum()


def test_a_pyramid_without_a_ledger_has_no_data(warehouse):
    told = pyramid(warehouse, "330127")
    assert set(told["status"]) == {"no_data"}
    assert told["people"].isna().all()


def test_flows_are_the_answers_by_month(warehouse):
    told = flows(warehouse, threshold=0)
    joined = answer(warehouse, "joiners", by="month", threshold=0)
    assert told["joiners"].tolist() == joined["value"].tolist()
    assert told["leavers_status"].iloc[0] == "no_data"


def test_the_histogram_holds_everybody_with_a_known_increase(warehouse, facts):
    told = increase_histogram(warehouse, threshold=0, width=100)
    work = facts.work[(facts.work["month"] == facts.province.months[-1]) & facts.work["increase"].notna()]
    edges = np.floor(work["increase"] / 100) * 100
    wanted = work.groupby([edges, "low"]).size().to_dict()
    for row in told.to_dict("records"):
        assert row["low_income_people"] == wanted.get((row["bin"], True), 0)
        assert row["other_people"] == wanted.get((row["bin"], False), 0)
    assert told["people"].sum() == len(work)
    assert set(np.diff(told["bin"])) == {100}


def test_the_histogram_shows_no_bin_of_few(warehouse):
    told = increase_histogram(warehouse)
    assert not told["low_income_people"].between(1, 9).any()
    assert not told["other_people"].between(1, 9).any()
    assert told["people"].sum() == answer(warehouse, "income_increase")["n"].iloc[0]


def test_wages_are_those_with_both_known(warehouse):
    assert income_histogram(warehouse)["people"].sum() == answer(warehouse, "gini")["n"].iloc[0]


def test_quantiles_over_time_lie_in_order_and_within_25_yuan(warehouse, facts):
    told = quantiles_over_time(warehouse, threshold=0)
    assert len(told) == 4
    last = facts.work[(facts.work["month"] == facts.province.months[-1])]["increase"].dropna()
    for name, share in {"p10": 0.1, "q1": 0.25, "median": 0.5, "q3": 0.75, "p90": 0.9}.items():
        assert abs(told[name].iloc[-1] - np.quantile(last, share)) <= 25 + 1e-9
    assert told["mean"].iloc[-1] == pytest.approx(last.mean())


def test_towns_have_no_distribution(warehouse):
    with using("en"), pytest.raises(UnknownChoiceError, match="counties only"):
        increase_histogram(warehouse, "330102101")


def test_a_histogram_of_odd_width_is_a_mistake_of_the_program(warehouse):
    with pytest.raises(ValueError, match="multiple of 50"):
        increase_histogram(warehouse, width=70)
