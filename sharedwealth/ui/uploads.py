"""Files that readers send: taken in by a route of ours, kept for an hour under random names, and then removed.

Nothing is read here. What a file is, the reader of ledgers finds out in a process of its own. A file is known to
nobody but its sender, by a token that cannot be guessed.
"""

import logging
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from threading import Lock, Timer
from typing import Final
from weakref import finalize

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from sharedwealth.intake.layers import reading as layer_reading
from sharedwealth.ledger import reading
from sharedwealth.ledger.workbook_stream import MEBIBYTE
from sharedwealth.text import LANGUAGES, Language, t, using
from sharedwealth.ui import origin

log = logging.getLogger(__name__)

LARGEST: Final = reading.LARGEST_FILE
LARGEST_LAYER: Final = layer_reading.LARGEST_FILE
LAYER: Final = "layer"
"""What a file is sent for, where it is no ledger."""
MOST_AT_ONCE: Final = 60
"""Files that one drop may hold."""
MOST_BYTES: Final = 600 * MEBIBYTE
MOST_FILES: Final = 1000
KEPT_SECONDS: Final = 3600.0
_LONGEST_NAME: Final = 120
_PREFIX: Final = "sharedwealth-uploads-"
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,8}")
_NOT_IN_A_NAME: Final = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Received:
    """A file that arrived: what its sender calls it, and where it lies."""

    token: str
    name: str
    path: Path


class FullError(Exception):
    """There is no room for another file at the moment."""


class Tray:
    """The files that arrived in the last hour, together no more than their most, in a folder of this process."""

    def __init__(
        self, folder: Path, most_bytes: int = MOST_BYTES, kept_seconds: float = KEPT_SECONDS
    ) -> None:
        self.folder = folder
        self._most_bytes = most_bytes
        self._kept_seconds = kept_seconds
        self._held: dict[str, tuple[Received, int, float]] = {}
        self._lock = Lock()
        self._timer: Timer | None = None

    def put(self, name: str, content: bytes) -> Received:
        """Keeps the file; a `FullError` when there is no room."""
        token = secrets.token_urlsafe(24)
        suffix = PurePosixPath(name).suffix.lower()
        stored = f"{token}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
        received = Received(token, name, self.folder / stored)
        with self._lock:
            self._sweep()
            together = sum(size for _, size, _ in self._held.values())
            if together + len(content) > self._most_bytes or len(self._held) >= MOST_FILES:
                raise FullError
            self._held[token] = (received, len(content), time.monotonic() + self._kept_seconds)
            if self._timer is None:
                self._plan()
        received.path.write_bytes(content)
        return received

    def find(self, tokens: Iterable[str]) -> list[Received]:
        """The files that are still there, which are then kept for another hour."""
        found = []
        with self._lock:
            self._sweep()
            for token in tokens:
                if token in self._held:
                    received, size, _ = self._held[token]
                    self._held[token] = (received, size, time.monotonic() + self._kept_seconds)
                    found.append(received)
        return found

    def remove(self, tokens: Iterable[str]) -> None:
        with self._lock:
            for token in tokens:
                self._drop(token)

    def _plan(self) -> None:
        """Has the tray swept when the first file's hour is over, whether or not another one comes."""
        first = min(until for _, _, until in self._held.values())
        self._timer = Timer(max(0.0, first - time.monotonic()) + 1, self._swept)
        self._timer.daemon = True
        self._timer.start()

    def _swept(self) -> None:
        with self._lock:
            self._timer = None
            self._sweep()
            if self._held:
                self._plan()

    def _sweep(self) -> None:
        now = time.monotonic()
        for token in [token for token, (_, _, until) in self._held.items() if until <= now]:
            self._drop(token)

    def _drop(self, token: str) -> None:
        if token in self._held:
            received, _, _ = self._held.pop(token)
            received.path.unlink(missing_ok=True)


_making = Lock()
_made: list[Tray] = []


def tray() -> Tray:
    """The process's own; its folder goes with the process, and what a killed one left behind goes now."""
    with _making:
        if not _made:
            _clear_leftovers(Path(tempfile.gettempdir()))
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
            made = Tray(folder)
            finalize(made, shutil.rmtree, folder, ignore_errors=True)
            _made.append(made)
        return _made[0]


def _clear_leftovers(where: Path) -> None:
    old = time.time() - 24 * KEPT_SECONDS
    for folder in where.glob(f"{_PREFIX}*"):
        try:
            if folder.stat().st_mtime < old:
                shutil.rmtree(folder)
        except OSError as problem:
            log.warning("%s could not be removed: %s", folder, problem)


def clean(name: str) -> str:
    """The last part of a file's name without signs that are none, short enough to be shown; never a path."""
    last = PureWindowsPath(PurePosixPath(name.strip()).name).name
    shown = _NOT_IN_A_NAME.sub("", last).strip()
    if not shown.strip("."):
        return "?"
    path = PurePosixPath(shown)
    return shown if len(shown) <= _LONGEST_NAME else f"{path.stem[:_LONGEST_NAME]}…{path.suffix[:9]}"


def too_large() -> str:
    """The sentence for a file above the size, which still names `{file}`."""
    return t(
        "{file} is larger than {most} MB. A county's ledger of a month is far smaller; check the file."
    ).replace("{most}", str(LARGEST // MEBIBYTE))


def layer_too_large() -> str:
    """The same of a layer of boundaries or points."""
    return t(
        "{file} is larger than {most} MB. Export only the towns or villages, with fewer corners, or county by county."
    ).replace("{most}", str(LARGEST_LAYER // MEBIBYTE))


async def receive(request: Request) -> Response:
    """Takes one file as the request's body; answers with its token, or with a sentence in the page's language."""
    language = _language(request)
    name = clean(request.query_params.get("name", ""))
    is_layer = request.query_params.get("for") == LAYER
    largest = LARGEST_LAYER if is_layer else LARGEST
    if not _is_of_our_own_page(request):
        return _refused(403, language, "elsewhere", name)
    content = bytearray()
    try:
        async for chunk in request.stream():
            content += chunk
            if len(content) > largest:
                return _refused(413, language, "layer_too_large" if is_layer else "too_large", name)
    except ClientDisconnect:
        return Response(status_code=400)
    try:
        received = await run_in_threadpool(tray().put, name, bytes(content))
    except FullError:
        return _refused(503, language, "full", name)
    except OSError:
        log.exception("an uploaded file could not be kept")
        return _refused(507, language, "full", name)
    return JSONResponse({"token": received.token})


def _is_of_our_own_page(request: Request) -> bool:
    """Whether a page of this application sends it: no other site may set this header, nor claim this origin."""
    return request.headers.get("x-sharedwealth") == "upload" and origin.is_our_own_page(request)


def _language(request: Request) -> Language:
    asked = request.query_params.get("lang")
    return next((each for each in LANGUAGES if each == asked), "zh")


def _refused(status: int, language: Language, reason: str, name: str) -> Response:
    with using(language):
        sentences = {
            "elsewhere": t(
                "Files are taken from this system's own pages only. Open one and send {file} there."
            ),
            "too_large": too_large(),
            "layer_too_large": layer_too_large(),
            "full": t(
                "Too many files are being worked on at the moment. Send {file} again in a few minutes."
            ),
        }
        return JSONResponse({"problem": sentences[reason].format(file=name)}, status_code=status)
