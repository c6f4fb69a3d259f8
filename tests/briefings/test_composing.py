"""Talks put together: every figure equals the indicator's answer, and plain counts of the tables."""

import dataclasses
import json
import math

import pytest

from sharedwealth import settings
from sharedwealth.briefings import composing, reading, scene
from sharedwealth.briefings.scene import Talk
from sharedwealth.errors import ReaderError
from sharedwealth.indicators import CATALOGUE, answer
from sharedwealth.text import using
from sharedwealth.warehouse.connection import Warehouse

_COLUMNS = {"value": "value", "figure": "value", "median": "median", "median_figure": "median",
            "n": "n", "numerator": "numerator", "denominator": "denominator"}  # fmt: skip


def test_each_part_of_a_headline_is_what_the_indicator_answers(
    province_talk: Talk, province: Warehouse
) -> None:
    checked = 0
    for sheet in province_talk.scenes:
        assert "".join(part.text for part in sheet.parts) == sheet.headline
        for part in sheet.parts:
            if part.attribute in _COLUMNS:
                row = answer(province, part.indicator, part.area, part.month).iloc[0]
                assert part.value == row[_COLUMNS[part.attribute]], part
                checked += 1
    assert checked >= 5


def test_headline_figures_are_plain_counts_of_the_tables(province: Warehouse) -> None:
    with using("zh"):
        talk = composing.compose(province, reading.find("province"))
    sheets = {sheet.key: sheet for sheet in talk.scenes}
    opened = province.query("SELECT count(*) AS n FROM workshops WHERE opened_month <= DATE '2024-10-01'")[
        "n"
    ][0]
    assert sheets["number"].headline == f"全省建成共富工坊{opened:,}家"
    targets = province.query(
        "SELECT value FROM targets WHERE area_code = '33' AND indicator = 'workshops_built'"
    )["value"][0]
    assert sheets["target"].headline == f"三年目标已完成{opened / targets:.1%}"


def test_the_blank_towns_are_pinned_and_counted(province: Warehouse) -> None:
    """Towns of counties listed that month, that have reported, without an active workshop: by set difference."""
    listed = province.query(
        """
        SELECT p.code FROM places AS p
        JOIN designations AS d ON d.code = left(p.code, 6) AND d.designation = 'mountain_county'
        WHERE p.level = 'town' AND p.kind IN ('town', 'township')
          AND d.valid_from <= DATE '2024-10-31' AND (d.valid_to IS NULL OR d.valid_to > DATE '2024-10-31')
        """
    )["code"]
    active = province.query(
        """
        SELECT DISTINCT w.town_code FROM workshops AS w
        JOIN county_months AS c ON c.county_code = w.county_code AND c.month = DATE '2024-10-01'
        WHERE w.opened_month <= c.ledger_month AND (w.closed_month IS NULL OR w.closed_month > c.ledger_month)
        """
    )["town_code"]
    blank = set(listed) - set(active)
    with using("zh"):
        talk = composing.compose(province, reading.find("province"))
    sheet = next(each for each in talk.scenes if each.key == "blanks")
    assert isinstance(sheet.body, scene.Map)
    assert {pin.code for pin in sheet.body.pins} == blank
    assert sheet.headline == f"还有{len(blank)}个乡镇是空白"


def test_maps_charts_and_facts_hold_the_answers(
    province_talk: Talk, county_talk: Talk, province: Warehouse
) -> None:
    for talk in (province_talk, county_talk):
        for sheet in talk.scenes:
            body = sheet.body
            for fact in (*sheet.facts, *(body.facts if isinstance(body, scene.Figures) else ())):
                row = answer(province, fact.indicator, fact.area, fact.month).iloc[0]
                assert _same(fact.value, row["value"]), fact
                assert fact.status == row["status"]
            if isinstance(body, scene.Map):
                rows = answer(province, body.indicator, body.area, sheet.month, body.level).set_index("area")
                for each in body.rows:
                    assert _same(each.value, float(rows["value"][each.code])), each
                    assert (each.class_index >= 0) == (each.value is not None)
            if isinstance(body, scene.Chart) and body.kind == "bars" and sheet.key != "improved":
                level = {4: "city", 6: "county", 9: "town"}[len(body.codes[0])]
                rows = answer(province, body.indicator, sheet.area, sheet.month, level).set_index("area")
                assert list(body.series[0].values) == [rows.loc[code, "value"] for code in body.codes]


def test_the_most_improved_city_is_the_one_shown(province: Warehouse) -> None:
    now = answer(province, "village_coverage", "33", "2024-10", "city").set_index("area")["value"]
    before = answer(province, "village_coverage", "33", "2023-10", "city").set_index("area")["value"]
    risen = (now - before).sort_values(ascending=False)
    with using("en"):
        talk = composing.compose(province, reading.find("province"))
    sheets = {sheet.key: sheet for sheet in talk.scenes}
    chart = sheets["improved"].body
    assert isinstance(chart, scene.Chart)
    assert list(chart.codes) == list(risen.index[: len(chart.codes)])
    assert list(chart.series[0].values) == pytest.approx(list(risen.iloc[: len(chart.codes)]))
    assert sheets["city"].area == risen.index[0]


def test_each_town_is_told_how_many_of_its_villages_are_blank(province: Warehouse) -> None:
    with using("en"):
        talk = composing.compose(province, reading.find("county"), "331082")
    table = next(each for each in talk.scenes if each.key == "next").body
    assert isinstance(table, scene.Table)
    rows = answer(province, "village_coverage", "331082", "2024-10", "town").set_index("area")
    left = (rows["denominator"] - rows["numerator"]).astype(int)
    at = [column.heading for column in table.columns].index("Blank villages")
    assert {code: row[at].value for code, row in zip(table.codes, table.whole, strict=True)} == left.to_dict()
    assert table.whole[0][-1].text == f"Reach {left.max()} more villages"
    assert len({row[-1].text for row in table.whole}) > 5


def test_a_list_of_many_things_is_not_called_by_one_measure(province_talk: Talk) -> None:
    sheets = {each.key: each for each in province_talk.scenes}
    measure = CATALOGUE["mountain_town_coverage"]
    with using(province_talk.language):
        assert sheets["coverage"].subtitle.startswith(measure.title())
        assert sheets["next"].subtitle.split(" · ")[0] == province_talk.area_name


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{area} has built", "The province has built"),
        ("By {month}, {area} has built", "By October 2024, the province has built"),
        ("It is so. {area} has", "It is so. The province has"),
    ],
)
def test_the_province_has_a_small_letter_inside_a_sentence(
    province: Warehouse, template: str, said: str
) -> None:
    told = reading.of_text(
        f"title: {{zh: 甲, en: A}}\narea: '33'\nlevel: province\nsteps:\n  - key: a\n    view: figure\n"
        f"    indicator: workshops_built\n    headline: [{{zh: 甲, en: A}}]\n"
        f"    script: {{zh: 甲, en: '{template}'}}\n",
        "a",
    )
    with using("en"):
        assert composing.compose(province, told).scenes[0].script == said


def test_the_histogram_holds_everybody(province: Warehouse) -> None:
    """Nobody is lost with the tails, and the median drawn is the answer's."""
    with using("zh"):
        talk = composing.compose(province, reading.find("province"))
    chart = next(each for each in talk.scenes if each.key == "spread").body
    assert isinstance(chart, scene.Chart)
    people = province.query(
        "SELECT sum(people) AS n FROM income_bins WHERE measure = 'increase' AND month = DATE '2024-10-01'"
    )["n"][0]
    assert sum(value or 0 for value in chart.series[0].values) == people
    row = answer(province, "income_increase").iloc[0]
    assert {line.role: line.value for line in chart.lines} == {"median": row["median"], "main": row["value"]}


def test_titles_are_short_enough_for_the_last_row(province_talk: Talk, county_talk: Talk) -> None:
    for talk in (province_talk, county_talk):
        for sheet in talk.scenes:
            if talk.language == "zh":
                assert len(sheet.headline) <= 20, sheet.headline
            else:
                assert len(sheet.headline.split()) <= 10, sheet.headline


def test_every_sheet_says_month_snapshot_and_kind(province_talk: Talk) -> None:
    for sheet in province_talk.scenes:
        assert sheet.snapshot in sheet.badge
        assert ("示例数据" if province_talk.language == "zh" else "DEMONSTRATION DATA") in sheet.badge
        assert sheet.month == "2024-10"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("area", ["330329", "330383", "330381"])
def test_a_county_that_is_silent_or_odd_still_has_a_talk(
    province: Warehouse, area: str, language: str
) -> None:
    """A silent county, one without towns, one of the plain: a sentence where nothing is known, never an empty chart."""
    with using(language):  # type: ignore[arg-type]
        talk = composing.compose(province, reading.find("county"), area)
    assert len(talk.scenes) == len(reading.find("county").steps)
    for sheet in talk.scenes:
        if isinstance(sheet.body, scene.Chart):
            assert any(value is not None for series in sheet.body.series for value in series.values)
        if sheet.problem:
            assert sheet.body == scene.Figures(())
            assert sheet.note == sheet.problem


@pytest.mark.parametrize("name", reading.pages())
@pytest.mark.parametrize("area", ["33", "3310", "331082", "330329", "331082101"])
def test_every_page_can_be_told_of_every_area(province: Warehouse, name: str, area: str) -> None:
    with using("en"):
        talk = composing.compose(province, reading.page(name), area)
    assert talk.scenes
    assert [sheet.number for sheet in talk.scenes] == list(range(1, len(talk.scenes) + 1))
    everything_is_told = [sheet for sheet in talk.scenes if not sheet.problem]
    assert not everything_is_told or len(everything_is_told) == len(talk.scenes)


def test_another_month_makes_another_talk(province: Warehouse) -> None:
    """What had opened by then, as far as each county's ledger knew."""
    with using("zh"):
        talk = composing.compose(province, reading.find("province"), month="2023-12")
    opened = province.query(
        """
        SELECT count(*) AS n FROM workshops AS w
        JOIN county_months AS c ON c.county_code = w.county_code AND c.month = DATE '2023-12-01'
        WHERE w.opened_month <= c.ledger_month
        """
    )["n"][0]
    assert talk.scenes[0].headline == f"全省建成共富工坊{opened:,}家"


def test_an_area_of_another_level_is_refused(province: Warehouse) -> None:
    with using("en"), pytest.raises(ReaderError, match="is of a county"):
        composing.compose(province, reading.find("county"), "33")


def test_a_talk_travels_as_json(province_talk: Talk) -> None:
    written = json.dumps(scene.payload(province_talk), allow_nan=False)
    assert json.loads(written)["scenes"][0]["headline"] == province_talk.scenes[0].headline


def test_few_people_are_never_told(province: Warehouse) -> None:
    """The smallest towns of a county: what the answer withholds is on no sheet."""
    counted = 0
    with using("en"):
        talk = composing.compose(province, reading.page("employment"), "331082")
    for sheet in talk.scenes:
        if isinstance(sheet.body, scene.Map):
            for row in sheet.body.rows:
                if row.status == "suppressed":
                    counted += 1
                    assert row.value is None
                    assert row.text == "<10"
    rows = answer(province, "people_at_work", "331082", by="town")
    assert counted == (rows["status"] == "suppressed").sum()


def _same(told: float | None, answered: float) -> bool:
    return math.isnan(answered) if told is None else told == answered


def test_scenes_know_only_indicators_that_exist(province_talk: Talk) -> None:
    for sheet in province_talk.scenes:
        for part in sheet.parts:
            assert not part.indicator or part.indicator in CATALOGUE


def test_settings_number_stands_under_the_map(province: Warehouse) -> None:
    approved = dataclasses.replace(settings.load(), map_approval="浙S(2026)1号")
    talk = composing.compose(province, reading.page("coverage"), settings=approved)
    body = talk.scenes[0].body
    assert isinstance(body, scene.Map)
    assert body.approval == "浙S(2026)1号"
