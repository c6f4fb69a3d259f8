"""Does it last: who is still at work a year later, how even the wages are, and whose have risen."""

from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.indicators.summed import by_type, of_all_types
from sharedwealth.text import mark

RETENTION = by_type("area_retention", "at_work AS numerator, joined AS denominator, joined AS n")

# The steadier half is the one whose wages vary less.
STEADINESS = of_all_types(
    "area_stability", "people AS n, 1 - median AS value, 1 - q3 AS q1, 1 - median AS median, 1 - q1 AS q3"
)

# Who does not earn more is the rest: few of either hide the share.
RAISES = """
SELECT {area:county_code} AS area, month, {type:workshop_type} AS type,
       sum(raised) AS numerator, sum(people) AS denominator, sum(people) AS n, sum(people) - sum(raised) AS others
FROM raises
WHERE month BETWEEN $first AND $month
  AND starts_with(county_code, $inside)
  {only:workshop_type}
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
        wide=STEADINESS,
    ),
    Indicator(
        key="raised_share",
        name=mark("Share who earn more than a year ago"),
        short_name=mark("Earn more than a year ago"),
        unit="share",
        better="higher",
        nature="flow",
        family="stability",
        shape="rate",
        numerator=mark("Of them, those whose wage is higher now"),
        denominator=mark("Workers at work now who earned a wage in the county twelve months before"),
        caveat=mark(
            "The same people's wages of two months, a year apart; a change of a single yuan counts. By type, the type"
            " is that of this month."
        ),
        why=mark("Pay that rises for those who stay is what a stable increase in income means."),
        source=_SHEET,
        is_own=True,
        counts_people=True,
        levels=WIDE,
        wide=RAISES,
    ),
)
