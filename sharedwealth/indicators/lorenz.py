"""Lorenz curves of the same workers' incomes before joining and after."""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

BINS = """
SELECT measure, bin, CAST(sum(people) AS DOUBLE) AS people, CAST(sum(yuan_sum) AS DOUBLE) AS yuan
FROM income_bins
WHERE measure IN ('prior', 'wage') AND month = $month AND starts_with(county_code, $inside)
GROUP BY measure, bin
ORDER BY measure, bin
""".strip()

WHEN = {"prior": "before", "wage": "after"}
_MOST_POINTS = 50
COLUMNS = ("when", "people_share", "income_share")


def lorenz(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """Points of the two curves, from (0, 0) to (1, 1), with `COLUMNS`; all types of workshops together.

    Every point lies on the true curve: people are cut where a step of 50 yuan ends, at the earliest after
    `threshold` of them and after a fiftieth of all. Empty where the Gini of the area is not told; a curve is
    missing where nobody had any income.
    """
    where, when = ask_wide(warehouse, t("Inequality"), area, month)
    if answer(warehouse, "gini", area, when, threshold=threshold)["value"].isna().all():
        return pd.DataFrame(columns=list(COLUMNS))
    bins = warehouse.query(BINS, {"month": when, "inside": where.code})
    curves = [
        _curve(rows["people"].to_numpy(), rows["yuan"].to_numpy(), threshold).assign(when=WHEN[str(measure)])
        for measure, rows in bins.groupby("measure")
        if rows["yuan"].sum() > 0
    ]
    return pd.concat(curves, ignore_index=True)[list(COLUMNS)]


def _curve(people: np.ndarray, yuan: np.ndarray, threshold: int) -> pd.DataFrame:
    least = max(threshold, people.sum() / _MOST_POINTS)
    cuts, since = [], 0.0
    for at, count in enumerate(people):
        since += count
        if since >= least:
            cuts.append(at)
            since = 0.0
    # The last few belong to the group before them.
    ends = [*cuts[:-1], len(people) - 1] if cuts else [len(people) - 1]
    return pd.DataFrame(
        {
            "people_share": [0.0, *(np.cumsum(people)[ends] / people.sum())],
            "income_share": [0.0, *(np.cumsum(yuan)[ends] / yuan.sum())],
        }
    )
