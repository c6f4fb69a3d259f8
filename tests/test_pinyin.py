"""Names as they are typed: characters, syllables, initials."""

import pytest

from sharedwealth import pinyin, product_names
from sharedwealth.text import using


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("彩灯", ["caideng", "deng", "cd", "caid"]),
        ("示例工坊 台州 0731", ["slgf", "taizhou", "tz", "0731", "gongfangtaizhou", "tz0731"]),
        ("Xi'an Town", ["xian", "town", "xiantown"]),
        ("330102-0001", ["330102", "3301020001", "0001"]),
        ("重庆银行", ["chongqing", "cqyh"]),
        ("ＡＢ１２", ["ab12"]),
    ],
)
def test_every_beginning_of_a_syllable_word_or_number_is_found(text, typed):
    for word in typed:
        assert f"|{word}" in pinyin.readings(text), word


@pytest.mark.parametrize(
    ("text", "typed"), [("彩灯", "eng"), ("彩灯", "ai"), ("0731", "731"), ("Duqiao", "qiao")]
)
def test_the_middle_of_a_syllable_word_or_number_is_not(text, typed):
    assert f"|{typed}" not in pinyin.readings(text)


def test_what_is_typed_is_compared_without_signs_and_widths():
    assert pinyin.typed("  Xi'an　３３-01 彩·灯 !") == ["xian", "3301", "彩灯"]
    assert pinyin.typed("…") == []


def test_a_name_is_translated_where_it_is_common_and_else_romanised():
    assert product_names.english("示例工坊 台州 0731") == "Demo workshop Taizhou 0731"
    assert product_names.english("彩灯") == "Festive lights"
    assert product_names.english("绿豆糕") == "Lvdougao".replace("v", "ü")
    assert product_names.english("Tea 2") == "Tea 2"
    with using("en"):
        assert product_names.shown("彩灯") == "Festive lights · 彩灯"
    with using("zh"):
        assert product_names.shown("彩灯") == "彩灯"


def test_no_translation_stands_twice_or_is_empty():
    lines = product_names._LIST.read_text(encoding="utf-8").splitlines()[1:]
    assert len(product_names.translations()) == len(lines)
    assert all(chinese and english for chinese, english in (line.split(",") for line in lines))
