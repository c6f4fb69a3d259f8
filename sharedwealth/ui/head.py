"""The top of every page: the choices, the language, the badge, and the way up."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sharedwealth.text import t
from sharedwealth.ui import badge, controls, filters, page_beside, store
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import plain as plain_words


def show(*, types: bool = True) -> View:
    """For a page of ledger figures: says what it is asked to show."""
    with _row():
        view = filters.bar(types=types, beside=partial(page_beside.told, types=types))
    badge.show(view)
    return view


def sentence(view: View, question: Callable[..., str]) -> None:
    """The computed headline; it speaks of all types, and says so where the page is narrowed to one."""
    said = view.told(question)
    if view.workshop_type:
        said = t("All types together: {sentence}").format(sentence=said)
    st.markdown("#### " + plain_words(said))


def published() -> None:
    """For the public record, which belongs to no snapshot."""
    with _row():
        badge.show_published()
        controls.show()


def plain() -> None:
    """For a page that is narrowed by nothing."""
    with _row():
        badge.show_snapshot(store.warehouse())
        controls.show()


def _row() -> DeltaGenerator:
    return st.container(horizontal=True, key="head", gap="small", vertical_alignment="center")
