"""A small province by hand, for tests that need real tables.

Two cities, three counties (one is late once, one sends no ledger for March), four towns, eight villages, five
workshops, twelve workers over four months of 2024: a worker at two workshops, one who comes back, one whose
low-income status changes, prior incomes that are not known, a workshop that closes and one whose type changes.
Its facts are the CSV files in `tests/warehouse/small_province/`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.warehouse import build
from sharedwealth.warehouse.connection import Warehouse

SMALL_PROVINCE = Path(__file__).parent / "warehouse" / "small_province"
_FILL = "INSERT INTO facts.{table} BY NAME SELECT * FROM read_csv($file, all_varchar = true, nullstr = '')"

META = {
    "code": "5A11ED",
    "kind": "demonstration",
    "as_of": "2024-04",
    "built_at": "2024-05-31T08:00:00+00:00",
    "register": "bundled",
    "program_version": "0.1.0",
}


def fill_small_facts(con: duckdb.DuckDBPyConnection) -> None:
    """The five sheets and the ledgers of the small province, in the schema `facts`."""
    build.create_facts(con)
    for table in (*SHEETS, "ledgers"):
        con.execute(_FILL.replace("{table}", table), {"file": str(SMALL_PROVINCE / f"{table}.csv")})


@pytest.fixture(scope="session")
def small_facts() -> Callable[[duckdb.DuckDBPyConnection], None]:
    """Fills a connection with the facts alone."""
    return fill_small_facts


@pytest.fixture(scope="session")
def small_register() -> dict[str, pd.DataFrame]:
    """Its places, designations and targets, as a register hands them over."""
    code = {"code": str, "parent_code": str, "area_code": str}
    dates = {"designations": ["valid_from", "valid_to"], "targets": ["due_month"]}
    return {
        name: pd.read_csv(SMALL_PROVINCE / f"{name}.csv", dtype=code, parse_dates=dates.get(name, []))
        for name in ("places", "designations", "targets")
    }


@pytest.fixture
def small_connection(small_register: dict[str, pd.DataFrame]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small province complete, in a connection of the test's own: facts, register, dimensions, rollups."""
    with duckdb.connect() as con:
        fill_small_facts(con)
        build.register(con, **small_register)
        build.dimensions(con)
        build.rollups(con)
        build.summaries(con)
        yield con


@pytest.fixture(scope="session")
def small_province(small_register: dict[str, pd.DataFrame]) -> Iterator[Warehouse]:
    """The small province as pages and indicators see a snapshot; shared, so not to be changed."""
    with duckdb.connect() as con:
        fill_small_facts(con)
        build.register(con, **small_register)
        build.dimensions(con)
        build.rollups(con)
        build.summaries(con)
        yield Warehouse.in_memory(con, META)
