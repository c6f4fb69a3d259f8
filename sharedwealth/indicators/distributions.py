"""Distributions of income: histograms, and quantiles over time."""

from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure, snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.bins import WIDTH, Groups
from sharedwealth.indicators.question import ALL_TYPES, ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

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

DECILES = """
SELECT $inside AS area, month, $type AS type, bin, sum(people) AS people
FROM income_bins
WHERE measure = 'increase' AND month BETWEEN $first AND $month AND starts_with(county_code, $inside)
  AND ($type = 'all' OR workshop_type = $type)
GROUP BY month, bin
ORDER BY month, bin
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


def wage_histogram(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    width: int = 200,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """`income_histogram` of the month's wages."""
    return income_histogram(warehouse, area, month, "wage", width, threshold=threshold)


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
    first = snapshot.snapshot(warehouse).months[0]
    values = {"first": first, "month": when, "inside": where.code, "type": workshop_type or ALL_TYPES}
    groups = Groups.of(warehouse.query(DECILES, values))
    outer = groups.told(p10=groups.quantile(0.1), p90=groups.quantile(0.9))
    outer["month"] = outer["month"].dt.strftime("%Y-%m")
    frame = told.rename(columns={"value": "mean"}).merge(
        outer[["month", "p10", "p90"]], on="month", how="left"
    )
    frame.loc[frame["status"] != "ok", ["p10", "p90"]] = np.nan
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
