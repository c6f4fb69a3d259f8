"""Workshops built and active, and the way to the target."""

from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.indicators.summed import by_type, of_all_types
from sharedwealth.text import mark

_STANDING = """
SELECT {area:w.village_code} AS area, c.month, {type:w.workshop_type} AS type,
       count(*) AS numerator, count(*) AS n
FROM county_months AS c
JOIN workshops AS w ON w.county_code = c.county_code AND w.opened_month <= c.ledger_month
WHERE c.month BETWEEN $first AND $month
  AND starts_with(w.village_code, $inside)
  {only:w.workshop_type}{and_active}
GROUP BY {keys}c.month
""".strip()

BUILT = _STANDING.replace("{and_active}", "")
ACTIVE = _STANDING.replace(
    "{and_active}", "\n  AND (w.closed_month IS NULL OR w.closed_month > c.ledger_month)"
)

BUILT_SUMMED, ACTIVE_SUMMED = (
    by_type("area_stocks", f"{column} AS numerator, {column} AS n") for column in ("built", "active")
)

TARGET = of_all_types("area_targets", "built AS numerator, target AS denominator, built AS n")

_SHEET = mark("County ledgers, sheet of workshops")

INDICATORS = (
    Indicator(
        key="workshops_built",
        name=mark("Workshops built"),
        short_name=mark("Workshops built"),
        unit="workshops",
        better="higher",
        nature="stock",
        family="workshops",
        shape="count",
        numerator=mark("Workshops opened on or before the end of the month"),
        caveat=mark(
            "Workshops that have closed since are still counted: it says what was set up, not what runs."
        ),
        why=mark("It is the figure that the programme's target is set in."),
        source=_SHEET,
        is_zero_when_silent=True,
        wide=BUILT_SUMMED,
        narrow=BUILT,
    ),
    Indicator(
        key="workshops_active",
        name=mark("Workshops active"),
        short_name=mark("Workshops active"),
        unit="workshops",
        better="higher",
        nature="stock",
        family="workshops",
        shape="count",
        numerator=mark("Workshops opened and not closed by the end of the month"),
        caveat=mark(
            "A workshop without work for a season is active as long as the ledger does not close it."
        ),
        why=mark("Only a workshop that runs brings work to a village."),
        source=_SHEET,
        is_zero_when_silent=True,
        wide=ACTIVE_SUMMED,
        narrow=ACTIVE,
    ),
    Indicator(
        key="target_progress",
        name=mark("Progress towards the target"),
        short_name=mark("Target reached"),
        unit="share",
        better="higher",
        nature="stock",
        family="workshops",
        shape="rate",
        numerator=mark("Workshops built"),
        denominator=mark("The target set for the area"),
        caveat=mark("An area without a target of its own has no progress; it may pass 100%."),
        why=mark("The guidance of September 2022 asks for 10,000 workshops in three years."),
        source=mark("County ledgers, sheet of workshops; the table of targets"),
        goal=mark("10,000 workshops by September 2025"),
        goal_value=1.0,
        by_type=False,
        levels=WIDE,
        wide=TARGET,
    ),
)
