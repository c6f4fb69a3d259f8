"""Mountainous counties beside the rest."""

from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.charts import trends
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import convergence, mountains
from sharedwealth.text import t, tp
from sharedwealth.ui import chart, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel


def mountainous(view: View, *, name: str) -> None:
    """The mean increase of mountainous counties and of the rest, and a small table of both."""
    rows = view.told(mountains.increases, view.workshop_type)
    title = _mountain_title(view, rows)
    definition = t(
        "Mean increase over people with both incomes known. The list of mountainous counties is that of the "
        "month shown, for every month, so that the line does not jump when counties leave the list."
    )
    subtitle = about(view, t("Mean monthly increase"))
    with panel(name, title, subtitle, help_=definition, is_last=True):
        if rows.empty:
            one_sided()
            return
        # The rest first, so that mountainous counties have the colour that they have among the dots.
        lines = [_group_line(rows, group) for group in reversed(mountains.GROUPS)]
        drawing = chart.remembered(trends.two_lines, *lines, _group_names()[::-1])
        chart.show(drawing, key=f"{name}_chart", alt=title)
        twin.table(
            view,
            lambda: _mountain_course(rows),
            key=name,
            title=title,
            definition=definition,
            of=("income_increase",),
        )


def _group_names() -> tuple[str, str]:
    return t("Mountainous counties"), t("Other counties")


def _group_line(rows: pd.DataFrame, group: str) -> pd.DataFrame:
    mine = rows[rows["group"] == group]
    return mine[["month", "value", "n", "status"]].assign(unit="yuan_month")


def _mountain_title(view: View, rows: pd.DataFrame) -> str:
    now = rows[rows["month"] == months.write(view.month)].set_index("group")["value"]
    if now.isna().any() or len(now) < 2:
        return t("Mountainous counties and the rest")
    gap = float(now["mountain"] - now["rest"])
    figure = numbers.with_unit(abs(gap), "yuan_month")
    if round(gap) == 0:
        return t("Mountainous counties gain as much as the rest")
    if gap < 0:
        return t("Mountainous counties gain {gap} less than the rest").format(gap=figure)
    return t("Mountainous counties gain {gap} more than the rest").format(gap=figure)


def _mountain_course(rows: pd.DataFrame) -> pd.DataFrame:
    names = dict(zip(mountains.GROUPS, _group_names(), strict=True))
    return pd.DataFrame(
        {
            t("Group"): rows["group"].map(names),
            t("Month"): rows["month"],
            t("Counties"): rows["counties"],
            t("Mean increase (yuan a month)"): rows["value"].round(0),
            "n": rows["n"],
            t("Mean of county means (yuan a month)"): rows["of_means"].round(0),
            t("Status"): [word(STATUSES, str(each)) for each in rows["status"]],
        }
    )


def side_by_side(view: View, *, name: str) -> None:
    """Increase, coverage and people at work of mountainous counties and of the rest, in the month."""
    both = view.told(mountains.table, view.workshop_type)
    title = t("Mountainous counties and the rest")
    definition = t(
        "Means and medians over people with both incomes known, medians right to 25 yuan. Villages and communities "
        "with an active workshop, or served by one, out of all of them. ▲: the two means lie over 5% apart."
    )
    with panel(
        name, title, about(view, t("Increase, coverage, people at work")), help_=definition, is_last=True
    ):
        if both.empty:
            one_sided()
            return
        shown = _both(both)
        st.dataframe(
            shown,
            hide_index=True,
            key=f"{name}_both",
            placeholder="–",
            height="content",
            column_config={
                each: st.column_config.TextColumn(alignment="right") for each in shown.columns[1:]
            },
        )
        st.caption(definition)
        twin.table(
            view,
            lambda: _both(both),
            key=name,
            title=title,
            definition=definition,
            of=("income_increase", "village_coverage", "people_at_work"),
        )


def one_sided() -> None:
    """What stands in place of a comparison where the list has all of the counties, or none."""
    st.caption(
        t("The counties of this area are all on one side of the list, so there is nothing to compare.")
    )


def _both(both: pd.DataFrame) -> pd.DataFrame:
    """A row for each measure, a column for each group."""
    rows = both.to_dict("records")
    lines = {
        t("Counties reported"): [f"{int(row['reported'])} / {int(row['counties'])}" for row in rows],
        t("Mean increase"): [_mean(row) for row in rows],
        t("Median"): [numbers.plain(row["median"]) for row in rows],
        "n": [numbers.plain(row["n"]) for row in rows],
        t("Mean of county means"): [numbers.plain(row["of_means"]) for row in rows],
        t("Villages covered"): [_share(row["covered_villages"], row["villages"]) for row in rows],
        t("Villages and communities"): [numbers.plain(row["villages"]) for row in rows],
        t("At work"): [numbers.plain(row["people"]) for row in rows],
    }
    frame = pd.DataFrame(
        list(lines.values()), columns=[tp("counties", "Mountainous"), tp("counties", "Other")]
    )
    frame.insert(0, tp("column", "Measure"), list(lines))
    return frame


def _share(covered: float, villages: float) -> str:
    """The rate; counties that never reported have none."""
    return numbers.percent(covered / villages) if pd.notna(covered) and villages else numbers.MISSING


def _mean(row: dict[Any, Any]) -> str:
    """The mean over people; marked where the mean of the counties' means lies far from it."""
    if row["status"] == "suppressed":
        return word(STATUSES, "suppressed")
    is_far = abs(row["of_means"] - row["mean"]) > convergence.FLAGGED * abs(row["mean"])
    return f"{numbers.plain(row['mean'])}{' ▲' if is_far else ''}"
