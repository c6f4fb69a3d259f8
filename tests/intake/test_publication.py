"""Checked ledgers take their county-month's place; who, when, from where and why is kept."""

import hashlib
import stat
import threading
from datetime import date

import duckdb
import pandas as pd
import pytest

from sharedwealth import text
from sharedwealth.errors import IntakeError, SnapshotError
from sharedwealth.intake import contexts, journal, publication
from sharedwealth.warehouse import manifest, snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.intake.conftest import APRIL, FIRST_ROW, MAY, TODAY, finding, raise_wages, rows_of


def wages(installation, county="339101", month=APRIL):
    warehouse = open_snapshot(snapshots.current(installation))
    query = "SELECT sum(wage_sum) AS yuan FROM workshop_months WHERE county_code = $county AND month = $month"
    return int(warehouse.query(query, {"county": county, "month": month})["yuan"].iloc[0])


def test_a_correction_takes_the_place_of_the_county_s_month_and_of_nothing_else(
    installation, start, ledger, publish
):
    before = {county: wages(installation, county) for county in ("339101", "339201")}
    people = len(rows_of("339101", APRIL)["employment"])
    made = publish(ledger(installation, change=raise_wages))
    assert (made.before, made.changed, made.unchanged) == (start.code, (("339101", APRIL),), ())
    assert snapshots.current(installation).code == made.after.code != start.code
    assert wages(installation) == before["339101"] + 100 * people
    assert wages(installation, "339201") == before["339201"]
    assert snapshots.verify(installation) == []


def test_a_new_month_goes_on_from_the_last(installation, ledger, publish):
    made = publish(ledger(installation, month=MAY))
    assert (made.after.as_of, made.after.kind) == ("2024-05", "demonstration")
    [received] = [each for each in manifest.read(made.after.manifest_path).ledgers() if each.month == MAY]
    assert (received.county_code, received.received_on, received.is_late) == ("339101", TODAY, False)


def test_a_ledger_after_its_due_day_is_late_and_its_correction_does_not_change_that(
    installation, ledger, publish
):
    assert publication.due(installation, MAY) == date(2024, 6, 10)
    publish(ledger(installation, month=MAY), today=date(2024, 6, 11))
    made = publish(ledger(installation, month=MAY, change=raise_wages), today=date(2024, 6, 20))
    [received] = [each for each in manifest.read(made.after.manifest_path).ledgers() if each.month == MAY]
    assert (received.received_on, received.is_late) == (date(2024, 6, 11), True)


def test_the_due_day_is_the_operator_s_choice(with_due_day):
    assert publication.due(with_due_day(15), date(2024, 12, 1)) == date(2025, 1, 15)


def test_the_journal_says_who_when_from_where_and_why(installation, start, ledger, publish):
    made = publish(ledger(installation, change=raise_wages, findings=[finding("warning")]), reason="核实无误")
    [entry] = journal.read(installation)
    assert entry == made.entry
    assert (entry.number, entry.kind, entry.who, entry.reason) == (1, "publication", "张三", "核实无误")
    assert entry.source == "command line"
    assert pd.Timestamp(entry.at).tzinfo is not None
    assert (entry.told["before"], entry.told["after"]) == (start.code, made.after.code)
    [told] = entry.told["ledgers"]
    assert (told["county"], told["month"], told["warnings"]) == ("339101", "2024-04", 1)
    assert told["rows"]["employment"] == len(rows_of("339101", APRIL)["employment"])
    assert journal.verify(installation) == []


def test_the_file_is_kept_as_it_came_and_cannot_be_written(installation, ledger, publish):
    given = ledger(installation, change=raise_wages, content=b"as it came")
    [told] = publish(given).entry.told["ledgers"]
    [file] = told["files"]
    kept = installation.uploads / file["kept"]
    content = given.paths[0].read_bytes()
    assert kept.read_bytes() == content
    assert file["sha256"] == hashlib.sha256(content).hexdigest()
    assert (file["name"], file["size"]) == (given.paths[0].name, len(content))
    assert kept.parent == installation.uploads / "339101" / "2024-04"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o444


def test_every_row_leads_back_to_its_row_in_the_workbook(installation, ledger, publish):
    made = publish(ledger(installation, change=raise_wages))
    [listed] = [
        each
        for each in manifest.read(made.after.manifest_path).partitions()
        if (each.sheet, each.county_code, each.month) == ("employment", "339101", APRIL)
    ]
    with duckdb.connect() as con:
        found = con.read_parquet(str(installation.partitions / listed.path)).df().set_index("source_row")
    wanted = rows_of("339101", APRIL)["employment"]
    assert sorted(found.index) == list(range(FIRST_ROW, FIRST_ROW + len(wanted)))
    for row in wanted.index:
        assert found.loc[row, "worker_id"] == wanted.loc[row, "worker_id"]
        assert found.loc[row, "wage_yuan"] == wanted.loc[row, "wage_yuan"] + 100


def test_positions_of_another_system_are_converted_and_kept_as_written(installation, ledger, publish):
    def shift(rows):
        rows["workshops"].loc[rows["workshops"]["longitude"].notna(), "crs"] = "GCJ-02"

    written = rows_of("339101", APRIL)["workshops"].set_index("workshop_id")
    publish(ledger(installation, change=shift))
    found = open_snapshot(snapshots.current(installation)).query(
        "SELECT workshop_id, longitude, latitude FROM workshops WHERE county_code = '339101' AND longitude IS NOT NULL"
    )
    assert len(found)
    for row in found.itertuples():
        moved = abs(row.longitude - float(written.loc[row.workshop_id, "longitude"]))
        assert 0.001 < moved < 0.01
    again = (
        contexts.context(installation, "339101", MAY, TODAY).previous["workshops"].set_index("workshop_id")
    )
    assert again.loc["A1", "longitude"] == written.loc["A1", "longitude"]
    assert again.loc["A1", "crs"] == "GCJ-02"


def test_the_same_rows_again_change_nothing_and_this_is_said(installation, ledger, publish):
    first = publish(ledger(installation, change=raise_wages))
    again = publish(ledger(installation, change=raise_wages))
    assert not again.is_change
    assert (again.before, again.unchanged) == (first.after.code, (("339101", APRIL),))
    assert len(journal.read(installation)) == 1
    assert not (installation.journal / "pending.json").exists()


def test_several_ledgers_are_published_together_and_those_that_were_there_are_told(
    installation, ledger, publish
):
    publish(ledger(installation, change=raise_wages))
    made = publish(
        ledger(installation, change=raise_wages), ledger(installation, "339201", change=raise_wages)
    )
    assert (made.changed, made.unchanged) == ((("339201", APRIL),), (("339101", APRIL),))
    assert [each["county"] for each in made.entry.told["ledgers"]] == ["339201"]


@pytest.mark.parametrize(
    ("severities", "reason", "sentence"),
    [
        (["error"], "核实无误", "has 1 error"),
        (["error", "warning", "error"], "", "has 2 errors"),
        (["warning"], "", "has 1 warning"),
        (["warning", "warning"], "  ", "has 2 warnings"),
    ],
)
def test_errors_and_warnings_without_a_reason_stop_it(
    installation, start, ledger, publish, severities, reason, sentence
):
    given = ledger(installation, change=raise_wages, findings=map(finding, severities))
    with text.using("en"), pytest.raises(IntakeError, match=sentence):
        publish(given, reason=reason)
    assert snapshots.current(installation).code == start.code
    assert not installation.journal.exists()
    assert not installation.uploads.exists()


def test_notes_do_not_stop_it(installation, ledger, publish):
    assert publish(ledger(installation, change=raise_wages, findings=[finding("note")])).is_change


def test_nobody_nothing_and_two_of_one_are_refused(installation, ledger, publish):
    given = ledger(installation)
    for arguments, changes in (((given,), {"who": " "}), ((), {}), ((given, given), {})):
        with pytest.raises(IntakeError):
            publish(*arguments, **changes)


def test_a_ledger_that_contradicts_itself_leaves_everything_as_it_was(installation, start, ledger, publish):
    def name_nowhere(rows):
        rows["results"]["workshop_id"] = "nowhere"

    with pytest.raises(SnapshotError, match="nowhere"):
        publish(ledger(installation, change=name_nowhere))
    assert snapshots.current(installation).code == start.code
    assert journal.read(installation) == []
    assert [path for path in installation.uploads.rglob("*") if path.is_file()] == []
    assert not (installation.journal / "pending.json").exists()


def test_real_ledgers_begin_on_an_empty_installation(empty, ledger):
    given = ledger(empty, month=APRIL)
    made = publication.publish(empty, [given], who="张三", today=TODAY)
    assert (made.before, made.after.kind, made.after.as_of) == (None, "reported", "2024-04")
    assert snapshots.verify(empty) == []
    second = publication.publish(empty, [ledger(empty, "339201")], who="李四", today=TODAY)
    assert second.after.kind == "reported"
    assert {each.county_code for each in manifest.read(second.after.manifest_path).ledgers()} == {
        "339101",
        "339201",
    }


def test_real_ledgers_leave_the_demonstration_behind_once(installation, start, ledger, publish):
    made = publish(ledger(installation), begin=True)
    assert (made.before, made.after.kind) == (start.code, "reported")
    assert len(manifest.read(made.after.manifest_path).ledgers()) == 1
    with text.using("en"), pytest.raises(IntakeError, match="without --begin"):
        publish(ledger(installation, "339201"), begin=True)


def test_a_changed_register_goes_into_the_next_snapshot_of_real_ledgers(empty, ledger):
    publication.publish(empty, [ledger(empty)], who="张三", today=TODAY)
    places = empty.operator_register / "places.csv"
    places.write_text(places.read_text(encoding="utf-8").replace("示例甲镇", "新名镇"), encoding="utf-8")
    made = publication.publish(empty, [ledger(empty, "339201")], who="张三", today=TODAY)
    names = open_snapshot(made.after).query("SELECT name_zh FROM places")["name_zh"]
    assert "新名镇" in set(names)


def test_rollback_brings_the_figures_back_as_a_new_publication(installation, start, ledger, publish):
    before = wages(installation)
    made = publish(ledger(installation, change=raise_wages))
    back = publication.rollback(installation, start.code.lower(), who="李四", reason="报错县")
    assert back.after.code == start.code == snapshots.current(installation).code
    assert (back.before, back.changed) == (made.after.code, (("339101", APRIL),))
    assert wages(installation) == before
    assert [(each.kind, each.who) for each in journal.read(installation)] == [
        ("publication", "张三"), ("rollback", "李四"),
    ]  # fmt: skip
    assert publish(ledger(installation, change=raise_wages)).after.code == made.after.code


def test_rollback_wants_a_reason_another_snapshot_and_one_that_exists(installation, start):
    for code, reason in ((start.code, "试"), ("000000", "试"), (start.code, " ")):
        with pytest.raises((IntakeError, SnapshotError)):
            publication.rollback(installation, code, who="李四", reason=reason)
    assert not installation.journal.exists() or journal.read(installation) == []


def test_rollback_builds_a_snapshot_whose_file_is_gone_from_its_facts(installation, start, ledger, publish):
    made = publish(ledger(installation, change=raise_wages))
    made.after.path.chmod(0o644)
    publication.rollback(installation, start.code, who="李四", reason="试")
    made.after.path.unlink()
    back = publication.rollback(installation, made.after.code, who="李四", reason="试")
    assert back.after.code == made.after.code
    assert snapshots.verify(installation) == []


def test_two_who_publish_at_once_both_succeed_one_after_the_other(installation, start, ledger, publish):
    given = [ledger(installation, county, change=raise_wages) for county in ("339101", "339201")]
    made = []
    threads = [threading.Thread(target=lambda each=each: made.append(publish(each))) for each in given]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    first, second = sorted(made, key=lambda each: each.entry.number)
    assert (first.before, second.before) == (start.code, first.after.code)
    assert snapshots.current(installation).code == second.after.code
    found = manifest.changed_counties(
        manifest.read(start.manifest_path), manifest.read(second.after.manifest_path)
    )
    assert found == {"339101", "339201"}
    assert journal.verify(installation) == []
