"""What a publication changed is listed: the figures that stood before and are others now."""

import math

import pytest

from sharedwealth import indicators
from sharedwealth.errors import IntakeError
from sharedwealth.intake import publication, restatements
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.intake.conftest import MAY, raise_wages


def without_a_workshop(rows):
    for name in ("workshops", "partnerships", "employment", "results"):
        rows[name] = rows[name][rows[name]["workshop_id"] != "A2"]


def test_every_figure_that_moved_is_there_with_what_it_was(installation, start, ledger, publish):
    made = publish(ledger(installation, change=without_a_workshop))
    found = restatements.of(installation, made.entry.number)
    assert tuple(found.columns) == restatements.COLUMNS
    assert set(found["area"]) <= {"33", "3391", "339101"}
    assert set(found["month"]) == {"2024-04"}
    before, after = open_snapshot(start), open_snapshot(made.after)
    for area in ("33", "3391", "339101"):
        for key in restatements.INDICATORS:
            if area == "339101" and "county" not in indicators.CATALOGUE[key].levels:
                continue
            old, new = (indicators.answer(each, key, area=area).iloc[0] for each in (before, after))
            rows = found[(found["area"] == area) & (found["indicator"] == key)]
            both_silent = math.isnan(old["value"]) and math.isnan(new["value"])
            is_same = old["value"] == new["value"] or (both_silent and old["status"] == new["status"])
            if is_same or old["status"] == "no_data":
                assert rows.empty, (area, key)
            else:
                [row] = rows.to_dict("records")
                assert (row["status_before"], row["status_after"]) == (old["status"], new["status"])
                assert row["before"] == old["value"] or math.isnan(old["value"])
                assert row["after"] == new["value"] or math.isnan(new["value"])


def test_suppressed_figures_stay_suppressed(installation, ledger, publish):
    made = publish(ledger(installation, change=raise_wages))
    found = restatements.of(installation, made.entry.number)
    for side in ("before", "after"):
        assert found.loc[found[f"status_{side}"] == "suppressed", side].isna().all()


def test_a_new_month_restates_nothing_of_the_months_before(installation, ledger, publish):
    made = publish(ledger(installation, month=MAY))
    assert restatements.of(installation, made.entry.number).empty


def test_a_figure_that_was_carried_and_is_now_reported_the_same_did_not_move(installation, ledger, publish):
    publish(ledger(installation, "339201", month=MAY))
    made = publish(ledger(installation, month=MAY))
    found = restatements.of(installation, made.entry.number).query("area == '339101'")
    assert "workshops_built" not in set(found["indicator"])
    assert "people_at_work" not in set(found["indicator"])


def test_rollback_restates_back_again(installation, start, ledger, publish):
    made = publish(ledger(installation, change=without_a_workshop))
    back = publication.rollback(installation, start.code, who="李四", reason="试")
    there = restatements.of(installation, made.entry.number).set_index(["area", "month", "indicator"])
    here = restatements.of(installation, back.entry.number).set_index(["area", "month", "indicator"])
    both = there.join(here, suffixes=("", "_back"), how="inner")
    assert len(both) == len(there) == len(here) > 0
    assert both["before"].equals(both["after_back"])
    assert len(restatements.all_of(installation)) == 2 * len(there)


def test_it_is_kept_and_not_worked_out_again(installation, start, ledger, publish):
    made = publish(ledger(installation, change=without_a_workshop))
    first = restatements.of(installation, made.entry.number)
    start.path.chmod(0o644)
    start.path.write_bytes(b"")
    assert restatements.of(installation, made.entry.number).equals(first)


def test_snapshots_that_are_gone_cannot_be_compared(installation, start, ledger, publish):
    made = publish(ledger(installation, change=without_a_workshop))
    start.seal_path.unlink()
    with pytest.raises(IntakeError):
        restatements.of(installation, made.entry.number)
    assert restatements.all_of(installation).empty
    assert snapshots.current(installation).code == made.after.code


def test_the_first_ledgers_of_all_restate_nothing(empty, ledger):
    made = publication.publish(empty, [ledger(empty)], who="张三")
    assert restatements.of(empty, made.entry.number).empty
