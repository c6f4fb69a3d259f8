"""A map in its panel, and its twin."""

from collections.abc import Sequence

import pandas as pd

from sharedwealth import numbers
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.places import codes
from sharedwealth.text import t, tn
from sharedwealth.ui import (
    area_map,
    map_ahead,
    map_lists,
    map_offer,
    map_tables,
    map_views,
    map_workshops,
    twin,
)
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_choices import Chosen
from sharedwealth.ui.map_offer import Offer
from sharedwealth.ui.map_views import Asked
from sharedwealth.ui.panel import about, panel


def show(
    view: View,
    keys: Sequence[str],
    *,
    name: str,
    height: int,
    with_levels: bool = True,
    with_layers: bool = False,
) -> str:
    """Draws the chosen measure of this page; a click drills. Returns the measure's key.

    Two months can be put beside each other, or their change be shown; with layers, points laid over the areas.

    Without a choice of level a total is drawn one level down, where circles do not crowd, and a rate by county.
    """
    offer = Offer(tuple(keys), with_levels, with_layers)
    shown = map_offer.shown(view, offer)
    asked, chosen = shown.asked, shown.chosen
    measure = map_lists.measure(asked.key, chosen.listed)
    with panel(
        name,
        _title(view, asked.key, chosen),
        about(view, measure),
        map_lists.explained(asked.key, chosen.listed),
    ):
        ahead = map_ahead.told(view, offer)
        area_map.show(view, shown, ahead=ahead, name=name, height=height)
        _table(view, asked, chosen, name)
        _points_table(view, chosen, name)
    return asked.key


def _table(view: View, asked: Asked, chosen: Chosen, name: str) -> None:
    """The numbers of the map: of the one month, or of both and their change."""
    definition = map_lists.explained(asked.key, asked.listed)
    title = map_lists.measure(asked.key, asked.listed)
    if asked.listed:
        title = f"{title} · {asked.listed.title}"
        name = f"{name}_{asked.listed.key}"
    if chosen.other is None:
        shown = map_views.answer(view, asked)
        twin.answer(view, shown, key=name, title=title, definition=definition, of=(asked.key,), of_map=True)
        return
    other = chosen.other
    twin.table(
        view,
        lambda: map_tables.two_months(view, asked, other),
        key=f"{name}_{other:%Y-%m}",
        title=title,
        definition=definition,
        of=(asked.key,),
        of_map=True,
    )


def _points_table(view: View, chosen: Chosen, name: str) -> None:
    """What lies over the map as points, to read and take away."""
    if chosen.layer == "villages":
        label, key = t("The villages on the map"), "village_coverage"
        make = map_tables.villages
    elif chosen.layer == "workshops":
        label, key = t("The workshops on the map"), "workshops_active"
        make = map_workshops.table
    else:
        return
    twin.table(
        view,
        lambda: make(view, chosen.listed),
        key=f"{name}_{chosen.layer}",
        title=label,
        label=label,
        caveat=CATALOGUE[key].caution(),
        of=(key,),
        of_map=True,
    )


def _title(view: View, key: str, chosen: Chosen) -> str:
    """The area's own figure, or that of the list chosen, and how many of the parts are without data."""
    if chosen.listed:
        return map_lists.title(view, key, chosen.listed)
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
