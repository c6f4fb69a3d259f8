"""The four gains: farmers' income, enterprises' efficiency, the collectives' wealth, the people's trust."""

from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.headcount import WORKSHOP_MONTHS
from sharedwealth.indicators.summed import by_type
from sharedwealth.text import mark

_GAIN_NARROW = """
SELECT area_code AS area, month, workshop_type AS type, increase_sum AS numerator, increase_people AS n
FROM income_areas
WHERE month BETWEEN $first AND $month
  AND length(area_code) = $digits
  AND starts_with(area_code, $inside)
  AND {rows:workshop_type}
""".strip()

TRUST = """
WITH surveyed AS (
    SELECT {area:w.village_code} AS area, {type:w.workshop_type} AS type, r.county_code, r.month,
           sum(r.survey_satisfied) AS satisfied, sum(r.survey_responses) AS responses
    FROM workshop_months AS r
    JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
    WHERE r.month BETWEEN CAST($first AS DATE) - INTERVAL 2 MONTH AND $month
      AND r.survey_responses > 0
      AND starts_with(w.village_code, $inside)
      {only:w.workshop_type}
    GROUP BY {keys}r.county_code, r.month
)
SELECT s.area, c.month, s.type,
       sum(s.satisfied) AS numerator, sum(s.responses) AS denominator, sum(s.responses) AS n
FROM county_months AS c
JOIN surveyed AS s
  ON s.county_code = c.county_code AND s.month BETWEEN c.month - INTERVAL 2 MONTH AND c.month
WHERE c.is_reported AND c.month BETWEEN $first AND $month
GROUP BY ALL
""".strip()


def _summed(column: str) -> str:
    return WORKSHOP_MONTHS.replace("{numbers}", f"sum(r.{column}) AS numerator, count(r.{column}) AS n")


def _per_worker(column: str) -> str:
    """Only workshops that gave the figure count on both sides."""
    people = f"sum(r.people) FILTER (r.{column} IS NOT NULL)"
    return WORKSHOP_MONTHS.replace(
        "{numbers}", f"sum(r.{column}) AS numerator,\n       {people} AS denominator,\n       {people} AS n"
    )


_RESULTS = mark("County ledgers, sheet of results")
_MONEY = mark("As workshops state it, before costs; it swings with the seasons of orders.")
_PER_WORKER = mark(
    "Part-time and full-time workers weigh alike; only workshops that gave the figure are counted."
)

INDICATORS = (
    Indicator(
        key="farmers_gain",
        name=mark("Farmers' gain: income increase in all"),
        short_name=mark("Farmers' gain"),
        unit="yuan",
        better="higher",
        nature="flow",
        family="gains",
        shape="sum",
        numerator=mark(
            "Wage of the month less the monthly income before joining, summed over workers with both known"
        ),
        caveat=mark("A month's sum, not a year's; workers whose income before is unknown are left out."),
        why=mark("The first of the four gains: what workshops add to farmers' income altogether."),
        source=mark("County ledgers, sheet of employment: wage and income before joining"),
        counts_people=True,
        is_zero_when_silent=True,
        wide=by_type("area_people", "increase_sum AS numerator, prior_people AS n"),
        narrow=_GAIN_NARROW,
    ),
    Indicator(
        key="enterprise_output",
        name=mark("Enterprises' gain: output"),
        short_name=mark("Output"),
        unit="yuan",
        better="higher",
        nature="flow",
        family="gains",
        shape="sum",
        numerator=mark("Output value of the month, summed over workshops"),
        caveat=_MONEY,
        why=mark("The second of the four gains: enterprises stay where their work pays."),
        source=_RESULTS,
        is_zero_when_silent=True,
        wide=by_type("area_results", "output_yuan AS numerator, output_workshops AS n"),
        narrow=_summed("output_yuan"),
    ),
    Indicator(
        key="output_per_worker",
        name=mark("Enterprises' gain: output per worker"),
        short_name=mark("Output per worker"),
        unit="yuan_month",
        better="higher",
        nature="flow",
        family="gains",
        shape="mean",
        numerator=mark("Output value of the month"),
        denominator=mark("People at work in the workshops that gave it"),
        caveat=_PER_WORKER,
        why=mark("It compares workshops of different size and shows efficiency rather than growth."),
        source=_RESULTS,
        counts_people=True,
        wide=by_type(
            "area_results", "output_yuan AS numerator, output_people AS denominator, output_people AS n"
        ),
        narrow=_per_worker("output_yuan"),
    ),
    Indicator(
        key="orders_per_worker",
        name=mark("Enterprises' gain: orders per worker"),
        short_name=mark("Orders per worker"),
        unit="yuan_month",
        better="higher",
        nature="flow",
        family="gains",
        shape="mean",
        numerator=mark("Value of orders of the month"),
        denominator=mark("People at work in the workshops that gave it"),
        caveat=_PER_WORKER,
        why=mark("Orders of today are the wages of the coming months."),
        source=_RESULTS,
        counts_people=True,
        wide=by_type(
            "area_results", "orders_yuan AS numerator, orders_people AS denominator, orders_people AS n"
        ),
        narrow=_per_worker("orders_yuan"),
    ),
    Indicator(
        key="collective_income",
        name=mark("Collectives' gain: income of village collectives"),
        short_name=mark("Collective income"),
        unit="yuan",
        better="higher",
        nature="flow",
        family="gains",
        shape="sum",
        numerator=mark("Rent, dividends and other income of village collectives from workshops in the month"),
        caveat=mark("Rent paid once a year stands in the month in which it was paid."),
        why=mark("The third of the four gains: what a village earns it can spend on all who live there."),
        source=_RESULTS,
        is_zero_when_silent=True,
        wide=by_type("area_results", "collective_income_yuan AS numerator, collective_workshops AS n"),
        narrow=_summed("collective_income_yuan"),
    ),
    Indicator(
        key="public_trust",
        name=mark("The people's trust: satisfaction"),
        short_name=mark("Public trust"),
        unit="share",
        better="higher",
        nature="flow",
        family="gains",
        shape="rate",
        numerator=mark("Satisfied answers of the last three months"),
        denominator=mark("All answers of the last three months"),
        caveat=mark(
            "Satisfaction is our own measure of trust, which never means lending; surveys are quarterly."
        ),
        why=mark("The fourth of the four gains: a workshop stands on the confidence of those around it."),
        source=mark("County ledgers, sheet of results: satisfaction surveys"),
        is_own=True,
        counts_people=True,
        wide=by_type("area_trust", "satisfied AS numerator, responses AS denominator, responses AS n"),
        narrow=TRUST,
    ),
)
