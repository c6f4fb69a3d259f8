"""The top of every page: the choices, the language, the badge, and the way up."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sharedwealth.ui import badge, breadcrumb, filters, language_switch, store
from sharedwealth.ui.filters import View


def show(*, types: bool = True) -> View:
    """For a page of ledger figures: says what it is asked to show."""
    with _row():
        view = filters.bar(types=types)
        _language()
    badge.show(view)
    breadcrumb.show(view)
    return view


def published() -> None:
    """For the public record, which belongs to no snapshot."""
    with _row():
        badge.show_published()
        _language()


def plain() -> None:
    """For a page that is narrowed by nothing."""
    with _row():
        badge.show_snapshot(store.warehouse())
        _language()


def _row() -> DeltaGenerator:
    return st.container(horizontal=True, key="head", gap="small", vertical_alignment="center")


def _language() -> None:
    """At the right end of the row, on every page and every width."""
    st.space("stretch")
    language_switch.show()
