"""The way of the people at work: from an industry through the linkage and the type of workshop to an area."""

from datetime import date

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import sankey as charts
from sharedwealth.indicators.flows import Flows, Parts, drawn, parts
from sharedwealth.indicators.tied_people import GATHERED, NO_TIE
from sharedwealth.text import t, tp
from sharedwealth.ui import chart, memory, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.ui.pieces.income import is_wide
from sharedwealth.warehouse.connection import Warehouse


def way(view: View, *, name: str) -> None:
    """The flow of the area's people at work; an area that is picked in its last column opens."""
    if not is_wide(view):
        st.caption(
            t(
                "Flows by industry and figures by linkage are kept for counties and above; enterprises and their "
                "workshops are told for towns and villages too. Choose the county to see the flows."
            )
        )
        return
    found = view.remembered(
        lambda: drawn(view.warehouse, parts_of(view.warehouse, view.area, view.month), view.workshop_type),
        "flows",
    )
    title = _title(found)
    with panel(name, title, about(view, t("People at work, each counted once")), help_=_counted()):
        if found.status != "ok":
            st.caption(_why_nothing(view, found.status))
            return
        headings = _headings()
        drawing = chart.remembered(charts.sankey, found.nodes, found.links, headings, rest=GATHERED)
        chart.show(drawing, key=f"{name}_chart", alt=title, opens=True)
        st.caption(plain(_gathered(found)))
        twin.table(
            view,
            lambda: _table(found),
            key=name,
            title=t("People at work by partnership"),
            definition=_counted(),
        )


def parts_of(warehouse: Warehouse, area: str, month: date) -> Parts:
    """What the flows are drawn from, worked out once for all types and both languages."""
    return memory.of(warehouse).recall(("flows", area, month), lambda: parts(warehouse, area, month))


def _headings() -> tuple[str, ...]:
    return (t("Industry"), t("Linkage"), t("Type of workshop"), t("Area"))


def _title(found: Flows) -> str:
    """Which linkage most people work under."""
    linkages = found.nodes[(found.nodes["column"] == 1) & ~found.nodes["key"].isin([GATHERED, NO_TIE])]
    if linkages.empty:
        return t("From the industry to the area")
    first = linkages.sort_values("people", ascending=False).iloc[0]
    return t("{linkage}: the way of {share} of the people at work").format(
        linkage=first["label"], share=numbers.percent(first["people"] / found.people)
    )


def _why_nothing(view: View, status: str) -> str:
    if status == "suppressed":
        return t("So few people are at work here in {month} that their ways are not drawn.").format(
            month=numbers.month(view.month)
        )
    return t(
        "Nobody is listed at work here in {month}: there is no ledger of the month, or nobody in it."
    ).format(month=numbers.month(view.month))


def _counted() -> str:
    return t(
        "Each person at work counts once. Where a workshop has several ties (an enterprise and a linkage) in the "
        "month, its people are divided evenly among them in whole people, those left over to the oldest tie; every "
        "column adds up to the same total. Industries are written as in the ledgers."
    )


def _gathered(found: Flows) -> str:
    """What stands in the others' nodes, and why."""
    sentence = t(
        "Fewer than ten people of a county in one industry, linkage and type are gathered among the others, with as "
        "many more as it takes ({people} here); areas with fewer than ten people of some type are drawn together."
    )
    return sentence.format(people=numbers.with_unit(found.gathered, "people"))


def _table(found: Flows) -> pd.DataFrame:
    labels = found.nodes.set_index(["column", "key"])["label"]
    headings = _headings()
    return pd.DataFrame(
        {
            t("Step"): [f"{headings[column]} → {headings[column + 1]}" for column in found.links["column"]],
            tp("flow", "From"): [
                labels[column, key]
                for column, key in zip(found.links["column"], found.links["source"], strict=True)
            ],
            t("To"): [
                labels[column + 1, key]
                for column, key in zip(found.links["column"], found.links["target"], strict=True)
            ],
            t("People"): found.links["people"].astype(int),
            t("Share (%)"): (found.links["people"] / found.people * 100).round(1),
        }
    )
