"""Is the gap closing: Gini and Theil of workers' income, after joining and before."""

from sharedwealth.indicators import bins
from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.indicators.headcount import from_cells
from sharedwealth.indicators.income import PEOPLE_BEHIND
from sharedwealth.text import mark

_INCOMES = """
SELECT {area:county_code} AS area, month, $type AS type, '{measure}' AS measure, bin,
       sum(people) AS people, sum(yuan_sum) AS yuan
FROM income_bins
WHERE measure = '{measure}'
  AND month BETWEEN $first AND $month
  AND starts_with(county_code, $inside)
GROUP BY {keys}month, bin
""".strip()

_WAGES, _BEFORE = (_INCOMES.replace("{measure}", measure) for measure in ("wage", "prior"))
WAGES = f"{_WAGES}\nORDER BY {{keys}}month, bin"
WAGES_AND_BEFORE = f"{_WAGES}\nUNION ALL\n{_BEFORE}\nORDER BY measure, {{keys}}month, bin"

_SUMS = "sum(prior_people) AS people, sum(both_wage_sum) AS yuan, sum(both_wage_log_sum) AS yuan_log"
THEIL = from_cells(
    _SUMS,
    """sum(people) AS n,
       sum(yuan_log) / nullif(sum(yuan), 0) - ln(nullif(sum(yuan), 0) / nullif(sum(people), 0)) AS value""",
)

_PARTS = """
WITH counties AS (
    SELECT county_code, month, {type:workshop_type} AS type,
           {sums}
    FROM cells
    WHERE month BETWEEN $first AND $month AND starts_with(county_code, $inside) {only:workshop_type}
    GROUP BY county_code, {types}month
),
parts AS (
    SELECT {area:county_code} AS area, left(county_code, $below) AS part, month, type,
           sum(people) AS people, sum(yuan) AS yuan, sum(yuan_log) AS yuan_log
    FROM counties
    GROUP BY ALL
),
whole AS (
    SELECT area, month, type, sum(people) AS n, sum(yuan) AS yuan, sum(yuan_log) AS yuan_log,
           coalesce(sum(yuan * ln(nullif(yuan, 0) / nullif(people, 0))), 0) AS parts_log
    FROM parts
    GROUP BY ALL
)
SELECT area, month, type, n, {value} AS value
FROM whole
""".strip().replace("{sums}", _SUMS)

THEIL_BETWEEN = _PARTS.replace("{value}", "parts_log / nullif(yuan, 0) - ln(nullif(yuan, 0) / nullif(n, 0))")
THEIL_WITHIN = _PARTS.replace("{value}", "(yuan_log - parts_log) / nullif(yuan, 0)")

_SHEET = mark("County ledgers, sheet of employment: wage and income before joining")
_WORKERS = mark("Inequality among workshop workers with both incomes known, not among all residents.")
_ONE_DOWN = mark("Areas one level down: cities of the province, counties of a city.")

INDICATORS = (
    Indicator(
        key="gini",
        name=mark("Gini of workers' wages"),
        short_name=mark("Gini"),
        unit="index",
        better="lower",
        nature="flow",
        family="inequality",
        shape="index",
        numerator=mark(
            "Gini coefficient of the month's wages: 0 when all earn the same, 1 when one earns all"
        ),
        caveat=_WORKERS,
        why=mark("Shared wealth is about the gap as much as about the mean."),
        source=_SHEET,
        is_own=True,
        counts_people=True,
        by_type=False,
        levels=WIDE,
        wide=WAGES,
        behind=PEOPLE_BEHIND,
        reckoned=bins.gini,
    ),
    Indicator(
        key="gini_change",
        name=mark("Change of the Gini by the increase"),
        short_name=mark("Gini change"),
        unit="index",
        better="lower",
        nature="flow",
        family="inequality",
        shape="index",
        numerator=mark("Gini of the month's wages less the Gini of the same people's income before joining"),
        caveat=mark(
            "Below zero the gap among these workers has narrowed; it says nothing about other residents."
        ),
        why=mark("It tells whether those who had least gained most."),
        source=_SHEET,
        is_own=True,
        counts_people=True,
        by_type=False,
        levels=WIDE,
        wide=WAGES_AND_BEFORE,
        behind=PEOPLE_BEHIND,
        reckoned=bins.gini_change,
    ),
    Indicator(
        key="theil",
        name=mark("Theil index of workers' wages"),
        short_name=mark("Theil"),
        unit="index",
        better="lower",
        nature="flow",
        family="inequality",
        shape="index",
        numerator=mark("Theil's T of the month's wages: 0 when all earn the same"),
        caveat=_WORKERS,
        why=mark(
            "Unlike the Gini it splits without remainder into inequality between areas and within them."
        ),
        source=_SHEET,
        is_own=True,
        counts_people=True,
        levels=WIDE,
        wide=THEIL,
        behind=PEOPLE_BEHIND,
    ),
    Indicator(
        key="theil_within",
        name=mark("Theil index within areas"),
        short_name=mark("Theil within"),
        unit="index",
        better="lower",
        nature="flow",
        family="inequality",
        shape="index",
        numerator=mark("The part of Theil's T that lies within the areas one level down"),
        caveat=_ONE_DOWN,
        why=mark("It shows how much of the gap is among neighbours."),
        source=_SHEET,
        is_own=True,
        counts_people=True,
        levels=("province", "city"),
        wide=THEIL_WITHIN,
        behind=PEOPLE_BEHIND,
    ),
    Indicator(
        key="theil_between",
        name=mark("Theil index between areas"),
        short_name=mark("Theil between"),
        unit="index",
        better="lower",
        nature="flow",
        family="inequality",
        shape="index",
        numerator=mark("The part of Theil's T that lies between the areas one level down"),
        caveat=_ONE_DOWN,
        why=mark("The gap between regions is one of the three that the demonstration zone is to narrow."),
        source=_SHEET,
        is_own=True,
        counts_people=True,
        levels=("province", "city"),
        wide=THEIL_BETWEEN,
        behind=PEOPLE_BEHIND,
    ),
)
