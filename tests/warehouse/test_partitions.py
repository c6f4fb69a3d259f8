"""Facts on disk: named by content, complete, and the same for the same rows."""

import hashlib
from datetime import date

import duckdb
import pytest

from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.settings import Settings
from sharedwealth.warehouse import build, files, partitions


@pytest.fixture
def installation(tmp_path):
    return Settings(data=tmp_path / "数据 of ours")


def written(con, installation, sheet="employment"):
    return partitions.write(con, installation, sheet, f"facts.{sheet}")


def test_each_county_month_becomes_one_file_named_by_sheet_and_content(small_connection, installation):
    found = written(small_connection, installation)
    assert len(found) == 11
    first = found[0]
    assert (first.sheet, first.county_code, first.month) == ("employment", "339101", date(2024, 1, 1))
    content = (installation.partitions / first.path).read_bytes()
    assert first.sha256 == hashlib.sha256(content).hexdigest()
    assert first.path == f"339101/2024-01/employment-{first.sha256[:16]}.parquet"


def test_rows_and_sums_are_those_of_the_file(small_connection, installation):
    march = next(
        p for p in written(small_connection, installation) if (p.county_code, p.month.month) == ("339101", 3)
    )
    assert march.rows == 6
    assert march.sums == {
        "days_worked": 21 + 16 + 10 + 10 + 20,
        "wage_yuan": 2700 + 1900 + 1000 + 2200 + 3150,
        "prior_income_yuan": 1200 + 800 + 2500 + 2500 + 3000,
    }


@pytest.mark.parametrize("sheet", SHEETS)
def test_read_back_they_are_the_rows_that_went_in(small_connection, installation, sheet):
    paths = [
        str(installation.partitions / each.path) for each in written(small_connection, installation, sheet)
    ]
    back = small_connection.read_parquet(paths, hive_partitioning=False)
    assert back.columns == list(SHEETS[sheet].column_names)
    assert [str(kind) for kind in back.types] == list(SHEETS[sheet].types.values())
    there = small_connection.table(f"facts.{sheet}")
    assert sorted(map(repr, back.fetchall())) == sorted(map(repr, there.fetchall()))


def test_the_same_rows_in_another_order_from_more_threads_give_the_same_files(
    small_connection, installation, tmp_path
):
    first = written(small_connection, installation)
    with duckdb.connect(config={"threads": 4}) as other:
        build.create_facts(other)
        [path] = [tmp_path / "all.parquet"]
        small_connection.execute("COPY facts.employment TO '{path}'".replace("{path}", str(path)))
        other.execute(
            "INSERT INTO facts.employment SELECT * FROM read_parquet($path) ORDER BY random()",
            {"path": str(path)},
        )
        again = written(other, Settings(data=tmp_path / "elsewhere"))
    assert first == again


def test_files_that_are_there_already_are_left_untouched(small_connection, installation):
    found = written(small_connection, installation)
    before = {each.path: (installation.partitions / each.path).stat().st_ino for each in found}
    assert written(small_connection, installation) == found
    assert {each.path: (installation.partitions / each.path).stat().st_ino for each in found} == before


def test_a_damaged_file_is_replaced_when_its_rows_come_again(small_connection, installation):
    first = written(small_connection, installation)[0]
    path = installation.partitions / first.path
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-7])
    assert written(small_connection, installation)[0] == first
    assert files.digest(path) == first.sha256


def test_a_correction_is_a_new_file_beside_the_old_one(small_connection, installation):
    before = written(small_connection, installation)
    small_connection.execute(
        "UPDATE facts.employment SET wage_yuan = 2601 WHERE worker_id = 'w1' AND wage_yuan = 2600"
    )
    after = written(small_connection, installation)
    changed = {(old.path, new.path) for old, new in zip(before, after, strict=True) if old != new}
    assert len(changed) == 1
    assert all((installation.partitions / path).is_file() for pair in changed for path in pair)


def test_they_cannot_be_written_to(small_connection, installation):
    assert all(
        (installation.partitions / each.path).stat().st_mode & 0o222 == 0
        for each in written(small_connection, installation)
    )


def test_the_connection_s_settings_are_as_before(small_connection, installation):
    small_connection.execute("SET threads = 3")
    written(small_connection, installation)
    assert small_connection.execute("SELECT current_setting('threads')").fetchall() == [(3,)]
    assert small_connection.execute(
        "SELECT current_setting('partitioned_write_max_open_files')"
    ).fetchall() == [(100,)]


def test_an_empty_table_becomes_no_file(installation):
    with duckdb.connect() as con:
        build.create_facts(con)
        assert written(con, installation) == []


def test_progress_ends_at_one(small_connection, installation):
    told = []
    partitions.write(
        small_connection,
        installation,
        "results",
        "facts.results",
        lambda stage, done: told.append((stage, done)),
    )
    assert told[-1] == ("results", 1.0)


def test_a_name_that_is_not_a_table_s_is_refused(small_connection, installation):
    with pytest.raises(ValueError, match="not the name of a table"):
        partitions.write(small_connection, installation, "results", "facts.results; DROP TABLE facts.results")


def test_many_counties_are_written_in_several_batches(installation, monkeypatch):
    monkeypatch.setattr(partitions, "_AT_ONCE", 5)
    with duckdb.connect() as con:
        build.create_facts(con)
        con.execute(
            "INSERT INTO facts.enterprises SELECT '33' || lpad(c::VARCHAR, 4, '0'),"
            " DATE '2024-01-01' + to_months(m::INT), 'code' || c, 'name', NULL, NULL, NULL"
            " FROM range(7) a(c), range(3) b(m)"
        )
        found = written(con, installation, "enterprises")
    assert sorted((p.county_code, p.month.month) for p in found) == [
        (f"33{c:04}", m) for c in range(7) for m in (1, 2, 3)
    ]


def test_what_a_killed_writer_left_is_removed_and_a_writer_at_work_is_not(installation):
    left, working = (installation.partitions / name for name in (".incoming-left", ".incoming-working"))
    for folder in (left, working):
        folder.mkdir(parents=True)
        (folder / "half.parquet").write_bytes(b"PAR1")
        folder.with_suffix(".lock").touch()
    with files.locked(working.with_suffix(".lock")):
        assert partitions.remove_leftovers(installation) == [left]
        assert working.is_dir()
        assert not left.exists()
    assert partitions.remove_leftovers(installation) == [working]
    assert list(installation.partitions.iterdir()) == []
