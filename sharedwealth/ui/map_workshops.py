"""The workshops of an area as points by type: what the map is told, and the two files that it fetches."""

import gzip
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import orjson
import pandas as pd

from sharedwealth import product_names
from sharedwealth.charts import map_points
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.indicators.workshop_points import WorkshopMonths, workshop_months
from sharedwealth.places import codes, mapfile, projection
from sharedwealth.text import Language, language, t, using
from sharedwealth.ui import areas, memory, store
from sharedwealth.ui.filters import View
from sharedwealth.ui.promised import Promises


@dataclass(frozen=True)
class _Wanted:
    snapshot: str
    area: str
    workshop_type: str | None
    language: Language


_places: Promises[_Wanted] = Promises("bin")
_words: Promises[_Wanted] = Promises("json")


def points(
    view: View,
    area: str,
    listed: DatedList | None = None,
    among: AbstractSet[tuple[str, str]] | None = None,
) -> map_points.Points:
    """The active workshops of the view's month as points of their type; hidden where not active or not on the list.

    With `among` only those of this county and number are shown, active or not.
    """
    found = _found(view, area)
    is_active = _shown(view, found, listed)
    if among is not None:
        is_active = np.array([each in among for each in found.ids], dtype=bool)
    wanted = _Wanted(view.warehouse.meta["code"], area, view.workshop_type, language())
    return map_points.Points(
        f"points/{_places.name(wanted)}",
        np.where(is_active, found.types, map_points.HIDDEN).astype(np.uint8).tobytes(),
        map_points.workshops([word(WORKSHOP_TYPES, key) for key in WORKSHOP_TYPES]),
        details=f"points/{_words.name(wanted)}",
    )


def _shown(view: View, found: WorkshopMonths, listed: DatedList | None) -> np.ndarray:
    is_active = np.asarray(found.is_active[view.warehouse.months.index(view.month)], dtype=bool)
    is_on = np.array([listed is None or listed.holds(village) for village in found.villages], dtype=bool)
    return np.asarray(is_active & is_on)


def _found(view: View, area: str) -> WorkshopMonths:
    found: WorkshopMonths = store.told(workshop_months, view.warehouse, area, view.workshop_type)
    return found


def content(name: str) -> tuple[bytes, str] | None:
    """One of the two files, gzipped, with its media type; None for a name that no page has given."""
    wanted = _places.find(name) or _words.find(name)
    if wanted is None:
        return None
    warehouse = store.warehouse()
    if warehouse.meta["code"] != wanted.snapshot:
        return None
    view = View(warehouse, wanted.area, warehouse.last_month, wanted.workshop_type)
    is_places = _places.find(name) is not None

    def worked_out() -> bytes:
        with using(wanted.language):
            found = _found(view, wanted.area)
            return gzip.compress(
                _positions(found, wanted.area) if is_places else _details(view, found), 6, mtime=0
            )

    packed: bytes = memory.of(warehouse).recall(("workshops on a map", name), worked_out)
    return packed, "application/octet-stream" if is_places else "application/json"


def _positions(found: WorkshopMonths, area: str) -> bytes:
    """As the villages' positions: a count, then x and y of each in the map file's units, little-endian."""
    metres = projection.to_metres(found.longitudes, found.latitudes)
    unit = mapfile.unit(area if area == codes.PROVINCE else codes.up_to(area, "city"))
    screen = np.rint(mapfile.on_screen(metres, unit)).astype("<i4")
    return bytes(np.uint32(len(screen)).astype("<u4").tobytes() + screen.tobytes())


def _details(view: View, found: WorkshopMonths) -> bytes:
    """Key, name, village and town of each, in the order of the positions, and the word for its profile's link."""
    towns = sorted({codes.up_to(code, "town") for code in found.villages})
    place = {code: at for at, code in enumerate(towns)}
    told = {
        "keys": found.keys,
        "open": t("Open its profile"),
        "names": [product_names.worded(name) for name in found.names],
        "villages": found.villages,
        "towns": [areas.name(view.warehouse, code) for code in towns],
        "in": [place[codes.up_to(code, "town")] for code in found.villages],
    }
    return bytes(orjson.dumps(told))


def table(view: View, listed: DatedList | None = None) -> pd.DataFrame:
    """The workshops on the map, as a reader's table; a village's map is its town's."""
    found = _found(view, view.area[: codes.LENGTHS["town"]])
    is_active = _shown(view, found, listed)
    keys = tuple(WORKSHOP_TYPES)
    shown = [at for at in range(len(found.names)) if is_active[at]]
    villages = [found.villages[at] for at in shown]
    return pd.DataFrame(
        {
            t("Workshop"): [found.names[at] for at in shown],
            t("Type"): [word(WORKSHOP_TYPES, keys[found.types[at]]) for at in shown],
            t("Village or community"): [areas.name(view.warehouse, code) for code in villages],
            t("Town"): [areas.name(view.warehouse, codes.up_to(code, "town")) for code in villages],
            t("County"): [areas.name(view.warehouse, codes.up_to(code, "county")) for code in villages],
        }
    )
