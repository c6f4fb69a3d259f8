"""Figures over the counties of one dated list: its towns in every month, and any indicator summed over it."""

from dataclasses import dataclass

import pandas as pd

from sharedwealth.indicators import snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.coverage import COVERAGE, OWN_TOWNS, WANTED_TOWNS_LISTED, composed
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.question import ALL_TYPES
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.texts import Shape, written
from sharedwealth.places import codes
from sharedwealth.places.codes import LEVELS

SHOWN = ("ok", "carried", "unverified")
"""The statuses of rows that have a value."""

TOWNS = composed(COVERAGE, WANTED_TOWNS_LISTED, OWN_TOWNS)


def towns(
    warehouse: Source, listed: DatedList, area: str, by: str | None, workshop_type: str | None = None
) -> pd.DataFrame:
    """Coverage of the towns and townships of the list's counties, in every month, whatever list was in force in it.

    As an answer for the area, or for its parts (`by`), of the list's places alone.
    """
    known = snapshot.snapshot(warehouse)
    first, last = known.months[0], known.months[-1]
    rows = answer(warehouse, "workshops_active", area, last, by, workshop_type, since=first)
    level = next((level for level in LEVELS if level == by), snapshot.place(warehouse, area).level)
    values: dict[str, object] = {
        "inside": area,
        "digits": codes.LENGTHS[level],
        "first": first,
        "month": last,
        "counties": list(listed.counties),
        "types": [workshop_type or ALL_TYPES],
    }
    if workshop_type:
        values["type"] = workshop_type
    sql = written(TOWNS.replace("{type:r.workshop_type}", "$types[1]"), Shape(one_type=bool(workshop_type)))
    counted = warehouse.query(sql, values)
    counted["month"] = pd.to_datetime(counted["month"]).dt.strftime("%Y-%m")
    found = listed.only(rows)
    figures = found[["area", "month"]].astype(object).merge(counted, how="left", on=["area", "month"])
    for name in ("numerator", "denominator", "n"):
        found[name] = figures[name].astype(float)
    found["value"] = found["numerator"] / found["denominator"]
    found["unit"] = "share"
    found.loc[found["value"].isna(), "status"] = "no_data"
    return found


@dataclass(frozen=True)
class Whole:
    """An indicator over several counties: of a rate or a mean out of the sums it is made of, never a mean of means."""

    value: float | None
    """None where no county shows a value, or where values of this kind make none together."""
    numerator: float | None = None
    denominator: float | None = None
    unreported: int = 0
    """Counties that have not reported in the month."""
    hidden: int = 0
    """Counties left out because so few people stand behind their figure."""


def together(rows: pd.DataFrame, indicator: Indicator) -> Whole:
    """The rows of one month as one figure; what is not shown of a county is not in it either."""
    shown = rows[rows["status"].isin(SHOWN)]
    unreported = int((rows["counties"] - rows["counties_reported"]).sum())
    hidden = int((rows["status"] == "suppressed").sum())
    if shown.empty:
        return Whole(None, unreported=unreported, hidden=hidden)
    if indicator.shape in ("count", "sum"):
        return Whole(float(shown["value"].sum()), unreported=unreported, hidden=hidden)
    above, below = float(shown["numerator"].sum()), float(shown["denominator"].sum())
    if indicator.shape not in ("rate", "mean") or not below > 0:
        return Whole(None, unreported=unreported, hidden=hidden)
    return Whole(above / below, above, below, unreported, hidden)
