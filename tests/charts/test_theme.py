import itertools
import re

import pytest

from sharedwealth.charts import theme
from sharedwealth.choices import WORKSHOP_TYPES
from tests.charts.colour_vision import VISIONS, contrast, distance

GROUNDS = {"light": theme.LIGHT, "dark": theme.DARK}
ground = pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS)
vision = pytest.mark.parametrize("vision", VISIONS)


def test_contrast_is_measured_as_wcag_defines_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_grey_looks_the_same_with_every_vision():
    assert all(distance("#808080", "#808080", vision) == 0 for vision in VISIONS)
    assert distance("#FF0000", "#00A000", "deuteranopia") < distance("#FF0000", "#00A000", "normal") / 2


@ground
def test_words_can_be_read_on_paper_and_on_cards(ground):
    for name, least in {"ink": 13, "quiet": 5.5, "accent": 5.5, "good": 5.5, "watch": 5, "act": 5.5}.items():
        for under in (ground.paper, ground.card):
            assert contrast(getattr(ground, name), under) >= least, name


@ground
def test_marks_stand_out_from_the_ground(ground):
    for mark in (ground.main, ground.second, ground.earlier, *ground.types):
        assert contrast(mark, ground.card) >= 3, mark
        assert contrast(mark, ground.paper) >= 2.99, mark


@ground
@vision
def test_each_step_of_a_rate_can_be_told_from_the_next(ground, vision):
    for one, other in itertools.pairwise(ground.sequential):
        assert distance(one, other, vision) >= 5.4


@ground
@vision
def test_under_and_over_the_target_are_never_mistaken(ground, vision):
    for one, other in itertools.combinations(ground.diverging, 2):
        assert distance(one, other, vision) >= 13


@ground
@vision
def test_any_two_types_can_be_told_apart(ground, vision):
    for one, other in itertools.combinations(ground.types, 2):
        assert distance(one, other, vision) >= 19


@ground
@vision
def test_the_figures_and_what_they_are_compared_with_can_be_told_apart(ground, vision):
    assert distance(ground.main, ground.second, vision) >= 19
    assert distance(ground.main, ground.earlier, vision) >= 19
    assert distance(ground.main, ground.accent, vision) >= 11


def test_every_type_has_its_colour():
    assert list(theme.TYPES) == list(WORKSHOP_TYPES)


def test_each_light_colour_has_exactly_one_dark_partner():
    lights, darks = theme._every(theme.LIGHT), theme._every(theme.DARK)
    pairs = set(zip(lights, darks, strict=True))
    assert len({light for light, _ in pairs}) == len(pairs)
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in (*lights, *darks))


def test_a_faint_colour_is_the_token_with_an_alpha():
    assert theme.faint("#0F6F5C", 0.12) == "rgba(15,111,92,0.12)"


def test_markup_in_words_is_shown_not_obeyed():
    assert theme.safe("<b>台灯 & 灯笼</b>") == "&lt;b&gt;台灯 &amp; 灯笼&lt;/b&gt;"


def test_a_chinese_character_is_as_wide_as_it_is_high():
    assert theme.text_width("共富", 12) == 24
    assert theme.text_width("ab", 12) < 24


def test_an_empty_figure_is_a_sentence():
    figure = theme.sentence("本月没有台账。")
    assert [note.text for note in figure.layout.annotations] == ["本月没有台账。"]
    assert not figure.data
