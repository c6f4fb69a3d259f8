"""All months of a map, which the browser fetches once beside the page, so that playing asks nothing.

A page names the address; what stands there is worked out when the browser asks, after the map is painted.
"""

import gzip
from dataclasses import dataclass

import orjson

from sharedwealth import months, numbers
from sharedwealth.charts.map_months import packed
from sharedwealth.text import Language, language, t, using
from sharedwealth.ui import map_views, memory, store
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_views import Asked
from sharedwealth.ui.promised import Promises


@dataclass(frozen=True)
class _Wanted:
    """What stands at an address, whoever asks."""

    snapshot: str
    outlines: str
    language: Language
    area: str
    workshop_type: str | None
    asked: Asked


_named: Promises[_Wanted] = Promises("json")


def told(view: View, asked: Asked) -> dict[str, object]:
    """What the map is told of its months: where they are, which one is on show, and the words of its slider."""
    wanted = _Wanted(
        view.warehouse.meta["code"], map_views.basis(), language(), view.area, view.workshop_type, asked
    )
    return {
        "url": f"months/{_named.name(wanted)}",
        "month": months.write(view.month),
        "months": [months.write(month) for month in view.warehouse.months],
        "names": [numbers.month(month) for month in view.warehouse.months],
        "words": {
            "month": t("Month on the map"),
            "play": t("Play the months"),
            "pause": t("Pause"),
            "counted": t("Counted in {month}"),
        },
    }


def content(name: str) -> bytes | None:
    """The months of a map, gzipped JSON; None for a name that no page has given or whose snapshot is gone."""
    wanted = _named.find(name)
    if wanted is None:
        return None
    warehouse = store.warehouse()
    if warehouse.meta["code"] != wanted.snapshot:
        return None

    def worked_out() -> bytes:
        with using(wanted.language):
            views = {
                months.write(month): View(warehouse, wanted.area, month, wanted.workshop_type)
                for month in warehouse.months
            }
            drawn = {month: map_views.drawn(view, wanted.asked) for month, view in views.items()}
            return gzip.compress(orjson.dumps(packed(drawn)), 6, mtime=0)

    return memory.of(warehouse).recall(("months of a map", name), worked_out)
