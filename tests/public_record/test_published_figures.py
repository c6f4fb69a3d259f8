import re

import pandas as pd
import pytest

from sharedwealth import public_record, settings
from sharedwealth.places import codes
from sharedwealth.public_record import tables
from sharedwealth.text import using
from tests.public_record.quoted_numbers import numbers

SETTINGS = settings.load()
FIGURES = public_record.load()
BACKGROUND = public_record.load_background()
ROWS = FIGURES.to_dict("records")
SAID = {  # beside a number: 剩余 and 就近 are no rounding
    "近": r"近(?=[\d千万])|nearly \d",
    "余": r"(?<=[\d百千万])余",
    "多": r"(?<=[\d百千万])多",
    "超": r"(超过?|突破)(?=\d)|(over|more than) \d",
    "约": r"约(?=\d)|about \d",
    "以上": r"以上",
}


def by_id(rows):
    return [row["id"] for row in rows]


@pytest.fixture(scope="module")
def register():
    places = SETTINGS.register / "places.csv"
    return pd.read_csv(places, dtype=str, keep_default_na=False).set_index("code")


def test_every_collected_figure_is_there():
    assert len(FIGURES) == 121
    assert FIGURES["area_code"].nunique() == 34
    assert len(BACKGROUND) == 135


@pytest.mark.parametrize("row", ROWS, ids=by_id(ROWS))
def test_the_quote_holds_the_number_that_it_supports(row):
    assert row["value"] in numbers(row["quote"])


@pytest.mark.parametrize("row", ROWS, ids=by_id(ROWS))
def test_the_rounding_word_of_the_quote_is_kept_and_none_is_made_up(row):
    words = {word for word, pattern in SAID.items() if re.search(pattern, row["quote"])}
    assert words == ({row["qualifier"]} if row["qualifier"] else set())


def test_a_checker_that_reads_the_wrong_number_would_be_noticed():
    assert numbers("吸纳农村剩余劳动力5万余人") == {50_000}
    assert numbers("平均每人每年增收两万余元") == {20_000}
    assert numbers("投资总额达308.42亿元") == {30_842_000_000}
    assert numbers("combined output value of more than 89 million yuan") == {89_000_000}
    assert 1000 not in numbers("共建成“共富工坊”4家")


@pytest.mark.parametrize("frame", [FIGURES, BACKGROUND], ids=["figures", "background"])
def test_no_figure_is_without_a_publisher_in_both_languages(frame):
    for column in ("publisher", "publisher_zh"):
        assert frame[column].str.strip().ne("").all()
    assert frame["publisher_zh"].str.contains("[一-鿿]").all()
    assert not frame["publisher"].str.contains("[一-鿿]").any()


@pytest.mark.parametrize("frame", [FIGURES, BACKGROUND], ids=["figures", "background"])
def test_a_figure_without_an_address_says_that_only_a_mirror_copy_was_seen(frame):
    addressed = frame["url"] != ""
    assert frame.loc[addressed, "url"].str.match(r"https?://[^\s]+$").all()
    assert frame.loc[~addressed, "publisher"].str.contains("mirror").all()
    assert frame.loc[~addressed, "publisher_zh"].str.contains("转载").all()
    assert set(frame.loc[~addressed, "trust"]) <= {"B", "C"}


@pytest.mark.parametrize("frame", [FIGURES, BACKGROUND], ids=["figures", "background"])
def test_every_place_is_in_the_register_under_its_name(frame, register):
    for row in frame.drop_duplicates("area_code").to_dict("records"):
        place = register.loc[row["area_code"]]
        assert row["area_name_zh"].endswith(place["name_zh"])
        assert row["area_name_en"].startswith(place["name_en"])
        if place["level"] == "town":
            county = register.loc[codes.parent(row["area_code"])]
            assert row["area_name_zh"] == county["name_zh"] + place["name_zh"]
            assert row["area_name_en"] == f"{place['name_en']}, {county['name_en']}"


@pytest.mark.parametrize("frame", [FIGURES, BACKGROUND], ids=["figures", "background"])
def test_ids_stay_unique_so_that_links_stay_good(frame):
    assert frame["id"].is_unique
    assert frame["id"].str.fullmatch(r"[a-z0-9-]+").all()


def test_ids_of_the_headline_figures_do_not_change():
    stable = {
        "zj-2024-workshops-built-1": 11145,
        "zj-2024-farmers-employed-1": 498000,
        "zj-2024-low-income-farmers-employed-1": 49000,
        "zj-2024-average-monthly-income-increase-1": 2600,
        "zj-2023-04-15-workshops-built-1": 5599,
    }
    assert FIGURES.set_index("id")["value"].loc[list(stable)].to_dict() == stable


def test_every_indicator_and_unit_has_a_name_in_both_languages_and_none_is_spare():
    used = set(FIGURES["indicator"]) | set(BACKGROUND["indicator"])
    assert used == set(tables.indicators())
    for named in tables.indicators().values():
        assert re.search("[一-鿿]", named.name_zh)
        assert not re.search("[一-鿿]", named.name_en)
        assert named.subject in public_record.SUBJECTS
    assert set(FIGURES["unit"]) | set(BACKGROUND["unit"]) == set(tables.units())


def test_no_two_indicators_share_a_name():
    for language in ("name_zh", "name_en"):
        names = [getattr(named, language) for named in tables.indicators().values()]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_can_be_told_in_both_languages(language):
    with using(language):
        for row in (*ROWS, *BACKGROUND.to_dict("records")):
            told = [
                public_record.value_text(row),
                public_record.as_of_text(row),
                public_record.indicator_name(row["indicator"]),
                public_record.subject_name(row["indicator"]),
                public_record.publisher(row),
                public_record.area_name(row),
                public_record.period_text(row),
                public_record.precision_text(row),
                public_record.trust_text(row),
            ]
            assert all(told), row["id"]
            if language == "en":
                assert not re.search("[一-鿿]", " ".join(told)), row["id"]


def test_part_year_values_never_pass_for_annual_ones():
    part = BACKGROUND["indicator"].str.contains("_h1$|_q1_q3$")
    assert set(BACKGROUND.loc[part, "period"]) == {"first_half", "first_three_quarters"}
    assert not BACKGROUND.loc[~part, "period"].isin(["first_half", "first_three_quarters"]).any()


def test_the_glossary_explains_every_term_in_both_languages():
    words = public_record.glossary()
    assert len(words) == 92
    assert words["term_zh"].is_unique
    assert words.apply(lambda column: column.str.strip().ne("").all()).all()
    assert words["definition_zh"].str.endswith("。").all()
    assert words["definition_zh"].str.contains("[一-鿿]{4}").all()
    assert not words["definition_en"].str.contains("seed|machine-translated", case=False, regex=True).any()
