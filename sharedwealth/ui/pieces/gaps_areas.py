"""Gaps between areas: whether counties draw together, mountainous counties beside the rest, town and country."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.charts import convergence as charts
from sharedwealth.charts import trends
from sharedwealth.indicators import convergence, mountains
from sharedwealth.indicators.convergence import Fit
from sharedwealth.places import codes
from sharedwealth.text import t
from sharedwealth.ui import chart, ranks, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain

_MEASURES = ("wage", "increase")


def has_counties(view: View) -> bool:
    """Whether there are counties inside to compare."""
    return codes.level(view.area) in ("province", "city")


def only_wider() -> None:
    """What stands in place of comparisons of counties where there are none."""
    st.caption(t("Counties are compared with one another in a city or the province; choose one above."))


def _courses(view: View) -> pd.DataFrame:
    found: pd.DataFrame = view.told(convergence.county_courses, view.workshop_type)
    return found


def dispersion(view: View, *, name: str) -> None:
    """How far counties' mean wages and mean increases lie apart, month by month."""
    told = view.remembered(lambda: convergence.dispersion(_courses(view)), "dispersion")
    names = {"wage": t("Mean wage"), "increase": t("Mean increase")}
    lines = [_line(told, measure) for measure in _MEASURES]
    title = _dispersion_title(told)
    definition = t(
        "Coefficient of variation: standard deviation of the counties' means over their mean; each county weighs "
        "alike, whatever its size. Only counties that reported the month with enough people; the set may change "
        "by month."
    )
    measure = t("Coefficient of variation between counties")
    with panel(name, title, about(view, measure), help_=definition, is_last=True):
        if told[["wage", "increase"]].isna().all(axis=None):
            sentence = t(
                "Fewer than {least} counties have a figure in a month, so nothing is said of their spread."
            )
            st.caption(sentence.format(least=convergence.LEAST_COUNTIES))
            return
        drawing = chart.remembered(trends.two_lines, *lines, tuple(names.values()))
        chart.show(drawing, key=f"{name}_chart", alt=title)
        _both_means(view)
        twin.table(
            view,
            lambda: _dispersion_table(told),
            key=name,
            title=measure,
            definition=definition,
            of=("income_increase",),
        )


def _line(told: pd.DataFrame, measure: str) -> pd.DataFrame:
    frame = pd.DataFrame({"month": told["month"], "value": told[measure], "n": told["counties"]})
    return frame.assign(unit="share", status=np.where(frame["value"].isna(), "no_data", "ok"))


def _dispersion_title(told: pd.DataFrame) -> str:
    known = told.dropna(subset=["wage"])
    if len(known) < 2:
        return t("How far counties lie apart")
    first, last = known.iloc[0], known.iloc[-1]
    figures = {
        "before": numbers.percent(first["wage"]),
        "since": numbers.month(months.parse(first["month"])),
        "now": numbers.percent(last["wage"]),
    }
    if last["wage"] < first["wage"]:
        return t("Wages of counties have drawn together: {before} ({since}) to {now}").format(**figures)
    return t("Wages of counties have not drawn together: {before} ({since}) to {now}").format(**figures)


def _both_means(view: View) -> None:
    """The mean over people and the mean of counties' means; said loudly where they differ by over 5%."""
    found = convergence.means(_courses(view), months.write(view.month))
    if found is None:
        st.caption(t("No county has a figure for {month}.").format(month=numbers.month(view.month)))
        return
    figures = {
        "weighted": numbers.plain(found.weighted),
        "of_means": numbers.plain(found.of_means),
        "n": numbers.plain(found.n),
        "counties": numbers.plain(found.counties),
    }
    if found.is_flagged:
        sentence = t(
            "Take care: the mean increase is {weighted} yuan over people (n = {n}) but {of_means} yuan as a mean "
            "of the means of {counties} counties, over 5% apart."
        )
        st.markdown(f":orange-badge[▲] **{plain(sentence.format(**figures))}**")
        return
    sentence = t(
        "Mean increase over people {weighted} yuan (n = {n}), mean of the means of {counties} counties "
        "{of_means} yuan: within 5%."
    )
    st.caption(plain(sentence.format(**figures)))


def _dispersion_table(told: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Month"): told["month"],
            t("Counties"): told["counties"],
            t("Mean wage, coefficient of variation (%)"): (told["wage"] * 100).round(2),
            t("Mean increase, coefficient of variation (%)"): (told["increase"] * 100).round(2),
        }
    )


def catching_up(view: View, *, name: str) -> None:
    """Growth of counties' mean wages against their level a year ago, with the line through them."""
    fit = view.remembered(lambda: convergence.beta(_courses(view), view.month), "beta")
    title = _fit_title(fit)
    with panel(
        name,
        title,
        about(view, t("Growth of the mean wage against its level")),
        help_=_method(),
        is_last=True,
    ):
        if fit is None:
            sentence = t(
                "At least {least} counties with wages half a year apart are needed to say whether those "
                "behind catch up."
            )
            st.caption(sentence.format(least=convergence.LEAST_COUNTIES))
            return
        on_list = view.told(_listed)
        points = fit.points.assign(is_marked=fit.points["area"].isin(on_list))
        starts = np.linspace(points["start"].min(), points["start"].max(), 30)
        line = pd.DataFrame({"start": starts, "growth": fit.growth(starts)})
        drawing = chart.remembered(charts.scatter, points, line)
        chart.show(drawing, key=f"{name}_chart", alt=title, opens=True)
        st.caption(plain(_fitted(fit)))
        twin.table(
            view,
            lambda: _points_table(fit),
            key=name,
            title=title,
            definition=_method(),
            of=("income_increase",),
        )


def _listed(warehouse: Any, area: str, month: Any) -> set[str]:  # noqa: ANN401, ARG001  as `told` asks
    return mountains.listed(warehouse, month)


def _method() -> str:
    return t(
        "Least squares of the yearly growth of a county's mean wage on the logarithm of the wage at the start; each "
        "county weighs alike. Wages of workers with both incomes known."
    )


def _fit_title(fit: Fit | None) -> str:
    if fit is None:
        return t("Do counties with low wages catch up?")
    if fit.high < 0:
        return t("Counties that paid less have grown faster")
    if fit.low > 0:
        return t("Counties that paid more have grown faster")
    return t("No catching up that chance would not explain")


def _fitted(fit: Fit) -> str:
    sentence = t(
        "{since} to {until}: slope {slope} (95% interval {low} to {high}), R² {r}, n = {n} counties. What is low "
        "by chance at the start rises by itself later, so a falling line may overstate catching up; it says nothing of "
        "causes."
    )
    return sentence.format(
        since=fit.since,
        until=fit.until,
        slope=numbers.plain(fit.slope, 3),
        low=numbers.plain(fit.low, 3),
        high=numbers.plain(fit.high, 3),
        r=numbers.plain(fit.r_squared, 2),
        n=numbers.plain(fit.n),
    )


def _points_table(fit: Fit) -> pd.DataFrame:
    points = fit.points.sort_values("area" if not ranks.are_shown() else "growth")
    return pd.DataFrame(
        {
            t("County"): points["area_name"],
            t("Code"): points["area"],
            t("Mean wage {month} (yuan a month)").format(month=fit.since): points["start"].round(0),
            t("Mean wage {month} (yuan a month)").format(month=fit.until): points["end"].round(0),
            t("Growth a year (%)"): (points["growth"] * 100).round(1),
            "n": points["n"],
        }
    )
