"""Questions from the room: two hundred of them as they are typed, and what is answered."""

from itertools import cycle, islice

import pypinyin
import pytest

from sharedwealth.briefings import asking_room
from sharedwealth.briefings.asking_room import Choices
from sharedwealth.briefings.scene import Map, Scene
from sharedwealth.indicators import CATALOGUE, answer
from sharedwealth.text import using

COUNT = 200
SPELLINGS = ("characters", "pinyin", "initials")


def spelt(chinese, how):
    """Written out by the library of readings alone, without the program's own."""
    kept = "".join(each for each in chinese if "\u4e00" <= each <= "\u9fff")
    if how == "characters":
        return chinese
    style = pypinyin.Style.NORMAL if how == "pinyin" else pypinyin.Style.FIRST_LETTER
    return "".join(pypinyin.lazy_pinyin(kept, style=style, v_to_u=False))


def questions(province):
    """Places and indicators in turn, each pair spelt in the next way, the order of the two changed now and then."""
    places = province.query(
        "SELECT code, name_zh FROM places WHERE level IN ('city', 'county') ORDER BY code"
    ).to_dict("records")
    with using("zh"):
        titles = {key: each.title() for key, each in CATALOGUE.items()}
    pairs = zip(cycle(places), cycle(titles), cycle(SPELLINGS), cycle((" ", " ", "swap", "")), strict=False)
    for place, key, how, gap in islice(pairs, COUNT):
        if "county" not in CATALOGUE[key].levels and len(place["code"]) > 4:
            continue
        two = (spelt(place["name_zh"], how), spelt(titles[key], how))
        typed = " ".join(reversed(two)) if gap == "swap" else gap.join(two)
        yield how, gap, typed, place["code"], key


def test_two_hundred_questions_find_the_place_and_the_indicator(province):
    asked = list(questions(province))
    assert len(asked) > 185
    offered = 0
    for how, gap, typed, code, key in asked:
        meant = asking_room.understood(province, typed)
        if isinstance(meant, Choices):
            assert how != "characters", (typed, meant)
            assert f"{code} {key}" in [each.q for each in meant.choices], (typed, meant)
            offered += 1
        else:
            assert meant == (code, key) or (how == "initials" and gap == ""), (typed, meant)
    assert offered < 0.1 * len(asked), "most questions are answered at once"


@pytest.mark.parametrize(
    ("typed", "code", "key"),
    [
        ("临海 覆盖率", "331082", "village_coverage"),
        ("lh fgl", "331082", "village_coverage"),
        ("linhai income", "331082", "income_increase"),
        ("临海增收", "331082", "income_increase"),
        ("income of Linhai", "331082", "income_increase"),
        ("  临海市的基尼系数是多少？", "331082", "gini"),
        ("Taizhou at work", "3310", "people_at_work"),
        ("台州", "3310", "workshops_built"),
        ("增收", "33", "income_increase"),
        ("全省 覆盖", "33", "village_coverage"),
        ("西湖", "330106", "workshops_built"),
        ("杜桥镇 就业", "331082102", "people_at_work"),
        ("331082 village_coverage", "331082", "village_coverage"),
    ],
)
def test_as_people_ask(province, typed, code, key):
    if code == "331082102":
        code = province.query("SELECT code FROM places WHERE name_zh = '杜桥镇'")["code"][0]
    assert asking_room.understood(province, typed) == (code, key)


def test_an_answer_is_a_sentence_a_number_and_a_map_of_those_beside_it(province):
    with using("zh"):
        sheet = asking_room.ask(province, "临海 覆盖率", "2024-10")
    assert isinstance(sheet, Scene)
    row = answer(province, "village_coverage", "331082", "2024-10").iloc[0]
    [fact] = sheet.facts
    assert fact.value == row["value"]
    assert sheet.headline == f"临海市村（社区）覆盖率{row['value']:.1%}"
    assert len(sheet.headline) <= 20
    assert isinstance(sheet.body, Map)
    assert (sheet.body.area, sheet.body.level, sheet.body.marked) == ("3310", "county", ("331082",))
    assert {each.code[:4] for each in sheet.body.rows} == {"3310"}
    assert sheet.area == "331082"


def test_a_towns_map_is_its_countys_and_a_citys_is_its_own_parts(province):
    town = asking_room.ask(province, "杜桥镇 就业")
    city = asking_room.ask(province, "台州 就业")
    assert isinstance(town.body, Map)
    assert town.body.marked == (town.area,)
    assert town.body.level == "town"
    assert isinstance(city.body, Map)
    assert city.body.marked == ()


def test_what_may_be_several_things_is_offered_and_each_offer_is_one_thing(province):
    meant = asking_room.understood(province, "yh")
    assert isinstance(meant, Choices)
    assert {each.q[:6] for each in meant.choices} >= {"330110", "331083", "331125"}
    for each in meant.choices:
        assert asking_room.understood(province, each.q) == tuple(each.q.split(" "))


def test_what_is_nothing_is_said_with_what_is_written_like_it(province):
    with using("zh"):
        meant = asking_room.understood(province, "lihnai")
        nothing = asking_room.understood(province, "qqqqqqqq wwwwwww")
    assert "331082 workshops_built" in [each.q for each in meant.choices]
    assert nothing.choices == ()
    assert "qqqqqqqq" in nothing.sentence


def test_an_indicator_that_a_town_has_not_is_offered_of_its_county(province):
    with using("en"):
        meant = asking_room.understood(province, "杜桥镇 基尼")
    assert [each.q for each in meant.choices] == ["331082 gini"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "？！", "的", "x" * 5000, "临海 " * 400, "'; DROP TABLE places; --", "\x00"]
)
def test_whatever_is_typed_something_is_said(province, typed):
    assert asking_room.understood(province, typed)
