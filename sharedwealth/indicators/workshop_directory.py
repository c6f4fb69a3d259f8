"""Every workshop of a month with what a directory says of it, narrowed and ordered."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from sharedwealth import months
from sharedwealth.indicators import disclosure, snapshot
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.workshop_protection import Rows, hidden
from sharedwealth.text import mark_in

State = Literal["active", "closed", "new"]
Order = Literal["people", "increase", "opened", "name"]

STATES: dict[State, str] = {
    "active": mark_in("workshop", "Active"),
    "closed": mark_in("workshop", "Closed"),
    "new": mark_in("workshop", "New (12 months)"),
}
ORDERS: dict[Order, str] = {
    "people": mark_in("workshop", "Most people at work"),
    "increase": mark_in("workshop", "Highest median increase"),
    "opened": mark_in("workshop", "Opened last"),
    "name": mark_in("workshop", "Name"),
}
STARS = ("5", "4", "3", "2", "1", "none")
_NEW_MONTHS = 12

KEY = """
CASE WHEN count(*) OVER (PARTITION BY workshop_id) > 1 THEN county_code || ':' || workshop_id
     ELSE workshop_id END
""".strip()
"""How a link names a workshop: by its number alone, with its county's code where two counties gave the same one."""

# The median of a single workshop is known where it alone is of its type in its village: there the village's figure of
# that type is the workshop's own. Nobody else can have been counted when as many people stand behind both.
_LISTED = """
SELECT w.place, w.key, w.county_code, w.workshop_id, w.name, w.workshop_type, w.village_code, w.product, w.brand,
       w.operating_mode, w.opened_month, w.closed_month, w.stars,
       coalesce(w.longitude, p.longitude) AS longitude, coalesce(w.latitude, p.latitude) AS latitude,
       w.closed_month IS NOT NULL AND w.closed_month <= c.ledger_month AS is_closed,
       c.is_reported, c.is_verified, r.workshop_id IS NOT NULL AS is_listed,
       r.people, r.low_income_people, r.increase_people, r.increase_sum,
       CASE WHEN i.increase_people = r.increase_people THEN i.q1 END AS q1,
       CASE WHEN i.increase_people = r.increase_people THEN i.median END AS median,
       CASE WHEN i.increase_people = r.increase_people THEN i.q3 END AS q3
FROM (
    SELECT *, row_number() OVER (ORDER BY county_code, workshop_id) - 1 AS place, {key} AS key FROM workshops
) AS w
JOIN county_months AS c ON c.county_code = w.county_code AND c.month = $month
LEFT JOIN places AS p ON p.code = w.village_code
LEFT JOIN workshop_months AS r
  ON r.county_code = w.county_code AND r.workshop_id = w.workshop_id AND r.month = $month
LEFT JOIN income_areas AS i
  ON i.area_code = w.village_code AND i.month = $month AND i.workshop_type = w.workshop_type
WHERE w.opened_month <= c.ledger_month
ORDER BY w.county_code, w.workshop_id
""".strip().replace("{key}", KEY)
_LINKAGES = """
SELECT t.county_code, t.workshop_id, string_agg(DISTINCT t.linkage, ',' ORDER BY t.linkage) AS linkages
FROM partnerships AS t
WHERE t.started_month <= $month AND (t.ended_month IS NULL OR t.ended_month >= $month)
GROUP BY t.county_code, t.workshop_id
""".strip()


@dataclass(frozen=True)
class Narrowing:
    """What a reader narrows the directory to; None or empty for everything."""

    area: str = "33"
    workshop_type: str | None = None
    stars: str | None = None
    state: str | None = None
    operating_mode: str | None = None
    linkage: str | None = None
    product: str | None = None


def listed(
    warehouse: Source, month: str | date | None = None, *, threshold: int = disclosure.PEOPLE_THRESHOLD
) -> pd.DataFrame:
    """One row per workshop of the province built by the month's end, as far as its county's ledgers tell.

    Beside the ledger's own columns: `place` among all workshops of the snapshot; `key`, by which a link names it;
    `linkages` of the month, with commas; `is_closed`, `is_new`; `people`, `low_income_people`, `increase` (mean),
    `median`, `q1`, `q3` and `n` of the month, NaN where not known, and `people_status`, `low_income_status` and
    `increase_status`. The mean is given only where the median is known.
    """
    when = snapshot.month_of(warehouse, month)
    found = warehouse.query(_LISTED, {"month": when})
    linkages = warehouse.query(_LINKAGES, {"month": when})
    found = found.merge(linkages, on=["county_code", "workshop_id"], how="left")
    found["linkages"] = found["linkages"].fillna("")
    found["is_closed"] = found["is_closed"].fillna(value=False).astype(bool)
    since = pd.Timestamp(months.shift(when, 1 - _NEW_MONTHS))
    found["is_new"] = ~found["is_closed"] & (pd.to_datetime(found["opened_month"]) >= since)
    return _protected(found, when, threshold)


def _protected(found: pd.DataFrame, when: date, threshold: int) -> pd.DataFrame:
    numbers = ["people", "low_income_people", "increase_people", "increase_sum", "q1", "median", "q3"]
    found[numbers] = found[numbers].astype(float)
    rows = Rows(
        np.full(len(found), f"{when:%Y-%m}"),
        found["village_code"].to_numpy(dtype=str),
        found["workshop_type"].to_numpy(dtype=str),
    )
    people, low, n = (found[name].to_numpy() for name in ("people", "low_income_people", "increase_people"))
    is_hidden = {
        "people": hidden(rows, [people], people, threshold),
        "low_income": hidden(rows, [people, low, np.where(low > 0, people - low, 0)], people, threshold),
        "increase": hidden(rows, [people, n], people, threshold),
    }  # fmt: skip
    is_hidden["low_income"] &= low > 0  # that nobody is of a low-income household may be said
    is_hidden["increase"] |= is_hidden["people"]
    status = np.where(
        found["is_reported"].fillna(value=False) & found["is_listed"],
        np.where(found["is_verified"].fillna(value=False), "ok", "unverified"),
        "no_data",
    )
    for name, flags in is_hidden.items():
        found[f"{name}_status"] = np.where(flags, "suppressed", status)
    found["n"] = found["increase_people"].where(found["increase_people"] > 0)
    found["increase"] = (found["increase_sum"] / found["n"]).where(found["median"].notna())
    found.loc[is_hidden["people"], "people"] = np.nan
    found.loc[is_hidden["low_income"], "low_income_people"] = np.nan
    found.loc[is_hidden["increase"], ["increase", "median", "q1", "q3", "n"]] = np.nan
    return found.drop(columns=["increase_people", "increase_sum", "is_listed", "is_reported", "is_verified"])


def narrowed(workshops: pd.DataFrame, to: Narrowing) -> pd.DataFrame:
    """The rows of `listed` that fit everything asked."""
    fits = workshops["village_code"].str.startswith(to.area)
    exact = {
        "workshop_type": to.workshop_type,
        "operating_mode": to.operating_mode,
        "product": to.product,
    }
    for column, wanted in exact.items():
        if wanted:
            fits &= workshops[column] == wanted
    if to.stars:
        stars = workshops["stars"]
        fits &= stars.isna() if to.stars == "none" else (stars == int(to.stars)).fillna(value=False)
    if to.state:
        column = "is_new" if to.state == "new" else "is_closed"
        fits &= ~workshops[column] if to.state == "active" else workshops[column]
    if to.linkage:
        fits &= np.array([to.linkage in each.split(",") for each in workshops["linkages"]], dtype=bool)
    return workshops[fits.astype(bool)]


def ordered(workshops: pd.DataFrame, by: Order) -> pd.DataFrame:
    """The rows in the order asked for, the best first; what is not told stands last, in the order of the numbers."""
    columns = {"people": "people", "increase": "median", "opened": "opened_month", "name": "name"}
    return workshops.sort_values(
        [columns[by], "county_code", "workshop_id"],
        ascending=[by == "name", True, True],
        na_position="last",
        kind="stable",
    )


def products(workshops: pd.DataFrame) -> list[str]:
    """Every product of the rows, the most frequent first."""
    return [str(each) for each in workshops["product"].dropna().value_counts().index]
