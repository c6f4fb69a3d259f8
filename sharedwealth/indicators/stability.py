"""Does it last: who is still at work a year later, and how even the wages are."""

from sharedwealth.indicators.bins import steadiness
from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.text import mark

RETENTION = """
SELECT {area:c.county_code} AS area, c.month, {type:k.workshop_type} AS type,
       coalesce(sum(k.people) FILTER (k.month = c.month), 0) AS numerator,
       sum(k.people) FILTER (k.month = k.joined_month) AS denominator,
       sum(k.people) FILTER (k.month = k.joined_month) AS n
FROM county_months AS c
JOIN cohorts AS k
  ON k.county_code = c.county_code
 AND k.joined_month = CAST(c.month - INTERVAL 12 MONTH AS DATE)
 AND (k.month = c.month OR k.month = k.joined_month)
WHERE c.is_reported
  AND c.month BETWEEN $first AND $month
  AND starts_with(c.county_code, $inside)
  {only:k.workshop_type}
GROUP BY {keys}c.month
""".strip()

VARIATION = """
SELECT {area:county_code} AS area, month, $type AS type, bin, sum(people) AS people
FROM stability_bins
WHERE month BETWEEN $first AND $month AND starts_with(county_code, $inside)
GROUP BY {keys}month, bin
ORDER BY {keys}month, bin
""".strip()

_BEHIND = """
SELECT {area:county_code} AS area, month, $type AS type, sum(people) AS n
FROM stability_bins
WHERE month BETWEEN $first AND $month AND starts_with(county_code, $inside)
GROUP BY {keys}month
""".strip()

_SHEET = mark("County ledgers, sheet of employment")

INDICATORS = (
    Indicator(
        key="retention_12m",
        name=mark("Still at work after a year"),
        short_name=mark("Retention"),
        unit="share",
        better="higher",
        nature="flow",
        family="stability",
        shape="rate",
        numerator=mark("Of them, those at work in the month"),
        denominator=mark("Workers first seen in the county twelve months before"),
        caveat=mark(
            "By type, the type is the one in which a worker joined; who works in another county now has left."
        ),
        why=mark("Work that lasts a year changes a household's plans; a season's work does not."),
        source=_SHEET,
        counts_people=True,
        levels=WIDE,
        wide=RETENTION,
    ),
    Indicator(
        key="wage_stability",
        name=mark("Steadiness of wages"),
        short_name=mark("Wage stability"),
        unit="index",
        better="higher",
        nature="flow",
        family="stability",
        shape="index",
        numerator=mark("1 less the median coefficient of variation of workers' last twelve monthly wages"),
        caveat=mark(
            "Workers with at least six wages in the last twelve months; 1 would be the same wage every month."
        ),
        why=mark("A family can plan with a steady wage, even a smaller one."),
        source=_SHEET,
        is_own=True,
        counts_people=True,
        by_type=False,
        levels=WIDE,
        wide=VARIATION,
        behind=_BEHIND,
        reckoned=steadiness,
    ),
)
