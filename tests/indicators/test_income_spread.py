"""The increase by group, its ridges, and incomes before and now, each once more in plain pandas."""

import math

import numpy as np
import pandas as pd
import pytest

from sharedwealth.choices import AGE_BANDS, WORKSHOP_TYPES
from sharedwealth.errors import UnknownAreaError, UnknownChoiceError
from sharedwealth.indicators import answer
from sharedwealth.indicators.averages import plain_average
from sharedwealth.indicators.before_after import STEP, TOP_BEFORE, TOP_NOW, before_after
from sharedwealth.indicators.increase_groups import KEYS, QUANTILES, increases_by, increases_by_all
from sharedwealth.indicators.ridges import BROAD, increase_ridges
from sharedwealth.text import using
from tests.indicators.facts import Facts
from tests.indicators.provinces import CITIES, COUNTIES, make

AREAS = ("33", *CITIES, *COUNTIES)
SHARES = dict(zip(QUANTILES, (0.1, 0.25, 0.5, 0.75, 0.9), strict=True))
REPORTED = [[True] * 4, [True, True, False, False], [True] * 4, [False] * 4]
"""The second county's last months and all of the fourth's are without a ledger."""


def drawn(seed, **more):
    return Facts(make(REPORTED, np.random.default_rng(seed), **{"workshops": 16, "workers": 220, **more}))


# Wages in steps of 500 tie; the sparse province has cells of one person and empty ones.
@pytest.fixture(
    scope="module",
    params=[(11, {}), (3, {"step": 500}), (5, {"workers": 25, "workshops": 4}), (8, {"known": 0.3})],
)
def facts(request):
    seed, more = request.param
    return drawn(seed, **more)


@pytest.fixture(scope="module")
def warehouse(facts):
    return facts.province.warehouse()


def month(facts):
    return facts.province.months[-1]


def known(facts, area):
    """Everybody at work in the area in the last month with both incomes known, with the keys of every group."""
    rows = facts.at_work(area, month(facts), None)
    rows = rows[rows["increase"].notna()].copy()
    age = month(facts).year - rows["birth_year"].astype(int)
    bands = pd.cut(age, [0, 30, 40, 50, 60, 70, 200], right=False, labels=list(AGE_BANDS))
    return rows.assign(age_band=bands.astype(str))


@pytest.mark.parametrize("dimension", list(KEYS))
@pytest.mark.parametrize("area", AREAS)
def test_each_group_is_what_pandas_makes_of_the_facts(facts, warehouse, area, dimension):
    told = increases_by(warehouse, area, month(facts), dimension, threshold=0).set_index("key")
    assert told.index.tolist() == list(KEYS[dimension])
    rows = known(facts, area)
    is_silent = answer(warehouse, "income_increase", area, threshold=0)["status"].iloc[0] == "no_data"
    for key, row in told.iterrows():
        own = rows.loc[rows[dimension] == key, "increase"]
        if own.empty:
            assert row["status"] == "no_data"
            assert math.isnan(row["value"])
            assert math.isnan(row["n"]) if is_silent else row["n"] == 0
            continue
        assert row["n"] == len(own)
        assert row["value"] == pytest.approx(own.mean())
        for name, share in SHARES.items():
            assert abs(row[name] - np.quantile(own, share)) <= 25 + 1e-9


def test_all_dimensions_at_once_are_the_same_rows(facts, warehouse):
    told = increases_by_all(warehouse, "3301", month(facts))
    each = [increases_by(warehouse, "3301", month(facts), dimension) for dimension in KEYS]
    pd.testing.assert_frame_equal(told, pd.concat(each, ignore_index=True))


@pytest.mark.parametrize("dimension", list(KEYS))
def test_what_groups_hide_cannot_be_worked_out(facts, warehouse, dimension):
    """Neither from the area's n and its other groups, nor from the area above and the neighbours."""
    shown = {area: increases_by(warehouse, area, month(facts), dimension).set_index("key") for area in AREAS}
    truth = {
        area: increases_by(warehouse, area, month(facts), dimension, threshold=0).set_index("key")["n"]
        for area in AREAS
    }
    for area, told in shown.items():
        assert not told["n"].between(1, 9).any()
        hidden = told["status"] == "suppressed"
        assert told.loc[hidden, ["value", "n", *QUANTILES]].isna().all(axis=None)
        if answer(warehouse, "income_increase", area)["status"].iloc[0] == "ok" and hidden.any():
            assert hidden.sum() >= 2
            assert truth[area][hidden].sum() >= 10
        for key, row in told.iterrows():
            parts = [part for part in AREAS if len(part) == len(area) + 2 and part.startswith(area)]
            gone = [part for part in parts if shown[part].loc[key, "status"] == "suppressed"]
            if gone and row["status"] == "ok":
                assert len(gone) >= 2
                assert sum(truth[part][key] for part in gone) >= 10


def test_the_whole_hides_nothing_that_is_many(facts):
    big = drawn(2, workers=900)
    told = increases_by(big.province.warehouse(), "33", month(big), "sex")
    assert set(told["status"]) == {"ok"}
    assert told["n"].sum() == len(known(big, "33"))


@pytest.mark.parametrize("area", ["33", "3301", "330102"])
def test_ridges_by_type_hold_everybody_of_the_type(facts, warehouse, area):
    told = increase_ridges(warehouse, area, month(facts), threshold=0)
    rows = known(facts, area)
    assert told.width == BROAD
    for key in WORKSHOP_TYPES:
        own = rows.loc[rows["type"] == key, "increase"]
        wanted = (np.floor(own / BROAD) * BROAD).value_counts().to_dict()
        bins = told.bins[told.bins["key"] == key].set_index("bin")["people"]
        assert bins[bins > 0].to_dict() == wanted
    medians = told.rows["median"].dropna()
    assert medians.is_monotonic_decreasing


def test_ridges_by_area_narrow_with_the_type_and_those_by_type_do_not(facts, warehouse):
    rows = known(facts, "33")
    narrowed = increase_ridges(warehouse, "33", month(facts), "city", "consigned_processing", threshold=0)
    for city in CITIES:
        own = rows[rows["village"].str.startswith(city) & (rows["type"] == "consigned_processing")]
        assert narrowed.bins.loc[narrowed.bins["key"] == city, "people"].sum() == len(own)
    by_type = increase_ridges(warehouse, "33", month(facts), "type", "consigned_processing", threshold=0)
    assert by_type.bins["people"].sum() == len(rows)


def test_no_step_of_a_ridge_holds_few_and_none_is_left_out(facts, warehouse):
    for by in ("type", "city"):
        told = increase_ridges(warehouse, "33", month(facts), by)
        assert not told.bins["people"].between(1, 9).any()
        shown = told.rows[told.rows["n"] >= 100].set_index("key")["n"]
        assert told.bins.groupby("key")["people"].sum().to_dict() == shown.to_dict()
        assert set(told.bins["key"]) == set(shown.index)


@pytest.mark.parametrize("area", AREAS)
def test_incomes_before_and_now_are_what_pandas_makes_of_the_facts(facts, warehouse, area):
    told = before_after(warehouse, area, month(facts), threshold=0)
    rows = known(facts, area)
    if rows.empty:
        assert told.status == "no_data"
        assert told.bands.empty
        assert told.cells.empty
        assert math.isnan(told.fell)
        return
    assert told.n == len(rows)
    assert told.mean_before == pytest.approx(rows["prior"].mean())
    assert told.mean_now == pytest.approx(rows["wage"].mean())
    assert abs(told.median_before - rows["prior"].median()) <= 25
    assert abs(told.median_now - rows["wage"].median()) <= 25
    assert told.fell == (rows["wage"] < rows["prior"]).sum()
    before = (rows["prior"] // STEP * STEP).clip(upper=TOP_BEFORE)
    now = (rows["wage"] // STEP * STEP).clip(upper=TOP_NOW)
    assert told.bands["before"].tolist() == sorted(set(before))
    for band in told.bands.to_dict("records"):
        own = rows[before == band["before"]]
        assert band["n"] == len(own)
        assert band["mean_before"] == pytest.approx(own["prior"].mean())
        assert band["mean_now"] == pytest.approx(own["wage"].mean())
        assert abs(band["median_before"] - own["prior"].median()) <= 25
        assert abs(band["median_now"] - own["wage"].median()) <= 250
    wanted = rows.groupby([before, now]).size().to_dict()
    cells = told.cells[told.cells["people"] > 0]
    assert {(row["before"], row["now"]): row["people"] for row in cells.to_dict("records")} == wanted


def test_no_cell_and_no_band_before_and_now_is_of_few(facts, warehouse):
    for area in AREAS:
        told = before_after(warehouse, area, month(facts))
        truth = before_after(warehouse, area, month(facts), threshold=0)
        assert not told.cells["people"].between(1, 9).any()
        assert not told.bands["n"].between(1, 9).any()
        assert not 0 < told.fell < 10
        assert not 0 < told.n - told.fell < 10
        by_band = told.cells.groupby("before")["people"].sum()
        shown = told.bands[told.bands["status"] == "ok"].set_index("before")["n"]
        assert by_band.to_dict() == shown.to_dict()
        hidden = told.bands.loc[told.bands["status"] == "suppressed", "before"]
        if len(hidden) and told.status == "ok":
            assert len(hidden) >= 2
            assert truth.bands.set_index("before").loc[hidden, "n"].sum() >= 10


def test_a_neighbour_does_not_tell_how_many_earn_less(facts, warehouse):
    for parent in ("33", *CITIES):
        parts = [part for part in AREAS if len(part) == len(parent) + 2 and part.startswith(parent)]
        whole = before_after(warehouse, parent, month(facts))
        told = {part: before_after(warehouse, part, month(facts)) for part in parts}
        hidden = [part for part in parts if told[part].status != "no_data" and math.isnan(told[part].fell)]
        if hidden and not math.isnan(whole.fell):
            assert len(hidden) >= 2


def test_a_month_without_a_ledger_has_no_data_and_no_zero(facts, warehouse):
    silent = COUNTIES[1]
    for dimension in KEYS:
        told = increases_by(warehouse, silent, month(facts), dimension)
        assert set(told["status"]) == {"no_data"}
        assert told[["value", "n", "median"]].isna().all(axis=None)
    assert increase_ridges(warehouse, silent, month(facts)).bins.empty
    assert before_after(warehouse, silent, month(facts)).status == "no_data"


def test_what_is_too_small_or_not_there_is_refused_in_a_sentence(warehouse):
    with using("en"):
        for ask in (increases_by, increase_ridges, before_after):
            with pytest.raises(UnknownChoiceError, match="cities and counties only"):
                ask(warehouse, "330102101")
            with pytest.raises(UnknownAreaError):
                ask(warehouse, "99")
        with pytest.raises(UnknownChoiceError, match="by type, and by city or county"):
            increase_ridges(warehouse, "33", None, "town")


def areas(*means):
    return pd.DataFrame({"area": [f"33{at:02d}" for at in range(len(means))], "value": means})


WHOLE = pd.Series({"value": 2000.0, "median": 1800.0, "n": 500.0})


def test_a_mean_of_means_far_from_the_mean_of_the_people_is_told_with_both():
    found = plain_average(WHOLE, areas(1000.0, 2100.0, math.nan))
    assert (found.of_areas, found.of_people, found.areas) == (1550.0, 2000.0, 2)
    assert found.difference == pytest.approx(-0.225)
    assert (found.n, found.median) == (500.0, 1800.0)


def test_a_mean_of_means_up_to_five_in_a_hundred_away_is_not_flagged():
    assert plain_average(WHOLE, areas(2000.0, 2200.0)) is None
    assert plain_average(WHOLE, areas(2000.0, 2201.0)) is not None
    assert plain_average(WHOLE, areas(1000.0)) is None
    assert plain_average(WHOLE.replace(2000.0, math.nan), areas(1000.0, 5000.0)) is None


def test_the_weighted_mean_of_the_parts_is_the_mean_of_the_people(facts, warehouse):
    whole = answer(warehouse, "income_increase", threshold=0).iloc[0]
    parts = answer(warehouse, "income_increase", by="county", threshold=0).dropna(subset=["value"])
    weighted = (parts["value"] * parts["n"]).sum() / parts["n"].sum()
    assert weighted == pytest.approx(whole["value"])
    found = plain_average(whole, parts)
    is_far = abs(parts["value"].mean() / weighted - 1) > 0.05
    assert (found is not None) == (is_far and len(parts) > 1)
