"""The gap among the same workers, before joining and after: Gini, Theil in its parts, Lorenz curves."""

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.charts import inequality as charts
from sharedwealth.charts import trends
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.gaps import gini_before
from sharedwealth.indicators.lorenz import lorenz
from sharedwealth.indicators.theil_split import theil_split
from sharedwealth.places import codes
from sharedwealth.tables import readable
from sharedwealth.text import t
from sharedwealth.ui import chart, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel


def is_wide(view: View) -> bool:
    """Inequality is kept for counties and above."""
    return codes.level(view.area) in ("province", "city", "county")


def whose() -> None:
    """Whose gap all of this is."""
    st.caption(
        t(
            "Among workers with both incomes known, not among residents: those without a known income before "
            "joining, and everybody who works elsewhere, are not in these figures. Before and after are the "
            "same people."
        )
    )


def over_time(view: View, *, name: str) -> None:
    """The Gini of wages and of the same people's incomes before joining, month by month; all types together."""
    view = view.of_all_types()
    after, change = view.course("gini"), view.course("gini_change")
    before = gini_before(after, change)
    indicator = CATALOGUE["gini"]
    names = (t("After joining"), t("Before joining"))
    title = _gini_title(after, change)
    with panel(name, title, about(view, t("Gini, all types")), help_=indicator.explain(), is_last=True):
        chart.show(chart.remembered(trends.two_lines, after, before, names), key=f"{name}_chart", alt=title)
        both = pd.concat([after.assign(measure=names[0]), before.assign(measure=names[1])], ignore_index=True)
        twin.table(
            view,
            lambda: readable.table(both),
            key=name,
            title=indicator.title(),
            definition=indicator.explain(),
            of=("gini", "gini_change"),
        )


def _gini_title(after: pd.DataFrame, change: pd.DataFrame) -> str:
    now, moved = after["value"].iloc[-1], change["value"].iloc[-1]
    if pd.isna(now) or pd.isna(moved):
        return t("Gini of the same workers before joining and after")
    figures = {"before": numbers.plain(now - moved, 3), "now": numbers.plain(now, 3)}
    if round(moved, 3) == 0:
        return t("The Gini is as before: {now}").format(**figures)
    if moved < 0:
        return t("The Gini fell from {before} to {now}").format(**figures)
    return t("The Gini rose from {before} to {now}").format(**figures)


def theil(view: View, *, name: str) -> None:
    """Theil's index before and after, split between cities, between counties and within them."""
    split = view.told(theil_split, view.workshop_type)
    title = _theil_title(split)
    definition = CATALOGUE["theil"].explain()
    with panel(name, title, about(view, t("Theil's T in its parts")), help_=definition, is_last=True):
        chart.show(chart.remembered(charts.parts, split), key=f"{name}_chart", alt=title)
        st.caption(_between(split))
        twin.table(
            view,
            lambda: _split_table(split),
            key=name,
            title=title,
            definition=definition,
            of=("theil", "theil_between"),
        )


def _between(split: pd.DataFrame) -> str:
    """How the part between areas moved: it may grow while the whole falls."""
    known = split.dropna(subset=["theil", "between_counties"])
    if len(known) < 2:
        return ""
    between = known["between_counties"] + known["between_cities"].fillna(0.0)
    shares = (between / known["theil"]).tolist()
    sentence = t(
        "{before} of it lay between areas before joining, {now} lies there after; the rest is within counties."
    )
    return sentence.format(before=numbers.percent(shares[0]), now=numbers.percent(shares[1]))


def _theil_title(split: pd.DataFrame) -> str:
    known = split.dropna(subset=["theil"])
    if len(known) < 2:
        return t("Theil's index before joining and after")
    before, now = (numbers.plain(float(each), 3) for each in known["theil"])
    return t("Theil: {before} before joining, {now} after").format(before=before, now=now)


def _split_table(split: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("When"): [t(charts.WHEN[each]) for each in split["when"]],
            "n": split["n"],
            t("Mean (yuan a month)"): split["mean"].astype(float).round(0),
            t("Theil"): split["theil"].astype(float).round(4),
            **{t(words): split[part].astype(float).round(4) for part, (words, _) in charts.PARTS.items()},
        }
    )


def curves(view: View, *, name: str) -> None:
    """Lorenz curves before joining and after; all types together."""
    view = view.of_all_types()
    frame = view.told(lorenz)
    title = _lorenz_title(frame)
    definition = t(
        "Workers in order of their income; each point says what share of all income the poorest share of them has."
    )
    with panel(name, title, about(view, t("Lorenz curves, all types")), help_=definition, is_last=True):
        chart.show(chart.remembered(charts.lorenz, frame), key=f"{name}_chart", alt=title)
        twin.table(
            view, lambda: _curve_table(frame), key=name, title=title, definition=definition, of=("gini",)
        )


def _lorenz_title(frame: pd.DataFrame) -> str:
    """What the poorest fifth has, read between the two points around it."""
    shares = [_at(frame[frame["when"] == when], 0.2) for when in charts.WHEN]
    if any(share is None for share in shares):
        return t("How income is spread over workers")
    before, now = (numbers.percent(share) for share in shares)
    return t("The poorest fifth had {before} of all income, then {now}").format(before=before, now=now)


def _at(curve: pd.DataFrame, share: float) -> float | None:
    below, above = curve[curve["people_share"] <= share], curve[curve["people_share"] > share]
    if below.empty or above.empty:
        return None
    low, high = below.iloc[-1], above.iloc[0]
    way = (share - low["people_share"]) / (high["people_share"] - low["people_share"])
    return float(low["income_share"] + way * (high["income_share"] - low["income_share"]))


def _curve_table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("When"): [t(charts.WHEN[each]) for each in frame["when"]],
            t("Workers (%)"): (frame["people_share"] * 100).round(1),
            t("Their share of income (%)"): (frame["income_share"] * 100).round(1),
        }
    )
