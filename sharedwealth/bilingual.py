"""Words that exist in both languages at once, as the stories and the long texts in `data/` hold them."""

import re
from dataclasses import dataclass

from sharedwealth.text import language

_SECTION = re.compile(r"^## (zh|en)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Bilingual:
    """The same words in both languages; `str` gives those of the run."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if language() == "zh" else self.en


class MissingSectionError(ValueError):
    """A text lacks one of its two sections; the message is the language."""


def either(cell: str) -> Bilingual:
    """A cell that has both languages, Chinese first, with ` | ` between them; a cell without the bar is for both."""
    zh, bar, en = cell.partition(" | ")
    return Bilingual(zh.strip(), en.strip() if bar else zh.strip())


def of_sections(text: str) -> Bilingual:
    """The two parts of a Markdown text, under `## zh` and `## en`, without their headings.

    A `MissingSectionError` where one is missing or empty. What stands before the first is left out.
    """
    parts = _SECTION.split(text)
    told = dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    for wanted in ("zh", "en"):
        if not told.get(wanted):
            raise MissingSectionError(wanted)
    return Bilingual(told["zh"], told["en"])
