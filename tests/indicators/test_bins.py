"""Quantiles out of bins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedwealth.indicators.bins import quantile


@given(st.lists(st.integers(-40, 60), min_size=1, max_size=60), st.sampled_from([0.1, 0.25, 0.5, 0.9]))
def test_a_quantile_is_the_one_of_the_middles_of_the_bins(steps, share):
    bins, people = np.unique(np.array(steps) * 50, return_counts=True)
    middles = np.array(steps) * 50 + 25
    assert quantile(bins, people, share, 50) == pytest.approx(np.quantile(middles, share))


def test_nobody_has_no_quantile():
    assert np.isnan(quantile(np.array([]), np.array([]), 0.5, 50))
    assert np.isnan(quantile(np.array([50.0]), np.array([0.0]), 0.5, 50))
