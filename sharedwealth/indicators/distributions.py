"""Distributions of income: histograms, and quantiles over time."""

from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ALL_TYPES, ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

WIDTH = 50
"""Yuan: what a bin of the tables is wide."""

INCREASES = """
SELECT CAST(floor(bin / CAST($width AS DOUBLE)) * $width AS INTEGER) AS bin,
       coalesce(sum(people) FILTER (is_low_income), 0) AS low_income_people,
       coalesce(sum(people) FILTER (NOT is_low_income), 0) AS other_people
FROM income_bins
WHERE measure = 'increase' AND month = $month AND starts_with(county_code, $inside)
  AND ($type = 'all' OR workshop_type = $type)
GROUP BY ALL
ORDER BY bin
""".strip()

INCOMES = """
SELECT CAST(floor(bin / CAST($width AS DOUBLE)) * $width AS INTEGER) AS bin, sum(people) AS people
FROM income_bins
WHERE measure = $measure AND month = $month AND starts_with(county_code, $inside)
GROUP BY ALL
ORDER BY bin
""".strip()

OUTER = """
SELECT month, p10, p90
FROM area_increases
WHERE area_code = $area AND workshop_type = $type AND month <= $month
""".strip()


def increase_histogram(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    width: int = 200,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """Workers by monthly increase: `bin` (lower edge in yuan), low_income_people, other_people, people.

    There are no gaps between bins. Bins of 1 to 9 people are added to the next one towards the middle,
    low-income and others each for themselves; where either are too few altogether both are NaN. Empty when
    nobody is known. `width` is a multiple of 50.
    """
    where, when = ask_wide(warehouse, t("The distribution of income"), area, month, workshop_type)
    values = {
        "month": when,
        "inside": where.code,
        "type": workshop_type or ALL_TYPES,
        "width": _checked(width),
    }
    frame = _without_gaps(warehouse.query(INCREASES, values), width)
    people = frame["low_income_people"] + frame["other_people"]
    low = disclosure.fold(frame["low_income_people"].to_numpy(), threshold)
    other = disclosure.fold(frame["other_people"].to_numpy(), threshold)
    if np.isnan(low).any() or np.isnan(other).any():
        frame["people"] = disclosure.fold(people.to_numpy(), threshold)
        return frame.assign(low_income_people=np.nan, other_people=np.nan)
    return frame.assign(low_income_people=low, other_people=other, people=low + other)


def income_histogram(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    measure: Literal["wage", "prior"] = "wage",
    width: int = 200,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """Workers with both incomes known by wage, or by income before joining: `bin` (lower edge), people."""
    where, when = ask_wide(warehouse, t("The distribution of income"), area, month)
    values = {"month": when, "inside": where.code, "measure": measure, "width": _checked(width)}
    frame = _without_gaps(warehouse.query(INCOMES, values), width)
    return frame.assign(people=disclosure.fold(frame["people"].to_numpy(), threshold))


def quantiles_over_time(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """One row per month up to `month`: p10, q1, median, q3, p90, mean, n, status of the increase."""
    where, when = ask_wide(warehouse, t("The distribution of income"), area, month, workshop_type)
    told = answer(
        warehouse, "income_increase", area, when, by="month", workshop_type=workshop_type, threshold=threshold
    )
    values = {"area": where.code, "month": when, "type": workshop_type or ALL_TYPES}
    outer = warehouse.arrays(OUTER, values)
    named = np.datetime_as_string(outer["month"], unit="M").tolist()
    frame = told.rename(columns={"value": "mean"})
    is_told = frame["status"].isin(["ok", "unverified"])
    for name in ("p10", "p90"):
        at = dict(zip(named, outer[name].tolist(), strict=True))
        frame[name] = frame["month"].map(at).where(is_told).astype(float)
    return frame[["month", "p10", "q1", "median", "q3", "p90", "mean", "n", "status"]]


def _checked(width: int) -> int:
    if width <= 0 or width % WIDTH:
        raise ValueError(f"A histogram's width is a multiple of {WIDTH} yuan, not {width}.")
    return width


def _without_gaps(frame: pd.DataFrame, width: int) -> pd.DataFrame:
    """The frame with a row for every bin between the first and the last."""
    if frame.empty:
        return frame.astype(float)
    edges = pd.RangeIndex(int(frame["bin"].min()), int(frame["bin"].max()) + width, width, name="bin")
    return (
        frame.astype({"bin": int}).set_index("bin").astype(float).reindex(edges, fill_value=0.0).reset_index()
    )
