"""中文 | English, in plain sight on every page."""

import streamlit as st

from sharedwealth.text import language
from sharedwealth.ui import address

_NAMES = {"zh": "中文", "en": "English"}


def show() -> None:
    """Follows the address and, when pressed, writes it."""
    st.session_state["language"] = language()
    st.segmented_control(
        "语言 / Language",
        list(_NAMES),
        key="language",
        format_func=_NAMES.__getitem__,
        on_change=_switch,
        label_visibility="collapsed",
        required=True,
    )


def _switch() -> None:
    address.write(lang=st.session_state["language"] or language())
