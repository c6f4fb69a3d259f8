"""The number as said: a snapshot's code, what it told, what is told today, and what was restated in between."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers, settings
from sharedwealth.briefings import as_said, reading
from sharedwealth.briefings.as_said import AsSaid
from sharedwealth.choices import STATUSES, word
from sharedwealth.errors import ReaderError
from sharedwealth.indicators import CATALOGUE
from sharedwealth.text import t, tn
from sharedwealth.ui import address, areas, store
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces import briefings
from sharedwealth.ui.uploads_parts import Column, Line, listing
from sharedwealth.warehouse import shelf

_CODE, _TALK = "said_code", "said_talk"
_OVERVIEW = ""
_MOST = 300


def show(view: View) -> None:
    """The code and the talk, both in the address; then the figures."""
    titles = {each.name: str(each.briefing.title) for each in briefings.every() if each.briefing}
    asked = address.read("talk")
    st.session_state[_CODE] = address.read("code") or ""
    st.session_state[_TALK] = asked if asked in titles else _OVERVIEW
    with panel(
        "said_asked",
        t("The number as said"),
        t("Every sheet and every file carries the code of its snapshot"),
    ):
        first, second = st.columns([1, 2], gap="small")
        first.text_input(
            t("Code of the snapshot"), key=_CODE, max_chars=12, placeholder=str(view.warehouse.meta["code"]),
            on_change=_code,
        )  # fmt: skip
        second.selectbox(
            t("Talk"), [_OVERVIEW, *titles], key=_TALK, on_change=_talk,
            format_func=lambda name: titles.get(name, t("The overview")),
        )  # fmt: skip
        code = st.session_state[_CODE].strip()
        if not code:
            st.markdown(plain(t("Enter the six characters that stand at the foot of the sheet.")))
            return
        try:
            found = _found(view, code, st.session_state[_TALK])
        except ReaderError as problem:
            st.error(plain(str(problem)))
            return
    _figures(found)
    _restated(view, found)


def _code() -> None:
    address.write(code=st.session_state[_CODE].strip().upper() or None)


def _talk() -> None:
    address.write(talk=st.session_state[_TALK] or None)


def _found(view: View, code: str, name: str) -> AsSaid:
    installation = settings.load()
    info = shelf.find(installation, code)
    briefing = reading.find(name, installation) if name else None
    area = briefings.area_of(view, briefing) if briefing else view.area
    return as_said.as_said(installation, (store.held(info.code), info), view.warehouse, briefing, area)


def _figures(found: AsSaid) -> None:
    moved = sum(each.has_moved for each in found.figures)
    title = (
        tn("{count} of {all} figures is another today", "{count} of {all} figures are others today", moved)
        if moved
        else t("All {all} figures are the same today")
    )
    talk = found.talk
    subtitle = " · ".join(
        [
            talk.title,
            talk.area_name,
            talk.month,
            t("snapshot {code}").format(code=talk.snapshot),
            found.built_at[:10],
        ]
    )
    columns = [
        Column(t("Figure"), "long"),
        Column(t("Area"), "middle"),
        Column(t("Month"), "short"),
        Column(t("As said"), "number"),
        Column(t("Today"), "number"),
        Column("", "short"),
    ]
    lines = [
        Line(
            [
                each.title, each.area_name, each.month, each.said, each.now,
                t("▲ restated") if each.has_moved else t("● the same"),
            ],
            look="warning" if each.has_moved else "",
        )
        for each in found.figures
    ]  # fmt: skip
    with panel("said_figures", title.format(count=moved, all=len(lines)), subtitle):
        listing("said_figures_rows", t("The number as said"), columns, lines)


def _restated(view: View, found: AsSaid) -> None:
    """What publications after the snapshot moved, of the figures that were said."""
    rows = found.restated
    with panel(
        "said_restated", t("Restated since"), t("Of these figures, by publications after the snapshot")
    ):
        for problem in found.problems:
            st.caption(plain(problem))
        if rows.empty:
            st.markdown(plain(t("No publication since has moved any of them.")))
            return
        columns = [
            Column(t("Publication"), "number"),
            Column(t("Area"), "middle"),
            Column(t("Month"), "short"),
            Column(t("Indicator"), "middle"),
            Column(t("Before"), "number"),
            Column(t("After"), "number"),
        ]
        lines = [
            Line(
                [
                    str(row["publication"]), areas.name(view.warehouse, str(row["area"])), str(row["month"]),
                    CATALOGUE[str(row["indicator"])].title(),
                    _written(row["before"], str(row["unit"]), str(row["status_before"])),
                    _written(row["after"], str(row["unit"]), str(row["status_after"])),
                ]
            )
            for row in rows.head(_MOST).to_dict("records")
        ]  # fmt: skip
        listing("said_restated_rows", t("Restated since"), columns, lines)


def _written(value: float, unit: str, status: str) -> str:
    return numbers.with_unit(value, unit) if pd.notna(value) else word(STATUSES, status)
