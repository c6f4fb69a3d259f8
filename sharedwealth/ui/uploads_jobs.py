"""Work that outlives a run of a page: checking, publishing, planning; each known by a name that fits an address.

It goes on in a thread while its reader reloads the page or leaves it, and is forgotten an hour after its end.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any, Final

from sharedwealth.errors import ReaderError
from sharedwealth.text import Language, language, t, using

log = logging.getLogger(__name__)

_KEPT_SECONDS: Final = 3600.0

Report = Callable[[str, float], None]
Work = Callable[[Report], Any]


@dataclass
class Job:
    """Where the work stands: the stage in words, how far it is from 0 to 1, and in the end its result or a problem."""

    name: str
    kind: str
    stage: str
    done: float = 0.0
    result: Any = None
    problem: str = ""
    is_over: bool = False
    is_stopped: bool = False
    about: Any = None
    """What the work was asked, where it is to be known later."""
    on_stop: Callable[[], None] | None = None
    at: float = field(default_factory=time.monotonic)

    def report(self, stage: str, done: float) -> None:
        self.stage, self.done = stage or self.stage, min(max(done, 0.0), 1.0)

    def stop(self) -> None:
        """Has the work ended, where it can be; it is over a moment later."""
        if self.on_stop is not None and not self.is_over:
            self.is_stopped = True
            self.on_stop()


_jobs: dict[str, Job] = {}
_lock = Lock()


def start(
    kind: str,
    stage: str,
    work: Work,
    on_stop: Callable[[], None] | None = None,
    about: Any = None,  # noqa: ANN401
) -> Job:
    """Begins the work in the run's language and returns at once; the process waits for it before it ends.

    `on_stop` ends work that a reader may stop.
    """
    job = Job(secrets.token_urlsafe(9), kind, stage, on_stop=on_stop, about=about)
    with _lock:
        forgotten = time.monotonic() - _KEPT_SECONDS
        for name in [name for name, each in _jobs.items() if each.is_over and each.at < forgotten]:
            del _jobs[name]
        _jobs[job.name] = job
    Thread(target=_run, args=(job, work, language()), name=f"{kind}-{job.name}").start()
    return job


def find(name: str | None) -> Job | None:
    """The job of this name; None when it was never begun here, or its hour is over."""
    with _lock:
        return _jobs.get(name or "")


def under_way(kind: str) -> list[Job]:
    """The jobs of a kind that are not over, the oldest first."""
    with _lock:
        return [job for job in _jobs.values() if job.kind == kind and not job.is_over]


def _run(job: Job, work: Work, in_language: Language) -> None:
    with using(in_language):
        try:
            job.result = work(job.report)
        except ReaderError as problem:
            log.warning("told the reader: %s", problem)
            job.problem = str(problem)
        except Exception:
            number = secrets.token_hex(4)
            log.exception("error %s", number)
            job.problem = t("This could not be finished. Tell the operator the number {number}.").format(
                number=number
            )
        finally:
            job.at = time.monotonic()
            job.is_over = True
