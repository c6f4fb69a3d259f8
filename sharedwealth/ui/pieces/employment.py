"""Who works: so far and now, joining and leaving, age and sex."""

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import people as charts
from sharedwealth.charts import trends
from sharedwealth.choices import SEXES, STATUSES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.people import pyramid
from sharedwealth.places import codes
from sharedwealth.text import t
from sharedwealth.ui import chart, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel


def so_far_and_now(view: View, *, name: str) -> None:
    """People employed since the start and people at work in the month: never to be mistaken for each other."""
    ever = view.course("people_employed_cumulative")
    now = view.course("people_at_work")
    title = _both_title(ever, now)
    names = (CATALOGUE["people_employed_cumulative"].short_title(), CATALOGUE["people_at_work"].short_title())
    with panel(name, title, about(view, t("People employed so far and people at work"))):
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


def joining_and_leaving(view: View, *, name: str) -> None:
    """Who came (for the first time or back) up, who left down, the difference as a line."""
    if codes.level(view.area) not in CATALOGUE["joiners"].levels:
        return
    view = view.of_all_types()  # who leaves a type may work on in another; only leaving altogether is told
    new, back = view.course("joiners"), view.course("returners")
    left = view.course("leavers")
    joined = new.assign(value=new["value"] + back["value"])
    net = joined["value"].iloc[-1] - left["value"].iloc[-1]
    title = t("Joining and leaving")
    if pd.notna(net):
        title = t("{joined} joined or returned and {left} left in the month").format(
            joined=numbers.with_unit(joined["value"].iloc[-1], "people"),
            left=numbers.with_unit(left["value"].iloc[-1], "people"),
        )
    with panel(name, title, about(view, t("People joining and leaving, all types"))):
        chart.show(chart.remembered(trends.flows, joined, left), key=f"{name}_chart", alt=title)
        named = [("joiners", new), ("returners", back), ("leavers", left)]
        both = pd.concat(
            [frame.assign(measure=CATALOGUE[key].short_title()) for key, frame in named], ignore_index=True
        )
        caveat = CATALOGUE["leavers"].caution()
        twin.answer(view, both, key=name, title=title, caveat=caveat, of=tuple(key for key, _ in named))


def ages(view: View, *, name: str) -> None:
    """The age–sex pyramid of people at work."""
    if codes.level(view.area) not in ("province", "city", "county"):
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
