"""Words for readers, in Chinese and English.

The English sentence is the message id; the catalogues in `locale/zh_CN/LC_MESSAGES/`, one for each part of the program,
hold the Chinese. They are read as they are edited, so there is nothing to compile. The language belongs to the run that
is going on: a page's frame or a command sets it once with `use`.
"""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
CATALOGUES = Path(__file__).parent / "locale"

_current: ContextVar[Language] = ContextVar("language", default="zh")


@cache
def _translations(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    whole = Catalog(locale="zh_CN")
    for path in sorted((CATALOGUES / "zh_CN" / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as written:
            for message in read_po(written, locale="zh_CN"):
                if message.id:
                    whole[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def use(language: Language) -> None:
    """Sets the language of the run that is going on."""
    _current.set(language)


def language() -> Language:
    return _current.get()


@contextmanager
def using(language: Language) -> Iterator[None]:
    """The language for the lines inside, as a test or an export in both languages needs it."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def t(message: str) -> str:
    """The message in the run's language."""
    return _translations(_current.get()).gettext(message) if message else ""


def tn(one: str, many: str, count: float) -> str:
    """The message for a count: English says “1 workshop” and “2 workshops”, Chinese the same for both."""
    whole = int(count) if count == int(count) else 2
    return _translations(_current.get()).ngettext(one, many, whole)


def tp(context: str, message: str) -> str:
    """The message where one English word has two Chinese ones: `tp("column", "Type")`."""
    return _translations(_current.get()).pgettext(context, message)


def mark_in(context: str, message: str) -> str:  # noqa: ARG001  the context is for the catalogue
    """Marks a message that `tp` will translate in this context."""
    return message


def mark(message: str) -> str:
    """Marks a message for the catalogue where it is defined once and translated when shown."""
    return message
