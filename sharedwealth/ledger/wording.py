"""Sentences in both languages at once: a workbook is one file for every reader."""

from sharedwealth.bilingual import Bilingual
from sharedwealth.text import t, tp, using


def both(message: str, **values: object) -> Bilingual:
    """The message in Chinese and in English, its places filled in."""
    with using("zh"):
        zh = t(message).format(**values)
    with using("en"):
        en = t(message).format(**values)
    return Bilingual(zh, en)


def both_in(context: str, message: str) -> Bilingual:
    """A word that has one Chinese form in this context and another elsewhere."""
    with using("zh"):
        zh = tp(context, message)
    with using("en"):
        en = tp(context, message)
    return Bilingual(zh, en)


def stacked(message: str, **values: object) -> str:
    """Chinese above, English beneath."""
    told = both(message, **values)
    return f"{told.zh}\n{told.en}"
