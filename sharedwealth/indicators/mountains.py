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
    since: date | None = None,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The mean increase of both groups in each month up to `month`, from `since` or the first on.

    Columns group, month, value (mean over people), n, counties, of_means (the mean of the counties' means), status.
    Empty where the area has no counties inside, or all of them are in one group.
    """
    found = _by_group(warehouse, "income_increase", area, month, workshop_type, threshold, since)
    is_told = (found["n"] > 0) & ~found["is_hidden"].astype(bool)
    status = np.where(found["is_hidden"].astype(bool), "suppressed", np.where(is_told, "ok", "no_data"))
    value = (found["numerator"] / found["n"].where(found["n"] > 0)).where(is_told)
    return found.assign(
        value=value, n=found["n"].where(is_told), of_means=found["of_means"].where(is_told), status=status
    )[["group", "month", "value", "n", "counties", "of_means", "status"]]


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
    rows = increases(warehouse, area, when, workshop_type, since=when, threshold=threshold).set_index("group")
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
    working = _by_group(warehouse, "people_at_work", area, when, workshop_type, threshold, since=when)
    people = working.set_index("group").query("not is_hidden and counties > 0")["numerator"].to_dict()
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
            "people": [people.get(group, np.nan) for group in GROUPS],
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


def _by_group(
    warehouse: Source,
    key: str,
    area: str,
    month: str | date | None,
    workshop_type: str | None,
    threshold: int,
    since: date | None = None,
) -> pd.DataFrame:
    """Per month and group the sums of an answer by county, and whether they must be hidden.

    Columns month, group, numerator, n, counties (with anybody), of_means, is_hidden.
    """
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    columns = ["month", "group", "numerator", "n", "counties", "of_means", "is_hidden"]
    if where.level not in ("province", "city"):
        return pd.DataFrame(columns=columns)
    first = snapshot.snapshot(warehouse).months[0] if since is None else since
    raw, told = (
        answer(
            warehouse, key, area, when, by="county", workshop_type=workshop_type, since=first, threshold=least
        )
        for least in (0, threshold)
    )
    groups = _groups(raw["area"], listed(warehouse, when))
    if len(set(groups)) < 2:
        return pd.DataFrame(columns=columns)
    rows = raw[["month", "numerator", "n"]].assign(
        group=groups,
        counties=raw["n"] > 0,
        of_means=told["value"],
        hidden=told["status"] == "suppressed",
    )
    found = rows.groupby(["month", "group"], as_index=False).agg(
        numerator=("numerator", "sum"),
        n=("n", "sum"),
        counties=("counties", "sum"),
        of_means=("of_means", "mean"),
        hidden=("hidden", "sum"),
    )
    return found.assign(is_hidden=hidden_months(found, threshold))[columns]


def hidden_months(found: pd.DataFrame, threshold: int) -> pd.Series:
    """Where both groups must be hidden together: whoever knows the whole and one of them knows the other.

    They are where either rests on few people, or holds one hidden county alone, which its group would give away.
    `found` has month, n, and hidden, the hidden counties of the group.
    """
    is_few = (found["n"] > 0) & (found["n"] < threshold)
    is_alone = (found["hidden"] == 1) & (threshold > 0)
    return (is_few | is_alone).groupby(found["month"]).transform("any")
