"""Training: sessions held and attendances, month by month."""

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.charts import training as charts
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.training_months import training
from sharedwealth.text import t
from sharedwealth.ui import chart, store, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel


def show(view: View, *, name: str) -> None:
    """Attendances and sessions, a gap where no ledger came; of every level, as workshops state them."""
    last = view.warehouse.last_month
    course = store.told(training, view.warehouse, view.area, last, view.workshop_type)
    course = course[course["month"] <= months.write(view.month)]
    title, indicator = _title(course.iloc[-1]), CATALOGUE["people_trained"]
    measure = t("Training sessions and attendances")
    with panel(name, title, about(view, measure), help_=indicator.explain(), is_last=True):
        chart.show(chart.remembered(charts.training, course), key=f"{name}_chart", alt=title)
        st.caption(_rate(course.iloc[-1]))
        st.caption(indicator.caution())
        twin.table(
            view,
            lambda: _table(course),
            key=name,
            title=measure,
            definition=indicator.explain(),
            of=("training_sessions", "people_trained"),
        )


def _title(now: "pd.Series") -> str:
    if pd.isna(now["sessions"]):
        return t("Training sessions and attendances")
    sessions = numbers.with_unit(now["sessions"], "sessions")
    if pd.isna(now["attendances"]):
        return t("Training: {sessions} in the month").format(sessions=sessions)
    return t("Training: {attendances} in {sessions} in the month").format(
        attendances=numbers.with_unit(now["attendances"], "attendances"), sessions=sessions
    )


def _rate(now: "pd.Series") -> str:
    """Attendances beside the people at work, both numbers said; or why there is no such figure."""
    if now["attendances"] == 0:
        return t("No training was held in the month.")
    if now["status"] == "suppressed" or (pd.isna(now["per_worker"]) and now["status"] != "no_data"):
        return t("Too few people are concerned to tell attendances beside people at work.")
    if pd.isna(now["per_worker"]):
        return t("Without a ledger of the month there is no attendance to tell.")
    return t(
        "{attendances} and {people} at work in the workshops that gave the figure: {rate} for every 100."
    ).format(
        attendances=numbers.with_unit(now["attendances"], "attendances"),
        people=numbers.with_unit(now["people"], "people"),
        rate=numbers.plain(now["per_worker"] * 100, 1),
    )


def _table(course: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Month"): course["month"].to_numpy(),
            t("Training sessions"): course["sessions"].astype("Int64").to_numpy(),
            t("Workshops that gave it"): course["workshops"].astype("Int64").to_numpy(),
            t("Training attendances"): course["attendances"].astype("Int64").to_numpy(),
            t("People at work there"): course["people"].astype("Int64").to_numpy(),
            t("Attendances per 100 at work"): (course["per_worker"] * 100).round(1).to_numpy(),
            t("Counties reported"): course["counties_reported"].to_numpy(),
            t("Status"): [word(STATUSES, str(each)) for each in course["status"]],
        }
    )
