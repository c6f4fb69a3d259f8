"""What the stage asks and tells the server in the middle of a talk: questions from the room, and promises."""

import dataclasses
import json
import logging
import secrets
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sharedwealth import settings, text
from sharedwealth.briefings import answering, asking_room, promises
from sharedwealth.errors import ReaderError
from sharedwealth.places import codes
from sharedwealth.text import Language, t
from sharedwealth.ui import memory, origin, store

log = logging.getLogger(__name__)

_NEVER_KEPT: Final = {"cache-control": "no-store"}
_LONGEST_PROMISE: Final = 8192


async def ask(request: Request) -> Response:
    """`scene` where the question has one answer, else `sentence` and `choices`; with `choices=1` always the latter."""
    given = dict(request.query_params)
    return await _answered(origin.language(request), _asked, given)


async def promise(request: Request) -> Response:
    """Takes a promise from our own stage; answers with it as it was written down, or with what is wrong."""
    language = origin.language(request)
    if not origin.is_our_own_page(request):
        return _refused(language, 403)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > _LONGEST_PROMISE:
            return _refused(language, 413)
    try:
        told = json.loads(content)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return _refused(language, 400)
    return await _answered(language, _promised, told)


async def _answered(language: Language, work: Any, given: dict[str, Any]) -> Response:  # noqa: ANN401
    try:
        found = await run_in_threadpool(_in_language, language, work, given)
    except ReaderError as problem:
        return JSONResponse({"problem": str(problem)}, status_code=422, headers=_NEVER_KEPT)
    except Exception:
        number = secrets.token_hex(4)
        log.exception("error %s", number)
        with text.using(language):
            sentence = t("This could not be finished. Tell the operator the number {number}.")
        return JSONResponse({"problem": sentence.format(number=number)}, status_code=500, headers=_NEVER_KEPT)
    return JSONResponse(found, headers=_NEVER_KEPT)


def _in_language(language: Language, work: Any, given: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    with text.using(language):
        found: dict[str, Any] = work(given)
        return found


def _asked(given: dict[str, str]) -> dict[str, Any]:
    warehouse = _warehouse(given)
    question, month = given.get("q", ""), given.get("month") or None
    area = given.get("area") or codes.PROVINCE
    if given.get("choices"):
        return _told(asking_room.suggested(warehouse, question, area))
    meant = asking_room.understood(warehouse, question, area)
    if isinstance(meant, asking_room.Choices):
        return _told(meant)
    found = memory.of(warehouse).recall(
        ("asked in the room", text.language(), *meant, month),
        lambda: dataclasses.asdict(answering.sheet(warehouse, *meant, month)),
    )
    return {"scene": found}


def _told(choices: asking_room.Choices) -> dict[str, Any]:
    return {
        "sentence": choices.sentence,
        "choices": [{"label": each.label, "text": each.label, "q": each.q} for each in choices.choices],
    }


def _promised(told: dict[str, Any]) -> dict[str, Any]:
    made = promises.make(_warehouse(told), settings.load(), told)
    return {"promise": dataclasses.asdict(made)}


def _warehouse(given: dict[str, Any]) -> Any:  # noqa: ANN401
    code = str(given.get("snapshot") or "")
    return store.held(code) if code else store.warehouse()


def _refused(language: Language, status: int) -> Response:
    with text.using(language):
        sentence = t("A promise is taken from this system's own stage only, and as it was filled in there.")
        return JSONResponse({"problem": sentence}, status_code=status, headers=_NEVER_KEPT)
