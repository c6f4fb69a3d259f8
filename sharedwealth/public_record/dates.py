"""When a published figure stands: as exactly as its source says, never more."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

_WRITTEN = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True)
class Span:
    """The first and last month that a figure may stand for (`2024-06`), both "" when nothing is known."""

    precision: str
    first: str
    last: str


def is_written(text: str) -> bool:
    """Whether a date is written `2024`, `2024-06` or `2024-06-30`."""
    return _WRITTEN.fullmatch(text) is not None


def span(row: Mapping[Hashable, Any]) -> Span:
    """A day or a month gives one month, a year its twelve; an undated figure its argued bounds.

    The bounds (`earliest`, `latest`) come from what the source itself says; the figure's note tells how.
    """
    written = str(row["as_of"])
    if len(written) == 4:
        return Span("year", f"{written}-01", f"{written}-12")
    if written:
        return Span("month" if len(written) == 7 else "day", written[:7], written[:7])
    earliest, latest = str(row.get("earliest", "")), str(row.get("latest", ""))
    return Span("range" if latest else "undated", earliest, latest)
