"""The tables of a snapshot, as `schema.sql` lists them, and the order of their rows."""

import re
from functools import cache
from pathlib import Path

import duckdb

HERE = Path(__file__).parent

REGISTER = ("places", "designations", "targets")
COUNTY_DIMENSIONS = ("workshops", "served_villages", "county_enterprises", "partnerships")
"""What stands at the end in each county: it follows from the county's own facts alone, as the rollups do."""
PROVINCE_DIMENSIONS = ("months", "county_months", "enterprises")
"""What takes the register, all ledgers or all counties."""
DIMENSIONS = (*COUNTY_DIMENSIONS, *PROVINCE_DIMENSIONS)
ROLLUPS = (
    "workshop_months", "cells", "income_bins", "increases", "ginis", "income_areas", "reach", "first_seen", "cohorts",
    "stability_bins", "group_bins", "group_increases", "paired_bins", "raises", "spells", "travel", "households",
    "steadiness",
)  # fmt: skip
"""What each county's months come to; every row follows from the facts of one county."""
SUMMARIES = (
    "area_stocks", "area_targets", "area_coverage", "area_people", "area_movement", "area_retention",
    "area_stability", "area_increases", "area_group_increases", "area_ginis", "area_results", "area_trust",
    "area_dependence",
)  # fmt: skip
"""What counties, cities and the province come to, of the snapshot's other tables, each of those before it."""

ORDER: dict[str, str] = {
    "places": "code",
    "designations": "designation, code, valid_from NULLS LAST",
    "targets": "area_code, indicator, due_month NULLS LAST",
    "months": "month",
    "county_months": "month, county_code",
    "workshops": "county_code, workshop_id",
    "served_villages": "county_code, workshop_id, village_code",
    "county_enterprises": "county_code, credit_code",
    "enterprises": "credit_code",
    "partnerships": "county_code, workshop_id, credit_code, linkage, started_month",
    "workshop_months": "month, county_code, workshop_id",
    "cells": "month, county_code, workshop_type, sex, is_low_income, age_band",
    "income_bins": "month, measure, workshop_type, is_low_income NULLS LAST, bin, county_code",
    "income_areas": "month, area_code, workshop_type",
    "reach": "month, county_code, workshop_type, sex, is_low_income, gap_months NULLS LAST, was_in_previous_ledger",
    "first_seen": "month, area_code, workshop_type, is_low_income",
    "cohorts": "month, county_code, joined_month, workshop_type, is_low_income",
    "stability_bins": "month, county_code, bin",
    "group_bins": "month, bin, county_code",
    "group_increases": "month, county_code, dimension, key",
    "paired_bins": "month, prior_bin, wage_bin, county_code",
    "raises": "month, county_code, workshop_type",
    "spells": "joined_month, county_code, dimension, key, months_at_work, is_ended",
    "travel": "month, county_code, workshop_type, is_low_income, relation, distance_band",
    "households": "month, county_code",
    "steadiness": "month, dimension, key, bin, county_code",
    "increases": "month, county_code, workshop_type, whose",
    "ginis": "month, county_code",
    "area_stocks": "month, area_code, workshop_type",
    "area_targets": "month, area_code",
    "area_coverage": "goal, month, area_code, workshop_type",
    "area_people": "month, area_code, workshop_type",
    "area_movement": "month, area_code, workshop_type",
    "area_retention": "month, area_code, workshop_type",
    "area_stability": "month, area_code",
    "area_increases": "month, area_code, workshop_type",
    "area_group_increases": "month, area_code, dimension, key",
    "area_ginis": "month, area_code",
    "area_results": "month, area_code, workshop_type",
    "area_trust": "month, area_code, workshop_type",
    "area_dependence": "month, area_code, workshop_type",
}
"""What each table is sorted by: month, then county or area, so that a month is one stretch of the file.

Bins come before the county: neighbours are alike then, and the file is a fifth smaller.
"""


_SHARED = re.compile(r"\{(\w+)\}")


@cache
def select(folder: str, name: str) -> str:
    """The statement of a file in `dimensions`, `staged`, `rollups` or `summaries`.

    What several of them reckon alike stands once in `shared` and takes the place of its name in braces.
    """

    def shared(found: re.Match[str]) -> str:
        return (HERE / "shared" / f"{found[1]}.sql").read_text(encoding="utf-8").rstrip()

    return _SHARED.sub(shared, (HERE / folder / f"{name}.sql").read_text(encoding="utf-8"))


def _statements() -> dict[str, str]:
    text = (HERE / "schema.sql").read_text(encoding="utf-8")
    found = re.findall(r"CREATE OR REPLACE TABLE (\w+) \(.*?\);", text, re.DOTALL)
    parts = re.findall(r"CREATE OR REPLACE TABLE \w+ \(.*?\);", text, re.DOTALL)
    return dict(zip(found, parts, strict=True))


STATEMENTS: dict[str, str] = _statements()
"""The statement that makes each table, empty; by name, in the file's order."""


def columns(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """Table, column and type of everything in the connection's main schema, as DuckDB itself describes it."""
    return con.execute(
        """
        SELECT table_name, column_name, data_type
        FROM duckdb_columns()
        WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
        ORDER BY table_name, column_index
        """
    ).fetchall()


def expected() -> list[tuple[str, str, str]]:
    """What `columns` must give for a snapshot."""
    with duckdb.connect() as con:
        for statement in STATEMENTS.values():
            con.execute(statement)
        return columns(con)
