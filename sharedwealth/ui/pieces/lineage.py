"""A figure taken apart: what it says, what does not count, the rows that add up to it, the ledgers they stand in."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import numbers, settings
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.intake import journal, lineage
from sharedwealth.intake.lineage import Lineage, telling
from sharedwealth.tables import readable
from sharedwealth.text import language, mark, t, tn
from sharedwealth.ui import badge, choice, filters, navigation, page_parts, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel, plain

_USUAL = "workshops_built"


def asked(view: View) -> Lineage:
    """The lineage of the indicator in the address, in the area, month and type of the page.

    What cannot be told is a sentence. An indicator that knows no types is told for all of them.
    """
    key = choice.known("indicator", tuple(CATALOGUE), mark("There is no indicator “{value}”."))
    indicator = CATALOGUE[key or _USUAL]
    kind = view.workshop_type if indicator.by_type else None
    installation = settings.load()

    def found() -> Lineage:
        return lineage.of(installation, view.warehouse, indicator.key, view.area, view.month, kind)

    # The journal's line is written when the snapshot is current already, and a rollback adds one to an older snapshot.
    last = journal.last(installation)
    return view.remembered(
        found, "lineage", indicator.key, installation.shows_rows, last.number if last else 0
    )


def figure(view: View, found: Lineage) -> None:
    """The figure, how it is made, how its rows come to it, and its definition in full."""
    with panel("lineage_figure", found.indicator.title(), _about(found)):
        short, exact = telling.figure(found), telling.formula(found)
        st.markdown(f"## {plain(short)}")
        if exact != short:
            st.markdown(f"**{plain(exact)}**")
        st.caption(plain(_standing(view, found)))
        st.markdown(plain(_joined(telling.adding_up(found))), help=_notes(found))
        for note in found.notes:
            st.caption(plain(note))
        for term, said in found.indicator.words().items():
            st.markdown(f"**{plain(term)}**　{plain(said)}")
        navigation.link("definitions", t("All definitions"))


def _joined(sentences: Sequence[str]) -> str:
    """Sentences as the language sets them: with a space between in English, without in Chinese."""
    return ("" if language() == "zh" else " ").join(sentences)


def _notes(found: Lineage) -> str | None:
    if found.sum is None or not found.sum.hidden_rows:
        return None
    return t(
        "Rows of few people are not shown, nor are others from which they could be found by subtraction."
    )


def _about(found: Lineage) -> str:
    parts = [found.area_name, numbers.month(found.month)]
    if found.workshop_type:
        parts.append(filters.type_name(found.workshop_type))
    return " · ".join(parts)


def _standing(view: View, found: Lineage) -> str:
    """Status, people behind the figure, kind and snapshot."""
    told = found.figure
    parts = [word(STATUSES, str(told["status"]))]
    if pd.notna(told["n"]):
        parts.append(f"n = {numbers.plain(float(told['n']))}")
    return " · ".join([*parts, badge.kind(view.warehouse), badge.words(view)])


def excluded(found: Lineage) -> None:
    """What does not count, and why, with how many."""
    title = t("What does not count, and why")
    with panel("lineage_excluded", title, _about(found)):
        if not found.excluded:
            st.caption(t("Nothing of the ledgers is left out."))
            return
        _table(telling.excluded(found), "lineage_excluded_table", title)


def behind(view: View, found: Lineage) -> None:
    """What each county adds, each a way down; in a county and below the rows themselves."""
    indicator = found.indicator
    if not found.parts.empty:
        title = t("What each area adds")
        with panel("lineage_parts", title, _about(found)):
            st.caption(t("Choose an area to see what stands behind its own figure."))
            table = telling.parts(found)
            can_open = [_opens(indicator.key, code, status) for code, status in _codes(found.parts)]
            _table(table, "lineage_parts_table", title, can_open)
            twin.table(view, lambda: table, key="lineage_parts_twin", title=f"{indicator.title()} · {title}")
    elif not found.rows.empty:
        title = t("The rows behind")
        count = tn("{count} row", "{count} rows", len(found.rows)).format(
            count=numbers.plain(len(found.rows))
        )
        with panel("lineage_rows", title, f"{_about(found)} · {count}"):
            if found.rows["worker_id"].isna().all() and indicator.counts_people:
                st.caption(t("Rows of single workers are not shown: workers are counted by workshop."))
            name = f"{indicator.title()} · {title}"
            twin.open_table(
                view, telling.rows(found), key="lineage_rows_twin", title=name, definition=indicator.explain()
            )


def _codes(parts: pd.DataFrame) -> Sequence[tuple[str, str]]:
    return list(zip(parts["area"], parts["status"], strict=True))


def _opens(key: str, code: str, status: str) -> str:
    """The area to go to; none where the indicator is not defined so far down, or there is nothing to see."""
    level = {4: "city", 6: "county"}[len(code)]
    return code if level in CATALOGUE[key].levels and status != "no_data" else ""


def ledgers(view: View, found: Lineage) -> None:
    """The ledgers used: rows, file, who sent it and when, the publication; the way to what publications changed."""
    title = t("The ledgers behind")
    with panel("lineage_ledgers", title, _about(found)):
        if found.ledgers.empty:
            st.caption(t("No ledger stands behind this figure."))
            return
        table = telling.ledgers(found)
        publications = sorted({int(each) for each in found.ledgers["publication"]} - {0}, reverse=True)
        if bool(found.ledgers["is_generated"].astype(bool).all()):
            st.caption(t("Every ledger here is demonstration data: generated, sent by nobody, in no file."))
        twin.open_table(view, table, key="lineage_ledgers_twin", title=f"{found.indicator.title()} · {title}")
        with st.container(horizontal=True, gap="small"):
            navigation.link("ledgers", t("Ledgers and publications"))
            for number in publications[:5]:
                words = t("Publication {number}: what it changed").format(number=number)
                navigation.link("restatements", words, publication=str(number))


def _table(table: pd.DataFrame, key: str, label: str, opens: Sequence[str] = ()) -> None:
    """A small table as text; a row's first cell is a button where it opens an area."""

    def opened() -> None:
        filters.go_to(str(st.session_state[key].open))

    numeric = [pd.api.types.is_numeric_dtype(table[heading]) for heading in table.columns]
    cells = readable.written(table)
    rows: list[Mapping[str, Any]] = [
        {"cells": each, "open": opens[at] if opens else ""} for at, each in enumerate(cells)
    ]
    headings = [(str(heading), is_number) for heading, is_number in zip(table.columns, numeric, strict=True)]
    page_parts.component("table")(
        key=key,
        data={"label": label, "headings": headings, "rows": rows},
        width="stretch",
        on_open_change=opened,
    )
