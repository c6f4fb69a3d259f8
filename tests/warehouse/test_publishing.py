"""A snapshot is published whole or not at all, and the same inputs give the same one."""

import json
import multiprocessing
import threading
import time
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from sharedwealth import text
from sharedwealth.errors import SnapshotError
from sharedwealth.warehouse import files, partitions, publishing, schema, snapshots
from sharedwealth.warehouse.connection import open_snapshot


def names(installation):
    return {path.name for path in installation.snapshots.iterdir()} - {publishing.LOCK}


def test_it_becomes_the_current_one_with_manifest_and_seal(installation, published):
    code = published.code
    assert published.is_new
    assert names(installation) == {f"{code}.duckdb", f"{code}.json", f"{code}.seal.json", "current.json"}
    current = snapshots.current(installation)
    assert (current.code, current.kind, current.as_of) == (code, "demonstration", "2024-04")
    assert snapshots.list_snapshots(installation) == [current]


def test_the_code_is_the_beginning_of_the_manifest_s_digest(published):
    assert published.code == files.digest(published.manifest_path)[:6].upper()
    assert published.sha256 == files.digest(published.path)


def test_its_tables_are_those_of_the_schema_with_the_rows_of_the_connection(published, small_connection):
    with duckdb.connect(str(published.path), read_only=True) as con:
        assert schema.columns(con) == schema.expected()
        for table in (*schema.REGISTER, *schema.DIMENSIONS, *schema.ROLLUPS):
            assert con.table(table).fetchall() == small_connection.table(table).fetchall(), table


def test_it_says_what_it_is(published):
    meta = open_snapshot(published).meta
    assert meta["code"] == published.code
    assert (meta["kind"], meta["as_of"]) == ("demonstration", "2024-04")
    assert set(meta) == {
        "code",
        "kind",
        "as_of",
        "built_at",
        "register",
        "program_version",
        "manifest_sha256",
    }


def test_it_is_sealed_against_writing_and_has_no_log(installation, published):
    assert published.path.stat().st_mode & 0o777 == 0o444
    assert not list(installation.snapshots.glob("*.wal"))


def test_no_single_worker_can_be_found_in_its_bytes(
    installation, small_connection, small_register, file_facts
):
    small_connection.execute(
        "UPDATE facts.employment SET worker_id = worker_id || '-canary-7391', household_id = 'canary-7391'"
    )
    made = snapshots.publish(
        installation,
        **file_facts(small_connection),
        **small_register,
        kind="reported",
        as_of=date(2024, 4, 1),
    )
    assert b"canary-7391" not in made.path.read_bytes()


def test_the_manifest_lists_every_partition_with_rows_and_sums(installation, published, inputs):
    written = json.loads(published.manifest_path.read_text(encoding="utf-8"))
    assert len(written["partitions"]) == len(inputs["partitions"])
    with duckdb.connect() as con:
        for sheet in {each["sheet"] for each in written["partitions"]}:
            listed = {
                installation.partitions / p["path"]: p for p in written["partitions"] if p["sheet"] == sheet
            }
            for path, (county, month, (rows, sums)) in partitions.totals(con, sheet, list(listed)).items():
                told = listed[path]
                assert (county, f"{month:%Y-%m}", rows, sums) == tuple(
                    told[name] for name in ("county_code", "month", "rows", "sums")
                )


def test_the_same_inputs_again_are_found_and_not_built(installation, published, inputs):
    before = published.path.stat()
    reordered = inputs | {"partitions": inputs["partitions"][::-1], "ledgers": inputs["ledgers"][::-1]}
    again = snapshots.publish(installation, **reordered)
    assert (again.code, again.is_new, again.built_at) == (published.code, False, published.built_at)
    assert again.path.stat().st_ino == before.st_ino


@pytest.mark.parametrize("change", ["kind", "as_of", "seed", "ledgers", "places", "partitions"])
def test_any_other_input_is_another_snapshot(installation, published, inputs, change):
    places = inputs["places"].copy()
    places.loc[0, "name_en"] = "Zhejiang"
    ledgers = [replace(inputs["ledgers"][0], is_late=True), *inputs["ledgers"][1:]]
    changed = {
        "kind": "reported",
        "as_of": date(2024, 5, 1),
        "seed": 7,
        "ledgers": ledgers,
        "places": places,
        "partitions": [each for each in inputs["partitions"] if each.sheet != "enterprises"],
    }
    other = snapshots.publish(installation, **inputs | {change: changed[change]})
    assert other.code != published.code
    assert snapshots.current(installation).code == other.code
    assert [info.code for info in snapshots.list_snapshots(installation)].count(published.code) == 1


def test_an_earlier_snapshot_can_be_made_current_again_by_publishing_it_again(
    installation, published, inputs
):
    snapshots.publish(installation, **inputs | {"kind": "reported"})
    snapshots.publish(installation, **inputs)
    assert snapshots.current(installation).code == published.code


def test_inputs_that_cannot_be_are_the_caller_s_error(installation, inputs):
    for wrong, reason in (
        ({"kind": "invented"}, "kind of snapshot"),
        ({"as_of": date(2024, 3, 1)}, "after 2024-03"),
        ({"ledgers": inputs["ledgers"][1:]}, "no ledger behind"),
        ({"ledgers": [*inputs["ledgers"], inputs["ledgers"][0]]}, "two ledgers"),
        ({"partitions": [*inputs["partitions"], inputs["partitions"][0]]}, "two partitions"),
    ):
        with pytest.raises(ValueError, match=reason):
            snapshots.publish(installation, **inputs | wrong)
    assert not snapshots.has_any(installation)


def test_a_damaged_partition_stops_it_and_is_named(installation, inputs, overwrite):
    path = installation.partitions / inputs["partitions"][0].path
    overwrite(path, path.read_bytes()[:-1] + b"\0")
    with (
        text.using("en"),
        pytest.raises(SnapshotError, match=r"missing or damaged\. Take in the ledger of 339101"),
    ):
        snapshots.publish(installation, **inputs)
    assert not snapshots.has_any(installation)


def test_a_contradictory_ledger_leaves_the_current_snapshot_and_no_leftover(
    installation, published, inputs, small_connection, file_facts
):
    small_connection.execute("UPDATE facts.results SET workshop_id = 'nowhere' WHERE workshop_id = 'C1'")
    with pytest.raises(SnapshotError, match="nowhere"):
        snapshots.publish(installation, **inputs | file_facts(small_connection))
    assert snapshots.current(installation).code == published.code
    snapshots.remove_leftovers(installation)
    assert len(names(installation)) == 4


def test_sums_that_differ_from_the_manifest_stop_it(installation, inputs):
    first = next(each for each in inputs["partitions"] if each.sheet == "employment")
    told = replace(first, sums=first.sums | {"wage_yuan": first.sums["wage_yuan"] + 1})
    listed = [told if each == first else each for each in inputs["partitions"]]
    with pytest.raises(AssertionError, match="facts of employment"):
        snapshots.publish(installation, **inputs | {"partitions": listed})
    assert not snapshots.has_any(installation)


def test_a_damaged_snapshot_is_built_anew_when_published_again(installation, published, inputs, overwrite):
    overwrite(published.path, published.path.read_bytes()[:-4096])
    with pytest.raises(SnapshotError):
        snapshots.current(installation)
    again = snapshots.publish(installation, **inputs)
    assert (again.code, again.is_new) == (published.code, True)
    assert snapshots.verify(installation) == []


def test_publishers_at_the_same_time_queue_and_both_succeed(installation, inputs):
    made = []

    def publish(kind):
        made.append(snapshots.publish(installation, **inputs | {"kind": kind}))

    threads = [
        threading.Thread(target=publish, args=(kind,)) for kind in ("demonstration", "reported", "reported")
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted((each.kind, each.is_new) for each in made) == [
        ("demonstration", True), ("reported", False), ("reported", True),
    ]  # fmt: skip
    assert len(snapshots.list_snapshots(installation)) == 2
    assert [snapshots.verify(installation, info.code) for info in snapshots.list_snapshots(installation)] == [
        [],
        [],
    ]


def test_readers_see_the_old_snapshot_or_the_new_one_and_never_half(installation, published, inputs):
    known, stop, seen, problems = {published.code}, threading.Event(), [], []

    def read():
        while not stop.is_set():
            try:
                warehouse = open_snapshot(snapshots.current(installation))
                people = int(warehouse.query("SELECT sum(people) AS people FROM cells")["people"].iloc[0])
                seen.append((warehouse.meta["code"], people))
                warehouse.close()
            except Exception as problem:  # noqa: BLE001  whatever a reader meets is the finding
                problems.append(problem)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for each in readers:
        each.start()
    for month in (5, 6, 7):
        known.add(snapshots.publish(installation, **inputs | {"as_of": date(2024, month, 1)}).code)
    stop.set()
    for each in readers:
        each.join()
    assert problems == []
    assert {code for code, _ in seen} <= known
    assert {people for _, people in seen} == {34}


def _publish_for_ever(installation, inputs, started):
    started.set()
    for month in range(5, 13):
        snapshots.publish(installation, **inputs | {"as_of": date(2024, month, 1)})


@pytest.mark.parametrize("after", [0.05, 0.15, 0.3, 0.5, 0.8, 1.2])
def test_a_publisher_killed_at_any_moment_leaves_a_good_snapshot_current(
    installation, published, inputs, after
):
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    publisher = context.Process(target=_publish_for_ever, args=(installation, inputs, started))
    publisher.start()
    assert started.wait(60)
    time.sleep(after)
    publisher.kill()
    publisher.join()
    current = snapshots.current(installation)
    assert snapshots.verify(installation) == []
    assert len(open_snapshot(current).query("SELECT * FROM cells")) > 0
    assert snapshots.publish(installation, **inputs).code == published.code
    assert all(path.name[:6] in {info.code for info in snapshots.list_snapshots(installation)} | {"curren"}
               for path in installation.snapshots.glob("??????*.*") if not path.name.startswith("."))  # fmt: skip
    assert not list(installation.snapshots.glob(".building*"))


def test_leftovers_are_removed_and_snapshots_are_not(installation, published, overwrite):
    folder = installation.snapshots / ".building-1"
    folder.mkdir()
    (folder / "snapshot.duckdb").write_bytes(b"half")
    (installation.snapshots / "ABCDEF.json").write_text(
        "{}", encoding="utf-8"
    )  # its snapshot was never finished
    (installation.snapshots / "notes.json").write_text("{}", encoding="utf-8")  # somebody else's
    removed = snapshots.remove_leftovers(installation)
    assert {path.name for path in removed} == {".building-1", "ABCDEF.json"}
    assert (installation.snapshots / "notes.json").exists()
    assert snapshots.verify(installation) == []


def test_leftovers_of_a_publication_under_way_are_left_alone(installation, published):
    folder = installation.snapshots / ".building-1"
    folder.mkdir()
    with files.locked(installation.snapshots / publishing.LOCK):
        assert snapshots.remove_leftovers(installation) == []
    assert folder.exists()


def test_a_snapshot_whose_seal_is_damaged_is_no_leftover(installation, published, overwrite):
    overwrite(published.seal_path, b"{")
    assert snapshots.remove_leftovers(installation) == []
    assert published.path.exists()


def test_progress_rises_to_one_in_the_reader_s_words(installation, inputs):
    told = []
    with text.using("zh"):
        snapshots.publish(installation, **inputs, progress=lambda stage, done: told.append((stage, done)))
    assert [done for _, done in told] == sorted(done for _, done in told)
    assert told[0] == ("核对文件", 0.0)
    assert told[-1] == ("已发布", 1.0)
