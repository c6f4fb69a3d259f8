"""Axes: what is counted has no ticks at parts of one, and the ticks of an axis are in one unit."""

import pytest

from sharedwealth.charts import scale, theme
from sharedwealth.text import using


def test_an_axis_of_what_is_counted_has_whole_ticks():
    axis = scale.value_axis(0, 1.12, "workshops")
    assert axis["tickvals"] == [0, 1]
    assert scale.value_axis(0, 1.12, "index")["tickvals"] != [0, 1]


def test_the_ticks_of_an_axis_are_in_one_unit():
    with using("zh"):
        texts = scale.value_axis(0, 1.17e8, "yuan")["ticktext"]
    assert texts[-1].endswith("亿元")
    assert all(text.endswith("亿") or text == "0" for text in texts[:-1])


def test_a_sentence_has_more_lines_in_a_narrower_figure():
    words = "Nobody's income before and after is known here, so there is nothing to split for this month and area."
    with using("en"):
        figure = theme.sentence(words)
    lines = [figure.layout.annotations[0].text.count("<br>")]
    lines += [
        each["layout"]["annotations"][0]["text"].count("<br>")
        for each in figure.layout.meta["narrower"][::-1]
    ]
    assert lines == sorted(lines)
    assert lines[0] < lines[-1]
    assert figure.layout.annotations[0].text.replace("<br>", " ") == words


@pytest.mark.parametrize(("unit", "written"), [("yuan", "0"), ("share", "0%"), ("people", "0")])
def test_where_all_is_zero_zero_is_written_once_and_nothing_lies_below_it(unit, written):
    axis = scale.value_axis(0.0, 0.0, unit)
    assert axis["tickvals"] == [0.0]
    assert axis["range"][0] == 0.0
    assert [text.startswith(written) for text in axis["ticktext"]] == [True]
