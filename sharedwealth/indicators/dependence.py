"""How far an area's work hangs on one enterprise."""

from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.summed import by_type
from sharedwealth.text import mark

# Workshops and enterprises are numbered: whole numbers are put together several times faster than codes.
LARGEST = """
WITH ties AS (
    SELECT w.rowid AS workshop, t.started_month, t.ended_month,
           dense_rank() OVER (ORDER BY t.credit_code) AS enterprise
    FROM partnerships AS t
    JOIN workshops AS w ON w.county_code = t.county_code AND w.workshop_id = t.workshop_id
    WHERE starts_with(w.village_code, $inside)
),
people AS (
    SELECT {area:w.village_code} AS area, {type:w.workshop_type} AS type, r.month, w.rowid AS workshop, r.people
    FROM workshop_months AS r
    JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
    WHERE r.month BETWEEN $first AND $month
      AND starts_with(w.village_code, $inside)
      {only:w.workshop_type}
),
tied AS (
    SELECT {keys}p.month, t.enterprise, p.workshop, any_value(p.people) AS people
    FROM people AS p
    JOIN ties AS t
      ON t.workshop = p.workshop
     AND t.started_month <= p.month
     AND (t.ended_month IS NULL OR t.ended_month >= p.month)
    GROUP BY {keys}p.month, t.enterprise, p.workshop
),
by_enterprise AS (
    SELECT {keys}month, enterprise, sum(people) AS people FROM tied GROUP BY {keys}month, enterprise
),
largest AS (
    SELECT {area:area} AS area, {type:type} AS type, month, max(people) AS people
    FROM by_enterprise
    GROUP BY {keys}month
),
whole AS (
    SELECT {area:area} AS area, {type:type} AS type, month, sum(people) AS people FROM people GROUP BY {keys}month
)
SELECT area, month, type,
       coalesce(largest.people, 0) AS numerator, whole.people AS denominator, whole.people AS n
FROM whole
LEFT JOIN largest USING (area, month, type)
""".strip()

SUMMED = by_type(
    "area_dependence", "largest_enterprise_people AS numerator, people AS denominator, people AS n"
)

INDICATORS = (
    Indicator(
        key="dependence",
        name=mark("Dependence on the largest enterprise"),
        short_name=mark("Dependence"),
        unit="share",
        better="lower",
        nature="flow",
        family="dependence",
        shape="rate",
        numerator=mark("People at work in workshops tied to the enterprise that is largest in the area"),
        denominator=mark("People at work in all workshops of the area"),
        caveat=mark(
            "A workshop tied to several enterprises counts for each; a tie counts in the month it ends."
        ),
        why=mark("Where most work comes from one enterprise, its bad year is everybody's bad year."),
        source=mark("County ledgers, sheets of partnerships and employment"),
        is_own=True,
        counts_people=True,
        wide=SUMMED,
        narrow=LARGEST,
    ),
)
