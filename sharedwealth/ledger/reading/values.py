"""One cell to one value, strictly: what is not surely meant is not read, and the reader is told what to write."""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sharedwealth.ledger.findings import Word
from sharedwealth.ledger.kinds import DATE, EMPTY, ERROR, NO_RESULT, NUMBER, TEXT, YES_NO
from sharedwealth.ledger.reading import dates
from sharedwealth.ledger.reading.raw import is_exact, shown, trimmed
from sharedwealth.ledger.sheets import Column
from sharedwealth.ledger.words import YES_NO as YES_NO_CHOICES
from sharedwealth.ledger.words import accepted, plain, template_words
from sharedwealth.text import mark

WIDEST = {"TINYINT": 2**7 - 1, "SMALLINT": 2**15 - 1, "INTEGER": 2**31 - 1, "BIGINT": 2**63 - 1}
_LONGEST_TEXT = 2000
_EMPTY_MARKS = frozenset({"-", "--", "—", "——", "/", "\\", "无", "N/A", "n/a", "NA", "暂无", "…"})
"""What clerks write into a cell that there is nothing for; in a voluntary column it is the same as nothing."""
_UNITS = {
    "yuan": "元",
    "people": "人次|人|名|位",
    "days": "天|日",
    "sessions": "场次|场|次",
    "hazards": "处|个|项|条",
    "years": "年",
    "": "星级|星",
}
_MULTIPLES = {"万": 10**4, "亿": 10**8}
_APPROXIMATE = re.compile(r"约|近|余|多|超|左右|上下|以上|以下|不足|大概|~|～|≈|几|>|<")
_PLACE_AND_NAME = re.compile(r"([0-9]{12}|[0-9]{9}|[0-9]{6})[\s:,(/|-]*[^0-9\s:,(/|-][^、;]*")
_DASHES = str.maketrans("−–﹣－", "----")


class UnreadableError(Exception):
    """A cell that cannot be read; the sentence says what to do."""

    def __init__(self, sentence: str, expected: str | Word, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.expected = expected
        self.values = values


@dataclass(frozen=True)
class Reading:
    """A value, None where the cell is empty, and what was written where that is not how the value is written now."""

    value: Any
    raw: str | None = None
    is_rounded: bool = False
    """Whether the value is the nearest whole yuan to what was written."""


_NOTHING = Reading(None)
Parser = Callable[[Any, str], Reading]

WHOLE_NUMBER = Word(mark("a whole number, such as 1200"))
DEGREES = Word(mark("degrees as a decimal number, such as 121.3856"))
DAY = Word(mark("a date, such as 2024-11-03"))
CODE = Word(mark("the code as text, every digit"))
WORDS = Word(mark("text"))


def parser(column: Column, *, factor: int = 1, counts_from_1904: bool = False) -> Parser:
    """Reads the column's cells; `factor` is what its heading multiplies by (10,000 for 万元)."""
    inner = _of_type(column, factor, counts_from_1904=counts_from_1904)
    choices = YES_NO_CHOICES if column.duckdb_type == "BOOLEAN" else column.choices
    is_free_text = column.duckdb_type == "VARCHAR" and not choices and not _is_code(column)
    empty_marks = frozenset() if column.is_required or is_free_text else _EMPTY_MARKS
    if choices:
        empty_marks -= {sign for sign in _EMPTY_MARKS if plain(sign) in accepted(choices)}

    def parse(value: Any, kind: str) -> Reading:  # noqa: ANN401  a cell holds anything
        if kind == TEXT:
            text = trimmed(value)
            if not text:
                return _NOTHING
            return Reading(None, text) if text in empty_marks else inner(text, kind)
        if kind == EMPTY:
            return _NOTHING
        _refuse_broken(kind)
        return inner(value, kind)

    return parse


def _is_code(column: Column) -> bool:
    return column.name.endswith(("_code", "_codes", "_id"))


def _of_type(column: Column, factor: int, *, counts_from_1904: bool) -> Parser:
    if column.duckdb_type == "BOOLEAN":
        return _yes_no
    if column.duckdb_type == "DATE":
        return _date(counts_from_1904=counts_from_1904)
    if column.duckdb_type == "DOUBLE":
        return _degrees
    if column.duckdb_type in WIDEST:
        return _whole(column, factor)
    if column.choices:
        return _choice(column.choices)
    if _is_code(column):
        return _codes if column.name.endswith("_codes") else _code
    return _words


def _refuse_broken(kind: str) -> None:
    if kind == ERROR:
        raise UnreadableError(
            mark("The cell shows the error {found}. Put the value itself there, or leave it empty."),
            Word(mark("a value")),
        )
    if kind == NO_RESULT:
        raise UnreadableError(
            mark(
                "The formula in this cell has no stored result. Open the file in Excel or WPS, save it, and send it "
                "again."
            ),
            Word(mark("a value")),
        )


def narrow(text: str) -> str:
    """Full-width letters and digits made narrow, and every dash a hyphen."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_DASHES)


def _words(value: Any, kind: str) -> Reading:  # noqa: ANN401
    if kind == TEXT:
        if len(value) > _LONGEST_TEXT:
            raise UnreadableError(
                mark("The text is longer than {most} characters. Shorten it."), WORDS, most=_LONGEST_TEXT
            )
        return Reading(value)
    if kind in {NUMBER, DATE} and (kind == DATE or is_exact(value)):
        return Reading(shown(value, kind))
    raise UnreadableError(mark("“{found}” is no text. Type it again as text."), WORDS)


def _code(value: Any, kind: str) -> Reading:  # noqa: ANN401
    if kind == TEXT:
        code = _without_name(narrow(value)).replace(" ", "").lstrip("'`‘\u2019")
        if not code or len(code) > 100:
            raise UnreadableError(mark("“{found}” is no code. Write the code alone."), CODE)
        return Reading(code, None if code == value else value)
    if kind == NUMBER and is_exact(value) and value >= 0:
        return Reading(str(int(value)), shown(value, kind))
    if kind == NUMBER:
        raise UnreadableError(
            mark(
                "Excel has turned this code into the number {found} and its last digits are lost. Format the column as "
                "text, then type the whole code again."
            ),
            CODE,
        )
    raise UnreadableError(
        mark(
            "Excel has turned this code into a date or a time. Format the column as text, then type it again."
        ),
        CODE,
    )


def _without_name(code: str) -> str:
    """The code of a place where its name stands behind it, as in the template's lists: `331082112201 示例村 001`."""
    match = _PLACE_AND_NAME.fullmatch(code)
    return match[1] if match else code


def _codes(value: Any, kind: str) -> Reading:  # noqa: ANN401
    if kind != TEXT:
        return _code(value, kind)
    parts = [_without_name(part.strip()) for part in re.split(r"[、,;/|\n]+", narrow(value))]
    joined = "、".join(code for part in parts for code in part.split())
    if not joined:
        raise UnreadableError(mark("“{found}” is no code. Write the code alone."), CODE)
    return Reading(joined, None if joined == value else value)


def _choice(choices: str) -> Parser:
    words, known = template_words(choices), accepted(choices)

    def parse(value: Any, kind: str) -> Reading:  # noqa: ANN401
        written = shown(value, kind)
        key = known.get(plain(written))
        if key is None:
            raise UnreadableError(
                mark("“{found}” is none of the choices. Choose one of: {choices}."),
                "、".join(words.values()),
                choices="、".join(words.values()),
            )
        return Reading(key, None if written == words[key] else written)

    return parse


def _yes_no(value: Any, kind: str) -> Reading:  # noqa: ANN401
    if kind == YES_NO:
        return Reading(bool(value), shown(value, kind))
    written = shown(value, kind)
    key = accepted(YES_NO_CHOICES).get(plain(written))
    if key is None:
        raise UnreadableError(mark("“{found}” is neither yes nor no. Write 是 or 否."), "是、否")
    return Reading(key == "yes", None if written == template_words(YES_NO_CHOICES)[key] else written)


def _date(*, counts_from_1904: bool) -> Parser:
    def parse(value: Any, kind: str) -> Reading:  # noqa: ANN401
        if kind == DATE:
            day = datetime.fromisoformat(value).date()
            return Reading(_within_reason(day, shown(value, kind)))
        if kind == NUMBER:
            found = dates.from_number(value, counts_from_1904=counts_from_1904)
        else:
            found = dates.from_text(narrow(str(value))) if kind == TEXT else None
        written = shown(value, kind)
        if found is None:
            raise UnreadableError(mark("“{found}” is not a date. Write it as 2024-11-03."), DAY)
        return Reading(_within_reason(found, written), None if written == found.isoformat() else written)

    return parse


def _within_reason(day: date, _written: str) -> date:
    if not 1900 < day.year < 2100:
        raise UnreadableError(
            mark("The year of “{found}” cannot be right. Write the date as 2024-11-03."), DAY
        )
    return day


def _degrees(value: Any, kind: str) -> Reading:  # noqa: ANN401
    if kind == NUMBER and isinstance(value, (int, float)) and math.isfinite(value):
        return Reading(float(value))
    if kind == TEXT and re.fullmatch(r"[-+]?[0-9]{1,3}(\.[0-9]{1,15})?°?[EN]?", narrow(value)):
        number = float(narrow(value).rstrip("°EN"))
        return Reading(number, None if value == repr(number) else value)
    raise UnreadableError(
        mark("“{found}” is not a position in degrees. Write a decimal number such as 121.3856."), DEGREES
    )


def _whole(column: Column, factor: int) -> Parser:
    most = WIDEST[column.duckdb_type]
    written_number = re.compile(
        r"¥?([-+]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?(万|亿)?(?:"
        + _UNITS.get(column.unit, "")
        + r")?"
    )

    is_money = column.unit == "yuan"

    def reading(written: Decimal, text: str) -> Reading:
        exact = _cleaned(written)
        nearest = exact.quantize(Decimal(1), ROUND_HALF_UP) if is_money else exact
        number = _checked(nearest, most)
        return Reading(number, None if text == str(number) else text, is_rounded=nearest != exact)

    def parse(value: Any, kind: str) -> Reading:  # noqa: ANN401
        if kind == NUMBER and isinstance(value, (int, float)) and math.isfinite(value):
            if factor == 1 and value == int(value) and abs(value) <= most:
                return Reading(int(value))
            return reading(Decimal(repr(value)) * factor, shown(value, kind))
        if kind == TEXT:
            return reading(_from_text(value, written_number, factor), value)
        raise UnreadableError(mark("“{found}” is not a number. Write digits only."), WHOLE_NUMBER)

    return parse


def _cleaned(number: Decimal) -> Decimal:
    """What a formula leaves beside a whole number is the machine's, not the clerk's."""
    nearest = Decimal(round(number))
    return nearest if abs(number - nearest) < Decimal("0.000001") else number


def _from_text(text: str, written_number: re.Pattern[str], factor: int) -> Decimal:
    squeezed = narrow(text).replace(" ", "")
    match = written_number.fullmatch(squeezed)
    if match is None:
        if _APPROXIMATE.search(squeezed):
            raise UnreadableError(
                mark("“{found}” is only about right. Write the exact number."), WHOLE_NUMBER
            )
        raise UnreadableError(mark("“{found}” is not a number. Write digits only."), WHOLE_NUMBER)
    sign, digits, fraction, multiple = match.groups()
    number = Decimal(sign + digits.replace(",", "") + (fraction or ""))
    return number * (_MULTIPLES[multiple] if multiple else factor)


def _checked(number: Decimal, most: int) -> int:
    if number != int(number):
        raise UnreadableError(
            mark("“{found}” is not a whole number. Round it and write it without decimals."), WHOLE_NUMBER
        )
    if abs(number) > most:
        raise UnreadableError(
            mark("“{found}” is too large to be right. Check the unit and the digits."), WHOLE_NUMBER
        )
    return int(number)
