"""Who stays: cohorts in colour, and how long the first spell lasts."""

from functools import reduce
from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import heat, survival, theme
from sharedwealth.choices import LINKAGES, STATUSES, WORKSHOP_TYPES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.cohorts import Step, retention
from sharedwealth.indicators.definition import WIDE
from sharedwealth.indicators.spells import ALL, NO_LINKAGE, Dimension, Survival
from sharedwealth.indicators.spells import survival as first_spells
from sharedwealth.places import codes
from sharedwealth.text import mark, t
from sharedwealth.ui import areas, cards, chart, choice, navigation, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel

STEPS: dict[Step, str] = {"quarter": mark("By quarter joined"), "month": mark("By month joined")}
DIMENSIONS: dict[Dimension, str] = {"type": mark("By type"), "linkage": mark("By linkage")}
_LINKAGE_COLOURS = (theme.MAIN, theme.SECOND, theme.LIGHT.types[2], theme.LIGHT.types[3])
_CAVEAT = mark(
    "Whoever stands in a county's first ledger may have been there before; who works in another county has left."
)


def is_told(view: View) -> bool:
    """Whether the page has figures for the area; for a town or a village it leads to the county."""
    if codes.level(view.area) in WIDE:
        return True
    st.caption(
        t(
            "Cohorts, spells and raises are kept for counties and above: a village has too few people for them."
        )
    )
    county = codes.up_to(view.area, "county")
    navigation.link(
        "stability", t("Show {name}").format(name=areas.name(view.warehouse, county)), area=county
    )
    return False


def cohorts(view: View, *, name: str) -> None:
    """The share of each cohort at work so many months after joining."""
    title = _cohorts_title(view)
    measure = t("Share at work by months after joining, per cent")
    with panel(name, title, about(view, measure), CATALOGUE["retention_12m"].explain()):
        step = choice.segmented("joined", t("Cohorts"), list(STEPS), lambda key: t(STEPS[key]))
        frame = view.told(retention, view.workshop_type, step)
        drawing = chart.remembered(heat.cohorts, frame, step=step)
        chart.show(drawing, key=f"{name}_chart", alt=title)
        st.caption(
            sentences(
                t(
                    "Beside each cohort stands how many joined. At work again after a break counts; of a month without"
                    " a county's ledger that county's people are left out."
                ),
                t(_CAVEAT),
            )
        )
        twin.table(
            view,
            lambda: _cohorts(frame),
            key=name,
            title=measure,
            definition=CATALOGUE["retention_12m"].explain(),
            caveat=t(_CAVEAT),
            of=("retention_12m",),
        )


def _cohorts_title(view: View) -> str:
    row = view.figure("retention_12m")
    if pd.isna(row["value"]):
        return t("Who is still at work, by when they joined")
    return t("{share} of those who joined a year ago are at work").format(share=numbers.percent(row["value"]))


def _cohorts(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Joined from"): frame["cohort"],
            t("Months after"): frame["after"],
            t("Joined, with a ledger"): frame["joined"],
            t("At work"): frame["at_work"],
            t("Share"): [numbers.percent(value) for value in frame["value"]],
            t("Status"): [word(STATUSES, status) for status in frame["status"]],
        }
    )


def median_card(view: View) -> dict[str, Any]:
    """The median length of the first spell, of the type that the page is narrowed to, as a card."""
    groups = view.told(first_spells, "type").groups
    row = groups[groups["key"] == (view.workshop_type or ALL)].iloc[0]
    label = t("First spell, median")
    told = [t("The length of the first unbroken time at work (Kaplan–Meier)."), t(_CAVEAT)]
    if row["status"] != "ok":
        value = "<10" if row["status"] == "suppressed" else word(STATUSES, "no_data")
    else:
        value = _months(row["median"])
        told.append(t("n = {count}").format(count=numbers.plain(row["people"])))
    return cards.plain(view, label, value, told)


def _months(value: float) -> str:
    return t("Not reached") if pd.isna(value) else numbers.with_unit(value, "months")


def spells(view: View, *, name: str) -> None:
    """Survival curves of the first spell, by type or by linkage."""
    of_all = view.of_all_types()  # the curves show every type; who joined in one is not split by linkage
    kept: Survival = view.told(first_spells, "type")
    title = _spells_title(kept)
    measure = t("Share still in the first unbroken time at work")
    with panel(name, title, about(of_all, measure), is_last=True):
        dimension = choice.segmented("spells", t("Curves"), list(DIMENSIONS), lambda key: t(DIMENSIONS[key]))
        told: Survival = view.told(first_spells, dimension)
        names = _names(told, dimension)
        drawing = chart.remembered(
            survival.curves,
            told.curves,
            told.at_risk,
            names,
            colours=_colours(list(names), dimension),
            whole=ALL,
            chosen=view.workshop_type,
        )
        chart.show(drawing, key=f"{name}_chart", alt=title)
        st.caption(_about_curves(told, dimension))
        twin.table(
            of_all,
            lambda: _points(told, names),
            key=name,
            title=measure,
            caveat=t(_CAVEAT),
            definition=_method(),
        )
        twin.table(
            of_all,
            lambda: _medians(told, dimension),
            key=f"{name}_medians",
            title=t("Median length of the first spell"),
            label=t("The medians"),
            caveat=t(_CAVEAT),
            definition=_method(),
        )


def sentences(*parts: str) -> str:
    """Sentences behind one another, as the language sets them."""
    return reduce(lambda one, two: t("{one} {two}").format(one=one, two=two), parts)


def _method() -> str:
    return t(
        "Kaplan–Meier of the first unbroken time in the county's ledgers, with 95% bands by log(−log). A missing ledger"
        " ends nothing. Months in which fewer than 10 ended or were last seen are told with those that follow."
    )


def _about_curves(told: Survival, dimension: Dimension) -> str:
    hidden = int((told.groups["status"] == "suppressed").sum())
    parts = [
        t(_CAVEAT),
        t(
            "A band that is not seen is thinner than its line; a slanting line crosses months in which few ended or"
            " were last seen."
        ),
    ]
    if dimension == "linkage":
        parts.append(
            t("Who began in a workshop with several linkages counts under each; a link is not a cause.")
        )
    if hidden:
        parts.append(t("Groups with too few people to be shown: {count}.").format(count=hidden))
    return sentences(*parts)


def _spells_title(told: Survival) -> str:
    row = told.groups.set_index("key").loc[ALL]
    if row["status"] != "ok":
        return t("How long the first time at work lasts")
    if pd.isna(row["median"]):
        return t("More than half of the first spells still go on")
    return t("Half of the first spells end within {months}").format(months=_months(row["median"]))


def group_name(dimension: str, key: str) -> str:
    """A type's or a linkage's word."""
    if key == ALL:
        return t("All people")
    if key == NO_LINKAGE:
        return t("No partnership")
    return word(WORKSHOP_TYPES if dimension == "type" else LINKAGES, key)


def _names(told: Survival, dimension: Dimension) -> dict[str, str]:
    """The groups that are drawn: the largest first, everybody last."""
    known = told.groups[(told.groups["status"] == "ok") & (told.groups["key"] != ALL)]
    keys = known.sort_values(["people", "key"], ascending=[False, True])["key"].tolist()
    return {key: group_name(dimension, key) for key in [*keys, ALL]}


def _colours(keys: list[str], dimension: Dimension) -> dict[str, str]:
    if dimension == "type":
        return dict(theme.TYPES)
    return {key: _LINKAGE_COLOURS[min(at, 3)] for at, key in enumerate(keys)}


def _points(told: Survival, names: dict[str, str]) -> pd.DataFrame:
    frame = told.curves[told.curves["key"].isin(list(names))].merge(told.at_risk, how="left")
    return pd.DataFrame(
        {
            t("Group"): frame["key"].map(names),
            t("Months after"): frame["after"],
            t("Share"): [numbers.percent(value) for value in frame["share"]],
            t("Band from"): [numbers.percent(value) for value in frame["low"]],
            t("Band to"): [numbers.percent(value) for value in frame["high"]],
            t("Number at risk"): frame["people"],
        }
    )


def _medians(told: Survival, dimension: Dimension) -> pd.DataFrame:
    frame = told.groups
    return pd.DataFrame(
        {
            t("Group"): [group_name(dimension, key) for key in frame["key"]],
            t("People"): frame["people"],
            t("Median"): [_cell(row["median"], row) for row in frame.to_dict("records")],
            t("95% from"): [_cell(row["median_low"], row) for row in frame.to_dict("records")],
            t("95% to"): [_cell(row["median_high"], row) for row in frame.to_dict("records")],
            t("Status"): [word(STATUSES, status) for status in frame["status"]],
        }
    )


def _cell(value: float, row: dict[Any, Any]) -> str:
    return _months(value) if row["status"] == "ok" else numbers.MISSING
