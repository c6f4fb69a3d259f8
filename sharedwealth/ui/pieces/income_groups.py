"""The increase by type, by area, by sex and by age: ridgelines, and groups on one scale."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import group_spreads, ridges
from sharedwealth.choices import SEXES, WORKSHOP_TYPES, age_band, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.increase_groups import Dimension, increases_by_all
from sharedwealth.indicators.ridges import Ridges, increase_ridges
from sharedwealth.places import codes
from sharedwealth.tables import readable
from sharedwealth.text import mark, t, tp
from sharedwealth.ui import chart, choice, ranks, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel
from sharedwealth.ui.pieces.income_words import accuracy, average_note, untold

BY = ("type", "area")
_NO_SUCH = mark(
    "Distributions are drawn by type or by area (ridges=type, ridges=area); there is no “{value}”."
)

SECTIONS: dict[Dimension, str] = {"sex": mark("Sex"), "age_band": mark("Age"), "type": mark("Type")}


def spread_by(view: View, *, name: str) -> None:
    """Ridgelines by type or by area, as the address says; in a county by type, whatever it says."""
    asked = choice.known("ridges", BY, _NO_SUCH)
    below = codes.below(view.area)
    options = BY if below in ("city", "county") else BY[:1]
    by = asked if asked and asked in options else options[0]
    shown = view.of_all_types() if by == "type" else view
    indicator = CATALOGUE["income_increase"]
    if by == "type":
        found: Ridges = shown.told(increase_ridges, "type")
    else:
        found = shown.told(increase_ridges, below, shown.workshop_type)
    rows = found.rows
    if by == "area" and not ranks.are_shown():
        rows = rows.sort_values("key", ignore_index=True)
    title = _ridges_title(rows, by)
    with panel(name, title, about(shown, indicator.title()), is_last=True):
        choice.segmented("ridges", t("Compare types or areas"), options, _by_words)
        if reason := untold(shown, shown.figure("income_increase")):
            st.caption(reason)
            return
        figure = chart.remembered(ridges.ridgelines, rows, found.bins, found.width)
        chart.show(figure, key=f"{name}_chart", alt=title)
        note = t(
            "Steps of {width} yuan, one scale for all; fewer than 10 people are counted with the next step, and groups "
            "of fewer than 100 have no curve."
        )
        st.caption(note.format(width=numbers.plain(found.width)))
        if by == "area" and not ranks.are_shown():
            average_note(view, rows)
        twin.table(
            shown,
            lambda: _steps(rows, found),
            key=name,
            title=indicator.title(),
            definition=indicator.explain(),
            of=(indicator.key,),
        )


def _by_words(by: str) -> str:
    return t("By type") if by == "type" else tp("spread", "By area")


def _ridges_title(rows: pd.DataFrame, by: str) -> str:
    known = rows.dropna(subset=["median"]).sort_values("median", ascending=False)
    if len(known) < 2 or (by == "area" and not ranks.are_shown()):
        return t("How the increase is spread")
    return t("Half gain more than {high} in {high_group}, more than {low} in {low_group}").format(
        high=numbers.plain(known["median"].iloc[0]),
        high_group=known["label"].iloc[0],
        low=numbers.with_unit(known["median"].iloc[-1], "yuan_month"),
        low_group=known["label"].iloc[-1],
    )


def _steps(rows: pd.DataFrame, found: Ridges) -> pd.DataFrame:
    """Every step of every group; median, mean and n of the group stand on each of its lines."""
    named = found.bins.merge(rows[["key", "label", "median", "value", "n"]], on="key")
    return pd.DataFrame(
        {
            t("Group"): named["label"],
            t("From (yuan a month)"): named["bin"].astype(int),
            t("To below"): named["bin"].astype(int) + found.width,
            t("People"): named["people"].astype(int),
            t("Median"): readable.figures(named["median"], "yuan_month"),
            t("Mean"): readable.figures(named["value"], "yuan_month"),
            "n": readable.figures(named["n"], "people"),
        }
    )


def groups(view: View, *, name: str) -> None:
    """Women and men, age bands and types on one scale; of all types together, whatever the page is narrowed to."""
    whole = view.of_all_types()
    indicator = CATALOGUE["income_increase"]
    frame = whole.remembered(lambda: _groups(whole), "income groups")
    title = _groups_title(frame)
    with panel(name, title, about(whole, indicator.title()), is_last=True):
        if reason := untold(whole, whole.figure("income_increase")):
            st.caption(reason)
            return
        chart.show(chart.remembered(group_spreads.by_group, frame), key=f"{name}_chart", alt=title)
        st.caption(accuracy())
        twin.table(
            whole,
            lambda: _table(frame),
            key=name,
            title=indicator.title(),
            definition=indicator.explain(),
            of=(indicator.key,),
        )


def _groups(view: View) -> pd.DataFrame:
    rows: pd.DataFrame = view.told(increases_by_all)
    return rows.assign(
        section=[t(SECTIONS[dimension]) for dimension in rows["dimension"]],
        label=[_label(dimension, key) for dimension, key in zip(rows["dimension"], rows["key"], strict=True)],
    )


def _label(dimension: Dimension, key: str) -> str:
    if dimension == "age_band":
        return age_band(key)
    return word(SEXES if dimension == "sex" else WORKSHOP_TYPES, key)


def _groups_title(frame: pd.DataFrame) -> str:
    medians = frame[frame["dimension"] == "sex"].set_index("key")["median"]
    gap = medians.get("F", float("nan")) - medians.get("M", float("nan"))
    if pd.isna(gap):
        return t("Monthly increase by sex, age and type")
    if round(gap) == 0:
        return t("Women gain as much as men in the median")
    figure = numbers.with_unit(abs(gap), "yuan_month")
    if gap < 0:
        return t("Women gain {gap} less than men in the median").format(gap=figure)
    return t("Women gain {gap} more than men in the median").format(gap=figure)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    shown = pd.DataFrame({t("Grouped by"): frame["section"], t("Group"): frame["label"]})
    for column, heading in (
        ("value", t("Mean")),
        ("n", "n"),
        ("p10", t("10th percentile")),
        ("q1", t("Lower quartile")),
        ("median", t("Median")),
        ("q3", t("Upper quartile")),
        ("p90", t("90th percentile")),
    ):
        shown[heading] = readable.figures(frame[column], "people" if column == "n" else "yuan_month")
    shown[t("Status")] = [
        ""
        if status in ("ok", "unverified") and pd.notna(value)
        else group_spreads.reason({"n": n, "status": status})
        for status, value, n in zip(frame["status"], frame["value"], frame["n"], strict=True)
    ]
    return shown
