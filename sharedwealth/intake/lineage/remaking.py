"""Figures that rows do not add up to, worked out again from the rows by the rules of the snapshot."""

import numpy as np
import pandas as pd

from sharedwealth.intake.lineage.rules import Remade

_BIN = 50


def remade(kind: Remade, rows: pd.DataFrame) -> float:
    """The figure out of rows of workers; NaN where nobody is there or nobody has any income."""
    if rows.empty:
        return float("nan")
    wages = rows["wage_yuan"].to_numpy(dtype=float)
    if kind == "gini":
        return _gini(wages)
    if kind == "gini_change":
        return _gini(wages) - _gini(rows["prior_income_yuan"].to_numpy(dtype=float))
    if kind == "theil":
        return _theil(wages)
    if kind == "stability":
        return _stability(rows["variation"].to_numpy(dtype=float))
    raise ValueError(f"nothing is worked out again as {kind!r}")


def _gini(incomes: np.ndarray) -> float:
    """Out of bins of 50 yuan: that of the bins' means plus a third of what places inside them can add."""
    if incomes.sum() == 0:
        return float("nan")
    edges, at = np.unique(np.floor(incomes / _BIN) * _BIN, return_inverse=True)
    people = np.bincount(at).astype(float)
    yuan = np.bincount(at, weights=incomes)
    product = people.sum() * yuan.sum()
    pairs = (people * (2 * np.cumsum(yuan) - yuan)).sum()
    last = _BIN - 1
    spread = np.floor(
        (yuan - people * edges) * (people * (edges + last) - yuan) * (people - 1) / people * 1e4 + 0.5
    )
    return float(1 - pairs / product + spread.sum() / 1e4 / (last * product) / 3)


def _theil(wages: np.ndarray) -> float:
    whole = wages.sum()
    if whole == 0:
        return float("nan")
    earned = wages[wages > 0]
    return float((earned * np.log(earned)).sum() / whole - np.log(whole / len(wages)))


def _stability(variations: np.ndarray) -> float:
    """1 less the median, each variation taken in the middle of its step of 0.01."""
    steps = np.sort(np.floor(variations * 100) / 100)
    place = (len(steps) - 1) * 0.5
    below, above = steps[int(np.floor(place))], steps[int(np.ceil(place))]
    return float(1 - (below + (above - below) * (place - np.floor(place)) + 0.005))
