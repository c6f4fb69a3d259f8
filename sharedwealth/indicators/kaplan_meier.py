"""How many last how long, where some are still under observation: the estimate of Kaplan and Meier, of counts."""

from typing import NamedTuple

import numpy as np

_NORMAL = 1.959963984540054
"""Standard deviations to either side that hold 95 % of a normal distribution."""


class Curve(NamedTuple):
    """One entry for each time from 1 to the last: who is at risk, who ends, and the share that lasts longer."""

    times: np.ndarray
    at_risk: np.ndarray
    ended: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray


def kaplan_meier(times: np.ndarray, is_ended: np.ndarray, people: np.ndarray) -> Curve:
    """The share that lasts longer than each whole time, with its 95 % band, of `people` for each time and outcome.

    Who is only observed up to a time is at risk of ending at it, as everywhere in the literature. The variance is
    Greenwood's; the band is symmetric in log(-log), so that it stays between 0 and 1. Where nobody has ended the band
    is the line itself, and where the last has, it is not known.
    """
    longest = int(times.max(initial=0))
    ended = np.bincount(times, weights=people * is_ended, minlength=longest + 1)[1:]
    observed = np.bincount(times, weights=people, minlength=longest + 1)[1:]
    at_risk = observed[::-1].cumsum()[::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.cumprod(1 - np.where(at_risk > 0, ended / at_risk, 0))
        greenwood = np.cumsum(np.where(ended > 0, ended / (at_risk * (at_risk - ended)), 0))
        spread = _NORMAL * np.sqrt(greenwood) / np.log(share)
        low, high = share ** np.exp(-spread), share ** np.exp(spread)
    is_whole = share == 1
    low, high = np.where(is_whole, 1, low), np.where(is_whole, 1, high)
    low, high = (np.where(share > 0, edge, np.nan) for edge in (low, high))
    return Curve(np.arange(1, longest + 1), at_risk, ended, share, low, high)


def half_gone(share: np.ndarray) -> float:
    """The first time after which at most half are left; NaN where more than half always are."""
    at = np.flatnonzero(share <= 0.5)
    return float(at[0] + 1) if len(at) else float("nan")
