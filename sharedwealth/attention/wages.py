"""The monthly minimum wage by place and time, out of a table that an operator can put his own in place of."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from sharedwealth import settings as configuration
from sharedwealth.attention.rules import RulesError
from sharedwealth.places import codes
from sharedwealth.settings import Settings
from sharedwealth.text import t

FILE = "minimum_wages.csv"
_NEEDED = ("area_code", "since", "yuan_month")
_LOW, _HIGH = 100, 100_000
_FOR_GOOD = date(9999, 1, 1)


@dataclass(frozen=True)
class MinimumWage:
    area_code: str
    since: date
    yuan: int
    tier: str = ""
    title: str = ""


@dataclass(frozen=True)
class InForce:
    """For how long a figure holds in a county: from the month of `since` to before that of `until`."""

    county: str
    since: date
    until: date
    yuan: int
    is_own: bool
    """Whether it is the county's own, and not that of its city or the province."""


def path(settings: Settings | None = None) -> Path:
    """The operator's own table where there is one, else the one that came with the program."""
    return (settings or configuration.load()).attention_file(FILE)


def of_file(file: Path) -> tuple[MinimumWage, ...]:
    """The table's rows; a `RulesError` names the line of the first that cannot be used."""
    try:
        written = file.stat().st_mtime_ns
    except OSError as problem:
        raise RulesError(
            t("The table of minimum wages {file} is missing or cannot be opened.").format(file=file)
        ) from problem
    return _kept(file, written)


@lru_cache(maxsize=8)
def _kept(file: Path, _written: int) -> tuple[MinimumWage, ...]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise RulesError(t("{file} cannot be read as UTF-8 text.").format(file=file.name)) from problem
    reader = csv.DictReader(lines)
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise _fault(file, 1, t("the columns {names} are missing").format(names=t(", ").join(missing)))
    found: dict[tuple[str, date], MinimumWage] = {}
    for row in reader:
        wage = _row(row, file, reader.line_num)
        if (wage.area_code, wage.since) in found:
            raise _fault(file, reader.line_num, t("this place and day stand there twice"))
        found[wage.area_code, wage.since] = wage
    if not found:
        raise _fault(file, 1, t("the table has no rows"))
    return tuple(found.values())


def _row(row: dict[str, str | None], file: Path, line: int) -> MinimumWage:
    code, since, yuan = ((row[name] or "").strip() for name in _NEEDED)
    if codes.level(code) not in ("province", "city", "county"):
        raise _fault(file, line, t("“{value}” is no code of a province, city or county").format(value=code))
    try:
        day = date.fromisoformat(since)
    except ValueError as problem:
        raise _fault(file, line, t("“{value}” is no day; write 2024-01-01").format(value=since)) from problem
    if not yuan.isdecimal() or not _LOW <= int(yuan) <= _HIGH:
        raise _fault(file, line, t("“{value}” is no monthly wage in whole yuan").format(value=yuan))
    return MinimumWage(
        code, day, int(yuan), (row.get("tier") or "").strip(), (row.get("title") or "").strip()
    )


def _fault(file: Path, line: int, reason: str) -> RulesError:
    return RulesError(t("{file}, line {line}: {reason}.").format(file=file.name, line=line, reason=reason))


def in_force(table: tuple[MinimumWage, ...], counties: list[str]) -> list[InForce]:
    """What holds in each county and when; where nothing is known yet, nothing.

    The rows of the longest code that begins the county's own count from their first day on; before it, those of the
    next shorter.
    """
    found = []
    for county in counties:
        here = [each for each in table if county.startswith(each.area_code)]
        days = sorted({each.since for each in here})
        for at, day in enumerate(days):
            begun = [each for each in here if each.since <= day]
            best = max(begun, key=lambda each: (len(each.area_code), each.since))
            until = days[at + 1] if at + 1 < len(days) else _FOR_GOOD
            is_own = best.area_code == county
            found.append(InForce(county, _month(day), _month(until), best.yuan, is_own))
    return found


def _month(day: date) -> date:
    """The first month that begins on the day or after: a figure holds for whole months."""
    if day.day == 1:
        return day
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
