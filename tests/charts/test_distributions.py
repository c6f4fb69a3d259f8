import numpy as np
import pandas as pd
import pytest

from sharedwealth.charts import distributions, theme
from sharedwealth.text import using
from tests.charts.frames import words


@pytest.fixture(autouse=True, params=["zh", "en"])
def language(request):
    with using(request.param):
        yield request.param


def bins(seed: int = 1, people: int = 40000) -> tuple[pd.DataFrame, pd.Series]:
    incomes = pd.Series(np.random.default_rng(seed).gamma(5, 500, people) - 400)
    lower = (np.floor(incomes / 50) * 50).astype(int)
    return lower.value_counts().rename_axis("bin").reset_index(name="people"), incomes


def drawn(people: int = 40000):
    frame, incomes = bins(people=people)
    q1, median, q3 = incomes.quantile([0.25, 0.5, 0.75])
    return distributions.histogram(
        frame, mean=incomes.mean(), median=median, q1=q1, q3=q3, n=len(incomes)
    ), incomes


def spread(label: str, seed: int, people: int) -> distributions.Spread:
    frame, incomes = bins(seed, people)
    q1, median, q3 = incomes.quantile([0.25, 0.5, 0.75])
    return distributions.Spread(label, frame, incomes.mean(), median, q1, q3, people)


def test_nobody_is_left_out_of_the_bars():
    figure, incomes = drawn()
    assert sum(figure.data[0].y) == len(incomes)


def test_each_bar_holds_the_people_of_its_step():
    figure, incomes = drawn()
    (bars,) = figure.data
    step = bars.x[1] - bars.x[0]
    for middle, people in list(zip(bars.x, bars.y, strict=True))[1:-1]:
        assert people == incomes.between(middle - step / 2, middle + step / 2, inclusive="left").sum()


def test_there_are_few_enough_bars_to_see():
    assert 15 <= len(drawn()[0].data[0].x) <= 48


def test_the_ends_are_drawn_together_and_say_so(language):
    told = drawn()[0].data[0].hovertext
    assert ("及以上" if language == "zh" else "and more") in told[-1]


def test_mean_median_and_quartiles_are_drawn_where_they_are():
    figure, incomes = drawn()
    expected = [incomes.quantile(0.25), incomes.quantile(0.75), incomes.median(), incomes.mean()]
    assert [line.x0 for line in figure.layout.shapes] == pytest.approx(expected)
    assert [line.line.dash for line in figure.layout.shapes] == [None, None, None, "dot"]


def test_each_of_the_four_is_written_with_its_figure_and_the_n_too(language):
    figure, incomes = drawn()
    names = ("下四分位", "中位数", "平均", "上四分位") if language == "zh" else (
        "Lower quartile", "Median", "Mean", "Upper quartile")  # fmt: skip
    values = (incomes.quantile(0.25), incomes.median(), incomes.mean(), incomes.quantile(0.75))
    for name, value in zip(names, values, strict=True):
        assert f"{name} {value:,.0f}" in words(figure)
    assert "n = 40,000" in words(figure)


def test_the_middle_half_is_darker():
    figure, incomes = drawn()
    bars = figure.data[0]
    low, high = incomes.quantile([0.25, 0.75])
    dark = [middle for middle, colour in zip(bars.x, bars.marker.color, strict=True) if colour == theme.MAIN]
    assert dark == [middle for middle in bars.x if low <= middle <= high]


def test_a_handful_of_people_can_be_drawn():
    figure = distributions.histogram(
        pd.DataFrame({"bin": [1000], "people": [12]}), mean=1020, median=1020, q1=1010, q3=1030, n=12
    )
    assert list(figure.data[0].y) == [12]


def test_two_groups_share_one_scale_and_are_drawn_as_shares():
    figure = distributions.side_by_side(spread("低收入", 2, 3000), spread("其他", 3, 60000))
    low, others = figure.data
    assert list(low.x) == list(others.x)
    assert sum(low.y) == pytest.approx(1)
    assert sum(others.y) == pytest.approx(1)
    assert low.yaxis != others.yaxis
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range


def test_each_group_is_named_with_its_figures():
    written = words(distributions.side_by_side(spread("甲", 2, 3000), spread("乙", 3, 60000)))
    assert "<b>甲</b>" in written
    assert "n = 60,000" in written


def test_without_people_a_sentence_stands_instead():
    nobody = pd.DataFrame({"bin": [], "people": []})
    missing = float("nan")
    alone = distributions.histogram(nobody, mean=missing, median=missing, q1=missing, q3=missing, n=0)
    empty = distributions.Spread("甲", nobody, missing, missing, missing, missing, 0)
    together = distributions.side_by_side(empty, spread("乙", 3, 100))
    for figure in (alone, together):
        assert not figure.data
        assert figure.layout.annotations[0].text


def test_a_narrow_screen_keeps_the_n_beside_the_mean():
    figure = distributions.side_by_side(spread("甲", 2, 3000), spread("乙", 3, 60000))
    (narrow,) = figure.layout.meta["narrower"]
    heads = [note["text"] for note in narrow["layout"]["annotations"]]
    assert any("n = 3,000" in head for head in heads)
    assert any("n = 60,000" in head for head in heads)
