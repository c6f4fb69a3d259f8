"""Rows that follow from the snapshot's own tables: places with what covers them, workshops with what ties them."""

from datetime import date

import pandas as pd

from sharedwealth.indicators import coverage
from sharedwealth.warehouse.connection import Warehouse

_OWN_TOWNS = """
reach AS (
    SELECT county_code, workshop_id, opened_month, closed_month, workshop_type, town_code AS code, TRUE AS is_own
    FROM workshops
)
""".strip()

_OWN_AND_SERVED_VILLAGES = """
reach AS (
    SELECT county_code, workshop_id, opened_month, closed_month, workshop_type, village_code AS code, TRUE AS is_own
    FROM workshops
    UNION ALL
    SELECT w.county_code, w.workshop_id, w.opened_month, w.closed_month, w.workshop_type, s.village_code, FALSE
    FROM served_villages AS s
    JOIN workshops AS w ON w.county_code = s.county_code AND w.workshop_id = s.workshop_id
)
""".strip()

_PLACES = """
WITH {first_ledgers},
{wanted},
{reach},
covering AS (
    SELECT r.code, count(*) AS workshops,
           arg_min(r.workshop_id, {order}) AS workshop_id,
           arg_min(r.county_code, {order}) AS by_county,
           arg_min(r.workshop_type, {order}) AS workshop_type
    FROM reach AS r
    {active}
    WHERE ($type = 'all' OR r.workshop_type = $type)
    GROUP BY r.code
)
SELECT DISTINCT w.code AS place_code, p.name_zh, p.name_en,
       c.workshop_id, c.by_county, c.workshop_type, coalesce(c.workshops, 0) AS entries,
       CAST(c.code IS NOT NULL AS INTEGER) AS numerator, 1 AS denominator
FROM wanted AS w
JOIN places AS p ON p.code = w.code
LEFT JOIN covering AS c ON c.code = w.code
WHERE CAST($month AS DATE) BETWEEN w.from_month AND w.until_month
ORDER BY w.code
""".strip().replace("{order}", "CASE WHEN r.is_own THEN '0' ELSE '1' END || r.county_code || r.workshop_id")

_WANTED = {
    "towns": (coverage.MOUNTAIN_TOWNS, _OWN_TOWNS),
    "towns_and_subdistricts": (coverage.MOUNTAIN_TOWNS_AND_SUBDISTRICTS, _OWN_TOWNS),
    "key_villages": (coverage.WANTED_KEY_VILLAGES, _OWN_AND_SERVED_VILLAGES),
    "villages": (coverage.WANTED_VILLAGES, _OWN_AND_SERVED_VILLAGES),
}

# The enterprise to which most people of the area are tied; of several as large, the smallest code.
TIED = """
WITH people AS (
    SELECT r.county_code, r.workshop_id, r.people, w.village_code, w.name, w.workshop_type
    FROM workshop_months AS r
    JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
    WHERE r.month = $month AND r.people > 0
      AND starts_with(CASE WHEN length($area) <= 6 THEN r.county_code ELSE w.village_code END, $area)
      AND ($type = 'all' OR w.workshop_type = $type)
),
ties AS (
    SELECT DISTINCT t.credit_code, p.county_code, p.workshop_id, p.people
    FROM partnerships AS t
    JOIN people AS p ON p.county_code = t.county_code AND p.workshop_id = t.workshop_id
    WHERE t.started_month <= $month AND (t.ended_month IS NULL OR t.ended_month >= $month)
),
largest AS (
    SELECT credit_code FROM ties GROUP BY credit_code ORDER BY sum(people) DESC, credit_code LIMIT 1
)
SELECT p.county_code, p.workshop_id, p.village_code AS place_code, p.name, p.workshop_type,
       t.credit_code, CAST(p.people AS BIGINT) AS entries,
       CASE WHEN t.credit_code IS NULL THEN 0 ELSE p.people END AS numerator, p.people AS denominator
FROM people AS p
LEFT JOIN (SELECT ties.* FROM ties SEMI JOIN largest USING (credit_code)) AS t
  ON t.county_code = p.county_code AND t.workshop_id = p.workshop_id
ORDER BY p.county_code, p.workshop_id
""".strip()


def places(warehouse: Warehouse, goal: str, area: str, month: date, kind: str) -> pd.DataFrame:
    """Every place that the rate speaks of, and which workshop covers it; `entries` counts all that do."""
    wanted, reach = _WANTED[goal]
    text = coverage.composed(_PLACES, wanted, reach)
    values = {"inside": area, "first": month, "month": month, "type": kind}
    return warehouse.query(text, values)


def tied(warehouse: Warehouse, area: str, month: date, kind: str) -> pd.DataFrame:
    """Every workshop with people at work; those tied to the area's largest enterprise are in the numerator."""
    return warehouse.query(TIED, {"area": area, "month": month, "type": kind})
