"""What a reader sees when something goes wrong: a sentence and a way back; the trace goes to the log."""

import logging
import secrets

import streamlit as st

from sharedwealth.errors import ReaderError, SnapshotError
from sharedwealth.text import t
from sharedwealth.ui import address, navigation

log = logging.getLogger(__name__)


def show(problem: Exception) -> bool:
    """Shows the problem in the reader's language; True, since nothing more is to be shown."""
    if isinstance(problem, ReaderError):
        log.warning("told the reader: %s", problem)
        st.error(str(problem))
    else:
        number = secrets.token_hex(4)
        log.error("error %s", number, exc_info=problem)
        st.error(
            t("This page cannot be shown at the moment. Tell the operator the number {number}.").format(
                number=number
            )
        )
    if not isinstance(problem, SnapshotError):
        st.button(t("Back to the overview of the province"), on_click=_home, key="way_back", type="primary")
    return True


def _home() -> None:
    """Takes everything out of the address that could have been wrong; the language stays if it is one."""
    language = address.read("lang")
    st.query_params.clear()
    if language in ("zh", "en"):
        st.query_params["lang"] = language
    navigation.turn_home()
