"""All months of a map, which the browser fetches once beside the page, so that playing asks nothing.

A page names the address; what stands there is worked out when the browser asks, after the map is painted. Only what a
page has named can be fetched: the names are of this process and cannot be guessed.
"""

import gzip
import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import orjson

from sharedwealth import months, numbers
from sharedwealth.charts.map_months import packed
from sharedwealth.text import Language, language, t, using
from sharedwealth.ui import map_views, memory, store
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_views import Asked

_MOST = 2000
_SECRET = secrets.token_hex(16)


@dataclass(frozen=True)
class _Wanted:
    """What stands at an address, whoever asks."""

    snapshot: str
    language: Language
    area: str
    workshop_type: str | None
    asked: Asked

    @property
    def name(self) -> str:
        return f"{hashlib.sha256(f'{_SECRET} {self}'.encode()).hexdigest()[:32]}.json"


_named: OrderedDict[str, _Wanted] = OrderedDict()
_naming = Lock()


def told(view: View, asked: Asked) -> dict[str, object]:
    """What the map is told of its months: where they are, which one is on show, and the words of its slider."""
    wanted = _Wanted(view.warehouse.meta["code"], language(), view.area, view.workshop_type, asked)
    with _naming:
        _named[wanted.name] = wanted
        _named.move_to_end(wanted.name)
        while len(_named) > _MOST:
            _named.popitem(last=False)
    return {
        "url": f"months/{wanted.name}",
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
    with _naming:
        wanted = _named.get(name)
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
