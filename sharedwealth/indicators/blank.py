"""Places still without a workshop: lists to act on, and the state of every village for the map."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from sharedwealth.indicators import snapshot, texts
from sharedwealth.indicators.coverage import (
    MOUNTAIN_TOWNS,
    MOUNTAIN_TOWNS_AND_SUBDISTRICTS,
    OWN_AND_SERVED_VILLAGES,
    OWN_TOWNS,
    WANTED_KEY_VILLAGES,
    WANTED_TOWNS_LISTED,
    composed,
)
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.indicators.question import check_type
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import language

_BLANK = """
WITH {first_ledgers},
{wanted},
{reach},
covered AS (
    SELECT DISTINCT r.code
    FROM reach AS r
    {active}
)
SELECT w.code,
       p.name_zh, p.name_en,
       county.name_zh AS county_zh, county.name_en AS county_en,
       city.name_zh AS city_zh, city.name_en AS city_en
FROM wanted AS w
ANTI JOIN covered ON covered.code = w.code
JOIN places AS p ON p.code = w.code
JOIN places AS county ON county.code = left(w.code, 6)
JOIN places AS city ON city.code = left(w.code, 4)
WHERE CAST($month AS DATE) BETWEEN w.from_month AND w.until_month
ORDER BY w.code
""".strip()

# A village stands in a county that has reported, or nothing is known of it.
_STATES = """
WITH {first_ledgers},
{wanted},
{reach},
covered AS (
    SELECT r.code, bool_or(r.is_own) AS is_own
    FROM reach AS r
    {active}
    WHERE TRUE {only:r.workshop_type}
    GROUP BY r.code
),
key_villages AS (
    SELECT DISTINCT code FROM wanted WHERE CAST($month AS DATE) BETWEEN from_month AND until_month
),
codes_in_use AS (
    SELECT code,
           bool_or(coalesce(valid_from <= last_day($month), TRUE) AND coalesce(valid_to > last_day($month), TRUE))
               AS is_now
    FROM designations
    WHERE designation = 'code_in_use'
    GROUP BY code
)
SELECT p.code,
       CASE WHEN f.month IS NULL OR f.month > $month THEN 'no_data'
            WHEN covered.is_own THEN 'covered'
            WHEN covered.code IS NOT NULL THEN 'served'
            ELSE 'blank' END AS state,
       key_villages.code IS NOT NULL AS is_key
FROM places AS p
LEFT JOIN first_ledgers AS f ON f.county_code = left(p.code, 6)
LEFT JOIN covered ON covered.code = p.code
LEFT JOIN key_villages ON key_villages.code = p.code
LEFT JOIN codes_in_use ON codes_in_use.code = p.code
WHERE p.level = 'village' AND starts_with(p.code, $inside) AND coalesce(codes_in_use.is_now, TRUE)
ORDER BY p.code
""".strip()

BLANK_TOWNS = composed(_BLANK, MOUNTAIN_TOWNS, OWN_TOWNS)
BLANK_TOWNS_AND_SUBDISTRICTS = composed(_BLANK, MOUNTAIN_TOWNS_AND_SUBDISTRICTS, OWN_TOWNS)
BLANK_TOWNS_LISTED = composed(_BLANK, WANTED_TOWNS_LISTED, OWN_TOWNS)
BLANK_KEY_VILLAGES = composed(_BLANK, WANTED_KEY_VILLAGES, OWN_AND_SERVED_VILLAGES)
VILLAGE_STATES = composed(_STATES, WANTED_KEY_VILLAGES, OWN_AND_SERVED_VILLAGES)


def blank_towns(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    with_subdistricts: bool = False,
) -> pd.DataFrame:
    """Towns and townships of the mountainous counties without an active workshop: code, name, county, city.

    Counties that have never reported are left out: nothing is known of their towns.
    """
    text = BLANK_TOWNS_AND_SUBDISTRICTS if with_subdistricts else BLANK_TOWNS
    return _listed(warehouse, text, area, month)


def blank_key_villages(warehouse: Source, area: str = "33", month: str | date | None = None) -> pd.DataFrame:
    """Key assisted villages neither with nor served by an active workshop: code, name, county, city."""
    return _listed(warehouse, BLANK_KEY_VILLAGES, area, month)


def blank_towns_of(warehouse: Source, area: str, month: str | date | None, listed: DatedList) -> pd.DataFrame:
    """Towns and townships of the list's counties without an active workshop, whatever list was in force."""
    return _listed(warehouse, BLANK_TOWNS_LISTED, area, month, {"counties": list(listed.counties)})


def blank_key_villages_of(
    warehouse: Source, area: str, month: str | date | None, listed: DatedList
) -> pd.DataFrame:
    """Key assisted villages of the list's counties neither with nor served by an active workshop."""
    found = blank_key_villages(warehouse, area, month)
    return found[[listed.holds(code) for code in found["code"]]].reset_index(drop=True)


def village_states(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
) -> pd.DataFrame:
    """Every village and community of the area whose code is in use: code, state, is_key.

    The state is `covered` (an active workshop stands in it), `served` (one elsewhere serves it), `blank`, or
    `no_data` where the county has never reported.
    """
    if workshop_type is not None:
        check_type(workshop_type)
    return _asked(warehouse, VILLAGE_STATES, area, month, {"type": workshop_type} if workshop_type else {})


def _listed(
    warehouse: Source,
    text: str,
    area: str,
    month: str | date | None,
    more: Mapping[str, object] | None = None,
) -> pd.DataFrame:
    rows = _asked(warehouse, text, area, month, more or {})
    chosen = "zh" if language() == "zh" else "en"
    names = {f"name_{chosen}": "name", f"county_{chosen}": "county", f"city_{chosen}": "city"}
    return rows.rename(columns=names)[["code", "name", "county", "city"]]


def _asked(
    warehouse: Source, text: str, area: str, month: str | date | None, more: Mapping[str, object]
) -> pd.DataFrame:
    where = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    sql = texts.written(text, texts.Shape(over_areas=False, one_type="type" in more))
    return warehouse.query(sql, {"inside": where.code, "first": when, "month": when, **more})
