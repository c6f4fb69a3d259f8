import pandas as pd
import pytest

from sharedwealth.tables import readable
from sharedwealth.text import using


@pytest.fixture
def answer():
    return pd.DataFrame(
        {
            "area": ["3301", "3302"],
            "area_name": ["Hangzhou", "Ningbo"],
            "month": "2024-10",
            "value": [0.9615, float("nan")],
            "unit": "share",
            "numerator": [25.0, float("nan")],
            "denominator": [26.0, float("nan")],
            "n": [26.0, float("nan")],
            "median": float("nan"),
            "q1": float("nan"),
            "q3": float("nan"),
            "status": ["ok", "no_data"],
            "kind": "demonstration",
            "snapshot": "7F3A9C",
            "counties_reported": [2, 0],
            "counties": [2, 1],
        }
    )


def test_rows_for_programs_are_plain_values_and_say_null_for_unknown(answer):
    first, second = readable.json_rows(answer)
    assert first["value"] == pytest.approx(0.9615)
    assert (first["numerator"], first["denominator"], first["n"]) == (25, 26, 26)
    assert isinstance(first["numerator"], int)
    assert second["value"] is None
    assert second["status"] == "no_data"
    assert first["median"] is None


def test_a_table_for_readers_has_percent_and_words(answer):
    with using("en"):
        table = readable.table(answer)
    assert table["Value (%)"].iloc[0] == pytest.approx(96.2)
    assert table["Value (%)"].isna().tolist() == [False, True]
    assert table["Status"].tolist() == ["Reported this month", "No data"]
    assert "Median" not in table


def test_a_terminal_shows_a_dash_for_unknown(answer):
    with using("en"):
        assert readable.written(readable.table(answer))[1][3] == "–"


def test_a_terminal_shows_thousands(answer):
    with using("en"):
        shown = readable.written(readable.table(answer.assign(unit="people", value=[498000.0, 12.0])))
    assert shown[0][3] == "498,000"


def test_a_ranking_says_rank_and_change_before_the_area(answer):
    ranked = answer.assign(rank=[1.0, float("nan")], rank_change=[-2.0, float("nan")])
    with using("zh"):
        shown = readable.table(ranked)
    assert shown.columns[:3].tolist() == ["名次", "名次变化", "地区"]
    assert shown["名次变化"].tolist() == [-2, pd.NA]


def test_a_ranking_without_an_earlier_month_has_no_change(answer):
    with using("en"):
        shown = readable.table(answer.assign(rank=[1.0, 2.0], rank_change=float("nan")))
    assert "Rank" in shown
    assert "Change in rank" not in shown


@pytest.mark.parametrize(("column", "heading"), [("measure", "Measure"), ("group", "Group")])
def test_rows_of_several_answers_say_which_and_keep_their_area(answer, column, heading):
    with using("en"):
        shown = readable.table(answer.assign(**{column: ["so far", "now"]}))
    assert shown[heading].tolist() == ["so far", "now"]
    assert shown["Area"].tolist() == ["Hangzhou", "Ningbo"]
