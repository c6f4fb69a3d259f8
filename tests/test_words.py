"""One Chinese word for one thing: `docs/words.md` says which."""

import re

import pytest
from babel.messages.pofile import read_po

from sharedwealth import settings, text

NOT_USED = {
    "在营工坊": r"运营工坊|营运工坊|运营的工坊",
    "建成工坊": r"已建工坊",
    "本系统自设": r"本站|自定",
    "内置名录": r"随附|自带名录",
    "服务": r"辐射",
    "数据快照": r"(?<!数据)快照",
    "代码": r"地区编码|区划编码|村编码|县编码",
    "编号": r"快照代码|快照的代码|工坊代码|务工代码",
    "村（社区）覆盖率": r"村覆盖率|村社覆盖率",
    "离岗": r"离开|离职",
    "返岗": r"回流",
    "新进": r"新增人员",
    "在岗": r"在职",
    "报送": r"上报",
    "疑点": r"警告|提醒",
}
ALLOWED = ("帮促村覆盖率",)
"""Words in which a word that is not used is part of another."""


def sentences():
    for path in sorted((text.CATALOGUES / "zh_CN" / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_CN"):
                for words in message.string if isinstance(message.string, tuple) else (message.string,):
                    yield path.name, words
    long_texts = [
        *(settings.ROOT / "data" / "definitions").glob("*.md"),
        *(settings.ROOT / "data" / "cases").glob("*.md"),
    ]
    for path in sorted(long_texts):
        yield from ((path.name, line) for line in path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("word", NOT_USED)
def test_no_other_word_is_used(word):
    found = []
    for where, sentence in sentences():
        plain = sentence
        for allowed in ALLOWED:
            plain = plain.replace(allowed, "")
        if re.search(NOT_USED[word], plain):
            found.append((where, sentence))
    assert found == [], f"write {word}"


def test_every_word_stands_in_the_document():
    written = (settings.ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    for word in NOT_USED:
        assert f"| {word} |" in written
