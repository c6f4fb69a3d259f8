"""Work that outlives a run of a page, and the ledgers that lie on a clerk's desk."""

import time
from datetime import date
from pathlib import Path

import pytest

from sharedwealth.bilingual import Bilingual
from sharedwealth.errors import IntakeError
from sharedwealth.text import language, using
from sharedwealth.ui import uploads_desk, uploads_jobs
from sharedwealth.ui.pieces import restated
from sharedwealth.ui.uploads import Received
from sharedwealth.ui.uploads_desk import Outcome

NOVEMBER = date(2024, 11, 1)
UNREADABLE = Bilingual("读不了", "cannot be read")


def over(job):
    until = time.monotonic() + 20
    while not job.is_over and time.monotonic() < until:
        time.sleep(0.01)
    assert job.is_over
    return job


def outcome(name, county="331082", month=NOVEMBER, problem=None):
    return Outcome((Received(name, name, Path(name)),), county, month, problem=problem)


def test_work_goes_on_in_the_language_it_was_asked_in_and_keeps_its_result():
    with using("en"):
        job = uploads_jobs.start("check", "Checking", lambda report: language())
    assert over(job).result == "en"
    assert uploads_jobs.find(job.name) is job
    assert job not in uploads_jobs.under_way("check")


def test_a_refusal_keeps_its_sentence():
    def refused(report):
        raise IntakeError("Correct it and publish again.")

    assert over(uploads_jobs.start("publication", "", refused)).problem == "Correct it and publish again."


def test_a_programming_error_is_told_as_a_number_only(caplog):
    def broken(report):
        raise KeyError("secret")

    with using("en"):
        job = over(uploads_jobs.start("publication", "", broken))
    assert "secret" not in job.problem
    number = job.problem.rstrip(".").rsplit(" ", 1)[1]
    assert number in caplog.text


def test_a_job_that_never_was_is_none():
    assert uploads_jobs.find(None) is None
    assert uploads_jobs.find("nonsense") is None


def test_a_corrected_ledger_takes_the_place_of_the_one_before():
    desk = uploads_desk.make()
    desk.lay([outcome("a.xlsx"), outcome("b.xlsx", county="331083")])
    corrected = outcome("a 改.xlsx")
    desk.lay([corrected])
    assert [each.county_code for each in desk.outcomes] == ["331083", "331082"]
    assert desk.outcomes[-1] is corrected


def test_a_file_that_can_be_read_now_takes_the_place_of_its_refusal():
    desk = uploads_desk.make()
    desk.lay([outcome("a.xlsx", None, None, UNREADABLE), outcome("b.xlsx", None, None, UNREADABLE)])
    desk.lay([outcome("a.xlsx")])
    assert [each.problem is None for each in desk.outcomes] == [False, True]


def test_files_of_one_name_from_two_counties_both_stay():
    desk = uploads_desk.make()
    desk.lay([outcome("台账.xlsx", county="331081")])
    desk.lay([outcome("台账.xlsx", county="331082")])
    assert len(desk.outcomes) == 2
    assert uploads_desk.find(desk.name) is desk


@pytest.mark.parametrize(
    ("unit", "before", "after", "told"),
    [
        ("people", 5636.0, 5518.0, ("5,636人", "5,518人", "−118")),
        ("people", 498_000.0, 498_001.0, ("498,000人", "498,001人", "+1")),
        ("yuan_month", 2516.2, 2516.4, ("2,516.2元/月", "2,516.4元/月", "+0.2")),
        ("share", 0.96201, 0.96202, ("96.201%", "96.202%", "+0.001%")),
        ("people", float("nan"), 12.0, ("少于10，不显示", "12人", "–")),
    ],
)
def test_a_restated_figure_shows_as_many_decimals_as_it_takes_to_differ(unit, before, after, told):
    row = {
        "unit": unit,
        "before": before,
        "after": after,
        "status_before": "suppressed",
        "status_after": "ok",
    }
    with using("zh"):
        assert restated.spoken(row) == told
