"""The badge that every page carries: kind · as of · snapshot · how many counties have reported."""

from datetime import date

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.choices import KINDS, word
from sharedwealth.places import codes
from sharedwealth.text import t
from sharedwealth.ui.filters import View
from sharedwealth.warehouse.connection import Warehouse

_COLOURS = {"demonstration": "orange", "reported": "blue", "verified": "green", "published": "gray"}

_REPORTED = """
SELECT count(*) FILTER (WHERE is_reported) AS reported, count(*) AS counties
FROM county_months
WHERE month = $month AND starts_with(county_code, $county)
"""


def kind(warehouse: Warehouse) -> str:
    return word(KINDS, warehouse.meta["kind"])


def show(view: View) -> None:
    """For a page of ledger figures."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="badge"):
        st.badge(kind(view.warehouse), color=_COLOURS[view.warehouse.meta["kind"]])  # type: ignore[arg-type]
        st.caption(words(view), width="content")


def _reported(warehouse: Warehouse, area: str, month: date) -> pd.DataFrame:
    return warehouse.query(_REPORTED, {"month": month, "county": codes.up_to(area, "county")})


def words(view: View) -> str:
    """As of October 2024 · snapshot 7F3A9C · 88 of 90 counties reported."""
    row = view.told(_reported).iloc[0]
    if row["counties"] == 1:
        counties = t("ledger received") if row["reported"] else t("ledger not received")
    else:
        counties = t("{reported} of {counties} counties have reported").format(
            reported=row["reported"], counties=row["counties"]
        )
    snapshot = t("snapshot {code}").format(code=view.warehouse.meta["code"])
    return " · ".join((_capital(numbers.as_of(view.month)), snapshot, counties))


def show_snapshot(warehouse: Warehouse, key: str = "badge") -> None:
    """For a page that shows live figures only in passing, of the snapshot's last month."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=key):
        st.badge(kind(warehouse), color=_COLOURS[warehouse.meta["kind"]])  # type: ignore[arg-type]
        when = numbers.as_of(months.parse(warehouse.meta["as_of"]))
        snapshot = t("snapshot {code}").format(code=warehouse.meta["code"])
        st.caption(f"{_capital(when)} · {snapshot}", width="content")


def show_published(key: str = "badge") -> None:
    """For the public record, which belongs to no snapshot."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=key):
        st.badge(word(KINDS, "published"), color="gray")
        st.caption(
            t("Figures as published, each with its source; never mixed with ledger figures"), width="content"
        )


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
