"""A workshop's profile: which one it is, where it stands, who runs it."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers, product_names
from sharedwealth.choices import OPERATING_MODES, WORKSHOP_TYPES, word
from sharedwealth.indicators import workshop_profile
from sharedwealth.indicators.workshop_profile import Workshop
from sharedwealth.places import codes
from sharedwealth.text import language, mark, t, tn, tp
from sharedwealth.ui import address, areas, navigation, page_parts
from sharedwealth.ui.controls import ALL_TYPES
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces import workshop_rows, workshops

_POSITIONS: dict[str, str] = {
    "ledger": mark("as the county's ledger gives it"),
    "official": mark("its village's, from the operator's own layer"),
    "boundary": mark("its village's, the middle of its boundary"),
    "geonames": mark("its village's, from GeoNames"),
    "schematic": mark("its village's, schematic: no survey"),
}


@dataclass(frozen=True)
class Profile:
    """What the page knows of its workshop."""

    view: View
    workshop: Workshop
    history: pd.DataFrame
    """One row per month of the snapshot, as `workshop_profile.history` gives them."""

    @property
    def row(self) -> "pd.Series[Any]":
        """The page's month."""
        return self.history[self.history["month"] == months.write(self.view.month)].iloc[0]

    @property
    def name(self) -> str:
        return shown_name(self.workshop.name)


def shown_name(name: str) -> str:
    """The ledger's name, with its English after it where the page is in English."""
    english = product_names.english(name)
    return name if language() == "zh" or english == name else f"{name} · {english}"


def asked(view: View) -> Profile | None:
    """The workshop in the address, None where it names none; one that no ledger knows raises with a sentence."""
    key = address.read("workshop")
    if key is None:
        return None

    def read() -> Profile:
        workshop = workshop_profile.find(view.warehouse, key)
        return Profile(view, workshop, workshop_profile.history(view.warehouse, workshop))

    found = view.remembered(read, "workshop", key)
    return Profile(view, found.workshop, found.history)


def none_chosen() -> None:
    """Where the address names no workshop."""
    st.markdown(t("Choose a workshop from the list of all of them."))
    _back()


def _back() -> None:
    """The way back to the list, as the reader last searched it."""
    navigation.link("workshops", t("‹ All workshops"), **st.session_state.get(workshops.BACK, {}))


def title(here: Profile) -> None:
    """Its name, where it stands, each place a link, and whether it is open in the page's month."""
    _back()
    st.markdown("### " + plain(here.name))
    with st.container(horizontal=True, gap="xsmall", key="workshop_path", vertical_alignment="center"):
        for code in codes.trail(here.workshop.village_code)[1:]:
            between = "" if code == here.workshop.village_code else " ›"
            navigation.link("coverage", areas.name(here.view.warehouse, code) + between, area=code)
    if sentence := standing(here):
        with st.container(border=True, key="workshop_standing"):
            st.markdown(f"**{plain(sentence)}**")


def standing(here: Profile) -> str:
    """Why there are no figures of the month, in a sentence; empty where there are."""
    one, month = here.workshop, numbers.month(here.view.month)
    county = areas.name(here.view.warehouse, one.county_code)
    state = str(here.row["state"])
    if state == "not_open":
        return t("It opened in {opened}; in {month} it did not exist yet.").format(
            opened=numbers.month(one.opened_month), month=month
        )
    if state == "closed" and one.closed_month:
        return t("It closed in {closed}; there are no figures of {month}.").format(
            closed=numbers.month(one.closed_month), month=month
        )
    if state == "never":
        return t("{county} has sent no ledger up to {month}, so nothing is known of it.").format(
            county=county, month=month
        )
    if state == "no_ledger":
        last = _last_told(here)
        if last is None:
            return t("{county} has sent no ledger of {month}.").format(county=county, month=month)
        return t("{county} has sent no ledger of {month}; the latest before it is of {last}.").format(
            county=county, month=month, last=last
        )
    if state == "not_listed":
        return t("{county}'s ledger of {month} does not list it.").format(county=county, month=month)
    return ""


def _last_told(here: Profile) -> str | None:
    told = here.history[(here.history["state"] == "told") & (here.history["month"] < here.row["month"])]
    return None if told.empty else numbers.month(months.parse(str(told["month"].iloc[-1])))


def about_it(here: Profile) -> None:
    """What the county's latest ledger says of it, and the way to the rows behind its village's figures."""
    one, view = here.workshop, here.view
    with panel("workshop_about", t("What it is"), t("As the county's latest ledger has it"), is_last=True):
        page_parts.component("table")(
            key="workshop_about_table",
            data={
                "label": t("What it is"),
                "headings": [[tp("workshop", "Item"), False], [t("In the ledger"), False]],
                "rows": [{"cells": [term, said]} for term, said in _said(here)],
            },
            width="stretch",
        )
        with st.container(horizontal=True, gap="small"):
            navigation.link(
                "lineage",
                t("The rows behind its village's figures"),
                indicator="people_at_work",
                area=one.village_code,
                type=ALL_TYPES,
            )
            county = areas.name(view.warehouse, one.county_code)
            navigation.link("overview", t("{county}: overview").format(county=county), area=one.county_code)


def _said(here: Profile) -> list[tuple[str, str]]:
    one = here.workshop
    lines = [
        (tp("workshop", "Number"), one.workshop_id),
        (t("Type"), word(WORKSHOP_TYPES, one.workshop_type)),
        (tp("workshop", "Product"), product_names.shown(one.product) if one.product else ""),
        (tp("workshop", "Brand"), product_names.shown(one.brand) if one.brand else ""),
        (tp("workshop", "Run by"), word(OPERATING_MODES, one.operating_mode) if one.operating_mode else ""),
        (
            tp("workshop", "Stars"),
            workshop_rows.stars_word(str(one.stars)) if one.stars else t("Without stars"),
        ),
        (t("Party branch"), product_names.shown(one.party_branch) if one.party_branch else ""),
        (t("Stewards"), _counted(one.steward_count)),
        (t("Opened"), numbers.month(one.opened_month)),
        (t("Closed in"), numbers.month(one.closed_month) if one.closed_month else t("still open")),
        (tp("workshop", "Position"), _position(one)),
    ]
    return [(term, said or t("not given")) for term, said in lines]


def _counted(stewards: int | None) -> str:
    if stewards is None:
        return ""
    return tn("{count} steward", "{count} stewards", stewards).format(count=stewards)


def _position(one: Workshop) -> str:
    if one.longitude is None or one.latitude is None:
        return ""
    source = _POSITIONS.get(one.position_source or "")
    where = f"{one.longitude:.4f}°E, {one.latitude:.4f}°N"
    return f"{where} ({t(source)})" if source else where
