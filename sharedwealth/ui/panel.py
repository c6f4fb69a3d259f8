"""The frame round a chart or a map: the finding as title, then measure, area and month in small."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import streamlit as st

from sharedwealth import numbers
from sharedwealth.text import t
from sharedwealth.ui.filters import View, type_name


@contextmanager
def panel(
    key: str, title: str, subtitle: str = "", help_: str | None = None, *, is_last: bool = False
) -> Iterator[None]:
    """What is drawn inside stands in one bordered card; the last of a column reaches as far down as the one beside."""
    height: Literal["stretch", "content"] = "stretch" if is_last else "content"
    with st.container(border=True, key=f"panel_{key}", gap="xsmall", height=height):
        small = f"  \n:small[:gray[{plain(subtitle)}]]" if subtitle else ""
        st.markdown(f"**{plain(title)}**{small}", help=help_)
        yield


def about(view: View, measure: str) -> str:
    """Measure · area · month, and the type where the page is narrowed to one, as every subtitle says it."""
    parts = [view.area_name, numbers.month(view.month)]
    if view.workshop_type:
        parts.append(type_name(view.workshop_type))
    return " · ".join([measure, *(unbroken(part) for part in parts)])


def plain(words: str) -> str:
    """Words as they are: nothing in a name or a figure is taken for Markdown."""
    for mark in ("\\", "*", "_", "`", "[", "]", "$", "~", "<"):
        words = words.replace(mark, f"\\{mark}")
    return words


def unbroken(words: str) -> str:
    """The same words, which a line never parts; for a short part of a longer line."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def link_to(address: str) -> str:
    """Markdown of a link to a source, after what names it; nothing where only a copy without an address was seen."""
    words = t("Open the source")
    return f" · [{words}]({address})" if address.startswith(("http://", "https://")) else ""
