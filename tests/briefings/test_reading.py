"""Files of talks: those that are shipped are whole, and one that is half a talk is refused with a reason."""

import re

import pytest
import yaml

from sharedwealth import settings
from sharedwealth.briefings import reading
from sharedwealth.briefings.reading import BriefingError
from sharedwealth.text import using

WHOLE = """
title: {zh: 试讲, en: A trial}
level: county
area: "331082"
steps:
  - key: one
    view: figure
    indicator: workshops_built
    headline:
      - {when: workshops_built >= 1, zh: "{area}有{workshops_built}", en: "{area}: {workshops_built}"}
      - {zh: "{area}", en: "{area}"}
"""


@pytest.mark.parametrize("name", reading.names())
def test_shipped_talks_are_whole(name: str) -> None:
    talk = reading.find(name)
    assert len(talk.steps) >= 5
    for step in talk.steps:
        assert step.script is not None, step.key


def test_the_province_talk_has_the_nine_steps() -> None:
    views = [(step.key, step.view) for step in reading.find("province").steps]
    assert [view for _, view in views] == [
        "figure", "chart", "map", "map", "chart", "map", "case", "chart", "table",
    ]  # fmt: skip
    assert reading.find("county").level == "county"


@pytest.mark.parametrize("name", reading.names())
def test_no_shipped_file_holds_a_figure(name: str) -> None:
    """Headlines are computed: no digit stands outside braces."""
    path = reading.path_of(name, settings.load())
    assert path is not None
    for step in yaml.safe_load(path.read_text(encoding="utf-8"))["steps"]:
        texts = [*(each[lang] for each in step["headline"] for lang in ("zh", "en"))]
        texts += [step[part][lang] for part in ("note", "script") if part in step for lang in ("zh", "en")]
        for text in texts:
            assert not re.search(r"\d", re.sub(r"\{[^}]*\}", "", text)), text


def test_a_text_is_read_as_a_file_is() -> None:
    talk = reading.of_text(WHOLE, "trial")
    assert (talk.name, talk.level, talk.area) == ("trial", "county", "331082")
    assert talk.steps[0].headlines[0].when == "workshops_built >= 1"


BAD = {
    "a brace is open": WHOLE.replace("{area}有", "{area有"),
    "there is no figure “workshop_built”": WHOLE.replace("有{workshops_built}", "有{workshop_built}"),
    "“medain” is nothing": WHOLE.replace("有{workshops_built}", "有{workshops_built.medain}"),
    "is not a condition": WHOLE.replace("workshops_built >= 1", "workshops_built is many"),
    "the last headline must have no condition": WHOLE.replace('      - {zh: "{area}", en: "{area}"}\n', ""),
    "view cannot be “figur”": WHOLE.replace("view: figure", "view: figur"),
    "chart belongs to steps": WHOLE.replace("view: figure", "view: figure\n    chart: months"),
    "is not a code": WHOLE.replace("view: figure", "view: figure\n    area: Linhai"),
    "area 33 is not a county": WHOLE.replace('"331082"', '"33"'),
    "is not a month": WHOLE.replace("view: figure", "view: figure\n    month: '2024-13'"),
    "nothing is known of colour": WHOLE.replace("view: figure", "view: figure\n    colour: red"),
    "indicator is missing": WHOLE.replace("    indicator: workshops_built\n", ""),
    "indicator cannot be “workshops_bilt”": WHOLE.replace(
        "indicator: workshops_built", "indicator: workshops_bilt"
    ),
    "two steps are called one": WHOLE + WHOLE[WHOLE.index("  - key") :],
    "the file is not YAML": WHOLE.replace("title: {", "title: {{"),
    "must be a list of names": "- just\n- a list\n",
    "en is missing": WHOLE.replace("title: {zh: 试讲, en: A trial}", "title: {zh: 试讲}"),
}


@pytest.mark.parametrize("sentence", BAD)
def test_what_is_wrong_is_said(sentence: str) -> None:
    with using("en"), pytest.raises(BriefingError) as refused:
        reading.of_text(BAD[sentence], "trial")
    assert sentence in str(refused.value)


def test_an_unknown_name_tells_what_is_like_it() -> None:
    with using("en"), pytest.raises(BriefingError, match="province"):
        reading.find("provinec")
    with using("zh"), pytest.raises(BriefingError, match="income"):
        reading.page("incom")
