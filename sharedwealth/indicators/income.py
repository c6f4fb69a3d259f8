"""What a worker earns more than before joining: the mean with its n, median and quartiles."""

from sharedwealth.indicators.bins import mean_and_quartiles
from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.indicators.headcount import from_cells
from sharedwealth.text import mark

_FROM_BINS = """
SELECT {area:county_code} AS area, month, {type:workshop_type} AS type, bin,
       sum(people) AS people, sum(yuan_sum) AS yuan
FROM income_bins
WHERE measure = 'increase'
  AND month BETWEEN $first AND $month
  AND starts_with(county_code, $inside)
  {only:workshop_type}{whose}
GROUP BY {keys}month, bin
ORDER BY {keys}month, bin
""".strip()

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

PEOPLE_BEHIND = from_cells("sum(prior_people) AS people", "sum(people) AS n")

_LOW_AND_OTHERS = "sum(prior_people) AS people, coalesce(sum(prior_people) FILTER (is_low_income), 0) AS low"
_LOW_BEHIND = from_cells(_LOW_AND_OTHERS, "sum(low) AS n, sum(people) - sum(low) AS others")
_OTHERS_BEHIND = from_cells(_LOW_AND_OTHERS, "sum(people) - sum(low) AS n, sum(low) AS others")


def _from_bins(whose: str = "") -> str:
    return _FROM_BINS.replace("{whose}", f"\n  AND {whose}" if whose else "")


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
        wide=_from_bins(),
        narrow=FROM_AREAS,
        behind=PEOPLE_BEHIND,
        reckoned=mean_and_quartiles,
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
        wide=_from_bins("is_low_income"),
        behind=_LOW_BEHIND,
        reckoned=mean_and_quartiles,
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
        wide=_from_bins("NOT is_low_income"),
        behind=_OTHERS_BEHIND,
        reckoned=mean_and_quartiles,
    ),
)
