"""People at work by industry, linkage and type of workshop, in blocks of which none is of few people.

Each worker counts once. A workshop with several ties (an enterprise and a linkage) in force in the month has its people
divided evenly among them in whole people; those left over go to the oldest ties. So every way of adding up gives
the same total.

Small parts are gathered in each county before anything is added up, whatever area or type is asked for, so that the
page of a county and that of its city tell the same parts: none of the two gives away what the other gathers.
"""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure
from sharedwealth.indicators.snapshot import Source

GATHERED = "*"
"""The key of what is too small to stand by itself."""
NO_TIE, UNNAMED = "none", "unnamed"
"""Without a partnership in the month; with an enterprise whose industry no ledger names."""

PARTS = ["workshop_type", "linkage", "industry"]

# A tie that was ended and begun again is one. A workshop's type and village are those of its county's latest
# ledger, as everywhere where sums go through workshops.
DIVIDED = """
SELECT w.village_code, w.workshop_type,
       coalesce(p.linkage, 'none') AS linkage,
       CASE WHEN p.credit_code IS NULL THEN 'none' ELSE coalesce(e.industry, 'unnamed') END AS industry,
       r.people,
       count(*) OVER of_workshop AS ties,
       row_number() OVER (
           of_workshop ORDER BY p.started_month NULLS LAST, p.credit_code NULLS LAST, p.linkage NULLS LAST
       ) AS place
FROM workshop_months AS r
JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
LEFT JOIN (
    SELECT county_code, workshop_id, credit_code, linkage, min(started_month) AS started_month
    FROM partnerships
    WHERE started_month <= $month AND (ended_month IS NULL OR ended_month >= $month)
    GROUP BY ALL
) AS p ON p.county_code = r.county_code AND p.workshop_id = r.workshop_id
LEFT JOIN enterprises AS e ON e.credit_code = p.credit_code
WHERE r.month = $month AND starts_with(r.county_code, $inside) AND r.people > 0
WINDOW of_workshop AS (PARTITION BY r.county_code, r.workshop_id)
""".strip()
COUNTED = f"""
SELECT left(village_code, $digits) AS area, workshop_type, linkage, industry,
       CAST(sum(people // ties + CASE WHEN place <= people % ties THEN 1 ELSE 0 END) AS BIGINT) AS people
FROM ({DIVIDED}) AS divided
GROUP BY ALL
ORDER BY ALL
""".strip()  # noqa: S608  both texts are ours

_COUNTY = 6


def divided(warehouse: Source, area: str, month: date, digits: int = _COUNTY) -> pd.DataFrame:
    """People by `area` (the first digits of a code), workshop_type, linkage and industry, as they are."""
    return warehouse.query(COUNTED, {"month": month, "inside": area[:_COUNTY], "digits": digits})


def blocks(
    people: pd.DataFrame,
    parts: list[str],
    within: list[str],
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The same people, small `parts` of each group `within` gathered under `GATHERED`, the first part before the next.

    What is gathered has at least `threshold` people, or is all of its group.
    """
    columns = [*within, *parts]
    found = added(people, columns)
    for level, part in enumerate(parts):
        is_small = gathered(found, [*within, *parts[:level]], part, threshold)
        found.loc[is_small, parts[level:]] = GATHERED
        found = added(found, columns)
    return found


def added(people: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The people of every combination of these columns, in their order."""
    return people.groupby(by)[["people"]].sum().reset_index()


def gathered(people: pd.DataFrame, within: list[str], part: str, threshold: int) -> np.ndarray:
    """True for the rows whose `part` is too small to stand by itself `within` its group.

    Where a part of a group is too small, the next smallest join it until they are enough together.
    """
    if people.empty:
        return np.zeros(0, dtype=bool)
    parts = added(people, [*within, part])
    parts = parts.sort_values([*within, "people", part], ignore_index=True)
    of_group = parts.groupby(within)["people"]
    before = of_group.cumsum() - parts["people"]
    has_small = of_group.transform("min") < threshold
    parts["is_small"] = has_small & (before < threshold)
    matched = people[[*within, part]].merge(parts, on=[*within, part], how="left")
    return matched["is_small"].to_numpy(dtype=bool)
