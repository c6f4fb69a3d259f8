"""Who works: so far and now, joining, returning and leaving, age and sex."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import flows, trends
from sharedwealth.charts import people as charts
from sharedwealth.choices import SEXES, STATUSES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.people import pyramid
from sharedwealth.places import codes
from sharedwealth.text import t
from sharedwealth.ui import areas, chart, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel


def is_wide(view: View) -> bool:
    """Comings and goings, ages, households and journeys are kept for counties and above."""
    return codes.level(view.area) in ("province", "city", "county")


def so_far_and_now(view: View, *, name: str) -> None:
    """People employed since the start and people at work in the month: never to be mistaken for each other."""
    ever = view.course("people_employed_cumulative")
    now = view.course("people_at_work")
    title = _both_title(ever, now)
    names = (CATALOGUE["people_employed_cumulative"].short_title(), CATALOGUE["people_at_work"].short_title())
    with panel(name, title, about(view, t("People employed so far and people at work")), is_last=True):
        chart.show(chart.remembered(trends.two_lines, ever, now, names), key=f"{name}_chart", alt=title)
        both = pd.concat([ever.assign(measure=names[0]), now.assign(measure=names[1])], ignore_index=True)
        twin.answer(
            view,
            both,
            key=name,
            title=title,
            caveat=CATALOGUE["people_employed_cumulative"].caution(),
            of=("people_employed_cumulative", "people_at_work"),
        )


def _both_title(ever: pd.DataFrame, now: pd.DataFrame) -> str:
    """Both figures, and no quotient: they do not have the same base."""
    if pd.isna(ever["value"].iloc[-1]) or pd.isna(now["value"].iloc[-1]):
        return t("People employed so far and people at work")
    return t("{ever} employed since the start, {now} at work in the month").format(
        ever=numbers.with_unit(ever["value"].iloc[-1], "people"),
        now=numbers.with_unit(now["value"].iloc[-1], "people"),
    )


def wide_only(view: View) -> None:
    """Below a county, what the page does not show, and the county that it would be shown for."""
    if is_wide(view):
        return
    county = areas.name(view.warehouse, codes.up_to(view.area, "county"))
    st.caption(
        t(
            "Joining and leaving, ages, households and the way to work are kept for counties and above; choose "
            "{county} to see them."
        ).format(county=county)
    )


def joining_and_leaving(view: View, *, name: str) -> None:
    """Who joined for the first time and who came back up, who left down, the difference as a line."""
    if not is_wide(view):
        return
    view = view.of_all_types()  # who leaves a type may work on in another; only leaving altogether is told
    keys = ("joiners", "returners", "leavers")
    courses = [view.course(key) for key in keys]
    title = _flows_title([frame["value"].iloc[-1] for frame in courses])
    with panel(name, title, about(view, t("People joining and leaving, all types")), is_last=True):
        chart.show(chart.remembered(flows.flows, *courses), key=f"{name}_chart", alt=title)
        st.caption(_since_when(view))
        if any((frame["status"] == "suppressed").any() for frame in courses):
            st.caption(
                t("Months in which fewer than ten joined, returned or left are not shown, or not in full.")
            )
        parts = [
            frame.assign(measure=CATALOGUE[key].short_title())
            for key, frame in zip(keys, courses, strict=True)
        ]
        both = pd.concat([*parts, _net(*courses)], ignore_index=True)
        twin.answer(view, both, key=name, title=title, caveat=CATALOGUE["leavers"].caution(), of=keys)


def _flows_title(now: list[float]) -> str:
    if any(pd.isna(each) for each in now):
        return t("Joining, returning and leaving")
    joined, returned, left = (numbers.with_unit(each, "people") for each in now)
    return t("{joined} joined for the first time, {returned} returned, {left} left").format(
        joined=joined, returned=returned, left=left
    )


def _since_when(view: View) -> str:
    """Why the first month has no bar."""
    if view.month == view.warehouse.first_month:
        return t(
            "This is the first month with ledgers: everybody in them is new, and nobody can have left yet."
        )
    return t(
        "Joined: never in the county's ledgers before. Returned: in an earlier ledger, but not in the last. Left: in "
        "the last ledger and not in this one; of a county's first ledger nobody can tell."
    )


def _net(new: pd.DataFrame, back: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    """What came less what went, where all three are told."""
    net = new["value"] + back["value"] - left["value"]
    status = new["status"].where(net.notna(), "no_data")
    for frame in (new, back, left):
        status = status.mask(frame["status"] == "suppressed", "suppressed")
    blank = dict.fromkeys(("numerator", "denominator", "n", "median", "q1", "q3"), float("nan"))
    return new.assign(value=net, status=status, measure=t("Difference"), **blank)


def ages(view: View, *, name: str) -> None:
    """The age–sex pyramid of people at work."""
    if not is_wide(view):
        return
    frame = view.told(pyramid, view.workshop_type)
    title = _ages_title(frame)
    with panel(name, title, about(view, t("People at work by age and sex")), is_last=True):
        chart.show(chart.remembered(charts.pyramid, frame), key=f"{name}_chart", alt=title)
        heading = t("People at work by age and sex")
        twin.table(view, lambda: _ages(frame), key=name, title=heading, of=("people_at_work",))


def _ages_title(frame: pd.DataFrame) -> str:
    people = frame["people"].sum()
    if not people:
        return t("People at work by age and sex")
    women = frame.loc[frame["sex"] == "F", "people"].sum() / people
    older = frame.loc[frame["age_band"].isin(["50-59", "60-69", "70+"]), "people"].sum() / people
    return t("{women} are women, {older} are fifty or older").format(
        women=numbers.percent(women), older=numbers.percent(older)
    )


def _ages(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Age"): frame["age_band"],
            t("Sex"): [word(SEXES, sex) for sex in frame["sex"]],
            t("People"): frame["people"],
            t("Status"): [word(STATUSES, status) for status in frame["status"]],
        }
    )
