from datetime import date

import pandas as pd
import pytest

from sharedwealth.charts import theme, trends
from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.text import using
from tests.charts.frames import MISSING, answer, by_city, by_month, published, trace, words

BUILT = by_month([9800, 10000, 10250, 10600, 10900, 11145], "workshops")
RECORD = published(
    ("2024-06", 10020, "Zhejiang Daily (浙江日报)"),
    ("2023", 8000, "Chao News commentary"),
    (MISSING, 3700, "Somebody"),
)
TARGET = trends.Target(10000, "目标 10,000家", "2025-09")


@pytest.fixture(autouse=True, params=["zh", "en"])
def language(request):
    with using(request.param):
        yield request.param


def test_growth_draws_each_month_at_its_end_with_the_frames_own_values():
    own = trace(trends.growth(BUILT), "own")
    assert list(own.y) == [9800, 10000, 10250, 10600, 10900, 11145]
    assert own.x[0] == "2024-05-31"
    assert own.x[-1] == "2024-10-31"


def test_a_month_without_a_neighbour_is_a_dot():
    frame = by_month([5, MISSING, 7, 8, MISSING, 9], "workshops")
    for drawn, sizes in ((frame, [9, 0, 0, 0, 0, 9]), (frame.head(1), [9])):
        assert list(trends.series(drawn).data[-1].marker.size) == sizes
    assert trends.series(BUILT).data[-1].mode == "lines"


def test_a_published_figure_stands_at_its_date_and_a_years_figure_over_the_year():
    figure = trends.growth(BUILT, RECORD)
    points = trace(figure, "published")
    assert dict(zip(points.x, points.y, strict=True)) == {"2023-07-02": 8000, "2024-06-30": 10020}
    assert set(points.marker.symbol) == {"diamond"}
    assert points.marker.color == theme.INK
    assert list(trace(figure, "span").x) == ["2023-01-01", "2023-12-31"]


def test_each_published_point_is_labelled_with_its_figure_and_publisher(language):
    written = [note.text for note in trends.growth(BUILT, RECORD).layout.annotations]
    expected = (
        "<b>10,020家</b><br>浙江日报" if language == "zh" else "<b>10,020 workshops</b><br>Zhejiang Daily"
    )
    assert expected in written


def test_hovering_a_published_point_gives_its_words_date_and_quote():
    told = trace(trends.growth(BUILT, RECORD), "published").hovertext[1]
    for part in ("10,020", "2024-06", "Zhejiang Daily (浙江日报)", "“全省建成“共富工坊””"):
        assert part in told


def test_an_undated_figure_is_counted_and_not_drawn(language):
    figure = trends.growth(BUILT, RECORD)
    assert 3700 not in list(trace(figure, "published").y)
    said = "另有1条公开数据未注明时点" if language == "zh" else "1 published figure is undated"
    assert said in words(figure)


def test_an_undated_figure_with_known_bounds_stands_between_them_as_an_open_diamond():
    record = published(
        ("", 3700, "期刊"), first_month="2022-06", last_month="2023-04", as_of_text="应在两月之间"
    )
    figure = trends.growth(BUILT, record)
    points = trace(figure, "published")
    assert list(points.x) == ["2022-11-14"]
    assert list(points.marker.symbol) == ["diamond-open"]
    assert list(trace(figure, "span").x) == ["2022-06-01", "2023-04-30"]
    assert "应在两月之间" in points.hovertext[0]


def test_the_sources_own_words_are_kept():
    record = published(("2023-04-15", 10000, "宁波日报"), value_text="近万家")
    assert "<b>近万家</b>" in words(trends.growth(BUILT, record))


def test_the_target_is_dashed_and_reaches_to_the_month_it_is_due():
    target = trace(trends.growth(BUILT, target=TARGET), "target")
    assert set(target.y) == {10000}
    assert target.x[1] == "2025-09-30"
    assert target.line.dash


def test_a_target_far_ahead_does_not_squeeze_the_figures():
    far = trends.Target(10000, "目标", "2030-12")
    last = trends.growth(BUILT, target=far).layout.xaxis.range[1]
    assert date.fromisoformat(last) < date(2025, 1, 1)


def test_growth_says_whose_figures_the_line_shows(language):
    said = "示例数据" if language == "zh" else "DEMONSTRATION DATA"
    assert said in words(trends.growth(BUILT))


def test_the_public_record_is_drawn_where_no_ledger_has_come():
    figure = trends.growth(by_month([MISSING, MISSING], "workshops"), RECORD)
    assert [found.name for found in figure.data] == ["span", "published"]


def test_a_picked_point_gives_the_published_figures_own_id():
    figure = trends.growth(BUILT, RECORD.assign(id=["p1", "p2", "p3"]))
    assert list(trace(figure, "published").customdata) == ["p2", "p1"]


def test_every_month_has_a_ready_text_and_the_last_is_the_anchor():
    ticks = trends.growth(BUILT, target=TARGET).layout.meta["ticks"]
    assert ticks["texts"][0] == "2024-05"
    assert ticks["texts"][ticks["anchor"]] == "2024-10"
    assert len(ticks["texts"]) == len(ticks["vals"]) == 17


def test_a_month_without_data_is_a_gap_in_the_line():
    figure = trends.series(by_month([0.8, MISSING, 0.82], "share"))
    (line,) = figure.data
    assert list(line.y) == [0.8, None, 0.82]
    assert line.connectgaps is False


def test_a_share_is_not_filled_because_it_does_not_start_at_zero():
    shares = trends.series(by_month([0.8, 0.81], "share"))
    counts = trends.series(by_month([800, 900], "workshops"))
    assert shares.layout.yaxis.range[0] > 0
    assert [found.name for found in shares.data] == ["33"]
    assert counts.layout.yaxis.range[0] == 0
    assert [found.name for found in counts.data] == ["band", "33"]


def test_at_most_four_types_have_a_colour():
    frames = [by_month([1, 10 - rank], "workshops", type=key) for rank, key in enumerate(WORKSHOP_TYPES)]
    colours = [line.line.color for line in trends.series(pd.concat(frames)).data]
    assert colours == [*list(theme.TYPES.values())[:4], theme.EARLIER, theme.EARLIER]


def test_the_chosen_area_stands_out_and_is_named():
    frames = [by_month([0.5, value], "share", area=code, area_name=name) for code, name, value in _many()]
    figure = trends.series(pd.concat(frames), chosen="3305")
    colours = {line.name: line.line.color for line in figure.data}
    assert colours.pop("3305") == theme.MAIN
    assert set(colours.values()) == {theme.EARLIER}
    named = [note.text.split(" <b>")[0] for note in figure.layout.annotations]
    assert named == ["Z", "E", "A"]


def _many():
    return [(f"33{at:02d}", name, 0.6 + at / 100) for at, name in enumerate("ABCDXEFGHIYZ")]


def test_two_lines_are_named_at_their_ends(language):
    ever, now = by_month([300000, 498000], "people"), by_month([90000, 120000], "people")
    figure = trends.two_lines(ever, now, ("累计", "在岗"))
    assert [list(line.y) for line in figure.data] == [[300000, 498000], [90000, 120000]]
    value = "49.8万人" if language == "zh" else "498,000 people"
    assert f"累计<br><b>{value}</b>" in words(figure)


def test_two_lines_of_nobody_are_a_sentence(language):
    figure = trends.two_lines(by_month([0, 0], "people"), by_month([0, MISSING], "people"), ("a", "b"))
    assert not figure.data
    assert ("无人" if language == "zh" else "Nobody") in words(figure)


def test_the_fan_has_bands_median_mean_and_n(language):
    course = by_month([2500, 2600], "yuan_month", median=2300, q1=1500, q3=3300, p10=900, p90=4600, n=200123)
    figure = trends.fan(course)
    outer, inner = [found for found in figure.data if found.name == "band"]
    assert list(outer.y)[:4] == [4600, 4600, 900, 900]
    assert list(inner.y)[:4] == [3300, 3300, 1500, 1500]
    assert list(trace(figure, "median").y) == [2300, 2300]
    assert list(trace(figure, "mean").y) == [2500, 2600]
    assert "n = 200,123" in trace(figure, "median").hovertext[0]
    said = "中位数 <b>2,300</b>" if language == "zh" else "Median <b>2,300</b>"
    assert said in words(figure)


def test_the_fan_takes_an_answer_without_the_outer_tails():
    figure = trends.fan(by_month([2500, 2600], "yuan_month", median=2300, q1=1500, q3=3300))
    assert len([found for found in figure.data if found.name == "band"]) == 1


def test_a_month_without_data_is_a_gap_in_the_fan():
    course = by_month([2500, MISSING, 2600], "yuan_month", median=[2300, MISSING, 2400], q1=1500, q3=3300)
    figure = trends.fan(course)
    assert list(trace(figure, "median").y) == [2300, None, 2400]


@pytest.mark.parametrize(
    "draw",
    [
        trends.growth,
        trends.series,
        lambda nothing: trends.two_lines(nothing, nothing, ("a", "b")),
        trends.fan,
    ],
)
@pytest.mark.parametrize("values", [[], [MISSING, MISSING]])
def test_where_nothing_is_known_a_sentence_stands_instead(draw, values, language):
    figure = draw(by_month(values, "people"))
    assert not figure.data
    assert len(figure.layout.annotations) == 1
    assert ("台账" if language == "zh" else "ledgers") in figure.layout.annotations[0].text


def test_a_single_month_can_be_drawn():
    assert trace(trends.growth(answer([5], "workshops")), "own").y == (5,)
    assert by_city([0.5], "share").shape[0] == 1


def test_the_only_month_of_a_fan_has_its_ranges_upright():
    only = by_month(
        [2600.0], "yuan_month", median=[2300.0], q1=[1500.0], q3=[3300.0], p10=[700.0], p90=[4700.0], n=[90]
    )
    ranges = [list(line.y) for line in trends.fan(only).data if line.name == "range"]
    assert ranges == [[1500, 3300], [700, 4700]]
    several = by_month(
        [2600.0, 2700.0], "yuan_month", median=[2300.0, 2400.0], q1=[1500.0] * 2, q3=[3300.0] * 2
    )
    assert not [line for line in trends.fan(several).data if line.name == "range"]


def test_nothing_but_zeros_still_has_an_axis():
    """A small county without a workshop of the type: zero is a figure, and an axis from 0 to 0 is none."""
    figure = trends.growth(BUILT.assign(value=0.0))
    assert list(trace(figure, "own").y) == [0.0] * len(BUILT)
    low, high = figure.layout.yaxis.range
    assert low == 0 < high
