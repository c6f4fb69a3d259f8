"""Plans as pages ask for them: worked out once for a question, one at a time, and refused in a sentence."""

import time

import pytest

from sharedwealth.planning import running
from sharedwealth.planning.questions import Question
from sharedwealth.text import using
from sharedwealth.ui import planning_desk
from tests.planning.province import MONTH, Province


@pytest.fixture
def warehouse():
    return Province(0).warehouse()


def over(job):
    until = time.monotonic() + 60
    while not job.is_over and time.monotonic() < until:
        time.sleep(0.02)
    assert job.is_over
    return job


def test_a_plan_is_known_from_then_on_and_not_worked_out_again(warehouse, monkeypatch):
    question = Question("33", MONTH, "villages", 2, 2.0)
    assert planning_desk.known(warehouse, question) is None
    made = over(planning_desk.begin(warehouse, question)).result
    assert planning_desk.known(warehouse, question) is made

    def refused(*_):
        raise AssertionError("it was worked out again")

    monkeypatch.setattr(running.Run, "solve", refused)
    assert over(planning_desk.begin(warehouse, question)).result is made
    assert planning_desk.known(Province(0).warehouse(), question) is None


def test_a_question_that_cannot_be_answered_is_told_and_not_remembered(warehouse):
    question = Question("33", MONTH, "villages", 0, 2.0)
    with using("en"):
        job = over(planning_desk.begin(warehouse, question))
    assert job.problem == "The number of new workshops must be at least 1."
    assert job.about == question
    assert planning_desk.known(warehouse, question) is None


def test_a_plan_that_waits_for_its_turn_can_be_stopped(warehouse):
    question = Question("33", MONTH, "villages", 1, 2.0)
    with planning_desk._turn, using("en"):
        job = planning_desk.begin(warehouse, question)
        assert not job.is_over
        job.stop()
        assert over(job).problem == "The work was stopped."
    assert over(planning_desk.begin(warehouse, question)).result is not None
