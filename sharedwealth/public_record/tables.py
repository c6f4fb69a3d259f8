"""The record's two word lists: what each indicator and each unit is called."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from sharedwealth import settings

INDICATOR_COLUMNS = ("key", "name_zh", "name_en", "subject", "ledger_indicator", "workshop_type")
UNIT_COLUMNS = ("key", "word_zh", "one_en", "many_en")


@dataclass(frozen=True)
class Named:
    """A published indicator: its names, its subject, and the ledger indicator of the same meaning, if any."""

    key: str
    name_zh: str
    name_en: str
    subject: str
    ledger_indicator: str
    workshop_type: str


@dataclass(frozen=True)
class UnitWords:
    """The words of a unit; empty for a ratio."""

    key: str
    word_zh: str
    one_en: str
    many_en: str


def indicators(folder: Path | None = None) -> dict[str, Named]:
    """The published indicators by key, in reading order."""
    return _indicators(folder or settings.load().public_record)


def units(folder: Path | None = None) -> dict[str, UnitWords]:
    return _units(folder or settings.load().public_record)


@cache
def _indicators(folder: Path) -> dict[str, Named]:
    return {row["key"]: Named(**row) for row in _rows(folder / "indicators.csv", INDICATOR_COLUMNS)}


@cache
def _units(folder: Path) -> dict[str, UnitWords]:
    return {row["key"]: UnitWords(**row) for row in _rows(folder / "units.csv", UNIT_COLUMNS)}


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    return [{column: str(row[column]) for column in columns} for row in frame.to_dict("records")]
