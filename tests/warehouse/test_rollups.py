"""Every rollup equals what plain Python makes of the same facts."""

from collections import Counter
from datetime import date

import duckdb
import pandas as pd
import pytest

from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.warehouse import build
from sharedwealth.warehouse.schema import ORDER, ROLLUPS, STATEMENTS
from tests.warehouse import random_facts, recomputed_rollups

KEYS = {
    "workshop_months": "county_code, month, workshop_id",
    "cells": "county_code, month, workshop_type, sex, is_low_income, age_band",
    "income_bins": "county_code, month, measure, workshop_type, is_low_income, bin",
    "increases": "county_code, month, workshop_type, whose",
    "ginis": "county_code, month",
    "income_areas": "area_code, month, workshop_type",
    "reach": "county_code, month, workshop_type, sex, is_low_income, gap_months, was_in_previous_ledger",
    "first_seen": "area_code, month, workshop_type, is_low_income",
    "cohorts": "county_code, joined_month, month, workshop_type, is_low_income",
    "stability_bins": "county_code, month, bin",
    "group_bins": "county_code, month, bin",
    "group_increases": "county_code, month, dimension, key",
    "paired_bins": "county_code, month, prior_bin, wage_bin",
    "raises": "county_code, month, workshop_type",
    "spells": "county_code, joined_month, dimension, key, months_at_work, is_ended",
    "travel": "county_code, month, workshop_type, is_low_income, relation, distance_band",
    "households": "county_code, month",
    "steadiness": "county_code, month, dimension, key, bin",
    "area_group_increases": "area_code, month, dimension, key",
}
VALUES = {
    "workshop_months": "people, women, low_income_people, wage_sum, days_people, days_sum, days_wage_sum,"
    " increase_people, increase_sum, output_yuan, survey_responses, hazards_open",
    "cells": "people, wage_sum, wage_log_sum, prior_people, prior_sum, prior_log_sum, both_wage_sum,"
    " both_wage_log_sum, increase_sum",
    "income_bins": "people, yuan_sum",
    "increases": "people, increase_sum, p10, q1, median, q3, p90",
    "ginis": "people, wage_gini, prior_gini",
    "income_areas": "increase_people, increase_sum, q1, median, q3",
    "group_bins": ", ".join(recomputed_rollups.GROUP_COLUMNS.values()),
    "group_increases": "people, increase_sum, p10, q1, median, q3, p90",
    "area_group_increases": "people, increase_sum, p10, q1, median, q3, p90",
    "paired_bins": "people, prior_sum, wage_sum",
    "raises": "people, raised, fell, wage_sum_now, wage_sum_then",
    "households": "households, low_income_households, new_households, new_low_income_households, people,"
    " low_income_people, people_without_household, low_income_people_without_household",
}


def stored(con, table):
    """Rows of a rollup as a dictionary from key to values."""
    columns = f"{KEYS[table]}, {VALUES.get(table, 'people')}"
    width = len(KEYS[table].split(","))
    return {row[:width]: row[width:] for row in con.table(table).select(*columns.split(", ")).fetchall()}


def facts_of(con):
    """The facts as frames with Python's own dates."""
    frames = {}
    for table in ("ledgers", *SHEETS):
        frame = con.table(f"facts.{table}").df()
        frames[table] = frame.assign(month=frame["month"].dt.date)
    return frames | {"places": con.table("places").df()}


@pytest.fixture(params=[1, 2, 3])
def random_province(request):
    frames = random_facts.draw(request.param)
    with duckdb.connect() as con:
        random_facts.fill(con, frames)
        build.rollups(con)
        yield con


def same(found, expected):
    return found is expected if expected is None else found == pytest.approx(expected, rel=1e-9, abs=1e-4)


def assert_equal_rows(con, table):
    expected = getattr(recomputed_rollups, table)(facts_of(con))
    found = stored(con, table)
    assert found.keys() == expected.keys()
    for key, values in expected.items():
        assert [same(*pair) for pair in zip(found[key], values, strict=True)] == [True] * len(values), key
    return len(expected)


@pytest.mark.parametrize("table", ROLLUPS)
def test_in_the_small_province_it_equals_the_recomputation(small_connection, table):
    rows = assert_equal_rows(small_connection, table)
    # In four months nobody has six wages, nor one of a year before.
    assert rows > 0 or table in ("stability_bins", "steadiness", "raises")


@pytest.mark.parametrize("table", ROLLUPS)
def test_in_random_provinces_it_equals_the_recomputation(random_province, table):
    assert assert_equal_rows(random_province, table) > 9


def test_the_summary_by_group_equals_the_recomputation(random_province, small_connection):
    build.dimensions(random_province)
    build.summaries(random_province)
    assert assert_equal_rows(random_province, "area_group_increases") > 100
    assert assert_equal_rows(small_connection, "area_group_increases") > 20


def test_a_worker_at_two_workshops_counts_once_where_the_days_are_most_with_both_wages(small_connection):
    february = {
        row[0]: row[1:]
        for row in small_connection.execute(
            "SELECT workshop_id, people, wage_sum FROM workshop_months"
            " WHERE county_code = '339101' AND month = DATE '2024-02-01'"
        ).fetchall()
    }
    assert february == {"A1": (2, 2650 + 1850), "A2": (2, 2300 + 900 + 2800), "A3": (1, 1500)}


def test_with_equal_days_the_smaller_workshop_is_the_main_one(small_connection):
    march = small_connection.execute(
        "SELECT workshop_type, wage_sum FROM cells WHERE county_code = '339101' AND month = DATE '2024-03-01'"
        " AND sex = 'M' AND age_band = '40-49'"
    ).fetchall()
    assert march == [("brand_led", 1000 + 2200)]


def test_the_same_worker_number_in_two_counties_is_two_people(small_connection):
    first = small_connection.execute("SELECT sum(people) FROM reach WHERE gap_months IS NULL").fetchall()
    assert first == [(12,)]


def test_low_income_is_the_status_when_first_seen_however_it_changes(small_connection):
    # w2 loses the status in March, w6 gains it in April.
    low = small_connection.execute(
        "SELECT strftime(month, '%m'), sum(people) FROM cells WHERE county_code = '339101' AND is_low_income"
        " GROUP BY month ORDER BY month"
    ).fetchall()
    assert low == [("01", 2), ("02", 2), ("03", 2), ("04", 2)]


def test_distinct_people_of_any_stretch_of_months_come_from_the_gaps(random_province):
    facts = facts_of(random_province)["employment"]
    for first in range(14):
        start = random_facts.MONTHS[first]
        found = random_province.execute(
            "SELECT coalesce(sum(people), 0) FROM reach WHERE month >= $start AND (gap_months IS NULL"
            " OR gap_months > (year(month) - year($start::DATE)) * 12 + month(month) - month($start::DATE))",
            {"start": start},
        ).fetchall()
        since = facts[facts["month"] >= start]
        assert found == [(len(since[["county_code", "worker_id"]].drop_duplicates()),)]


def test_who_was_in_the_ledger_before_a_missing_one_was_in_the_previous_ledger(small_connection):
    april = small_connection.execute(
        "SELECT sex, gap_months, was_in_previous_ledger, people FROM reach"
        " WHERE county_code = '339201' AND month = DATE '2024-04-01' ORDER BY gap_months NULLS LAST"
    ).fetchall()
    assert april == [("F", 2, True, 1), ("M", 3, False, 1), ("F", None, False, 1)]


def test_a_workshop_without_people_or_results_is_a_row_all_the_same(small_connection):
    small_connection.execute("DELETE FROM facts.employment WHERE workshop_id = 'A3'")
    build.rollups(small_connection)
    rows = small_connection.execute(
        "SELECT people, wage_sum, output_yuan FROM workshop_months WHERE workshop_id = 'A3' ORDER BY month"
    ).fetchall()
    assert rows == [(0, 0, 19000), (0, 0, 20000), (0, 0, None)]


def test_rollups_of_no_facts_at_all_are_empty():
    with duckdb.connect() as con:
        build.create_facts(con)
        con.execute(STATEMENTS["places"])
        build.rollups(con)
        assert all(con.table(table).fetchall() == [] for table in ROLLUPS)


def test_nothing_of_single_workers_is_left_beside_the_rollups(small_connection):
    tables = small_connection.execute(
        "SELECT DISTINCT table_name FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal"
        " AND column_name IN ('worker', 'worker_id', 'household_id', 'birth_year')"
    ).fetchall()
    assert tables == []
    assert small_connection.execute("SELECT count(*) FROM duckdb_tables() WHERE temporary").fetchall() == [
        (0,)
    ]


@pytest.mark.parametrize("table", ROLLUPS)
def test_rows_lie_in_the_order_of_months_then_areas(random_province, table):
    as_stored = random_province.table(table).df()
    sorted_again = random_province.table(table).order(ORDER[table]).df()
    pd.testing.assert_frame_equal(as_stored, sorted_again)
    assert as_stored[ORDER[table].split(",")[0]].is_monotonic_increasing


def test_however_many_threads_build_them_they_are_the_same_to_the_last_digit():
    frames = random_facts.draw(4)
    found = []
    for threads in (1, 4):
        with duckdb.connect(config={"threads": threads}) as con:
            random_facts.fill(con, frames)
            build.rollups(con)
            found.append([con.table(table).fetchall() for table in ROLLUPS])
    assert found[0] == found[1]


def test_a_spell_is_censored_again_at_any_earlier_month_without_the_facts(random_province):
    """What a snapshot as of an earlier month would say, out of the spells of this one and the county's ledgers."""
    now = random_province.execute(
        "SELECT county_code, joined_month, months_at_work, people FROM spells WHERE dimension = 'all'"
    ).fetchall()
    facts = facts_of(random_province)
    number = recomputed_rollups.number
    for as_of in random_facts.MONTHS[::3]:
        then = {
            name: frame[frame["month"] <= as_of] if "month" in frame else frame
            for name, frame in facts.items()
        }
        last = then["ledgers"].groupby("county_code")["month"].max()
        found = Counter()
        for county, joined, length, people in now:
            if joined <= as_of:
                most = number(last[county]) - number(joined) + 1
                found[county, joined, min(length, most), length < most] += people
        wanted = recomputed_rollups.spells(then)
        assert {k: (n,) for k, n in found.items()} == {
            (c, j, n, e): v for (c, j, dimension, _, n, e), v in wanted.items() if dimension == "all"
        }


def test_who_leaves_and_returns_does_not_go_on_with_the_first_spell(small_connection):
    # Of C, February came, March did not; w2 is there in January, missing in February, back in April.
    found = small_connection.execute(
        "SELECT joined_month, months_at_work, is_ended, people FROM spells"
        " WHERE county_code = '339201' AND dimension = 'all' ORDER BY ALL"
    ).fetchall()
    january, april = date(2024, 1, 1), date(2024, 4, 1)
    assert found == [(january, 1, True, 1), (january, 4, False, 1), (april, 1, False, 1)]


def test_a_worker_of_a_workshop_with_two_linkages_counts_under_each(small_connection):
    # A1 has wages and rent in January; A3 has no partner, and its only worker no known income before.
    found = small_connection.execute(
        "SELECT key, people, increase_sum FROM group_increases"
        " WHERE county_code = '339101' AND month = DATE '2024-01-01' AND dimension = 'linkage' ORDER BY key"
    ).fetchall()
    assert found == [("rent", 3, 1400 + 1000 + 500), ("wages", 3, 1400 + 1000 + 500)]


@pytest.mark.parametrize(
    ("longitude", "latitude", "band"),
    [
        (120.03, 29.0, "<3"),
        (120.0, 29.0, "<3"),
        (120.0, 29.027, "3-10"),
        (120.1, 29.1, "10-30"),
        (121, 29, "30+"),
    ],
)
def test_bands_of_distance(longitude, latitude, band):
    """A degree of latitude is 111.195 km, one of longitude 97.25 km there."""
    frames = random_facts.draw(1)
    frames["employment"] = frames["employment"].assign(home_village_code="339201002209")
    villages = sorted(set(frames["workshops"]["village_code"]))
    at = [(code, 120.0, 29.0) for code in villages] + [("339201002209", longitude, latitude)]
    about = {"level": "village", "kind": "village_committee", "name_zh": "", "name_en": ""}
    frames["places"] = pd.DataFrame(at, columns=["code", "longitude", "latitude"]).assign(**about)
    with duckdb.connect() as con:
        random_facts.fill(con, frames)
        build.rollups(con)
        assert con.execute("SELECT DISTINCT distance_band FROM travel").fetchall() == [(band,)]
