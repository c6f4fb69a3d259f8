"""A Chinese name from a ledger for a reader of English: translated where it is common, else romanised."""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from sharedwealth import pinyin
from sharedwealth.text import language

_LIST = Path(__file__).parent / "product_names.csv"
_RUN = re.compile(r"[㐀-鿿豈-﫿]+")


@cache
def translations() -> dict[str, str]:
    """Common products, industries and the demonstration's made-up names, Chinese to English."""
    with _LIST.open(encoding="utf-8", newline="") as written:
        return {row["chinese"]: row["english"] for row in csv.DictReader(written)}


@lru_cache(50_000)
def english(name: str) -> str:
    """示例工坊 杭州 0001 is “Demo workshop Hangzhou 0001”; a name without Chinese stays as it is."""
    known = translations()
    return _RUN.sub(lambda run: known.get(run[0]) or pinyin.word(run[0]), name)


def shown(name: str) -> str:
    """The name as it is in Chinese; in English its English, with the ledger's own name after it."""
    if language() == "zh" or not pinyin.is_chinese(name):
        return name
    return f"{english(name)} · {name}"


def worded(name: str) -> str:
    """The name as it is in Chinese; in English its English alone, for where there is no room for both."""
    return name if language() == "zh" else english(name)
