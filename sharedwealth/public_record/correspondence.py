"""Which published figures may be drawn beside a ledger figure, and where on the time axis they stand."""

from collections.abc import Hashable
from types import MappingProxyType
from typing import Any

import pandas as pd

from sharedwealth.public_record import tables
from sharedwealth.public_record.reading import rows
from sharedwealth.public_record.wording import Row, area_name, as_of_text, note, publisher, title, value_text
from sharedwealth.settings import Settings

_CUMULATIVE_PEOPLE = ("people", "cumulative", "people")
_BASES = {
    "workshops_built": ("workshops", "cumulative", "workshops"),
    "people_employed_cumulative": _CUMULATIVE_PEOPLE,
    "low_income_people_employed_cumulative": _CUMULATIVE_PEOPLE,
    "income_increase": ("yuan_per_person", "month", "yuan_month"),
}
"""Ledger indicator -> the unit and period a published figure must have, and the unit as ledgers write it."""

LEDGER_INDICATORS = MappingProxyType({key: basis[2] for key, basis in _BASES.items()})
"""The ledger indicators that have published figures of the same meaning, with their unit."""

COLUMNS = (
    "id", "area", "area_name", "indicator", "as_of_date", "as_of_text", "precision", "first_month",
    "last_month", "value", "unit", "value_text", "qualifier", "publisher", "title", "url", "published_on",
    "quote", "trust", "note", "kind",
)  # fmt: skip


def series(
    indicator: str, area: str, workshop_type: str | None = None, *, settings: Settings | None = None
) -> pd.DataFrame:
    """The published figures of one area that mean what a ledger indicator means, oldest first, undated last.

    Words are in the run's language. A figure of a known day or month has that month as `first_month` and
    `last_month`; one of which only the year is known has January and December, to be drawn as a bar over the
    year; an undated one has the bounds that its note argues for, or "" where there are none: it can be listed,
    not drawn. Published figures of another unit or period (yearly increases, households) are never among them.
    Empty when nothing of the kind was published.
    """
    if indicator not in _BASES:
        return _empty()
    unit, period, ledger_unit = _BASES[indicator]
    published = _published(indicator, workshop_type)
    chosen = [
        row
        for row in rows(settings)
        if row["indicator"] in published
        and (row["area_code"], row["unit"], row["period"]) == (area, unit, period)
    ]
    chosen.sort(key=lambda row: (row["last_month"] or "9999", row["as_of"], row["value"]))
    return (
        pd.DataFrame([_point(row, ledger_unit) for row in chosen], columns=list(COLUMNS))
        if chosen
        else _empty()
    )


def _point(row: Row, unit: str) -> dict[Hashable, Any]:
    return {
        **row,
        "area": row["area_code"],
        "area_name": area_name(row),
        "as_of_date": row["as_of"],
        "as_of_text": as_of_text(row),
        "unit": unit,
        "value_text": value_text(row),
        "publisher": publisher(row),
        "title": title(row),
        "note": note(row),
        "kind": "published",
    }


def _published(indicator: str, workshop_type: str | None) -> list[str]:
    return [
        named.key
        for named in tables.indicators().values()
        if named.ledger_indicator == indicator and named.workshop_type == (workshop_type or "")
    ]


def _empty() -> pd.DataFrame:
    frame = pd.DataFrame(columns=list(COLUMNS), dtype=str)
    return frame.astype({"value": "float64"})
