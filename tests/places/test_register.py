import json
from collections import Counter
from datetime import date

import pandas as pd
import pytest

from sharedwealth import text
from sharedwealth.errors import RegisterError, UnknownAreaError
from sharedwealth.places import codes, kinds
from sharedwealth.places import register as registers


def listed(register, designation, on):
    lists = register.designations
    moment = pd.Timestamp(on)
    valid = (lists["valid_from"] <= moment) & (lists["valid_to"].isna() | (lists["valid_to"] > moment))
    return set(lists.loc[valid & (lists["designation"] == designation), "code"])


def test_the_province_has_11_cities_90_counties_1387_towns_and_25547_villages(register):
    assert register.places["level"].value_counts().to_dict() == {
        "province": 1, "city": 11, "county": 90, "town": 1387, "village": 25547,
    }  # fmt: skip


def test_the_kinds_of_county_and_town_are_counted_as_published(register):
    counts = Counter(register.places["kind"])
    assert [counts[kind] for kind in kinds.LEVEL_KINDS["county"]] == [37, 20, 32, 1]
    # 619 town codes and 22 quasi-town codes, of which Longgang's unit under the city is no town
    assert [counts[kind] for kind in kinds.LEVEL_KINDS["town"]] == [488, 618, 258, 23]
    assert [counts[kind] for kind in kinds.LEVEL_KINDS["village"]] == [19708, 5716, 123]


def test_town_codes_fall_into_the_national_parts(register):
    parts = register.of_level("town")["code"].str[6:].astype(int)
    assert [int(parts.between(*part).sum()) for part in [(1, 99), (100, 199), (200, 399), (400, 599)]] == [
        488, 619, 258, 22,
    ]  # fmt: skip


def test_longgang_has_no_town_and_its_communities_stay_in_the_register(register):
    under = register.places[register.places["parent_code"] == "330383"]
    assert under["kind"].tolist() == ["quasi_town"]
    assert (register.of_level("village", "330383")["kind"] == "residents_committee").any()
    assert "县" not in under["name_zh"].iloc[0]


def test_the_26_mountainous_counties_hold_395_towns_and_townships_and_465_with_subdistricts(register):
    towns = register.of_level("town")
    towns = towns[towns["parent_code"].isin(listed(register, "mountain_county", date(2024, 7, 31)))]
    assert int(towns["kind"].isin(["town", "township"]).sum()) == 395
    assert int(towns["kind"].isin(["town", "township", "subdistrict"]).sum()) == 465


def test_every_code_is_text_of_its_levels_length_below_its_parent(register):
    places = register.places
    assert places["code"].is_unique
    assert (places["code"].map(codes.level) == places["level"]).all()
    below = places[places["level"] != "province"]
    assert below["parent_code"].isin(places["code"]).all()
    starts = [
        code.startswith(parent) for code, parent in zip(below["code"], below["parent_code"], strict=True)
    ]
    assert all(starts)


def test_every_place_has_both_names_and_a_position_that_says_where_it_is_from(register):
    places = register.places
    assert (places["name_zh"] != "").all()
    assert (places["name_en"] != "").all()
    assert places["longitude"].between(118, 123.5).all()
    assert places["latitude"].between(27, 31.3).all()
    assert places.groupby("level")["position_source"].value_counts().to_dict() == {
        ("province", "boundary"): 1, ("city", "boundary"): 11, ("county", "boundary"): 90,
        ("town", "geonames"): 768, ("town", "schematic"): 619, ("village", "schematic"): 25547,
    }  # fmt: skip


def test_village_names_are_clean_and_unique_within_their_town(register):
    villages = register.of_level("village")
    committees = villages[villages["kind"] == "village_committee"]
    assert not villages["name_zh"].str.contains("委员会|村委会").any()
    assert committees["name_zh"].str.endswith(("村", "社区")).all()
    assert not villages.duplicated(["parent_code", "name_zh"]).any()


def test_known_names_are_romanised_as_they_are_read(register):
    english = register.places.set_index("code")["name_en"]
    assert english["331082112"] == "Dongcheng Town" or "Town" in english["331082112"]
    towns = register.of_level("town").set_index("name_zh")["name_en"]
    assert towns["杜桥镇"] == "Duqiao Town"
    assert towns["乐成街道"] == "Yuecheng Subdistrict"
    assert towns["梁弄镇"] == "Liangnong Town"
    assert towns["吕山乡"] == "Lüshan Township"
    assert towns["莪山畲族乡"] == "Eshan She Ethnic Township"


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (date(2022, 6, 30), 26),
        (date(2024, 7, 31), 26),
        (date(2024, 8, 31), 25),
        (date(2025, 5, 27), 25),
        (date(2025, 5, 28), 22),
    ],
)
def test_the_list_of_mountainous_counties_changes_with_the_date(register, on, count):
    assert len(listed(register, "mountain_county", on)) == count


def test_who_left_and_who_joined(register):
    before, after, now = (
        listed(register, "mountain_county", on)
        for on in (date(2024, 7, 1), date(2024, 9, 1), date(2025, 6, 1))
    )
    names = lambda found: {register.name(code, "zh") for code in found}  # noqa: E731
    assert names(before - after) == {"平阳县", "柯城区", "莲都区"}
    assert names(after - before) == {"洞头区", "嵊泗县"}
    assert names(after - now) == {"永嘉县", "苍南县", "江山市"}


def test_the_32_and_the_members_that_no_source_names(register):
    assert len(listed(register, "mountain_island_county", date(2022, 9, 27))) == 32
    unsure = register.designations[~register.designations["is_confirmed"]]
    by_list = unsure.groupby("designation")["code"].agg(lambda found: {register.name(c, "zh") for c in found})
    assert by_list["mountain_county"] == {"三门县", "衢江区", "开化县"}
    assert by_list["mountain_island_county"] == {
        "三门县", "衢江区", "开化县", "定海区", "普陀区", "岱山县", "玉环市",
    }  # fmt: skip


def test_the_provinces_target_is_ten_thousand_workshops_by_september_2025(register):
    targets = register.targets.set_index(["area_code", "indicator"])
    assert targets.loc[("33", "workshops_built"), "value"] == 10_000
    assert targets.loc[("33", "workshops_built"), "due_month"] == pd.Timestamp("2025-09-01")
    assert targets.loc[("3309", "workshops_built"), "value"] == 400
    assert targets.loc[("33", "key_village_coverage"), "value"] == 1
    assert pd.isna(targets.loc[("33", "mountain_town_coverage"), "due_month"])
    assert (register.targets["source"] != "").all()


def test_names_and_levels(register):
    assert register.name("331082", "zh") == "临海市"
    assert register.name("3310", "en") == "Taizhou"
    assert register.places.loc[register.places["parent_code"] == "33", "code"].tolist()[0] == "3301"
    assert len(register.of_level("county", "3310")) == 9
    assert register.of_level("county", "331082")["code"].tolist() == ["331082"]
    assert register.exists("331082112")
    assert not register.exists("331099")


def test_an_unknown_code_is_said_to_the_reader_in_both_languages(register):
    with text.using("en"), pytest.raises(UnknownAreaError, match="No place has the code 331099"):
        register.name("331099", "en")
    with text.using("zh"), pytest.raises(UnknownAreaError, match="没有代码为 331099 的地区"):
        register.name("331099", "zh")


def spoil(settings, change):
    path = settings.register / "places.csv"
    places = pd.read_csv(path, dtype=str, keep_default_na=False)
    change(places).to_csv(path, index=False)


def test_a_code_that_stands_twice_is_refused(settings, in_english):
    spoil(settings, lambda places: pd.concat([places, places.tail(1)]))
    with pytest.raises(RegisterError, match="stands in the register twice"):
        registers.load(settings)


def test_a_place_without_its_parent_is_refused(settings, in_english):
    spoil(settings, lambda places: places[places["code"] != "331082112"])
    with pytest.raises(RegisterError, match="The place above 331082112"):
        registers.load(settings)


def test_a_parent_that_is_not_the_codes_own_is_refused(settings, in_english):
    spoil(settings, lambda p: p.assign(parent_code=p["parent_code"].where(p["code"] != "331082", "3301")))
    with pytest.raises(RegisterError, match="not the one its code says"):
        registers.load(settings)


def test_a_list_that_names_an_unknown_place_is_refused(settings, in_english):
    with (settings.register / "targets.csv").open("a", encoding="utf-8") as file:
        file.write("331099,workshops_built,5,,nowhere\n")
    with pytest.raises(RegisterError, match="A list names 331099"):
        registers.load(settings)


def test_a_date_that_is_none_and_a_missing_file_are_said(settings, in_english):
    with (settings.register / "targets.csv").open("a", encoding="utf-8") as file:
        file.write("33,workshops_built,5,2025,nowhere\n")
    with pytest.raises(RegisterError, match="not a date like 2024-08-01"):
        registers.load(settings)
    (settings.register / "targets.csv").unlink()
    with pytest.raises(RegisterError, match="is missing"):
        registers.load(settings)


def test_the_operators_own_designations_take_the_bundled_ones_place(settings):
    settings.operator_register.mkdir()
    (settings.operator_register / "designations.csv").write_text(
        "code,designation,valid_from,valid_to,source,is_confirmed\n331082112201,key_village,2023-01-01,,list,true\n"
    )
    assert registers.load(settings).designations["designation"].tolist() == ["key_village"]


@pytest.mark.parametrize(
    ("published", "kind", "name"),
    [
        ("三联村委会", "village_committee", "三联村"),
        ("三联村村委会", "village_committee", "三联村"),
        ("三联村村民委员会", "village_committee", "三联村"),
        ("三联", "village_committee", "三联村"),
        ("莲兴社区村委会", "village_committee", "莲兴社区"),
        ("清波门社区居委会", "residents_committee", "清波门社区"),
        ("前童居民委员会", "residents_committee", "前童居委会"),
        ("三门林场生活区", "similar", "三门林场生活区"),
    ],
)
def test_a_committees_name_becomes_the_villages(published, kind, name):
    assert kinds.village_name(published, kind) == name


def test_the_kinds_have_words_in_both_languages():
    for kind in kinds.KINDS:
        with text.using("zh"):
            chinese = kinds.word(kind)
        with text.using("en"):
            english = kinds.word(kind)
        assert chinese != english
        assert english.isascii()
        assert json.dumps(chinese) != json.dumps(english)
