"""Areas by what their workers gain: median, middle half, mean and n, with the change in rank over a year."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import rankings
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.rankings import ranked
from sharedwealth.places import codes
from sharedwealth.text import t
from sharedwealth.ui import chart, ranks, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, unbroken
from sharedwealth.ui.pieces.income_words import average_note, untold


def areas(view: View, *, name: str) -> None:
    """The areas one level down, the highest median first; nothing where league tables are put away."""
    below = codes.below(view.area)
    if not ranks.are_shown() or below in (None, "village"):
        return
    indicator = CATALOGUE["income_increase"]
    rows = view.remembered(lambda: _ranked(view, str(below)), "income areas")
    title = _title(rows)
    parts = [about(view, indicator.title())]
    has_changes = rows["rank_change"].notna().any()
    if (before := view.earlier()) and has_changes:
        parts.append(unbroken(t("▲▼ change in rank since {month}").format(month=numbers.month(before))))
    with panel(name, title, " · ".join(parts), is_last=True):
        if rows["median"].isna().all():
            reason = untold(view, view.figure(indicator.key))
            st.caption(reason or t("No area has enough people with a known income before and after."))
            return
        drawing = chart.remembered(rankings.dots, rows)
        chart.show(drawing, key=f"{name}_chart", alt=title, opens=True)
        average_note(view, rows)
        definition = indicator.explain()
        twin.answer(view, rows, key=name, title=indicator.title(), definition=definition, of=(indicator.key,))


def _ranked(view: View, below: str) -> pd.DataFrame:
    """The answer by area with `rank` by median and `rank_change` since a year before."""
    now, before = view.answer("income_increase", by=below), view.earlier()
    earlier = view.answer("income_increase", by=below, month=before) if before else None
    by_median = ranked(
        now.assign(value=now["median"]),
        None if earlier is None else earlier.assign(value=earlier["median"]),
    ).rename(columns={"change": "rank_change"})
    means = now.set_index("area")["value"]
    return by_median.assign(value=by_median["area"].map(means).astype(float))


def _title(rows: pd.DataFrame) -> str:
    known = rows.dropna(subset=["median"]).sort_values("median")
    if len(known) < 2:
        return t("Monthly increase by area")
    return t("Medians run from {low} ({low_area}) to {high} ({high_area})").format(
        low=numbers.plain(known["median"].iloc[0]),
        low_area=known["area_name"].iloc[0],
        high=numbers.with_unit(known["median"].iloc[-1], "yuan_month"),
        high_area=known["area_name"].iloc[-1],
    )
