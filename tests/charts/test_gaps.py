"""Gaps, drawn: Theil in its parts, Lorenz curves, growth against level, published ratios."""

import numpy as np
import pandas as pd
import pytest

from sharedwealth.charts import convergence, inequality, ratios
from sharedwealth.text import using
from tests.charts.frames import trace, words


def split(**columns):
    frame = pd.DataFrame(
        {
            "when": ["before", "after"], "n": [50.0, 50.0], "mean": [1000.0, 3000.0], "theil": [0.2, 0.1],
            "between_cities": [0.01, 0.02], "between_counties": [0.01, 0.03], "within_counties": [0.18, 0.05],
        }
    )  # fmt: skip
    return frame.assign(**columns)


def test_the_parts_stand_one_on_another_and_their_shares_are_written():
    with using("en"):
        figure = inequality.parts(split())
        assert list(trace(figure, "within_counties").x) == [0.18, 0.05]
        written = words(figure)
    for share in ("90.0%", "5.0%", "50.0%", "30.0%", "20.0%", "0.200", "0.100"):
        assert share in written


def test_a_part_that_the_area_has_not_is_not_drawn():
    figure = inequality.parts(split(between_cities=np.nan))
    assert [each.name for each in figure.data] == ["within_counties", "between_counties"]


def test_nobody_known_is_a_sentence_and_not_an_empty_chart():
    empty = split().head(0)
    curves = pd.DataFrame(columns=["when", "people_share", "income_share"])
    with using("en"):
        assert "nothing to split" in words(inequality.parts(empty))
        assert "nothing to split" in words(inequality.parts(split(theil=np.nan)))
        assert "nothing to draw" in words(inequality.lorenz(curves))
        assert "No ratio" in words(ratios.published(curves, curves))


def test_lorenz_curves_are_drawn_in_order_over_the_diagonal():
    curves = pd.DataFrame(
        {
            "when": ["before"] * 3 + ["after"] * 3,
            "people_share": [0, 0.5, 1] * 2,
            "income_share": [0, 0.1, 1, 0, 0.3, 1],
        }
    )
    figure = inequality.lorenz(curves)
    assert list(trace(figure, "before").y) == [0, 0.1, 1]
    assert list(trace(figure, "equal").y) == [0, 1]


def test_edges_are_named_and_marked_areas_have_their_own_mark():
    points = pd.DataFrame(
        {
            "area": ["1", "2", "3", "4", "5"], "area_name": ["A", "B", "C", "D", "E"],
            "start": [3000.0, 3200, 3400, 3600, 3800], "end": [3300.0, 3500, 3700, 3800, 4300],
            "growth": [0.1, 0.09, 0.088, 0.055, 0.13], "n": [20.0] * 5, "is_marked": [True, False, False, False, False],
        }
    )  # fmt: skip
    line = pd.DataFrame({"start": [3000.0, 3800.0], "growth": [0.09, 0.1]})
    with using("en"):
        figure = convergence.scatter(points, line)
        written = words(figure)
    assert list(trace(figure, "marked").customdata) == ["1"]
    assert list(trace(figure, "others").customdata) == ["2", "3", "4", "5"]
    named = {note.text for note in figure.layout.annotations}
    assert {"A", "D", "E"} <= named
    assert "B" not in named
    assert "3,000 to 3,300 yuan a month" in written


def test_targets_of_one_value_share_a_line_to_their_years():
    figures = pd.DataFrame(
        {"year": [2019, 2020], "value": [2.01, 1.96], "words": ["2.01", "1.96"], "told": ["a", "b"],
         "is_first_hand": [False, True]}
    )  # fmt: skip
    targets = pd.DataFrame(
        {"year": [2025, 2027], "value": [1.9, 1.9], "words": ["below 1.9", "within 1.9"], "told": ["c", "d"]}
    )
    figure = ratios.published(figures, targets)
    assert list(trace(figure, "published").marker.symbol) == ["diamond-open", "diamond"]
    assert list(trace(figure, "target").x) == pytest.approx([2018.6, 2025, 2027])
    assert list(trace(figure, "target").hovertext) == ["", "c", "d"]
