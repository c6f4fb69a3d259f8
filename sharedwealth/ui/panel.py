"""The frame round a chart or a map: the finding as title, then measure, area and month in small."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from sharedwealth import numbers
from sharedwealth.ui.filters import View


@contextmanager
def panel(key: str, title: str, subtitle: str = "", help_: str | None = None) -> Iterator[None]:
    """What is drawn inside stands in one bordered card as high as its row."""
    with st.container(border=True, key=f"panel_{key}", height="stretch", gap="xsmall"):
        st.markdown(f"**{plain(title)}**", help=help_)
        if subtitle:
            st.caption(plain(subtitle))
        yield


def about(view: View, measure: str) -> str:
    """Measure · area · month, as every subtitle says it."""
    return " · ".join((measure, view.area_name, numbers.month(view.month)))


def plain(words: str) -> str:
    """Words as they are: nothing in a name or a figure is taken for Markdown."""
    for mark in ("\\", "*", "_", "`", "[", "]", "$", "~", "<"):
        words = words.replace(mark, f"\\{mark}")
    return words
