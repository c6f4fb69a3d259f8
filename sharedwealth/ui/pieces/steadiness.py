"""How even wages are, whose have risen in a year, and what the seasons do."""

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.charts import heat, spreads, trends
from sharedwealth.choices import STATUSES, WORKSHOP_TYPES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators import raises as raised
from sharedwealth.indicators import seasons as seasonal
from sharedwealth.indicators import steadiness as steady
from sharedwealth.indicators.spells import ALL
from sharedwealth.text import t
from sharedwealth.ui import chart, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel
from sharedwealth.ui.pieces.stability import group_name

_ROW, _ROOM = 38, 72
"""Rows so far apart that the groups reach as far down as the two panels beside them."""


def variations(view: View, *, name: str) -> None:
    """How much workers' wages vary over a year, by type and by linkage."""
    of_all = view.of_all_types()
    frame = view.told(steady.variations)
    title = _variations_title(frame)
    measure = t("Coefficient of variation of the last twelve monthly wages")
    indicator = CATALOGUE["wage_stability"]
    with panel(name, title, about(of_all, measure), indicator.explain(), is_last=True):
        rows, names = _with_headings(frame)
        drawing = chart.remembered(spreads.quartiles, rows, names, unit="index", chosen=view.workshop_type)
        chart.show(drawing, key=f"{name}_chart", alt=title, height=_ROOM + _ROW * len(rows))
        st.caption(
            t(
                "0 is the same wage every month; workers with at least six wages. Read from steps of 0.01, so right to"
                " ±0.005; n is exact. A workshop with several linkages counts under each; a link is not a cause."
            )
        )
        twin.table(
            of_all,
            lambda: _variations(frame),
            key=name,
            title=measure,
            definition=indicator.explain(),
            of=("wage_stability",),
        )


def _with_headings(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The groups in order, the steadiest first, each kind under its heading; who is nobody has no row."""
    kept = frame[frame["status"] != "no_data"]
    parts, names = [kept[kept["dimension"] == ALL]], [t("All people")] * int((kept["dimension"] == ALL).sum())
    for dimension, heading in (("type", t("By type")), ("linkage", t("By linkage"))):
        rows = kept[kept["dimension"] == dimension].sort_values(["median", "key"], na_position="last")
        if rows.empty:
            continue
        blank = {name: [None if kept[name].dtype == object else float("nan")] for name in kept.columns}
        parts += [pd.DataFrame({**blank, "key": [""], "status": [""]}), rows]
        names += [heading, *(group_name(dimension, key) for key in rows["key"])]
    return pd.concat(parts, ignore_index=True), names


def _variations_title(frame: pd.DataFrame) -> str:
    types = frame[(frame["dimension"] == "type") & frame["median"].notna()].sort_values("median")
    if len(types) < 2:
        return t("How much wages vary from month to month")
    steadiest, least = types.iloc[0], types.iloc[-1]
    return t("Wages vary least in {steadiest} ({low}), most in {least} ({high})").format(
        steadiest=group_name("type", steadiest["key"]),
        low=numbers.bare(steadiest["median"], "index"),
        least=group_name("type", least["key"]),
        high=numbers.bare(least["median"], "index"),
    )


def _variations(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = {ALL: "", "type": t("By type"), "linkage": t("By linkage")}
    return pd.DataFrame(
        {
            t("Grouped by"): [kinds[each] for each in frame["dimension"]],
            t("Group"): [group_name(*each) for each in zip(frame["dimension"], frame["key"], strict=True)],
            "n": frame["n"],
            t("Lower quartile"): frame["q1"].round(3),
            t("Median"): frame["median"].round(3),
            t("Upper quartile"): frame["q3"].round(3),
            t("Status"): [word(STATUSES, status) for status in frame["status"]],
        }
    )


def raises(view: View, *, name: str) -> None:
    """The same people's wages a year ago and now, by type, with the share who earn more."""
    of_all = view.of_all_types()
    frame = view.told(raised.raises_by_type)
    whole = frame.iloc[-1]
    title = _raises_title(whole)
    indicator = CATALOGUE[raised.KEY]
    measure = t("Monthly wage of the same people, a year ago and now")
    with panel(name, title, about(of_all, measure), indicator.explain()):
        drawing = chart.remembered(spreads.then_and_now, frame, chosen=view.workshop_type)
        chart.show(drawing, key=f"{name}_chart", alt=title)
        st.caption(
            t(
                "People at work now who were paid in the county twelve months before; whoever left in between is not"
                " in it. Wages are as paid, not adjusted for prices."
            )
        )
        twin.table(
            of_all,
            lambda: _raises(frame, t("Type"), [_type(key) for key in frame["type"]]),
            key=name,
            title=measure,
            definition=indicator.explain(),
            of=(raised.KEY,),
        )


def _raises_title(whole: "pd.Series[float]") -> str:
    if pd.isna(whole["raised_share"]):
        return t("Who earns more than a year ago")
    return t("{share} earn more than a year ago: {then} → {now} on average").format(
        share=numbers.percent(whole["raised_share"]),
        then=numbers.plain(whole["wage_then"]),
        now=numbers.with_unit(whole["wage_now"], "yuan_month"),
    )


def _raises(frame: pd.DataFrame, heading: str, named: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            heading: named,
            "n": frame["people"],
            t("Earn more, people"): frame["raised"],
            t("Earn more"): [numbers.percent(value) for value in frame["raised_share"]],
            t("Earn less, people"): frame["fell"],
            t("Earn less"): [numbers.percent(value) for value in frame["fell_share"]],
            t("Mean wage a year ago (yuan)"): frame["wage_then"].round(0),
            t("Mean wage now (yuan)"): frame["wage_now"].round(0),
            t("Status"): [word(STATUSES, status) for status in frame["status"]],
            t("Status of those who earn less"): [word(STATUSES, status) for status in frame["fell_status"]],
        }
    )


def _type(key: str) -> str:
    return t("All types") if key == ALL else word(WORKSHOP_TYPES, key)


def raises_over_time(view: View, *, name: str) -> None:
    """The shares who earn more and less than a year before, month by month."""
    frame = view.told(raised.raises_over_time, view.workshop_type)
    told = frame[frame["raised_share"].notna().cummax()]
    title = _course_title(told)
    indicator = CATALOGUE[raised.KEY]
    measure = t("Share who earn more, and less, than twelve months before")
    with panel(name, title, about(view, measure), indicator.explain(), is_last=True):
        if told.empty:
            st.caption(
                t("A raise needs two ledgers a year apart: there is none up to {month}.").format(
                    month=numbers.month(view.month)
                )
            )
            return
        more, less = (_as_answer(told, part) for part in ("raised", "fell"))
        names = (t("Earn more"), t("Earn less"))
        drawing = chart.remembered(trends.two_lines, more, less, names)
        chart.show(drawing, key=f"{name}_chart", alt=title)
        twin.table(
            view,
            lambda: _raises(frame, t("Month"), frame["month"].tolist()),
            key=name,
            title=measure,
            definition=indicator.explain(),
            of=(raised.KEY,),
        )


def _as_answer(frame: pd.DataFrame, part: str) -> pd.DataFrame:
    status = "status" if part == "raised" else "fell_status"
    return pd.DataFrame(
        {
            "month": frame["month"],
            "value": frame[f"{part}_share"],
            "unit": "share",
            "numerator": frame[part],
            "denominator": frame["people"],
            "status": frame[status],
        }
    ).reset_index(drop=True)


def _course_title(told: pd.DataFrame) -> str:
    known = told.dropna(subset=["raised_share"])
    if len(known) < 2:
        return t("Raises over time")
    return t("{first} earned more in {since}, {last} now").format(
        first=numbers.percent(known["raised_share"].iloc[0]),
        since=numbers.month(months.parse(known["month"].iloc[0])),
        last=numbers.percent(known["raised_share"].iloc[-1]),
    )


def seasons(view: View, *, name: str) -> None:
    """A calendar month against the year round it, by type."""
    of_all = view.of_all_types()
    frame = view.told(seasonal.seasons)
    title = _seasons_title(frame)
    measure = t("People at work, per cent of the mean of the year round the month")
    with panel(name, title, about(of_all, measure)):
        chart.show(chart.remembered(heat.seasons, frame), key=f"{name}_chart", alt=title)
        st.caption(_method())
        twin.table(of_all, lambda: _seasons(frame), key=name, title=measure, definition=_method())


def _method() -> str:
    return t(
        "People at work in the month ÷ the mean of the twelve months round it (six before, six after, the outermost two"
        " by half), so that growth is taken out; the mean of the years known. Only counties with a ledger in all"
        " thirteen months count."
    )


def _seasons_title(frame: pd.DataFrame) -> str:
    known = frame[(frame["type"] != ALL) & frame["value"].notna()]
    if known.empty:
        return t("People at work by calendar month")
    spans = {str(key): (float(rows.min()), float(rows.max())) for key, rows in known.groupby("type")["value"]}
    most = max(spans, key=lambda key: spans[key][1] - spans[key][0])
    return t("{type} swings most: from {low} to {high} of its year's mean").format(
        type=_type(most), low=numbers.percent(spans[most][0], 0), high=numbers.percent(spans[most][1], 0)
    )


def _seasons(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Type"): [_type(key) for key in frame["type"]],
            t("Calendar month"): frame["calendar_month"],
            t("Of the year's mean"): [numbers.percent(value, 0) for value in frame["value"]],
            t("Months"): frame["months"],
            t("Status"): [word(STATUSES, status) for status in frame["status"]],
        }
    )
