"""The figure of the province or a city, as what each county adds to it."""

import numpy as np
import pandas as pd

from sharedwealth.intake.lineage import protecting, table_rows
from sharedwealth.intake.lineage.asked import Asked
from sharedwealth.intake.lineage.model import PART_COLUMNS
from sharedwealth.places import codes
from sharedwealth.places.codes import LENGTHS

_THEIL = """
SELECT area_code AS area, prior_people AS n, both_wage_sum AS yuan, both_wage_log_sum AS yuan_log
FROM area_people
WHERE month = $month AND workshop_type = $type AND starts_with(area_code, $area) AND length(area_code) = $digits
  AND both_wage_sum > 0
ORDER BY area_code
"""


def parts(asked: Asked) -> pd.DataFrame:
    """What each part adds, nothing hidden: area, area_name, numerator, denominator, status.

    `status` is the one under which a page shows the part: what is `suppressed` there must not be shown here.
    """
    if asked.indicator.key in ("theil_within", "theil_between"):
        return _theil(asked)
    if asked.rule.base == "tied":
        return _tied(asked)
    key = "workshops_built" if asked.indicator.key == "target_progress" else asked.indicator.key
    told = asked.answered(key, "county")
    whole = asked.answered(key, "county", threshold=0)
    if asked.indicator.shape == "index":
        whole = whole.assign(numerator=whole["n"], denominator=np.nan)
    elif key != asked.indicator.key:
        whole = whole.assign(denominator=np.nan)
    return whole.assign(status=told["status"])[list(PART_COLUMNS)]


def _theil(asked: Asked) -> pd.DataFrame:
    """The areas one level down, each with its share of the index within or between."""
    below = codes.below(asked.area) or "county"
    told = asked.answered("theil", below)[["area", "area_name", "status"]]
    values = {
        "month": asked.month, "type": asked.kind, "area": asked.area, "digits": LENGTHS[below],
    }  # fmt: skip
    sums = asked.warehouse.query(_THEIL, values)
    mean = sums["yuan"] / sums["n"]
    if asked.indicator.key == "theil_within":
        sums["numerator"] = (sums["yuan_log"] - sums["yuan"] * np.log(mean)) / sums["yuan"].sum()
    else:
        whole = sums["yuan"].sum() / sums["n"].sum()
        sums["numerator"] = sums["yuan"] / sums["yuan"].sum() * np.log(mean / whole)
    found = told.merge(sums[["area", "numerator"]], how="left", on="area")
    return found.assign(denominator=np.nan)[list(PART_COLUMNS)]


def _tied(asked: Asked) -> pd.DataFrame:
    """The people tied to the area's largest enterprise, and all at work, by county."""
    rows = table_rows.tied(asked.warehouse, asked.area, asked.month, asked.kind)
    added = rows.groupby("county_code", as_index=False)[["numerator", "denominator"]].sum()
    told = asked.answered("people_at_work", "county")[["area", "area_name", "status"]]
    found = told.merge(added, how="left", left_on="area", right_on="county_code")
    if asked.is_guarded:
        cities = found["area"].str[: LENGTHS["city"]]
        known = found.fillna({"numerator": 0, "denominator": 0}).assign(
            place_code=cities, workshop_type="", others=lambda each: each["denominator"] - each["numerator"]
        )
        hidden = protecting.hidden(known, ("denominator", "numerator", "others"), asked.threshold)
        found.loc[hidden, "status"] = "suppressed"
    return found[list(PART_COLUMNS)]
