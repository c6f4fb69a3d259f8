"""The tables of a snapshot, made in a connection from the facts that are in it.

Facts are the five sheets in the schema `facts` (or an attached database of that name), and `facts.ledgers`: which
county has reported which month. `create_facts` makes them empty; everything else only reads them. The statements lie
in `dimensions/`, `staged/` and `rollups/`; the last two are written so that other engines can read them too
(docs/decisions/warehouse-portable-rollups.md).
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from sharedwealth.ledger.sheets import SHEETS, create_table_sql
from sharedwealth.warehouse import checks, schema
from sharedwealth.warehouse.schema import (
    COUNTY_DIMENSIONS,
    ORDER,
    PROVINCE_DIMENSIONS,
    ROLLUPS,
    STATEMENTS,
    SUMMARIES,
)

Report = Callable[[str, float], None]
"""Told the stage under way and how far the whole is, from 0 to 1."""

LEDGERS = """
CREATE TABLE facts.ledgers (
    county_code VARCHAR NOT NULL,
    month DATE NOT NULL,
    received_on DATE,
    is_late BOOLEAN,
    is_verified BOOLEAN NOT NULL DEFAULT true
)
"""

STAGED = (
    "workers", "homes", "families", "ledger_months", "workshop_rows", "cell_names", "workplaces", "groups", "entries",
    "other_wages", "first_rows", "main_rows", "increase_bins", "both_bins", "linked_rows", "linkage_names",
    "group_people", "last_years", "first_spells", "journeys",
)  # fmt: skip
"""Temporary tables between the facts and the rollups, in the order in which they lean on one another."""

_FILL = "INSERT INTO {table} BY NAME SELECT * FROM (\n{select}\n) AS made ORDER BY {order}"
_STAGE = "CREATE OR REPLACE TEMP TABLE {table} AS\n{select}"
_DROP = "DROP TABLE IF EXISTS temp.{table}"
_SPAN = """
CREATE OR REPLACE TEMP TABLE span AS
SELECT min(month) AS first_month, coalesce(CAST($as_of AS DATE), max(month)) AS last_month FROM facts.ledgers
"""


def create_facts(con: duckdb.DuckDBPyConnection) -> None:
    """The schema `facts` with its six tables, all empty."""
    con.execute("CREATE SCHEMA facts")
    for sheet in SHEETS:
        con.execute(create_table_sql(sheet))
    con.execute(LEDGERS)


def meta(con: duckdb.DuckDBPyConnection, values: Mapping[str, str]) -> None:
    """The table `meta`: one row per fact about the snapshot."""
    con.execute(STATEMENTS["meta"])
    con.executemany(
        "INSERT INTO meta VALUES ($key, $value)", [{"key": k, "value": v} for k, v in values.items()]
    )


def register(
    con: duckdb.DuckDBPyConnection, places: pd.DataFrame, designations: pd.DataFrame, targets: pd.DataFrame
) -> None:
    """The tables `places`, `designations` and `targets`; columns that a snapshot does not keep are left out."""
    for table, frame in {"places": places, "designations": designations, "targets": targets}.items():
        con.execute(STATEMENTS[table])
        kept = ", ".join(con.table(table).columns)
        with _handed_over(frame) as file:
            _fill(
                con, table, "SELECT {kept} FROM read_parquet($file)".replace("{kept}", kept), {"file": file}
            )


def ledgers(con: duckdb.DuckDBPyConnection, frame: pd.DataFrame) -> None:
    """Fills `facts.ledgers`: county_code, month, received_on, is_late, is_verified (true when left out)."""
    with _handed_over(frame) as file:
        con.execute("INSERT INTO facts.ledgers BY NAME SELECT * FROM read_parquet($file)", {"file": file})


def dimensions(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> None:
    """What stands at the end: months, ledgers, workshops, enterprises, partnerships; `places` must be there.

    The months run from the first ledger to `as_of`, or to the last ledger.
    """
    county_dimensions(con)
    province_dimensions(con, as_of)


def county_dimensions(con: duckdb.DuckDBPyConnection) -> None:
    """The dimensions that follow from each county's own facts."""
    for table in COUNTY_DIMENSIONS:
        _dimension(con, table)


def province_dimensions(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> None:
    """The dimensions that take all counties; `places` and the counties' dimensions must be there."""
    con.execute(_SPAN, {"as_of": as_of})
    for table in PROVINCE_DIMENSIONS:
        _dimension(con, table)
    con.execute("DROP TABLE temp.span")


def _dimension(con: duckdb.DuckDBPyConnection, table: str) -> None:
    con.execute(STATEMENTS[table])
    _fill(con, table, schema.select("dimensions", table))


def rollups(con: duckdb.DuckDBPyConnection, progress: Report | None = None) -> None:
    """All rollups, made from the facts and compared with them; `places` must be there.

    A `SnapshotError` says which ledger contradicts itself: a key that stands there twice, a worker of a workshop
    that is not listed.
    """
    checks.facts(con)
    steps = [("staged", name) for name in STAGED] + [("rollups", name) for name in ROLLUPS]
    for done, (folder, name) in enumerate(steps):
        if progress:
            progress(name, done / len(steps))
        select = schema.select(folder, name)
        if folder == "staged":
            con.execute(_STAGE.replace("{table}", name).replace("{select}", select))
        else:
            con.execute(STATEMENTS[name])
            _fill(con, name, select)
        if name == "entries":
            checks.entries(con)
    checks.rollups(con)
    for name in STAGED:
        con.execute(_DROP.replace("{table}", name))


def summaries(con: duckdb.DuckDBPyConnection) -> None:
    """What counties, cities and the province come to, out of all other tables; made whole each time."""
    for name in SUMMARIES:
        con.execute(STATEMENTS[name])
        _fill(con, name, schema.select("summaries", name))


def _fill(
    con: duckdb.DuckDBPyConnection, table: str, select: str, values: Mapping[str, str] | None = None
) -> None:
    query = _FILL.replace("{table}", table).replace("{order}", ORDER[table]).replace("{select}", select)
    con.execute(query, dict(values) if values else None)


@contextmanager
def _handed_over(frame: pd.DataFrame) -> Iterator[str]:
    """The frame as a Parquet file, so that no statement ever scans one in memory."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "frame.parquet"
        frame.to_parquet(file, index=False)
        yield str(file)
