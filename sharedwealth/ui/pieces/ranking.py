"""Areas in order, with the change in rank over a year."""

from datetime import date

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import rankings as charts
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.rankings import ranked
from sharedwealth.places import codes
from sharedwealth.text import t
from sharedwealth.ui import chart, ranks, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, unbroken

_MOST_ROWS = 13


def show(view: View, key: str, *, name: str) -> None:
    """The areas one level down; a bar that is picked drills.

    Nothing where fewer than two are there to compare, or where league tables are put away.
    """
    indicator = CATALOGUE[key]
    below = codes.below(view.area)
    if not ranks.are_shown() or below in (None, "village") or below not in indicator.levels:
        return
    rows = _rows(view, key)
    if len(rows) < 2:
        return
    with panel(
        name,
        _title(view, rows, indicator.short_title()),
        _subtitle(view, indicator.title(), view.earlier(), rows),
    ):
        chart.show(
            _drawing(view, key),
            key=f"{name}_bars",
            alt=_alt(indicator.title(), view),
            opens=True,
        )
        twin.answer(view, rows, key=name, title=indicator.title(), definition=indicator.explain(), of=(key,))


def _rows(view: View, key: str) -> pd.DataFrame:
    """The areas in order with their rank and its change."""

    def in_order() -> pd.DataFrame:
        below, before = codes.below(view.area), view.earlier()
        earlier = view.answer(key, by=below, month=before) if before else None
        found = ranked(view.answer(key, by=below), earlier, CATALOGUE[key].better)
        return found.rename(columns={"change": "rank_change"})

    return view.remembered(in_order, "ranking", key)


def _drawing(view: View, key: str) -> chart.Drawing:
    return view.remembered(
        lambda: chart.drawn(charts.bars(_rows(view, key).head(_MOST_ROWS))), "ranking drawn", key
    )


def _title(view: View, rows: pd.DataFrame, measure: str) -> str:
    """Who leads: the finding of a ranking."""
    known = rows.dropna(subset=["value"])
    if known.empty:
        return t("{measure}: no data for {month}").format(measure=measure, month=numbers.month(view.month))
    first = known.iloc[0]
    return t("{measure}: {area} leads with {value}").format(
        measure=measure, area=first["area_name"], value=numbers.with_unit(first["value"], first["unit"])
    )


def _subtitle(view: View, measure: str, before: date | None, rows: pd.DataFrame) -> str:
    parts: list[str] = []
    if before:
        parts.append(t("▲▼ change in rank since {month}").format(month=numbers.month(before)))
    if (rows["status"] == "unverified").any():
        parts.append(t("hatched: not verified"))
    if len(rows) > _MOST_ROWS:
        parts.append(t("the first {shown} of {count}").format(shown=_MOST_ROWS, count=len(rows)))
    return " · ".join([about(view, measure), *(unbroken(part) for part in parts)])


def _alt(measure: str, view: View) -> str:
    return t("Areas of {area} in order of {measure}").format(area=view.area_name, measure=measure)
