"""The application's own routes: is it ready, the map's geometry and months, the chart library."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sharedwealth import settings
from sharedwealth.errors import SnapshotError
from sharedwealth.places import serving
from sharedwealth.places.codes import PROVINCE
from sharedwealth.text import LANGUAGES, Language, using
from sharedwealth.ui import area_register, assets, map_ahead, map_series, map_workshops, page_beside, store

log = logging.getLogger(__name__)

_TURN_SECONDS = 3.0
"""How long a browser waits for its turn to be told of a page beside its own; no thread waits with it."""
_turns = asyncio.Lock()

# Every name carries a digest or a version of its content, so a browser never has to ask again.
_FOR_EVER: Final = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
_FOR_EVER_BY_ONE: Final = {**_FOR_EVER, "cache-control": "private, max-age=31536000, immutable"}


async def ready(_: Request) -> Response:
    """200 with the snapshot when it opens and is what its manifest says; 503 with the reason when not."""
    try:
        warehouse = await run_in_threadpool(store.warehouse)
    except SnapshotError:
        reasons = {
            f"reason_{language}": await run_in_threadpool(_trouble, language) for language in LANGUAGES
        }
        log.error("not ready: %s", reasons["reason_en"])  # noqa: TRY400  the sentence says it; a trace would not help
        return JSONResponse({"status": "unavailable", **reasons}, status_code=503)
    return JSONResponse(
        {
            "status": "ready",
            "snapshot": warehouse.meta["code"],
            "kind": warehouse.meta["kind"],
            "as_of": warehouse.meta["as_of"],
        }
    )


def _trouble(language: Language) -> str:
    """Why the snapshot cannot be read; "" when it can after all."""
    with using(language):
        try:
            store.warehouse()
        except SnapshotError as problem:
            return str(problem)
    return ""


def default_view() -> dict[str, str]:
    """What an address without area and month stands for: the province in the snapshot's last month."""
    try:
        return {"area": PROVINCE, "month": store.warehouse().meta["as_of"]}
    except SnapshotError:
        return {}  # the page itself says that there is no snapshot


async def map_file(request: Request) -> Response:
    """The geometry of one map, as it was built: gzip as stored, cached for ever."""
    found = await run_in_threadpool(serving.map_file, settings.load(), request.path_params["name"])
    if found is None:
        return PlainTextResponse("not found", status_code=404)
    content, media_type, is_gzipped = found
    return _stored(request, content, media_type, is_gzipped=is_gzipped)


async def asset(request: Request) -> Response:
    """The chart library out of its own package, and the scripts that draw charts and maps."""
    content = await run_in_threadpool(assets.find, request.path_params["name"])
    if content is None:
        return PlainTextResponse("not found", status_code=404)
    return _stored(request, content, "text/javascript", is_gzipped=True)


async def map_months(request: Request) -> Response:
    """All months of a map that a page has named, kept by that reader's browser alone."""
    content = await run_in_threadpool(map_series.content, request.path_params["name"])
    if content is None:
        return PlainTextResponse("not found", status_code=404)
    return _stored(request, content, "application/json", is_gzipped=True, kept=_FOR_EVER_BY_ONE)


async def map_ahead_of(request: Request) -> Response:
    """The maps one step away from one that a page has shown, kept by that reader's browser alone."""
    content = await run_in_threadpool(map_ahead.content, request.path_params["name"])
    if content is None:
        return PlainTextResponse("not found", status_code=404)
    return _stored(request, content, "application/json", is_gzipped=True, kept=_FOR_EVER_BY_ONE)


async def area_register_of(request: Request) -> Response:
    """The places that the area's chooser knows."""
    content = await run_in_threadpool(
        lambda: area_register.content(store.warehouse(), request.path_params["name"])
    )
    if content is None:
        return PlainTextResponse("not found", status_code=404)
    return _stored(request, content, "application/json", is_gzipped=True)


async def page_beside_of(request: Request) -> Response:
    """What a page that was shown would tell its charts and maps after one more choice; 204 where that is not known."""
    try:
        async with asyncio.timeout(_TURN_SECONDS):
            await _turns.acquire()
    except TimeoutError:
        return Response(status_code=204)
    try:
        content = await run_in_threadpool(page_beside.content, request.path_params["name"], request.url.query)
    finally:
        _turns.release()
    if content is None:
        return Response(status_code=204)
    return _stored(request, content, "application/json", is_gzipped=True, kept=_FOR_EVER_BY_ONE)


async def map_points(request: Request) -> Response:
    """Positions or names of the workshops on a map that a page has named, kept by that reader's browser alone."""
    found = await run_in_threadpool(map_workshops.content, request.path_params["name"])
    if found is None:
        return PlainTextResponse("not found", status_code=404)
    content, media_type = found
    return _stored(request, content, media_type, is_gzipped=True, kept=_FOR_EVER_BY_ONE)


def _stored(
    request: Request,
    content: bytes,
    media_type: str,
    *,
    is_gzipped: bool,
    kept: Mapping[str, str] = _FOR_EVER,
) -> Response:
    if not is_gzipped:
        return Response(content, media_type=media_type, headers=kept)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(content, media_type=media_type, headers={**kept, "content-encoding": "gzip"})
    return Response(assets.unpacked(content), media_type=media_type, headers=kept)
