import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from sharedwealth import cases, public_record, settings
from sharedwealth.about import how_to_read
from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.indicators.catalogue import CATALOGUE
from sharedwealth.text import using
from tests.public_record.quoted_numbers import numbers

SETTINGS = settings.load()
CASES = cases.load_all()
FACTS = [(case, fact) for case in CASES for fact in case.facts]
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def keys(things):
    return [getattr(thing, "key", "") or f"{thing[0].key}-{thing[1].key}" for thing in things]


def fact_ids(pairs):
    return [f"{case.key}-{fact.key}" for case, fact in pairs]


def bilingual_words(case):
    yield from (case.title, case.subtitle, case.image_alt, case.story, *case.unknown)
    if case.place_note:
        yield case.place_note
    for fact in case.facts:
        yield from (fact.label, fact.figure, fact.text, fact.source.publisher)
    yield from (figure.label for figure in case.live)


def test_the_three_stories_stand_in_their_order():
    assert [case.key for case in CASES] == ["lanterns", "yellow-croaker", "agritourism"]


@pytest.mark.parametrize("case", CASES, ids=keys(CASES))
def test_a_story_is_complete_in_both_languages(case):
    for words in bilingual_words(case):
        assert words.zh.strip()
        assert words.en.strip()
        assert not re.search("[一-鿿]", words.en)
    assert re.search("[一-鿿]{10}", case.story.zh)
    assert case.story.zh.count("\n\n") == case.story.en.count("\n\n")


@pytest.mark.parametrize(("case", "fact"), FACTS, ids=fact_ids(FACTS))
def test_a_facts_number_stands_in_the_quoted_words(case, fact):
    assert fact.value in numbers(fact.source.quote)


@pytest.mark.parametrize(("case", "fact"), FACTS, ids=fact_ids(FACTS))
def test_what_is_told_of_a_fact_has_no_number_that_its_quote_lacks(case, fact):
    held = (
        numbers(fact.source.quote) | numbers(fact.source.published_on) | {float(fact.source.published_on[:4])}
    )
    for words in (fact.text, fact.figure):
        for told in (words.zh, words.en):
            plain = re.sub(r"20\d\d年|\d月|(?:in|of) 20\d\d|August 2023", "", told)
            assert {each for each in numbers(plain) if each >= 10} <= held | derived(fact), told


def derived(fact):
    """Numbers that the text works out itself from the quote."""
    return {160.0} if "mu of sea" in fact.text.en else set()  # 2,400 mu in hectares


@pytest.mark.parametrize(("case", "fact"), FACTS, ids=fact_ids(FACTS))
def test_a_fact_can_be_followed_to_its_source(case, fact):
    source = fact.source
    assert source.trust in public_record.TRUST
    assert re.fullmatch(r"\d{4}(-\d\d){0,2}", source.published_on)
    assert source.url.startswith("http") or "转载" in source.publisher.zh


def test_facts_of_the_public_record_are_told_with_its_numbers():
    record = public_record.load().set_index("id")
    from_record = [fact for _, fact in FACTS if fact.source.record]
    assert len(from_record) >= 5
    for fact in from_record:
        assert fact.value == record.loc[fact.source.record, "value"]
        assert fact.source.quote == record.loc[fact.source.record, "quote"]


@pytest.mark.parametrize("case", CASES, ids=keys(CASES))
def test_every_paragraph_with_a_figure_points_to_a_source(case):
    for told in (case.story.zh, case.story.en):
        for paragraph in told.split("\n\n"):
            measured = re.sub(r"20\d\d", "", paragraph)
            if re.search(r"\d{2,}|\d[家人万亿]", measured):
                assert set(paragraph) & set(RAISED), paragraph


@pytest.mark.parametrize("case", CASES, ids=keys(CASES))
def test_live_figures_ask_indicators_that_exist(case):
    for figure in case.live:
        indicator = CATALOGUE[figure.indicator]
        assert figure.workshop_type is None or (figure.workshop_type in WORKSHOP_TYPES and indicator.by_type)


def test_every_indicator_that_a_story_may_show_is_in_the_catalogue():
    assert set(CATALOGUE) >= cases.BINDABLE


def test_places_are_in_the_register():
    register = pd.read_csv(SETTINGS.register / "places.csv", dtype=str, keep_default_na=False)
    known = set(register["code"])
    for case in CASES:
        assert set(case.places) | {figure.area for figure in case.live} <= known


def test_the_croakers_place_is_said_to_be_unknown_and_no_ten_fold_figure_is_used():
    croaker = next(case for case in CASES if case.key == "yellow-croaker")
    assert croaker.places == ()
    assert "没有查到" in croaker.place_note.zh
    assert "not found" in croaker.place_note.en
    assert {figure.area for figure in croaker.live} == {"33"}
    assert "没有找到这句话的原始出处" in croaker.story.zh
    assert not any("十倍" in fact.text.zh or "ten-fold" in fact.text.en for fact in croaker.facts)


@pytest.mark.parametrize("case", CASES, ids=keys(CASES))
def test_a_drawing_is_wide_flat_and_without_words(case):
    drawing = ET.parse(case.image).getroot()  # noqa: S314  our own file
    assert drawing.attrib["viewBox"] == "0 0 1600 600"
    kinds = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    assert kinds <= {"svg", "g", "path", "rect", "circle", "ellipse"}
    assert case.image.stat().st_size < 80_000


def test_words_follow_the_readers_language():
    with using("en"):
        assert str(CASES[0].title) == "The coloured lights of Dongcheng"
    with using("zh"):
        assert str(CASES[0].title) == "东塍彩灯"


def test_the_definitions_text_says_the_same_in_both_languages():
    text = how_to_read()
    assert text.zh.count("\n### ") == text.en.count("\n### ") == 7
    assert text.zh.count("\n- ") == text.en.count("\n- ")
    assert "示例数据" in text.zh
    assert "DEMONSTRATION DATA" in text.en
