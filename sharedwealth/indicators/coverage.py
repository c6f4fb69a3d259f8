"""Coverage: towns of mountainous counties and key assisted villages (official), all villages (our own)."""

from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.summed import by_type
from sharedwealth.places.codes import Level
from sharedwealth.text import mark

FIRST_LEDGERS = """
first_ledgers AS (
    SELECT county_code, min(ledger_month) AS month
    FROM county_months
    WHERE ledger_month IS NOT NULL
    GROUP BY county_code
)
""".strip()
"""Nothing is known of a county's places before its first ledger."""

# A list holds a place in a month when it does on the month's last day.
WANTED_TOWNS = """
wanted AS (
    SELECT p.code,
           greatest(f.month, coalesce(date_trunc('month', d.valid_from), f.month)) AS from_month,
           coalesce(date_trunc('month', d.valid_to) - INTERVAL 1 MONTH, $month) AS until_month
    FROM places AS p
    JOIN designations AS d ON d.code = left(p.code, 6) AND d.designation = 'mountain_county'
    JOIN first_ledgers AS f ON f.county_code = d.code
    WHERE p.level = 'town' AND p.kind IN ({kinds}) AND starts_with(p.code, $inside)
)
""".strip()

WANTED_TOWNS_LISTED = """
wanted AS (
    SELECT p.code, f.month AS from_month, $month::DATE AS until_month
    FROM places AS p
    JOIN first_ledgers AS f ON f.county_code = left(p.code, 6)
    WHERE p.level = 'town' AND p.kind IN ('town', 'township') AND starts_with(p.code, $inside)
      AND list_contains($counties, left(p.code, 6))
)
""".strip()
"""The towns and townships of the counties of one list, whatever list is in force in the month."""

WANTED_KEY_VILLAGES = """
wanted AS (
    SELECT d.code,
           greatest(f.month, coalesce(date_trunc('month', d.valid_from), f.month)) AS from_month,
           coalesce(date_trunc('month', d.valid_to) - INTERVAL 1 MONTH, $month) AS until_month
    FROM designations AS d
    JOIN first_ledgers AS f ON f.county_code = left(d.code, 6)
    WHERE d.designation = 'key_village' AND starts_with(d.code, $inside)
)
""".strip()

WANTED_VILLAGES = """
wanted AS (
    SELECT p.code,
           greatest(f.month, coalesce(date_trunc('month', d.valid_from), f.month)) AS from_month,
           coalesce(date_trunc('month', d.valid_to) - INTERVAL 1 MONTH, $month) AS until_month
    FROM places AS p
    JOIN first_ledgers AS f ON f.county_code = left(p.code, 6)
    LEFT JOIN designations AS d ON d.code = p.code AND d.designation = 'code_in_use'
    WHERE p.level = 'village' AND starts_with(p.code, $inside)
)
""".strip()

OWN_TOWNS = """
reach AS (
    SELECT county_code, opened_month, closed_month, workshop_type, town_code AS code, TRUE AS is_own FROM workshops
)
""".strip()

OWN_AND_SERVED_VILLAGES = """
reach AS (
    SELECT county_code, opened_month, closed_month, workshop_type, village_code AS code, TRUE AS is_own
    FROM workshops
    UNION ALL
    SELECT w.county_code, w.opened_month, w.closed_month, w.workshop_type, s.village_code, FALSE
    FROM served_villages AS s
    JOIN workshops AS w ON w.county_code = s.county_code AND w.workshop_id = s.workshop_id
)
""".strip()
"""Every workshop with each place that it covers; the workshop may stand in another county than the place."""

ACTIVE = """
JOIN county_months AS c
  ON c.county_code = r.county_code
 AND c.month BETWEEN $first AND $month
 AND r.opened_month <= c.ledger_month
 AND (r.closed_month IS NULL OR r.closed_month > c.ledger_month)
""".strip()
"""The months at whose end a workshop is active, as far as its county's latest ledger up to then knows."""

COVERAGE = """
WITH {first_ledgers},
{wanted},
{reach},
covered AS (
    SELECT {area:w.code} AS area, c.month, {type:r.workshop_type} AS type, count(DISTINCT w.code) AS places
    FROM reach AS r
    JOIN wanted AS w ON w.code = r.code
    {active}
    WHERE c.month BETWEEN w.from_month AND w.until_month {only:r.workshop_type}
    GROUP BY {keys}c.month
),
spans AS (
    SELECT {area:code} AS area, from_month, until_month, count(*) AS places
    FROM wanted
    GROUP BY ALL
),
whole AS (
    SELECT s.area, m.month, t.type, sum(s.places) AS places
    FROM spans AS s
    JOIN months AS m ON m.month BETWEEN s.from_month AND s.until_month AND m.month BETWEEN $first AND $month
    CROSS JOIN (SELECT unnest($types::VARCHAR[]) AS type) AS t
    GROUP BY ALL
)
SELECT area, month, type,
       coalesce(covered.places, 0) AS numerator, whole.places AS denominator, whole.places AS n
FROM whole
LEFT JOIN covered USING (area, month, type)
""".strip()


def composed(text: str, wanted: str, reach: str) -> str:
    """The text with the places that are wanted and what workshops reach."""
    for name, part in {
        "{first_ledgers}": FIRST_LEDGERS,
        "{wanted}": wanted,
        "{reach}": reach,
        "{active}": ACTIVE.replace("\n", "\n    "),
    }.items():
        text = text.replace(name, part)
    return text


MOUNTAIN_TOWNS = WANTED_TOWNS.replace("{kinds}", "'town', 'township'")
MOUNTAIN_TOWNS_AND_SUBDISTRICTS = WANTED_TOWNS.replace("{kinds}", "'town', 'township', 'subdistrict'")

TOWNS = composed(COVERAGE, MOUNTAIN_TOWNS, OWN_TOWNS)
TOWNS_AND_SUBDISTRICTS = composed(COVERAGE, MOUNTAIN_TOWNS_AND_SUBDISTRICTS, OWN_TOWNS)
KEY_VILLAGES = composed(COVERAGE, WANTED_KEY_VILLAGES, OWN_AND_SERVED_VILLAGES)
VILLAGES = composed(COVERAGE, WANTED_VILLAGES, OWN_AND_SERVED_VILLAGES)

MOUNTAIN_TOWNS_SUMMED, MOUNTAIN_TOWNS_AND_SUBDISTRICTS_SUMMED, KEY_VILLAGES_SUMMED, VILLAGES_SUMMED = (
    by_type(
        "area_coverage",
        "covered_places AS numerator, places AS denominator, places AS n",
        also=f"goal = '{goal}'",
    )
    for goal in ("mountain_towns", "mountain_towns_and_subdistricts", "key_villages", "villages")
)

_TOWN_LEVELS: tuple[Level, ...] = ("province", "city", "county", "town")
_SHEET = mark("County ledgers, sheet of workshops; the register of places with its dated lists")
_ACTIVE = mark("One active workshop covers a whole town, however small it is.")

INDICATORS = (
    Indicator(
        key="mountain_town_coverage",
        name=mark("Coverage of towns in mountainous counties"),
        short_name=mark("Mountain towns covered"),
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
        wide=MOUNTAIN_TOWNS_SUMMED,
        narrow=TOWNS,
    ),
    Indicator(
        key="mountain_town_coverage_with_subdistricts",
        name=mark("Coverage of towns in mountainous counties, subdistricts included"),
        short_name=mark("Also with subdistricts"),
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
        wide=MOUNTAIN_TOWNS_AND_SUBDISTRICTS_SUMMED,
        narrow=TOWNS_AND_SUBDISTRICTS,
    ),
    Indicator(
        key="key_village_coverage",
        name=mark("Coverage of key assisted villages"),
        short_name=mark("Key villages covered"),
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
        wide=KEY_VILLAGES_SUMMED,
        narrow=KEY_VILLAGES,
    ),
    Indicator(
        key="village_coverage",
        name=mark("Coverage of all villages and communities"),
        short_name=mark("Villages covered"),
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
        wide=VILLAGES_SUMMED,
        narrow=VILLAGES,
    ),
)
