import pytest

from sharedwealth.charts import shares
from sharedwealth.charts.shares import Part, Whole
from sharedwealth.charts.training import training
from sharedwealth.text import using
from tests.charts.frames import MISSING, by_month, trace, words

PARTS = [
    Part("near", "Near", "#35937D"),
    Part("far", "Far", "#C07A2B"),
    Part("unknown", "Unknown", "#84929C"),
]
OK = dict.fromkeys(("near", "far", "unknown"), "ok")
ALL = Whole("All", 200, {"near": 150, "far": 50, "unknown": 0}, OK)


@pytest.fixture(autouse=True, params=["zh", "en"])
def language(request):
    with using(request.param):
        yield request.param


def test_every_whole_is_one_bar_of_its_parts_with_its_n():
    figure = shares.shares([ALL, Whole("Few", 20, {"near": 5, "far": 15, "unknown": 0}, OK)], PARTS)
    assert list(trace(figure, "near").x) == [0.75, 0.25]
    assert list(trace(figure, "far").x) == [0.25, 0.75]
    assert list(trace(figure, "near").text) == ["75%", "25%"]
    assert [text.strip() for text in trace(figure, "ends").text] == ["n = 200", "n = 20"]
    assert "150" in trace(figure, "near").hovertext[0]


def test_a_part_that_nobody_has_is_not_explained():
    written = words(shares.shares([ALL], PARTS))
    assert "Near" in written
    assert "Unknown" not in next(line for line in written.splitlines() if "■" in line)


def test_hidden_parts_are_one_dotted_rest(language):
    hidden = Whole(
        "Low",
        200,
        {"near": 150, "far": MISSING, "unknown": MISSING},
        {**OK, "far": "suppressed", "unknown": "suppressed"},
    )
    figure = shares.shares([ALL, hidden], PARTS)
    assert list(trace(figure, "hidden").x) == [0, 0.25]
    assert list(trace(figure, "far").x) == [0.25, 0]
    said = "少于10" if language == "zh" else "Fewer than 10"
    assert said in trace(figure, "hidden").hovertext[1]
    assert said in words(figure)


def test_a_whole_that_is_not_told_has_no_bar_of_parts():
    hidden = Whole("Low", MISSING, {"near": 13, "far": MISSING, "unknown": 0}, {**OK, "far": "suppressed"})
    figure = shares.shares([ALL, hidden], PARTS)
    assert list(trace(figure, "near").x) == [0.75, 0]
    assert 0 < trace(figure, "hidden").x[1] < 0.1
    assert not any(hidden.name in text for text in trace(figure, "near").text)


@pytest.mark.parametrize(
    ("status", "zh", "en"),
    [
        ("no_data", "无台账", "No ledger"),
        ("suppressed", "少于10", "Fewer than ten"),
        ("ok", "无人", "Nobody"),
    ],
)
def test_where_there_is_nobody_a_sentence_says_why(status, zh, en, language):
    count = 0 if status == "ok" else MISSING
    nobody = Whole("All", count, dict.fromkeys(OK, count), dict.fromkeys(OK, status))
    figure = shares.shares([nobody], PARTS)
    assert not figure.data
    assert (zh if language == "zh" else en) in words(figure)


def trained(attendances, sessions, status="ok"):
    frame = by_month(attendances, "attendances").drop(columns="status")
    return frame.assign(
        attendances=attendances, sessions=sessions, people=500.0, per_worker=[each / 500 for each in attendances],
        workshops=4.0, status=status,
    )  # fmt: skip


def test_training_is_a_bar_a_month_and_a_gap_where_none_came(language):
    figure = training(trained([40.0, MISSING, 90.0], [2.0, MISSING, 3.0], ["ok", "no_data", "ok"]))
    assert list(trace(figure, "attendances").y) == [40, None, 90]
    assert list(trace(figure, "sessions").y) == [2, None, 3]
    told = trace(figure, "attendances").hovertext
    assert "18.0" in told[2]
    assert "500" in told[2]
    assert ("无数据" if language == "zh" else "No data") in told[1]


def test_training_of_one_month_has_a_bar_to_see():
    figure = training(trained([40.0], [2.0]))
    assert trace(figure, "attendances").width > 86_400_000


def test_without_any_ledger_training_is_a_sentence(language):
    figure = training(trained([MISSING, MISSING], [MISSING, MISSING], "no_data"))
    assert not figure.data
    assert ("台账" if language == "zh" else "ledgers") in words(figure)


def test_where_no_training_was_held_a_sentence_says_so_and_hidden_months_are_no_zero(language):
    none = training(trained([0.0, 0.0], [0.0, 0.0]))
    assert not none.data
    assert ("未举办培训" if language == "zh" else "No training") in words(none)
    assert training(trained([MISSING, 0.0], [1.0, 0.0], ["suppressed", "ok"])).data


def test_sessions_have_no_ticks_between_whole_numbers():
    figure = training(trained([1.0, 12.0], [1.0, 5.0]))
    for axis in (figure.layout.yaxis, figure.layout.yaxis2):
        assert all(float(value).is_integer() for value in axis.tickvals)
        assert len(axis.tickvals) == len(axis.ticktext) > 1


def test_in_a_narrow_figure_a_share_stands_only_in_a_part_that_holds_it():
    whole = Whole("All", 100, {"near": 88, "far": 12, "unknown": 0}, OK)
    figure = shares.shares([whole], PARTS)
    assert list(trace(figure, "far").text) == ["12%"]
    at = [each.name for each in figure.data].index("far")
    for narrow in figure.layout.meta["narrower"]:
        assert list(narrow["data"][str(at)]["text"]) == [""]
