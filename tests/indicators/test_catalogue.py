"""Every indicator in words, both languages, and every query in the open."""

from datetime import date

import numpy as np
import pytest

from sharedwealth.errors import (
    ReaderError,
    UnknownAreaError,
    UnknownChoiceError,
    UnknownIndicatorError,
    UnknownMonthError,
)
from sharedwealth.indicators import CATALOGUE, answer, can_answer
from sharedwealth.indicators.answering import COLUMNS
from sharedwealth.indicators.catalogue import by_family
from sharedwealth.indicators.definition import BREAKDOWNS, DIRECTIONS, FAMILIES, NATURES
from sharedwealth.indicators.question import LEVEL_WORDS
from sharedwealth.text import t, using
from sharedwealth.warehouse.connection import Warehouse
from tests.indicators.provinces import make

WORDS = ("name", "short_name", "numerator", "denominator", "caveat", "why", "source", "goal")


@pytest.fixture(scope="module")
def warehouse():
    return make([[True, True]] * 4, np.random.default_rng(3), workshops=12, workers=40).warehouse()


class Listening(Warehouse):
    """Remembers the texts that it was asked."""

    def __init__(self, con):
        super().__init__(con)
        self.heard = []

    def query(self, sql, params=None):
        self.heard.append(sql)
        return super().query(sql, params)

    def arrays(self, sql, params=None):
        self.heard.append(sql)
        return super().arrays(sql, params)


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_word_of_an_indicator_exists_in_chinese(key):
    indicator = CATALOGUE[key]
    for name in WORDS:
        message = getattr(indicator, name)
        if message:
            with using("zh"):
                assert t(message) != message, f"{key}: {name} has no Chinese"


@pytest.mark.parametrize("choices", [FAMILIES, BREAKDOWNS, NATURES, DIRECTIONS, LEVEL_WORDS])
def test_every_choice_exists_in_chinese(choices):
    with using("zh"):
        assert all(t(message) != message for message in choices.values())


@pytest.mark.parametrize("key", CATALOGUE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_indicator_explains_itself(key, language):
    indicator = CATALOGUE[key]
    with using(language):
        assert indicator.caution()
        assert indicator.caution() in indicator.explain()
        assert all(indicator.words().values())
        assert bool(indicator.out_of()) == (indicator.shape in ("rate", "mean"))


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_texts_shown_are_the_texts_asked(key, warehouse):
    indicator = CATALOGUE[key]
    listening = Listening(warehouse._con)
    places = [by for by in indicator.breakdowns if by in ("city", "town")]
    for by in places:
        answer(listening, key, by=by)
    shown = indicator.sql()
    assert shown
    if places:
        assert set(shown.values()) <= set(listening.heard)
    assert not any("{" in text for text in shown.values())


def test_our_own_measures_say_so_and_official_goals_are_not_our_own():
    for indicator in CATALOGUE.values():
        with using("en"):
            assert ("not an official one" in indicator.explain()) == indicator.is_own
        assert not (indicator.is_own and indicator.goal)


def test_families_hold_every_indicator_once():
    assert [each.key for family in by_family().values() for each in family].sort() == sorted(CATALOGUE).sort()


def test_an_answer_has_the_agreed_columns(warehouse):
    assert tuple(answer(warehouse, "gini").columns) == COLUMNS
    assert tuple(answer(warehouse, "gini", by="month").columns) == COLUMNS
    assert tuple(answer(warehouse, "gini", by="county").columns) == ("county", *COLUMNS)
    assert tuple(answer(warehouse, "theil", by="type").columns) == ("type", *COLUMNS)


@pytest.mark.parametrize("key", CATALOGUE)
def test_what_can_be_answered_is_and_what_cannot_is_refused(key, warehouse):
    for area in ("33", "3301", "330102", "330102101", "330102101601"):
        for by in (None, "city", "county", "town", "village", "type", "month"):
            for kind in (None, "agritourism"):
                if can_answer(CATALOGUE[key], area, by, kind):
                    assert len(answer(warehouse, key, area, by=by, workshop_type=kind))
                else:
                    with pytest.raises(UnknownChoiceError):
                        answer(warehouse, key, area, by=by, workshop_type=kind)


def test_a_month_may_be_a_date_or_written(warehouse):
    written = answer(warehouse, "workshops_built", month="2023-06")
    assert written["month"].tolist() == ["2023-06"]
    assert answer(warehouse, "workshops_built", month=date(2023, 6, 1)).equals(written)


def test_names_follow_the_language(warehouse):
    with using("en"):
        assert answer(warehouse, "gini").loc[0, "area_name"] == "Zhejiang"
    with using("zh"):
        assert answer(warehouse, "gini").loc[0, "area_name"] == "浙江省"


def test_every_place_of_a_level_has_a_row_even_without_anything(warehouse):
    told = answer(warehouse, "workshops_built", by="village")
    assert len(told) == 24
    assert (told["value"] == 0).any()


@pytest.mark.parametrize(
    ("error", "question", "hint"),
    [
        (UnknownIndicatorError, {"key": "workshop_built"}, "workshops_built"),
        (UnknownIndicatorError, {"key": "zzz"}, "people_at_work"),
        (UnknownAreaError, {"key": "gini", "area": "339999"}, "33"),
        (UnknownAreaError, {"key": "gini", "area": "330102999"}, "County 330102"),
        (UnknownAreaError, {"key": "gini", "area": "x"}, "33"),
        (UnknownMonthError, {"key": "gini", "month": "2031-01"}, "2023-07"),
        (UnknownMonthError, {"key": "gini", "month": "yesterday"}, "2024-10"),
        (UnknownChoiceError, {"key": "gini", "by": "type"}, "county"),
        (UnknownChoiceError, {"key": "gini", "by": "moon"}, "month"),
        (UnknownChoiceError, {"key": "gini", "area": "330102", "by": "city"}, "month"),
        (UnknownChoiceError, {"key": "gini", "area": "330102101"}, "province, city, county"),
        (UnknownChoiceError, {"key": "gini", "workshop_type": "agritourism"}, "all types"),
        (UnknownChoiceError, {"key": "theil", "workshop_type": "agritourim"}, "agritourism"),
    ],
)
def test_what_cannot_be_answered_says_what_can(error, question, hint, warehouse):
    with using("en"), pytest.raises(error, match=hint) as raised:
        answer(warehouse, **question)
    assert isinstance(raised.value, ReaderError)
    with using("zh"), pytest.raises(error) as in_chinese:
        answer(warehouse, **question)
    assert str(in_chinese.value) != str(raised.value)
