import pytest

from sharedwealth.charts import rankings, rows, theme
from sharedwealth.text import using
from tests.charts.frames import MISSING, by_city, trace, words

SHARES = by_city(
    [0.62, 0.962, MISSING, 0.81], "share", numerator=[62, 481, MISSING, 81], denominator=[100, 500, 80, 100]
)
INCOMES = by_city(
    [2600, 2400, MISSING, 2900],
    "yuan_month",
    median=[2300, 2350, MISSING, 2200],
    q1=[1500, 1600, MISSING, 1300],
    q3=[3300, 3100, MISSING, 3600],
    n=[9000, 12000, MISSING, 15],
)


@pytest.fixture(autouse=True, params=["zh", "en"])
def language(request):
    with using(request.param):
        yield request.param


def test_the_highest_area_comes_first_and_those_without_data_last():
    figure = rankings.bars(SHARES)
    assert list(figure.layout.yaxis.ticktext) == ["宁波市", "嘉兴市", "杭州市", "温州市"]
    assert list(trace(figure, "known").x) == [0.962, 0.81, 0.62]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]


def test_equal_areas_stand_in_the_order_of_their_codes():
    figure = rankings.bars(by_city([5, 7, 5], "workshops"))
    assert list(figure.layout.yaxis.ticktext) == ["宁波市", "杭州市", "温州市"]


def test_each_bar_ends_in_its_value_and_the_change_of_its_rank():
    ranked = SHARES.assign(rank=[3, 1, MISSING, 2], rank_change=[-2, 0, MISSING, 12])
    figure = rankings.bars(ranked)
    first, second, third = (theme.unmarked(text) for text in trace(figure, "known").text)
    assert (first, second, third) == ("96.2%  –", "81.0%  ▲12", "62.0%  ▼2")
    assert figure.layout.yaxis.ticktext[0] == "1  宁波市"


def test_an_area_that_was_not_ranked_before_has_no_change():
    figure = rankings.bars(SHARES.assign(rank_change=[MISSING] * 4))
    assert list(trace(figure, "known").text) == ["96.2%", "81.0%", "62.0%"]


def test_an_area_without_data_is_hatched_and_says_so(language):
    unknown = trace(rankings.bars(SHARES), "unknown")
    assert list(unknown.marker.pattern.shape) == ["/"]
    assert list(unknown.text) == ["无数据" if language == "zh" else "No data"]
    assert list(unknown.customdata) == ["3303"]


def test_a_suppressed_area_is_dotted_and_its_figure_shown_nowhere(language):
    hidden = SHARES.assign(status=["ok", "ok", "suppressed", "ok"])
    figure = rankings.bars(hidden)
    assert list(trace(figure, "unknown").marker.pattern.shape) == ["."]
    assert ("少于10" if language == "zh" else "Fewer than 10") in words(figure)


def test_an_unverified_area_keeps_its_bar_under_a_hatch():
    figure = rankings.bars(SHARES.assign(status=["ok", "unverified", "no_data", "ok"]))
    assert list(trace(figure, "known").marker.pattern.shape) == ["/", "", ""]


def test_a_picked_bar_gives_the_areas_code():
    assert list(trace(rankings.bars(SHARES), "known").customdata) == ["3302", "3304", "3301"]


def test_the_chosen_area_alone_has_the_accent():
    colours = trace(rankings.bars(SHARES, chosen="3304"), "known").marker.color
    assert list(colours) == [theme.MAIN, theme.ACCENT, theme.MAIN]


def test_hovering_tells_what_a_rate_is_made_of_and_who_reported(language):
    told = trace(rankings.bars(SHARES), "known").hovertext[0]
    assert "481 / 500" in told
    assert ("87/90县已报送" if language == "zh" else "87 of 90 counties reported") in told


def test_a_target_is_dashed_and_a_comparison_solid():
    figure = rankings.bars(
        SHARES, marks=[rankings.Mark(0.9, "全省"), rankings.Mark(1, "目标", is_target=True)]
    )
    whole, target = figure.layout.shapes
    assert (whole.x0, whole.line.dash) == (0.9, None)
    assert (target.x0, target.line.dash) == (1, "6px,4px")
    assert "全省 90.0%" in words(figure)
    assert figure.layout.xaxis.range[1] >= 1


def test_a_figure_is_as_high_as_it_has_rows():
    short, long = rankings.bars(SHARES), rankings.bars(SHARES.loc[[0, 1, 2, 3] * 20])
    assert long.layout.height - short.layout.height == 76 * 26


def test_markup_in_a_name_is_shown_not_obeyed():
    figure = rankings.bars(SHARES.assign(area_name="<b>甲</b>"))
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;甲&lt;/b&gt;"


def test_dots_stand_at_the_median_strokes_at_the_mean_and_lines_over_the_middle_half():
    figure = rankings.dots(INCOMES)
    assert list(figure.layout.yaxis.ticktext) == ["宁波市", "杭州市", "嘉兴市", "温州市"]
    assert list(trace(figure, "median").x) == [2350, 2300, 2200]
    assert list(trace(figure, "mean").x) == [2400, 2600, 2900]
    assert list(trace(figure, "middle half").x) == [1600, 3100, None, 1500, 3300, None, 1300, 3600, None]


def test_hovering_a_dot_tells_its_n_and_quartiles(language):
    told = trace(rankings.dots(INCOMES), "median").hovertext[0]
    assert "n = 12,000" in told
    assert ("1,600 至 3,100元/月" if language == "zh" else "1,600 to 3,100 yuan a month") in told


def test_the_medians_are_written_in_a_column():
    written = words(rankings.dots(INCOMES)).split("\n")
    assert {"2,350", "2,300", "2,200"} <= set(written)


def test_dots_say_which_areas_have_no_data(language):
    figure = rankings.dots(INCOMES)
    assert list(trace(figure, "unknown").text) == ["无数据" if language == "zh" else "No data"]
    assert list(trace(figure, "unknown").y) == [3]


def test_dots_of_areas_that_are_not_verified_are_hollow_and_explained(language):
    figure = rankings.dots(INCOMES.assign(status=["unverified", "ok", "ok", "no_data"]))
    dots = trace(figure, "median").marker
    at = list(trace(figure, "median").customdata).index(INCOMES["area"].iloc[0])
    assert [place for place, colour in enumerate(dots.color) if colour == theme.CARD] == [at]
    assert dots.line.color[at] == theme.MAIN
    said = "未核验" if language == "zh" else "Not verified"
    assert said in words(figure)
    assert said not in words(rankings.dots(INCOMES))


def test_without_an_area_a_sentence_stands_instead():
    assert not rankings.bars(SHARES.head(0)).data
    assert not rankings.dots(INCOMES.head(0)).data
    assert not rankings.dots(INCOMES.assign(median=MISSING)).data
    assert rankings.bars(SHARES.head(0)).layout.annotations[0].text


def test_areas_that_all_lack_data_are_still_listed():
    figure = rankings.bars(SHARES.assign(value=MISSING, status="no_data"))
    assert len(trace(figure, "unknown").y) == 4


def test_dots_write_mean_and_n_beside_the_median_and_how_the_rank_changed():
    ranked = INCOMES.assign(rank=[2, 1, MISSING, 3], rank_change=[-1, 1, MISSING, 0])
    figure = rankings.dots(ranked)
    written = set(words(figure).split("\n"))
    assert {"2,600", "2,400", "2,900", "9,000", "12,000", "15"} <= written
    assert any("▲1" in each for each in written)
    assert any("▼1" in each for each in written)
    assert figure.layout.yaxis.ticktext[0] == "1  宁波市"
    assert "▲" not in words(rankings.dots(INCOMES))


def test_beside_a_mark_the_values_stand_in_a_column_that_its_line_does_not_cross():
    figure = rankings.bars(SHARES, marks=[rankings.Mark(0.9, "Median")])
    ends = trace(figure, "ends")
    known = list(trace(figure, "known").x)
    assert not any(trace(figure, "known").text or ())
    assert set(ends.x) == {max(known)}
    assert [text.strip() for text in ends.text] == [f"{value:.1%}" for value in known]


def test_names_that_are_too_long_lose_their_kind_all_alike():
    long = ["1  Shaojiadu Subdistrict", "2  Huixi Town"]
    assert rows.briefs(long, 22) == ["1  Shaojiadu", "2  Huixi"]
    assert rows.briefs(long[1:], 22) == long[1:]
    assert rows.briefs(["景宁畲族自治县"], 4) == ["景宁畲…"]
