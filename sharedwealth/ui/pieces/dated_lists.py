"""Coverage by each of the lists that were in force one after the other."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.indicators import dated_lists
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.places import codes
from sharedwealth.text import t
from sharedwealth.ui import map_lists, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain


def show(view: View, *, name: str) -> None:
    """A row for each list: its counties here, and how many of their towns have a workshop. Nothing inside a county."""
    if len(view.area) > codes.LENGTHS["county"]:
        return
    lists = map_lists.lists(view)
    found = view.told(dated_lists.coverage)
    if not found["counties"].any():
        return
    title = t("Towns with a workshop, by each list of counties")
    with panel(name, title, about(view.of_all_types(), t("Whatever list was in force in the month"))):
        table = _table(lists, found)
        st.dataframe(table, hide_index=True, height=twin.height(len(table)), key=f"{name}_table")
        twin.table(view, lambda: _whole(lists, found), key=name, title=title, of=("mountain_town_coverage",))


def note(view: View, listed: DatedList | None, *, has_blanks: bool = False) -> None:
    """Where a list is chosen on the map: what of the page keeps to it, and what speaks of the whole area.

    Nothing in a village, of which there is no part.
    """
    if listed is None or codes.level(view.area) == "village":
        return
    if has_blanks:
        said = t(
            "The map, the ranking and the blank list keep to the list “{list}”. The figures above are of the whole of "
            "{area}, those of mountain towns by the list in force in the month."
        )
    else:
        said = t(
            "The map and the ranking keep to the list “{list}”. All else here is of the whole of {area}."
        )
    st.caption(plain(said.format(list=listed.title, area=view.area_name)))


def _table(lists: list[DatedList], found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("List of counties"): [each.title for each in lists],
            t("In force"): [map_lists.period(each) for each in lists],
            t("Towns and townships"): _rates(found, "covered_towns", "towns"),
            t("Subdistricts included"): _rates(found, "covered_with_subdistricts", "towns_with_subdistricts"),
        }
    )


def _whole(lists: list[DatedList], found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("List of counties"): [each.title for each in lists],
            t("First day"): [each.since.isoformat() for each in lists],
            t("Until before"): [each.until.isoformat() if each.until else "" for each in lists],
            t("Counties here"): found["counties"],
            t("of them with a ledger"): found["counties_known"],
            t("Towns and townships"): found["towns"],
            t("Towns and townships with a workshop"): found["covered_towns"],
            t("Towns, townships and subdistricts"): found["towns_with_subdistricts"],
            t("Towns, townships and subdistricts with a workshop"): found["covered_with_subdistricts"],
        }
    )


def _rates(found: pd.DataFrame, covered: str, whole: str) -> list[str]:
    return [
        f"{numbers.percent(of / all_, 1)} ({numbers.plain(of)}/{numbers.plain(all_)})"
        if all_
        else numbers.MISSING
        for of, all_ in zip(found[covered], found[whole], strict=True)
    ]
