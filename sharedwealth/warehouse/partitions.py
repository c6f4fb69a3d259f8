"""Facts on disk: one immutable Parquet file per sheet, county and month, named by its content.

The same rows give the same file, byte for byte: rows are sorted by the sheet's key, and each file is written by one
thread. A correction is a new file beside the old one; which of them counts is what a snapshot's manifest says.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

import duckdb
import pandas as pd

from sharedwealth import months
from sharedwealth.ledger.sheets import PANDAS_TYPES, SHEETS, Sheet
from sharedwealth.settings import Settings
from sharedwealth.warehouse import files

Report = Callable[[str, float], None]

_AT_ONCE = 200
"""Files that one statement keeps open; well below the 1,024 that a process may usually have."""
_WRITERS = 2

_ROWS = """
SELECT {columns} FROM {table} WHERE list_contains($counties, county_code) ORDER BY county_code, month, {key}
"""
_TOTALS = (
    "SELECT county_code, month, count(*) AS rows{sums} FROM {table} GROUP BY county_code, month ORDER BY ALL"
)
_SET = "SET {name} = $value"


@dataclass(frozen=True)
class Partition:
    """One file of facts; `path` is relative to the folder of partitions, `sums` are those of the file's rows."""

    sheet: str
    county_code: str
    month: date
    path: str
    sha256: str
    rows: int
    sums: dict[str, int]


Total = tuple[int, dict[str, int]]
"""Rows, and the sum of each summed column; a column that is empty throughout sums to zero."""
Totals = dict[tuple[str, date], Total]
"""By county and month."""


def write(
    con: duckdb.DuckDBPyConnection, settings: Settings, sheet: str, table: str, progress: Report | None = None
) -> list[Partition]:
    """Splits a table into partitions, by county and month; files that are there already are kept.

    The table has the sheet's columns with county_code and month, is not temporary, and is named `employment` or
    `facts.employment`. What was written is read back and must have the table's rows and sums.
    """
    if not re.fullmatch(r"\w+(\.\w+)*", table):
        raise ValueError(f"{table!r} is not the name of a table")
    described = SHEETS[sheet]
    wanted = _totals(con, described, table)
    found: list[Partition] = []
    with _incoming(settings) as folder, _one_thread_each(con), ThreadPoolExecutor(_WRITERS) as pool:
        jobs = [
            pool.submit(_write_batch, con.cursor(), described, table, counties, folder / str(number))
            for number, counties in enumerate(_batches(wanted))
        ]
        for done, job in enumerate(jobs):
            found += _placed(con, settings, described, job.result(), wanted)
            if progress:
                progress(sheet, (done + 1) / len(jobs))
    if len(found) != len(wanted):
        raise AssertionError(f"{len(wanted)} county-months of {sheet} became {len(found)} files")
    return sorted(found, key=lambda each: (each.month, each.county_code))


def totals(
    con: duckdb.DuckDBPyConnection, sheet: str, paths: Sequence[Path]
) -> dict[Path, tuple[str, date, Total]]:
    """County, month, rows and sums of each file, from its content; a file of several county-months is an error."""
    described = SHEETS[sheet]
    found: dict[Path, tuple[str, date, Total]] = {}
    if not paths:
        return found
    relation = con.read_parquet([str(path) for path in paths], filename=True, hive_partitioning=False)
    grouped = relation.aggregate(
        f"filename, county_code, month, count(*) AS rows{_sums(described)}", "filename, county_code, month"
    )
    for name, county, month, rows, *sums in grouped.fetchall():
        if Path(name) in found:
            raise AssertionError(f"{name} holds more than one county-month")
        found[Path(name)] = (county, month, (rows, dict(zip(described.summed, sums, strict=True))))
    return found


def read(con: duckdb.DuckDBPyConnection, settings: Settings, listed: Sequence[Partition]) -> pd.DataFrame:
    """The rows of partitions of one sheet, with the columns and types that frames of the sheet have.

    Files of an earlier version may lack the columns that lead back to the workbook; they are empty then.
    """
    [sheet] = {each.sheet for each in listed}
    paths = [str(settings.partitions / each.path) for each in listed]
    rows: pd.DataFrame = con.read_parquet(paths, hive_partitioning=False, union_by_name=True).df()
    types = {name: PANDAS_TYPES[kind] for name, kind in SHEETS[sheet].types.items()}
    return rows.reindex(columns=list(types)).astype(types)


def _sums(sheet: Sheet) -> str:
    return "".join(f", CAST(coalesce(sum({each}), 0) AS BIGINT) AS {each}" for each in sheet.summed)


def _totals(con: duckdb.DuckDBPyConnection, sheet: Sheet, table: str) -> Totals:
    query = _TOTALS.replace("{sums}", _sums(sheet)).replace("{table}", table)
    return {
        (county, month): (rows, dict(zip(sheet.summed, sums, strict=True)))
        for county, month, rows, *sums in con.execute(query).fetchall()
    }


def _batches(wanted: Iterable[tuple[str, date]]) -> Iterator[list[str]]:
    """Counties in code order, as many at a time as have not too many files to keep open."""
    batch: list[str] = []
    size = 0
    for county, count in sorted(Counter(county for county, _ in wanted).items()):
        if batch and size + count > _AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(county)
        size += count
    if batch:
        yield batch


def _write_batch(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, table: str, counties: list[str], folder: Path
) -> list[Path]:
    query = _ROWS.replace("{columns}", ", ".join(sheet.column_names)).replace("{key}", ", ".join(sheet.key))
    relation = con.sql(query.replace("{table}", table), params={"counties": counties})
    relation.write_parquet(
        str(folder), compression="zstd", partition_by=["county_code", "month"], write_partition_columns=True
    )
    return sorted(folder.rglob("*.parquet"))


def _placed(
    con: duckdb.DuckDBPyConnection, settings: Settings, sheet: Sheet, written: list[Path], wanted: Totals
) -> list[Partition]:
    """Moves files that hold what they should to their names; one of the same content is kept as it is."""
    placed = []
    for path, (county, month, total) in totals(con, sheet.name, written).items():
        if total != wanted[county, month]:
            raise AssertionError(
                f"{sheet.name} of {county} {month}: {total} written of {wanted[county, month]}"
            )
        sha256 = files.digest(path)
        name = Path(county, months.write(month), f"{sheet.name}-{sha256[:16]}.parquet")
        final = settings.partitions / name
        if not (final.is_file() and files.digest(final) == sha256):
            final.parent.mkdir(parents=True, exist_ok=True)
            path.chmod(0o444)
            path.replace(final)
        placed.append(Partition(sheet.name, county, month, name.as_posix(), sha256, *total))
    return placed


@contextmanager
def _one_thread_each(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Inside, a statement runs on the thread that asks for it, so that rows reach their file in order."""
    # Files are many and small, so threads that only wait for the disk cost more than they save.
    during = {"threads": 1, "async_threads": 0, "partitioned_write_max_open_files": 1000}
    before = {
        name: con.execute("SELECT current_setting($name)", {"name": name}).fetchall()[0][0] for name in during
    }
    try:
        for name, value in during.items():
            con.execute(_SET.replace("{name}", name), {"value": value})
        yield
    finally:
        for name, value in before.items():
            con.execute(_SET.replace("{name}", name), {"value": value})


@contextmanager
def _incoming(settings: Settings) -> Iterator[Path]:
    """A folder for files on their way, gone afterwards; its lock tells others that it is in use."""
    folder = settings.partitions / f".incoming-{uuid4().hex}"
    lock = folder.with_suffix(".lock")
    with files.locked(lock):
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder)
            lock.unlink()


def remove_leftovers(settings: Settings) -> list[Path]:
    """Removes what writers that were killed have left behind, and says what; writers at work are left alone."""
    removed = []
    for lock in settings.partitions.glob(".incoming-*.lock"):
        with files.locked(lock, wait=False) as is_left:
            if is_left:
                shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                lock.unlink(missing_ok=True)
                removed.append(lock.with_suffix(""))
    return removed
