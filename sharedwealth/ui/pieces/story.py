"""A case on a page: the drawing, what was published, live figures beside it, the story, and every source."""

import pandas as pd
import streamlit as st

from sharedwealth import cases, numbers, public_record, settings
from sharedwealth.cases import Case, Fact, LiveFigure
from sharedwealth.choices import STATUSES, word
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import CATALOGUE
from sharedwealth.text import t
from sharedwealth.ui import address, badge, navigation, store
from sharedwealth.ui.panel import link_to, plain
from sharedwealth.warehouse.connection import Warehouse


def chosen() -> Case:
    """The case that the address names, the first where it names none; a switch between them above."""
    known = {case.key: case for case in cases.load_all(settings.load())}
    asked = address.read("case") or next(iter(known))
    if asked not in known:
        raise UnknownChoiceError(t("There is no case “{value}”.").format(value=asked))
    st.session_state["case"] = asked
    st.segmented_control(
        t("Case"),
        list(known),
        key="case",
        format_func=lambda key: str(known[key].title),
        on_change=lambda: address.write(case=st.session_state["case"]),
        label_visibility="collapsed",
        required=True,
    )
    return known[asked]


def opening(case: Case) -> None:
    """Title, drawing, and the three published figures that stand under it."""
    st.markdown("### " + plain(str(case.title)))
    st.markdown(plain(str(case.subtitle)))
    st.image(str(case.image), width="stretch", alt=str(case.image_alt))
    if case.place_note:
        st.info(str(case.place_note))
    badge.show_published("badge_facts")
    with st.grid(columns=3, min_column_width=150, gap="xsmall"):
        for fact in case.headline:
            _headline(fact)


def _headline(fact: Fact) -> None:
    with st.container(border=True, height="stretch", key=f"fact_{fact.key}", gap="xsmall"):
        with st.container(height="stretch"):  # figures of one row stand in one line, whatever their labels take
            st.caption(plain(str(fact.label)))
        st.markdown("## " + plain(str(fact.figure)))
        st.caption(plain(f"{fact.source.publisher} · {_published_on(fact)}"))


def _published_on(fact: Fact) -> str:
    return public_record.published_on_text({"published_on": fact.source.published_on})


def live(case: Case) -> None:
    """What the ledgers say now of the same place and kind of work, under its own badge."""
    if not case.live:
        return
    warehouse = store.warehouse()
    badge.show_snapshot(warehouse, "badge_live")
    with st.grid(columns=len(case.live), min_column_width=150, gap="xsmall"):
        for figure in case.live:
            _live(warehouse, figure)


def _live(warehouse: Warehouse, figure: LiveFigure) -> None:
    row = store.answer(
        warehouse, figure.indicator, area=figure.area, workshop_type=figure.workshop_type
    ).iloc[0]
    indicator = CATALOGUE[figure.indicator]
    if row["status"] == "suppressed":
        shown = "<10"
    elif pd.isna(row["value"]):
        shown = word(STATUSES, str(row["status"]))
    else:
        shown = numbers.with_unit(float(row["value"]), indicator.unit)
    with st.container(border=True, height="stretch", key=f"live_{figure.indicator}", gap="xsmall"):
        with st.container(height="stretch"):
            st.caption(plain(str(figure.label)), help=indicator.explain())
        st.markdown("## " + plain(shown))
        month = warehouse.meta["as_of"]
        kind = {"type": figure.workshop_type} if figure.workshop_type else {}
        navigation.link("overview", t("Open on the overview"), area=figure.area, month=month, **kind)


def story(case: Case) -> None:
    """The text, and what is not known."""
    st.markdown(str(case.story))
    if case.unknown:
        st.markdown("**" + t("What is not known") + "**")
        st.markdown("\n".join(f"- {plain(str(item))}" for item in case.unknown))


def sources(case: Case) -> None:
    """Every fact with its quote as printed and where it was printed."""
    st.markdown("**" + t("Facts and their sources") + "**")
    for fact in case.facts:
        with st.container(border=True, key=f"source_{fact.key}", gap="xsmall"):
            st.markdown(f"**{fact.number}.** {plain(str(fact.text))}")
            st.text(f"“{fact.source.quote}”")
            named = plain(f"{fact.source.publisher} · {fact.source.title} · {_published_on(fact)}")
            st.caption(named + link_to(fact.source.url))
