"""A course and where it leads, drawn."""

import pandas as pd

from sharedwealth.charts import forecasts
from sharedwealth.charts.growth import Target
from sharedwealth.text import using
from tests.charts.frames import MISSING, by_month, trace, words

NOTHING = pd.DataFrame(columns=["month", "middle", "low", "high"])


def ahead(*months):
    rows = [(month, 100.0 + at, 99.0, 103.0 + at) for at, month in enumerate(months)]
    return pd.DataFrame(rows, columns=["month", "middle", "low", "high"])


def test_the_forecast_begins_where_the_ledgers_end_and_its_interval_closes():
    own = by_month([90, MISSING, 98], "workshops")  # to 2024-07
    figure = forecasts.forecast(
        own, ahead("2024-08", "2024-09"), Target(120, "Target 120", "2025-03"), "2025-03"
    )
    line, band = trace(figure, "ahead"), trace(figure, "interval")
    assert line.x[0] == "2024-07-31"
    assert list(line.y) == [98, 100, 101]
    assert band.fillpattern.shape == "/", "a forecast is hatched"
    assert list(band.y) == [98, 103, 104, 99, 99, 98]
    assert list(trace(figure, "own").y) == [90, None, 98]
    assert list(trace(figure, "target").x)[1] == "2025-03-31"


def test_a_rate_is_not_drawn_past_all():
    own = by_month([0.9, 0.95], "share")
    rows = pd.DataFrame({"month": ["2024-07"], "middle": [0.97], "low": [0.93], "high": [0.99]})
    figure = forecasts.forecast(own, rows, Target(1.0, "Target 100%"))
    assert figure.layout.yaxis.range[1] < 1.02


def test_the_month_and_interval_are_told_on_pointing():
    with using("en"):
        figure = forecasts.forecast(by_month([98], "workshops"), ahead("2024-06"), Target(120, "Target 120"))
        said = words(figure)
    assert "Forecast June 2024" in said
    assert "80% interval 99 to 103" in said


def test_reached_targets_have_no_forecast_and_no_legend_for_one():
    with using("en"):
        figure = forecasts.forecast(by_month([98, 130], "workshops"), NOTHING, Target(120, "Target 120"))
        assert "go on" not in words(figure)
    assert [each.name for each in figure.data] == ["target", "own"]


def test_without_a_ledger_there_is_a_sentence():
    with using("en"):
        figure = forecasts.forecast(by_month([MISSING], "workshops"), NOTHING, Target(120, "Target 120"))
        assert "nothing to draw" in words(figure)
    assert not figure.data
