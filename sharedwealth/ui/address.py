"""The page's state lives in its address: area, month, type and language, so that a link reproduces the page."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from sharedwealth import text
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.text import LANGUAGES, Language, t

KEPT = ("area", "month", "type", "ranks", "lang")
_supposed: ContextVar[Mapping[str, str] | None] = ContextVar("supposed address", default=None)


def read(name: str) -> str | None:
    """What the address says, or None where it says nothing."""
    written: str | None = _said().get(name)
    return written.strip() if written and written.strip() else None


def write(**values: str | None) -> None:
    """Puts values into the address; None takes one out. What already stands there is not written again."""
    for name, value in values.items():
        if value is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def own() -> dict[str, str]:
    """What the address says of this page alone, beside what travels from page to page."""
    return {name: value for name, value in _said().items() if name not in KEPT}


def _said() -> Mapping[str, str]:
    supposed = _supposed.get()
    return st.query_params.to_dict() if supposed is None else supposed


@contextmanager
def supposed(said: Mapping[str, str]) -> Iterator[None]:
    """For the lines inside the address says this: what a page would show is asked of the page's own code."""
    token = _supposed.set(said)
    try:
        yield
    finally:
        _supposed.reset(token)


def kept() -> dict[str, str]:
    """What travels along from page to page; the language is the one the page is in, whatever the address says."""
    return {name: value for name in KEPT if (value := read(name))} | {"lang": text.language()}


@contextmanager
def spoken() -> Iterator[None]:
    """For the lines inside the language is the address's: a widget's callback runs before the run has begun."""
    asked = read("lang")
    with text.using(next((each for each in LANGUAGES if each == asked), "zh")):
        yield


def begin() -> Language:
    """Sets the run's language: the address's, else the browser's, from then on written in the address.

    A language that does not exist leaves the page in Chinese and raises, so that the reader is told.
    """
    asked = read("lang")
    if asked is None:
        locale = (st.context.locale or "zh").lower()
        chosen: Language = "en" if locale.startswith("en") else "zh"
        write(lang=chosen)
    elif asked in LANGUAGES:
        chosen = asked
    else:
        text.use("zh")
        raise UnknownChoiceError(
            t("There is no language “{language}” here. Choose 中文 (zh) or English (en).").format(
                language=asked
            )
        )
    text.use(chosen)
    return chosen
