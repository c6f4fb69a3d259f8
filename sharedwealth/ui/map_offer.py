"""Which map stands on a page: the rules by which view and address choose one of those that the page offers.

Nothing is drawn here, so that it can also be asked which map would stand at another place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sharedwealth.indicators import CATALOGUE, Indicator
from sharedwealth.places import codes
from sharedwealth.text import mark, t
from sharedwealth.ui import choice, map_choices
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_choices import Chosen
from sharedwealth.ui.map_views import Asked

LEVELS: dict[str, str] = {"city": mark("Cities"), "county": mark("Counties"), "town": mark("Towns")}


@dataclass(frozen=True)
class Offer:
    """The maps that a page offers: their measures, and whether levels and layers can be chosen.

    In a town layers can be chosen on every page: its villages are its parts.
    """

    keys: tuple[str, ...]
    with_levels: bool = True
    with_layers: bool = False


@dataclass(frozen=True)
class Shown:
    """The map that stands there, and what it was chosen from."""

    asked: Asked
    chosen: Chosen
    keys: tuple[str, ...]
    levels: tuple[codes.Level, ...]
    """Those that can be chosen here; none where the page offers no choice of them."""


def levels(area: str) -> list[codes.Level]:
    """The levels that a map of this area can be divided into, the usual one first."""
    here = codes.level(area)
    if here == "province":
        return ["county", "city"]
    if here == "city":
        return ["county", "town"]
    return ["town"]


def shown(view: View, offer: Offer) -> Shown:
    """The map of this view; what the address says wrongly raises with a sentence."""
    possible = levels(view.area)
    keys = [key for key in offer.keys if view.can_tell(key) and set(possible) & set(CATALOGUE[key].levels)]
    choice.known("measure", tuple(CATALOGUE), mark("There is no indicator “{value}”."))
    choice.known("level", tuple(LEVELS), mark("There is no level “{value}” on the map."))
    key = choice.standing("measure", keys)
    is_one_area = len(view.area) >= codes.LENGTHS["town"]  # of which a map of areas says what the title says
    chosen = map_choices.read(view, has_layers=offer.with_layers or is_one_area)
    of_key = [level for level in possible if level in CATALOGUE[key].levels]
    if chosen.listed:
        of_key = [level for level in of_key if level != "city"]  # cities hold counties of both kinds
    level = choice.standing("level", of_key) if offer.with_levels else _usual(view, CATALOGUE[key], of_key)
    is_change = chosen.mode == "change"
    asked = Asked(
        key,
        level,
        chosen.layer,
        chosen.other if is_change else None,
        None if is_change else chosen.classing,
        chosen.listed,
    )
    return Shown(asked, chosen, tuple(keys), tuple(of_key) if offer.with_levels else ())


def choices(view: View, shown: Shown) -> list[dict[str, Any]]:
    """All choices that stand above the map, as it draws them; what leaves nothing to choose is left out."""
    found = []
    if len(shown.keys) > 1:
        measures = {key: CATALOGUE[key].short_title() for key in shown.keys}
        found.append(map_choices.buttons("measure", t("Measure"), shown.asked.key, measures))
    if len(shown.levels) > 1:
        named = {level: t(LEVELS[level]) for level in shown.levels}
        found.append(map_choices.buttons("level", t("Level"), shown.asked.level, named))
    return [*found, *map_choices.offered(view, shown.chosen)]


def _usual(view: View, indicator: Indicator, of_key: Sequence[codes.Level]) -> codes.Level:
    """A total is drawn one level down, where circles do not crowd; a rate as finely as its map usually is."""
    below = codes.below(view.area)
    is_total = indicator.shape in ("count", "sum")
    return below if below and is_total and below in of_key else of_key[0]
