"""How a place or an indicator can be typed, and how well what was typed fits: characters, pinyin, initials, English."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sharedwealth import pinyin, text
from sharedwealth.indicators import CATALOGUE
from sharedwealth.text import Language

CODE, WHOLE, INITIALS, BEGINNING, WITHIN = range(5)
"""How well a spelling fits, best first."""
_SHORTEST_BEGINNING = 2
"""Letters that are enough to begin a name; characters are enough alone."""

_KIND = re.compile(
    r"(畲族自治县|自治县|街道|社区|省|市|县|区|镇|乡|村)$|"
    r" (Province|City|County|District|Town|Township|Subdistrict|Village|Community|She Autonomous County)$"
)


@dataclass(frozen=True)
class Spelling:
    """The ways to type one thing, as `pinyin.plain` writes them."""

    whole: frozenset[str]
    initials: frozenset[str]
    within: str
    """Every way to begin in its middle, each behind a bar; characters too."""

    def fit(self, typed: str) -> int | None:
        """How well it fits; None where it does not."""
        if typed in self.whole:
            return WHOLE
        if typed in self.initials:
            return INITIALS
        if len(typed) < _SHORTEST_BEGINNING and not pinyin.is_chinese(typed):
            return None
        if any(each.startswith(typed) for each in self.whole):
            return BEGINNING
        inside = typed in self.within if pinyin.is_chinese(typed) else f"|{typed}" in self.within
        return WITHIN if inside else None


def of(names: Iterable[str]) -> Spelling:
    """The spellings of something with these names."""
    whole: set[str] = set()
    initials: set[str] = set()
    within: list[str] = []
    for name in names:
        plain = pinyin.plain(name)
        whole.add(plain)
        if pinyin.is_chinese(name):
            syllables = pinyin.syllables("".join(each for each in plain if pinyin.is_chinese(each)))
            whole.add("".join(syllables))
            initials.add("".join(each[:1] for each in syllables))
            within.append(plain)
        within.append(pinyin.readings(name))
    return Spelling(frozenset(whole), frozenset(initials), "".join(within))


@lru_cache(200_000)
def of_place(name_zh: str, name_en: str) -> Spelling:
    """A place's names, each also without what kind of place it is: 临海市 and 临海."""
    names = [each for each in (name_zh, name_en) if each]
    shorter = [short(each) for each in names]
    return of(dict.fromkeys([*names, *(each for each in shorter if len(each) > 1)]))


def short(name: str) -> str:
    """A place's name without what kind of place it is."""
    return _KIND.sub("", name)


@cache
def of_indicators() -> dict[str, Spelling]:
    """Each indicator's titles in both languages, and what people call it."""
    called: dict[str, list[str]] = {key: [] for key in CATALOGUE}
    for language in text.LANGUAGES:
        for key, named in _titles(language):
            called[key].append(named)
    written = (resources.files(__package__) / "spoken.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(written.splitlines()):
        called[row["indicator"]] += row["words"].split("|")
    return {key: of(names) for key, names in called.items()}


def _titles(language: Language) -> Iterator[tuple[str, str]]:
    with text.using(language):
        for key, indicator in CATALOGUE.items():
            yield key, indicator.title()
            yield key, indicator.short_title()
