"""A headline figure: value, change on the month before, its course, and what it means on hovering."""

from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE, Indicator
from sharedwealth.text import t
from sharedwealth.ui import badge
from sharedwealth.ui.filters import View

_COURSE = 24


def figure(view: View, key: str) -> None:
    """Draws the card of an indicator."""
    indicator = CATALOGUE[key]
    course = view.answer(key, by="month")
    now, before = course.iloc[-1], course.iloc[-2] if len(course) > 1 else None
    change = _change(now, before)
    st.metric(
        indicator.short_title() if indicator.by_type or not view.workshop_type else _for_all_types(indicator),
        _value(now),
        delta=numbers.difference(change, indicator.unit) if change is not None else None,
        delta_color=_colour(indicator, change),
        delta_description=t("on the month before") if change is not None else None,
        help=explanation(view, indicator, now),
        chart_data=_drawable(course),
        chart_type="area",
        border=True,
        height="stretch",
    )


def row(view: View, *keys: str) -> None:
    """Cards side by side, as many as there is room for; what is not defined for the area's level is left out."""
    shown = [key for key in keys if view.can_tell(key)]
    with st.grid(columns=len(shown), min_column_width=168, gap="xsmall"):
        for key in shown:
            figure(view, key)


def _for_all_types(indicator: Indicator) -> str:
    return t("{indicator} (all types)").format(indicator=indicator.short_title())


def _value(answer: "pd.Series[Any]") -> str:
    if answer["status"] == "suppressed":
        return "<10"
    if answer["status"] == "no_data":
        return word(STATUSES, "no_data")
    return numbers.with_unit(answer["value"], answer["unit"])


def _change(now: "pd.Series[Any]", before: "pd.Series[Any] | None") -> float | None:
    """The difference to the month before; None unless both are known."""
    if before is None or pd.isna(now["value"]) or pd.isna(before["value"]):
        return None
    return float(now["value"] - before["value"])


def _colour(indicator: Indicator, change: float | None) -> Any:
    """Green and red only where one direction is better, and only beside an arrow and a sign."""
    if not change or indicator.better == "neither":
        return "off"
    return "normal" if indicator.better == "higher" else "inverse"


def _drawable(course: pd.DataFrame) -> list[float] | None:
    values = course["value"].tail(_COURSE).astype(float).dropna().tolist()
    return values if len(values) > 1 else None


def explanation(view: View, indicator: Indicator, answer: "pd.Series[Any]") -> str:
    """What stands behind a figure: definition, numerator and denominator or n, month, kind, snapshot, caveat."""
    lines = [f"**{indicator.title()}**", indicator.explain()]
    if pd.notna(answer["denominator"]):
        lines.append(f"{numbers.plain(answer['numerator'])} ÷ {numbers.plain(answer['denominator'])}")
    if pd.notna(answer["median"]):
        lines.append(
            t("Median {median}, quartiles {q1} to {q3}").format(
                median=numbers.with_unit(answer["median"], indicator.unit),
                q1=numbers.plain(answer["q1"]),
                q3=numbers.plain(answer["q3"]),
            )
        )
    if pd.notna(answer["n"]):
        lines.append(f"n = {numbers.plain(answer['n'])}")
    lines.append(f"{badge.kind(view.warehouse)} · {badge.words(view)}")
    return "\n\n".join(lines)
