"""The lists of mountainous counties as they stood one after the other, and how far the towns of each are covered.

The list changed in August 2024 and in May 2025. Figures of a month use the list of that month; to compare with a report
that used another one, its towns are counted here whatever the month.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pandas as pd

from sharedwealth.indicators import snapshot
from sharedwealth.indicators.coverage import OWN_TOWNS, composed
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places import codes
from sharedwealth.text import mark, t

LISTED: dict[str, str] = {
    "mountain_county": mark("{count} mountainous counties"),
    "mountain_island_county": mark("{count} mountainous and island counties"),
}
"""Designations that change with time, and how one of their lists is called."""

_MEMBERS = """
SELECT designation, code, valid_from, valid_to
FROM designations
WHERE designation IN (SELECT unnest($designations))
ORDER BY designation, code
""".strip()

_TOWNS = """
WITH {first_ledgers},
{reach},
covered AS (
    SELECT DISTINCT r.code
    FROM reach AS r
    {active}
)
SELECT p.code, left(p.code, 6) AS county, p.kind, c.code IS NOT NULL AS is_covered
FROM places AS p
JOIN first_ledgers AS f ON f.county_code = left(p.code, 6) AND f.month <= $month
LEFT JOIN covered AS c ON c.code = p.code
WHERE p.level = 'town' AND p.kind IN ('town', 'township', 'subdistrict') AND starts_with(p.code, $inside)
ORDER BY p.code
""".strip()

TOWNS = composed(_TOWNS, wanted="", reach=OWN_TOWNS)


@dataclass(frozen=True)
class DatedList:
    """A list as it stood from its first day until the day before `until` (None: it still stands)."""

    designation: str
    since: date
    until: date | None
    counties: tuple[str, ...]

    @property
    def key(self) -> str:
        """How the address names it."""
        return f"{self.designation}-{self.since:%Y-%m-%d}"

    @property
    def title(self) -> str:
        return t(LISTED[self.designation]).format(count=len(self.counties))

    def holds(self, area: str) -> bool:
        """Whether a county, or a place in one, is on the list."""
        return area[: codes.LENGTHS["county"]] in self.counties

    def inside(self, area: str) -> tuple[str, ...]:
        """The list's counties in the area; the area's own county where it lies in one."""
        return tuple(each for each in self.counties if each.startswith(area) or area.startswith(each))

    def only(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of the list's counties and of places in them."""
        is_on = [self.holds(str(area)) for area in rows["area"]]
        return rows[is_on].reset_index(drop=True)


def dated_lists(warehouse: Source) -> list[DatedList]:
    """Every list in turn, each as long as its members stayed the same; a list without members is none."""
    rows = warehouse.query(_MEMBERS, {"designations": list(LISTED)})
    found = []
    for designation in LISTED:
        members = rows[rows["designation"] == designation]
        starts = pd.to_datetime(members["valid_from"])
        ends = pd.to_datetime(members["valid_to"])
        turns = sorted({*starts.dropna(), *ends.dropna()})
        for since, until in pairwise([*turns, None]):
            is_on = (starts <= since) & (ends.isna() | (ends > since))
            if counties := tuple(members.loc[is_on, "code"]):
                found.append(DatedList(designation, since.date(), until.date() if until else None, counties))
    return found


def coverage(warehouse: Source, area: str = "33", month: str | date | None = None) -> pd.DataFrame:
    """Of each list, the counties inside the area and how many of their towns have a workshop.

    An active one at the month's end. One row per list with `key`, `counties`, `counties_known` (that have reported
    by then), `towns`, `covered_towns` (towns and townships), and the same `_with_subdistricts`. Towns of a county that
    has never reported are unknown and not counted.
    """
    where = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    towns = warehouse.query(TOWNS, {"inside": where.code, "first": when, "month": when})
    inside = set(snapshot.snapshot(warehouse).places["county"].within(where.code[:6]).codes)
    return pd.DataFrame([_row(each, towns, inside) for each in dated_lists(warehouse)])


def _row(dated: DatedList, towns: pd.DataFrame, inside: set[str]) -> dict[str, object]:
    counties = inside & set(dated.counties)
    found = towns[towns["county"].isin(counties)]
    proper = found[found["kind"] != "subdistrict"]
    return {
        "key": dated.key,
        "counties": len(counties),
        "counties_known": found["county"].nunique(),
        "towns": len(proper),
        "covered_towns": int(proper["is_covered"].sum()),
        "towns_with_subdistricts": len(found),
        "covered_with_subdistricts": int(found["is_covered"].sum()),
    }
