"""How the same people's income moved: before joining and now."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import before_after as charts
from sharedwealth.charts import group_spreads
from sharedwealth.indicators import before_after as pairs
from sharedwealth.indicators.before_after import BeforeAfter
from sharedwealth.tables import readable
from sharedwealth.text import t
from sharedwealth.ui import chart, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, plain
from sharedwealth.ui.pieces.income_words import untold

STEPS = charts.Steps(pairs.STEP, pairs.TOP_BEFORE, pairs.TOP_NOW)


def steps_map(view: View, *, name: str) -> None:
    """Income now against income before in steps of 500 yuan, of all types together."""
    whole = view.of_all_types()
    found: BeforeAfter = whole.told(pairs.before_after)
    title = _fell_title(found)
    with panel(name, title, about(whole, t("Income before joining and now, same people")), is_last=True):
        if reason := untold(whole, whole.figure("income_increase")):
            st.caption(reason)
            return
        chart.show(chart.remembered(charts.steps_map, found.cells, STEPS), key=f"{name}_chart", alt=title)
        note = t(
            "Each row is 100%, of all types together. Cells of fewer than 10 people are counted with the next one "
            "towards the middle of their row. Who earns less is counted exactly, also within a step."
        )
        st.caption(plain(note))
        twin.table(
            whole,
            lambda: _cells(found),
            key=name,
            title=t("Income before joining and now, same people"),
            definition=_definition(),
            of=("income_increase",),
        )


def bands(view: View, *, name: str) -> None:
    """Means before and now of those who earned alike before."""
    whole = view.of_all_types()
    found: BeforeAfter = whole.told(pairs.before_after)
    if untold(whole, whole.figure("income_increase")):
        return  # the panel beside says why
    title = _bands_title(found.bands)
    with panel(name, title, about(whole, t("Mean income before joining and now, same people")), is_last=True):
        figure = chart.remembered(charts.dumbbells, found.bands, STEPS)
        chart.show(figure, key=f"{name}_chart", alt=title)
        st.caption(plain(_together(found)))
        twin.table(
            whole,
            lambda: _table(found.bands),
            key=name,
            title=t("Mean income before joining and now, same people"),
            definition=_definition(),
            of=("income_increase",),
        )


def _definition() -> str:
    return t(
        "Monthly income before joining and wage of the month, of workers of the month with both known; steps of 500 "
        "yuan. Cells of fewer than 10 people are counted with the next one towards the middle of their row."
    )


def _fell_title(found: BeforeAfter) -> str:
    if pd.isna(found.fell) or not found.n:
        return t("Income before joining and now")
    if found.fell == 0:
        return t("Nobody earns less now than before joining")
    share = found.fell / found.n
    return t("{share} earn less now than before joining, {rest} as much or more").format(
        share=numbers.percent(share), rest=numbers.percent(1 - share)
    )


def _bands_title(rows: pd.DataFrame) -> str:
    """What those gain who earned least and most before."""
    known = rows.dropna(subset=["mean_now"]).sort_values("before")
    if len(known) < 2:
        return t("Mean income before joining and now")
    first, last = known.iloc[0], known.iloc[-1]
    return t("Mean gain {first} where income was {low} before, {last} where it was {high}").format(
        first=numbers.plain(first["mean_now"] - first["mean_before"]),
        low=STEPS.in_words(first["before"]),
        last=numbers.plain(last["mean_now"] - last["mean_before"]),
        high=STEPS.in_words(last["before"]),
    )


def _together(found: BeforeAfter) -> str:
    sentence = t(
        "All {n} people: before, mean {mean_before} and median {median_before} yuan a month; now, mean {mean_now} and "
        "median {median_now}. Medians of all are right to ±25 yuan, those now of a row to ±250; means and n are exact."
    )
    return sentence.format(
        n=numbers.plain(found.n),
        mean_before=numbers.plain(found.mean_before),
        median_before=numbers.plain(found.median_before),
        mean_now=numbers.plain(found.mean_now),
        median_now=numbers.plain(found.median_now),
    )


def _cells(found: BeforeAfter) -> pd.DataFrame:
    cells = found.cells[found.cells["people"] > 0]
    return pd.DataFrame(
        {
            t("Income before"): [STEPS.before(edge) for edge in cells["before"]],
            t("Income now, yuan a month"): [STEPS.now(edge) for edge in cells["now"]],
            t("People"): readable.figures(cells["people"], "people"),
            t("Share of the row (%)"): readable.figures(cells["share"], "share"),
        }
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    shown = pd.DataFrame({t("Income before"): [STEPS.before(edge) for edge in rows["before"]]})
    for column, heading in (
        ("n", "n"),
        ("mean_before", t("Mean before")),
        ("median_before", t("Median before (±25)")),
        ("mean_now", t("Mean now")),
        ("median_now", t("Median now (±250)")),
    ):
        shown[heading] = readable.figures(rows[column], "people" if column == "n" else "yuan_month")
    shown[t("Status")] = [
        "" if pd.notna(row["n"]) else group_spreads.reason(row) for row in rows.to_dict("records")
    ]
    return shown
