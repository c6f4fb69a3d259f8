"""Places without a workshop, as a list to act on."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.indicators.blank import (
    blank_key_villages,
    blank_key_villages_of,
    blank_towns,
    blank_towns_of,
)
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.places import codes
from sharedwealth.text import mark, t, tn
from sharedwealth.ui import choice, filters, map_lists, navigation, twin
from sharedwealth.ui.controls import ALL_TYPES
from sharedwealth.ui.filters import View, type_name
from sharedwealth.ui.panel import about, panel, unbroken

_LISTS = {
    "towns": mark("Blank towns"),
    "key_villages": mark("Blank key villages"),
}
_RATES = {"towns": "mountain_town_coverage", "key_villages": "key_village_coverage"}
"""The rate that counts the places of each list."""


def show(view: View, *, name: str, listed: DatedList | None = None, height: int = 330) -> None:
    """The towns of the mountainous counties, or the key assisted villages, that no active workshop reaches.

    Nothing in a village, which has no places in it. With a list of counties, those of its counties alone.
    """
    if codes.level(view.area) == "village":
        return
    which = choice.known("blank", tuple(_LISTS), mark("There is no list “{value}”.")) or "towns"
    found = _found(view, which, listed)
    applies = _applies(view, which, listed)
    title = _title(which, len(found), listed) if applies else t("No place here is on this list")
    with panel(name, title, _about(view, which, listed)):
        choice.segmented("blank", t("List"), tuple(_LISTS), lambda each: t(_LISTS[each]))
        if not applies:
            return
        if found.empty:
            st.caption(t("None: every place on this list is reached."))
            return
        table = _table(found, with_city=codes.level(view.area) == "province")
        of_list = f"_{listed.key}" if listed else ""
        key = f"{name}_{which}_{view.area}{of_list}"
        st.dataframe(
            table,
            hide_index=True,
            height=twin.height(len(table), height),
            key=key,
            on_select=lambda: _open(key, found),
            selection_mode="single-cell",
        )
        titled = f"{t(_LISTS[which])} · {listed.title}" if listed else t(_LISTS[which])
        twin.table(view, lambda: table, key=f"{name}{of_list}", title=titled, of=(_RATES[which],))
        goal = "mountain_towns" if which == "towns" else "key_villages"
        navigation.link("planning", t("Where should the next workshops stand?"), goal=goal)


def _found(view: View, which: str, listed: DatedList | None) -> pd.DataFrame:
    found: pd.DataFrame
    if listed is None:
        found = view.told(blank_towns if which == "towns" else blank_key_villages)
    else:
        found = view.told(blank_towns_of if which == "towns" else blank_key_villages_of, listed)
    return found


def _about(view: View, which: str, listed: DatedList | None) -> str:
    """A place is blank when no workshop of any type reaches it; said where the page is narrowed to one."""
    parts = [about(view.of_all_types(), t(_LISTS[which]))]
    if listed:
        parts.append(unbroken(listed.title))
    if view.workshop_type:
        parts.append(type_name(ALL_TYPES))
    return " · ".join(parts)


def _open(key: str, found: pd.DataFrame) -> None:
    """A click on a row drills to its place."""
    cells = st.session_state[key].selection.cells
    if cells:
        filters.go_to(str(found["code"].iloc[int(cells[0][0])]))


def _applies(view: View, which: str, listed: DatedList | None) -> bool:
    """Whether the list holds any place of the area: in a county outside the mountains no town can be blank."""
    everything = view.of_all_types()
    if listed:
        whole = map_lists.together(everything, _RATES[which], listed)
        return whole.value is not None or whole.unreported > 0
    row = everything.figure(_RATES[which])
    return bool(pd.notna(row["value"]) or not row["counties_reported"])


def _title(which: str, count: int, listed: DatedList | None) -> str:
    if not count:
        return t("Nothing blank on this list")
    if which == "towns" and listed:
        sentence = tn(
            "{count} town of the list's counties is blank",
            "{count} towns of the list's counties are blank",
            count,
        )
    elif which == "towns":
        sentence = tn(
            "{count} town of the mountainous counties is blank",
            "{count} towns of the mountainous counties are blank",
            count,
        )
    else:
        sentence = tn(
            "{count} key assisted village is blank", "{count} key assisted villages are blank", count
        )
    return sentence.format(count=numbers.plain(count))


def _table(found: pd.DataFrame, *, with_city: bool) -> pd.DataFrame:
    columns = {t("Place"): found["name"], t("County"): found["county"]}
    if with_city:
        columns[t("City")] = found["city"]
    return pd.DataFrame(columns | {t("Code"): found["code"]})
