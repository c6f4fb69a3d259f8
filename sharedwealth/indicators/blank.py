"""Places still without a workshop: lists to act on, and the state of every village for the map."""

from datetime import date

import pandas as pd

from sharedwealth.indicators import snapshot, texts
from sharedwealth.indicators.coverage import (
    REACHED,
    STANDING,
    WANTED_KEY_VILLAGES,
    WANTED_TOWNS,
)
from sharedwealth.indicators.question import ALL_TYPES, check_type
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import language

_NAMED = """
SELECT wanted.code,
       p.name_zh, p.name_en,
       county.name_zh AS county_zh, county.name_en AS county_en,
       city.name_zh AS city_zh, city.name_en AS city_en
FROM wanted
JOIN places AS p ON p.code = wanted.code
JOIN places AS county ON county.code = left(wanted.code, 6)
JOIN places AS city ON city.code = left(wanted.code, 4)
""".strip()

_TOWNS = """
WITH {standing},
{wanted}
{named}
WHERE wanted.code NOT IN (SELECT town_code FROM standing WHERE town_code IS NOT NULL)
ORDER BY wanted.code
""".strip()

_VILLAGES = """
WITH {standing},
{reached},
{wanted}
{named}
WHERE wanted.code NOT IN (SELECT code FROM reached)
ORDER BY wanted.code
""".strip()

# A village stands in a county that has reported, or nothing is known of it.
_STATES = """
WITH {standing},
{reached},
key_villages AS (
    SELECT DISTINCT code
    FROM designations
    WHERE designation = 'key_village' AND (valid_from IS NULL OR valid_from <= last_day(CAST($month AS DATE)))
      AND (valid_to IS NULL OR valid_to > last_day(CAST($month AS DATE)))
),
own AS (
    SELECT DISTINCT village_code AS code FROM standing
)
SELECT p.code,
       CASE WHEN c.ledger_month IS NULL THEN 'no_data'
            WHEN own.code IS NOT NULL THEN 'covered'
            WHEN reached.code IS NOT NULL THEN 'served'
            ELSE 'blank' END AS state,
       key_villages.code IS NOT NULL AS is_key
FROM places AS p
JOIN county_months AS c ON c.county_code = left(p.code, 6) AND c.month = $month
LEFT JOIN own ON own.code = p.code
LEFT JOIN reached ON reached.code = p.code
LEFT JOIN key_villages ON key_villages.code = p.code
WHERE p.level = 'village' AND starts_with(p.code, $inside)
ORDER BY p.code
""".strip()


def _composed(text: str, wanted: str = "") -> str:
    for name, part in (
        ("{standing}", STANDING),
        ("{reached}", REACHED),
        ("{wanted}", wanted),
        ("{named}", _NAMED),
    ):
        text = text.replace(name, part)
    return text


BLANK_TOWNS = _composed(_TOWNS, WANTED_TOWNS.replace("{kinds}", "'town', 'township'"))
BLANK_TOWNS_AND_SUBDISTRICTS = _composed(
    _TOWNS, WANTED_TOWNS.replace("{kinds}", "'town', 'township', 'subdistrict'")
)
BLANK_KEY_VILLAGES = _composed(_VILLAGES, WANTED_KEY_VILLAGES)
VILLAGE_STATES = _composed(_STATES)


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


def village_states(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
) -> pd.DataFrame:
    """Every village and community of the area: code, state, is_key.

    The state is `covered` (an active workshop stands in it), `served` (one elsewhere serves it), `blank`, or
    `no_data` where the county has never reported.
    """
    if workshop_type is not None:
        check_type(workshop_type)
    return _asked(warehouse, VILLAGE_STATES, area, month, workshop_type)


def _listed(warehouse: Source, text: str, area: str, month: str | date | None) -> pd.DataFrame:
    rows = _asked(warehouse, text, area, month, None)
    chosen = "zh" if language() == "zh" else "en"
    names = {f"name_{chosen}": "name", f"county_{chosen}": "county", f"city_{chosen}": "city"}
    return rows.rename(columns=names)[["code", "name", "county", "city"]]


def _asked(
    warehouse: Source, text: str, area: str, month: str | date | None, workshop_type: str | None
) -> pd.DataFrame:
    where = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    sql = texts.written(text, texts.Shape(over_areas=False, one_type=workshop_type is not None))
    values = {"inside": where.code, "first": when, "month": when, "type": workshop_type or ALL_TYPES}
    return warehouse.query(sql, values)
