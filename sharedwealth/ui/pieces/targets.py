"""Targets: every one with where it stands, and the forecast of the one that is chosen."""

from datetime import date

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.charts import forecasts as charts
from sharedwealth.charts.growth import Target
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.forecasts import HORIZON, LEAST_STEPS
from sharedwealth.indicators.target_list import Aim, Standing, aims, targets_headline
from sharedwealth.text import mark, t, tn, tp
from sharedwealth.ui import address, chart, store, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.warehouse.connection import Warehouse

STANDINGS: dict[Standing, str] = {
    "reached": mark("● Reached"),
    "on_time": mark("◐ Likely in time"),
    "uncertain": mark("◔ In time or late"),
    "late": mark("▲ Likely too late"),
    "missed": mark("▲ Past due, not reached"),
    "open": mark("◐ Under way"),
    "no_trend": mark("▲ No trend towards it"),
    "unknown": mark("○ Cannot be told"),
}
"""Never by colour alone: a shape and a word."""
_BEFORE, _AHEAD = 24, 6  # months that are drawn up to now, and after the target is likely reached
_MOST_AHEAD = 60
_CHOICE = "choice_target"


def headline(warehouse: Warehouse, area: str, month: date) -> str:
    """How many targets there are and how they stand."""
    return targets_headline(warehouse, area, month, store.answer)


def listed(view: View, *, name: str) -> list[Aim]:
    """The table of all targets of the area and inside it."""
    found = view.remembered(lambda: aims(view.warehouse, view.area, view.month, store.answer), "aims")
    title = t("Targets, progress and forecast")
    definition = t(
        "Pace: the mean change a month over the last twelve months at most. Needed: what each month until it is due "
        "must bring. Forecast: the month in which it would be reached if the last months went on, with an 80% interval."
    )
    subtitle = about(view.of_all_types(), t("All targets here and inside"))
    with panel(name, title, subtitle, help_=definition):
        if not found:
            st.caption(
                t(
                    "No target is set for this area or a place inside it. "
                    "The operator's register may set one (targets.csv)."
                )
            )
            return found
        twin.open_table(
            view.of_all_types(),
            _table(found),
            key=name,
            title=title,
            definition=definition,
            right=[t("Target"), t("Value"), t("Progress"), t("Pace"), t("Needed")],
            left_out=[t("Source")],
        )
    return found


def _table(found: list[Aim]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Area"): [aim.area_name for aim in found],
            t("Target for"): [aim.title for aim in found],
            t("Target"): [figure(aim.target, aim.unit) for aim in found],
            t("By"): [f"{aim.due:%Y-%m}" if aim.due else t("not said") for aim in found],
            t("Value"): [numbers.bare(aim.now, aim.unit) for aim in found],
            t("Progress"): [numbers.percent(aim.progress) for aim in found],
            tp("target", "Standing"): [t(STANDINGS[aim.standing]) for aim in found],
            t("Forecast (80%)"): [span(aim) for aim in found],
            t("Pace"): [
                _pace(aim.forecast.drift if aim.forecast else float("nan"), aim.unit) for aim in found
            ],
            t("Needed"): [_pace(aim.pace_needed, aim.unit) for aim in found],
            t("Source"): [aim.source for aim in found],
        }
    )


def figure(value: float, unit: str, *, with_word: bool = False) -> str:
    """A target as people say it: 100%, not 100.0%."""
    if unit == "share" and round(value * 100, 6).is_integer():
        return numbers.percent(value, 0)
    return numbers.with_unit(value, unit) if with_word else numbers.bare(value, unit)


def _pace(step: float, unit: str) -> str:
    """A month's change: whole workshops with one decimal, rates in percentage points with two."""
    if pd.isna(step):
        return numbers.MISSING
    sign = "+" if step > 0 else "−" if step < 0 else "±"
    if unit == "share":
        return t("{points} points").format(points=f"{sign}{numbers.plain(abs(step) * 100, 2)}")
    return f"{sign}{numbers.plain(abs(step), 3 if unit == 'index' else 1)}"


def span(aim: Aim) -> str:
    """The months in which it would be reached: from the interval's early end to its late one."""
    found = aim.forecast
    if found is None:
        return numbers.MISSING
    if found.state == "reached" and found.reached_in:
        return t("since {month}").format(month=f"{found.reached_in:%Y-%m}")
    if found.state == "too_short":
        return t("too few months")
    if found.state == "no_trend":
        return t("no trend")
    if found.earliest is None:
        return t("not within ten years")
    early = f"{found.earliest:%Y-%m}"
    if found.latest is None:
        return t("from {month}, end open").format(month=early)
    late = f"{found.latest:%Y-%m}"
    return early if early == late else t("{early} to {late}").format(early=early, late=late)


def chosen(found: list[Aim]) -> Aim | None:
    """The target that the address names, else the first that is not reached, else the first."""
    known = {aim.key: aim for aim in found}
    if not known:
        return None
    first = next((aim.key for aim in found if aim.standing not in ("reached", "unknown")), found[0].key)
    asked = address.read("target")
    key = asked if asked in known else first
    st.session_state[_CHOICE] = key
    st.selectbox(
        t("Forecast of"),
        list(known),
        key=_CHOICE,
        format_func=lambda each: f"{known[each].area_name} · {known[each].title}",
        on_change=_changed,
        width=420,
    )
    return known[key]


def _changed() -> None:
    address.write(target=st.session_state[_CHOICE])


def forecast(view: View, aim: Aim, *, name: str) -> None:
    """The course of one target's figure, where it leads, and on what assumption."""
    view = view.of_all_types()
    title = said(aim)
    known = CATALOGUE.get(aim.indicator)
    subtitle = " · ".join(
        [known.title() if known else aim.indicator, aim.area_name, numbers.month(view.month)]
    )
    with panel(name, title, subtitle, help_=known.explain() if known else None):
        if aim.source:
            st.caption(plain(t("Where the target is from: {source}").format(source=aim.source)))
        if known is None:
            st.caption(
                t(
                    "The target names an indicator that is not known here; the definitions list those that are."
                )
            )
            return
        if aim.forecast is None:
            st.caption(t("No ledger of this place up to the month, so there is nothing to forecast from."))
            return
        ahead = _drawn(aim)
        due = f"{aim.due:%Y-%m}" if aim.due else None
        until = due if aim.months_left and aim.months_left <= _MOST_AHEAD else None
        label = t("Target {value}").format(value=figure(aim.target, aim.unit))
        drawing = chart.remembered(
            charts.forecast, aim.course.tail(_BEFORE), ahead, Target(aim.target, label, due), until
        )
        chart.show(drawing, key=f"{name}_chart", alt=title)
        st.caption(plain(assumption(aim)))
        twin.table(
            view,
            lambda: _ahead_table(aim, ahead),
            key=name,
            title=title,
            definition=assumption(aim),
            of=(aim.indicator,),
        )


def _drawn(aim: Aim) -> pd.DataFrame:
    """What follows, as far as is worth drawing: until half a year after the target is reached, or until it is due."""
    if aim.forecast is None or aim.forecast.ahead.empty:
        return pd.DataFrame(columns=["month", "middle", "low", "high"])
    found = aim.forecast
    now = months.shift(found.ahead["month"].iloc[0], -1)
    reached = found.latest or found.likely
    ends = [months.shift(reached, _AHEAD) if reached else None, aim.due]
    far = max(((end.year - now.year) * 12 + end.month - now.month for end in ends if end), default=12)
    kept = found.ahead.head(min(max(far, 12), _MOST_AHEAD))
    return kept.assign(month=[months.write(month) for month in kept["month"]])


def _ahead_table(aim: Aim, ahead: pd.DataFrame) -> pd.DataFrame:
    own = aim.course[["month", "value"]].rename(columns={"value": "middle"}).assign(kind=t("Ledgers"))
    both = pd.concat([own, ahead.assign(kind=t("Forecast"))], ignore_index=True)
    size, heading = (100, " (%)") if aim.unit == "share" else (1, "")
    decimals = 1 if aim.unit == "share" else 0
    return pd.DataFrame(
        {
            t("Month"): both["month"],
            t("Kind"): both["kind"],
            t("Value") + heading: (both["middle"].astype(float) * size).round(decimals),
            t("80% interval from") + heading: (both["low"].astype(float) * size).round(decimals),
            t("80% interval to") + heading: (both["high"].astype(float) * size).round(decimals),
        }
    )


def said(aim: Aim) -> str:
    """The finding: reached, or when it would be, against when it is due."""
    figures = {
        "measure": aim.title,
        "target": figure(aim.target, aim.unit, with_word=True),
        "span": span(aim),
    }
    sentences: dict[Standing, str] = {
        "reached": t("{measure}: the target of {target} is reached, {span}"),
        "on_time": t("{measure}: {target} likely in time, {span}"),
        "uncertain": t("{measure}: {target} in time or late, {span}"),
        "late": t("{measure}: {target} likely too late, {span}"),
        "missed": t("{measure}: {target} was due and is not reached; forecast: {span}"),
        "open": t("{measure}: {target} would be reached {span}"),
        "no_trend": t("{measure}: the last months do not lead to {target}"),
        "unknown": t("{measure}: when {target} is reached cannot be told"),
    }
    return sentences[aim.standing].format(**figures)


def assumption(aim: Aim) -> str:
    """What the forecast takes for granted; why there is none."""
    found = aim.forecast
    if found is None:
        return ""
    if found.state == "reached":
        return t("Reached, so nothing is forecast.")
    if found.state == "too_short":
        sentence = tn(
            "A forecast needs {least} monthly steps; there is {count}.",
            "A forecast needs {least} monthly steps; there are {count}.",
            found.steps,
        )
        return sentence.format(least=LEAST_STEPS, count=found.steps)
    steps = t(
        "Assumes that the last {steps} monthly steps go on: their mean, and as much scatter around it (random walk "
        "with drift). The interval holds four of five such courses; it knows no season, no new policy and no campaign."
    ).format(steps=found.steps)
    if aim.unit == "share":
        rate = t(
            "The rate walks on the logit scale, so it never passes 100%; steps in which the list of places changed are "
            "left out, and all counts as reached once less than half a place is missing."
        )
        steps = t("{one} {two}").format(one=steps, two=rate)
    if found.state == "beyond":
        far = t("The target is not reached within {years} years.").format(years=HORIZON // 12)
        steps = t("{one} {two}").format(one=steps, two=far)
    return steps
