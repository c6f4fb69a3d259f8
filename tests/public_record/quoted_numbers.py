"""Reads the numbers that a quotation holds: digits, 万 and 亿, Chinese numerals, English words.

An independent reading for the tests: it shares nothing with the program.
"""

import re

_CHINESE = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_SIZES = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_ENGLISH_SIZES = {"": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9}


def numbers(quote: str) -> set[float]:
    """Every number in the words, in plain units; 近万 and 近千 count as the round number they stay below."""
    return {round(each, 2) for each in (*_digits(quote), *_numerals(quote), *_words(quote))}


def _digits(quote: str):
    for figure, chinese, english in re.findall(
        r"(\d[\d,]*(?:\.\d+)?)([千万亿]?)(?:\s+(thousand|million|billion)\b)?", quote
    ):
        yield float(figure.replace(",", "")) * _SIZES[chinese] * _ENGLISH_SIZES[english]


def _numerals(quote: str):
    for numeral, size in re.findall(r"([一两二三四五六七八九十])([千万亿])", quote):
        yield _CHINESE[numeral] * _SIZES[size]
    for size in re.findall(r"近([千万])", quote):
        yield _SIZES[size]


def _words(quote: str):
    for word in re.findall(r"[A-Za-z]+", quote):
        if word.lower() in _ENGLISH:
            yield _ENGLISH[word.lower()]
