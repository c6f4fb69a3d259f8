"""Every indicator, at every level and in every breakdown, equals what plain pandas makes of the facts."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedwealth import months
from sharedwealth.indicators import CATALOGUE, answer
from sharedwealth.indicators.question import possible_breakdowns
from sharedwealth.places import codes
from tests.indicators.facts import Facts
from tests.indicators.provinces import COUNTIES, TYPES, make, provinces
from tests.indicators.recomputed import RECOMPUTED, Figure

AREAS = ("33", "3301", "330127", "330127101", "330127101601")


def expected_status(facts: Facts, key: str, figure: Figure, area: str, month) -> str:
    here = [county for county in facts.counties if county.startswith(area[:6])]
    reported = sum((county, month) in facts.reported for county in here)
    known = sum(facts.ledger_month(county, month) is not None for county in here)
    is_stock = CATALOGUE[key].nature == "stock"
    if not (known if is_stock else reported) or math.isnan(figure.value):
        return "no_data"
    return "carried" if is_stock and not reported else "ok"


def check_row(facts: Facts, key: str, row, area: str, month, kind: str | None) -> None:
    figure = RECOMPUTED[key](facts, area, month, kind)
    status = expected_status(facts, key, figure, area, month)
    said = f"{key} {area} {month:%Y-%m} {kind}: {dict(row)}, not {figure} {status}"
    assert row["status"] == status, said
    here = [county for county in facts.counties if county.startswith(area[:6])]
    assert row["counties"] == len(here), said
    assert row["counties_reported"] == sum((county, month) in facts.reported for county in here), said
    if status == "no_data":
        assert math.isnan(row["value"]), said
        return
    for name in ("numerator", "denominator", "n"):
        np.testing.assert_allclose(
            row[name], getattr(figure, name), rtol=1e-9, atol=1e-9, err_msg=f"{name}: {said}"
        )
    exact = CATALOGUE[key].shape == "mean"
    slack = 1e-9 if exact else figure.slack
    np.testing.assert_allclose(row["value"], figure.value, rtol=1e-9, atol=slack, err_msg=f"value: {said}")
    for name in ("median", "q1", "q3"):
        wanted = getattr(figure, name)
        np.testing.assert_allclose(
            row[name], wanted, rtol=1e-9, atol=figure.slack + 1e-9, err_msg=f"{name}: {said}"
        )


def questions(key: str) -> list[tuple[str, str | None, str | None]]:
    """Area (one of each level), breakdown and type: everything that the indicator can be asked."""
    indicator = CATALOGUE[key]
    found = []
    for area in AREAS:
        level = codes.level(area)
        if level in indicator.levels:
            for by in (None, *possible_breakdowns(indicator, level)):
                kinds = (None, TYPES[0]) if indicator.by_type and by != "type" else (None,)
                found += [(area, by, kind) for kind in kinds]
    return found


def check_answer(warehouse, facts: Facts, key: str, area: str, by: str | None, kind: str | None) -> None:
    told = answer(warehouse, key, area, by=by, workshop_type=kind, threshold=0)
    assert len(told)
    for row in told.to_dict("records"):
        of_type = row["type"] if by == "type" else kind
        check_row(facts, key, row, row["area"], months.parse(row["month"]), of_type)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(province=provinces(), data=st.data())
def test_every_answer_equals_plain_pandas_on_the_facts(province, data):
    warehouse, facts = province.warehouse(), Facts(province)
    for key in CATALOGUE:
        check_answer(warehouse, facts, key, *data.draw(st.sampled_from(questions(key)), label=key))


@pytest.fixture(scope="module")
def long_facts():
    """Fifteen months, so that a year can pass, with a county that misses ledgers and one that never reports."""
    full = [True] * 15
    with_gaps = [at not in (3, 4, 5, 9) for at in range(15)]
    late_and_silent = [0 < at < 14 for at in range(15)]
    rng = np.random.default_rng(20240901)
    return Facts(make([full, with_gaps, late_and_silent, [False] * 15], rng, workshops=24, workers=90))


@pytest.fixture(scope="module")
def long_warehouse(long_facts):
    return long_facts.province.warehouse()


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_long_province_with_gaps_equals_plain_pandas(key, long_facts, long_warehouse):
    for area, by, kind in questions(key):
        check_answer(long_warehouse, long_facts, key, area, by, kind)


def test_every_indicator_is_recomputed():
    assert set(RECOMPUTED) == set(CATALOGUE)


def test_a_county_that_misses_a_ledger_carries_its_stocks_and_has_no_flows(long_warehouse):
    warehouse = long_warehouse
    built = answer(warehouse, "workshops_built", by="county").set_index("area")
    at_work = answer(warehouse, "people_at_work", by="county", threshold=0).set_index("area")
    assert built.loc[COUNTIES[2], "status"] == "carried"
    assert built.loc[COUNTIES[2], "value"] > 0
    assert at_work.loc[COUNTIES[2], "status"] == "no_data"
    assert math.isnan(at_work.loc[COUNTIES[2], "value"])


def test_a_county_that_never_reported_has_no_data_in_either(long_warehouse):
    warehouse = long_warehouse
    for key in ("workshops_built", "people_at_work", "village_coverage"):
        row = answer(warehouse, key, COUNTIES[3], threshold=0).iloc[0]
        assert (row["status"], row["counties_reported"], row["counties"]) == ("no_data", 0, 1)
        assert math.isnan(row["value"])


def test_a_workshop_opened_in_a_month_without_a_ledger_counts_from_the_next_ledger_on():
    flags = [[True, False, True], [True] * 3, [True] * 3, [True] * 3]
    province = make(flags, np.random.default_rng(1), workshops=1, workers=0)
    july, august = (stamp for stamp in province.ledgers["month"].drop_duplicates().sort_values()[1:])
    opened = province.workshops.iloc[:0].reindex(range(1)).assign(
        workshop_id="W9", county_code=COUNTIES[0], village_code=f"{COUNTIES[0]}101601", name="示例工坊",
        workshop_type=TYPES[0], served_village_codes=None, month=august, opened_on=july, closed_on=None,
    )  # fmt: skip
    province.workshops, province.results = opened, province.results.iloc[:0]
    told = answer(province.warehouse(), "workshops_built", COUNTIES[0], by="month")
    assert told["value"].tolist() == [0, 0, 1]
    assert told["status"].tolist() == ["ok", "carried", "ok"]


def test_nobody_can_have_left_before_a_county_has_two_ledgers(long_warehouse):
    told = answer(long_warehouse, "leavers", COUNTIES[2], by="month", threshold=0)
    assert told["status"].tolist()[:3] == ["no_data", "no_data", "ok"]
