"""Quantiles of people who are known by bins only."""

import numpy as np


def quantile(bins: np.ndarray, people: np.ndarray, share: float, width: float) -> float:
    """A quantile out of bins by their lower edge, in order, right to half a width; NaN of nobody.

    It lies between the people at the places floor and ceil of share × (n − 1), each in the middle of his bin, as in
    the rollups.
    """
    up_to = np.cumsum(people)
    if not len(up_to) or up_to[-1] <= 0:
        return float("nan")
    place = (up_to[-1] - 1) * share
    below, above = (
        float(bins[np.searchsorted(up_to, end, side="right")]) for end in (np.floor(place), np.ceil(place))
    )
    return below + (above - below) * float(place - np.floor(place)) + width / 2
