"""Talks written in the app: checked, whole or not at all, and never over one that came with the system."""

from dataclasses import replace

import pytest

from sharedwealth import settings as configuration
from sharedwealth.briefings import composing, reading, writing
from sharedwealth.briefings.reading import BriefingError
from sharedwealth.errors import ReaderError


@pytest.fixture
def installation(tmp_path):
    return replace(configuration.load(), data=tmp_path)


def test_a_copy_is_a_talk_of_its_own_and_can_be_changed_and_removed(installation):
    text = writing.text_of("county", installation)
    writing.save("meeting", text, installation)
    assert writing.is_own("meeting", installation)
    assert reading.find("meeting", installation).steps == reading.find("county", installation).steps
    writing.save("meeting", text.replace("共富工坊县级汇报", "县里的汇报"), installation)
    assert reading.find("meeting", installation).title.zh == "县里的汇报"
    writing.remove("meeting", installation)
    assert "meeting" not in reading.names(installation)


@pytest.mark.parametrize(
    "name", ["province", "county", "", "A", "a b", "../x", "1a", "x" * 60, "汇报", "ask", "log"]
)
def test_names_that_are_not_taken(installation, name):
    with pytest.raises(BriefingError):
        writing.save(name, writing.text_of("county", installation), installation)
    assert not reading.own_folder(installation).exists()


@pytest.mark.parametrize(
    "text", ["", "- 1", "title: x", "{", "title: {zh: a, en: b}\nsteps: []", "a: [" * 5000]
)
def test_what_is_no_talk_is_not_kept_and_what_stood_there_stays(installation, text):
    whole = writing.text_of("county", installation)
    writing.save("meeting", whole, installation)
    with pytest.raises(ReaderError):
        writing.save("meeting", text, installation)
    assert writing.text_of("meeting", installation) == whole


def test_what_came_with_the_system_is_not_removed(installation):
    with pytest.raises(BriefingError):
        writing.remove("province", installation)
    assert "province" in reading.names(installation)


def test_a_step_from_a_pages_address_is_told_like_any_other(installation, province):
    given = writing.of_address("http://10.0.0.1:8501/coverage?area=3310&month=2024-09&lang=zh&type=brand_led")
    assert given == {
        "indicator": "village_coverage", "area": "3310", "month": "2024-09", "type": "brand_led",
    }  # fmt: skip
    text = writing.with_step(writing.text_of("county", installation), "more", "map", given)
    talk = composing.compose(province, reading.of_text(text, "meeting"))
    last = talk.scenes[-1]
    assert (last.area, last.month, last.problem, last.holds) == ("3310", "2024-09", "", True)
    assert "{" not in last.headline


@pytest.mark.parametrize("address", ["?indicator=nothing", "/coverage?area=abc"])
def test_an_address_that_says_nothing_here_is_said(address):
    with pytest.raises(BriefingError):
        writing.of_address(address)
