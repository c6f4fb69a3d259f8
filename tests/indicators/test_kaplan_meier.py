"""The estimate of Kaplan and Meier: as published, as scipy has it, with ties, and of people in months."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sharedwealth.indicators.kaplan_meier import half_gone, kaplan_meier

# Freireich et al. 1963, weeks in remission of the patients given 6-mercaptopurine (Kalbfleisch & Prentice, table 1.1).
ENDED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
AT_RISK = {6: 21, 7: 17, 10: 15, 13: 12, 16: 11, 22: 7, 23: 6}


def curve(ended, censored, people=1):
    times = np.array([*ended, *censored], dtype=int)
    is_ended = np.arange(len(times)) < len(ended)
    return kaplan_meier(times, is_ended, np.full(len(times), float(people)))


def test_remission_of_leukaemia_is_as_published():
    told = curve(ENDED, CENSORED)
    assert {week: round(told.share[week - 1], 3) for week in PUBLISHED} == PUBLISHED
    assert {week: told.at_risk[week - 1] for week in AT_RISK} == AT_RISK
    assert half_gone(told.share) == 23


def test_a_placebo_ends_for_all_and_half_are_gone_after_eight_weeks():
    weeks = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
    told = curve(weeks, [])
    assert half_gone(told.share) == 8
    assert told.share[-1] == 0
    assert np.isnan(told.low[-1])


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(1, 15), min_size=1, max_size=40),
    st.lists(st.integers(1, 18), max_size=40),
    st.integers(1, 3),
)
def test_share_and_band_are_scipys(ended, censored, people):
    told = curve(ended, censored, people)
    data = stats.CensoredData(uncensored=ended * people, right=censored * people)
    theirs = stats.ecdf(data).sf
    np.testing.assert_allclose(told.share, theirs.evaluate(told.times), atol=1e-12)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # scipy says where the band is undefined
        band = theirs.confidence_interval(method="log-log")
    inside = (told.share < 1) & (told.share > 0)
    np.testing.assert_allclose(told.low[inside], band.low.evaluate(told.times)[inside], atol=1e-9)
    np.testing.assert_allclose(told.high[inside], band.high.evaluate(told.times)[inside], atol=1e-9)


def test_where_nobody_has_ended_the_band_is_the_line():
    told = curve([], [3, 5])
    assert told.share.tolist() == told.low.tolist() == told.high.tolist() == [1] * 5
    assert np.isnan(half_gone(told.share))


def test_nobody_has_an_empty_curve():
    assert len(curve([], []).times) == 0


@pytest.mark.parametrize("people", [1, 500_000])
def test_a_count_is_as_many_people(people):
    one, many = curve(ENDED, CENSORED), curve(ENDED, CENSORED, people)
    np.testing.assert_allclose(one.share, many.share)
    assert many.at_risk[0] == 21 * people
