"""Headings as clerks write them, and the column of a sheet that each means."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sharedwealth.ledger.reading.values import narrow
from sharedwealth.ledger.sheets import SHEETS

HEADINGS_FILE = Path(__file__).parent / "headings.csv"

TITLES: dict[str, tuple[str, ...]] = {
    "workshops": ("工坊", "workshops", "workshop"),
    "enterprises": ("企业", "enterprises", "enterprise"),
    "partnerships": ("结对", "partnerships", "partnership"),
    "employment": ("用工", "务工", "employment", "workers"),
    "results": ("效益", "成效", "results"),
}
"""Words that a sheet's or a file's name has in it, by sheet."""

_LONGEST = 80
_ASIDE = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_MULTIPLES = {"万元": 10_000, "亿元": 100_000_000, "千元": 1_000, "元": 1}
_UNIT = re.compile(r"(?:[(/\[【]|单位:?|^)(万元|亿元|千元|元)(?:[)\]】]|$)")


@dataclass(frozen=True)
class Heading:
    column: str
    factor: int
    """What the values under it are multiplied by: 10,000 under 产值（万元）."""


def plain(text: str) -> str:
    """A heading as it is compared: narrow, without spaces, stars, brackets and what stands in them."""
    narrowed = "".join(narrow(text).split()).casefold()
    bare = _ASIDE.sub("", narrowed)
    bare = re.sub(r"/(?:万元|亿元|千元|元|人|天)$", "", bare)
    return bare.strip("*:.、_ ")


@cache
def _known(sheet: str) -> dict[str, str]:
    described = SHEETS[sheet]
    known = {plain(column.name): column.name for column in described.columns}
    known |= {plain(column.name).replace("_", ""): column.name for column in described.columns}
    with HEADINGS_FILE.open(encoding="utf-8", newline="") as file:
        known |= {
            plain(row["heading"]): row["column"] for row in csv.DictReader(file) if row["sheet"] == sheet
        }
    return known | {plain(column.heading_zh): column.name for column in described.columns}


@cache
def meaning(sheet: str, text: str) -> Heading | None:
    """The column that a heading names in this sheet; None for any other text."""
    if len(text) > _LONGEST:
        return None
    known = _known(sheet)
    # both languages may stand in one cell, one above the other
    column = next((known[form] for form in map(plain, (text, *text.splitlines())) if form in known), None)
    if column is None:
        return None
    unit = _UNIT.search("".join(narrow(text).split()))
    is_money = column.endswith("_yuan")
    return Heading(column, _MULTIPLES[unit[1]] if unit and is_money else 1)


def unit_factor(text: str) -> int | None:
    """What a remark such as 单位：万元 above the headings multiplies money by; None where it says nothing of it."""
    unit = re.search(r"单位:?(万元|亿元|千元|元)", "".join(narrow(text).split()))
    return _MULTIPLES[unit[1]] if unit else None


def named_in(title: str) -> tuple[str, ...]:
    """The sheets whose name stands in a title, the longest name first."""
    bare = narrow(title).casefold()
    found = [(len(word), sheet) for sheet, words in TITLES.items() for word in words if word in bare]
    # “共富工坊” is the programme's name and stands in most titles
    rest = bare.replace("共富工坊", "")
    others = [(size, sheet) for size, sheet in found if any(word in rest for word in TITLES[sheet])]
    return tuple(dict.fromkeys(sheet for _, sheet in sorted(others, reverse=True)))
