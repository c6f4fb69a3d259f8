"""Plans under way and plans made: one is solved at a time, and each is remembered for its snapshot and question."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from sharedwealth import settings
from sharedwealth.planning import people, plans
from sharedwealth.planning.plans import Plan
from sharedwealth.planning.questions import LOW_INCOME, Question
from sharedwealth.planning.running import Run
from sharedwealth.text import t
from sharedwealth.ui import uploads_jobs
from sharedwealth.ui.memory import Memory, Worked
from sharedwealth.ui.uploads_jobs import Job, Report
from sharedwealth.warehouse.connection import Warehouse

KIND: Final = "plan"
_MOST: Final = 24
"""Plans and grounds remembered for a snapshot: of the whole province each takes some ten megabytes."""
_WAIT_SECONDS: Final = 0.2

_turn = Lock()
"""A solver takes both processors; two at a time would each take twice as long."""
_made: WeakKeyDictionary[Warehouse, Memory] = WeakKeyDictionary()
_beside: WeakKeyDictionary[Warehouse, Memory] = WeakKeyDictionary()
_making = Lock()


def known(warehouse: Warehouse, question: Question) -> Plan | None:
    """The plan, if somebody has asked the same of this snapshot before."""
    found = _plans(warehouse).find(question)
    return found if isinstance(found, Plan) else None


def begin(warehouse: Warehouse, question: Question) -> Job:
    """Starts working it out; the job's result is the plan."""
    run = Run()

    def work(report: Report) -> Plan:
        while not _turn.acquire(timeout=_WAIT_SECONDS):
            run.check()
        try:
            return _plans(warehouse).recall(question, lambda: _worked_out(warehouse, question, run, report))
        finally:
            _turn.release()

    return uploads_jobs.start(KIND, t("Waiting for its turn"), work, run.stop, question)


def _worked_out(warehouse: Warehouse, question: Question, run: Run, report: Report) -> Plan:
    weights = None
    if question.weight == LOW_INCOME:
        report(t("Counting low-income people"), 0.0)
        weights = living(warehouse, question).counted()
    return plans.plan(warehouse, question, run.solve, weights, report)


def remembered(warehouse: Warehouse, key: Hashable, work_out: Callable[[], Worked]) -> Worked:
    """What pages work out beside the plans: large, so that few are kept."""
    with _making:
        kept = _beside.setdefault(warehouse, Memory(_MOST))
    return kept.recall(key, work_out)


def living(warehouse: Warehouse, question: Question) -> people.Living:
    return people.of_snapshot(settings.load(), warehouse.meta["code"], question.area, question.month)


def _plans(warehouse: Warehouse) -> Memory:
    with _making:
        return _made.setdefault(warehouse, Memory(_MOST))
