"""Reads the record's tables, checks them at the door, and picks rows."""

from collections.abc import Hashable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from sharedwealth import months
from sharedwealth import settings as configuration
from sharedwealth.errors import ReaderError
from sharedwealth.public_record import checks, dates
from sharedwealth.settings import Settings
from sharedwealth.text import t

SHARED_COLUMNS = (
    "id", "as_of", "area_code", "area_name_zh", "area_name_en", "indicator", "value", "unit", "qualifier",
    "period", "publisher", "publisher_zh", "url", "trust", "note_zh", "note_en",
)  # fmt: skip
FIGURE_COLUMNS = (*SHARED_COLUMNS, "earliest", "latest", "title", "published_on", "quote")
GLOSSARY_COLUMNS = ("term_zh", "term_en", "definition_zh", "definition_en")


class RecordError(ReaderError):
    """The files of the public record are missing or contradict themselves."""


def load(settings: Settings | None = None) -> pd.DataFrame:
    """Every published figure on the workshops, in the order of the file.

    Text columns hold "" where nothing is known, never a missing value; `value` is a float in the plain unit
    (yuan, not 万元). Added to the file's columns: `precision` (day, month, year, range, undated) and
    `first_month`, `last_month` (`2024-06`), the months between which the figure stands; both "" when undated
    without bounds.
    A `RecordError` lists everything that is wrong with the file.
    """
    return _load(_file(settings, "published_figures.csv"), FIGURE_COLUMNS)


def rows(settings: Settings | None = None) -> tuple[Mapping[Hashable, Any], ...]:
    """The rows of `load`, read-only and kept between calls: for a page that looks a few of them up at each run."""
    return _rows(*_file(settings, "published_figures.csv"))


@lru_cache(maxsize=4)
def _rows(path: Path, written: int) -> tuple[Mapping[Hashable, Any], ...]:
    return tuple(MappingProxyType(row) for row in _checked(path, written, FIGURE_COLUMNS).to_dict("records"))


def load_background(settings: Settings | None = None) -> pd.DataFrame:
    """Every background statistic (incomes, ratios, population), with the columns of `load` but the quotes."""
    return _load(_file(settings, "background_statistics.csv"), SHARED_COLUMNS)


def glossary(settings: Settings | None = None) -> pd.DataFrame:
    """The programme's words: `term_zh, term_en, definition_zh, definition_en`."""
    path = _file(settings, "glossary.csv")[0]
    return _text_frame(path, GLOSSARY_COLUMNS)[list(GLOSSARY_COLUMNS)]


def figures(
    area: str | None = None,
    indicator: str | None = None,
    since: str | date | None = None,
    *,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """The published figures of an area and everything inside it, of one indicator, not older than a month.

    With `since`, a figure that is undated without bounds is left out: it may be older.
    """
    return _pick(load(settings), area, indicator, since)


def background(
    area: str | None = None,
    indicator: str | None = None,
    since: str | date | None = None,
    *,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """The background statistics, picked as `figures` picks."""
    return _pick(load_background(settings), area, indicator, since)


def _pick(
    record: pd.DataFrame, area: str | None, indicator: str | None, since: str | date | None
) -> pd.DataFrame:
    kept = pd.Series(data=True, index=record.index)
    if area is not None:
        kept &= record["area_code"].str.startswith(area)
    if indicator is not None:
        kept &= record["indicator"] == indicator
    if since is not None:
        first = since if isinstance(since, date) else months.parse(since)
        kept &= record["last_month"] >= months.write(first)
    return record[kept].reset_index(drop=True)


def _file(settings: Settings | None, name: str) -> tuple[Path, int]:
    """The file and when it was last written, so that an edited file is read anew."""
    path = (settings or configuration.load()).public_record / name
    if not path.is_file():
        raise RecordError(t("The public record's file {file} is missing.").format(file=path.name))
    return path, path.stat().st_mtime_ns


def _load(file: tuple[Path, int], columns: tuple[str, ...]) -> pd.DataFrame:
    return _checked(*file, columns).copy()


@lru_cache(maxsize=8)
def _checked(path: Path, _written: int, columns: tuple[str, ...]) -> pd.DataFrame:
    written = _text_frame(path, columns)
    problems = checks.problems(written, path.parent)
    if problems:
        raise RecordError(
            t("The public record's file {file} cannot be used: {problems}").format(
                file=path.name, problems="; ".join(problems)
            )
        )
    spans = [dates.span(row) for row in written.to_dict("records")]
    return written.assign(
        value=written["value"].astype("float64"),
        precision=[span.precision for span in spans],
        first_month=[span.first for span in spans],
        last_month=[span.last for span in spans],
    )


def _text_frame(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    lacking = [column for column in columns if column not in frame.columns]
    if lacking:
        raise RecordError(
            t("{file} has no column {columns}.").format(file=path.name, columns=", ".join(lacking))
        )
    return frame
