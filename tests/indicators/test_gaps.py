"""Gaps against plain pandas on the facts: Theil split, Lorenz, convergence, mountainous counties and the rest."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from scipy import stats

from sharedwealth import months
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import answer, convergence, mountains
from sharedwealth.indicators.lorenz import lorenz
from sharedwealth.indicators.theil_split import theil_split
from tests.indicators.facts import Facts, gini, theil
from tests.indicators.provinces import COUNTIES, TYPES, make, provinces


def both(facts, area, month, kind=None):
    rows = facts.at_work(area, month, kind)
    return rows[rows["prior"].notna()]


def hand_split(values, codes, area):
    """The parts of Theil's T out of single incomes."""
    if not len(values) or values.sum() == 0:
        return None
    of = {digits: values.groupby(codes.str[:digits]).transform("mean").to_numpy() for digits in (4, 6)}
    cities, counties, whole = theil(of[4]), theil(of[6]), theil(values.to_numpy())
    return {
        "theil": whole,
        "between_cities": cities if len(area) == 2 else np.nan,
        "between_counties": np.nan if len(area) == 6 else counties - (cities if len(area) == 2 else 0),
        "within_counties": whole - counties,
    }


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(province=provinces())
def test_theil_before_and_after_is_split_as_single_incomes_are(province):
    warehouse, facts = province.warehouse(), Facts(province)
    month = facts.province.months[-1]
    for area in ("33", "3301", "330127"):
        for kind in (None, TYPES[0]):
            told = theil_split(warehouse, area, workshop_type=kind, threshold=0)
            rows = both(facts, area, month, kind)
            assert told.empty == (
                answer(warehouse, "theil", area, workshop_type=kind, threshold=0)["value"].isna().all()
            )
            for row in told.to_dict("records"):
                values = rows["prior" if row["when"] == "before" else "wage"]
                assert row["n"] == len(values)
                wanted = hand_split(values, rows["village"], area)
                if wanted is None:
                    assert np.isnan(row["theil"])
                    continue
                assert row["mean"] == pytest.approx(values.mean())
                for name, value in wanted.items():
                    assert row[name] == pytest.approx(value, abs=1e-5, nan_ok=True), (area, kind, name)


def test_the_split_agrees_with_the_published_example_of_two_groups():
    """Incomes 1, 2 | 3, 6: T = Σ (y/Y) ln(y/mean), by hand 0.1654; between 1.5 and 4.5, 0.1308 of it."""
    values = pd.Series([1.0, 2.0, 3.0, 6.0])
    shares = values / 12
    assert theil(values.to_numpy()) == pytest.approx(float((shares * np.log(values / 3)).sum()))
    assert theil(np.array([1.5, 1.5, 4.5, 4.5])) == pytest.approx(0.25 * np.log(0.5) + 0.75 * np.log(1.5))
    assert gini(np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx(0.25), "a textbook's vector"


@pytest.fixture(scope="module")
def facts():
    flags = [[True] * 14, [True] * 6 + [False] * 2 + [True] * 6, [True] * 14, [True] * 14]
    return Facts(make(flags, np.random.default_rng(5), workshops=24, workers=260, present=0.9))


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


@pytest.mark.parametrize("area", ["33", "3310", "330102"])
def test_every_point_lies_on_the_true_lorenz_curve(facts, warehouse, area):
    month = facts.province.months[-1]
    told = lorenz(warehouse, area, threshold=0)
    rows = both(facts, area, month)
    for when, column in (("before", "prior"), ("after", "wage")):
        incomes = np.sort(rows[column].to_numpy())
        curve = np.concatenate([[0.0], np.cumsum(incomes) / incomes.sum()])
        points = told[told["when"] == when]
        at = np.rint(points["people_share"].to_numpy() * len(incomes)).astype(int)
        np.testing.assert_allclose(points["income_share"], curve[at], atol=1e-9)
        assert points.iloc[0].tolist()[1:] == [0, 0]
        assert points.iloc[-1].tolist()[1:] == [1, 1]


def test_no_step_of_a_lorenz_curve_rests_on_few_people(facts, warehouse):
    people = len(both(facts, "33", facts.province.months[-1]))
    for _, points in lorenz(warehouse, "33").groupby("when"):
        assert np.diff(points["people_share"]).min() * people >= 10 - 1e-9


def test_curve_and_split_are_empty_where_the_index_is_hidden(warehouse):
    assert lorenz(warehouse, "330102", threshold=10_000).empty
    assert theil_split(warehouse, "330102", threshold=10_000).empty


def test_a_town_is_too_small_for_inequality(warehouse):
    with pytest.raises(UnknownChoiceError):
        theil_split(warehouse, "330127101")


def test_county_courses_are_the_means_of_single_workers(facts, warehouse):
    told = convergence.county_courses(warehouse, "33", threshold=0).set_index(["area", "month"])
    checked = 0
    for county in COUNTIES:
        for month in facts.province.months:
            rows = both(facts, county, month)
            key = (county, months.write(month))
            if (county, month) not in facts.reported or rows.empty:
                assert key not in told.index
                continue
            assert told.loc[key, "n"] == len(rows)
            assert told.loc[key, "wage"] == pytest.approx(rows["wage"].mean())
            assert told.loc[key, "increase"] == pytest.approx(rows["increase"].mean())
            checked += 1
    assert checked > 30


def test_a_county_has_no_counties_to_converge(warehouse):
    assert convergence.county_courses(warehouse, "330102").empty
    assert convergence.dispersion(convergence.county_courses(warehouse, "330102")).empty
    assert convergence.beta(convergence.county_courses(warehouse, "330102"), months.parse("2024-07")) is None


def courses(wages, month="2024-10", increase=None):
    areas = [f"3300{at:02d}" for at in range(len(wages))]
    return pd.DataFrame(
        {
            "area": areas, "area_name": areas, "month": month, "n": 20.0, "wage": wages,
            "increase": wages if increase is None else increase, "median": wages,
        }
    )  # fmt: skip


def test_the_coefficient_of_variation_is_that_of_all_counties():
    wages = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]  # a textbook's: mean 5, deviation 2
    told = convergence.dispersion(courses(wages)).iloc[0]
    assert (told["counties"], told["wage"]) == (8, pytest.approx(0.4))


def test_few_counties_and_losses_have_no_dispersion():
    assert np.isnan(convergence.dispersion(courses([1.0, 2, 3, 4]))["wage"].iloc[0])
    told = convergence.dispersion(courses([1.0, 2, 3, 4, 5], increase=[-1.0, -2, 0, 1, 1])).iloc[0]
    assert np.isnan(told["increase"])
    assert told["wage"] > 0


def test_beta_is_least_squares_of_growth_on_the_logarithm_of_the_start():
    rng = np.random.default_rng(3)
    start = rng.uniform(3000, 5000, 40)
    start[5] = start[6]  # a tie
    growth = 0.9 - 0.1 * np.log(start) + rng.normal(0, 0.01, 40)
    end = start * np.exp(growth)
    fit = convergence.beta(
        pd.concat([courses(start, "2023-10"), courses(end, "2024-10")]), months.parse("2024-10")
    )
    x = np.column_stack([np.ones(40), np.log(start)])
    coefficients, residue, _, _ = np.linalg.lstsq(x, growth, rcond=None)
    error = np.sqrt(residue[0] / 38 * np.linalg.inv(x.T @ x)[1, 1])
    assert (fit.intercept, fit.slope) == pytest.approx(tuple(coefficients))
    assert fit.high - fit.slope == pytest.approx(stats.t.ppf(0.975, 38) * error)
    assert fit.r_squared == pytest.approx(1 - residue[0] / ((growth - growth.mean()) ** 2).sum())
    assert fit.n == 40
    assert fit.growth(np.array([4000.0]))[0] == pytest.approx(
        np.exp(fit.intercept + fit.slope * np.log(4000)) - 1
    )


def test_beta_needs_counties_time_and_different_starts():
    until = months.parse("2024-10")
    same = pd.concat([courses([5.0] * 6, "2023-10"), courses([5.0] * 6)])
    assert convergence.beta(same, until) is None
    assert (
        convergence.beta(pd.concat([courses([1.0, 2, 3, 4], "2023-10"), courses([1.0, 2, 3, 4])]), until)
        is None
    )
    assert (
        convergence.beta(
            pd.concat([courses([1.0, 2, 3, 4, 5], "2024-07"), courses([1.0, 2, 3, 4, 5])]), until
        )
        is None
    )


def test_growth_over_less_than_a_year_is_told_per_year():
    start = np.array([100.0, 110, 120, 130, 140])
    fit = convergence.beta(
        pd.concat([courses(start, "2024-04"), courses(start * 1.1)]), months.parse("2024-10")
    )
    assert fit.since == "2024-04"
    assert fit.points["growth"].to_numpy() == pytest.approx([1.21 - 1] * 5)


def test_a_mean_of_means_far_from_the_weighted_mean_is_flagged():
    told = courses([100.0, 200.0]).assign(n=[90.0, 10.0])
    found = convergence.means(told, "2024-10")
    assert (found.weighted, found.of_means, found.is_flagged) == (110, 150, True)
    assert not convergence.means(told.assign(n=10.0), "2024-10").is_flagged
    assert convergence.means(told, "2024-09") is None


def test_mountainous_counties_and_the_rest_are_means_over_people(facts, warehouse):
    month = facts.province.months[-1]
    on_list = set(facts.listed("mountain_county", month))
    told = mountains.increases(warehouse, "33", threshold=0).set_index(["group", "month"])
    for each in facts.province.months:
        rows = both(facts, "33", each)
        is_mountain = rows["village"].str[:6].isin(on_list)
        for group, mine in (("mountain", rows[is_mountain]), ("rest", rows[~is_mountain])):
            row = told.loc[(group, months.write(each))]
            if mine.empty:
                assert np.isnan(row["value"])
                continue
            assert (row["value"], row["n"]) == (pytest.approx(mine["increase"].mean()), len(mine))
            per_county = mine.groupby(mine["village"].str[:6])["increase"].mean()
            assert row["of_means"] == pytest.approx(per_county.mean())


def test_the_table_of_both_groups_is_the_facts(facts, warehouse):
    month = facts.province.months[-1]
    on_list = set(facts.listed("mountain_county", month))
    told = mountains.table(warehouse, "33", threshold=0).set_index("group")
    rows, villages = both(facts, "33", month), facts.known_places("village", month)["code"]
    working, reached = facts.at_work("33", month, None), facts.reached(month, None)
    for group, is_mine in (
        ("mountain", lambda codes: codes.str[:6].isin(on_list)),
        ("rest", lambda codes: ~codes.str[:6].isin(on_list)),
    ):
        mine = rows[is_mine(rows["village"])]
        assert told.loc[group, "median"] == pytest.approx(mine["increase"].median(), abs=25)
        assert told.loc[group, "people"] == is_mine(working["village"]).sum()
        assert told.loc[group, "villages"] == is_mine(villages).sum()
        assert told.loc[group, "covered_villages"] == villages[is_mine(villages)].isin(reached).sum()
        assert told.loc[group, "counties"] == sum(
            (county in on_list) == (group == "mountain") for county in COUNTIES
        )


def test_a_list_that_has_all_or_none_of_the_counties_compares_nothing(warehouse):
    assert mountains.increases(warehouse, "330102").empty
    assert mountains.table(warehouse, "330102").empty


def test_few_people_hide_both_groups():
    flags = [[True] * 2, [True] * 2, [True] * 2, [True] * 2]
    small = Facts(make(flags, np.random.default_rng(2), workshops=12, workers=26))
    told = mountains.increases(small.province.warehouse(), "33", threshold=26)
    assert set(told["status"]) == {"suppressed"}
    assert told["value"].isna().all()


def test_one_hidden_county_hides_both_groups_of_its_month():
    found = pd.DataFrame(
        {
            "month": ["2024-01", "2024-01", "2024-02", "2024-02", "2024-03", "2024-03"],
            "n": [40.0, 50.0, 40.0, 50.0, 40.0, 9.0],
            "hidden": [1, 0, 2, 0, 0, 0],
        }
    )
    assert mountains.hidden_months(found, 10).tolist() == [True, True, False, False, True, True]
    assert not mountains.hidden_months(found, 0).any()


@pytest.mark.parametrize("counts", [[1], [2, 1], [1, 1], [3, 0, 3], [1, 5, 2]])
def test_the_median_of_bins_is_right_to_half_a_step(counts):
    edges = np.arange(len(counts)) * 50.0
    incomes = np.repeat(edges + 25, counts)
    assert mountains.median_of_bins(pd.Series(counts), edges) == pytest.approx(np.median(incomes))
    assert np.isnan(mountains.median_of_bins(pd.Series([0]), np.array([0.0])))
