"""The row of controls beside the area: month with a step back and forth, type, and the language on every page."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from sharedwealth.text import language, t
from sharedwealth.ui import address, page_parts

_KEY = "controls"
_LANGUAGES = (("zh", "中文"), ("en", "English"))
ALL_TYPES = "all"


def show(
    *,
    month: str | None = None,
    months: Mapping[str, str] | None = None,
    types: Mapping[str, str] | None = None,
    workshop_type: str | None = None,
    summary: str = "",
    beside: Mapping[str, object] | None = None,
) -> None:
    """Draws what is given and the language; what the reader chooses is written into the address before the next run.

    `months` and `types` are what is offered, value to words, the latest month first. `summary` says what is chosen: on
    a telephone the choices stand behind it. `beside` is where the browser finds what another choice will show.
    """
    data: dict[str, Any] = {
        "language": {"label": "语言 / Language", "options": _LANGUAGES, "value": language()},
    }
    if beside:
        data["beside"] = beside
    if months:
        data["summary"] = summary
        data["month"] = {
            "label": t("Month"),
            "options": list(months.items()),
            "value": month,
            "back": t("A month back"),
            "forward": t("A month forward"),
        }
    if types:
        data["type"] = {
            "label": t("Type"),
            "options": list(types.items()),
            "value": workshop_type or ALL_TYPES,
        }
    page_parts.component("choices")(
        key=_KEY,
        data=data,
        width="stretch",
        on_month_change=_month,
        on_type_change=_type,
        on_language_change=_language,
    )


def _month() -> None:
    address.write(month=st.session_state[_KEY].month)


def _type() -> None:
    chosen = st.session_state[_KEY].type
    address.write(type=None if chosen == ALL_TYPES else chosen)


def _language() -> None:
    address.write(lang=st.session_state[_KEY].language)
