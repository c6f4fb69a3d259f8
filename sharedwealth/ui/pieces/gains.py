"""The four gains: each with its measure, its course, what it rests on, and areas beside one another."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import intervals as interval_charts
from sharedwealth.charts import rankings, trends
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.four_gains import GAINS, Gain, per_workshop
from sharedwealth.indicators.intervals import with_interval
from sharedwealth.indicators.rankings import ranked
from sharedwealth.places import codes
from sharedwealth.tables import readable
from sharedwealth.text import t, tn
from sharedwealth.ui import chart, ranks, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain, unbroken

_HEIGHT = 190
_MOST_ROWS = 13


def side_by_side(view: View) -> None:
    """All four, a column each, with the reason why no grand total is offered under them."""
    with st.grid(columns=4, min_column_width=270, gap="small"):
        for gain in GAINS:
            _gain(view, gain)
    st.caption(plain(_no_product(view)))


def _gain(view: View, gain: Gain) -> None:
    indicator = CATALOGUE[gain.measure]
    course = view.course(gain.measure)
    if gain.key == "trust":
        course = with_interval(course)
    name = f"gain_{gain.key}"
    with panel(
        name,
        _title(gain, course),
        about(view, indicator.short_title()),
        help_=indicator.explain(),
        is_last=True,
    ):
        draw = interval_charts.course if gain.key == "trust" else trends.series
        alt = t("{measure} by month").format(measure=indicator.title())
        chart.show(chart.remembered(draw, course), key=f"{name}_chart", alt=alt, height=_HEIGHT)
        st.caption(plain(_FOUNDED[gain.key](view, course.iloc[-1])))
        twin.table(
            view,
            lambda: _table(course),
            key=name,
            title=indicator.title(),
            definition=indicator.explain(),
            of=(gain.measure,),
        )


def _title(gain: Gain, course: pd.DataFrame) -> str:
    row = course.iloc[-1]
    if pd.isna(row["value"]):
        return t(gain.name)
    value = numbers.with_unit(float(row["value"]), str(row["unit"]))
    return t("{measure}: {value}").format(measure=t(gain.name), value=value)


def _table(told: pd.DataFrame) -> pd.DataFrame:
    shown = readable.table(told)
    if "low" in told:
        shown[t("95% interval from (%)")] = (told["low"] * 100).round(1).to_numpy()
        shown[t("to (%)")] = (told["high"] * 100).round(1).to_numpy()
    return shown


def _nothing(view: View, row: "pd.Series[Any]") -> str:
    return _no_area(view, row.to_frame().T)


def _farmers(view: View, row: "pd.Series[Any]") -> str:
    increase = view.figure("income_increase")
    if pd.isna(row["value"]) or pd.isna(increase["value"]):
        return _nothing(view, row)
    sentence = t(
        "Per person {mean} yuan a month on average, median {median}; n = {n} at work with both incomes known."
    )
    return sentence.format(
        mean=numbers.plain(increase["value"]),
        median=numbers.plain(increase["median"]),
        n=numbers.plain(increase["n"]),
    )


def _enterprises(view: View, row: "pd.Series[Any]") -> str:
    output, orders = view.figure("output_per_worker"), view.figure("orders_per_worker")
    if pd.isna(row["value"]):
        return _nothing(view, row)
    if pd.isna(output["value"]) or pd.isna(orders["value"]):
        told = tn("{n} workshop gave the figure.", "{n} workshops gave the figure.", int(row["n"]))
        return told.format(n=numbers.plain(row["n"]))
    sentence = t(
        "Per worker: output {output}, orders {orders} yuan; n = {n} workers in {workshops} workshops that told."
    )
    return sentence.format(
        output=numbers.plain(output["value"]),
        orders=numbers.plain(orders["value"]),
        n=numbers.plain(output["n"]),
        workshops=numbers.plain(row["n"]),
    )


def _collectives(view: View, row: "pd.Series[Any]") -> str:
    if pd.isna(row["value"]) or not row["n"]:
        return _nothing(view, row)
    sentence = t("{mean} yuan per workshop on average; n = {n} workshops that gave the figure.")
    return sentence.format(mean=numbers.plain(row["value"] / row["n"]), n=numbers.plain(row["n"]))


def _trust(view: View, row: "pd.Series[Any]") -> str:
    if pd.isna(row["value"]):
        return _nothing(view, row)
    sentence = t(
        "{satisfied} of {n} answers in three months; 95% interval {low} to {high}. It means confidence, never lending."
    )
    return sentence.format(
        satisfied=numbers.plain(row["numerator"]),
        n=numbers.plain(row["denominator"]),
        low=numbers.percent(row["low"]),
        high=numbers.percent(row["high"]),
    )


_FOUNDED: dict[str, Callable[[View, "pd.Series[Any]"], str]] = {
    "farmers": _farmers,
    "enterprises": _enterprises,
    "collectives": _collectives,
    "trust": _trust,
}


def _no_product(view: View) -> str:
    """Why the mean is never multiplied with everybody employed since the start; empty where either is not told."""
    increase, ever = view.figure("income_increase"), view.figure("people_employed_cumulative")
    if pd.isna(increase["value"]) or pd.isna(ever["value"]):
        return ""
    sentence = t(
        "No total is made of {mean} yuan × {ever}: the bases differ. The mean is over the {n} people at work in the "
        "month with both incomes known; {ever} counts everybody ever employed, also those who have left. The total "
        "above adds up those {n} only. The interval of trust is Wilson's, for chance alone: answers come through "
        "workshops, not from a random sample."
    )
    return sentence.format(
        mean=numbers.plain(increase["value"]),
        ever=numbers.with_unit(ever["value"], "people"),
        n=numbers.plain(increase["n"]),
    )


def areas(view: View) -> None:
    """Areas one level down by each gain, per head or per workshop; nothing where fewer than two can be compared."""
    below = codes.below(view.area)
    if below in (None, "village"):
        return
    if not ranks.are_shown():
        st.caption(
            t("League tables are put away; the switch at the foot of the list of pages brings them back.")
        )
        return
    if len(_compared(view, GAINS[0], str(below))) < 2:
        return
    with st.grid(columns=4, min_column_width=270, gap="small"):
        for gain in GAINS:
            _areas(view, gain, str(below))


def _areas(view: View, gain: Gain, below: str) -> None:
    indicator = CATALOGUE[gain.compared]
    told = _compared(view, gain, below)
    shown = told.head(_MOST_ROWS)
    name = f"gain_{gain.key}_areas"
    last = t("bar: 95% interval") if gain.key == "trust" else numbers.unit_word(str(told["unit"].iloc[0]))
    subtitle = " · ".join(map(unbroken, [view.area_name, numbers.month(view.month), last]))
    if len(told) > len(shown):
        first = t("the first {shown} of {count}").format(shown=len(shown), count=len(told))
        subtitle = f"{subtitle} · {first}"
    with panel(name, _areas_title(gain, told), subtitle, help_=indicator.explain(), is_last=True):
        if told["value"].isna().all():
            st.caption(plain(_no_area(view, told)))
            return
        draw = interval_charts.areas if gain.key == "trust" else rankings.bars
        alt = t("Areas of {area} in order of {measure}").format(
            area=view.area_name, measure=t(gain.comparison)
        )
        chart.show(chart.remembered(draw, shown), key=f"{name}_chart", alt=alt, opens=True)
        twin.table(
            view,
            lambda: _table(told),
            key=name,
            title=t(gain.comparison),
            definition=indicator.explain(),
            of=(gain.compared,),
        )


def _no_area(view: View, told: pd.DataFrame) -> str:
    """Why no area can be compared: too few people behind every figure, or no figure at all."""
    month = numbers.month(view.month)
    if (told["status"] == "suppressed").any():
        return t("Too few people stand behind it in {month} to be shown.").format(month=month)
    return t("No figure for {month}: no ledger, or none that gives it.").format(month=month)


def _compared(view: View, gain: Gain, below: str) -> pd.DataFrame:
    def found() -> pd.DataFrame:
        told = view.answer(gain.compared, by=below)
        if gain.key == "collectives":
            told = per_workshop(told)
        if gain.key == "trust":
            told = with_interval(told)
        return ranked(told, None, "higher")

    return view.remembered(found, "gains compared", gain.key)


def _areas_title(gain: Gain, told: pd.DataFrame) -> str:
    known = told["value"].dropna()
    if known.empty:
        return t("{measure}: no area with a figure").format(measure=t(gain.comparison))
    if len(known) == 1:
        return t(gain.comparison)
    unit = str(told["unit"].iloc[0])
    low, high = numbers.bare(known.min(), unit), numbers.bare(known.max(), unit)
    return t("{measure}: {low} to {high}").format(measure=t(gain.comparison), low=low, high=high)
