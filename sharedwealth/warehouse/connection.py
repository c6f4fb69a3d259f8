"""A snapshot opened for readers: read-only, locked down, one cursor for each query."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import duckdb
import numpy as np
import pandas as pd

from sharedwealth.text import t
from sharedwealth.warehouse import build, files, shelf
from sharedwealth.warehouse.shelf import SnapshotInfo

_LOCKED_DOWN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "1",
    "memory_limit": "2GB",
    "max_execution_time": "5000",
    "lock_configuration": "true",
}
"""`read_only` alone would still let a statement read and write any file of the machine.

One thread a query: what a page asks is answered in a millisecond, and waiting for a second thread makes that four where
others work on the machine. Readers ask beside one another all the same, each in a thread of its own.
"""

_TEXTS_KEPT = 500
"""Indicators have some two hundred; more than these are texts that name their values, as a command line may."""

_checked: dict[Path, tuple[str, int, int]] = {}
"""Files whose digest this process has compared: digest, size and time of the last change."""


class Warehouse:
    """The tables of one snapshot; it may be asked by many threads at a time."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._read: dict[str, duckdb.Statement] = {}

    @classmethod
    def in_memory(cls, con: duckdb.DuckDBPyConnection, meta: Mapping[str, str] | None = None) -> Self:
        """A warehouse over tables made in a connection; `meta` becomes its table unless that is there already."""
        if meta is not None:
            build.meta(con, meta)
        return cls(con)

    def query(self, sql: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The rows of a statement, which names its values `$month`; every value given must be named there."""
        # A connection that threads share gives wrong rows without an error; a cursor each does not.
        with self._con.cursor() as cursor:
            return self._executed(cursor, sql, params).df()

    def arrays(self, sql: str, params: Mapping[str, Any] | None = None) -> dict[str, np.ndarray]:
        """The columns of a statement, in a third of the time that a frame takes.

        Numbers are floats where any is missing, and then NaN; dates are `datetime64`, text is str or None.
        """
        with self._con.cursor() as cursor:
            columns = self._executed(cursor, sql, params).fetchnumpy()
        return {name: _without_mask(np.asanyarray(column)) for name, column in columns.items()}

    def _executed(
        self, cursor: duckdb.DuckDBPyConnection, sql: str, params: Mapping[str, Any] | None
    ) -> duckdb.DuckDBPyConnection:
        """The cursor with the statement's rows; reading a text takes as long as answering it, so that is done once."""
        statement = self._read.get(sql)
        if statement is None:
            (statement,) = cursor.extract_statements(sql)
            if len(self._read) >= _TEXTS_KEPT:
                self._read.clear()
            self._read[sql] = statement
        return cursor.execute(statement, dict(params) if params else None)

    @cached_property
    def meta(self) -> dict[str, str]:
        """What the snapshot says about itself: code, kind, as_of (`2024-10`), built_at, register, program_version."""
        found = self.query("SELECT key, value FROM meta ORDER BY key")
        return dict(zip(found["key"], found["value"], strict=True))

    @cached_property
    def months(self) -> list[date]:
        """Every month of the snapshot, the first days, in order."""
        return [
            pd.Timestamp(each).date()
            for each in self.query("SELECT month FROM months ORDER BY month")["month"]
        ]

    @property
    def first_month(self) -> date:
        return self.months[0]

    @property
    def last_month(self) -> date:
        return self.months[-1]

    def close(self) -> None:
        self._con.close()


def _without_mask(column: np.ndarray) -> np.ndarray:
    if not isinstance(column, np.ma.MaskedArray):
        return column
    if not np.any(column.mask):
        return np.asarray(column.data)
    if column.dtype.kind in "iufb":
        return np.asarray(np.ma.filled(column.astype(float), np.nan))
    return np.asarray(np.ma.filled(column, np.datetime64("NaT") if column.dtype.kind == "M" else None))


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """The file opened read-only; no statement may reach another file, an extension, a setting or a Python variable.

    One process must open one file in one way, so everything that reads a published snapshot comes through here.
    """
    return duckdb.connect(str(path), read_only=True, config=_LOCKED_DOWN)


def open_snapshot(info: SnapshotInfo) -> Warehouse:
    """Opens a published snapshot; a `SnapshotError` when a byte of it has changed since it was sealed.

    The digest is worked out once per process and file, not at every opening.
    """
    problem = shelf.file_problem(info)
    if problem:
        raise shelf.damaged(info.code, problem)
    status = info.path.stat()
    state = (info.sha256, status.st_size, status.st_mtime_ns)
    if _checked.get(info.path) != state:
        if files.digest(info.path) != info.sha256:
            raise shelf.damaged(info.code, t("its content has changed"))
        _checked[info.path] = state
    try:
        warehouse = Warehouse(connect(info.path))
    except duckdb.Error as error:
        raise shelf.damaged(info.code, str(error)) from error
    if warehouse.meta.get("code") != info.code:
        warehouse.close()
        raise shelf.damaged(info.code, t("its file says that it is another snapshot"))
    return warehouse
