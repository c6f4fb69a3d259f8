"""The villages of a town, one of which can be opened; and a village's card: is it reached, and by which workshops."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from sharedwealth import numbers, product_names
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.indicators.villages import village_workshops
from sharedwealth.places import codes
from sharedwealth.text import t, tn
from sharedwealth.ui import areas, filters, map_views, navigation, page_parts
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel


def show(view: View, *, name: str, listed: DatedList | None = None) -> None:
    """In a town its villages, in a village its card; nothing above them, nor in a town outside the list chosen."""
    here = codes.level(view.area)
    if here == "town":
        _villages(view, name, listed)
    elif here == "village":
        _card(view, name)


def _villages(view: View, name: str, listed: DatedList | None) -> None:
    villages = map_views.villages(view, listed)
    if not villages:
        return
    reached = sum(village.is_reached for village in villages)
    sentence = tn(
        "{reached} of {count} village has a workshop or is served",
        "{reached} of {count} villages have a workshop or are served",
        len(villages),
    ).format(reached=numbers.plain(reached), count=numbers.plain(len(villages)))
    rows = [
        {"cells": [areas.name(view.warehouse, village.code), village.said], "open": village.code}
        for village in villages
    ]
    label = t("Villages and communities")
    with panel(name, sentence, about(view, label)):
        _table(name, label, [t("Village or community"), t("State")], rows)


def _card(view: View, name: str) -> None:
    said = next(village.said for village in map_views.villages(view) if village.code == view.area)
    workshops = view.told(village_workshops)
    if view.workshop_type:
        workshops = workshops[workshops["workshop_type"] == view.workshop_type]
    label = t("Workshops that stand here or serve it")
    with panel(name, f"{view.area_name} · {said}", about(view, label)):
        if workshops.empty:
            return
        rows = [
            {
                "cells": [
                    product_names.worded(each["name"]),
                    word(WORKSHOP_TYPES, each["workshop_type"]),
                    t("stands here") if each["is_own"] else areas.name(view.warehouse, each["village_code"]),
                    f"{each['opened_month']:%Y-%m}",
                ],
                "open": each["key"],
                "link": navigation.address_of("workshop", workshop=each["key"]),
            }
            for each in workshops.to_dict("records")
        ]
        headings = [t("Workshop"), t("Type"), t("Where"), t("Opened")]
        _table(name, label, headings, rows)


def _table(
    name: str,
    label: str,
    headings: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """A small table; a row opens the place or the workshop that it names."""
    key = f"{name}_table"

    def opened() -> None:
        filters.go_to(str(st.session_state[key].open))

    page_parts.component("table")(
        key=key,
        data={"label": label, "headings": [[heading, False] for heading in headings], "rows": rows},
        width="stretch",
        on_open_change=opened,
    )
