import shutil
from dataclasses import replace

import pytest

from sharedwealth import cases, settings
from sharedwealth.bilingual import MissingSectionError, of_sections
from sharedwealth.cases import CaseError
from sharedwealth.text import using

SETTINGS = settings.load()


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(SETTINGS.cases, tmp_path / "cases")
    shutil.copytree(SETTINGS.public_record, tmp_path / "public_record")
    return replace(SETTINGS, data=tmp_path)


def spoil(copied, before, after, story="lanterns"):
    path = copied.cases / f"{story}.md"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def complaint(copied):
    with using("en"), pytest.raises(CaseError) as raised:
        cases.load_all(copied)
    return str(raised.value)


def test_an_untouched_copy_reads_well(copied):
    assert len(cases.load_all(copied)) == 3


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("      publisher: {zh: 中国日报网浙江频道, en: China Daily Zhejiang}\n", "", "publisher is missing"),
        (
            "      url: http://zhejiang.chinadaily.com.cn/2022-08/16/c_798198.htm",
            '      url: ""',
            "mirror copy",
        ),
        ("      url: http://", "      url: ftp://", "not a web address"),
        ("      trust: A", "      trust: Z", "“Z” is not known"),
        (
            "record: dongcheng-2022-08-families-with-increased-income-1",
            "record: dongcheng-99",
            "dongcheng-99",
        ),
        ("    value: 800\n", "    value: 900\n", "another number"),
        ("    value: 800\n", "    value: many\n", "must be a number"),
        ("  - key: families\n", "  - key: increase\n", "stands twice"),
        ("headline: [families, increase, surplus_labour]", "headline: [families, increase]", "three"),
        ("headline: [families,", "headline: [households,", "no fact “households”"),
        ("  en: The coloured lights of Dongcheng\n", "", "title: en is missing"),
        ("  en: The coloured lights of Dongcheng\n", '  en: ""\n', "title: en is empty"),
        ('figure: {zh: "22,000元"', "figure: {zh: 超22,000元", "more than zh and en"),
        ("indicator: people_at_work", "indicator: people_at_play", "people_at_play"),
        ("workshop_types: [consigned_processing]", "workshop_types: [weaving]", "weaving"),
        ('places: ["331082101"]', 'places: ["33108"]', "33108"),
        ('places: ["331082101"]', "places: []", "place_note is missing"),
        ("key: lanterns\n", "key: lights\n", "file's name"),
        ("image: lanterns.svg", "image: lamps.svg", "lamps.svg"),
        ("## en", "## fr", "## en"),
        ("[^lamp_beads]", "", "lamp_beads"),
        ("[^lamp_beads]", "[^lamp_beads][^moon]", "moon"),
        ("---\nkey:", "key:", "between two lines"),
        ("title:\n  zh:", "title: [\n  zh:", "not YAML"),
        ("unknown:\n", "known:\n", "unknown is missing"),
    ],
)
def test_what_is_wrong_with_a_story_is_named(copied, before, after, expected):
    spoil(copied, before, after)
    said = complaint(copied)
    assert said.startswith("lanterns.md")
    assert expected in said


def test_a_folder_without_stories_is_an_error(copied):
    for path in copied.cases.glob("*.md"):
        path.unlink()
    assert "no story" in complaint(copied)


def test_a_story_that_an_operator_adds_comes_last(copied):
    text = (copied.cases / "lanterns.md").read_text(encoding="utf-8")
    (copied.cases / "caps.md").write_text(text.replace("key: lanterns", "key: caps", 1), encoding="utf-8")
    assert [case.key for case in cases.load_all(copied)][-1] == "caps"


def test_a_text_without_one_of_its_languages_is_refused():
    assert of_sections("# T\n\n## en\n\nWords\n\n## zh\n\n文字\n").zh == "文字"
    with pytest.raises(MissingSectionError, match="zh"):
        of_sections("## en\n\nWords\n")
