"""What leaves the room: a talk or a page as a file, made in a thread while nobody else waits."""

import logging
import mimetypes
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from sharedwealth import settings, text
from sharedwealth.briefings import reading
from sharedwealth.briefings.composing import compose
from sharedwealth.briefings.scene import Talk
from sharedwealth.errors import ReaderError
from sharedwealth.exports.formats import FORMATS, Format, Order
from sharedwealth.text import Language, t
from sharedwealth.ui import origin, store

log = logging.getLogger(__name__)

_NEVER_KEPT: Final = {"cache-control": "no-store"}
_ANY_FILE: Final = "application/octet-stream"
_NOT_IN_A_NAME: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


@dataclass(frozen=True)
class Asked:
    """Which talk is wanted; what is empty is its own, then the current snapshot's."""

    name: str
    kind: str
    area: str
    month: str
    snapshot: str
    step: str = ""
    """Of a picture: the key of the step that it shows."""


def address(name: str, form: str, **given: str) -> str:
    """Where the file is fetched: `kind` is `briefing` or `page`."""
    return f"exports/{name}.{form}?{urlencode({key: value for key, value in given.items() if value})}"


async def export(request: Request) -> Response:
    """The file under a name that says what it is; a sentence where it cannot be made."""
    name, _, form = request.path_params["name"].rpartition(".")
    query, language = request.query_params, origin.language(request)
    given = (query.get(each, "") for each in ("kind", "area", "month", "snapshot", "step"))
    try:
        path, named = await run_in_threadpool(_made, Asked(name, *given), form, language)
    except ReaderError as problem:
        return PlainTextResponse(str(problem), status_code=422, headers=_NEVER_KEPT)
    except Exception:
        number = secrets.token_hex(4)
        log.exception("error %s: the export %s", number, name)
        with text.using(language):
            sentence = t("This could not be finished. Tell the operator the number {number}.")
        return PlainTextResponse(sentence.format(number=number), status_code=500, headers=_NEVER_KEPT)
    return FileResponse(
        path,
        media_type=mimetypes.guess_type(path.name)[0] or _ANY_FILE,
        filename=named,
        headers=_NEVER_KEPT,
        background=BackgroundTask(path.unlink, missing_ok=True),
    )


def _made(asked: Asked, form: str, language: Language) -> tuple[Path, str]:
    """The file, which is the caller's to remove, and what it is to be called."""
    with text.using(language):
        if form not in FORMATS:
            sentence = t("There is no export “{form}”. There are: {known}.")
            raise reading.BriefingError(sentence.format(form=form, known=t(", ").join(FORMATS)))
        wanted = FORMATS[form]
        talk = _talk(asked)
        with tempfile.NamedTemporaryFile(
            prefix="sharedwealth-export-", suffix=wanted.ending, delete=False
        ) as held:
            path = Path(held.name)
        try:
            wanted.write(talk, path, Order(settings.load(), step=asked.step))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path, _named(talk, wanted, asked.step)


def _talk(asked: Asked) -> Talk:
    warehouse = store.held(asked.snapshot) if asked.snapshot else store.warehouse()
    found = reading.page(asked.name) if asked.kind == "page" else reading.find(asked.name)
    return compose(warehouse, found, asked.area or None, asked.month or None, settings=settings.load())


def _named(talk: Talk, wanted: Format, step: str = "") -> str:
    """共富工坊全省汇报-浙江省-2024-10-9AE388.pptx; a picture's name says its step too."""
    parts = (talk.title, step, talk.area_name, talk.month, talk.snapshot)
    stem = "-".join(part for part in parts if part)
    return f"{stem.translate(_NOT_IN_A_NAME)}{wanted.ending}"
