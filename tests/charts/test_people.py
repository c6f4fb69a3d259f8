import pandas as pd
import pytest

from sharedwealth.charts import people, theme
from sharedwealth.choices import AGE_BANDS, WORKSHOP_TYPES
from sharedwealth.text import using
from tests.charts.frames import MISSING, answer, by_month, trace, words

COUNTS = {("F", "40-49"): 900, ("M", "40-49"): 600, ("F", "70+"): 30, ("M", "50-59"): 470}
AGES = pd.DataFrame(
    [{"sex": sex, "age_band": band, "people": count, "status": "ok"} for (sex, band), count in COUNTS.items()]
)
TYPES = answer([500, 300, 250, 120, 80, 50], "workshops", type=list(WORKSHOP_TYPES))


@pytest.fixture(autouse=True, params=["zh", "en"])
def language(request):
    with using(request.param):
        yield request.param


def test_women_stand_left_men_right_the_oldest_on_top(language):
    figure = people.pyramid(AGES)
    women = dict(zip(AGE_BANDS, trace(figure, "F").x, strict=True))
    men = dict(zip(AGE_BANDS, trace(figure, "M").x, strict=True))
    assert women == {"16-29": 0, "30-39": 0, "40-49": -900, "50-59": 0, "60-69": 0, "70+": -30}
    assert men == {"16-29": 0, "30-39": 0, "40-49": 600, "50-59": 470, "60-69": 0, "70+": 0}
    assert figure.layout.yaxis.ticktext[-1] == ("70岁及以上" if language == "zh" else "70 and over")


def test_each_side_says_its_people_and_share(language):
    said = "<b>女</b> 930人 · 46.5%" if language == "zh" else "<b>Women</b> 930 people · 46.5%"
    assert said in words(people.pyramid(AGES))


def test_a_suppressed_count_is_written_as_such_and_drawn_nowhere(language):
    hidden = AGES.assign(status=["ok", "ok", "suppressed", "ok"], people=[900, 600, MISSING, 470])
    women = trace(people.pyramid(hidden), "F")
    assert women.x[-1] == 0
    assert women.text[-1] == ("少于10，不显示" if language == "zh" else "Fewer than 10, not shown")
    assert not any("0人" in told and "70" in told for told in women.hovertext)


def test_types_are_in_order_with_value_and_share_of_all():
    bars = trace(people.types(TYPES.sample(frac=1, random_state=3)), "known")
    assert list(bars.x) == [500, 300, 250, 120, 80, 50]
    assert bars.text[0] == "500 · 38.5%"
    assert list(bars.customdata) == list(WORKSHOP_TYPES)


def test_rates_of_types_have_no_share_of_all():
    bars = trace(people.types(TYPES.assign(value=[0.9, 0.8, 0.7, 0.6, 0.5, 0.4], unit="share")), "known")
    assert bars.text[0] == "90.0%"


def test_four_types_keep_their_colour_and_the_rest_are_grey():
    colours = list(trace(people.types(TYPES), "known").marker.color)
    assert colours == [*list(theme.TYPES.values())[:4], theme.EARLIER, theme.EARLIER]


def test_a_type_without_data_is_hatched(language):
    figure = people.types(
        TYPES.assign(value=[500, MISSING, 250, 120, 80, 50], status=["ok", "no_data", *["ok"] * 4])
    )
    unknown = trace(figure, "unknown")
    assert list(unknown.marker.pattern.shape) == ["/"]
    assert list(unknown.customdata) == ["targeted_recruitment"]
    assert list(unknown.text) == ["无数据" if language == "zh" else "No data"]
    assert trace(figure, "known").text[0] == "500"  # of a whole that is not known nobody has a share


def test_types_over_time_share_one_scale_and_are_named():
    frame = pd.concat(
        [by_month([10, 20 + at], "workshops", type=key) for at, key in enumerate(WORKSHOP_TYPES)]
    )
    figure = people.types_over_time(frame)
    assert [list(line.y) for line in figure.data] == [[10, 20 + at] for at in range(6)]
    ranges = {tuple(figure.layout[f"yaxis{at or ''}"].range) for at in ("", 2, 3, 4, 5, 6)}
    assert len(ranges) == 1
    assert "<b>25</b>" in words(figure)


def test_small_figures_never_overlap_in_either_arrangement():
    for columns in (2, 3):
        axes = people._small_axes(columns, ["2024-01-31", "2024-10-31"], 10)
        for at in range(1, 6):
            here, before = axes[f"xaxis{at + 1}"]["domain"], axes[f"xaxis{at if at > 1 else ''}"]["domain"]
            assert at % columns == 0 or before[1] < here[0]
        assert min(axes[f"yaxis{at or ''}"]["domain"][0] for at in ("", 2, 3, 4, 5, 6)) >= -1e-9


def test_without_people_a_sentence_stands_instead(language):
    for figure in (
        people.pyramid(AGES.head(0)),
        people.pyramid(AGES.assign(people=MISSING, status="no_data")),
        people.types(TYPES.assign(value=MISSING)),
        people.types_over_time(TYPES.head(0)),
    ):
        assert not figure.data
        assert ("台账" if language == "zh" else "ledger") in figure.layout.annotations[0].text


def test_a_pyramid_says_whether_nobody_is_there_or_too_few(language):
    for frame, zh, en in (
        (AGES.assign(people=0), "当月无人在岗", "Nobody is at work"),
        (AGES.assign(people=MISSING, status="suppressed"), "少于10人", "Fewer than ten"),
    ):
        figure = people.pyramid(frame)
        assert not figure.data
        assert (zh if language == "zh" else en) in figure.layout.annotations[0].text
