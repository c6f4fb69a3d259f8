"""How the monthly increase is spread: the whole, low-income people beside others, areas, and over time."""

from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.charts import distributions as charts
from sharedwealth.charts import rows, trends
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.distributions import increase_histogram, quantiles_over_time
from sharedwealth.places import codes
from sharedwealth.text import t
from sharedwealth.ui import areas, chart, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel
from sharedwealth.ui.pieces.income_words import accuracy, untold

_HEAD = 60  # pixels over and under the rows of the areas
WIDTH = 100
"""Yuan in a step of the histogram."""


def is_wide(view: View) -> bool:
    """Distributions are kept for counties and above."""
    return codes.level(view.area) in ("province", "city", "county")


def distribution(view: View, *, name: str) -> None:
    """The histogram of all workers with a known income before and after."""
    indicator, row = CATALOGUE["income_increase"], view.figure("income_increase")
    with panel(
        name, _spread_title(row), about(view, indicator.title()), help_=indicator.explain(), is_last=True
    ):
        if not is_wide(view):
            st.caption(t("The distribution is kept for counties and above; choose the county to see it."))
            return
        if reason := untold(view, row):
            st.caption(reason)
            return
        frame = view.told(increase_histogram, view.workshop_type, WIDTH)
        figure = chart.remembered(
            charts.histogram,
            frame.dropna(subset=["people"]),
            mean=float(row["value"]),
            median=float(row["median"]),
            q1=float(row["q1"]),
            q3=float(row["q3"]),
            n=0 if pd.isna(row["n"]) else int(row["n"]),
        )
        chart.show(figure, key=f"{name}_chart", alt=_spread_title(row), height=400)
        st.caption(_left_out(view, row))
        st.caption(accuracy())
        twin.table(
            view,
            lambda: _bins(frame),
            key=name,
            title=indicator.title(),
            definition=indicator.explain(),
            of=(indicator.key,),
        )


def _spread_title(row: "pd.Series[Any]") -> str:
    """Half of the workers gain more than the median: what the mean alone hides."""
    if pd.isna(row["median"]):
        return t("Monthly increase in income")
    return t("Half gain more than {median}; the mean is {mean}").format(
        median=numbers.with_unit(row["median"], "yuan_month"),
        mean=numbers.with_unit(row["value"], "yuan_month"),
    )


def _left_out(view: View, row: "pd.Series[Any]") -> str:
    """How many of those at work are not in the figures, for want of an income before joining."""
    at_work = view.figure("people_at_work")["value"]
    if pd.isna(at_work) or pd.isna(row["n"]):
        return ""
    return t(
        "{known} of {all} people at work have a known income before joining; {missing} are left out."
    ).format(
        known=numbers.plain(row["n"]), all=numbers.plain(at_work), missing=numbers.plain(at_work - row["n"])
    )


def _bins(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("From (yuan a month)"): frame["bin"],
            t("To below"): frame["bin"] + WIDTH,
            t("People"): frame["people"],
            t("Low-income people"): frame["low_income_people"],
            t("Others"): frame["other_people"],
        }
    )


def groups(view: View, *, name: str) -> None:
    """Low-income people and others on one scale."""
    if not is_wide(view):
        return
    low, others = view.figure("low_income_income_increase"), view.figure("other_income_increase")
    frame = view.told(increase_histogram, view.workshop_type, WIDTH)
    about_both = about(view, t("Monthly increase of low-income people and others"))
    with panel(name, _groups_title(low, others), about_both, is_last=True):
        if reason := untold(view, view.figure("income_increase")) or _hidden(view, low, others):
            st.caption(reason)
            return
        figure = chart.remembered(
            charts.side_by_side,
            _spread(t("Low-income people"), frame, "low_income_people", low),
            _spread(t("Others"), frame, "other_people", others),
        )
        chart.show(figure, key=f"{name}_chart", alt=_groups_title(low, others))
        st.caption(accuracy())
        both = pd.concat([low.to_frame().T, others.to_frame().T], ignore_index=True)
        both["group"] = [t("Low-income people"), t("Others")]
        heading = t("Monthly increase of low-income people and others")
        keys = ("low_income_income_increase", "other_income_increase")
        twin.answer(view, both, key=name, title=heading, of=keys)


def _hidden(view: View, *rows: "pd.Series[Any]") -> str:
    """Why two groups are not shown where either is of few people; a group of nobody is the figure's to say."""
    return next((untold(view, row) for row in rows if row["status"] == "suppressed"), "")


def _spread(label: str, frame: pd.DataFrame, column: str, row: "pd.Series[Any]") -> charts.Spread:
    bins = frame[["bin", column]].rename(columns={column: "people"}).dropna()
    n = 0 if pd.isna(row["n"]) or pd.isna(row["value"]) else int(row["n"])
    return charts.Spread(
        label, bins, float(row["value"]), float(row["median"]), float(row["q1"]), float(row["q3"]), n
    )


def _groups_title(low: "pd.Series[Any]", others: "pd.Series[Any]") -> str:
    gap = low["median"] - others["median"]
    if pd.isna(gap):
        return t("Low-income people and others")
    if round(gap) == 0:
        return t("Low-income people gain as much as others in the median")
    figure = numbers.with_unit(abs(gap), "yuan_month")
    if gap < 0:
        return t("Low-income people gain {gap} less than others in the median").format(gap=figure)
    return t("Low-income people gain {gap} more than others in the median").format(gap=figure)


def over_time(view: View, *, name: str) -> None:
    """Median, mean, middle half and middle four fifths, month by month."""
    indicator = CATALOGUE["income_increase"]
    if not is_wide(view):
        return
    course = view.told(quantiles_over_time, view.workshop_type)
    course["unit"] = "yuan_month"
    with panel(name, _course_title(course), about(view, indicator.title()), is_last=True):
        if course["median"].isna().all():
            st.caption(untold(view, view.figure("income_increase")))
            return
        drawing = chart.remembered(trends.fan, course)
        chart.show(
            drawing, key=f"{name}_chart", alt=_course_title(course), height=_as_high(view, drawing.height)
        )
        st.caption(_behind(course))
        twin.table(
            view,
            lambda: _course(course),
            key=name,
            title=indicator.title(),
            definition=indicator.explain(),
            of=(indicator.key,),
        )


def _as_high(view: View, least: int) -> int:
    """As high as the areas beside it are many, so that neither panel is half empty."""
    below = codes.below(view.area)
    beside = len(areas.inside(view.warehouse, view.area, below)) if below and below != "village" else 0
    return min(2 * least, max(least, rows.ROW * beside + _HEAD))


def _course_title(course: pd.DataFrame) -> str:
    known = course.dropna(subset=["median"])
    if len(known) < 2:
        return t("Monthly increase over time")
    first, last = known.iloc[0], known.iloc[-1]
    return t("The median went from {first} ({since}) to {last}").format(
        first=numbers.plain(first["median"]),
        since=numbers.month(months.parse(first["month"])),
        last=numbers.with_unit(last["median"], "yuan_month"),
    )


def _behind(course: pd.DataFrame) -> str:
    """The n of the first and the last month that are told, and how exact the lines are."""
    known = course.dropna(subset=["n", "median"])
    first, last = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return f"{t('n = {count}').format(count=numbers.plain(last['n']))} · {accuracy()}"
    return t("n = {first_n} in {first}, {last_n} in {last}. {accuracy}").format(
        first_n=numbers.plain(first["n"]),
        first=numbers.month(months.parse(first["month"])),
        last_n=numbers.plain(last["n"]),
        last=numbers.month(months.parse(last["month"])),
        accuracy=accuracy(),
    )


def _course(course: pd.DataFrame) -> pd.DataFrame:
    headings = {
        "month": t("Month"), "p10": t("10th percentile"), "q1": t("Lower quartile"), "median": t("Median"),
        "q3": t("Upper quartile"), "p90": t("90th percentile"), "mean": t("Mean"), "n": "n",
    }  # fmt: skip
    return course[list(headings)].round(0).rename(columns=headings)
