"""From a checked ledger to what is kept of it: its files as they came, and its rows as partitions of facts."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from sharedwealth import months
from sharedwealth.ledger.book import Book
from sharedwealth.ledger.checking import counts
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding, Severity
from sharedwealth.ledger.rules.position import located
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.settings import Settings
from sharedwealth.warehouse import build, files, partitions
from sharedwealth.warehouse.partitions import Partition

Report = Callable[[str, float], None]

_EMPTY = "DELETE FROM facts.{sheet}"
_INSERT = "INSERT INTO facts.{sheet} BY NAME SELECT {columns} FROM given"


@dataclass(frozen=True)
class Checked:
    """A ledger read and checked: `paths` are its files as they came, in the order of the book's."""

    book: Book
    context: Context
    findings: tuple[Finding, ...]
    paths: tuple[Path, ...]

    @property
    def county_code(self) -> str:
        return self.context.county_code

    @property
    def month(self) -> date:
        return self.context.month

    @property
    def counts(self) -> dict[Severity, int]:
        """How many errors, warnings and notes."""
        return counts(self.findings)


def keep(settings: Settings, ledger: Checked) -> list[dict[str, Any]]:
    """Keeps the files as they came and returns when they are on the disk: name, sha256, size and place of each."""
    folder = settings.uploads / ledger.county_code / months.write(ledger.month)
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for name, path in zip(ledger.book.files, ledger.paths, strict=True):
        sha256 = files.digest(path)
        kept = folder / f"{sha256}{path.suffix.lower()}"
        if not (kept.is_file() and files.digest(kept) == sha256):
            _copy(path, kept)
            if files.digest(kept) != sha256:
                raise AssertionError(f"{path.name} changed while it was kept")
        found.append(
            {
                "name": Path(name).name,
                "sha256": sha256,
                "size": kept.stat().st_size,
                "kept": kept.relative_to(settings.uploads).as_posix(),
            }
        )
    for each in (folder, folder.parent, settings.uploads):
        files.settle(each)
    return found


def _copy(path: Path, kept: Path) -> None:
    part = kept.with_name(f".{kept.name}.part")
    part.unlink(missing_ok=True)
    shutil.copyfile(path, part)
    part.chmod(0o444)
    files.settle(part)
    part.replace(kept)


def file(settings: Settings, ledgers: Sequence[Checked], progress: Report | None = None) -> list[Partition]:
    """The ledgers' rows as partitions, those there already as they are; the way back to each row's cell is kept.

    Each ledger is written by itself: how empty cells are packed into a file depends on what is written beside it.
    """
    settings.partitions.mkdir(parents=True, exist_ok=True)
    found: list[Partition] = []
    with duckdb.connect() as con:
        build.create_facts(con)
        for done, ledger in enumerate(ledgers):
            if progress:
                progress(ledger.county_code, done / len(ledgers))
            for name in SHEETS:
                if name in ledger.book.sheets:
                    found += _filed(con, settings, name, rows(ledger, name))
    return found


def _filed(
    con: duckdb.DuckDBPyConnection, settings: Settings, sheet: str, frame: pd.DataFrame
) -> list[Partition]:
    con.register("given", frame)
    columns = ", ".join(SHEETS[sheet].column_names)
    con.execute(_EMPTY.replace("{sheet}", sheet))
    con.execute(_INSERT.replace("{sheet}", sheet).replace("{columns}", columns))
    con.unregister("given")
    return partitions.write(con, settings, sheet, f"facts.{sheet}")


def rows(ledger: Checked, sheet: str) -> pd.DataFrame:
    """The rows of a sheet with every column they have in the warehouse; positions in WGS84, and as written."""
    frame = ledger.book.sheets[sheet].frame
    placed = frame.assign(
        county_code=ledger.county_code, month=pd.Timestamp(ledger.month), source_row=frame.index
    )
    if sheet == "workshops":
        placed = placed.assign(reported_longitude=float("nan"), reported_latitude=float("nan"))
        points = located(ledger.book, ledger.context)
        for column in points.columns:
            values = points[column].astype(placed[column].dtype)
            placed.loc[points.index, column] = values
    return placed[list(SHEETS[sheet].column_names)]
