"""Of each indicator: which rows of a ledger stand behind it, and what each of them adds.

The statements of `warehouse/staged` say which row of a worker counts; the summaries and rollups say which workshops
and months. What is written here must come to the same, and the tests hold it to that.
"""

from dataclasses import dataclass
from typing import Literal

Base = Literal["at_work", "ever", "left", "joined_a_year_ago", "steady", "paid_a_year_ago", "workshops", "results",
               "surveys", "places", "tied"]  # fmt: skip
Placed = Literal["month", "listed"]
"""Where a workshop stands and of which type it is: as the month's ledger says, or the last that lists it."""
Remade = Literal["", "gini", "gini_change", "theil", "stability"]


@dataclass(frozen=True)
class Rule:
    """`numerator` and `denominator` are what one row adds, `keep` which rows count: expressions of SQL."""

    base: Base
    keep: str = "TRUE"
    numerator: str = "1"
    denominator: str = "NULL"
    wide: Placed = "month"
    narrow: Placed = "month"
    needs_history: bool = False
    """Whether ledgers before the month decide on a row: a worker's status is the one when first seen."""
    remade: Remade = ""
    """How the figure is worked out again where adding up is not enough."""
    goal: str = ""


_INCREASE = "x.wage_yuan - x.prior_income_yuan"
_BOTH = "x.prior_income_yuan IS NOT NULL"

RULES: dict[str, Rule] = {
    "workshops_built": Rule("workshops", wide="listed", narrow="listed"),
    "workshops_active": Rule("workshops", keep="x.is_active", wide="listed", narrow="listed"),
    "target_progress": Rule("workshops", wide="listed", narrow="listed"),
    "people_employed_cumulative": Rule("ever", needs_history=True),
    "low_income_people_employed_cumulative": Rule("ever", keep="x.is_low_income", needs_history=True),
    "people_at_work": Rule("at_work", narrow="listed"),
    "low_income_people_at_work": Rule("at_work", keep="x.is_low_income", narrow="listed", needs_history=True),
    "low_income_share": Rule(
        "at_work",
        numerator="CAST(x.is_low_income AS INTEGER)",
        denominator="1",
        narrow="listed",
        needs_history=True,
    ),
    "mountain_town_coverage": Rule("places", goal="towns"),
    "mountain_town_coverage_with_subdistricts": Rule("places", goal="towns_and_subdistricts"),
    "key_village_coverage": Rule("places", goal="key_villages"),
    "village_coverage": Rule("places", goal="villages"),
    "income_increase": Rule("at_work", keep=_BOTH, numerator=_INCREASE, denominator="1"),
    "low_income_income_increase": Rule(
        "at_work",
        keep=f"{_BOTH} AND x.is_low_income",
        numerator=_INCREASE,
        denominator="1",
        needs_history=True,
    ),
    "other_income_increase": Rule(
        "at_work",
        keep=f"{_BOTH} AND NOT x.is_low_income",
        numerator=_INCREASE,
        denominator="1",
        needs_history=True,
    ),
    "farmers_gain": Rule("at_work", keep=_BOTH, numerator=_INCREASE),
    "enterprise_output": Rule("results", numerator="output_yuan", wide="listed", narrow="listed"),
    "output_per_worker": Rule(
        "results", numerator="output_yuan", denominator="people", wide="listed", narrow="listed"
    ),
    "orders_per_worker": Rule(
        "results", numerator="orders_yuan", denominator="people", wide="listed", narrow="listed"
    ),
    "collective_income": Rule("results", numerator="collective_income_yuan", wide="listed", narrow="listed"),
    "training_sessions": Rule("results", numerator="training_sessions", wide="listed", narrow="listed"),
    "people_trained": Rule("results", numerator="people_trained", wide="listed", narrow="listed"),
    "public_trust": Rule("surveys", wide="listed", narrow="listed"),
    "retention_12m": Rule(
        "joined_a_year_ago", numerator="CAST(x.is_at_work AS INTEGER)", denominator="1", needs_history=True
    ),
    "wage_stability": Rule("steady", remade="stability"),
    "raised_share": Rule("paid_a_year_ago", numerator="CAST(x.is_raised AS INTEGER)", denominator="1"),
    "gini": Rule("at_work", keep=_BOTH, remade="gini"),
    "gini_change": Rule("at_work", keep=_BOTH, remade="gini_change"),
    "theil": Rule("at_work", keep=_BOTH, remade="theil"),
    "theil_within": Rule("at_work", keep=_BOTH, remade="theil"),
    "theil_between": Rule("at_work", keep=_BOTH, remade="theil"),
    "dependence": Rule("tied"),
    "joiners": Rule("at_work", keep="x.last_month_number IS NULL", needs_history=True),
    "leavers": Rule("left"),
    "returners": Rule(
        "at_work",
        keep="x.last_month_number IS NOT NULL AND x.last_month_number IS DISTINCT FROM x.previous_month_number",
        needs_history=True,
    ),
}
"""By the indicator's key, every indicator of the catalogue."""

PEOPLE = ("at_work", "ever", "left", "joined_a_year_ago", "steady", "paid_a_year_ago")
"""The bases whose rows are workers'."""
