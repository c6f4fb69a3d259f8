"""Enterprises by the people tied to them, and how far areas hang on one."""

from collections.abc import Hashable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import numbers, product_names
from sharedwealth.charts import rankings
from sharedwealth.charts import rows as chart_rows
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.enterprises import Enterprises, enterprises
from sharedwealth.places import codes
from sharedwealth.text import t, tn
from sharedwealth.ui import areas, chart, memory, navigation, page_parts, ranks, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain, unbroken
from sharedwealth.warehouse.connection import Warehouse

THRESHOLD = 0.6
"""From which share of the people one enterprise is more than an area should hang on: our own line."""
_SHOWN, _MOST_AREAS, _SHORT = 10, 20, 24


def tied(warehouse: Warehouse, area: str, month: date, workshop_type: str | None) -> Enterprises:
    """The enterprises behind the area's workshops, worked out once for both languages."""
    return memory.of(warehouse).recall(
        ("enterprises", area, month, workshop_type),
        lambda: enterprises(warehouse, area, month, workshop_type),
    )


def ranked(view: View, *, name: str) -> None:
    """The largest enterprises, and how concentrated the work is."""
    found: Enterprises = tied(view.warehouse, view.area, view.month, view.workshop_type)
    with panel(
        name, _ranked_title(found), about(view, t("Enterprises by people tied to them")), is_last=True
    ):
        if found.rows.empty:
            st.caption(_no_ties(view))
            return
        _first(view, found.rows.head(_SHOWN), name)
        st.caption(plain(f"{_concentration(found)} {_in_tens()}"))
        twin.table(
            view,
            lambda: _ranked_table(view, found.rows),
            key=name,
            title=t("Enterprises by people tied to them"),
            label=t("All enterprises ({count})").format(count=numbers.plain(len(found.rows))),
            definition=_in_tens(),
        )


def _first(view: View, rows: pd.DataFrame, name: str) -> None:
    """The largest as a table on show; a name opens its enterprise on this page."""
    headings = [
        (t("Enterprise"), False),
        (t("Industry"), False),
        (t("Home county"), False),
        (t("Workshops"), True),
        (t("Counties"), True),
        (t("People (in tens)"), True),
        (t("Share (%)"), True),
    ]
    page_parts.component("table")(
        key=f"{name}_first",
        data={
            "label": t("Enterprises by people tied to them"),
            "headings": headings,
            "tall": 600,
            "wide": 620,
            "rows": [
                {
                    "cells": _cells(view, row),
                    "open": row["credit_code"],
                    "link": navigation.address_of("partnerships", enterprise=row["credit_code"]),
                }
                for row in rows.to_dict("records")
            ],
        },
        width="stretch",
    )


def _cells(view: View, row: dict[Hashable, Any]) -> list[str]:
    """What is not told of few people says so in the column of people."""
    is_told = row["status"] == "ok"
    return [
        _short_unbroken(
            product_names.worded(row["credit_code"] if pd.isna(row["name"]) else str(row["name"]))
        ),
        numbers.MISSING if pd.isna(row["industry"]) else product_names.worded(str(row["industry"])),
        _short_unbroken(chart_rows.without_kind(place(view, row["home_county_code"]))) or numbers.MISSING,
        numbers.plain(row["workshops"]),
        numbers.plain(row["counties"]),
        numbers.plain(row["people"]) if is_told else word(STATUSES, row["status"]),
        numbers.plain(row["share"] * 100, 1) if is_told else numbers.MISSING,
    ]


def _short_unbroken(name: str) -> str:
    """A short name stays on one line, so that its column is not narrower than it need be; a long one folds."""
    return unbroken(name) if len(name) <= _SHORT else name


def _ranked_title(found: Enterprises) -> str:
    if found.rows.empty or found.rows["people"].isna().all():
        return t("Enterprises by people tied to them")
    first = found.rows.iloc[0]
    return t("{name} is the largest: about {people}").format(
        name=product_names.worded(str(first["name"])), people=numbers.with_unit(first["people"], "people")
    )


def _concentration(found: Enterprises) -> str:
    if np.isnan(found.hhi):
        return t("Concentration is told for counties and above, with five enterprises and more.")
    return t(
        "Concentration (HHI) {hhi}: the sum of the squares of the enterprises' shares, a workshop's people divided "
        "evenly among its enterprises; as if {count} enterprises of one size shared the work."
    ).format(hhi=numbers.plain(found.hhi, 3 if found.hhi >= 0.01 else 4), count=numbers.plain(1 / found.hhi))


def _in_tens() -> str:
    return t(
        "A workshop tied to several enterprises counts for each. People are rounded to tens, and fewer than ten not "
        "told, so that an enterprise's counties cannot be found by subtraction."
    )


def _ranked_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Enterprise"): rows["name"].fillna(rows["credit_code"]),
            t("Industry"): rows["industry"].map(product_names.worded, na_action="ignore"),
            t("Home county"): [place(view, code) for code in rows["home_county_code"]],
            t("Workshops"): rows["workshops"].astype(int),
            t("Counties"): rows["counties"].astype(int),
            t("People (in tens)"): rows["people"].astype("Int64"),
            t("Share (%)"): (rows["share"] * 100).round(1),
            t("Status"): [word(STATUSES, status) for status in rows["status"]],
            t("Credit code"): rows["credit_code"],
        }
    ).reset_index(drop=True)


def place(view: View, code: object) -> str:
    """The name of a place in the register; else the code as the ledger has it, for a county of another province."""
    if pd.isna(code):  # type: ignore[call-overload]
        return ""
    return areas.name(view.warehouse, str(code)) if areas.exists(view.warehouse, str(code)) else str(code)


def _no_ties(view: View) -> str:
    return t(
        "No workshop here has a partnership in {month}: there is no ledger of the month, or none in it."
    ).format(month=numbers.month(view.month))


def dependence(view: View, *, name: str) -> None:
    """Areas in order of the share that hangs on their largest enterprise, with the line drawn where it is in sight."""
    below, indicator = codes.below(view.area), CATALOGUE["dependence"]
    if not ranks.are_shown() or below in (None, "village"):
        return
    rows = view.answer("dependence", by=below)
    told = rows.dropna(subset=["value"]).sort_values("value", ascending=False)
    title = _dependence_title(told)
    subtitle = about(view, indicator.title())
    if len(rows) > _MOST_AREAS:
        subtitle = f"{subtitle} · " + t("the first {shown} of {count}").format(
            shown=_MOST_AREAS, count=len(rows)
        )
    with panel(name, title, subtitle, help_=indicator.explain(), is_last=True):
        if told.empty:
            st.caption(t("No area here has people at work whose figures may be told."))
        else:
            is_near = told["value"].iloc[0] >= THRESHOLD / 2
            marks = [rankings.Mark(THRESHOLD, t("Line"), is_target=True)] if is_near else []
            first = rows.sort_values("value", ascending=False, na_position="last").head(_MOST_AREAS)
            drawing = chart.remembered(rankings.bars, first, marks=marks)
            chart.show(drawing, key=f"{name}_bars", alt=title, opens=True)
            st.caption(t("The line of 60% is our own, not an official one."))
            twin.answer(
                view,
                rows,
                key=name,
                title=indicator.title(),
                definition=indicator.explain(),
                of=("dependence",),
            )


def _dependence_title(told: pd.DataFrame) -> str:
    if told.empty:
        return t("How far areas hang on one enterprise")
    over = int((told["value"] >= THRESHOLD).sum())
    if over:
        return tn(
            "{count} area has 60% or more of its people tied to one enterprise",
            "{count} areas have 60% or more of their people tied to one enterprise",
            over,
        ).format(count=numbers.plain(over))
    first = told.iloc[0]
    return t("No area reaches the line of 60%; {area} is nearest with {share}").format(
        area=first["area_name"], share=numbers.percent(first["value"])
    )
