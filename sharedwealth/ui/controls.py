"""The row of controls: area, month with a step back and forth, type, and the language on every page."""

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
    area: Mapping[str, str] | None = None,
    month: str | None = None,
    months: Mapping[str, str] | None = None,
    types: Mapping[str, str] | None = None,
    workshop_type: str | None = None,
    summary: str = "",
    beside: Mapping[str, object] | None = None,
) -> None:
    """Draws what is given and the language; what the reader chooses is written into the address before the next run.

    `area` is the code of the one on show, its `words`, and where the places are that can be chosen (`places`).
    `months` and `types` are what is offered, value to words, the latest month first. `summary` says what is chosen: on
    a telephone the choices stand behind it. `beside` is where the browser finds what another choice will show.
    """
    data: dict[str, Any] = {
        "language": {"label": "语言 / Language", "options": _LANGUAGES, "value": language()},
    }
    if beside:
        data["beside"] = beside
    if area:
        data["area"] = {
            **area,
            "label": t("Area"),
            "hint": t("Name, pinyin or initials"),
            "none": t("No place is called so. Towns are found, too; villages are chosen on the map."),
            "failed": t("The list of places has not come. Please try again in a moment."),
        }
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
        on_area_change=_area,
        on_month_change=_month,
        on_type_change=_type,
        on_language_change=_language,
    )


def _area() -> None:
    address.write(area=st.session_state[_KEY].area)


def _month() -> None:
    address.write(month=st.session_state[_KEY].month)


def _type() -> None:
    chosen = st.session_state[_KEY].type
    address.write(type=None if chosen == ALL_TYPES else chosen)


def _language() -> None:
    address.write(lang=st.session_state[_KEY].language)
