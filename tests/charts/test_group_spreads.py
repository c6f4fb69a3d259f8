"""Groups on one scale, ridgelines, and incomes before and now, as they are drawn."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from sharedwealth.charts import before_after, columns, group_spreads, ridges, theme
from sharedwealth.charts.before_after import Steps
from sharedwealth.text import using
from tests.charts.frames import MISSING, trace, words

STEPS = Steps(500, 4000, 10_000)


@pytest.fixture(autouse=True, params=["zh", "en"])
def language(request):
    with using(request.param):
        yield request.param


def groups() -> pd.DataFrame:
    rows = [
        ("Sex", "Women", 2495, 2275, 193796, "ok"),
        ("Sex", "Men", 2761, 2525, 125771, "ok"),
        ("Age", "16–29", MISSING, MISSING, MISSING, "suppressed"),
        ("Age", "70+", MISSING, MISSING, 0, "no_data"),
    ]
    frame = pd.DataFrame(rows, columns=["section", "label", "value", "median", "n", "status"])
    for name, by in (("p10", -1500), ("q1", -800), ("q3", 1000), ("p90", 2300)):
        frame[name] = frame["median"] + by
    return frame.assign(unit="yuan_month", month="2024-10")


def test_each_group_has_dot_stroke_and_lines_where_its_figures_are():
    figure = group_spreads.by_group(groups())
    assert list(trace(figure, "median").x) == [2275, 2525]
    assert list(trace(figure, "mean").x) == [2495, 2761]
    assert list(trace(figure, "q1 to q3").x) == [1475, 3275, None, 1725, 3525, None]
    assert list(trace(figure, "p10 to p90").x) == [775, 4575, None, 1025, 4825, None]


def test_sections_stand_over_their_groups():
    axis = group_spreads.by_group(groups()).layout.yaxis
    at = dict(zip(axis.ticktext, axis.tickvals, strict=True))
    assert at == {"<b>Sex</b>": 0, "Women": 1, "Men": 2, "<b>Age</b>": 3, "16–29": 4, "70+": 5}


def test_mean_median_and_n_are_written_and_told_together(language):
    figure = group_spreads.by_group(groups())
    written = words(figure).split("\n")
    assert {"2,495", "2,275", "193,796"} <= set(written)
    for told in (*trace(figure, "median").hovertext, *trace(figure, "mean").hovertext):
        assert "n = " in told
        assert ("中位数" if language == "zh" else "Median") in told


def test_hidden_groups_and_groups_of_nobody_say_so(language):
    untold = list(trace(group_spreads.by_group(groups()), "untold").text)
    assert untold == (
        ["少于10，不显示", "无人"] if language == "zh" else ["Fewer than 10, not shown", "Nobody here"]
    )


def test_columns_stand_beside_each_other_and_have_room():
    figure = theme.figure()
    listed = [columns.Column("n", ["123,456"]), columns.Column("Median", ["1"])]
    columns.write(figure, [0], listed, "yuan_month")
    first, second = (
        note.xshift for note in figure.layout.annotations if note.y == 0 and note.xanchor == "right"
    )
    assert second - first >= theme.text_width("Median")
    assert figure.layout.margin.r >= second


def ridge_bins() -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(4)
    parts, rows = [], []
    for key, mean, people in (("a", 3000, 50_000), ("b", 2000, 4000)):
        incomes = rng.normal(mean, 700, people)
        counts = pd.Series((incomes // 200 * 200).astype(int)).value_counts()
        parts.append(pd.DataFrame({"key": key, "bin": counts.index, "people": counts.to_numpy(dtype=float)}))
        rows.append((key, f"Group {key}", incomes.mean(), np.median(incomes), people, "ok"))
    rows.append(("c", "Group c", MISSING, MISSING, MISSING, "suppressed"))
    frame = pd.DataFrame(rows, columns=["key", "label", "value", "median", "n", "status"])
    return frame.assign(unit="yuan_month"), pd.concat(parts, ignore_index=True)


def curves(figure):
    """The points of each curve, from the top."""
    line = trace(figure, "curve")
    at = [-1, *(place for place, x in enumerate(line.x) if x is None)]
    spans = list(pairwise(at))
    return [(line.x[first + 1 : after], line.y[first + 1 : after]) for first, after in spans]


def test_ridges_share_one_scale_and_equal_areas():
    rows, bins = ridge_bins()
    drawn = curves(ridges.ridgelines(rows, bins, 200))
    assert drawn[0][0] == drawn[1][0]
    heights = [sum(at - y for y in ys) for at, (_, ys) in enumerate(drawn)]
    assert heights[0] == pytest.approx(heights[1])
    for at, (key, (_, ys)) in enumerate(zip("ab", drawn, strict=True)):
        people = bins.loc[bins["key"] == key, "people"]
        assert max(at - y for y in ys) / heights[at] == pytest.approx(people.max() / people.sum())


def test_each_ridge_has_its_median_and_its_figures(language):
    rows, bins = ridge_bins()
    figure = ridges.ridgelines(rows, bins, 200)
    assert list(trace(figure, "median").x[::3]) == rows["median"].dropna().tolist()
    told = trace(figure, "curve").hovertext[3]
    assert len(trace(figure, "curve").hovertext) == len(trace(figure, "curve").x)
    assert "n = 50,000" in told
    assert ("中位数" if language == "zh" else "Median") in told
    assert list(figure.layout.yaxis.ticktext) == ["Group a", "Group b", "Group c"]
    assert list(trace(figure, "untold").y) == [2 - 0.16]


def cells() -> pd.DataFrame:
    rows = [(500, 500, 30), (500, 2500, 60), (500, 3000, 10), (4000, 10_000, 20), (4000, 3500, 20)]
    frame = pd.DataFrame(rows, columns=["before", "now", "people"])
    return frame.assign(share=frame["people"] / frame.groupby("before")["people"].transform("sum"))


def test_a_cell_is_as_dark_as_its_share_of_the_row():
    figure = before_after.steps_map(cells(), STEPS)
    (drawn,) = figure.data
    assert drawn.z[0][1] == 0.3
    assert drawn.z[0][5] == 0.6
    assert drawn.z[1][20] == 0.5
    assert sum(value is not None for row in drawn.z for value in row) == 5


def test_the_step_that_stayed_is_framed_and_the_open_one_is_not():
    (frame,) = before_after.steps_map(cells(), STEPS).layout.shapes
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (0.5, 1.5, -0.5, 0.5)


def test_a_cell_tells_its_steps_people_and_share(language):
    told = before_after.steps_map(cells(), STEPS).data[0].hovertext[1][20]
    assert "4,000" in told
    assert "10,000" in told
    assert "50.0%" in told
    assert ("20人" if language == "zh" else "20 people") in told


def bands() -> pd.DataFrame:
    rows = [
        (500, 100, 750, 3300, 725, 3250, "ok"),
        (1000, 40, 1200, 3900, 1225, 3750, "unverified"),
        (4000, MISSING, MISSING, MISSING, MISSING, MISSING, "suppressed"),
    ]
    names = ["before", "n", "mean_before", "mean_now", "median_before", "median_now", "status"]
    return pd.DataFrame(rows, columns=names)


def test_each_band_has_its_means_its_median_and_its_n(language):
    figure = before_after.dumbbells(bands(), STEPS)
    assert list(trace(figure, "mean_before").x) == [750, 1200]
    assert list(trace(figure, "mean_now").x) == [3300, 3900]
    assert list(trace(figure, "median_now").x) == [3250, 3750]
    assert {"3,300", "3,250", "100"} <= set(words(figure).split("\n"))
    told = trace(figure, "mean_now").hovertext[0]
    for part in ("750", "725", "3,300", "3,250", "±250", "n = 100"):
        assert part in told
    assert list(trace(figure, "untold").y) == [2]
    assert ("4,000 及以上" if language == "zh" else "4,000 and more") in figure.layout.yaxis.ticktext


def test_a_step_is_said_with_its_unit(language):
    assert STEPS.in_words(500) == ("500–1,000元" if language == "zh" else "500–1,000 yuan")
    assert STEPS.in_words(4000) == ("4,000元 及以上" if language == "zh" else "4,000 yuan and more")


def test_without_anybody_a_sentence_stands_instead():
    hidden = bands().assign(mean_now=MISSING)
    rows, bins = ridge_bins()
    for figure in (
        group_spreads.by_group(groups().assign(median=MISSING)),
        ridges.ridgelines(rows, bins.head(0), 200),
        before_after.steps_map(cells().head(0), STEPS),
        before_after.dumbbells(hidden, STEPS),
    ):
        assert not figure.data
        assert figure.layout.annotations[0].text


def test_a_group_too_small_for_a_curve_keeps_its_figures(language):
    rows, bins = ridge_bins()
    figure = ridges.ridgelines(rows, bins[bins["key"] == "a"], 200)
    said = trace(figure, "untold").text[0]
    assert said == ("人数少，不画曲线" if language == "zh" else "Too few for a curve")
    assert {"4,000", "50,000"} <= set(words(figure).split("\n"))
