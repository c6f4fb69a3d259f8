"""Do counties draw together: how far their means lie apart month by month, and who grows faster."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy import stats

from sharedwealth import months
from sharedwealth.indicators import disclosure, snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ALL_TYPES
from sharedwealth.indicators.snapshot import Source

WAGES = """
SELECT area_code AS area, month, CAST(both_wage_sum AS DOUBLE) / prior_people AS wage
FROM area_people
WHERE workshop_type = $type AND length(area_code) = 6 AND starts_with(area_code, $inside)
  AND month <= $month AND prior_people > 0
""".strip()

LEAST_COUNTIES = 5
"""Fewer are no distribution: neither a dispersion nor a line through them says anything."""
FLAGGED = 0.05
"""How far a mean of means may lie from the weighted mean before both are shown."""


def county_courses(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """One row per county and month up to `month` whose increase is told; empty for a county itself.

    Columns area, area_name, month, n, increase, median (of the increase) and wage, the same workers' mean wage.
    """
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    if where.level not in ("province", "city"):
        return pd.DataFrame(columns=["area", "area_name", "month", "n", "increase", "median", "wage"])
    first = snapshot.snapshot(warehouse).months[0]
    told = answer(
        warehouse, "income_increase", area, when, by="county", workshop_type=workshop_type, since=first,
        threshold=threshold,
    ).dropna(subset=["value"])  # fmt: skip
    wages = warehouse.query(WAGES, {"type": workshop_type or ALL_TYPES, "inside": area, "month": when})
    wages["month"] = pd.to_datetime(wages["month"]).dt.strftime("%Y-%m")
    found = told.rename(columns={"value": "increase"})[
        ["area", "area_name", "month", "n", "increase", "median"]
    ]
    return found.merge(wages, on=["area", "month"], how="left")


def dispersion(courses: pd.DataFrame) -> pd.DataFrame:
    """Per month: counties, and the coefficient of variation of their mean wages and mean increases.

    All counties that are told are taken, so the deviation is that of a population; each county weighs alike.
    NaN where fewer than `LEAST_COUNTIES` are told, or where their mean is not above zero.
    """
    rows = [
        {
            "month": month,
            "counties": len(told),
            **{column: _variation(told[column].to_numpy(dtype=float)) for column in ("wage", "increase")},
        }
        for month, told in courses.groupby("month")
    ]
    return pd.DataFrame(rows, columns=["month", "counties", "wage", "increase"])


def _variation(values: np.ndarray) -> float:
    if len(values) < LEAST_COUNTIES or values.mean() <= 0:
        return float("nan")
    return float(values.std(ddof=0) / values.mean())


@dataclass(frozen=True)
class Fit:
    """A straight line through counties: yearly growth of the mean wage against the wage at the start, in logarithms."""

    points: pd.DataFrame
    """area, area_name, start, end (mean wages), growth (a year, as a ratio less one), n (people at the end)."""
    since: str
    until: str
    slope: float
    low: float
    high: float
    intercept: float
    r_squared: float

    @property
    def n(self) -> int:
        return len(self.points)

    def growth(self, start: np.ndarray) -> np.ndarray:
        """The line's yearly growth at these wages."""
        return np.asarray(np.expm1(self.intercept + self.slope * np.log(start)))


def beta(courses: pd.DataFrame, until: date) -> Fit | None:
    """The line between the month a year before `until` (else the first month) and `until`.

    Least squares, `low` and `high` the 95% interval of the slope by Student's t. None where fewer than
    `LEAST_COUNTIES` counties are told in both months, all began alike, or less than half a year lies between.
    """
    known = courses[courses["wage"] > 0]
    if known.empty:
        return None
    since = max(months.shift(until, -12), months.parse(str(known["month"].min())))
    span = (until.year - since.year) * 12 + until.month - since.month
    start = known[known["month"] == months.write(since)][["area", "wage"]].rename(columns={"wage": "start"})
    end = known[known["month"] == months.write(until)].rename(columns={"wage": "end"})
    points = end.merge(start, on="area").sort_values("area", ignore_index=True)
    if span < 6 or len(points) < LEAST_COUNTIES or points["start"].nunique() < 2:
        return None
    x = np.log(points["start"].to_numpy(dtype=float))
    y = np.log((points["end"] / points["start"]).to_numpy(dtype=float)) * 12 / span
    line = stats.linregress(x, y)
    half = float(stats.t.ppf(0.975, len(points) - 2) * line.stderr)
    columns = ["area", "area_name", "start", "end", "growth", "n"]
    return Fit(
        points.assign(growth=np.expm1(y))[columns],
        months.write(since),
        months.write(until),
        float(line.slope),
        float(line.slope) - half,
        float(line.slope) + half,
        float(line.intercept),
        float(line.rvalue) ** 2,
    )


@dataclass(frozen=True)
class Means:
    """The mean over people and the mean of the counties' means."""

    weighted: float
    of_means: float
    counties: int
    n: float

    @property
    def is_flagged(self) -> bool:
        """Whether the two lie so far apart that neither may stand alone."""
        return bool(abs(self.of_means - self.weighted) > FLAGGED * abs(self.weighted))


def means(courses: pd.DataFrame, month: str) -> Means | None:
    """Both means of the increase over the counties told in the month; None where none is."""
    told = courses[courses["month"] == month]
    if told.empty:
        return None
    weighted = float(np.average(told["increase"], weights=told["n"]))
    return Means(weighted, float(told["increase"].mean()), len(told), float(told["n"].sum()))
