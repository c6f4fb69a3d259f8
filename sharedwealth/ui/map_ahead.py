"""The maps one step away from the one on show, fetched once beside the page, so that a drill is painted at once.

They are what the server would send after the step, worked out by the same code; the page's answer follows.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import orjson

from sharedwealth.charts.map_folding import folded
from sharedwealth.errors import ReaderError
from sharedwealth.places import codes
from sharedwealth.text import Language, language, using
from sharedwealth.ui import address, area_map, areas, map_offer, map_views, memory, store
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_offer import Offer
from sharedwealth.ui.promised import Promises


@dataclass(frozen=True)
class _Wanted:
    """What stands at an address, whoever asks."""

    snapshot: str
    outlines: str
    language: Language
    area: str
    month: date
    workshop_type: str | None
    offer: Offer
    said: tuple[tuple[str, str], ...]


_named: Promises[_Wanted] = Promises("json")


def told(view: View, offer: Offer) -> dict[str, str]:
    """What the map is told of the maps round it: where they are, and a name for all that they have in common.

    Maps under the same name differ by their area alone: month, measure and everything chosen are the same.
    """
    wanted = _Wanted(
        view.warehouse.meta["code"],
        map_views.basis(),
        language(),
        view.area,
        view.month,
        view.workshop_type,
        offer,
        tuple(sorted(address.own().items())),
    )
    common = hashlib.sha256(repr(replace(wanted, area="")).encode()).hexdigest()[:12]
    return {"url": f"ahead/{_named.name(wanted)}", "of": common}


def content(name: str) -> bytes | None:
    """The maps round one, gzipped JSON; None for a name that no page has given or whose snapshot is gone."""
    wanted = _named.find(name)
    if wanted is None:
        return None
    warehouse = store.warehouse()
    if warehouse.meta["code"] != wanted.snapshot:
        return None

    def worked_out() -> bytes:
        view = View(warehouse, wanted.area, wanted.month, wanted.workshop_type)
        with using(wanted.language):
            maps = around(view, wanted.offer, dict(wanted.said))
            return gzip.compress(orjson.dumps(folded(maps)), 6, mtime=0)

    return memory.of(warehouse).recall(("maps round a map", name), worked_out)


def around(view: View, offer: Offer, said: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """By code, what the map would be told at each place that one step leads to, with this in the address."""
    found: dict[str, dict[str, object]] = {}
    with address.supposed(said):
        for code in steps(view, map_offer.shown(view, offer).asked.level):
            there = replace(view, area=code)
            try:
                shown = map_offer.shown(there, offer)
            except ReaderError:
                continue  # the page would say so instead of drawing a map
            found[code] = area_map.told(there, shown)
    return found


def steps(view: View, level: codes.Level) -> list[str]:
    """Where a click on a map of this level, a row or the breadcrumb leads: the places above, and those drawn here."""
    above = [code for code in codes.trail(view.area) if code != view.area]
    if codes.level(view.area) in ("town", "village"):
        return [*above, *(each.code for each in map_views.villages(view) if each.code != view.area)]
    return [*above, *areas.inside(view.warehouse, view.area, level)]
