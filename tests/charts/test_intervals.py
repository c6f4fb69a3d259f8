"""Shares with their interval, drawn."""

import pytest

from sharedwealth.charts import intervals
from sharedwealth.text import using
from tests.charts.frames import MISSING, by_city, by_month, trace, words


def with_ends(frame):
    return frame.assign(low=frame["value"] - 0.02, high=frame["value"] + 0.01)


def test_a_month_without_a_ledger_is_a_gap_in_line_and_band():
    figure = intervals.course(with_ends(by_month([0.9, MISSING, 0.92, 0.94], "share")))
    assert list(trace(figure, "share").y) == [0.9, None, 0.92, 0.94]
    assert list(trace(figure, "band").y).count(None) == 2, "two runs of months"


def test_the_interval_is_told_on_pointing():
    with using("en"):
        figure = intervals.course(with_ends(by_month([0.9, 0.92], "share")))
        assert "95% interval 88.0% to 91.0%" in words(figure)


def test_without_a_ledger_there_is_a_sentence():
    for draw in (intervals.course, intervals.areas):
        with using("en"):
            assert words(
                draw(with_ends(by_month([MISSING], "share").head(0 if draw is intervals.areas else 1)))
            )


def test_areas_stand_in_order_with_their_intervals_and_the_unknown_last():
    figure = intervals.areas(with_ends(by_city([0.9, MISSING, 0.95], "share")))
    assert list(trace(figure, "share").customdata) == ["3303", "3301"]
    assert list(trace(figure, "interval").x)[:2] == pytest.approx([0.93, 0.96])
    assert list(trace(figure, "unknown").customdata) == ["3302"]
    assert figure.layout.xaxis.range[0] < 0.88
