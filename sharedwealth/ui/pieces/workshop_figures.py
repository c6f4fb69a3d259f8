"""A workshop's figures: the cards of the month, and their course."""

from functools import partial

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.charts import trends
from sharedwealth.indicators import CATALOGUE
from sharedwealth.text import language, t, tn, tp
from sharedwealth.ui import badge, chart, navigation, page_parts
from sharedwealth.ui.controls import ALL_TYPES
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces import workshop_rows
from sharedwealth.ui.pieces.workshop import Profile

_FEWEST_DRAWN = 6
"""Months: a course of fewer told ones is said, not drawn."""
_COURSES = (
    ("people", "people", "people_status"),
    ("wage", "yuan_month", "people_status"),
    ("collective_income_yuan", "yuan", ""),
)


def month(here: Profile) -> None:
    """Cards of the page's month; none where nothing is told of it."""
    if here.row["state"] != "told":
        return

    people = [_people(here), _low_income(here), _increase(here), _trust(here)]
    money = [
        _money(here, "output_yuan", "enterprise_output", tp("workshop", "Output")),
        _money(here, "orders_yuan", "enterprise_output", tp("workshop", "Orders")),
        _money(here, "collective_income_yuan", "collective_income", t("Collective income")),
    ]
    for name, cards in (("workshop_people", people), ("workshop_money", money)):
        page_parts.component("cards")(
            key=name,
            data={
                "cards": cards,
                "why": t("What stands behind the figure"),
                "lineage": t("Where its village's figure comes from"),
            },
            width="stretch",
            on_lineage_change=partial(_to_lineage, here, name),
        )


def _to_lineage(here: Profile, name: str) -> None:
    """All types of its village: narrowed to one, the village could tell what its workshops do not."""
    indicator = str(st.session_state[name].lineage)
    navigation.turn_to("lineage", indicator=indicator, area=here.workshop.village_code, type=ALL_TYPES)


def _card(here: Profile, key: str, label: str, value: str, beneath: str, *notes: str) -> dict[str, object]:
    indicator = CATALOGUE[key]
    told = [label, *indicator.explain().split("\n\n"), *notes, _behind(here)]
    return {
        "key": key, "label": label, "value": value, "change": beneath, "direction": "", "colour": "", "beside": "",
        "told": [line for line in told if line],
    }  # fmt: skip


def _behind(here: Profile) -> str:
    return f"{badge.kind(here.view.warehouse)} · {badge.words(here.view)}"


def _number(here: Profile, column: str) -> float:
    return float(here.row[column])


def _people(here: Profile) -> dict[str, object]:
    label = tp("workshop", "At work")
    if here.row["people_status"] == "suppressed":
        return _card(here, "people_at_work", label, workshop_rows.HIDDEN, "", workshop_rows.hidden_note())
    value = _headcount(_number(here, "people"))
    return _card(here, "people_at_work", label, value, _change(here, "people", "people"))


def _low_income(here: Profile) -> dict[str, object]:
    label = t("Low-income at work")
    if here.row["low_income_status"] == "suppressed":
        return _card(
            here, "low_income_people_at_work", label, workshop_rows.HIDDEN, "", workshop_rows.hidden_note()
        )
    value = _headcount(_number(here, "low_income_people"))
    return _card(here, "low_income_people_at_work", label, value, "")


def _increase(here: Profile) -> dict[str, object]:
    """The mean with its n and median; neither is shown without the other."""
    label = t("Mean income increase a month")
    key = "income_increase"
    if here.row["increase_status"] == "suppressed":
        return _card(here, key, label, workshop_rows.HIDDEN, "", workshop_rows.hidden_note())
    n, mean = _number(here, "n"), _number(here, "increase")
    if pd.isna(n):
        return _card(here, key, label, numbers.MISSING, t("no income before known"))
    if pd.isna(mean):
        return _card(
            here, key, label, numbers.MISSING, f"n = {numbers.plain(n)}", workshop_rows.median_note()
        )
    beneath = t("median {median} · n = {n}").format(
        median=numbers.plain(_number(here, "median")), n=numbers.plain(n)
    )
    quartiles = t("Median {median}, quartiles {q1} to {q3}").format(
        median=numbers.with_unit(_number(here, "median"), "yuan_month"),
        q1=numbers.plain(_number(here, "q1")),
        q3=numbers.plain(_number(here, "q3")),
    )
    return _card(here, key, label, _yuan(mean), beneath, quartiles)


def _money(here: Profile, column: str, key: str, label: str) -> dict[str, object]:
    value = _number(here, column)
    if pd.isna(value):
        return _card(here, key, label, numbers.MISSING, t("not given"))
    return _card(here, key, label, _yuan(value), _change(here, column, "yuan"))


def _headcount(value: float) -> str:
    """As the cards of other pages have it: in English the label says what is counted."""
    return numbers.with_unit(value, "people") if language() == "zh" else numbers.bare(value, "people")


def _yuan(value: float) -> str:
    """Short enough for a card in English too, where the sign says the unit."""
    return numbers.with_unit(value, "yuan") if language() == "zh" else f"¥{numbers.bare(value, 'yuan')}"


def _trust(here: Profile) -> dict[str, object]:
    """The share that is content over three months, with how many were asked and its interval."""
    label, key = tp("card", "Satisfied"), "public_trust"
    if here.row["trust_status"] == "suppressed":
        return _card(here, key, label, workshop_rows.HIDDEN, "", workshop_rows.hidden_note())
    share = _number(here, "trust")
    if pd.isna(share):
        return _card(here, key, label, numbers.MISSING, t("nobody asked in three months"))
    low, high = (numbers.percent(_number(here, name), 0) for name in ("low", "high"))
    n = numbers.plain(_number(here, "responses"))
    beneath = t("n = {n} · {low} to {high}").format(n=n, low=low, high=high)
    return _card(here, key, label, numbers.percent(share), beneath, t("Interval of 95% after Wilson."))


def _change(here: Profile, column: str, unit: str) -> str:
    """The difference to the month before, where both months are told."""
    at = here.history.index[here.history["month"] == here.row["month"]][0]
    if at == 0:
        return ""
    now, before = (float(here.history[column].iloc[row]) for row in (at, at - 1))
    if pd.isna(now) or pd.isna(before):
        return ""
    return t("{change} vs last month").format(change=_signed(now - before, unit))


def _signed(change: float, unit: str) -> str:
    if unit == "people" or not change:
        return numbers.difference(change, unit)
    return f"{'+' if change > 0 else '−'}{_yuan(abs(change))}"


def over_time(here: Profile) -> None:
    """People, wage and collective income month by month; a month that is not told is a gap."""
    one = here.workshop
    since = months.write(max(one.opened_month, here.view.warehouse.first_month))
    course = here.history[
        (here.history["month"] >= since)
        & (here.history["month"] <= months.write(here.view.month))
        & ~here.history["state"].isin(["not_open", "closed"])
    ]
    if course.empty:
        return
    labels = {
        "people": t("People at work"),
        "wage": t("Wages paid per person at work"),
        "collective_income_yuan": t("Collective income of the month"),
    }
    told: list[tuple[str, str, pd.DataFrame, str]] = []
    untold: list[str] = []
    for column, unit, status in _COURSES:
        frame = _course(here, course, column, unit, status)
        said, gaps = _last(labels[column], frame, unit), _gaps(course, status)
        if frame["value"].notna().sum() >= _FEWEST_DRAWN:
            told.append((column, said, frame, gaps))
        else:
            untold.append(f"{said} · {gaps}")
    for place, (column, said, frame, gaps) in zip(
        st.columns(max(len(told), 1), gap="small"), told, strict=False
    ):
        with place, panel(f"workshop_{column}", said, _about(course), is_last=True):
            chart.show(
                chart.remembered(trends.series, _to_last_known(frame)),
                key=f"workshop_{column}_line",
                alt=labels[column],
            )
            st.caption(gaps)
    for said in untold:
        st.caption(plain(said))


def _course(here: Profile, course: pd.DataFrame, column: str, unit: str, status: str) -> pd.DataFrame:
    """The months as a chart takes them; people stand behind all but the collective's income."""
    return pd.DataFrame(
        {
            "area": here.workshop.key,
            "area_name": here.name,
            "month": course["month"],
            "value": course[column].astype(float),
            "unit": unit,
            "n": course["people"].astype(float) if column == "wage" else float("nan"),
            "status": course[status].fillna("no_data") if status else "ok",
        }
    )


def _to_last_known(frame: pd.DataFrame) -> pd.DataFrame:
    """Without the months after the last figure, beside which a figure of an earlier month would be taken for theirs."""
    return frame.loc[: frame["value"].last_valid_index()]


def _about(course: pd.DataFrame) -> str:
    first, last = (numbers.month(months.parse(str(course["month"].iloc[at]))) for at in (0, -1))
    return f"{first} – {last}" if first != last else first


def _last(label: str, frame: pd.DataFrame, unit: str) -> str:
    """The measure and its figure in the last month, or why there is none."""
    value, status = float(frame["value"].iloc[-1]), str(frame["status"].iloc[-1])
    if pd.notna(value):
        said = numbers.with_unit(value, unit)
    else:
        said = workshop_rows.HIDDEN if status == "suppressed" else t("No data")
    return t("{measure}: {value}").format(measure=label, value=said)


def _gaps(course: pd.DataFrame, status: str) -> str:
    """Which months are gaps, and why."""
    silent = int((course["state"] != "told").sum())
    notes = []
    if silent:
        notes.append(
            tn("{count} month without a ledger is a gap.", "{count} months without a ledger are gaps.", silent)
            .format(count=silent)
        )  # fmt: skip
    hidden = int((course[status] == "suppressed").sum()) if status else 0
    if hidden:
        notes.append(
            tn("{count} month is not shown.", "{count} months are not shown.", hidden).format(count=hidden)
        )
        notes.append(workshop_rows.hidden_note())
    return " ".join(notes)
