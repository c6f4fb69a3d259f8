"""The same people's income before joining and now: in steps of 500 yuan, and by what they earned before."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure, together
from sharedwealth.indicators.increase_groups import TOLD, Whole, whole
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

STEP = 500
TOP_BEFORE, TOP_NOW = 4000, 10_000
"""The last step before and the last one now also hold everybody above."""
_FINE = 50

PAIRS = """
SELECT left(county_code, $digits) AS area, prior_bin, wage_bin,
       sum(people) AS people, sum(prior_sum) AS prior_sum, sum(wage_sum) AS wage_sum
FROM paired_bins
WHERE month = $month AND starts_with(county_code, $inside)
GROUP BY ALL
""".strip()

SINGLE = """
SELECT measure, bin, sum(people) AS people
FROM income_bins
WHERE measure IN ('prior', 'wage') AND month = $month AND starts_with(county_code, $area)
GROUP BY ALL
ORDER BY bin
""".strip()

FELL = """
SELECT left(county_code, $digits) AS area,
       coalesce(sum(people) FILTER (bin < 0), 0) AS fell, sum(people) AS people
FROM income_bins
WHERE measure = 'increase' AND month = $month AND starts_with(county_code, $inside)
GROUP BY ALL
""".strip()


@dataclass(frozen=True)
class BeforeAfter:
    """What became of incomes. `status` is ok or unverified, else why nothing is told.

    `bands`: before (lower edge), n, mean_before, mean_now, median_before (± 25 yuan), median_now (± 250 yuan),
    status. `cells`: before, now (lower edges), people, share of the row; of the bands that are told. `n`, the means
    and medians (± 25 yuan) are of everybody; `fell` counts those who earn less than before, NaN where too few do,
    or do not, to be told.
    """

    status: str
    bands: pd.DataFrame
    cells: pd.DataFrame
    n: float
    mean_before: float
    mean_now: float
    median_before: float
    median_now: float
    fell: float


def before_after(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> BeforeAfter:
    """The paired incomes of everybody at work in the month with both known, of all types together.

    Bands of few people are hidden, with another band of the area and the same band of another area with the same
    parent. In a row of cells, 1 to 9 people are counted with the next step towards the row's middle.
    """
    asked = whole(warehouse, t("Income before joining and now"), area, month, threshold)
    code = asked.place.code
    values = {"month": asked.month, "digits": len(code), "inside": asked.inside}
    pairs = warehouse.query(PAIRS, values).astype({"people": float, "prior_sum": float, "wage_sum": float})
    pairs["before"] = pairs["prior_bin"].clip(upper=TOP_BEFORE)
    status = str(asked.own["status"])
    own = pairs[pairs["area"] == code]
    single = warehouse.query(SINGLE, {"month": asked.month, "area": code})
    fine = dict(iter(single.groupby("measure")))
    bands = _bands(pairs, own, fine.get("prior"), asked, threshold)
    if status not in TOLD:
        nothing = bands.iloc[:0]
        return BeforeAfter(status, nothing, _cells(own, [], threshold), *(6 * [float("nan")]))
    n = own["people"].sum()
    fell = _fell(warehouse.query(FELL, values), asked, threshold)
    return BeforeAfter(
        status,
        bands,
        _cells(own, bands.loc[bands["status"].isin(TOLD), "before"].tolist(), threshold),
        n,
        own["prior_sum"].sum() / n,
        own["wage_sum"].sum() / n,
        _median(fine["prior"], _FINE),
        _median(fine["wage"], _FINE),
        fell,
    )


def _bands(
    pairs: pd.DataFrame, own: pd.DataFrame, priors: pd.DataFrame | None, asked: Whole, threshold: int
) -> pd.DataFrame:
    """The bands of the area that anybody was in, lowest first."""
    every = pairs.groupby(["area", "before"])[["people", "prior_sum", "wage_sum"]].sum().reset_index()
    is_hidden = every["area"].map(dict(zip(asked.areas["area"], asked.areas["status"], strict=True)))
    people = every["people"].to_numpy(dtype=float)
    few = disclosure.few([people], threshold) | (is_hidden == "suppressed").to_numpy(dtype=bool)
    margins = [[every["area"].to_numpy()], [every["before"].to_numpy()]]
    every["status"] = np.where(
        together.hidden(few, people, margins, threshold), "suppressed", asked.own["status"]
    )
    found = every[every["area"] == asked.place.code].sort_values("before", ignore_index=True)
    found["n"] = found["people"]
    found["mean_before"] = found["prior_sum"] / found["people"]
    found["mean_now"] = found["wage_sum"] / found["people"]
    found["median_before"], found["median_now"] = float("nan"), float("nan")
    for at, before in enumerate(found["before"]):
        if priors is not None:
            inside = priors["bin"].clip(upper=TOP_BEFORE) // STEP * STEP == before
            found.loc[at, "median_before"] = _median(priors[inside], _FINE)
        now = own[own["before"] == before].groupby("wage_bin", as_index=False)["people"].sum()
        found.loc[at, "median_now"] = _median(now.rename(columns={"wage_bin": "bin"}), STEP)
    figures = ["n", "mean_before", "mean_now", "median_before", "median_now"]
    found.loc[~found["status"].isin(TOLD), figures] = np.nan
    return found[["before", *figures, "status"]]


def _cells(own: pd.DataFrame, told: list[int], threshold: int) -> pd.DataFrame:
    """The people of each told band by what they earn now; a row's sum stays what the band's n is."""
    steps = np.arange(0, TOP_NOW + STEP, STEP)
    parts = []
    for before in told:
        now = own[own["before"] == before]
        people = (
            now.groupby(now["wage_bin"].clip(upper=TOP_NOW))["people"].sum().reindex(steps, fill_value=0.0)
        )
        folded = disclosure.fold(people.to_numpy(), threshold)
        parts.append(
            pd.DataFrame({"before": before, "now": steps, "people": folded, "share": folded / folded.sum()})
        )
    columns = ["before", "now", "people", "share"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns, dtype=float)


def _fell(found: pd.DataFrame, asked: Whole, threshold: int) -> float:
    """How many earn less than before; NaN where that would tell of a few, here or in another area."""
    fell, people = found["fell"].to_numpy(dtype=float), found["people"].to_numpy(dtype=float)
    statuses = found["area"].map(dict(zip(asked.areas["area"], asked.areas["status"], strict=True)))
    few = disclosure.few([fell, people - fell], threshold) | (statuses == "suppressed").to_numpy(dtype=bool)
    everywhere = [[np.zeros(len(found), dtype=int)]]
    hidden = together.hidden(few, fell, everywhere, threshold)
    at = found.index[found["area"] == asked.place.code][0]
    return float("nan") if hidden[at] else float(fell[at])


def _median(bins: pd.DataFrame, width: int) -> float:
    ordered = bins.sort_values("bin")
    return together.quantile(
        ordered["bin"].to_numpy(dtype=float), ordered["people"].to_numpy(dtype=float), 0.5, width
    )
