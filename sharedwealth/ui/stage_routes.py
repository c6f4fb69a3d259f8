"""The stage's routes: the document, the talk it fetches once, and what it has to report of itself."""

import gzip
import json
import logging
import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from sharedwealth import settings, text
from sharedwealth.briefings import composing, reading, scene
from sharedwealth.errors import ReaderError
from sharedwealth.stage import document
from sharedwealth.text import LANGUAGES, Language, t
from sharedwealth.ui import guard, origin, store

log = logging.getLogger(__name__)

LONGEST_REPORT: Final = 4096
_NEVER_KEPT: Final = {"cache-control": "no-store"}


@dataclass(frozen=True)
class Asked:
    """Which talk an address names; what is empty is the talk's own, then the current snapshot's."""

    name: str
    language: Language
    area: str = ""
    month: str = ""
    snapshot: str = ""

    @property
    def query(self) -> str:
        values = {"area": self.area, "month": self.month, "snapshot": self.snapshot, "lang": self.language}
        return urlencode({name: value for name, value in values.items() if value})


async def stage(request: Request) -> Response:
    """The document of a talk; a page that says so where there is none of that name, a sentence where it is broken."""
    asked = asked_of(request)
    try:
        content = await run_in_threadpool(_document, asked)
    except ReaderError as problem:
        if reading.path_of(asked.name, settings.load()) is not None:
            return PlainTextResponse(str(problem), status_code=422, headers=_NEVER_KEPT)
        english = asked.language == "en"
        return HTMLResponse(guard.not_found(request.url.path, english=english), status_code=404)
    return HTMLResponse(content, headers=_NEVER_KEPT)


async def talk(request: Request) -> Response:
    """The whole talk of one snapshot, and how its places can be typed; else the reason as a sentence."""
    asked = asked_of(request)
    try:
        content = await run_in_threadpool(_told, asked)
    except ReaderError as problem:
        return JSONResponse({"reason": str(problem)}, status_code=400, headers=_NEVER_KEPT)
    except Exception:
        number = secrets.token_hex(4)
        log.exception("error %s: the talk %s", number, asked)
        return JSONResponse({"reason": _unsaid(asked.language, number)}, status_code=500, headers=_NEVER_KEPT)
    headers = {**_NEVER_KEPT, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        content = await run_in_threadpool(gzip.compress, content, 5)
        headers["content-encoding"] = "gzip"
    return Response(content, media_type="application/json", headers=headers)


async def report(request: Request) -> Response:
    """Takes what went wrong in a stage into the log, a line of limited length from our own page alone."""
    if not origin.is_our_own_page(request):
        return Response(status_code=403)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LONGEST_REPORT:
            return Response(status_code=413)
    try:
        words = str(json.loads(content)["words"])
    except (ValueError, TypeError, KeyError):
        return Response(status_code=400)
    log.error("stage: %s", " ⏎ ".join(words.split("\n")))
    return Response(status_code=204)


def asked_of(request: Request) -> Asked:
    """The talk that a request's path and query name; Chinese where no language or an unknown one is asked for."""
    query = request.query_params
    wanted = query.get("lang", "")
    fallback: Language = "en" if not wanted and guard.prefers_english(request.headers) else "zh"
    language = next((each for each in LANGUAGES if each == wanted), fallback)
    given = {name: query.get(name, "") for name in ("area", "month", "snapshot")}
    return Asked(request.path_params["name"], language, **given)


def composed(asked: Asked) -> scene.Talk:
    """The talk in the run's language, of the snapshot that was asked for or of the current one."""
    source = store.held(asked.snapshot) if asked.snapshot else store.warehouse()
    return composing.compose(source, reading.find(asked.name), asked.area or None, asked.month or None)


def _document(asked: Asked) -> str:
    with text.using(asked.language):
        found = reading.find(asked.name)
        routes = document.Routes(talk=f"/stage/{quote(asked.name)}/talk.json?{asked.query}")
        return document.served(str(found.title), routes)


def _told(asked: Asked) -> bytes:
    with text.using(asked.language):
        found = composed(asked)
        payload = {"talk": scene.payload(found), "readings": document.readings(found)}
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _unsaid(language: Language, number: str) -> str:
    with text.using(language):
        sentence = t(
            "The talk could not be put together at the moment. Tell the operator the number {number}."
        )
        return sentence.format(number=number)
