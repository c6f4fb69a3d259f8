"""How far an area's work hangs on one enterprise."""

from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.headcount import WORKSHOP_MONTHS
from sharedwealth.text import mark

LARGEST = """
WITH ties AS (
    SELECT county_code, workshop_id, started_month, ended_month,
           dense_rank() OVER (ORDER BY credit_code) AS enterprise
    FROM partnerships
    WHERE starts_with(county_code, left($inside, 6))
),
people AS (
    SELECT {area:w.village_code} AS area, {type:w.workshop_type} AS type, r.month,
           r.county_code, r.workshop_id, r.people
    FROM workshop_months AS r
    JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
    WHERE r.month BETWEEN $first AND $month
      AND starts_with(w.village_code, $inside)
      {only:w.workshop_type}
),
tied AS (
    SELECT DISTINCT p.area, p.month, p.type, p.county_code, p.workshop_id, p.people, t.enterprise
    FROM people AS p
    JOIN ties AS t
      ON t.county_code = p.county_code AND t.workshop_id = p.workshop_id
     AND t.started_month <= p.month AND (t.ended_month IS NULL OR t.ended_month >= p.month)
),
by_enterprise AS (
    SELECT area, month, type, enterprise, sum(people) AS people FROM tied GROUP BY ALL
),
largest AS (
    SELECT area, month, type, max(people) AS people FROM by_enterprise GROUP BY ALL
),
whole AS (
    SELECT area, month, type, sum(people) AS people FROM people GROUP BY ALL
)
SELECT w.area, w.month, w.type,
       coalesce(l.people, 0) AS numerator, w.people AS denominator, w.people AS n
FROM whole AS w
LEFT JOIN largest AS l ON l.area = w.area AND l.month = w.month AND l.type = w.type
""".strip()

_BEHIND = WORKSHOP_MONTHS.replace("{numbers}", "sum(r.people) AS n")

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
        wide=LARGEST,
        narrow=LARGEST,
        behind=_BEHIND,
    ),
)
