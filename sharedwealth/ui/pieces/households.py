"""Low-income people and low-income households side by side: each with its own whole, and never added up."""

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.charts import trends
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators import households as measures
from sharedwealth.text import t
from sharedwealth.ui import chart, store, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel
from sharedwealth.ui.pieces.employment import is_wide

_PEOPLE = ("low_income_people_at_work", "people_at_work", "low_income_people_employed_cumulative",
           "people_employed_cumulative")  # fmt: skip
_HOUSEHOLDS = ("low_income_households_at_work", "households_at_work", "low_income_households_ever",
               "households_ever")  # fmt: skip


def show(view: View, *, name: str) -> None:
    """Two panels: persons, and households; of all types, as a household may work in several."""
    if not is_wide(view):
        return
    view = view.of_all_types()
    households = _courses(view)
    left, right = st.columns(2, gap="small")
    with left:
        _people(view, name=f"{name}_people")
    with right:
        _of_households(view, households, name=f"{name}_households")


def _courses(view: View) -> dict[str, pd.DataFrame]:
    """Each measure by month up to this view's; asked once for all months of the snapshot."""
    last = view.warehouse.last_month
    told = store.told(measures.households, view.warehouse, view.area, last)
    return {key: frame[frame["month"] <= months.write(view.month)] for key, frame in told.items()}


def _people(view: View, *, name: str) -> None:
    low, all_, ever, ever_all = (view.course(key) for key in _PEOPLE)
    titles = {key: CATALOGUE[key].title() for key in _PEOPLE}
    figures, title = _figures(low, ever), t("Low-income people")
    if figures:
        title = t("Low-income people: {now} at work in the month, {ever} since the start").format(
            now=figures[0], ever=figures[1]
        )
    with panel(name, title, about(view, t("Low-income people, persons of all types")), is_last=True):
        _drawn(low, ever, title, name)
        st.caption(_share(low, all_, t("of all people at work")))
        st.caption(_share(ever, ever_all, t("of all people employed since the start")))
        st.caption(t("A person counts once in a county, and as low-income if so when first seen there."))
        frames = dict(zip(titles, (low, all_, ever, ever_all), strict=True))
        twin.answer(view, _together(frames, titles), key=name, title=title, caveat=_never_added(), of=_PEOPLE)


def _of_households(view: View, courses: dict[str, pd.DataFrame], *, name: str) -> None:
    low, all_, ever, ever_all = (courses[key] for key in _HOUSEHOLDS)
    titles = {key: measures.MEASURES[key].title() for key in _HOUSEHOLDS}
    figures, title = _figures(low, ever), t("Low-income households")
    if figures:
        title = t(
            "Low-income households: {now} with somebody at work in the month, {ever} since the start"
        ).format(now=figures[0], ever=figures[1])
    with panel(name, title, about(view, t("Low-income households, all types")), is_last=True):
        _drawn(low, ever, title, name)
        st.caption(_share(low, all_, t("of all households with somebody at work")))
        st.caption(_share(ever, ever_all, t("of all households since the start")))
        nameless = _nameless(courses["low_income_people_without_household"])
        st.caption(nameless)
        twin.answer(
            view,
            _together({key: courses[key] for key in _HOUSEHOLDS}, titles),
            key=name,
            title=title,
            caveat=t("{one} {two}").format(one=_never_added(), two=nameless),
        )


def _never_added() -> str:
    return t(
        "Persons and households are never added up: a household counts once however many of its people work."
    )


def _figures(now: pd.DataFrame, ever: pd.DataFrame) -> tuple[str, str] | None:
    """The month's figure and the one since the start, each with its unit; None where either is not told."""
    rows = now.iloc[-1], ever.iloc[-1]
    if any(pd.isna(row["value"]) for row in rows):
        return None
    here, before = (numbers.with_unit(row["value"], row["unit"]) for row in rows)
    return here, before


def _drawn(now: pd.DataFrame, ever: pd.DataFrame, title: str, name: str) -> None:
    names = (t("Since the start"), t("At work in the month"))
    chart.show(chart.remembered(trends.two_lines, ever, now, names), key=f"{name}_chart", alt=title)


def _share(part: pd.DataFrame, whole: pd.DataFrame, of: str) -> str:
    """9.7%: 31,827 of 329,336, of all people at work; or why there is none."""
    here, all_ = part.iloc[-1], whole.iloc[-1]
    if "suppressed" in (here["status"], all_["status"]):
        return t("Fewer than ten are concerned, so no share {of} is shown.").format(of=of)
    if pd.isna(here["value"]) or pd.isna(all_["value"]) or not all_["value"]:
        return t("Without a ledger of the month there is no share {of}.").format(of=of)
    return t("{share} {of}: {part} of {whole}").format(
        share=numbers.percent(here["value"] / all_["value"]),
        of=of,
        part=numbers.plain(here["value"]),
        whole=numbers.plain(all_["value"]),
    )


def _nameless(course: pd.DataFrame) -> str:
    """How many low-income people are in no household, for want of its number."""
    row = course.iloc[-1]
    if row["status"] == "suppressed":
        return t(
            "Of fewer than ten low-income people, or of all but fewer than ten, the ledgers name no household."
        )
    if pd.isna(row["value"]):
        return t("Without a ledger of the month nobody knows how many have no household number.")
    if not row["value"]:
        return t("The ledgers of the month name the household of every low-income person.")
    return t(
        "{people} low-income people are left out here, as the ledgers name no household of theirs."
    ).format(people=numbers.plain(row["value"]))


def _together(frames: dict[str, pd.DataFrame], titles: dict[str, str]) -> pd.DataFrame:
    return pd.concat([frame.assign(measure=titles[key]) for key, frame in frames.items()], ignore_index=True)
