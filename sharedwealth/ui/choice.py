"""A choice of one page, kept in the address under its own name."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Literal, TypeVar

import streamlit as st

from sharedwealth.errors import UnknownChoiceError
from sharedwealth.text import t
from sharedwealth.ui import address

Option = TypeVar("Option", bound=str)


def segmented(name: str, label: str, options: Sequence[Option], shown: Callable[[Option], str]) -> Option:
    """One of a few, side by side; the first where the address says nothing.

    The address's choice is kept when it is none of the options here but was one elsewhere (a level that this area
    has not): then the first is shown.
    """
    chosen = standing(name, options)
    if len(options) == 1:
        return chosen
    key = f"choice_{name}"
    st.session_state[key] = chosen
    st.segmented_control(
        label, list(options), key=key, format_func=shown, on_change=_changed, args=(name, key),
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    return chosen


def standing(name: str, options: Sequence[Option]) -> Option:
    """Which of a few the address chooses; the first where it says none of them."""
    asked = address.read(name)
    return next((each for each in options if each == asked), options[0])


def narrowed(
    name: str, label: str, options: Sequence[str], shown: Callable[[str], str], chosen: str | None
) -> None:
    """A drop-down of one page's filter, empty where everything is meant; a choice begins again at the first page."""
    key = f"choice_{name}"
    st.session_state[key] = chosen
    st.selectbox(
        label, list(options), key=key, format_func=shown, on_change=_narrowed, args=(name, key),
        placeholder=label, label_visibility="collapsed", width=172,
    )  # fmt: skip


def dropdown(
    name: str,
    label: str,
    options: Sequence[Option],
    shown: Callable[[Option], str],
    default: Option,
    width: int | Literal["stretch"] = "stretch",
) -> Option:
    """One of many, in a list that opens, under its label; the default where the address says nothing.

    As with `segmented`, a choice that is none of the options here is kept, and the default is shown.
    """
    asked = address.read(name)
    chosen = next((each for each in options if each == asked), default)
    key = f"choice_{name}"
    st.session_state[key] = chosen
    st.selectbox(
        label, list(options), key=key, format_func=shown, on_change=_changed, args=(name, key), width=width
    )
    return chosen


def known(name: str, options: Sequence[str], sentence: str) -> str | None:
    """What the address says; a value that is none of them raises with the sentence.

    The sentence may name {value}; options that are written much like it are named after it.
    """
    asked = address.read(name)
    if asked is None or asked in options:
        return asked
    said = t(sentence).format(value=asked)
    if near := get_close_matches(asked, options, n=3, cutoff=0.5):
        hint = t("Did you mean {keys}?").format(keys=t(", ").join(near))
        said = t("{sentence} {hint}").format(sentence=said, hint=hint)
    raise UnknownChoiceError(said)


def _changed(name: str, key: str) -> None:
    address.write(**{name: st.session_state[key]})


def _narrowed(name: str, key: str) -> None:
    address.write(**{name: st.session_state[key], "page": None})
