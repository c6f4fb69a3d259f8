import shutil
from dataclasses import replace

import pandas as pd
import pytest

from sharedwealth import public_record, settings
from sharedwealth.public_record import MixedFiguresError, RecordError, figures, series, total
from sharedwealth.text import using

SETTINGS = settings.load()


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(SETTINGS.public_record, tmp_path / "public_record")
    return replace(SETTINGS, data=tmp_path)


def spoil(copied, **changes):
    path = copied.public_record / "published_figures.csv"
    written = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column, value in changes.items():
        written.loc[0, column] = value
    written.to_csv(path, index=False)


def told(identity, language):
    row = public_record.load().set_index("id", drop=False).loc[identity].to_dict()
    with using(language):
        return public_record.value_text(row), public_record.as_of_text(row)


def test_an_area_brings_everything_inside_it():
    inside = figures(area="3309")
    assert set(inside["area_code"]) == {"3309", "330922", "330922100"}


def test_an_indicator_and_a_month_narrow_the_choice():
    recent = figures(indicator="workshops_built", since="2025-01")
    assert set(recent["area_code"]) == {"330112", "330329100", "330225202"}


def test_a_year_only_figure_counts_as_recent_until_its_december():
    assert "zj-2024-workshops-built-1" in set(figures(area="33", since="2024-12")["id"])
    assert "zj-2024-workshops-built-1" not in set(figures(area="33", since="2025-01")["id"])


def test_an_undated_figure_is_not_called_recent():
    recent = figures(area="3302", since="2020-01")
    assert "3302" not in set(recent["area_code"])
    assert len(figures(area="3302")) == len(recent) + 6


@pytest.mark.parametrize(
    ("identity", "zh", "en"),
    [
        ("zj-2023-04-15-workshops-built-1", "5,599家", "5,599 workshops"),
        ("ningbo-undated-workshops-built-1", "近1,000家", "nearly 1,000 workshops"),
        ("zj-undated-workshops-built-1", "3,700多家", "over 3,700 workshops"),
        ("zj-2024-farmers-employed-1", "49.8万人", "498,000 people"),
        ("zj-undated-low-income-farmers-employed-1", "约2.6万人", "about 26,000 people"),
        ("zj-2024-average-monthly-income-increase-1", "2,600元/月", "2,600 yuan a month"),
        ("qingtian-2023-05-29-average-monthly-income-increase-1", "1,900余元/月", "over 1,900 yuan a month"),
        (
            "zj-2023-10-20-collective-income-increase-targeted-recruitment-1",
            "2.37亿元",
            "237 million yuan",
        ),
        (
            "zj-2024-05-29-investment-in-ten-thousand-enterprises-campaign-1",
            "308.42亿元",
            "30.842 billion yuan",
        ),
        ("wenzhou-2024-06-low-income-persons-in-support-reform-1", "14.15万人", "141,500 people"),
        ("ruian-2022-target-workshops-end-2022-1", "60家以上", "at least 60 workshops"),
        (
            "dongcheng-2022-08-average-annual-income-increase-per-family-1",
            "22,000元/户·年",
            "22,000 yuan a year per family",
        ),
        ("chunan-2024-04-provincial-demonstration-womens-workshops-1", "1家", "1 workshop"),
        ("zj-2023-10-20-jobs-created-targeted-recruitment-1", "86,227个", "86,227 jobs"),
    ],
)
def test_a_value_is_written_as_it_was_published(identity, zh, en):
    assert told(identity, "zh")[0] == zh
    assert told(identity, "en")[0] == en


@pytest.mark.parametrize(
    ("identity", "zh", "en"),
    [
        ("zj-2023-04-15-workshops-built-1", "截至2023年4月15日", "as of 15 April 2023"),
        ("wenzhou-2024-06-workshops-built-1", "截至2024年6月", "as of June 2024"),
        ("zj-2024-workshops-built-1", "2024年（月份不详）", "2024, month not given"),
        ("ningbo-undated-workshops-built-1", "原文未注明时点", "undated"),
        (
            "zj-undated-workshops-built-1",
            "原文未注明时点，应在2022年6月至2023年4月之间",
            "undated; between June 2022 and April 2023",
        ),
        ("zj-2022-09-target-workshops-three-years-2", "2022年9月提出", "set in September 2022"),
        ("lishui-2021-consigned-processing-fees-paid-1", "2021年全年", "2021, whole year"),
    ],
)
def test_a_date_is_never_more_exact_than_its_source(identity, zh, en):
    assert told(identity, "zh")[1] == zh
    assert told(identity, "en")[1] == en


def test_the_provinces_series_runs_from_the_first_count_to_the_last():
    points = series("workshops_built", "33")
    assert points["value"].tolist() == [3700, 5599, 8821, 11145]
    assert points["unit"].unique().tolist() == ["workshops"]
    assert points["kind"].unique().tolist() == ["published"]


def test_a_year_only_point_spans_its_year_and_an_undated_one_its_bounds():
    points = series("workshops_built", "33").set_index("value")
    assert points.loc[11145, ["first_month", "last_month"]].tolist() == ["2024-01", "2024-12"]
    assert points.loc[3700, ["first_month", "last_month"]].tolist() == ["2022-06", "2023-04"]
    assert points.loc[3700, "note"]
    assert points.loc[8821, ["first_month", "last_month"]].tolist() == ["2024-02", "2024-02"]


def test_an_undated_point_without_bounds_comes_last_and_has_no_months():
    points = series("workshops_built", "3302")
    assert points[["first_month", "last_month", "value_text"]].to_numpy().tolist() == [["", "", "近1,000家"]]


def test_a_type_has_its_own_series():
    points = series("workshops_built", "33", "targeted_recruitment")
    assert points["value"].tolist() == [1713, 1895]
    assert series("workshops_built", "33", "agritourism").empty


def test_people_and_income_have_their_counterparts():
    assert series("people_employed_cumulative", "33")["value"].tolist() == [245000, 278000, 498000]
    assert series("low_income_people_employed_cumulative", "33")["value"].tolist() == [26000, 49000]
    income = series("income_increase", "33")
    assert income["value"].tolist() == [1600, 2600]
    assert income["unit"].unique().tolist() == ["yuan_month"]


def test_yearly_increases_and_households_never_join_a_monthly_or_personal_series():
    assert series("income_increase", "3302").empty  # Ningbo's 2.4万元 is a year's
    assert series("low_income_people_employed_cumulative", "3309").empty  # Zhoushan's 551 are households


def test_an_indicator_that_nobody_publishes_has_an_empty_series_of_the_same_shape():
    empty = series("village_coverage", "33")
    assert empty.empty
    assert empty.columns.tolist() == series("workshops_built", "33").columns.tolist()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_series_speaks_the_readers_language(language):
    with using(language):
        first = series("workshops_built", "33").iloc[1]
    assert first["publisher"] == {"zh": "《今日浙江》杂志", "en": "Zhejiang Today magazine"}[language]
    assert first["area_name"] == {"zh": "浙江省", "en": "Zhejiang Province"}[language]


def test_figures_of_one_kind_in_places_apart_can_be_added():
    cities = figures(indicator="workshops_built")
    apart = cities[cities["area_code"].isin(["3303", "3306", "3309"])]
    assert total(apart) == 1224 + 567 + 249


@pytest.mark.parametrize(
    ("chosen", "complaint"),
    [
        (lambda record: record[record["area_code"] == "33"], "unit"),
        (
            lambda record: record[
                record["indicator"].isin(
                    ["average_monthly_income_increase", "average_annual_income_increase"]
                )
            ],
            "period",
        ),
        (
            lambda record: record[
                (record["indicator"] == "low_income_farmers_employed")
                & record["area_code"].isin(["33", "331102100"])
            ],
            "period",
        ),
        (
            lambda record: record[
                record["indicator"].isin(["rural_labour_employed", "rural_surplus_labour_employed"])
            ],
            "indicator",
        ),
        (
            lambda record: record[
                (record["indicator"] == "workshops_built") & record["area_code"].isin(["3309", "330922"])
            ],
            "overlap",
        ),
        (
            lambda record: record[
                (record["indicator"] == "workshops_built") & (record["area_code"] == "331124")
            ],
            "overlap",
        ),
        (lambda record: record[record["indicator"] == "average_annual_income_increase"], "means"),
        (lambda record: record[:0], "nothing"),
    ],
)
def test_what_must_not_be_added_is_refused(chosen, complaint):
    with pytest.raises(MixedFiguresError, match=complaint):
        total(chosen(public_record.load()))


def test_a_changed_frame_does_not_change_the_record():
    mine = public_record.load()
    mine["value"] = 0.0
    assert public_record.load()["value"].sum() > 0


def test_an_edited_file_is_read_anew(copied):
    assert public_record.load(copied)["value"].iloc[0] == 11145
    spoil(copied, value="11146")
    assert public_record.load(copied)["value"].iloc[0] == 11146


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"indicator": "workshops_bilt"}, "workshops_bilt"),
        ({"unit": "households_or_persons"}, "households_or_persons"),
        ({"value": "about ten"}, "about ten"),
        ({"as_of": "31/12/2024"}, "31/12/2024"),
        ({"as_of": "2024-13"}, "2024-13"),
        ({"qualifier": "大概"}, "大概"),
        ({"trust": "D"}, "D"),
        ({"area_code": "330"}, "330"),
        ({"publisher": " "}, "publisher"),
        ({"quote": ""}, "quote"),
        ({"url": "ftp://example.org"}, "web address"),
        ({"note_en": ""}, "one language"),
    ],
)
def test_a_row_that_cannot_stand_is_named(copied, changes, complaint):
    spoil(copied, **changes)
    with using("en"), pytest.raises(RecordError, match=complaint) as raised:
        public_record.load(copied)
    assert "zj-2024-workshops-built-1" in str(raised.value)


def test_everything_wrong_is_said_at_once(copied):
    spoil(copied, value="many", trust="D")
    with using("en"), pytest.raises(RecordError) as raised:
        public_record.load(copied)
    assert "many" in str(raised.value)
    assert "trust" in str(raised.value)


def test_a_missing_file_and_a_missing_column_are_told(copied):
    path = copied.public_record / "published_figures.csv"
    pd.read_csv(path, dtype=str, keep_default_na=False).drop(columns="quote").to_csv(path, index=False)
    with using("en"), pytest.raises(RecordError, match="no column quote"):
        public_record.load(copied)
    path.unlink()
    with using("en"), pytest.raises(RecordError, match="missing"):
        public_record.load(copied)
