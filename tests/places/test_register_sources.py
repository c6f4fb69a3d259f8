"""The tools that wrote the bundled register: names and positions can be worked out again."""

import pytest

from tools import register_lists, romanise, town_points


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("杜桥镇", "Duqiao Town"),
        ("东塔街道", "Dongta Subdistrict"),
        ("竹里畲族乡", "Zhuli She Ethnic Township"),
        ("闸弄口街道", "Zhalongkou Subdistrict"),
        ("长街镇", "Changjie Town"),
        ("朝晖街道", "Zhaohui Subdistrict"),
        ("乌岩岭自然保护区", "Wuyanling Nature Reserve"),
    ],
)
def test_towns_are_romanised(chinese, english):
    assert romanise.town(chinese) == english


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("三联村", "Sanlian Village"),
        ("董村", "Dongcun Village"),
        ("清波门社区", "Qingbomen Community"),
        ("桃源居委会", "Taoyuan Residents' Committee"),
        ("三都村", "Sandu Village"),
        ("长安村", "Chang'an Village"),
        ("仇毕社区", "Qiubi Community"),
        ("绿园社区", "Lüyuan Community"),
        ("艾溪（西湖）社区", "Aixi (Xihu) Community"),
        ("三门林场生活区", "Sanmen Forest Farm Residential Area"),
    ],
)
def test_villages_are_romanised(chinese, english):
    assert romanise.village(chinese) == english


def test_the_registers_english_names_are_what_the_tool_gives(register):
    towns, villages = register.of_level("town"), register.of_level("village")
    assert towns["name_en"].tolist() == [romanise.town(name) for name in towns["name_zh"]]
    assert villages["name_en"].tolist() == [romanise.village(name) for name in villages["name_zh"]]


def test_the_towns_with_a_real_point_are_those_that_geonames_knows_by_name_in_their_county(register):
    towns = register.of_level("town").set_index("code")
    real = towns[towns["position_source"] == "geonames"]
    found = town_points.matched(towns.reset_index())
    assert set(found) == set(real.index)
    assert {code: (row.longitude, row.latitude) for code, row in real.iterrows()} == found


def test_the_targets_on_file_are_those_of_the_tool(register):
    assert register.targets["source"].tolist() == register_lists.targets()["source"].tolist()
