"""The enterprises behind an area's workshops: how many people each is tied to, and the workshops of one of them.

A workshop tied to several enterprises counts for each, as in `dependence`. People are told in tens, and a workshop's
in bands: exact figures of an enterprise's cities, counties and workshops would tell its small ones by subtraction.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import disclosure, snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.definition import WIDE
from sharedwealth.indicators.question import check_type
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.workshop_directory import KEY
from sharedwealth.text import t

FEWEST = 5
"""Of fewer enterprises the concentration is not told: with the largest one's share it would tell the others'."""
BANDS = (10, 20, 50, 100)

_IN_FORCE = """
WITH ties AS (
    SELECT DISTINCT w.county_code, w.workshop_id, p.credit_code, coalesce(r.people, 0) AS people
    FROM partnerships AS p
    JOIN workshops AS w ON w.county_code = p.county_code AND w.workshop_id = p.workshop_id
    JOIN workshop_months AS r ON r.county_code = w.county_code AND r.workshop_id = w.workshop_id
    WHERE r.month = $month
      AND starts_with(w.village_code, $inside)
      AND ($type = 'all' OR w.workshop_type = $type)
      AND (w.closed_month IS NULL OR w.closed_month > r.month OR r.people > 0)
      AND p.started_month <= r.month
      AND (p.ended_month IS NULL OR p.ended_month >= r.month)
),
shared AS (
    SELECT *, people / CAST(count(*) OVER (PARTITION BY county_code, workshop_id) AS DOUBLE) AS share FROM ties
)
""".strip()
RANKED = f"""{_IN_FORCE}
SELECT s.credit_code, e.name, e.industry, e.home_county_code, s.workshops, s.counties, s.people, s.share_people
FROM (
    SELECT credit_code,
           count(*) AS workshops,
           count(DISTINCT county_code) AS counties,
           CAST(sum(people) AS BIGINT) AS people,
           sum(share) AS share_people
    FROM shared
    GROUP BY credit_code
) AS s
LEFT JOIN enterprises AS e ON e.credit_code = s.credit_code
ORDER BY s.credit_code
"""  # noqa: S608  both texts are ours
COUNT = f"{_IN_FORCE}\nSELECT count(DISTINCT credit_code) AS enterprises FROM ties"
OF_ONE = """
SELECT w.key, w.workshop_id, w.county_code, w.name, w.workshop_type, w.village_code,
       string_agg(DISTINCT p.linkage, ',' ORDER BY p.linkage) AS linkages,
       min(p.started_month) AS since,
       any_value(CAST(coalesce(r.people, 0) AS BIGINT)) AS people,
       any_value(s.villages) AS villages_served
FROM partnerships AS p
JOIN (SELECT *, {key} AS key FROM workshops) AS w ON w.county_code = p.county_code AND w.workshop_id = p.workshop_id
JOIN workshop_months AS r ON r.county_code = w.county_code AND r.workshop_id = w.workshop_id
LEFT JOIN (
    SELECT county_code, workshop_id, string_agg(village_code, ',' ORDER BY village_code) AS villages
    FROM served_villages
    WHERE (county_code, workshop_id) IN (
        SELECT (county_code, workshop_id) FROM partnerships WHERE credit_code = $enterprise
    )
    GROUP BY ALL
) AS s ON s.county_code = w.county_code AND s.workshop_id = w.workshop_id
WHERE r.month = $month
  AND p.credit_code = $enterprise
  AND (w.closed_month IS NULL OR w.closed_month > r.month OR r.people > 0)
  AND p.started_month <= r.month
  AND (p.ended_month IS NULL OR p.ended_month >= r.month)
GROUP BY ALL
ORDER BY w.county_code, w.workshop_id
""".strip().replace("{key}", KEY)
_KNOWN = (
    "SELECT credit_code, name, industry, home_county_code FROM enterprises WHERE credit_code = $enterprise"
)


@dataclass(frozen=True)
class Enterprises:
    """Enterprises with a tie in the month, those with most people first.

    `rows` has credit_code, name, industry, home_county_code, workshops, counties, people (in tens; NaN where fewer than
    ten), share (of all at work in the area) and status. `hhi` is the sum of the squares of the enterprises' shares in
    the people of tied workshops, a workshop's people divided evenly among its enterprises. Both share and concentration
    are told for counties and above: among few people tens are too coarse, and the concentration would tell too much.
    `hhi` and `at_work` are NaN where they are not told.
    """

    rows: pd.DataFrame
    hhi: float
    at_work: float


def enterprises(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> Enterprises:
    """The enterprises tied to the area's workshops in the month; without a ledger of the month there are none."""
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    if workshop_type is not None:
        check_type(workshop_type)
    values = {"month": when, "inside": where.code, "type": workshop_type or "all"}
    rows = warehouse.query(RANKED, values)
    at_work = float(
        answer(
            warehouse, "people_at_work", where.code, when, workshop_type=workshop_type, threshold=threshold
        )["value"].iloc[0]
    )
    is_wide = where.level in WIDE
    hhi = _concentration(rows) if is_wide and at_work >= threshold else np.nan
    is_hidden = disclosure.few([rows["people"].to_numpy()], threshold)
    told = rows.assign(
        people=np.where(is_hidden, np.nan, in_tens(rows["people"])),
        status=np.where(is_hidden, "suppressed", "ok"),
    ).drop(columns="share_people")
    told["share"] = np.minimum(told["people"] / at_work, 1.0) if is_wide and at_work else np.nan
    told = told.sort_values(
        ["people", "workshops", "credit_code"], ascending=[False, False, True], na_position="last"
    )
    return Enterprises(told.reset_index(drop=True), hhi, at_work)


def count(warehouse: Source, area: str, month: date) -> int:
    """How many enterprises have a tie to a workshop of the area in the month: the rows of `enterprises`."""
    values = {"month": month, "inside": area, "type": "all"}
    return int(warehouse.arrays(COUNT, values)["enterprises"][0])


def in_tens(people: pd.Series) -> pd.Series:
    """To the nearest ten, five upwards."""
    return (people.astype(float) / 10 + 0.5).apply(np.floor) * 10


def _concentration(rows: pd.DataFrame) -> float:
    """The index after Herfindahl and Hirschman, from 1 ÷ number of enterprises (all alike) to 1 (one has all)."""
    shares = rows.loc[rows["share_people"] > 0, "share_people"].to_numpy(dtype=float)
    return float(((shares / shares.sum()) ** 2).sum()) if len(shares) >= FEWEST else np.nan


def known(warehouse: Source, enterprise: str) -> dict[str, str]:
    """Name, industry and home county of an enterprise; an `UnknownChoiceError` where no ledger lists the code."""
    found = warehouse.query(_KNOWN, {"enterprise": enterprise})
    if found.empty:
        raise UnknownChoiceError(
            t(
                "No ledger lists an enterprise with the credit code “{code}”. Choose one from the list, or check the "
                "18 characters of the code."
            ).format(code=enterprise)
        )
    return {str(name): str(value) if pd.notna(value) else "" for name, value in found.iloc[0].items()}


def workshops_of(
    warehouse: Source,
    area: str,
    month: date,
    enterprise: str,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The enterprise's workshops in the whole province, one row each.

    Columns: key (by which a link names it), workshop_id, county_code, name, workshop_type, village_code, linkages (keys
    with commas between), since,
    people (a band in words), villages_served (codes with commas between, or None), is_here (whether in the area).
    """
    rows = warehouse.query(OF_ONE, {"month": month, "enterprise": enterprise})
    rows["people"] = [band(int(people), threshold) for people in rows["people"]]
    rows["is_here"] = rows["village_code"].str.startswith(area)
    return rows


def band(people: int, threshold: int = disclosure.PEOPLE_THRESHOLD) -> str:
    """0, <10, 10–19, 20–49, 50–99, ≥100."""
    if people == 0:
        return "0"
    if people < threshold:
        return f"<{threshold}"
    at = int(np.searchsorted(BANDS, people, side="right"))
    return f"≥{BANDS[-1]}" if at == len(BANDS) else f"{BANDS[at - 1]}–{BANDS[at] - 1}"
