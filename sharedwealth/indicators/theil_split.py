"""Theil's index of the same workers before joining and after, split by where the inequality lies.

Theil's T splits without remainder, and one step after the other: between cities, between the counties of a city,
and within counties.
"""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ALL_TYPES, ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

COUNTIES = """
SELECT county_code,
       CAST(sum(prior_people) AS DOUBLE) AS people,
       CAST(sum(prior_sum) AS DOUBLE) AS before_sum,
       sum(prior_log_sum) AS before_log_sum,
       CAST(sum(both_wage_sum) AS DOUBLE) AS after_sum,
       sum(both_wage_log_sum) AS after_log_sum
FROM cells
WHERE month = $month AND starts_with(county_code, $inside) AND prior_people > 0
  AND ($type = 'all' OR workshop_type = $type)
GROUP BY county_code
ORDER BY county_code
""".strip()

PARTS = ("between_cities", "between_counties", "within_counties")
COLUMNS = ("when", "n", "mean", "theil", *PARTS)


def theil_split(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """Two rows, `before` and `after`, of workers with both incomes known, with `COLUMNS`.

    The parts add up to `theil`. A city has no part between cities (NaN), a county only the one within it. Empty
    where the index of wages is not told for the area: nobody, or too few.
    """
    where, when = ask_wide(warehouse, t("Inequality"), area, month, workshop_type)
    told = answer(warehouse, "theil", area, when, workshop_type=workshop_type, threshold=threshold)
    if told["value"].isna().all():
        return pd.DataFrame(columns=list(COLUMNS))
    values = {"month": when, "inside": where.code, "type": workshop_type or ALL_TYPES}
    counties = warehouse.query(COUNTIES, values)
    return pd.DataFrame(
        [{"when": which, **_split(counties, which, where.code)} for which in ("before", "after")],
        columns=list(COLUMNS),
    )


def _split(counties: pd.DataFrame, which: str, area: str) -> dict[str, float]:
    people, total, logs = (
        counties["people"].sum(),
        counties[f"{which}_sum"].sum(),
        counties[f"{which}_log_sum"].sum(),
    )
    mean = total / people
    if total <= 0:  # nobody had any income: no inequality can be told
        return {"n": people, "mean": mean, "theil": np.nan, **dict.fromkeys(PARTS, np.nan)}
    whole = logs / total - np.log(mean)
    of_counties = _between(counties, which, 6)
    of_cities = _between(counties, which, 4)
    is_county, is_province = len(area) == 6, len(area) == 2
    return {
        "n": people,
        "mean": mean,
        "theil": whole,
        "between_cities": of_cities if is_province else np.nan,
        "between_counties": np.nan if is_county else of_counties - (of_cities if is_province else 0.0),
        "within_counties": whole - of_counties,
    }


def _between(counties: pd.DataFrame, which: str, digits: int) -> float:
    """Theil's T if everybody earned the mean of his city or county; 0 where there is only one."""
    parts = counties.groupby(counties["county_code"].str[:digits])[["people", f"{which}_sum"]].sum()
    parts = parts[parts[f"{which}_sum"] > 0]
    share = parts[f"{which}_sum"] / parts[f"{which}_sum"].sum()
    ratio = (parts[f"{which}_sum"] / parts["people"]) / (
        counties[f"{which}_sum"].sum() / counties["people"].sum()
    )
    return float((share * np.log(ratio)).sum())
