"""Whose ledger a file is, and of which month: from its first sheet, else from its name."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Any

from sharedwealth import settings
from sharedwealth.ledger.kinds import DATE, EMPTY, NUMBER, TEXT
from sharedwealth.ledger.reading import dates
from sharedwealth.ledger.reading.raw import Origin, RawSheet, shown, trimmed
from sharedwealth.ledger.reading.values import narrow
from sharedwealth.places.register import bundled_places

_COUNTY_LABELS = frozenset(
    {"县代码", "县(市、区)代码", "县市区代码", "区划代码", "行政区划代码", "countycode"}
)
_MONTH_LABELS = frozenset({"月份", "报送月份", "台账月份", "所属月份", "month"})
_COUNTY = re.compile(r"(?<![0-9])(33[0-9]{4})(?![0-9])")
_MONTH = re.compile(r"(?<![0-9])(20[0-9]{2})\s*[-年._/]?\s*(1[0-2]|0?[1-9])(?![0-9])(?:\s*月(?:份)?)?")
_MONTH_OF_TITLE = re.compile(r"(20[0-9]{2})\s*年\s*(1[0-2]|0?[1-9])\s*月")
_DEEPEST = 40
_WIDEST = 20


def origin(files: Sequence[str], sheets: Iterable[RawSheet], titles: Iterable[RawSheet]) -> Origin:
    """What the labelled cells say; where they say nothing the titles above the headings, then the file names."""
    titles = list(titles)
    county: str | None = None
    month: date | None = None
    for raw in [*sheets, *titles]:
        for label, cell in _labelled(raw):
            if label in _COUNTY_LABELS:
                county = county or _county_of(shown(*cell))
            elif label in _MONTH_LABELS:
                month = month or _month_of(*cell)
    names = [narrow(PurePath(name).stem) for name in files]
    return Origin(
        county or next(filter(None, map(_county_in_name, names)), None),
        month or _month_in_titles(titles) or next(filter(None, map(_month_in_name, names)), None),
    )


def _labelled(raw: RawSheet) -> Iterable[tuple[str, tuple[Any, str]]]:
    """Each label at the top of the sheet with the next filled cell beside it, or what follows its colon."""
    for row in range(min(raw.height, _DEEPEST)):
        cells = [cell for cell in raw.row(row)[:_WIDEST] if cell[1] != EMPTY]
        for number, (value, kind) in enumerate(cells):
            if kind != TEXT:
                continue
            label, colon, rest = narrow(trimmed(value)).partition(":")
            name = "".join(label.split()).replace("_", "").strip("*").casefold()
            if colon and rest.strip():
                yield name, (rest.strip(), TEXT)
            elif number + 1 < len(cells):
                yield name, cells[number + 1]


def _county_of(text: str) -> str | None:
    match = _COUNTY.search(narrow(text))
    return match[1] if match else None


def _month_of(value: Any, kind: str) -> date | None:  # noqa: ANN401  a cell holds anything
    if kind == DATE:
        day = dates.from_text(str(value)[:10])
    elif kind == NUMBER:
        day = dates.from_number(value)
    else:
        match = _MONTH.search(narrow(str(value)))
        day = date(int(match[1]), int(match[2]), 1) if match else None
    return day.replace(day=1) if day else None


def _month_in_titles(titles: Iterable[RawSheet]) -> date | None:
    """The month that titles such as 2024年11月共富工坊台账 name, when they all name the same."""
    named = {
        (int(match[1]), int(match[2]))
        for raw in titles
        for row in range(raw.height)
        for value, kind in raw.row(row)
        if kind == TEXT and (match := _MONTH_OF_TITLE.search(narrow(value)))
    }
    return date(*named.pop(), 1) if len(named) == 1 else None


def _month_in_name(name: str) -> date | None:
    without_county = _COUNTY.sub(" ", name)
    match = _MONTH.search(without_county)
    return date(int(match[1]), int(match[2]), 1) if match else None


def _county_in_name(name: str) -> str | None:
    match = _COUNTY.search(re.sub(r"(?<![0-9])20[0-9]{4}(?![0-9])", " ", name))
    if match:
        return match[1]
    found = {code for short, code in _county_names().items() if short in name}
    return found.pop() if len(found) == 1 else None


@cache
def _county_names() -> dict[str, str]:
    """Codes of the counties by name, without its last sign where that leaves two: 温岭 for 温岭市."""
    places = bundled_places(settings.load())
    counties = places[places["level"] == "county"]
    return {
        (name[:-1] if len(name) > 2 else name): code
        for name, code in zip(counties["name_zh"], counties["code"], strict=True)
    }
