"""The tables of the bulletin: differences by hand, hits as the list counts them, what is hidden stays hidden."""

import math

import pandas as pd
import pytest

from sharedwealth import settings
from sharedwealth.attention import finding, reading, telling, wages
from sharedwealth.briefings import composing, scene
from sharedwealth.briefings import reading as talks
from sharedwealth.indicators import answer
from sharedwealth.intake import restatements
from sharedwealth.text import using
from sharedwealth.warehouse.connection import Warehouse


def bulletin(province: Warehouse, area: str, month: str, language: str = "zh") -> dict[str, scene.Scene]:
    with using(language):
        talk = composing.compose(province, talks.page("bulletin"), area, month)
    return {each.key: each for each in talk.scenes}


def test_each_figure_stands_beside_the_month_and_the_year_before(province: Warehouse) -> None:
    table = bulletin(province, "331082", "2024-05")["month"].body
    by_title = {row[0].text: row for row in table.rows}
    row = by_title["人均月增收"]
    now, month, year = (
        float(answer(province, "income_increase", "331082", when).iloc[0]["value"])
        for when in ("2024-05", "2024-04", "2023-05")
    )
    assert row[1].value == now
    assert row[2].value == pytest.approx(now - month)
    assert row[3].value == pytest.approx(now - year)
    assert row[4].text.startswith("中位数")
    assert "n = " in row[4].text


def test_before_the_snapshot_begins_nothing_is_compared(province: Warehouse) -> None:
    first = min(province.query("SELECT month FROM months")["month"]).strftime("%Y-%m")
    for row in bulletin(province, "3310", first)["month"].body.rows:
        assert [cell.value for cell in row[2:4]] == [None, None]
        assert [cell.text for cell in row[2:4]] == ["–", "–"]


def test_red_hits_are_as_many_as_the_attention_list_has(province: Warehouse) -> None:
    installation = settings.load()
    found = finding.find(
        province, reading.rules(installation), wages.of_file(wages.path(installation)), province.last_month
    )
    sheet = bulletin(province, "3306", f"{province.last_month:%Y-%m}")["alerts"]
    red = telling.summary(found, "3306", None).red
    assert red > 0
    assert len(sheet.body.whole) == red
    assert str(red) in sheet.headline


def test_restated_figures_are_those_of_the_area_and_hidden_ones_stay_hidden(
    province: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = pd.DataFrame(
        [
            (3, "3310", "2024-08", "workshops_built", "workshops", 1300.0, 1310.0, "ok", "ok", 9, 9),
            (3, "3310", "2024-08", "people_at_work", "people", math.nan, 12.0, "suppressed", "ok", 9, 9),
            (3, "3310", "2024-10", "workshops_built", "workshops", 1.0, 2.0, "ok", "ok", 9, 9),
            (3, "331082", "2024-08", "workshops_built", "workshops", 3.0, 4.0, "ok", "ok", 1, 1),
        ],
        columns=list(restatements.COLUMNS),
    )
    monkeypatch.setattr(restatements, "all_of", lambda _settings: moved)
    sheet = bulletin(province, "3310", "2024-09")["restated"]
    assert [[cell.text for cell in row] for row in sheet.body.whole] == [
        ["建成工坊", "2024-08", "1,300家", "1,310家", "3"],
        ["当月在岗人数", "2024-08", "<10", "12人", "3"],
    ]
    assert sheet.headline == "更正的数字2项"


def test_late_and_missing_ledgers_are_told_apart(province: Warehouse) -> None:
    body = bulletin(province, "33", "2024-10", "en")["late"].body
    expected = province.query(
        "SELECT is_reported, count(*) AS n FROM county_months "
        "WHERE month = '2024-10-01' AND (is_late OR NOT is_reported) GROUP BY ALL ORDER BY is_reported"
    )
    states = [row[1].text for row in body.whole]
    told = [states.count("not received"), states.count("came late")]
    assert told == [int(n) for n in expected["n"]]
    assert all((row[2].text == "–") == (row[1].text == "not received") for row in body.whole)
