"""From an answer frame to what the map component is told."""

import json
import math

import numpy as np
import pandas as pd
import pytest

from sharedwealth import text
from sharedwealth.charts import classes, legends, map_points, maps, palettes
from sharedwealth.charts.maps import Ground, Measure

NAN = math.nan
GROUND = Ground("map/map-33-0123456789abcdef.json", "33", "Zhejiang", "county")
RATE = Measure("Village coverage", "share", "{numerator} of {denominator} villages")
TOTAL = Measure("Workshops built", "workshops")


def answer(values, statuses=None, month="2024-10"):
    count = len(values)
    return pd.DataFrame(
        {
            "area": [f"3301{at:02d}" for at in range(count)],
            "area_name": [f"County {at}" for at in range(count)],
            "month": month,
            "value": values,
            "status": statuses or ["no_data" if math.isnan(value) else "ok" for value in values],
            "numerator": [NAN if math.isnan(value) else value * 200 for value in values],
            "denominator": 200.0,
        }
    )


def payload(*arguments, **choices):
    """As it arrives in the browser."""
    return json.loads(json.dumps(maps.areas(*arguments, **choices).payload()))


@pytest.fixture(autouse=True)
def _english():
    with text.using("en"):
        yield


def test_ninety_counties_travel_in_less_than_five_kilobytes():
    values = np.linspace(0, 1, 90)
    with text.using("zh"):
        told = maps.areas(answer(values), RATE, GROUND).payload()
    assert len(json.dumps(told)) < 5_000


def test_each_area_has_its_class_its_status_and_its_label():
    told = payload(answer([0.05, 0.55, 1.0, NAN]), RATE, GROUND)
    assert told["codes"] == "330100|330101|330102|330103"
    assert told["classes"] == "025-"
    assert told["statuses"] == "ooon"
    assert told["labels"] == "5.0%|55.0%|100.0%|"
    assert told["details"]["numerator"] == "10|110|200|"


def test_areas_are_told_in_the_order_of_their_codes():
    frame = answer([0.1, 0.5, 0.9]).iloc[::-1].copy()
    assert payload(frame, RATE, GROUND)["labels"] == "10.0%|50.0%|90.0%"


def test_two_months_have_the_same_classes_for_a_rate():
    first = maps.areas(answer([0.1, 0.2]), RATE, GROUND)
    second = maps.areas(answer([0.8, 0.9]), RATE, GROUND)
    assert first.classes == second.classes
    assert [entry.label for entry in first.legend] == [entry.label for entry in second.legend]


def test_the_legend_counts_every_area_once_by_class_and_the_special_ones_again_by_status():
    statuses = ["ok", "carried", "unverified", "suppressed", "no_data", "ok"]
    view = maps.areas(answer([0.1, 0.1, 0.9, 0.5, NAN, 1.0], statuses), RATE, GROUND)
    counts = {entry.label: entry.count for entry in view.legend}
    assert counts == {
        "100%": 1,
        "80–100%": 1,
        "60–80%": 0,
        "40–60%": 0,
        "20–40%": 0,
        "0–20%": 2,
        "Carried from the last ledger": 1,
        "Not verified": 1,
        "Fewer than 10, not shown": 1,
        "No data": 1,
    }


def test_a_suppressed_value_does_not_leave_the_server_even_when_the_frame_holds_it():
    told = json.dumps(payload(answer([0.5, 0.337], ["ok", "suppressed"]), RATE, GROUND))
    assert "33.7" not in told
    assert "0.337" not in told
    assert "67" not in json.loads(told)["details"]["numerator"]


def test_no_data_is_never_a_zero():
    told = payload(answer([0.0, NAN]), RATE, GROUND)
    assert told["labels"] == "0.0%|"
    assert told["classes"] == "0-"


def test_the_method_of_the_classes_is_said():
    assert payload(answer([0.5]), RATE, GROUND)["method"] == "Fixed equal steps, lower limit included"
    income = Measure("Mean increase", "yuan_month")
    told = payload(answer([2500.0, 2600.0, 2700.0]), income, GROUND, scheme="sequential")
    assert told["method"].startswith("Quantiles")


def test_classes_may_be_given():
    given = classes.equal_intervals(np.array([2000.0, 3000.0]), 5)
    view = maps.areas(answer([2000.0, 3000.0]), TOTAL, GROUND, scheme="sequential", classes=given)
    assert view.classes is given


def test_a_rate_against_a_target_stays_a_rate():
    target = classes.around(np.array([0.71, 0.98]), centre=0.9)
    view = maps.areas(answer([0.71, 0.98]), RATE, GROUND, scheme="diverging", classes=target)
    assert view.labels == ("71.0%", "98.0%")
    assert all("%" in entry.label for entry in view.legend)


def test_a_change_is_written_with_its_sign():
    view = maps.areas(answer([0.04, -0.04, 0.0]), RATE, GROUND, scheme="diverging")
    assert view.labels == ("+4.0", "−4.0", "0.0")
    assert "highest County 0 +4.0 points, lowest County 1 −4.0 points" in view.alt
    assert view.payload()["heading"] == "Village coverage (percentage points)"
    assert view.indexes[0] + view.indexes[1] == 6
    assert view.indexes[2] == 3


def test_a_total_is_a_circle_whose_area_is_in_proportion():
    view = maps.areas(answer([100.0, 400.0, 25.0]), TOTAL, GROUND, scheme="circles")
    assert view.radii == (500, 1000, 250)
    assert view.classes is None
    assert [entry.label for entry in view.legend] == []


def test_the_key_of_circles_has_readable_values_none_larger_than_the_largest():
    view = maps.areas(answer([100.0, 483.0, NAN]), TOTAL, GROUND, scheme="circles")
    assert [label for _, label in view.circles] == ["200", "100", "20"]
    assert view.circles[0][0] == round(1000 * math.sqrt(200 / 483))
    assert view.radii[2] == 0


@pytest.mark.parametrize("values", [[0.0, 0.0], [NAN, NAN]])
def test_nothing_to_draw_as_circles_gives_none(values):
    view = maps.areas(answer(values), TOTAL, GROUND, scheme="circles")
    assert view.radii == (0, 0)
    assert view.circles == ()


def test_the_alternative_text_says_what_where_when_the_ends_and_what_is_missing():
    view = maps.areas(answer([0.2, 0.98, NAN, 0.5]), RATE, GROUND)
    assert view.alt == (
        "Map of Zhejiang by county, October 2024: Village coverage; "
        "highest County 1 98.0%, lowest County 0 20.0%; 1 of 4 areas shows no value."
    )


def test_the_alternative_text_in_chinese():
    with text.using("zh"):
        ground = Ground(GROUND.geometry, "33", "浙江省", "county")
        view = maps.areas(answer([0.2, 0.98, NAN, 0.5]), Measure("村庄覆盖率", "share"), ground)
    assert view.alt == (
        "浙江省各县（市、区）地图，2024年10月，村庄覆盖率；最高为County 198.0%，最低为County 020.0%；"
        "4个地区中有1个未显示数值。"
    )


def test_several_areas_at_the_top_are_counted_not_named():
    view = maps.areas(answer([1.0, 1.0, 0.5]), RATE, GROUND)
    assert "highest 100.0% in 2 areas, lowest County 2 50.0%" in view.alt


def test_a_map_without_any_area_still_has_a_payload():
    told = payload(answer([]), RATE, GROUND)
    assert told["codes"] == told["classes"] == ""
    assert "highest" not in told["alt"]


def test_the_unit_stands_in_the_heading_unless_the_name_says_it():
    income = Measure("Mean increase", "yuan_month")
    assert (
        payload(answer([2600.0]), income, GROUND, scheme="sequential")["heading"]
        == "Mean increase (yuan a month)"
    )
    assert payload(answer([1.0]), TOTAL, GROUND, scheme="circles")["heading"] == "Workshops built"
    assert payload(answer([1.0]), RATE, GROUND)["heading"] == "Village coverage"


@pytest.mark.parametrize(
    ("edges", "unit", "labels"),
    [
        ((0.0, 0.125, 0.25), "share", ["12.5–25.0%", "0.0–12.5%"]),
        ((-0.05, 0.0, 0.05), "share", ["0–5%", "−5–0%"]),
        ((1500.0, 2000.0, 2500.0), "yuan_month", ["2,000–2,500", "1,500–2,000"]),
        ((0.21, 0.24, 0.31), "index", ["0.24–0.31", "0.21–0.24"]),
    ],
)
def test_edges_are_written_with_as_few_decimals_as_tell_them_apart(edges, unit, labels):
    chosen = classes.Classes(edges, "equal")
    assert [entry.label for entry in legends.of_classes(chosen, [], unit)] == labels


def test_classes_round_zero_are_joined_by_a_word():
    chosen = classes.Classes((-0.03, -0.01, 0.01, 0.03), "around")
    assert [entry.label for entry in legends.of_classes(chosen, [], "share")] == [
        "+1 to +3",
        "−1 to +1",
        "−3 to −1",
    ]


def test_each_class_has_a_colour_of_its_own_in_both_themes():
    for scheme, count in [
        ("rates", 6),
        ("sequential", 5),
        ("sequential", 1),
        ("diverging", 7),
        ("circles", 1),
    ]:
        for colours in palettes.palette(scheme, count).values():
            assert len(set(colours["classes"])) == count


def test_on_a_dark_ground_more_is_lighter_and_on_a_light_one_darker():
    colours = palettes.palette("rates", 6)
    assert colours["light"]["classes"] == colours["dark"]["classes"][::-1]
    assert colours["light"]["classes"][0] == "#EAF5F0"


def villages(*found):
    return map_points.Points("map/points-3310-0123456789abcdef.bin", bytes(found), map_points.villages())


def test_points_are_one_byte_each_and_counted_in_the_legend():
    points = villages(map_points.COVERED, map_points.COVERED, map_points.BLANK, map_points.HIDDEN)
    told = maps.with_points(maps.areas(answer([0.5]), RATE, GROUND), points).payload()["points"]
    assert map_points.unpacked(told["classes"]).tolist() == [3, 3, 1, map_points.MOST]
    assert {label: count for label, *_, count in told["looks"] if count} == {
        "With a workshop": 2,
        "Without a workshop": 1,
    }


def test_under_points_areas_are_plain_and_only_missing_or_unverified_ones_are_in_the_legend():
    view = maps.areas(answer([0.5, NAN, 0.7, 0.9], ["ok", "no_data", "carried", "unverified"]), RATE, GROUND)
    under = maps.with_points(view, villages(map_points.BLANK))
    assert set(under.indexes) == {-1}
    assert [(entry.label, entry.count) for entry in under.legend] == [("Not verified", 1), ("No data", 1)]
    assert under.labels == view.labels


def test_a_point_of_a_class_that_has_no_look_is_refused():
    with pytest.raises(ValueError, match="class 9"):
        villages(9)


def test_every_word_has_its_chinese():
    with text.using("zh"):
        told = maps.with_points(
            maps.areas(answer([0.5, NAN]), Measure("村庄覆盖率", "share"), GROUND), villages(0)
        ).payload()
    words = [*told["words"].values(), *[look[0] for look in told["points"]["looks"]], told["method"]]
    flat = [word for entry in words for word in (entry.values() if isinstance(entry, dict) else [entry])]
    assert [word for word in flat if word and word.isascii()] == []


def test_what_has_nothing_to_count_is_told_from_what_has_not_reported():
    answer = pd.DataFrame(
        {
            "area": ["330102", "330105", "330106"],
            "status": ["ok", "no_data", "no_data"],
            "counties_reported": [1, 1, 0],
        }
    )
    told = maps.told_apart(answer)
    assert told["status"].tolist() == ["ok", legends.NOT_APPLICABLE, "no_data"]
    assert answer["status"].tolist() == ["ok", "no_data", "no_data"], "the answer itself stays as it was"
    found = [
        (entry.swatch, entry.label, entry.count) for entry in legends.of_statuses(told["status"].tolist())
    ]
    assert found == [("n", "No data", 1), ("x", "Not applicable", 1)]
