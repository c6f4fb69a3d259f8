"""What must hold for every row of the record; everything that does not is said at once."""

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sharedwealth.places import codes
from sharedwealth.public_record import dates, tables
from sharedwealth.public_record.wording import PERIODS, QUALIFIERS, TRUST
from sharedwealth.text import t


def problems(written: pd.DataFrame, folder: Path) -> list[str]:
    """A sentence for each thing wrong, naming the row's id; empty when all is well.

    The frame holds text alone, as it was written.
    """
    twice = written.loc[written["id"].duplicated(), "id"]
    found = [t("{id} stands twice").format(id=each) for each in twice]
    for row in written.to_dict("records"):
        found += [f"{row['id']}: {problem}" for problem in _of_row(row, folder)]
    return found


def _of_row(row: Mapping[Hashable, Any], folder: Path) -> Iterator[str]:
    yield from _keys(row, folder)
    yield from _values(row)
    yield from _source(row)


def _keys(row: Mapping[Hashable, Any], folder: Path) -> Iterator[str]:
    if row["indicator"] not in tables.indicators(folder):
        yield t("the indicator “{key}” has no name").format(key=row["indicator"])
    if row["unit"] not in tables.units(folder):
        yield t("the unit “{key}” has no name").format(key=row["unit"])
    if codes.level(row["area_code"]) is None:
        yield t("“{code}” is not a code").format(code=row["area_code"])


def _values(row: Mapping[Hashable, Any]) -> Iterator[str]:
    if not _is_number(row["value"]):
        yield t("“{value}” is not a number").format(value=row["value"])
    if row["as_of"] and not dates.is_written(row["as_of"]):
        yield t("“{date}” is not a date").format(date=row["as_of"])
    for column, choices in (("qualifier", QUALIFIERS), ("period", PERIODS), ("trust", TRUST)):
        if row[column] not in choices:
            yield t("{column} “{value}” is not known").format(column=column, value=row[column])


def _source(row: Mapping[Hashable, Any]) -> Iterator[str]:
    if row["url"] and not row["url"].startswith(("http://", "https://")):
        yield t("the address is not a web address")
    for column in ("publisher", "publisher_zh", "quote"):
        if not row.get(column, "not asked").strip():
            yield t("{column} is empty").format(column=column)
    if bool(row["note_zh"]) != bool(row["note_en"]):
        yield t("the note is in one language only")


def _is_number(written: str) -> bool:
    return written.replace(".", "", 1).removeprefix("-").isdecimal()
