"""Months: written `2024-10` in addresses and commands, the first day as a `date` in tables."""

import re
from datetime import date

from sharedwealth.errors import UnknownMonthError
from sharedwealth.text import t

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


def parse(written: str) -> date:
    """The first day of a month written `2024-10`; anything else is an `UnknownMonthError`."""
    match = _MONTH.fullmatch(written.strip())
    if match is None:
        raise UnknownMonthError(t("“{month}” is not a month. Write it as 2024-10.").format(month=written))
    return date(int(match[1]), int(match[2]), 1)


def write(month: date) -> str:
    return f"{month:%Y-%m}"


def shift(month: date, by: int) -> date:
    """The month `by` months later, or earlier when negative."""
    count = month.year * 12 + month.month - 1 + by
    return date(count // 12, count % 12 + 1, 1)


def previous(month: date) -> date:
    return shift(month, -1)


def between(first: date, last: date) -> list[date]:
    """Every month from `first` to `last`, both included."""
    span = (last.year - first.year) * 12 + last.month - first.month
    return [shift(first, step) for step in range(span + 1)]
