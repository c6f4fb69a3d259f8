"""When a target would be reached if the last months went on: a random walk with drift, and its interval.

The mean step m of the last n steps goes on; after h steps the value lies m·h further, with the standard error
s·√(h·(1 + h/n)) of Student's t with n - 1 degrees (R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and
Practice, the drift method). A rate walks on the scale of log((k + ½) / (N - k + ½)), so it never passes 100%.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from sharedwealth import months

WINDOW = 12
"""Steps that the drift is taken from, at most."""
LEAST_STEPS = 6
HORIZON = 120
"""Months ahead beyond which nothing is said."""
CONFIDENCE = 0.8
_HAIR = 1e-9  # by so much rounding may miss a goal that is met

Back = Callable[[np.ndarray], np.ndarray]
State = Literal["reached", "expected", "no_trend", "too_short", "beyond"]


@dataclass(frozen=True)
class Forecast:
    """What follows when the last steps go on."""

    state: State
    steps: int
    drift: float
    """A month's mean step, in the value's own unit; NaN where there are too few steps."""
    ahead: pd.DataFrame
    """month, middle, low, high of the value; empty where nothing is forecast."""
    reached_in: date | None = None
    """The first month of those in which it stands reached without a break until now."""
    earliest: date | None = None
    likely: date | None = None
    latest: date | None = None
    """None where the interval's far end does not reach the target within the horizon."""


def of_value(
    named: Sequence[date], values: Sequence[float], target: float, *, lower: bool = False
) -> Forecast:
    """The forecast of a figure on its own scale; `lower` where the target is to be gone under."""
    frame = _known(named, {"value": values})
    sign = -1.0 if lower else 1.0
    return _forecast(
        frame, sign * frame["value"], np.ones(len(frame)), sign * target, lambda walk: sign * walk
    )


def of_rate(
    named: Sequence[date], numerators: Sequence[float], denominators: Sequence[float], target: float
) -> Forecast:
    """The forecast of a share of places; a step in which the number of places changed is left out.

    A target of all counts as reached once less than half a place is missing.
    """
    frame = _known(named, {"part": numerators, "whole": denominators})
    frame = frame[frame["whole"] > 0].assign(value=lambda rows: rows["part"] / rows["whole"])
    if frame.empty:
        return _without("too_short", 0)
    whole = float(frame["whole"].iloc[-1])
    missing = frame["whole"] - frame["part"]
    walk = (frame["part"] + 0.5).div(missing + 0.5).map(np.log)
    goal = min(target * whole, whole - 0.5)

    def back(logits: np.ndarray) -> np.ndarray:
        counts = (whole + 1) / (1 + np.exp(-logits)) - 0.5
        return np.asarray(np.clip(counts / whole, 0, 1))

    return _forecast(
        frame, walk, frame["whole"].to_numpy(), float(np.log((goal + 0.5) / (whole - goal + 0.5))), back
    )


def _known(named: Sequence[date], columns: dict[str, Sequence[float]]) -> pd.DataFrame:
    return pd.DataFrame({"month": list(named), **columns}).dropna().sort_values("month", ignore_index=True)


def _without(
    state: State, steps: int, drift: float = float("nan"), reached_in: date | None = None
) -> Forecast:
    nothing = pd.DataFrame(columns=["month", "middle", "low", "high"])
    return Forecast(state, steps, drift, nothing, reached_in)


def _forecast(frame: pd.DataFrame, walk: pd.Series, bases: np.ndarray, goal: float, back: Back) -> Forecast:
    """The walk's own scale rises towards the goal; `back` turns it into values."""
    steps = _steps(frame["month"].tolist(), walk.to_numpy(dtype=float), bases)
    values = frame["value"].to_numpy(dtype=float)
    drift = _drift(frame["month"].tolist(), values, bases)
    if len(walk) and walk.iloc[-1] >= goal - _HAIR:
        is_reached = (walk >= goal - _HAIR).to_numpy()
        since = len(is_reached) - int(np.argmin(is_reached[::-1])) if not is_reached.all() else 0
        return _without("reached", len(steps), drift, frame["month"].iloc[since])
    if len(steps) < LEAST_STEPS:
        return _without("too_short", len(steps), drift)
    mean, scatter = float(steps.mean()), float(steps.std(ddof=1))
    far = np.arange(1, HORIZON + 1)
    half = stats.t.ppf(0.5 + CONFIDENCE / 2, len(steps) - 1) * scatter * np.sqrt(far * (1 + far / len(steps)))
    middle = float(walk.iloc[-1]) + mean * far
    now = frame["month"].iloc[-1]
    ends = _in_order(back(middle - half), back(middle + half))
    ahead = pd.DataFrame({"month": [months.shift(now, int(each)) for each in far], "middle": back(middle)})
    ahead["low"], ahead["high"] = ends
    earliest, likely, latest = (
        _first(each >= goal - _HAIR, now) for each in (middle + half, middle, middle - half)
    )
    state: State = "no_trend" if mean <= 0 else "expected" if likely else "beyond"
    if state == "no_trend":
        return Forecast(state, len(steps), drift, ahead)
    return Forecast(state, len(steps), drift, ahead, None, earliest, likely, latest)


def _in_order(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lower and the upper end, whichever way the scale runs."""
    return np.minimum(one, other), np.maximum(one, other)


def _steps(named: list[date], walk: np.ndarray, bases: np.ndarray) -> np.ndarray:
    """The last steps from one month to the very next, on the same base."""
    kept = [
        walk[at] - walk[at - 1]
        for at in range(1, len(walk))
        if months.shift(named[at - 1], 1) == named[at] and bases[at] == bases[at - 1]
    ]
    return np.array(kept[-WINDOW:], dtype=float)


def _drift(named: list[date], values: np.ndarray, bases: np.ndarray) -> float:
    steps = _steps(named, values, bases)
    return float(steps.mean()) if len(steps) else float("nan")


def _first(is_there: np.ndarray, now: date) -> date | None:
    at = np.flatnonzero(is_there)
    return months.shift(now, int(at[0]) + 1) if at.size else None
