"""Who works in the workshops, and who comes and goes: frames for the pyramid and the flows."""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.choices import AGE_BANDS, SEXES
from sharedwealth.indicators import disclosure, partners
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ALL_TYPES, ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

PYRAMID = """
SELECT sex, age_band, sum(people) AS people
FROM cells
WHERE month = $month AND starts_with(county_code, $inside) AND ($type = 'all' OR workshop_type = $type)
GROUP BY ALL
""".strip()

FLOWS = ("joiners", "returners", "leavers")


def pyramid(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """People at work by `age_band` and `sex`: every band and sex, youngest first, with `people` and `status`.

    The status is that of the people at work as a whole; few people in a band are `suppressed`, with a second
    band.
    """
    where, when = ask_wide(warehouse, t("Age and sex"), area, month, workshop_type)
    whole = answer(warehouse, "people_at_work", area, when, workshop_type=workshop_type, threshold=threshold)
    values = {"month": when, "inside": where.code, "type": workshop_type or ALL_TYPES}
    rows = warehouse.query(PYRAMID, values).set_index(["age_band", "sex"])["people"].astype(float)
    every = pd.MultiIndex.from_product([AGE_BANDS, list(SEXES)], names=["age_band", "sex"])
    frame = rows.reindex(every, fill_value=0.0).rename("people").reset_index()
    frame["status"] = whole["status"].iloc[0]
    if frame["status"].iloc[0] not in ("ok", "unverified"):
        frame["people"] = np.nan
        return frame
    people = frame["people"].to_numpy()
    hidden = partners.among(disclosure.few([people], threshold), people, np.zeros(len(people)))
    frame.loc[hidden, "status"] = "suppressed"
    frame.loc[hidden, "people"] = np.nan
    return frame


def flows(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """One row per month up to `month`: joiners, returners, leavers, and `<name>_status` of each."""
    parts = []
    for key in FLOWS:
        told = answer(warehouse, key, area, month, by="month", threshold=threshold).set_index("month")
        parts.append(told[["value", "status"]].rename(columns={"value": key, "status": f"{key}_status"}))
    return pd.concat(parts, axis=1).reset_index()
