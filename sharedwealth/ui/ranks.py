"""Whether places stand in order of merit: not when those who would be ranked are in the room."""

import streamlit as st

from sharedwealth.text import t
from sharedwealth.ui import address

_NAME, _HIDDEN, _KEY = "ranks", "off", "hide_ranks"


def are_shown() -> bool:
    """League tables are shown unless the address says otherwise, so that a link keeps them away too."""
    return address.read(_NAME) != _HIDDEN


def switch() -> None:
    """A switch that puts every league table away, on this page and those that follow."""
    st.session_state[_KEY] = not are_shown()
    st.toggle(
        t("Hide league tables"),
        key=_KEY,
        on_change=_changed,
        help=t("For a meeting in which the places themselves take part: no ranks, no order of merit."),
    )


def _changed() -> None:
    address.write(**{_NAME: _HIDDEN if st.session_state[_KEY] else None})
