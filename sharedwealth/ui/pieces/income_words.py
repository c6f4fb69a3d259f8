"""Sentences that several panels of the income page say."""

from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.indicators.averages import plain_average
from sharedwealth.text import t, tp
from sharedwealth.ui.filters import View, type_name
from sharedwealth.ui.panel import plain


def untold(view: View, row: "pd.Series[Any]") -> str:
    """Why the increase is not told here, in a sentence; empty where it is."""
    if not pd.isna(row["value"]):
        return ""
    month = numbers.month(view.month)
    if row["status"] == "suppressed":
        sentence = t("So few people stand behind the figures of {area} for {month} that they are not shown.")
        return sentence.format(area=view.area_name, month=month)
    if not row["counties_reported"]:
        sentence = t("{area} has no ledger for {month}, so there is nothing to tell yet.")
        return sentence.format(area=view.area_name, month=month)
    if view.workshop_type:
        sentence = t(
            "Nobody at work in {area} in {month} in workshops of the type “{type}” has a known income before joining; "
            "choose another type or month."
        )
        return sentence.format(area=view.area_name, month=month, type=type_name(view.workshop_type))
    sentence = t(
        "Nobody at work in {area} in {month} has a known income before joining; choose another month."
    )
    return sentence.format(area=view.area_name, month=month)


def accuracy() -> str:
    """How exact figures out of steps are."""
    return t(
        "Median, quartiles and tenths are read from steps of 50 yuan: right to ±25 yuan. Mean and n are exact."
    )


def average_note(view: View, areas: pd.DataFrame) -> None:
    """Both figures where the plain average of the areas' means is far from the mean of the people."""
    found = plain_average(view.figure("income_increase"), areas)
    if found is None:
        return
    sentence = t(
        "Careful: the plain average of the {count} areas' means is {of_areas}, {difference} {direction} the mean "
        "of all {n} people, {of_people} (median {median}). It counts small and large areas alike; quote the mean of "
        "the people."
    )
    st.caption(
        plain(
            sentence.format(
                count=found.areas,
                of_areas=numbers.with_unit(found.of_areas, "yuan_month"),
                difference=numbers.percent(abs(found.difference)),
                direction=tp("average", "above") if found.difference > 0 else tp("average", "below"),
                n=numbers.plain(found.n),
                of_people=numbers.with_unit(found.of_people, "yuan_month"),
                median=numbers.plain(found.median),
            )
        )
    )


def no_product(view: View) -> None:
    """Why the mean is never multiplied by the people ever employed."""
    mean, ever = view.figure("income_increase"), view.figure("people_employed_cumulative")
    if pd.isna(mean["value"]) or pd.isna(ever["value"]):
        return
    sentence = t(
        "{mean} × {ever} is not a total: the mean is over the {n} people at work in {month} whose income before and "
        "now is known (median {median}), while {ever} is everybody ever employed. Farmers' gain adds up the "
        "increases themselves."
    )
    said = sentence.format(
        mean=numbers.plain(mean["value"]),
        ever=numbers.plain(ever["value"]),
        n=numbers.plain(mean["n"]),
        month=numbers.month(view.month),
        median=numbers.plain(mean["median"]),
    )
    st.caption(plain(said))
