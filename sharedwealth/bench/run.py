"""All measures, one after the other."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from sharedwealth import demo, indicators
from sharedwealth.bench import browser, ledgers, measure, planning, room
from sharedwealth.bench.measure import Measure
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.places import register
from sharedwealth.settings import Settings
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import Warehouse, open_snapshot

QUERY_GOAL_MS = 10.0
BUILD_GOAL_S = 60.0
_AREAS = ("33", "3310", "331082")
_TIMES = 12


def measures(
    installation: Settings,
    *,
    build: bool = True,
    with_browser: bool = True,
    with_ledgers: bool = True,
    report: Callable[[str, float], None],
) -> Iterator[Measure]:
    """Yields each measure as it is taken."""
    if build:
        report("demonstration province", 0.0)
        yield snapshot_build(installation)
    warehouse = open_snapshot(snapshots.current(installation))
    keys = list(indicators.CATALOGUE)
    for done, key in enumerate(keys):
        report(key, 0.2 + 0.2 * done / len(keys))
        yield indicator_query(warehouse, key)
    report("plan", 0.4)
    yield from planning.measures(warehouse)
    yield room.question(warehouse, installation)
    if with_ledgers:
        report("ledgers", 0.45)
        yield from ledgers.measures(installation)
    if with_browser:
        report("browser", 0.7)
        yield from browser.measures(installation)
    report("", 1.0)


def snapshot_build(installation: Settings) -> Measure:
    """From nothing to a published demonstration snapshot, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = replace(installation, data=Path(folder))
        places = register.load(installation)
        begun = perf_counter()
        demo.generate(elsewhere, places, seed=demo.SEED)
        taken = [perf_counter() - begun]
    return measure.of("build: demonstration snapshot", taken, goal=BUILD_GOAL_S, about="p95", unit="s")


def indicator_query(warehouse: Warehouse, key: str) -> Measure:
    """The question a page asks most: the area itself, in the last month, for province, city and county."""
    taken: list[float] = []
    for area in _AREAS:
        for by in (None, "county", "month"):

            def ask(area: str = area, by: str | None = by) -> object:
                return indicators.answer(warehouse, key, area=area, by=by)

            try:
                taken += measure.milliseconds(ask, _TIMES)
            except UnknownChoiceError:
                continue  # this indicator has no such breakdown here
    return measure.of(f"query: {key}", taken, goal=QUERY_GOAL_MS, about="p95", unit="ms")
