"""Days and months as clerks write them."""

import re
from datetime import date, timedelta

_DAY = re.compile(
    r"([0-9]{4})\s*(?:[-/.]\s*([0-9]{1,2})(?:\s*[-/.]\s*([0-9]{1,2}))?|年\s*([0-9]{1,2})\s*月(?:\s*([0-9]{1,2})\s*[日号])?)"
    r"(?:[T\s]0{1,2}:00(?::00)?)?"
)
_RUN_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_SERIAL_OF_1900 = date(1899, 12, 30)
_SERIAL_OF_1904 = date(1904, 1, 1)
_SERIALS = range(20_000, 74_000)
"""1954 to 2102: a number outside is no day that a ledger has."""


def from_text(written: str) -> date | None:
    """2024-11-03, 2024/11/3, 2024.11.3, 2024年11月3日, 20241103; the first day where only a month is written.

    Five digits are a serial number of Excel's since 1900, as a CSV has it when the column was not formatted.
    """
    if re.fullmatch(r"[0-9]{5}", written):
        return _SERIAL_OF_1900 + timedelta(days=int(written)) if int(written) in _SERIALS else None
    match = _DAY.fullmatch(written)
    if match is not None:
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
        return _day(year, month, day)
    match = _RUN_TOGETHER.fullmatch(written)
    return _day(match[1], match[2], match[3]) if match is not None else None


def from_number(number: float, *, counts_from_1904: bool = False) -> date | None:
    """A serial number of Excel's, 20241103, 202411, or 2024.11 that Excel took for a number.

    2024.1 is None: it may have been January, or October with its last zero gone.
    """
    if number != number or abs(number) > 10**9:  # noqa: PLR0124  not a number
        return None
    if number == int(number):
        whole = int(number)
        if whole in _SERIALS:
            return (_SERIAL_OF_1904 if counts_from_1904 else _SERIAL_OF_1900) + timedelta(days=whole)
        return from_text(str(whole))
    written = repr(number)
    return from_text(written) if re.fullmatch(r"[0-9]{4}\.[0-9]{2}", written) else None


def _day(year: str, month: str, day: str | None) -> date | None:
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
