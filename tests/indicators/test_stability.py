"""Cohorts, spells, steadiness, seasons and raises: each equals what plain pandas and scipy make of the facts."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sharedwealth import months
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import answer
from sharedwealth.indicators.cohorts import retention
from sharedwealth.indicators.raises import raises_by_type, raises_over_time
from sharedwealth.indicators.seasons import seasons
from sharedwealth.indicators.spells import ALL, _curve, survival
from sharedwealth.indicators.stability_headline import stability_headline
from sharedwealth.indicators.steadiness import ERROR, variations
from sharedwealth.numbers import percent
from sharedwealth.text import using
from tests.indicators.facts import Facts
from tests.indicators.provinces import COUNTIES, TYPES, make

AREAS = ("33", "3301", "330127", "331002")
SPAN = 17


@pytest.fixture(scope="module")
def facts():
    """Seventeen months: a county with gaps, one that begins late and one that never reports; one-person cells."""
    full = [True] * SPAN
    gaps = [at not in (3, 4, 9) for at in range(SPAN)]
    late = [at > 1 for at in range(SPAN)]
    rng = np.random.default_rng(5)
    return Facts(
        make([full, gaps, late, [False] * SPAN], rng, workshops=24, workers=120, step=500, present=0.9)
    )


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


@pytest.fixture(scope="module")
def listed(facts):
    return facts.province.months


def since(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def people_of(facts, area, kind=None, linkage=None):
    """Each worker's months at work and county; of a type when joining."""
    work = facts.work[facts.work["county_code"].str.startswith(area)]
    return work[work["joined_type"] == kind] if kind else work


@pytest.mark.parametrize("step", ["month", "quarter"])
@pytest.mark.parametrize("kind", [None, TYPES[0]])
@pytest.mark.parametrize("area", AREAS)
def test_retention_is_who_is_there_of_those_whose_county_reported(warehouse, facts, listed, area, kind, step):
    work = people_of(facts, area, kind)
    for month in (listed[-1], listed[9]):
        told = retention(warehouse, area, month, kind, step, threshold=0)
        for row in told.to_dict("records"):
            first = months.parse(row["cohort"])
            cohort = [months.shift(first, at) for at in range(3 if step == "quarter" else 1)]
            joined = at_work = 0
            for began in (each for each in cohort if each <= month):
                later = months.shift(began, row["after"])
                reported = {county for county in COUNTIES if (county, later) in facts.reported}
                assert later <= month
                members = work[(work["joined"] == began) & work["county_code"].isin(reported)]
                joined += members["person"].nunique()
                at_work += (members["month"] == later).sum()
            assert (row["status"] == "no_data") == (joined == 0)
            if joined:
                assert (row["joined"], row["at_work"]) == (joined, at_work), row
                assert row["value"] == pytest.approx(at_work / joined)
    assert len(told)


def test_a_month_without_a_ledger_is_no_data_and_never_zero(warehouse, listed):
    told = retention(warehouse, COUNTIES[1], listed[-1], None, "month", threshold=0).set_index(
        ["cohort", "after"]
    )
    first = months.write(listed[0])
    assert told.loc[(first, 3), "status"] == "no_data"
    assert np.isnan(told.loc[(first, 3), "value"])
    assert told.loc[(first, 5), "status"] == "ok"


def test_twelve_months_after_is_the_indicator(warehouse, listed):
    month = listed[12]
    told = retention(warehouse, "33", month, None, "month", threshold=0)
    row = told[(told["cohort"] == months.write(listed[0])) & (told["after"] == 12)].iloc[0]
    indicator = answer(warehouse, "retention_12m", month=month, threshold=0).iloc[0]
    assert row[["at_work", "joined"]].tolist() == indicator[["numerator", "denominator"]].tolist()


def linkages_of(facts):
    """By workshop and month: the linkages that hold, as the county's last ledger that lists them says."""
    ties = facts.province.partnerships.sort_values("month")
    last = ties.drop_duplicates(["county_code", "workshop_id", "credit_code", "linkage"], keep="last")
    found = {}
    for row in last.itertuples():
        for month in facts.province.months:
            end = months.shift(month, 1)
            ended = row.ended_on
            if row.started_on.date() < end and (pd.isna(ended) or ended.date() >= month):
                found.setdefault((row.workshop_id, month), set()).add(row.linkage)
    return lambda workshop, month: found.get((workshop, month), {"none"})


def stays(facts, area, month, of):
    """Time and whether it ended, of everybody whose first row is in the group, by the ledgers up to the month.

    Who is in the last ledger has been watched for an end only up to the month before.
    """
    work = facts.work[facts.work["county_code"].str.startswith(area) & (facts.work["month"] <= month)]
    ended, censored = [], []
    for _, rows in work.groupby("person"):
        first = rows.sort_values("month").iloc[0]
        if not of(first):
            continue
        there = set(rows["month"])
        ledgers = sorted(m for county, m in facts.reported if county == first["county_code"] and m <= month)
        after = [each for each in ledgers if each >= first["month"]]
        gone = next((at for at, each in enumerate(after) if each not in there), None)
        length = since(first["month"], after[-1 if gone is None else gone - 1]) + 1
        (censored if gone is None else ended).append(length - (gone is None))
    return ended, censored


@pytest.mark.parametrize("dimension", ["type", "linkage"])
@pytest.mark.parametrize("area", ["33", "330127"])
@pytest.mark.parametrize("back", [0, 4])
def test_survival_is_scipys_of_the_stays(warehouse, facts, listed, dimension, area, back):
    month, links = listed[-1 - back], linkages_of(facts)
    told = survival(warehouse, area, month, dimension, threshold=0)
    compared = 0
    for key, rows in told.curves.groupby("key"):

        def belongs(first, key=key):
            if key == ALL:
                return True
            if dimension == "type":
                return first["joined_type"] == key
            return key in links(first["workshop_id"], first["month"])

        ended, censored = stays(facts, area, month, belongs)
        group = told.groups.set_index("key").loc[key]
        assert group["people"] == len(ended) + len(censored)
        if not ended:
            assert (rows["share"] == 1).all()
            continue
        curve = stats.ecdf(stats.CensoredData(uncensored=ended, right=censored)).sf
        np.testing.assert_allclose(rows["share"], curve.evaluate(rows["after"]), atol=6e-4)
        for after, people in told.at_risk.loc[told.at_risk["key"] == key, ["after", "people"]].to_numpy():
            assert people == sum(each >= after for each in [*ended, *censored])
        compared += 1
    assert compared


def test_who_is_in_the_last_ledger_does_not_make_work_look_longer():
    """Everybody leaves with the same chance each month: the estimate finds it, however many are still there."""
    rng = np.random.default_rng(8)
    lasting = rng.geometric(0.2, 4000)
    watched = rng.integers(1, 13, 4000)  # ledgers from joining to the last one
    lengths, is_ended = np.minimum(lasting, watched), lasting < watched
    frame = pd.DataFrame({"months_at_work": lengths, "is_ended": is_ended, "people": 1})
    np.testing.assert_allclose(_curve(frame).share[:8], 0.8 ** np.arange(1, 9), atol=0.03)


def test_variations_are_right_to_half_a_bin(warehouse, facts, listed):
    links, month = linkages_of(facts), listed[-1]
    past = facts.work[(facts.work["month"] <= month) & (facts.work["month"] > months.shift(month, -12))]
    here = facts.work[facts.work["month"] == month].set_index("person")
    wages = past[past["person"].isin(here.index)].groupby("person")["wage"]
    spread = (wages.std(ddof=0) / wages.mean())[(wages.size() >= 6) & (wages.mean() > 0)]
    compared = 0
    for area in ("33", "330102"):
        for row in variations(warehouse, area, month, threshold=0).to_dict("records"):
            inside = [
                person
                for person in spread.index
                if here.loc[person, "county_code"].startswith(area)
                and (
                    row["dimension"] == ALL
                    or (row["dimension"] == "type" and here.loc[person, "type"] == row["key"])
                    or (
                        row["dimension"] == "linkage"
                        and row["key"] in links(here.loc[person, "workshop_id"], month)
                    )
                )
            ]
            assert (row["status"] == "no_data") == (not inside)
            if inside:
                assert row["n"] == len(inside)
                exact = np.quantile(spread[inside], [0.25, 0.5, 0.75])
                np.testing.assert_allclose([row["q1"], row["median"], row["q3"]], exact, atol=ERROR + 1e-9)
                compared += 1
    assert compared > 8


def test_all_variations_are_the_indicator(warehouse):
    told, indicator = (
        variations(warehouse, threshold=0).iloc[0],
        answer(warehouse, "wage_stability", threshold=0).iloc[0],
    )
    assert 1 - told["median"] == pytest.approx(indicator["value"])
    assert told["n"] == indicator["n"]


@pytest.mark.parametrize("area", ["33", "330102", "330127"])
def test_a_season_is_the_month_against_the_thirteen_round_it(warehouse, facts, listed, area):
    told = seasons(warehouse, area, listed[-1], threshold=0).set_index(["type", "calendar_month"])
    counties = [county for county in COUNTIES if county.startswith(area)]
    known = 0
    for kind in ("all", TYPES[0]):
        for calendar_month in range(1, 13):
            ratios = []
            for centre in listed[6:-6]:
                window = [months.shift(centre, at) for at in range(-6, 7)]
                if centre.month != calendar_month:
                    continue
                whole = [c for c in counties if all((c, each) in facts.reported for each in window)]
                rows = facts.work[facts.work["county_code"].isin(whole)]
                rows = rows if kind == "all" else rows[rows["type"] == kind]
                people = [int((rows["month"] == each).sum()) for each in window]
                year = (people[0] / 2 + sum(people[1:-1]) + people[-1] / 2) / 12
                if year:
                    ratios.append(people[6] / year)
            row = told.loc[(kind, calendar_month)]
            assert row["years"] == len(ratios)
            assert row["status"] == ("ok" if ratios else "no_data")
            if ratios:
                assert row["value"] == pytest.approx(np.mean(ratios), abs=6e-4)
                known += 1
    assert bool(known) == (area != "330127"), "the county with gaps never has thirteen ledgers in a row"


@pytest.mark.parametrize("area", AREAS)
def test_raises_compare_the_same_peoples_wages(warehouse, facts, listed, area):
    month = listed[-1]
    told = raises_by_type(warehouse, area, month, threshold=0).set_index("type")
    for kind in (*TYPES, None):
        now = facts.at_work(area, month, kind).set_index("person")["wage"]
        then = facts.at_work(area, months.shift(month, -12), None).set_index("person")["wage"]
        both = pd.concat([now, then], axis=1, keys=["now", "then"], join="inner").query("then > 0")
        row = told.loc[kind or "all"]
        if both.empty:
            assert row["status"] == "no_data"
            continue
        assert (row["people"], row["raised"]) == (len(both), (both["now"] > both["then"]).sum())
        assert row["fell"] == (both["now"] < both["then"]).sum(), (
            "who earns the same has neither risen nor fallen"
        )
        assert row[["wage_then", "wage_now"]].tolist() == pytest.approx(both[["then", "now"]].mean().tolist())


def test_raises_over_time_begin_with_the_thirteenth_month(warehouse, listed):
    told = raises_over_time(warehouse, "33", listed[-1], threshold=0)
    assert told["status"].tolist() == ["no_data"] * 12 + ["ok"] * (SPAN - 12)
    last = raises_by_type(warehouse, "33", listed[-1], threshold=0).iloc[-1]
    assert told.iloc[-1]["fell_share"] == last["fell_share"]


@pytest.mark.parametrize(
    "question", [retention, survival, variations, seasons, raises_by_type, raises_over_time]
)
def test_a_town_is_refused_with_a_sentence(warehouse, question):
    with using("en"), pytest.raises(UnknownChoiceError, match="province, cities and counties"):
        question(warehouse, "330102101")


def test_a_county_that_never_reported_has_nothing_and_says_so(warehouse, listed):
    silent = COUNTIES[3]
    assert retention(warehouse, silent).empty
    assert (survival(warehouse, silent).groups["status"] == "no_data").all()
    assert (variations(warehouse, silent)["status"] == "no_data").all()
    assert (seasons(warehouse, silent)["status"] == "no_data").all()
    assert (raises_by_type(warehouse, silent)["status"] == "no_data").all()
    with using("zh"):
        assert "暂无数据" in stability_headline(warehouse, silent)


def test_the_first_month_has_no_cohort_to_follow(warehouse, listed):
    first = listed[0]
    assert retention(warehouse, "33", first).empty
    assert survival(warehouse, "33", first).curves.empty
    assert (survival(warehouse, "33", first).groups["status"] == "no_data").all()
    assert (raises_over_time(warehouse, "33", first)["status"] == "no_data").all()
    with using("en"):
        assert "too early" in stability_headline(warehouse, "33", first)


def test_the_headline_takes_its_figures_from_the_answers(warehouse):
    with using("en"):
        said = stability_headline(warehouse)
    for key in ("retention_12m", "raised_share"):
        row = answer(warehouse, key).iloc[0]
        assert (row["status"] != "ok") or percent(row["value"]) in said
    with using("zh"):
        assert "县以下" in stability_headline(warehouse, "330102101")
