"""What is paid once at the start instead of by the first reader."""

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from streamlit.web.server.starlette.starlette_app import App

from sharedwealth.errors import SnapshotError
from sharedwealth.ui import assets, store

log = logging.getLogger(__name__)


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
    yield
