"""The reporting board: what has become of each county's ledger of each month, and who is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.intake import publication, standing, trust
from sharedwealth.intake.journal import Entry
from sharedwealth.intake.standing import NOTHING, STEPS, CountyMonth, Standing
from sharedwealth.intake.trust import Trust
from sharedwealth.settings import Settings
from sharedwealth.text import language, mark, t
from sharedwealth.warehouse.connection import Warehouse

STATES: dict[str, str] = {
    "not_due": mark("Month not over"),
    "due": mark("Awaited"),
    "late": mark("Overdue"),
    "missing": mark("Missing"),
    "generated": mark("Generated"),
    "received": mark("Received, warnings explained"),
    "checked": mark("Received, no warnings"),
    **STEPS,
    "reopened": mark("Reopened"),
}
"""A ledger is awaited until the day it is due, overdue until the next month's is due, and missing after that."""

ABSENT = ("not_due", "due", "late", "missing")
COLUMNS = (
    "city_code", "city", "county_code", "county", "month", "state", "received_on", "days_late", "is_verified",
    "grade", "warnings", "publication",
)  # fmt: skip

_NAMED = 6
"""So many counties are called by name in the sentence."""

_COUNTIES = """
SELECT p.code AS county_code, p.name_zh, p.name_en, c.code AS city_code, c.name_zh AS city_zh, c.name_en AS city_en
FROM places AS p
JOIN places AS c ON c.code = p.parent_code
WHERE p.level = 'county'
ORDER BY p.code
"""
_LEDGERS = "SELECT * FROM county_months WHERE is_reported AND month BETWEEN $first AND $last"


def frame(
    settings: Settings,
    warehouse: Warehouse,
    entries: Sequence[Entry],
    span: tuple[date, date],
    today: date,
) -> pd.DataFrame:
    """One row for each county and month of the span, in the order of codes and months, with `COLUMNS`.

    `state` is a key of `STATES`; `grade` is A to D, `generated`, or empty where there is no ledger. `days_late` is None
    without a ledger, and 0 in time.
    """
    counties = warehouse.query(_COUNTIES)
    listed = months.between(*span)
    ledgers = _ledgers(warehouse, span)
    known = standing.of(entries)
    is_practice = warehouse.meta["kind"] == "demonstration"
    rows = []
    for county in counties.to_dict("records"):
        named = {
            "city_code": county["city_code"],
            "city": county["city_zh" if language() == "zh" else "city_en"],
            "county_code": county["county_code"],
            "county": county["name_zh" if language() == "zh" else "name_en"],
        }
        for month in listed:
            asked = (str(county["county_code"]), month)
            told = _row(
                settings, asked, ledgers.get(asked), known.get(asked, NOTHING), today, is_practice=is_practice
            )
            rows.append(named | {"month": month} | told)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def judged(standing_: Standing, days_late: int | None, measured: Mapping[str, int]) -> Trust:
    """The trust in a county-month that has a ledger; `measured` are the measures of its facts where none were kept."""
    if standing_.published is None:
        return trust.generated(days_late, measured)
    kept = standing_.ledger
    visit = standing_.spot_check
    return trust.graded(
        days_late,
        kept.get("measures", measured),
        kept.get("findings", []),
        standing_.published.reason,
        visit.told if visit else None,
    )


def state_of_absence(settings: Settings, month: date, today: date) -> str:
    """What a ledger is that has not come: not due yet, awaited, overdue, or missing."""
    if today < months.shift(month, 1):
        return "not_due"
    if today <= publication.due(settings, month):
        return "due"
    return "late" if today <= publication.due(settings, months.shift(month, 1)) else "missing"


@dataclass(frozen=True)
class Count:
    """How many counties of an area have come how far with one month."""

    area: str
    name: str
    counties: int
    reported: int
    in_time: int
    verified: int
    absent: tuple[str, ...]
    """The names of the counties without a ledger."""

    @property
    def reported_share(self) -> float:
        return self.reported / self.counties

    @property
    def in_time_share(self) -> float:
        return self.in_time / self.counties

    @property
    def verified_share(self) -> float:
        return self.verified / self.counties


def count(rows: pd.DataFrame, area: str, name: str) -> Count:
    """Of the board's rows of one month."""
    here = rows[rows["county_code"].str.startswith(area)]
    has_ledger = ~here["state"].isin(ABSENT)
    return Count(
        area=area,
        name=name,
        counties=len(here),
        reported=int(has_ledger.sum()),
        in_time=int((here["days_late"] == 0).sum()),
        verified=int(here["is_verified"].sum()),
        absent=tuple(here.loc[~has_ledger, "county"]),
    )


def by_city(rows: pd.DataFrame) -> list[Count]:
    """Of the board's rows of one month, city by city."""
    cities = rows[["city_code", "city"]].drop_duplicates().itertuples(index=False)
    return [count(rows, str(code), str(name)) for code, name in cities]


def sentence(rows: pd.DataFrame, month: date) -> str:
    """How many have reported the month, how many of them late, and who has not."""
    whole = count(rows, "", "")
    said = t("{reported} of {counties} counties have reported {month}").format(
        reported=whole.reported, counties=whole.counties, month=numbers.month(month)
    )
    late = int((rows["days_late"] > 0).sum())
    if late:
        said = t("{sentence}, {count} of them late").format(sentence=said, count=late)
    if whole.absent:
        states = rows.loc[rows["state"].isin(ABSENT), "state"]
        words = t("; {state}: {counties}")
        names = t(", ").join(whole.absent[:_NAMED])
        if len(whole.absent) > _NAMED:
            names = t("{names} and {count} more").format(names=names, count=len(whole.absent) - _NAMED)
        said += words.format(state=t(STATES[states.iloc[0]]).lower(), counties=names)
    return t("{sentence}.").format(sentence=said)


def _ledgers(warehouse: Warehouse, span: tuple[date, date]) -> dict[CountyMonth, dict[str, Any]]:
    rows = warehouse.query(_LEDGERS, {"first": span[0], "last": span[1]})
    if "is_verified" not in rows:  # a snapshot of before approvals were kept
        rows["is_verified"] = True
    return {
        (str(row["county_code"]), pd.Timestamp(row["month"]).date()): {str(name): row[name] for name in row}
        for row in rows.to_dict("records")
    }


def _row(
    settings: Settings,
    asked: CountyMonth,
    ledger: Mapping[str, Any] | None,
    known: Standing,
    today: date,
    *,
    is_practice: bool,
) -> dict[str, Any]:
    if ledger is None:
        return {
            "state": state_of_absence(settings, asked[1], today),
            "received_on": None,
            "days_late": None,
            "is_verified": False,
            "grade": "",
            "warnings": None,
            "publication": None,
        }
    received = None if pd.isna(ledger["received_on"]) else pd.Timestamp(ledger["received_on"]).date()
    late = days_late(settings, asked[1], received)
    is_published = known.published is not None
    return {
        "state": _state(known, is_practice=is_practice),
        "received_on": received,
        "days_late": late,
        "is_verified": bool(ledger["is_verified"]),
        "grade": _grade(known, late, is_practice=is_practice),
        "warnings": int(known.ledger["warnings"]) if is_published else None,
        "publication": known.published.number if known.published else None,
    }


def _grade(known: Standing, late: int | None, *, is_practice: bool) -> str:
    if known.published is not None:
        return judged(known, late, {}).grade
    return trust.GENERATED if is_practice else ""


def days_late(settings: Settings, month: date, received: date | None) -> int | None:
    """Days after the one it was due, 0 in time; None where nobody knows when it came."""
    return None if received is None else max(0, (received - publication.due(settings, month)).days)


def _state(known: Standing, *, is_practice: bool) -> str:
    if known.published is None:
        return "generated" if is_practice else "received"
    if known.reopened is not None:
        return "reopened"
    return known.approved or ("received" if known.ledger["warnings"] else "checked")
