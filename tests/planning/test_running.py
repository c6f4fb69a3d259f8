"""The solver's process: it answers, tells how far it is, can be stopped, and a failure is a sentence."""

import time
from threading import Thread

import pytest

from sharedwealth.planning import running
from sharedwealth.planning.questions import PlanError
from sharedwealth.planning.running import Run, StoppedError
from sharedwealth.text import using
from tests.planning.test_solving import lines_of_the_plane, tripled

PROBLEM = {"sites": 3, "rows": [[0, 1], [1], [2]], "group": [0, 1, 2], "prize": [1, 1, 1], "number": None}


def hard():
    """The covering problem of 81 points, which no solver proves in a moment."""
    points, triples = tripled(*tripled(*lines_of_the_plane()))
    rows = [list(row) for row in triples]
    return {
        "sites": points,
        "rows": rows,
        "group": list(range(len(rows))),
        "prize": [1] * len(rows),
        "number": None,
    }


def test_it_answers_and_tells_how_far_it_is():
    told = []
    running.make_ready()
    found = Run().solve(PROBLEM, lambda done, gap: told.append((done, gap)))
    assert sorted(found.chosen) == [1, 2]
    assert found.value == found.bound == 2
    assert told
    assert all(0 <= done <= 1 for done, _ in told)


def test_when_the_time_is_over_it_says_how_much_better_a_plan_could_be():
    found = Run().solve(hard(), lambda done, gap: None, seconds=1.0)
    assert found.bound < found.value
    assert len(found.chosen) == found.value


def test_it_can_be_stopped_while_it_works():
    run, came = Run(), []

    def work():
        with using("en"), pytest.raises(StoppedError, match="stopped"):
            run.solve(hard(), lambda done, gap: came.append(done), seconds=300.0)
        came.append("over")

    thread = Thread(target=work)
    thread.start()
    until = time.monotonic() + 60
    while not came and time.monotonic() < until:
        time.sleep(0.02)
    run.stop()
    thread.join(30)
    assert came[-1] == "over"


def test_stopped_before_it_begins_it_does_not_begin():
    run = Run()
    run.stop()
    with using("en"), pytest.raises(StoppedError):
        run.solve(PROBLEM, lambda done, gap: None)


def test_a_process_that_falls_over_is_a_sentence():
    with using("en"), pytest.raises(PlanError, match="solver has failed"):
        Run().solve({"sites": 1, "nonsense": True}, lambda done, gap: None)
