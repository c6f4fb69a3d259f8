"""Low-income people and low-income households, each for themselves: they are never added up.

Households are counted for counties and above and for all types together. They stand on the page of employment only:
what a single workshop adds to them cannot be told, as one household may work in several.
"""

from datetime import date

import pandas as pd

from sharedwealth.indicators import disclosure
from sharedwealth.indicators.answering import answered
from sharedwealth.indicators.definition import WIDE, Indicator, Nature
from sharedwealth.indicators.snapshot import Source
from sharedwealth.numbers import Unit
from sharedwealth.text import mark

_NOW = """
SELECT {area:h.county_code} AS area, h.month, $type AS type,
       {numbers}
FROM households AS h
WHERE h.month BETWEEN $first AND $month
  AND starts_with(h.county_code, $inside)
GROUP BY {keys}h.month
""".strip()

# New ones are those seen for the first time: summed up to a month they are all there have ever been.
_EVER = """
SELECT {area:h.county_code} AS area, m.month, $type AS type,
       {numbers}
FROM households AS h
JOIN months AS m ON h.month <= m.month AND m.month BETWEEN $first AND $month
WHERE starts_with(h.county_code, $inside)
GROUP BY {keys}m.month
""".strip()


def _counted(column: str, whole: str = "") -> str:
    """A count, and what is left of the whole, which another count tells."""
    others = f", sum({whole}) - sum({column}) AS others" if whole else ""
    return f"sum({column}) AS numerator, sum({column}) AS n{others}"


# Three groups tell of one another: low-income people with a household, without one, and others without one.
_LOW_WITHOUT = """sum(low_income_people_without_household) AS numerator,
       sum(low_income_people_without_household) AS n,
       coalesce(least(
           nullif(sum(low_income_people) - sum(low_income_people_without_household), 0),
           nullif(sum(people_without_household) - sum(low_income_people_without_household), 0)
       ), 0) AS others"""

_NAMED = mark(
    "A household counts once however many of its people work; who has no household number is left out."
)
_SHEET = mark("County ledgers, sheet of employment")


def _indicator(
    key: str, name: str, numerator: str, unit: Unit, nature: Nature, text: str, numbers: str
) -> Indicator:
    return Indicator(
        key=key,
        name=name,
        short_name=name,
        unit=unit,
        better="higher",
        nature=nature,
        family="people",
        shape="count",
        numerator=numerator,
        caveat=_NAMED,
        why=mark("Help is given by household; wages are earned by people."),
        source=_SHEET,
        counts_people=True,
        is_zero_when_silent=True,
        by_type=False,
        levels=WIDE,
        wide=text.replace("{numbers}", numbers),
    )


MEASURES = {
    each.key: each
    for each in (
        _indicator(
            "low_income_households_at_work",
            mark("Low-income households with somebody at work"),
            mark("Households with a low-income person at work in the month"),
            "households",
            "flow",
            _NOW,
            _counted("low_income_households", "households"),
        ),
        _indicator(
            "households_at_work",
            mark("Households with somebody at work"),
            mark("Different households in the month's sheet of employment"),
            "households",
            "flow",
            _NOW,
            _counted("households"),
        ),
        _indicator(
            "low_income_households_ever",
            mark("Low-income households since the start"),
            mark(
                "Different households of which a low-income person has ever worked in a workshop of the county"
            ),
            "households",
            "stock",
            _EVER,
            _counted("new_low_income_households", "new_households"),
        ),
        _indicator(
            "households_ever",
            mark("Households since the start"),
            mark("Different households of which somebody has ever worked in a workshop of the county"),
            "households",
            "stock",
            _EVER,
            _counted("new_households"),
        ),
        _indicator(
            "low_income_people_without_household",
            mark("Low-income people at work without a household number"),
            mark("Low-income people at work in the month whose household the ledger does not name"),
            "people",
            "flow",
            _NOW,
            _LOW_WITHOUT,
        ),
    )
}
"""By key, in reading order; none of them is in the catalogue."""


def households(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> dict[str, pd.DataFrame]:
    """By the measure's key, its answer by month up to `month`."""
    return {
        key: answered(warehouse, each, area, month, "month", threshold=threshold)
        for key, each in MEASURES.items()
    }
