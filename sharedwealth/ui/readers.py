"""How many readers' runs are going on, so that work beside them can let them go first."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_LOOKS_SECONDS = 0.004

_lock = Lock()
_served = 0


@contextmanager
def being_served() -> Iterator[None]:
    """For the lines inside a reader waits for a page."""
    global _served  # noqa: PLW0603  one count for the process
    with _lock:
        _served += 1
    try:
        yield
    finally:
        with _lock:
            _served -= 1


class NoTimeError(Exception):
    """Readers have kept a piece of work waiting for longer than it is worth."""


class Patience:
    """What a piece of work beside the readers has of it: seconds that it may wait in all."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def give_way(self) -> None:
        """Waits until no reader waits for a page; raises `NoTimeError` when the patience is used up."""
        begun = time.monotonic()
        while _served:
            if time.monotonic() - begun > self._left:
                raise NoTimeError
            time.sleep(_LOOKS_SECONDS)
        self._left -= time.monotonic() - begun
