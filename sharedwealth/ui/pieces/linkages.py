"""Which linkage goes with a higher and a steadier income: beside one another, and within one type of workshop."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import rankings
from sharedwealth.choices import STATUSES, WORKSHOP_TYPES, word
from sharedwealth.indicators import linkages
from sharedwealth.text import t
from sharedwealth.ui import chart, choice, twin
from sharedwealth.ui.filters import View, type_name
from sharedwealth.ui.panel import about, panel
from sharedwealth.ui.pieces.income import is_wide


def _caution() -> str:
    return t(
        "Not cause: which linkage a workshop has goes with its type, place and enterprise. Who works where there are "
        "several counts under each, so linkages overlap and are not added up."
    )


def increases(view: View, *, name: str) -> None:
    """The monthly increase by linkage, of all types."""
    if not is_wide(view):
        return
    view = view.of_all_types()
    rows = view.told(linkages.increases)
    title = _title(
        rows,
        t("{linkage} goes with the highest increase: median {median}"),
        t("Monthly increase by linkage"),
    )
    measure = t("Monthly increase in income by linkage")
    _panel(view, name, title, measure, rows, t("Median and quartiles are right to ±25 yuan."))


def steadiness(view: View, *, name: str) -> None:
    """How steady wages are by linkage, of all types."""
    if not is_wide(view):
        return
    view = view.of_all_types()
    rows = view.told(linkages.steadiness)
    title = _title(
        rows,
        t("{linkage} goes with the steadiest wages: median {median}"),
        t("Steadiness of wages by linkage"),
    )
    measure = t("Steadiness of wages by linkage")
    explained = t(
        "1 less the coefficient of variation of a worker's wages of the last twelve months, at least six of them; 1 is "
        "the same wage every month."
    )
    is_too_early = rows.empty and not view.told(linkages.increases).empty
    too_early = t("Nobody here has six monthly wages in a year yet, so there is nothing to show.")
    _panel(view, name, title, measure, rows, explained, too_early if is_too_early else "")


def within_type(view: View, *, name: str) -> None:
    """The same within one type: the page's, or one of the reader's choice."""
    if not is_wide(view):
        return
    view, kind = view.of_all_types(), view.workshop_type
    every = view.told(linkages.within_types)
    measure = t("Monthly increase by linkage within a type")
    explained = t(
        "Linkage and type go together, so compare within a type. Mean and n are of people; median and quartiles are of "
        "the mean increases of workshops with at least ten people of a known increase, three such workshops at least."
    )
    with panel(name, _within_title(every), about(view, measure), help_=_caution()):
        if every.empty:
            st.caption(_nobody(view))
            return
        present = [key for key in WORKSHOP_TYPES if (every["type"] == key).any()]
        if kind is None:
            kind = choice.segmented("within", t("Type"), present, type_name)
        rows = every[every["type"] == kind].drop(columns=["type", "workshops"])
        chart.show(
            chart.remembered(rankings.dots, rows.reset_index(drop=True)), key=f"{name}_dots", alt=measure
        )
        st.caption(f"{explained} {_caution()}")
        twin.table(
            view, lambda: _table(every), key=name, title=measure, definition=explained, caveat=_caution()
        )


def _panel(
    view: View, name: str, title: str, measure: str, rows: pd.DataFrame, explained: str, why_empty: str = ""
) -> None:
    with panel(name, title, about(view, measure), help_=_caution(), is_last=True):
        if rows.empty:
            st.caption(why_empty or _nobody(view))
            return
        chart.show(chart.remembered(rankings.dots, rows), key=f"{name}_dots", alt=title)
        st.caption(f"{explained} {_caution()}")
        twin.table(
            view, lambda: _table(rows), key=name, title=measure, definition=explained, caveat=_caution()
        )


def _title(rows: pd.DataFrame, sentence: str, otherwise: str) -> str:
    """The finding, where two linkages at least can be compared."""
    told = rows[(rows["area"] != linkages.NO_LINKAGE) & rows["median"].notna()]
    if len(told) < 2:
        return otherwise
    first = told.sort_values("median", ascending=False).iloc[0]
    return sentence.format(
        linkage=first["area_name"], median=numbers.with_unit(first["median"], first["unit"])
    )


def _within_title(every: pd.DataFrame) -> str:
    """Which linkage leads in most types."""
    told = every[(every["area"] != linkages.NO_LINKAGE) & every["median"].notna()]
    compared = told.groupby("type").filter(lambda rows: len(rows) > 1)
    if compared.empty:
        return t("Monthly increase by linkage within a type")
    leads = compared.sort_values("median", ascending=False).drop_duplicates("type")["area_name"]
    first = leads.value_counts().sort_values(ascending=False, kind="stable")
    return t("Within a type: {linkage} has the highest median in {count} of {types} types").format(
        linkage=first.index[0], count=numbers.plain(first.iloc[0]), types=numbers.plain(len(leads))
    )


def _nobody(view: View) -> str:
    return t(
        "Nobody with a known figure in {month}: there is no ledger of the month, or nobody in it."
    ).format(month=numbers.month(view.month))


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    decimals = 3 if (rows["unit"] == "index").any() else 0
    shown = pd.DataFrame(index=rows.index)
    if "type" in rows:
        shown[t("Type")] = [word(WORKSHOP_TYPES, key) for key in rows["type"]]
    shown[t("Linkage")] = rows["area_name"]
    for heading, column in ((t("Mean"), "value"), (t("Median"), "median"), (t("Lower quartile"), "q1"),
                            (t("Upper quartile"), "q3")):  # fmt: skip
        shown[heading] = rows[column].astype(float).round(decimals)
    shown["n"] = rows["n"].astype(float).astype("Int64")
    if "workshops" in rows:
        hidden = rows["status"] == "suppressed"
        shown[t("Workshops with at least ten people")] = rows["workshops"].astype("Int64").mask(hidden)
    shown[t("Status")] = [word(STATUSES, status) for status in rows["status"]]
    return shown.reset_index(drop=True)
