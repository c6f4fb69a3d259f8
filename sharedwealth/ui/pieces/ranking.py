"""Areas in order, with the change in rank over a year."""

from datetime import date

import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import legends, maps
from sharedwealth.charts import rankings as charts
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.indicators.rankings import ranked
from sharedwealth.places import codes
from sharedwealth.text import t, tn
from sharedwealth.ui import chart, map_lists, ranks, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel, unbroken

_MOST_ROWS = 13


def show(view: View, key: str, *, name: str, listed: DatedList | None = None) -> None:
    """The areas one level down; a bar that is picked drills.

    With a list of counties those of its counties alone: in the province its counties themselves, as cities hold
    counties of both kinds. Nothing where fewer than two are there to compare, or where league tables are put away.
    """
    below = _below(view, listed)
    if not ranks.are_shown() or below in (None, "village") or below not in CATALOGUE[key].levels:
        return
    rows = _rows(view, key, listed)
    if len(rows) < 2:
        return
    measure = map_lists.measure(key, listed)
    with panel(
        name,
        _title(view, rows, map_lists.measure(key, listed, is_short=True)),
        _subtitle(view, measure, rows, listed),
    ):
        chart.show(
            _drawing(view, key, listed),
            key=f"{name}_bars",
            alt=_alt(measure, view, listed),
            opens=True,
        )
        twin.answer(
            view,
            rows,
            key=f"{name}_{listed.key}" if listed else name,
            title=f"{measure} · {listed.title}" if listed else measure,
            definition=map_lists.explained(key, listed),
            of=(key,),
        )


def _below(view: View, listed: DatedList | None) -> codes.Level | None:
    return "county" if listed and view.area == codes.PROVINCE else codes.below(view.area)


def _rows(view: View, key: str, listed: DatedList | None) -> pd.DataFrame:
    """The areas in order with their rank and its change."""

    def of(month: date) -> pd.DataFrame:
        below = _below(view, listed)
        if listed:
            return map_lists.of_month(view, key, below, listed, month)
        return view.answer(key, by=below, month=month)

    def in_order() -> pd.DataFrame:
        before, now = view.earlier(), maps.told_apart(of(view.month))
        now = now[now["status"] != legends.NOT_APPLICABLE]  # it has nothing to be ranked by
        found = ranked(now, of(before) if before else None, CATALOGUE[key].better)
        return found.rename(columns={"change": "rank_change"})

    return view.remembered(in_order, "ranking", key, listed)


def _drawing(view: View, key: str, listed: DatedList | None) -> chart.Drawing:
    return view.remembered(
        lambda: chart.drawn(charts.bars(_rows(view, key, listed).head(_MOST_ROWS))),
        "ranking drawn",
        key,
        listed,
    )


def _title(view: View, rows: pd.DataFrame, measure: str) -> str:
    """Who leads, alone or with others: the finding of a ranking."""
    known = rows.dropna(subset=["value"])
    if known.empty:
        return t("{measure}: no data for {month}").format(measure=measure, month=numbers.month(view.month))
    first = known.iloc[0]
    value, leading = numbers.with_unit(first["value"], first["unit"]), int((known["rank"] == 1).sum())
    if leading > 1:
        sentence = tn(
            "{measure}: {count} shares the lead with {value}",
            "{measure}: {count} share the lead with {value}",
            leading,
        )
        return sentence.format(measure=measure, count=leading, value=value)
    return t("{measure}: {area} leads with {value}").format(
        measure=measure, area=first["area_name"], value=value
    )


def _subtitle(view: View, measure: str, rows: pd.DataFrame, listed: DatedList | None) -> str:
    parts = [listed.title] if listed else []
    if before := view.earlier():
        parts.append(t("▲▼ change in rank since {month}").format(month=numbers.month(before)))
    if (rows["status"] == "unverified").any():
        parts.append(t("hatched: not verified"))
    if len(rows) > _MOST_ROWS:
        parts.append(t("the first {shown} of {count}").format(shown=_MOST_ROWS, count=len(rows)))
    return " · ".join([about(view, measure), *(unbroken(part) for part in parts)])


def _alt(measure: str, view: View, listed: DatedList | None) -> str:
    place = view.area_name
    if listed:
        place = t("{place} ({list})").format(place=place, list=listed.title)
    return t("Areas of {area} in order of {measure}").format(area=place, measure=measure)
