"""Mountainous counties beside the rest: the increase, how far villages are covered, and how many work.

The list is that of the month asked about, for every month, so that a line does not jump when counties leave it.
"""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure, snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ALL_TYPES
from sharedwealth.indicators.snapshot import Source

LISTED = """
SELECT DISTINCT code
FROM designations
WHERE designation = 'mountain_county'
  AND (valid_from IS NULL OR valid_from < CAST($month AS DATE) + INTERVAL 1 MONTH)
  AND (valid_to IS NULL OR valid_to >= CAST($month AS DATE) + INTERVAL 1 MONTH)
""".strip()

BINS = """
SELECT county_code AS area, bin, CAST(sum(people) AS DOUBLE) AS people
FROM income_bins
WHERE measure = 'increase' AND month = $month AND starts_with(county_code, $inside)
  AND ($type = 'all' OR workshop_type = $type)
GROUP BY ALL
ORDER BY bin
""".strip()

GROUPS = ("mountain", "rest")


def listed(warehouse: Source, month: date) -> set[str]:
    """The mountainous counties on the month's last day."""
    return set(warehouse.query(LISTED, {"month": month})["code"])


def increases(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """Per group and month up to `month`: value (mean increase over people), n, counties, of_means, status.

    `of_means` is the mean of the counties' means. Empty where the area has no counties inside, or all of them
    are in one group.
    """
    grouped = _by_group(warehouse, "income_increase", area, month, workshop_type, threshold)
    rows = [_mean_row(*each) for each in grouped]
    return pd.DataFrame(rows, columns=["group", "month", "value", "n", "counties", "of_means", "status"])


def table(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The two groups in the month; empty where `increases` is.

    Columns counties, reported, mean, median (right to 25 yuan), n, of_means, covered_villages, villages, people, and
    the status of the increase.
    """
    when = snapshot.month_of(warehouse, month)
    rows = increases(warehouse, area, when, workshop_type, threshold=threshold)
    rows = rows[rows["month"] == f"{when:%Y-%m}"].set_index("group")
    if rows.empty:
        return pd.DataFrame()
    on_list = listed(warehouse, when)
    bins = warehouse.query(BINS, {"month": when, "inside": area, "type": workshop_type or ALL_TYPES})
    bins["group"] = _groups(bins["area"], on_list)
    medians = {
        group: median_of_bins(
            mine := bins[bins["group"] == group].groupby("bin")["people"].sum(),
            mine.index.to_numpy(dtype=float),
        )
        for group in GROUPS
    }
    people = _summed(warehouse, "people_at_work", area, when, workshop_type, threshold)
    villages = answer(warehouse, "village_coverage", area, when, by="county", workshop_type=workshop_type)
    covered = villages.groupby(_groups(villages["area"], on_list))[["numerator", "denominator"]].sum(
        min_count=1
    )
    reported = villages.groupby(_groups(villages["area"], on_list)).agg(
        counties=("area", "size"), reported=("counties_reported", "sum")
    )
    is_told = rows["value"].notna()
    return pd.DataFrame(
        {
            "group": list(GROUPS),
            "counties": [reported.loc[group, "counties"] for group in GROUPS],
            "reported": [reported.loc[group, "reported"] for group in GROUPS],
            "mean": [rows.loc[group, "value"] for group in GROUPS],
            "median": [medians[group] if is_told[group] else np.nan for group in GROUPS],
            "n": [rows.loc[group, "n"] for group in GROUPS],
            "of_means": [rows.loc[group, "of_means"] for group in GROUPS],
            "covered_villages": [covered.loc[group, "numerator"] for group in GROUPS],
            "villages": [covered.loc[group, "denominator"] for group in GROUPS],
            "people": [people[group] for group in GROUPS],
            "status": [rows.loc[group, "status"] for group in GROUPS],
        }
    )


def median_of_bins(people: pd.Series, edges: np.ndarray) -> float:
    """The median out of bins of 50 yuan: the middle person, or the mean of the two, each in the middle of his bin."""
    counts = people.to_numpy(dtype=float)
    if not counts.sum():
        return float("nan")
    reached = np.cumsum(counts)
    places = (counts.sum() - 1) / 2
    at = [int(np.searchsorted(reached, place, side="right")) for place in (np.floor(places), np.ceil(places))]
    return float((edges[at] + 25).mean())


def _groups(areas: pd.Series, on_list: set[str]) -> np.ndarray:
    return np.where(areas.isin(on_list), *GROUPS)


Grouped = tuple[str, str, pd.DataFrame, pd.DataFrame, str]
"""Group, month, its counties' rows as they are, as they may be told, and the status of the whole group."""


def _by_group(
    warehouse: Source,
    key: str,
    area: str,
    month: str | date | None,
    workshop_type: str | None,
    threshold: int,
    since: date | None = None,
) -> list[Grouped]:
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    if where.level not in ("province", "city"):
        return []
    on_list = listed(warehouse, when)
    first = snapshot.snapshot(warehouse).months[0] if since is None else since
    raw, told = (
        answer(
            warehouse, key, area, when, by="county", workshop_type=workshop_type, since=first, threshold=least
        )
        for least in (0, threshold)
    )
    if len(set(_groups(raw["area"], on_list))) < 2:
        return []
    found: list[Grouped] = []
    for each, rows in raw.groupby("month", sort=True):
        mine = {group: rows[_groups(rows["area"], on_list) == group] for group in GROUPS}
        status = _status(mine, told, threshold)
        found += [(group, str(each), mine[group], told.loc[mine[group].index], status) for group in GROUPS]
    return found


def _status(mine: dict[str, pd.DataFrame], told: pd.DataFrame, threshold: int) -> str:
    """Both groups are hidden together: whoever knows the whole and one of them knows the other.

    They are where either rests on few people, or holds one hidden county alone, which its group would give away.
    """
    if threshold <= 0:
        return "ok"
    for rows in mine.values():
        few = 0 < rows["n"].sum() < threshold
        hidden = (told.loc[rows.index, "status"] == "suppressed").sum()
        if few or hidden == 1:
            return "suppressed"
    return "ok"


def _mean_row(
    group: str, month: str, raw: pd.DataFrame, told: pd.DataFrame, status: str
) -> dict[str, object]:
    n = float(raw["n"].sum())
    row: dict[str, object] = {"group": group, "month": month, "counties": int((raw["n"] > 0).sum())}
    if status == "suppressed" or not n:
        state = "suppressed" if status == "suppressed" else "no_data"
        return {**row, "value": np.nan, "n": np.nan, "of_means": np.nan, "status": state}
    value = float(raw["numerator"].sum()) / n
    return {**row, "value": value, "n": n, "of_means": float(told["value"].mean()), "status": "ok"}


def _summed(
    warehouse: Source, key: str, area: str, when: date, workshop_type: str | None, threshold: int
) -> dict[str, float]:
    grouped = _by_group(warehouse, key, area, when, workshop_type, threshold, since=when)
    return {
        group: float("nan") if status == "suppressed" else float(raw["value"].sum(min_count=1))
        for group, _, raw, _, status in grouped
    }
