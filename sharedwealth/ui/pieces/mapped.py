"""A map in its panel: the choice of measure and level, the map, and its twin."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE, Indicator
from sharedwealth.places import codes
from sharedwealth.text import mark, t, tn
from sharedwealth.ui import area_map, choice, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import about, panel

_LEVELS: dict[str, str] = {"city": mark("Cities"), "county": mark("Counties"), "town": mark("Towns")}


def show(
    view: View,
    keys: Sequence[str],
    *,
    name: str,
    height: int,
    with_levels: bool = True,
    with_villages: bool = False,
) -> str:
    """Draws the chosen measure of this page; a click drills. Returns the measure's key.

    Without a choice of level a total is drawn one level down, where circles do not crowd, and a rate by county.
    """
    possible = area_map.levels(view.area)
    offered = [key for key in keys if view.can_tell(key) and set(possible) & set(CATALOGUE[key].levels)]
    key = choice.known("measure", tuple(CATALOGUE), mark("There is no indicator “{value}”.")) or offered[0]
    key = key if key in offered else offered[0]
    levels = [level for level in possible if level in CATALOGUE[key].levels]
    indicator = CATALOGUE[key]
    with panel(name, _title(view, key), about(view, indicator.title()), help_=indicator.explain()):
        with st.container(horizontal=True, gap="small", key=f"{name}_choices"):
            key = choice.segmented(
                "measure", t("Measure"), offered, lambda each: CATALOGUE[each].short_title()
            )
            if with_levels:
                level = choice.segmented("level", t("Level"), levels, lambda each: t(_LEVELS[each]))
            else:
                level = _usual_level(view, CATALOGUE[key], levels)
        answer = area_map.show(view, key, level=level, name=name, height=height, with_villages=with_villages)  # type: ignore[arg-type]
        twin.answer(
            view,
            answer,
            key=name,
            title=indicator.title(),
            definition=indicator.explain(),
            of=(key,),
            of_map=True,
        )
        if with_villages:
            villages = t("The villages on the map")
            twin.table(
                view,
                lambda: area_map.village_table(view),
                key=f"{name}_villages",
                title=villages,
                label=villages,
                caveat=CATALOGUE["village_coverage"].caution(),
                of=("village_coverage",),
                of_map=True,
            )
    return key


def _usual_level(view: View, indicator: Indicator, levels: Sequence[str]) -> str:
    below = codes.below(view.area)
    is_total = indicator.shape in ("count", "sum")
    return str(below) if is_total and below in levels else levels[0]


def _title(view: View, key: str) -> str:
    """The area's own figure, and how many of its parts are without data."""
    row = view.figure(key)
    indicator = CATALOGUE[key]
    if pd.isna(row["value"]):
        reason = t("Not applicable") if row["counties_reported"] else word(STATUSES, str(row["status"]))
        return t("{measure}: {reason}").format(measure=indicator.short_title(), reason=reason)
    sentence = t("{measure}: {value}").format(
        measure=indicator.short_title(), value=numbers.with_unit(row["value"], row["unit"])
    )
    silent = int(row["counties"] - row["counties_reported"]) if pd.notna(row["counties"]) else 0
    if not silent or codes.level(view.area) not in ("province", "city"):
        return sentence
    gap = tn("{count} county has not reported", "{count} counties have not reported", silent)
    return f"{sentence} · {gap.format(count=silent)}"
