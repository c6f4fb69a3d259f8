import pytest

from sharedwealth.charts import record
from sharedwealth.charts.published import chart
from sharedwealth.text import using
from tests.charts.frames import MISSING, published, trace, words

RECORD = published(
    ("2023-04-15", 5599, "Zhejiang Today magazine (今日浙江)"),
    ("2024", 11145, "Chao News commentary"),
    (MISSING, 3700, "Journal article, seen in a mirror copy"),
    value_text=["5599家", "", "3700多家"],
    id=["a", "b", "c"],
)


@pytest.fixture(autouse=True, params=["zh", "en"])
def language(request):
    with using(request.param):
        yield request.param


def test_dated_figures_stand_at_their_dates_and_undated_ones_apart():
    figure = chart(RECORD, "workshops")
    dated, undated = trace(figure, "dated"), trace(figure, "undated")
    assert dict(zip(dated.x, dated.y, strict=True)) == {"2023-04-15": 5599, "2024-07-01": 11145}
    assert list(undated.y) == [3700]
    assert undated.xaxis == "x2"
    assert figure.layout.xaxis.domain[1] < figure.layout.xaxis2.domain[0]


def test_undated_figures_are_said_to_be(language):
    figure = chart(RECORD, "workshops")
    assert list(figure.layout.xaxis2.ticktext) == ["未注明时点" if language == "zh" else "Undated"]
    said = "原文未注明时点；发布于 2023-09-26" if language == "zh" else "undated; published 2023-09-26"
    assert said in trace(figure, "undated").hovertext[0]


def test_the_sources_words_are_kept_and_a_bare_figure_gets_its_unit(language):
    written = words(chart(RECORD, "workshops"))
    assert "<b>3700多家</b>" in written
    assert ("<b>11,145家</b>" if language == "zh" else "<b>11,145 workshops</b>") in written


def test_a_picked_point_gives_its_id():
    figure = chart(RECORD, "workshops")
    assert list(trace(figure, "dated").customdata) == ["a", "b"]
    assert list(trace(figure, "undated").customdata) == ["c"]


def test_the_unit_may_stand_in_the_frame():
    written = words(chart(RECORD.assign(unit="workshops"), None))
    assert "11,145" in written


def test_only_dated_or_only_undated_figures_take_the_whole_width():
    assert [found.name for found in chart(RECORD.head(1), "workshops").data] == ["dated"]
    only = chart(RECORD.tail(1), "workshops")
    assert [found.name for found in only.data] == ["undated"]
    assert list(only.layout.xaxis2.domain) == [0, 1]


def test_markup_in_a_source_is_shown_not_obeyed():
    figure = chart(published(("2024-01", 5, "<a href='x'>报</a>"), quote="<script>"), "workshops")
    assert "<a" not in words(figure)
    assert "<script" not in words(figure)


def test_without_figures_a_sentence_stands_instead(language):
    figure = chart(RECORD.head(0), "workshops")
    assert not figure.data
    said = "暂无相关公开数据。" if language == "zh" else "Nothing has been published on this."
    assert figure.layout.annotations[0].text == said


def test_a_publishers_name_is_shortened_to_the_name(language):
    assert record.short("Zhejiang Daily (浙江日报)") == ("浙江日报" if language == "zh" else "Zhejiang Daily")
    assert record.short("Journal article, seen in a mirror copy") == "Journal article"
    assert len(record.short("A" * 80)) == 30
