"""How many workshops stand in each county at each month's end: whole numbers through every anchor."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth.demo import anchors
from sharedwealth.demo.draws import unit
from sharedwealth.places import codes

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

STEPS = len(anchors.MONTHS)
FIRST_STOCK = 1_100
"""Workshops that stood before the first ledger; not published, extended backwards from the end of 2022."""

# Little opens round the Spring Festival; the quarter's end and the year's end hurry.
_OPENINGS_BY_CALENDAR_MONTH = (0.75, 0.65, 1.15, 1.10, 1.05, 1.10, 0.95, 0.95, 1.05, 1.00, 1.10, 1.15)


def province_curve() -> Whole:
    """Workshops built in the province at each month's end, through all four published totals."""
    known = {0: FIRST_STOCK} | anchors.points("workshops_built")
    return spread(known, np.array([_OPENINGS_BY_CALENDAR_MONTH[m.month - 1] for m in anchors.MONTHS]))


def spread(known: Mapping[int, int], weights: Numbers) -> Whole:
    """A cumulative series through the known points; what comes between follows the weights.

    The pace leads over from one stretch to the next, so that a published total is no visible step.
    """
    steps = sorted(known)
    paces = [(known[b] - known[a]) / (b - a) for a, b in pairwise(steps)]
    at_steps = [paces[0], *((x + y) / 2 for x, y in pairwise(paces)), paces[-1]]
    pace = np.interp(np.arange(len(weights)), steps, at_steps)
    series = np.zeros(len(weights))
    series[0] = known[steps[0]]
    for start, end in pairwise(steps):
        share = np.cumsum((weights * pace)[start + 1 : end + 1])
        series[start + 1 : end + 1] = known[start] + (known[end] - known[start]) * share / share[-1]
    return np.round(series).astype(np.int64)


def county_curves(ends: Mapping[str, int], frozen: Mapping[str, int], seed: int) -> pd.DataFrame:
    """Workshops built by county (rows) and month (columns 0, 1, …), summing to the province's curve.

    `ends` are the counties' intended last values; a county in `frozen` opens nothing from that month on.
    """
    curve = province_curve()
    pace = curve / curve[-1]
    counties = pd.DataFrame({county: _wanted(county, end, pace, seed) for county, end in ends.items()}).T
    city_of = counties.index.map(lambda county: codes.up_to(county, "city"))
    # A city without totals of its own grows as its counties do: one that began early lifts its city.
    cities = counties.groupby(city_of).sum()
    for city in cities.index:
        if anchors.points("workshops_built", city):
            cities.loc[city] = _wanted(city, round(cities.loc[city].iloc[-1]), pace, seed)
    city_curves = _shared_out(curve, cities, {})
    parts = [
        _shared_out(city_curves.loc[city].to_numpy(), counties[city_of == city], frozen)
        for city in cities.index
    ]
    return pd.concat(parts).sort_index()


def _wanted(area: str, end: int, pace: Numbers, seed: int) -> Numbers:
    known = anchors.points("workshops_built", area)
    return _through(known | {STEPS - 1: known.get(STEPS - 1, end)}, pace, _lead(area, seed))


def _shared_out(whole: Whole, wanted: pd.DataFrame, frozen: Mapping[str, int]) -> pd.DataFrame:
    """The whole's cumulative series shared out to its parts, each whole, never falling, anchors met."""
    parts = list(wanted.index)
    series = wanted.to_numpy(dtype=float, copy=True)
    free = np.array([not anchors.points("workshops_built", part) for part in parts])
    left = whole - series[~free].sum(axis=0)
    if free.any():
        series[free] *= np.maximum(left, 0) / series[free].sum(axis=0)
    return pd.DataFrame(_whole_numbers(whole, series, free, parts, frozen), index=parts)


def _lead(part: str, seed: int) -> float:
    """How early an area began: under 1 it was ahead of the province, above 1 it came later."""
    return 0.85 + 0.35 * unit(seed, "lead", part)


def _through(known: Mapping[int, int], pace: Numbers, lead: float) -> Numbers:
    """A rising series through the known points that follows the whole's pace between and before them."""
    steps = sorted(known)
    logs = np.interp(np.log(pace), np.log(pace[steps]), np.log([known[step] for step in steps]))
    series = np.exp(logs)
    first = steps[0]
    series[:first] = known[first] * (pace[:first] / pace[first]) ** lead
    return series


def _whole_numbers(
    whole: Whole, wanted: Numbers, free: npt.NDArray[np.bool_], parts: list[str], frozen: Mapping[str, int]
) -> Whole:
    """Whole numbers near the wanted ones that never fall and sum to the whole in every month."""
    found = np.zeros(wanted.shape, dtype=np.int64)
    standing = np.zeros(len(parts), dtype=np.int64)
    stops = np.array([frozen.get(part, STEPS) for part in parts])
    for step in range(wanted.shape[1]):
        now = np.where(free, standing, np.round(wanted[:, step]).astype(np.int64))
        may_open = free & (step < stops)
        for _ in range(int(whole[step] - now.sum())):
            behind = np.where(may_open, wanted[:, step] - now, -np.inf)
            now[int(np.argmax(behind))] += 1
        if now.sum() != whole[step] or (now < standing).any():
            raise ValueError(f"the anchors contradict each other in month {step} among {parts}")
        found[:, step] = standing = now
    return found
