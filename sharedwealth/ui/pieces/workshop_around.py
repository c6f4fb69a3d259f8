"""Round a workshop: its point and the villages it serves, its enterprises, and the workshops that are like it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from sharedwealth import numbers, product_names
from sharedwealth.charts import map_points
from sharedwealth.choices import LINKAGES, word
from sharedwealth.indicators import workshop_likes, workshop_profile
from sharedwealth.text import t, tn, tp
from sharedwealth.ui import area_map, areas, navigation, page_parts
from sharedwealth.ui.panel import panel, unbroken
from sharedwealth.ui.pieces import workshop_rows, workshops
from sharedwealth.ui.pieces.workshop import Profile, shown_name

_HERE, _SERVED = 0, 1


def on_map(here: Profile) -> None:
    """Its village and those it serves, on the map of the town; named beneath, wherever they lie."""
    one, view = here.workshop, here.view
    served = workshop_profile.served_villages(view.warehouse, one)
    title = tn(
        "It serves {count} village beside its own", "It serves {count} villages beside its own", len(served)
    )
    town = areas.name(view.warehouse, one.town_code)
    said = title.format(count=numbers.plain(len(served))) if served else t("It serves its own village alone")
    with panel("workshop_map", said, town, is_last=True):
        classes = pd.Series(dict.fromkeys(served, _SERVED) | {one.village_code: _HERE}, dtype="uint8")
        looks = (
            map_points.PointClass(t("Its own village"), "site", "accent"),
            map_points.PointClass(t("A village it serves"), "dot", "good"),
        )
        area_map.pointed(
            replace(view, area=one.town_code, workshop_type=None),
            "workshops_active",
            classes=classes,
            looks=looks,
            name="workshop_map",
            height=380,
        )
        if served:
            names = t(", ").join(
                workshop_rows.place(replace(view, area=one.county_code), code) for code in served
            )
            st.caption(t("Serves: {villages}").format(villages=names))


def partners(here: Profile) -> None:
    """The enterprises that it is or was tied to, how, since when, and where else they are at work."""
    one, view = here.workshop, here.view
    rows = workshop_profile.partners(view.warehouse, one, view.month)
    in_force = rows.loc[rows["is_in_force"], "credit_code"].nunique()
    title = tn("Tied to {count} enterprise", "Tied to {count} enterprises", in_force)
    said = title.format(count=numbers.plain(in_force)) if in_force else t("Tied to no enterprise")
    with panel("workshop_partners", said, numbers.month(view.month), is_last=True):
        if rows.empty:
            st.caption(t("The ledgers up to this month name no enterprise."))
            return
        page_parts.component("table")(
            key="workshop_partners_table",
            data={
                "wide": 520,
                "label": tp("workshop", "Enterprises"),
                "headings": [
                    [tp("workshop", "Enterprise"), False],
                    [tp("workshop", "Industry"), False],
                    [tp("workshop", "Linkage"), False],
                    [unbroken(t("From – to")), False],
                    [t("Other workshops"), True],
                ],
                "rows": [
                    {
                        "cells": [
                            shown_name(str(row["name"])) if pd.notna(row["name"]) else row["credit_code"],
                            product_names.shown(str(row["industry"]))
                            if pd.notna(row["industry"])
                            else numbers.MISSING,
                            word(LINKAGES, row["linkage"]),
                            _span(row["started_month"], row["ended_month"]),
                            numbers.plain(row["other_workshops"]),
                        ],
                        "open": row["credit_code"],
                        "link": navigation.address_of("workshops", q=row["credit_code"], area="33"),
                    }
                    for row in rows.to_dict("records")
                ],
            },
            width="stretch",
        )
        st.caption(t("An enterprise opens the list of all workshops that it is tied to."))


def _span(started: pd.Timestamp, ended: pd.Timestamp) -> str:
    """On one line each: a date is not parted at its hyphen."""
    first, last = (
        f"{each:%Y-%m}".replace("-", "\N{NON-BREAKING HYPHEN}") if pd.notna(each) else ""
        for each in (started, ended)
    )
    return unbroken(f"{first} – {last}".rstrip())


def alike(here: Profile) -> None:
    """The five workshops most like it, and how likeness is measured."""
    rows = workshop_likes.alike(workshops.all_of(here.view), here.workshop.key)
    title = t("Workshops like it")
    with panel("workshop_alike", title, numbers.month(here.view.month)):
        if rows.empty:
            st.caption(t("No other active workshop of its type is known in this month."))
            return
        workshop_rows.table(replace(here.view, area="33"), rows, name="workshop_alike_table", km=True)
        st.caption(_how())


def _how() -> str:
    return t(
        "Among the active workshops of its type, those least unlike it: another product counts 1; each 50 km counts "
        "1, at most 2; twice or half as many people count a half, at most 1, and 1 where a number of people is not "
        "shown."
    )
