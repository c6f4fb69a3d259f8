"""The same people's income before joining and now: in steps of 500 yuan, and by what they earned before."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure, partners
from sharedwealth.indicators.bins import quantile
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
    values = {"month": asked.month, "digits": len(asked.place.code), "inside": asked.inside}
    status = str(asked.own["status"])
    if status not in TOLD:
        return BeforeAfter(status, *_nothing(), *(6 * [float("nan")]))
    pairs = warehouse.arrays(PAIRS, values)
    single = warehouse.arrays(SINGLE, {"month": asked.month, "area": asked.place.code})
    own = pairs["area"] == asked.place.code
    table = _Table(
        _summed(pairs, "people", own), _summed(pairs, "prior_sum", own), _summed(pairs, "wage_sum", own)
    )
    is_hidden = _hidden_bands(pairs, asked, threshold)
    n = float(table.people.sum())
    return BeforeAfter(
        status,
        _bands(table, single, is_hidden, status),
        _cells(table, is_hidden, threshold),
        n,
        float(table.prior_sum.sum() / n),
        float(table.wage_sum.sum() / n),
        _median(single, "prior"),
        _median(single, "wage"),
        _fell(warehouse.arrays(FELL, values), asked, threshold),
    )


@dataclass(frozen=True)
class _Table:
    """People and the sums of their incomes: a row for each band before, a column for each step now."""

    people: np.ndarray
    prior_sum: np.ndarray
    wage_sum: np.ndarray


BANDS = np.arange(0, TOP_BEFORE + STEP, STEP)


def _summed(pairs: dict[str, np.ndarray], name: str, rows: np.ndarray) -> np.ndarray:
    """The column over bands before and steps now, of these rows; the steps reach at least to the last one shown."""
    now = np.maximum(pairs["wage_bin"].astype(int), 0) // STEP
    steps = max(int(now.max(initial=0)), TOP_NOW // STEP) + 1
    at = _band_of(pairs["prior_bin"])[rows] * steps + now[rows]
    weights = pairs[name][rows].astype(float)
    return np.bincount(at, weights=weights, minlength=len(BANDS) * steps).reshape(len(BANDS), steps)


def _band_of(prior_bins: np.ndarray) -> np.ndarray:
    return np.asarray(np.clip(prior_bins.astype(int), 0, TOP_BEFORE) // STEP)


def _hidden_bands(pairs: dict[str, np.ndarray], asked: Whole, threshold: int) -> np.ndarray:
    """Which bands of the area are hidden, as disclosure control sees them beside those of its neighbours."""
    codes = asked.areas["area"].to_numpy(dtype=str)
    area = np.searchsorted(codes, pairs["area"].astype(str))
    at = area * len(BANDS) + _band_of(pairs["prior_bin"])
    shape = len(codes), len(BANDS)
    people = np.bincount(at, weights=pairs["people"].astype(float), minlength=shape[0] * shape[1]).reshape(
        shape
    )
    untold = (asked.areas["status"] == "suppressed").to_numpy(dtype=bool)
    few = disclosure.few([people], threshold) | untold[:, None] & (people > 0)
    hidden = partners.closed(few, people, partners.along(shape, 1, 0), threshold)
    own = int(np.flatnonzero(codes == asked.place.code)[0])
    return np.asarray(hidden[own])


def _bands(table: _Table, single: dict[str, np.ndarray], is_hidden: np.ndarray, status: str) -> pd.DataFrame:
    """The bands of the area that anybody was in, lowest first."""
    n = table.people.sum(axis=1)
    told = np.where(is_hidden | (n == 0), np.nan, n)
    steps = np.arange(table.people.shape[1]) * STEP
    priors = single["measure"] == "prior"
    bins, people = single["bin"][priors].astype(float), single["people"][priors].astype(float)
    band = _band_of(bins)
    frame = pd.DataFrame(
        {
            "before": BANDS,
            "n": told,
            "mean_before": table.prior_sum.sum(axis=1) / told,
            "mean_now": table.wage_sum.sum(axis=1) / told,
            "median_before": [
                quantile(bins[band == at], people[band == at], 0.5, _FINE) for at in range(len(BANDS))
            ],
            "median_now": [quantile(steps, row, 0.5, STEP) for row in table.people],
            "status": np.where(is_hidden, "suppressed", status),
        }
    )
    frame.loc[is_hidden, ["median_before", "median_now"]] = np.nan
    occupied: pd.DataFrame = frame.loc[n > 0]
    return occupied.reset_index(drop=True)


def _cells(table: _Table, is_hidden: np.ndarray, threshold: int) -> pd.DataFrame:
    """The people of each told band by what they earn now; a row's sum stays what the band's n is."""
    last = TOP_NOW // STEP
    shown = np.column_stack([table.people[:, :last], table.people[:, last:].sum(axis=1)])
    rows = np.flatnonzero(~is_hidden & (shown.sum(axis=1) > 0))
    folded = np.array([disclosure.fold(shown[row], threshold) for row in rows]).reshape(len(rows), last + 1)
    return pd.DataFrame(
        {
            "before": np.repeat(BANDS[rows], last + 1),
            "now": np.tile(np.arange(last + 1) * STEP, len(rows)),
            "people": folded.ravel(),
            "share": (folded / folded.sum(axis=1, keepdims=True)).ravel(),
        }
    )


def _nothing() -> tuple[pd.DataFrame, pd.DataFrame]:
    """No bands and no cells."""
    table = _Table(*(np.zeros((len(BANDS), TOP_NOW // STEP + 1)) for _ in range(3)))
    none = {"measure": np.empty(0, dtype=str), "bin": np.empty(0), "people": np.empty(0)}
    nobody = np.zeros(len(BANDS), dtype=bool)
    return _bands(table, none, nobody, "no_data"), _cells(table, nobody, 0)


def _fell(found: dict[str, np.ndarray], asked: Whole, threshold: int) -> float:
    """How many earn less than before; NaN where that would tell of a few, here or in another area."""
    fell, people = found["fell"].astype(float), found["people"].astype(float)
    untold = asked.areas.loc[asked.areas["status"] == "suppressed", "area"]
    few = disclosure.few([fell, people - fell], threshold) | np.isin(found["area"].astype(str), untold)
    hidden = partners.closed(few, fell, partners.along(fell.shape, 0), threshold)
    own = int(np.flatnonzero(found["area"] == asked.place.code)[0])
    return float("nan") if hidden[own] else float(fell[own])


def _median(single: dict[str, np.ndarray], measure: str) -> float:
    own = single["measure"] == measure
    return quantile(single["bin"][own].astype(float), single["people"][own].astype(float), 0.5, _FINE)
