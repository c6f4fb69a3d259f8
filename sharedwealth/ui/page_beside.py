"""The page one choice away: what its charts and maps will be told in another month, of another type or area.

The browser asks for it while the reader looks at the page, one choice after the other; for an area, and for what can
be chosen on a map, when the reader lingers on it. It paints it as soon as the reader chooses; the page's own answer
follows and finds it there. The server has then worked it out, too.
"""

import gzip
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from sharedwealth import months
from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.errors import ReaderError
from sharedwealth.places import codes
from sharedwealth.text import Language, language
from sharedwealth.ui import address, areas, dry_run, map_choices, map_views, navigation, readers, store
from sharedwealth.ui.controls import ALL_TYPES
from sharedwealth.ui.filters import View
from sharedwealth.ui.promised import Promises

log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 2.0
"""How long readers may keep a page beside waiting; later its reader has gone on, or does without."""


@dataclass(frozen=True)
class _Wanted:
    """The page that the choices are away from."""

    snapshot: str
    outlines: str
    language: Language
    slug: str
    said: tuple[tuple[str, str], ...]


_named: Promises[_Wanted] = Promises("json")


def told(view: View, *, types: bool) -> dict[str, object] | None:
    """Where the pages one choice away are, and the choices in the order in which they are worth asking for.

    None for a page that is not foreseen, and in a run for nobody.
    """
    if not navigation.entry(navigation.here()).is_foreseen or dry_run.is_one():
        return None
    said = {**address.own(), **address.kept(), "area": view.area, "month": months.write(view.month)}
    wanted = _Wanted(
        view.warehouse.meta["code"],
        map_views.basis(),
        language(),
        navigation.here(),
        tuple(sorted(said.items())),
    )
    here = view.workshop_type or ALL_TYPES
    others = [f"type={each}" for each in (ALL_TYPES, *WORKSHOP_TYPES) if each != here] if types else []
    above = [f"area={code}" for code in codes.trail(view.area)[-2:-1]]
    return {
        "url": f"beside/{_named.name(wanted)}",
        "changes": [*(f"month={months.write(each)}" for each in view.months_beside()), *others, *above],
    }


def content(name: str, change: str) -> bytes | None:
    """By key what charts and maps are told after the change, gzipped JSON; None where nobody may or need know.

    That is a name no page has given, a snapshot that is gone, a choice that is none, a page that would say a sentence
    instead, and a server that has no time for it.
    """
    wanted = _named.find(name)
    said = _changed(wanted, change) if wanted else None
    if wanted is None or said is None or store.warehouse().meta["code"] != wanted.snapshot:
        return None
    patience = readers.Patience(_PATIENCE_SECONDS)
    try:
        patience.give_way()
        found = dry_run.of(wanted.slug, said, wanted.language, patience.give_way)
    except (ReaderError, readers.NoTimeError) as problem:
        log.debug("no page beside %s at %s: %r", wanted.slug, change, problem)
        return None
    return gzip.compress(orjson.dumps(found), 4, mtime=0)


def _changed(wanted: _Wanted, change: str) -> dict[str, str] | None:
    """What the address says after the change; None where that is no choice."""
    said = dict(wanted.said)
    what, _, value = change.partition("=")
    changes = _changes(said, what, value)
    if changes is None:
        return None
    return {name: kept for name, kept in {**said, **changes}.items() if kept is not None}


def _changes(said: dict[str, str], what: str, value: str) -> Mapping[str, str | None] | None:
    warehouse = store.warehouse()
    if what in map_choices.NAMES:  # the page itself refuses a wrong value
        view = View(warehouse, said["area"], months.parse(said["month"]), said.get("type"))
        with address.supposed(said):
            return map_choices.changes(view, what, value)
    if what == "type" and value == ALL_TYPES:
        return {"type": None}
    is_choice = (
        (what == "area" and areas.exists(warehouse, value))
        or (what == "month" and value in {months.write(each) for each in warehouse.months})
        or (what == "type" and value in WORKSHOP_TYPES)
    )
    return {what: value} if is_choice else None
