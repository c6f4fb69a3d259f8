"""Is the gap closing: Gini and Theil of workers' income, after joining and before."""

from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.indicators.summed import by_type, of_all_types
from sharedwealth.text import mark

GINI, GINI_CHANGE = (
    of_all_types("area_ginis", f"people AS n, {value} AS value")
    for value in ("wage_gini", "wage_gini - prior_gini")
)

_OF_MEANS = "ln(nullif(both_wage_sum, 0) / nullif(prior_people, 0))"
# The areas one level down are the parts.
_OF_PARTS = "coalesce(parts_wage_log_sum, 0)"

THEIL, THEIL_BETWEEN, THEIL_WITHIN = (
    by_type("area_people", f"prior_people AS n,\n       {value} AS value")
    for value in (
        f"both_wage_log_sum / nullif(both_wage_sum, 0) - {_OF_MEANS}",
        f"{_OF_PARTS} / nullif(both_wage_sum, 0) - {_OF_MEANS}",
        f"(both_wage_log_sum - {_OF_PARTS}) / nullif(both_wage_sum, 0)",
    )
)

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
        wide=GINI,
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
        wide=GINI_CHANGE,
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
    ),
)
