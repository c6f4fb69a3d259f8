"""Chinese as people type it to search: whole syllables or initials, from any character on."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType

_UNIT = re.compile(r"[㐀-鿿豈-﫿]|[^\W_㐀-鿿豈-﫿]+")
_LATIN = re.compile("[a-z0-9]+")
_CHINESE = re.compile(r"[㐀-鿿豈-﫿]+")
_APOSTROPHES = re.compile("['\u2019]")


@cache
def _library() -> ModuleType:
    """Read when first wanted: it takes a third of a second."""
    return import_module("pypinyin")


def is_chinese(text: str) -> bool:
    """Whether any character is Chinese."""
    return _CHINESE.search(text) is not None


@lru_cache(100_000)
def syllables(chinese: str) -> tuple[str, ...]:
    """One syllable for each character of a run of Chinese, without tones: 彩灯 is cai, deng.

    A character that nobody has a reading for stays as it is.
    """
    library = _library()
    return tuple(library.lazy_pinyin(chinese, style=library.Style.NORMAL, v_to_u=False, errors=list))


def word(chinese: str) -> str:
    """A run of Chinese as one word with a capital: 彩灯 is Caideng."""
    return "".join(syllables(chinese)).replace("v", "ü").capitalize()


def romanised(text: str) -> str:
    """The text with each run of Chinese as one word; everything else stays."""
    return _CHINESE.sub(lambda run: word(run[0]), text)


def plain(text: str) -> str:
    """What is compared where Chinese was typed: small letters, full-width ones as usual ones, nothing between."""
    return "".join(_units(text))


def readings(text: str) -> str:
    """Every way to begin typing the text, each behind a bar: 彩灯 is `|deng|caideng|d|cd`.

    A Latin word or a number counts as one character that reads as it is written.
    """
    units = _units(text)
    whole = _from_each(units)
    if text.isascii():
        return whole
    full, initials, at = list(units), list(units), 0
    for run in _CHINESE.findall(unicodedata.normalize("NFKC", text)):
        at = units.index(run[0], at)
        full[at : at + len(run)] = syllables(run)
        initials[at : at + len(run)] = [syllable[:1] for syllable in syllables(run)]
        at += len(run)
    return whole if full == units else _from_each(full) + _from_each(initials)


def typed(words: str) -> list[str]:
    """The words of a search, as `plain` and `readings` are compared with."""
    return [word for each in words.split() if (word := plain(each))]


def _units(text: str) -> list[str]:
    """Chinese characters, Latin words and numbers, in order."""
    if text.isascii():
        return _LATIN.findall(text.replace("'", "").lower())
    return _UNIT.findall(_APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold()))


def _from_each(spelt: Sequence[str]) -> str:
    """What stands from each part on to the end."""
    suffixes, rest = [], ""
    for part in reversed(spelt):
        rest = part + rest
        suffixes.append(rest)
    return f"|{'|'.join(suffixes)}" if suffixes else ""
