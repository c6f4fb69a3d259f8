"""How many readers' runs are going on, so that work beside them can let them go first."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_PATIENCE_SECONDS = 2.0
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


def give_way() -> None:
    """Waits until no reader waits for a page; not for ever, or a busy day would end all work beside it."""
    last = time.monotonic() + _PATIENCE_SECONDS
    while _served and time.monotonic() < last:
        time.sleep(_LOOKS_SECONDS)
