"""The facts behind a snapshot, brought beside its file from their partitions."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from sharedwealth import numbers
from sharedwealth.errors import SnapshotError
from sharedwealth.ledger.sheets import SHEETS, create_table_sql
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import build, files
from sharedwealth.warehouse.manifest import Ledger
from sharedwealth.warehouse.partitions import Partition

_IN_MEMORY_ROWS = 1_000_000
"""A sheet of more rows is read from its files each time a statement asks for it."""

_LARGE = """
CREATE VIEW facts.{sheet} AS
SELECT {columns} FROM read_parquet(getvariable('{sheet}_files'), hive_partitioning = false)
"""
_SMALL = """
INSERT INTO facts.{sheet}
SELECT {columns} FROM read_parquet($files, hive_partitioning = false)
"""


def check_files(settings: Settings, listed: Sequence[Partition]) -> None:
    """Nothing when every file is there and unchanged; else a `SnapshotError` says which ledger to take in again."""
    for each in listed:
        path = settings.partitions / each.path
        if not path.is_file() or files.digest(path) != each.sha256:
            sentence = t(
                "The file {file} is missing or damaged. Take in the ledger of {county} for {month} again."
            )
            raise SnapshotError(
                sentence.format(file=path, county=each.county_code, month=numbers.month(each.month))
            )


def attach(con: duckdb.DuckDBPyConnection, ledgers: Sequence[Ledger]) -> None:
    """The database `facts` in memory with the ledgers and no sheet."""
    con.execute("ATTACH ':memory:' AS facts")
    con.execute(build.LEDGERS)
    build.ledgers(con, pd.DataFrame([vars(each) for each in ledgers], columns=[*Ledger.__annotations__]))


def load(
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    listed: Sequence[Partition],
    ledgers: Sequence[Ledger],
) -> None:
    """The facts in a database `facts` in memory: rows of single persons never enter the snapshot's file."""
    attach(con, ledgers)
    for name, sheet in SHEETS.items():
        of_sheet = [each for each in listed if each.sheet == name]
        paths = [str(settings.partitions / each.path) for each in of_sheet]
        is_large = sum(each.rows for each in of_sheet) > _IN_MEMORY_ROWS
        statement = (_LARGE if is_large else _SMALL).replace("{sheet}", name)
        statement = statement.replace("{columns}", ", ".join(sheet.column_names))
        if is_large:
            con.execute("SET VARIABLE {sheet}_files = $files".replace("{sheet}", name), {"files": paths})
            con.execute(statement)
            continue
        con.execute(create_table_sql(name))
        if paths:
            con.execute(statement, {"files": paths})
