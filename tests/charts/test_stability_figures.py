"""Heat maps, survival curves and rows of spreads, in both languages."""

import pandas as pd
import pytest

from sharedwealth.charts import heat, spreads, survival, theme
from sharedwealth.text import using
from tests.charts.frames import MISSING, trace, words

COHORTS = pd.DataFrame(
    [
        ("2022-04", 1, 100.0, 90.0, 81.0, "ok"),
        ("2022-04", 2, 100.0, MISSING, MISSING, "no_data"),
        ("2022-04", 3, 100.0, 100.0, 60.0, "ok"),
        ("2022-07", 1, MISSING, MISSING, MISSING, "suppressed"),
    ],
    columns=["cohort", "after", "people", "joined", "at_work", "status"],
).assign(value=lambda frame: frame["at_work"] / frame["joined"])
CURVES = pd.DataFrame(
    [
        ("brand_led", 0, 1.0, 1.0, 1.0),
        ("brand_led", 1, 0.8, 0.7, 0.9),
        ("brand_led", 4, 0.5, 0.4, 0.6),
        ("all", 0, 1.0, 1.0, 1.0),
        ("all", 1, 0.9, 0.85, 0.95),
    ],
    columns=["key", "after", "share", "low", "high"],
)
AT_RISK = pd.DataFrame(
    [("brand_led", 0, 50), ("brand_led", 6, 20), ("all", 0, 90)], columns=["key", "after", "people"]
)
NAMES = {"brand_led": "Brand-led", "all": "All people"}
RAISES = pd.DataFrame(
    {
        "type": ["brand_led", "agritourism", "all"],
        "people": [200.0, MISSING, 240.0],
        "raised_share": [0.75, MISSING, 0.7],
        "wage_then": [3000.0, MISSING, 2900.0],
        "wage_now": [3500.0, MISSING, 3300.0],
        "fell_share": [MISSING, MISSING, 0.2],
        "status": ["ok", "suppressed", "ok"],
        "fell_status": ["suppressed", "suppressed", "ok"],
    }
)


@pytest.fixture(autouse=True, params=["zh", "en"])
def language(request):
    with using(request.param):
        yield request.param


def drawn(**more):
    return survival.curves(CURVES, AT_RISK, NAMES, colours=dict(theme.TYPES), whole="all", **more)


def test_a_cohort_is_a_row_with_its_share_in_each_cell(language):
    figure = heat.cohorts(COHORTS, step="quarter")
    assert trace(figure, "known").z[0][:3] == [0.9, None, 0.6]
    written = {text for each in figure.data if each.name == "written" for text in each.text}
    assert written == {"90", "60"}
    assert ("2022年2季度" if language == "zh" else "Q2 2022") in words(figure)
    assert "81 / 90" in str(trace(figure, "known").hovertext)


def test_a_missing_ledger_is_hatched_and_a_few_are_dotted_and_both_are_counted(language):
    figure = heat.cohorts(COHORTS, step="quarter")
    for name, shape in (("no_data", "/"), ("suppressed", ".")):
        (bar,) = [each for each in figure.data if each.name == name]
        assert bar.marker.pattern.shape == shape
        assert len(bar.x) == 1
    key = "无数据 (1)" if language == "zh" else "No data (1)"
    assert key in words(figure)
    assert "&lt;10" in words(figure), "how many joined is not told where few did"


def test_a_phone_shows_colours_alone():
    (patch,) = heat.cohorts(COHORTS.assign(after=COHORTS["after"] * 5), step="month").layout.meta["narrower"]
    assert all(each == {"visible": False} for each in patch["data"].values())


def test_a_season_is_held_against_one_in_both_directions():
    frame = pd.DataFrame(
        {
            "type": ["brand_led", "agritourism", "all"] * 2,
            "calendar_month": [1, 1, 1, 2, 2, 2],
            "value": [1.02, 0.7, 0.9, 0.98, 1.3, 1.0],
            "years": 1,
            "months": "2023-01",
            "status": "ok",
        }
    )
    known = trace(heat.seasons(frame), "known")
    assert (known.zmin, known.zmax) == (0.7, 1.3)
    assert list(known.z[0][:2]) == [0.7, 1.3], "the most seasonal type stands on top"
    assert list(known.z[2][:2]) == [0.9, 1.0], "all types stand at the foot"


def test_a_curve_steps_from_month_to_month_and_slants_over_months_left_out():
    line = trace(drawn(), "brand_led")
    assert list(zip(line.x, line.y, strict=True)) == [(0, 1.0), (1, 1.0), (1, 0.8), (4, 0.5)]


def test_a_curve_has_its_band_its_name_with_the_last_share_and_its_number_at_risk(language):
    figure = drawn()
    band = next(each for each in figure.data if each.name == "band")
    assert list(band.x) == [0, 1, 1, 4, 4, 1, 1, 0]
    assert list(band.y) == [1.0, 1.0, 0.9, 0.6, 0.4, 0.7, 1.0, 1.0]
    assert "Brand-led <b>50%</b>" in words(figure)
    at_risk = trace(figure, "at_risk")
    assert list(zip(at_risk.x, at_risk.y, at_risk.text, strict=True)) == [
        (0, 0, "50"),
        (6, 0, "20"),
        (0, 1, "90"),
    ]
    told = "95%置信带 70.0% 至 90.0%" if language == "zh" else "95% band 70.0% to 90.0%"
    assert told in words(figure)


def test_everybody_is_dashed_and_the_fifth_group_is_grey_unless_it_is_chosen():
    keys = list(theme.TYPES)
    frame = pd.concat([CURVES[CURVES["key"] == "all"], *(CURVES[:2].assign(key=key) for key in keys)])
    names = {key: key for key in [*keys, "all"]}
    for chosen, grey in ((None, keys[4:]), (keys[5], [keys[3], keys[4]])):
        figure = survival.curves(
            frame, AT_RISK[:0], names, colours=dict(theme.TYPES), whole="all", chosen=chosen
        )
        assert [key for key in keys if trace(figure, key).line.color == theme.EARLIER] == grey
        assert trace(figure, "all").line.dash


def test_quartiles_stand_with_median_and_n(language):
    frame = pd.DataFrame(
        {
            "key": ["all", "", "brand_led"],
            "n": [900.0, MISSING, MISSING],
            "q1": [0.1, MISSING, MISSING],
            "median": [0.155, MISSING, MISSING],
            "q3": [0.2, MISSING, MISSING],
            "status": ["ok", "", "suppressed"],
        }
    )
    figure = spreads.quartiles(frame, ["All", "By type", "Brand-led"], unit="index")
    said = words(figure)
    assert "0.155" in said
    assert "900" in said
    assert "<b>By type</b>" in said
    hidden = "少于10，不显示" if language == "zh" else "Fewer than 10, not shown"
    assert list(trace(figure, "unknown").text) == [hidden]


def test_wages_then_and_now_stand_with_the_share_and_the_hidden_part_is_said(language):
    figure = spreads.then_and_now(RAISES)
    assert list(trace(figure, "wage_then").x) == [3000, 2900]
    assert list(trace(figure, "wage_now").x) == [3500, 3300]
    assert "75.0%" in words(figure)
    fell = "收入减少：少于10，不显示" if language == "zh" else "Earn less: Fewer than 10, not shown"
    assert fell in trace(figure, "wage_now").hovertext[0]


@pytest.mark.parametrize(
    "build",
    [
        lambda: heat.cohorts(COHORTS[:0], step="quarter"),
        lambda: heat.cohorts(COHORTS[COHORTS["status"] != "ok"], step="month"),
        lambda: survival.curves(CURVES[:0], AT_RISK[:0], {"all": "All"}, colours={}, whole="all"),
        lambda: spreads.then_and_now(RAISES.assign(raised_share=MISSING)),
        lambda: spreads.quartiles(
            pd.DataFrame({"key": ["all"], "n": [MISSING], "q1": MISSING, "median": MISSING, "q3": MISSING,
                          "status": ["no_data"]}), ["All"], unit="index"),
    ],
)  # fmt: skip
def test_nothing_to_show_is_a_sentence(build):
    figure = build()
    assert len(figure.data) == 0
    assert len(figure.layout.annotations) == 1
