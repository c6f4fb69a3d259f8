"""County, city, province: what is approved is locked, and verified when the last has approved it."""

from datetime import date

import pytest

from sharedwealth import indicators, text
from sharedwealth.errors import IntakeError
from sharedwealth.intake import approvals, journal, publication, standing
from sharedwealth.intake.approvals import Visit
from sharedwealth.warehouse import manifest, snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.intake.conftest import APRIL, MAY, TODAY, finding, raise_wages

HERE, THERE = ("339101", APRIL), ("339201", APRIL)


@pytest.fixture
def approve(installation):
    """Approves steps in order: `approve("county", "city")`."""

    def run(*steps, of=(HERE,), **more):
        for step in steps:
            act = approvals.approve(installation, of, step, who=f"{step} 李四", **more)
        return act

    return run


def verified(installation, county_month=HERE):
    inputs = manifest.read(snapshots.current(installation).manifest_path)
    [ledger] = [each for each in inputs.ledgers() if (each.county_code, each.month) == county_month]
    return ledger.is_verified


def state(installation, county_month=HERE):
    return standing.of(journal.read(installation)).get(county_month, standing.NOTHING)


def refused(sentence):
    return pytest.raises(IntakeError, match=sentence)


def test_generated_months_are_verified_and_a_ledger_in_their_place_is_not(installation, ledger, publish):
    assert verified(installation)
    publish(ledger(installation, change=raise_wages))
    assert not verified(installation)
    assert verified(installation, THERE)


def test_the_third_approval_verifies_in_a_new_snapshot_and_each_is_a_line_of_the_journal(
    installation, ledger, publish, approve
):
    made = publish(ledger(installation, change=raise_wages))
    for step in ("county", "city"):
        act = approve(step)
        assert act.snapshot is None
        assert snapshots.current(installation).code == made.after.code
        assert not verified(installation)
    act = approve("province")
    assert act.snapshot == snapshots.current(installation)
    assert act.snapshot.code != made.after.code
    assert verified(installation)
    lines = journal.read(installation)[1:]
    assert [(each.kind, each.who, each.told["step"]) for each in lines] == [
        ("approval", f"{step} 李四", step) for step in ("county", "city", "province")
    ]
    assert (lines[-1].told["before"], lines[-1].told["after"]) == (made.after.code, act.snapshot.code)
    assert journal.verify(installation) == []
    assert snapshots.verify(installation) == []


def test_figures_and_facts_stay_as_they_were(installation, ledger, publish, approve):
    publish(ledger(installation, change=raise_wages))
    before = snapshots.current(installation)
    approve("county", "city", "province")
    tables = ("workshop_months", "cells", "area_people", "workshops")
    one, other = open_snapshot(before), open_snapshot(snapshots.current(installation))
    for table in tables:
        query = "SELECT * FROM {table}".replace("{table}", table)
        assert one.query(query).equals(other.query(query))
    inputs = [manifest.read(each.manifest_path) for each in (before, snapshots.current(installation))]
    assert manifest.changed_counties(*inputs) == set()


def test_a_county_answers_as_unverified_until_the_province_has_approved(
    installation, ledger, publish, approve
):
    def statuses():
        warehouse = open_snapshot(snapshots.current(installation))
        found = indicators.answer(warehouse, "workshops_built", area="33", month=APRIL, by="county")
        return dict(zip(found["area"], found["status"], strict=True))

    before = statuses()
    publish(ledger(installation, change=raise_wages))
    assert statuses() == before | {"339101": "unverified"}
    approve("county", "city")
    assert statuses() == before | {"339101": "unverified"}
    approve("province")
    assert statuses() == before


@pytest.mark.parametrize("step", ["city", "province"])
def test_a_step_needs_the_one_before(installation, ledger, publish, approve, step):
    publish(ledger(installation, change=raise_wages))
    with text.using("en"), refused("Next: Approved by the county"):
        approve(step)


def test_a_step_is_taken_once(installation, ledger, publish, approve):
    publish(ledger(installation, change=raise_wages))
    approve("county")
    with text.using("en"), refused("has this approval: Approved by the county \\(county 李四"):
        approve("county")


def test_what_was_never_published_cannot_be_approved(approve):
    with text.using("en"), refused("nothing to approve"):
        approve("county")


def test_nobody_nothing_and_no_such_step_are_refused(installation):
    for county_months, step, who in (
        ((HERE,), "county", " "),
        ((), "county", "a"),
        ((HERE,), "village", "a"),
    ):
        with pytest.raises(IntakeError):
            approvals.approve(installation, county_months, step, who=who)


def test_many_are_approved_at_once_all_or_none(installation, ledger, publish, approve):
    publish(ledger(installation, change=raise_wages), ledger(installation, "339201", change=raise_wages))
    known = standing.of(journal.read(installation))
    assert approvals.approvable(known, known, "county") == [HERE, THERE]
    approve("county", of=(HERE,))
    with pytest.raises(IntakeError):
        approve("county", of=(HERE, THERE))
    assert state(installation, THERE).approved is None
    approve("county", of=(THERE,))
    approve("city", "province", of=(HERE, THERE))
    assert verified(installation, HERE)
    assert verified(installation, THERE)
    assert len(journal.read(installation)) == 5


def test_what_was_corrected_since_it_was_looked_at_is_not_approved(installation, ledger, publish, approve):
    first = publish(ledger(installation, change=raise_wages)).entry.number
    publish(ledger(installation, change=lambda rows: [raise_wages(rows), raise_wages(rows)]))
    with text.using("en"), refused("corrected meanwhile"):
        approve("county", seen={HERE: first})
    approve("county", seen={HERE: first + 1})


@pytest.mark.parametrize("steps", [("county",), ("county", "city"), ("county", "city", "province")])
def test_from_the_first_approval_on_a_correction_is_refused(installation, ledger, publish, approve, steps):
    publish(ledger(installation, change=raise_wages))
    approve(*steps)
    code = snapshots.current(installation).code
    with text.using("en"), refused("is locked: Approved by the"):
        publish(ledger(installation))
    assert snapshots.current(installation).code == code
    assert not (installation.journal / "pending.json").exists()
    publish(ledger(installation, "339201", change=raise_wages))


@pytest.mark.parametrize("steps", [("county",), ("county", "city", "province")])
def test_reopened_with_a_reason_it_is_corrected_and_approved_anew(
    installation, ledger, publish, approve, steps
):
    publish(ledger(installation, change=raise_wages))
    approve(*steps)
    with pytest.raises(IntakeError):
        approvals.reopen(installation, [HERE], who="王五", reason=" ")
    act = approvals.reopen(installation, [HERE], who="王五", reason="工资填错")
    assert (act.entry.kind, act.entry.reason) == ("reopening", "工资填错")
    assert not verified(installation)
    assert state(installation).reopened == act.entry
    publish(ledger(installation))
    assert state(installation).reopened is None
    approve("county", "city", "province")
    assert verified(installation)


def test_what_is_not_approved_need_not_be_reopened(installation, ledger, publish):
    publish(ledger(installation, change=raise_wages))
    with text.using("en"), refused("not approved, so it is open"):
        approvals.reopen(installation, [HERE], who="王五", reason="工资填错")


def test_an_older_snapshot_brings_its_approvals_back(installation, ledger, publish, approve):
    publish(ledger(installation, change=raise_wages))
    wanted = approve("county", "city", "province").snapshot
    approvals.reopen(installation, [HERE], who="王五", reason="工资填错")
    publish(ledger(installation))
    assert state(installation).approved is None
    publication.rollback(installation, wanted.code, who="王五", reason="更正有误")
    assert verified(installation)
    assert state(installation).approved == "province"


def test_the_snapshot_before_all_ledgers_is_generated_again(installation, start, ledger, publish, approve):
    publish(ledger(installation, change=raise_wages))
    approve("county")
    publication.rollback(installation, start.code, who="王五", reason="演练结束")
    assert state(installation) == standing.NOTHING
    assert verified(installation)


def test_real_ledgers_leave_the_approvals_of_practice_behind(installation, ledger, publish, approve):
    publish(ledger(installation, change=raise_wages))
    approve("county", "city", "province")
    publish(ledger(installation, "339201"), begin=True)
    assert set(standing.of(journal.read(installation))) == {THERE}


def test_a_visit_is_of_the_ledger_that_counts(installation, ledger, publish):
    made = publish(ledger(installation, month=MAY))
    asked = ("339101", MAY)
    visit = Visit("赵六", date(2024, 6, 3), "small_differences", "少两人")
    act = approvals.spot_check(installation, asked, visit, who="王五")
    assert (act.entry.who, act.entry.reason, act.entry.told["by"]) == ("王五", "少两人", "赵六")
    assert act.entry.told["publication"] == made.entry.number
    assert state(installation, asked).spot_check == act.entry
    assert snapshots.current(installation).code == made.after.code
    publish(ledger(installation, month=MAY, change=raise_wages))
    assert state(installation, asked).spot_check is None


@pytest.mark.parametrize(
    "visit",
    [
        Visit("", TODAY, "agrees"),
        Visit("赵六", TODAY, "splendid"),
        Visit("赵六", date(2024, 3, 31), "agrees"),
        Visit("赵六", date(2999, 1, 1), "agrees"),
    ],
)
def test_a_visit_by_nobody_of_no_result_or_at_an_impossible_time_is_refused(
    installation, ledger, publish, visit
):
    publish(ledger(installation, change=raise_wages))
    with pytest.raises(IntakeError):
        approvals.spot_check(installation, HERE, visit, who="王五")


def test_the_history_of_a_county_month_is_the_latest_first(installation, ledger, publish, approve):
    publish(ledger(installation, change=raise_wages, findings=[finding("note")]))
    publish(ledger(installation, "339201", change=raise_wages))
    approve("county")
    kinds = [each.kind for each in approvals.history(journal.read(installation), HERE)]
    assert kinds == ["approval", "publication"]
