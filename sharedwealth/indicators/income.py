"""What a worker earns more than before joining: the mean with its n, median and quartiles."""

from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.indicators.summed import by_type
from sharedwealth.text import mark

SUMMED = by_type(
    "area_increases", "increase_sum AS numerator, people AS denominator, people AS n, q1, median, q3"
)

# Whoever knows the figure of all and of one part knows the other part's: both count, so both are told.
LOW_INCOME, OTHERS = (
    by_type(
        "area_increases",
        f"""{part}_increase_sum AS numerator, {part}_people AS denominator, {part}_people AS n,
       people - coalesce({part}_people, 0) AS others, {part}_q1 AS q1, {part}_median AS median, {part}_q3 AS q3""",
    )
    for part in ("low_income", "other")
)

FROM_AREAS = """
SELECT area_code AS area, month, workshop_type AS type,
       increase_sum AS numerator, increase_people AS denominator, increase_people AS n,
       q1, median, q3
FROM income_areas
WHERE month BETWEEN $first AND $month
  AND length(area_code) = $digits
  AND starts_with(area_code, $inside)
  AND {rows:workshop_type}
""".strip()

_SHEET = mark("County ledgers, sheet of employment: wage and income before joining")
_BOTH_KNOWN = mark(
    "Only workers whose income before joining is known; from county up, quartiles are exact to 25 yuan."
)

INDICATORS = (
    Indicator(
        key="income_increase",
        name=mark("Monthly income increase per person"),
        short_name=mark("Income increase"),
        unit="yuan_month",
        better="higher",
        nature="flow",
        family="income",
        shape="mean",
        numerator=mark("Wage of the month less the monthly income before joining, summed over workers"),
        denominator=mark("Workers of the month with both known"),
        caveat=_BOTH_KNOWN,
        why=mark("It is the gain that a family feels; the mean is published, the median says what is usual."),
        source=_SHEET,
        counts_people=True,
        wide=SUMMED,
        narrow=FROM_AREAS,
    ),
    Indicator(
        key="low_income_income_increase",
        name=mark("Monthly income increase per low-income person"),
        short_name=mark("Low-income increase"),
        unit="yuan_month",
        better="higher",
        nature="flow",
        family="income",
        shape="mean",
        numerator=mark(
            "Wage of the month less the monthly income before joining, summed over low-income workers"
        ),
        denominator=mark("Low-income workers of the month with both known"),
        caveat=_BOTH_KNOWN,
        why=mark("It shows whether the gain reaches low-income farm households as it reaches others."),
        source=_SHEET,
        counts_people=True,
        levels=WIDE,
        wide=LOW_INCOME,
    ),
    Indicator(
        key="other_income_increase",
        name=mark("Monthly income increase per person, other workers"),
        short_name=mark("Others' increase"),
        unit="yuan_month",
        better="higher",
        nature="flow",
        family="income",
        shape="mean",
        numerator=mark(
            "Wage of the month less the monthly income before joining, summed over the other workers"
        ),
        denominator=mark("Workers of the month, not low-income, with both known"),
        caveat=_BOTH_KNOWN,
        why=mark("It is what the gain of low-income workers is compared with."),
        source=_SHEET,
        counts_people=True,
        levels=WIDE,
        wide=OTHERS,
    ),
)
