"""Coverage: towns of mountainous counties and key assisted villages (official), all villages (our own)."""

from sharedwealth.indicators.definition import Indicator
from sharedwealth.places.codes import Level
from sharedwealth.text import mark

STANDING = """
standing AS (
    SELECT c.month, w.county_code, w.workshop_id, w.village_code, w.town_code,
           {type:w.workshop_type} AS type
    FROM county_months AS c
    JOIN workshops AS w
      ON w.county_code = c.county_code
     AND w.opened_month <= c.ledger_month
     AND (w.closed_month IS NULL OR w.closed_month > c.ledger_month)
    WHERE c.month BETWEEN $first AND $month {only:w.workshop_type}
)
""".strip()
"""Active workshops at each month's end, as the county's latest ledger up to then has them."""

WANTED_TOWNS = """
wanted AS (
    SELECT c.month, p.code
    FROM places AS p
    JOIN designations AS d
      ON d.code = left(p.code, 6) AND d.designation = 'mountain_county'
    JOIN county_months AS c
      ON c.county_code = d.code AND c.ledger_month IS NOT NULL AND c.month BETWEEN $first AND $month
     AND (d.valid_from IS NULL OR d.valid_from <= last_day(c.month))
     AND (d.valid_to IS NULL OR d.valid_to > last_day(c.month))
    WHERE p.level = 'town' AND p.kind IN ({kinds}) AND starts_with(p.code, $inside)
)
""".strip()

_TOWNS = """
WITH {standing},
{wanted},
with_workshop AS (
    SELECT DISTINCT month, type, town_code AS code FROM standing
),
types AS (
    SELECT unnest($types::VARCHAR[]) AS type
)
SELECT {area:wanted.code} AS area, wanted.month, types.type,
       count(with_workshop.code) AS numerator, count(*) AS denominator, count(*) AS n
FROM wanted
CROSS JOIN types
LEFT JOIN with_workshop
  ON with_workshop.code = wanted.code
 AND with_workshop.month = wanted.month
 AND with_workshop.type = types.type
GROUP BY ALL
""".strip()

REACHED = """
reached AS (
    SELECT month, type, village_code AS code FROM standing WHERE starts_with(village_code, $inside)
    UNION
    SELECT s.month, s.type, v.village_code
    FROM standing AS s
    JOIN served_villages AS v ON v.county_code = s.county_code AND v.workshop_id = s.workshop_id
    WHERE starts_with(v.village_code, $inside)
)
""".strip()
"""Villages with, or served by, an active workshop; the workshop may stand in another county."""

WANTED_KEY_VILLAGES = """
wanted AS (
    SELECT c.month, d.code
    FROM designations AS d
    JOIN county_months AS c
      ON c.county_code = left(d.code, 6) AND c.ledger_month IS NOT NULL AND c.month BETWEEN $first AND $month
     AND (d.valid_from IS NULL OR d.valid_from <= last_day(c.month))
     AND (d.valid_to IS NULL OR d.valid_to > last_day(c.month))
    WHERE d.designation = 'key_village' AND starts_with(d.code, $inside)
)
""".strip()

_KEY_VILLAGES = """
WITH {standing},
{reached},
{wanted},
types AS (
    SELECT unnest($types::VARCHAR[]) AS type
)
SELECT {area:wanted.code} AS area, wanted.month, types.type,
       count(reached.code) AS numerator, count(*) AS denominator, count(*) AS n
FROM wanted
CROSS JOIN types
LEFT JOIN reached ON reached.code = wanted.code AND reached.month = wanted.month AND reached.type = types.type
GROUP BY ALL
""".strip()

# Counted per county before the months come in: 25,547 villages × every month would be three quarters of a
# million rows.
_VILLAGES = """
WITH {standing},
{reached},
villages AS (
    SELECT code, left(code, 6) AS county_code, {area:code} AS area
    FROM places WHERE level = 'village' AND starts_with(code, $inside)
),
per_county AS (
    SELECT county_code, area, count(*) AS villages FROM villages GROUP BY ALL
),
reached_per_county AS (
    SELECT r.month, r.type, v.county_code, v.area, count(*) AS villages
    FROM reached AS r JOIN villages AS v ON v.code = r.code GROUP BY ALL
),
types AS (
    SELECT unnest($types::VARCHAR[]) AS type
)
SELECT p.area, c.month, types.type,
       coalesce(sum(r.villages), 0) AS numerator, sum(p.villages) AS denominator, sum(p.villages) AS n
FROM per_county AS p
JOIN county_months AS c
  ON c.county_code = p.county_code AND c.ledger_month IS NOT NULL AND c.month BETWEEN $first AND $month
CROSS JOIN types
LEFT JOIN reached_per_county AS r
  ON r.county_code = p.county_code AND r.area = p.area AND r.month = c.month AND r.type = types.type
GROUP BY ALL
""".strip()


def _composed(text: str, wanted: str = "") -> str:
    return text.replace("{standing}", STANDING).replace("{reached}", REACHED).replace("{wanted}", wanted)


TOWNS = _composed(_TOWNS, WANTED_TOWNS.replace("{kinds}", "'town', 'township'"))
TOWNS_AND_SUBDISTRICTS = _composed(
    _TOWNS, WANTED_TOWNS.replace("{kinds}", "'town', 'township', 'subdistrict'")
)
KEY_VILLAGES = _composed(_KEY_VILLAGES, WANTED_KEY_VILLAGES)
VILLAGES = _composed(_VILLAGES)

_TOWN_LEVELS: tuple[Level, ...] = ("province", "city", "county", "town")
_SHEET = mark("County ledgers, sheet of workshops; the register of places with its dated lists")
_ACTIVE = mark("One active workshop covers a whole town, however small it is.")

INDICATORS = (
    Indicator(
        key="mountain_town_coverage",
        name=mark("Coverage of towns in mountainous counties"),
        short_name=mark("Mountain towns"),
        unit="share",
        better="higher",
        nature="stock",
        family="coverage",
        shape="rate",
        numerator=mark("Towns and townships of the mountainous counties with an active workshop"),
        denominator=mark("All towns and townships of the counties on the list in that month"),
        caveat=_ACTIVE,
        why=mark("The guidance asks that every town of the mountainous counties has a workshop."),
        source=_SHEET,
        goal=mark("All towns and townships of the mountainous counties"),
        goal_value=1.0,
        levels=_TOWN_LEVELS,
        wide=TOWNS,
        narrow=TOWNS,
    ),
    Indicator(
        key="mountain_town_coverage_with_subdistricts",
        name=mark("Coverage of towns in mountainous counties, subdistricts included"),
        short_name=mark("With subdistricts"),
        unit="share",
        better="higher",
        nature="stock",
        family="coverage",
        shape="rate",
        numerator=mark(
            "Towns, townships and subdistricts of the mountainous counties with an active workshop"
        ),
        denominator=mark("All towns, townships and subdistricts of the counties on the list in that month"),
        caveat=mark(
            "The goal speaks of towns and townships; some offices count subdistricts too, so both are shown."
        ),
        why=mark("It lets an office that counts subdistricts find its own figure again."),
        source=_SHEET,
        is_own=True,
        levels=_TOWN_LEVELS,
        wide=TOWNS_AND_SUBDISTRICTS,
        narrow=TOWNS_AND_SUBDISTRICTS,
    ),
    Indicator(
        key="key_village_coverage",
        name=mark("Coverage of key assisted villages"),
        short_name=mark("Key villages"),
        unit="share",
        better="higher",
        nature="stock",
        family="coverage",
        shape="rate",
        numerator=mark("Key assisted villages with an active workshop, or served by one"),
        denominator=mark("All villages on the list of key assisted villages in that month"),
        caveat=mark(
            "A village counts as served when a ledger names it, however few of its people work there."
        ),
        why=mark("The guidance asks that every key assisted village is covered."),
        source=_SHEET,
        goal=mark("All key assisted villages for rural revitalisation"),
        goal_value=1.0,
        wide=KEY_VILLAGES,
        narrow=KEY_VILLAGES,
    ),
    Indicator(
        key="village_coverage",
        name=mark("Coverage of all villages and communities"),
        short_name=mark("All villages"),
        unit="share",
        better="higher",
        nature="stock",
        family="coverage",
        shape="rate",
        numerator=mark("Villages and communities with an active workshop, or served by one"),
        denominator=mark("All villages and communities of every kind"),
        caveat=mark("No official goal asks for it: many villages and communities need no workshop."),
        why=mark(
            "It speaks of every area; the official rates know mountainous counties and listed villages only."
        ),
        source=_SHEET,
        is_own=True,
        wide=VILLAGES,
        narrow=VILLAGES,
    ),
)
