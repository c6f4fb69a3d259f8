"""Numbers that belong to a person: of identity, of a telephone, of a bank card; however they are spaced."""

import re
from collections.abc import Iterator
from typing import Literal

Kind = Literal["identity", "telephone", "card", "name"]

_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_DAY_OF_YEAR = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_IDENTITY = re.compile(_PROVINCE + r"[0-9]{4}(19[3-9][0-9]|20[0-9]{2})" + _DAY_OF_YEAR + r"[0-9]{3}[0-9Xx]")
_OLD_IDENTITY = re.compile(_PROVINCE + r"[0-9]{4}[3-9][0-9]" + _DAY_OF_YEAR + r"[0-9]{3}")
"""Fifteen digits, given out until 1999; a year below 30 would be of somebody over ninety, so it is a serial number."""
_SERIAL_FROM = 2010
"""From this year of birth on nobody is old enough to work, and county, day and number make a serial number of the
same form: only a right last character tells an identity number from it."""
_EIGHTEEN = re.compile(r"(?<![0-9A-Za-z])[1-9](?:[ -]{0,2}[0-9]){16}[ -]{0,2}[0-9Xx](?![0-9A-Za-z])")
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z])[1-9](?:[ -]{0,2}[0-9]){14}(?![0-9A-Za-z])")
_TELEPHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}[- ]?[0-9]{4}|[- ][0-9]{3}[- ][0-9]{5})"
    r"(?![0-9A-Za-z])"
)
_FIXED_LINE = re.compile(r"(?<![0-9A-Za-z-])\(?0[1-9][0-9]{1,2}[-) ]{1,2}[2-9][0-9]{6,7}(?![0-9A-Za-z])")
_CARD = re.compile(
    r"(?<![0-9A-Za-z])((?:[456][0-9]|3[457])[0-9]{2}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{3,7})([ -][0-9]{1,3})?"
    r"(?![0-9A-Za-z])"
)
"""No card begins with 33, as every code of a place in Zhejiang does."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def number_in(text: str, *, with_fixed_lines: bool = True) -> tuple[Kind, str] | None:
    """The first of a text's numbers that belongs to a person, as it is written, and what it is; None without one.

    The text's signs are narrow ones.
    """
    for written in _identities(text):
        return "identity", written
    for written in _cards(text):
        return "card", written
    telephone = _TELEPHONE.search(text) or (_FIXED_LINE.search(text) if with_fixed_lines else None)
    return ("telephone", telephone[0]) if telephone else None


def _identities(text: str) -> Iterator[str]:
    for match in _EIGHTEEN.finditer(text):
        digits = _digits(match[0])
        shaped = _IDENTITY.fullmatch(digits)
        if shaped and (int(shaped[1]) < _SERIAL_FROM or _ends_rightly(digits)):
            yield match[0]
    yield from (match[0] for match in _FIFTEEN.finditer(text) if _OLD_IDENTITY.fullmatch(_digits(match[0])))


def _ends_rightly(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:-1], strict=True))
    return _CHECKS[total % 11] == digits[-1].upper()


def _cards(text: str) -> Iterator[str]:
    for match in _CARD.finditer(text):
        for written in (match[0], match[1]):
            if _is_luhn(_digits(written)):
                yield written
                break


def _is_luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return 15 <= len(digits) <= 19 and sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _digits(written: str) -> str:
    return re.sub(r"[ -]", "", written)
