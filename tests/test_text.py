"""Every word a reader sees exists in both languages."""

import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from sharedwealth import settings, text

KEYWORDS = {"t": None, "mark": None, "tn": (1, 2), "tp": ((1, "c"), 2), "mark_in": ((1, "c"), 2)}
CATALOGUES = sorted((text.CATALOGUES / "zh_CN" / "LC_MESSAGES").glob("*.po"))


def in_the_code():
    found = {}
    for folder in ("sharedwealth", "pages"):
        for name, line, message, _, context in extract_from_dir(
            str(settings.ROOT / folder), method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            message_id = message[0] if isinstance(message, tuple) else message
            if message_id:
                found[(context, message_id)] = f"{folder}/{name}:{line}"
    return found


def translated():
    found = {}
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_CN"):
                if message.id:
                    message_id = message.id[0] if isinstance(message.id, tuple) else message.id
                    words = message.string[0] if isinstance(message.string, tuple) else message.string
                    found.setdefault((message.context, message_id), []).append((path.name, words))
    return found


def test_every_sentence_in_the_code_has_its_chinese():
    known = translated()
    missing = {where: message for message, where in in_the_code().items() if message not in known}
    assert missing == {}


def test_no_translation_is_empty_or_stands_twice():
    for message, words in translated().items():
        assert len(words) == 1, f"{message} is in {[name for name, _ in words]}"
        assert words[0][1].strip(), message


def test_no_translation_is_left_over():
    used = in_the_code()
    assert [message for message in translated() if message not in used] == []


def test_both_languages_fill_in_the_same_places():
    def fields(sentence):
        return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name)

    for (_, message), words in translated().items():
        assert fields(message) == fields(words[0][1]), message


def test_the_chinese_is_chinese():
    for (_, message), words in translated().items():
        if any(character.isalpha() for character in words[0][1]):
            continue
        assert not any(character.isalpha() for character in message), message


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_language_lasts_for_its_lines_only(language):
    before = text.language()
    with text.using(language):
        assert text.language() == language
    assert text.language() == before


def test_catalogues_are_where_they_are_looked_for():
    assert CATALOGUES
    assert all(Path(path).suffix == ".po" for path in CATALOGUES)


def test_an_apostrophe_is_straight():
    """The curly one is as wide as a Chinese character in the fonts that both languages share."""
    assert [message for (_, message) in translated() if "\u2019" in message] == []
