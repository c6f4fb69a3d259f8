"""Wilson's interval, against the published table and another implementation."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sharedwealth.indicators.intervals import wilson, with_interval

# R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
PUBLISHED = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("satisfied", "asked", "low", "high"), PUBLISHED)
def test_the_interval_is_the_published_one(satisfied, asked, low, high):
    ends = wilson(np.array([satisfied]), np.array([asked]))
    assert [round(float(end[0]), 4) for end in ends] == [low, high]


def test_the_interval_is_scipys_for_every_share_up_to_forty_answers():
    pairs = [(k, n) for n in range(1, 41) for k in range(n + 1)]
    low, high = wilson(*(np.array(each) for each in zip(*pairs, strict=True)))
    for at, (k, n) in enumerate(pairs):
        wanted = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
        assert low[at] == pytest.approx(wanted.low, abs=1e-12)
        assert high[at] == pytest.approx(wanted.high, abs=1e-12)


def test_where_nobody_was_asked_there_is_no_interval():
    low, high = wilson(np.array([0.0]), np.array([0.0]))
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_a_share_that_is_not_told_has_no_interval_either():
    told = pd.DataFrame({"value": [np.nan, 0.5], "numerator": [4.0, 10.0], "denominator": [8.0, 20.0]})
    found = with_interval(told)
    assert np.isnan(found.loc[0, ["low", "high"]].to_numpy(dtype=float)).all()
    assert found.loc[1, "low"] < 0.5 < found.loc[1, "high"]
