"""What is paid once at the start instead of by the first reader."""

import gc
import logging
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from threading import Thread

import duckdb
from starlette.concurrency import run_in_threadpool
from streamlit.web.server.starlette.starlette_app import App

from sharedwealth import text
from sharedwealth.briefings import naming
from sharedwealth.errors import ReaderError, SnapshotError
from sharedwealth.indicators import clusters
from sharedwealth.places.codes import PROVINCE
from sharedwealth.text import LANGUAGES
from sharedwealth.ui import area_register, assets, map_views, store
from sharedwealth.ui.pieces import attention, enterprises, partnerships, workshops
from sharedwealth.warehouse.connection import Warehouse

log = logging.getLogger(__name__)

FRONT = (
    ("workshops_built", "city"),
    ("village_coverage", "county"),
    ("village_coverage", "city"),
    ("workshops_active", "type"),
    ("people_employed_cumulative", "city"),
    ("low_income_people_employed_cumulative", "city"),
    ("income_increase", "county"),
    ("income_increase", "city"),
    ("key_village_coverage", "county"),
    ("mountain_town_coverage", "county"),
)
"""What Overview and Coverage ask of the province: indicator and breakdown."""

AHEAD: tuple[Callable[[Warehouse, date], object], ...] = (
    attention.found,
    lambda warehouse, month: partnerships.parts_of(warehouse, PROVINCE, month),
    lambda warehouse, month: enterprises.tied(warehouse, PROVINCE, month, None),
)
"""What takes longest on the pages behind, of the whole province in a month, whatever the language."""
AHEAD_MONTHS = 13

_SWITCH_SECONDS = 0.0005
"""How soon the thread that sends a page's messages gets its turn beside those that make them; Python's own is 5 ms."""


@asynccontextmanager
async def lifespan(_: App) -> AsyncIterator[None]:
    """Opens the snapshot, packs the chart library, and takes everything loaded so far out of garbage collection.

    Streamlit's own collection after every run is switched off in `.streamlit/config.toml`; what Python still collects
    by itself then need not walk through the libraries, which never become garbage.
    """
    await run_in_threadpool(assets.plotly_script)
    try:
        await run_in_threadpool(store.warehouse)
    except SnapshotError as problem:
        log.error("started without a snapshot: %s", problem)  # noqa: TRY400
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(_SWITCH_SECONDS)
    Thread(target=front_pages, name="warm-up", daemon=True).start()
    yield


def front_pages() -> None:
    """Asks what the front pages ask of the province, in every month and both languages, before a reader does.

    One after the other and beside the readers, a few seconds in all; a meeting then never waits for a month. Then, with
    pauses, what takes longest on the pages behind, of the last year.
    """
    try:
        warehouse = store.warehouse()
        map_views.all_villages(warehouse)
        workshops.names(warehouse)
        area_register.packed(warehouse)
        naming.warm(warehouse)
        for language in LANGUAGES:
            text.use(language)
            for key, by in FRONT:
                store.answer(warehouse, key, area=PROVINCE, month=warehouse.last_month, by="month")
                store.answer(
                    warehouse,
                    key,
                    area=PROVINCE,
                    month=warehouse.last_month,
                    by=by,
                    since=warehouse.first_month,
                )
                for month in reversed(warehouse.months):
                    store.answer(warehouse, key, area=PROVINCE, month=month, by=by)
        clusters.load()
        for month in list(reversed(warehouse.months))[:AHEAD_MONTHS]:
            for step in AHEAD:
                begun = time.perf_counter()
                step(warehouse, month)
                time.sleep(time.perf_counter() - begun)  # a reader who is there by now comes first
    except (ReaderError, duckdb.Error):
        log.exception("the warm-up stopped; pages work, their first views take longer")
