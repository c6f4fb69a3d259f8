"""Who joins, who leaves, who comes back."""

from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.text import mark

_SEEN = """
WITH counties AS (
    SELECT county_code, month, {type:workshop_type} AS type, sum(people) AS people
    FROM reach
    WHERE month BETWEEN $first AND $month AND starts_with(county_code, $inside) {only:workshop_type}
      AND {which}
    GROUP BY county_code, {types}month
)
SELECT {area:county_code} AS area, month, {type:type} AS type,
       sum(people) AS numerator, sum(people) AS n
FROM counties
GROUP BY {keys}month
""".strip()

JOINERS = _SEEN.replace("{which}", "gap_months IS NULL")
RETURNERS = _SEEN.replace("{which}", "gap_months IS NOT NULL AND NOT was_in_previous_ledger")

# A county's first ledger has none before it: nobody can be said to have left, and the county gives no row.
LEAVERS = """
WITH compared AS (
    SELECT c.county_code, c.month, b.ledger_month AS previous_month
    FROM county_months AS c
    JOIN county_months AS b
      ON b.county_code = c.county_code AND b.month = CAST(c.month - INTERVAL 1 MONTH AS DATE)
    WHERE c.is_reported AND b.ledger_month IS NOT NULL
      AND c.month BETWEEN $first AND $month AND starts_with(c.county_code, $inside)
),
before AS (
    SELECT county_code, month, sum(people) AS people
    FROM cells
    WHERE month IN (SELECT previous_month FROM compared) AND starts_with(county_code, $inside)
    GROUP BY ALL
),
stayed AS (
    SELECT county_code, month, sum(people) AS people
    FROM reach
    WHERE month BETWEEN $first AND $month AND starts_with(county_code, $inside) AND was_in_previous_ledger
    GROUP BY ALL
)
SELECT {area:c.county_code} AS area, c.month, $type AS type,
       sum(coalesce(b.people, 0) - coalesce(s.people, 0)) AS numerator,
       sum(coalesce(b.people, 0) - coalesce(s.people, 0)) AS n
FROM compared AS c
LEFT JOIN before AS b ON b.county_code = c.county_code AND b.month = c.previous_month
LEFT JOIN stayed AS s ON s.county_code = c.county_code AND s.month = c.month
GROUP BY {keys}c.month
""".strip()

_SHEET = mark("County ledgers, sheet of employment, this one and those before")

INDICATORS = (
    Indicator(
        key="joiners",
        name=mark("People who joined"),
        short_name=mark("Joined"),
        unit="people",
        better="neither",
        nature="flow",
        family="movement",
        shape="count",
        numerator=mark("People at work in the month who were never in a ledger of the county before"),
        caveat=mark(
            "Who moves in from another county counts as new; in a county's first ledger everybody is."
        ),
        why=mark("It shows whether workshops still reach new people."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        levels=WIDE,
        wide=JOINERS,
    ),
    Indicator(
        key="leavers",
        name=mark("People who left"),
        short_name=mark("Left"),
        unit="people",
        better="neither",
        nature="flow",
        family="movement",
        shape="count",
        numerator=mark("People in the county's ledger before this one who are not in this one"),
        caveat=mark(
            "Some are away for a season and return; after a missing ledger the months between are one step."
        ),
        why=mark("Many leavers point to seasons, low pay or closed workshops."),
        source=_SHEET,
        counts_people=True,
        by_type=False,
        levels=WIDE,
        wide=LEAVERS,
    ),
    Indicator(
        key="returners",
        name=mark("People who came back"),
        short_name=mark("Returned"),
        unit="people",
        better="neither",
        nature="flow",
        family="movement",
        shape="count",
        numerator=mark("People at work in the month, known from earlier ledgers but not in the one before"),
        caveat=mark("A worker who leaves and returns every season counts each time."),
        why=mark("Seasonal work looks like loss and growth in turn; returners tell the two apart."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        levels=WIDE,
        wide=RETURNERS,
    ),
)
