"""Readers ask many at a time, get the right rows, and can do nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import duckdb
import pandas as pd
import pytest

from sharedwealth.warehouse.connection import Warehouse, open_snapshot

COUNTY_PEOPLE = """
SELECT workshop_type, sum(people) AS people FROM cells
WHERE county_code = $county AND month = $month GROUP BY ALL ORDER BY ALL
"""


@pytest.fixture
def warehouse(published):
    opened = open_snapshot(published)
    yield opened
    opened.close()


def test_it_knows_its_months(warehouse):
    assert warehouse.months == [date(2024, month, 1) for month in (1, 2, 3, 4)]
    assert (warehouse.first_month, warehouse.last_month) == (date(2024, 1, 1), date(2024, 4, 1))


def test_values_are_bound_by_name(warehouse):
    found = warehouse.query(COUNTY_PEOPLE, {"county": "339102", "month": date(2024, 4, 1)})
    assert found.to_dict("list") == {"workshop_type": ["industry_enabling"], "people": [2]}
    assert warehouse.query(COUNTY_PEOPLE, {"county": "' OR TRUE --", "month": date(2024, 4, 1)}).empty


def test_in_memory_it_answers_the_same(warehouse, small_province):
    for table in ("cells", "reach", "county_months"):
        query = "FROM {table}".replace("{table}", table)
        pd.testing.assert_frame_equal(warehouse.query(query), small_province.query(query))
    assert small_province.meta["code"] == "5A11ED"


def test_in_memory_without_meta_reads_what_is_there():
    with duckdb.connect() as con:
        con.execute("CREATE TABLE meta AS SELECT 'kind' AS key, 'reported' AS value")
        assert Warehouse.in_memory(con).meta == {"kind": "reported"}


def test_eight_threads_get_what_one_gets(warehouse):
    asked = [
        {"county": county, "month": date(2024, month, 1)}
        for county in ("339101", "339102", "339201")
        for month in (1, 2, 3, 4)
    ]
    alone = [warehouse.query(COUNTY_PEOPLE, each) for each in asked]

    def ask(number):
        return number % len(asked), warehouse.query(COUNTY_PEOPLE, asked[number % len(asked)])

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(ask, range(1200)))
    assert all(found.equals(alone[number]) for number, found in together)


def test_a_query_does_not_disturb_one_under_way(warehouse):
    with ThreadPoolExecutor(2) as pool:
        long = pool.submit(
            warehouse.query, "SELECT sum(a.range * b.range) AS s FROM range(3000) a, range(3000) b"
        )
        assert warehouse.query("SELECT 1 AS one")["one"].tolist() == [1]
        assert long.result()["s"].tolist() == [(2999 * 3000 // 2) ** 2]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_parquet('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('{folder}/*')",
        "COPY cells TO '{folder}/stolen.csv'",
        "EXPORT DATABASE '{folder}/stolen'",
        "ATTACH '{folder}/other.duckdb'",
        "INSTALL httpfs",
        "LOAD '{file}'",
        "SET threads = 8",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
        "RESET lock_configuration",
        "PRAGMA max_execution_time = 0",
        "CREATE SECRET s (TYPE s3)",
        "INSERT INTO cells SELECT * FROM cells",
        "DELETE FROM cells",
        "DROP TABLE cells",
        "CREATE TABLE mine AS SELECT 1 AS a",
        "SELECT * FROM a_frame_of_python",
    ],
)
def test_statements_that_reach_out_or_change_anything_are_refused(warehouse, tmp_path, statement):
    a_frame_of_python = pd.DataFrame({"a": [1]})
    file = tmp_path / "secret.csv"
    file.write_text("secret\n1\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(duckdb.Error):
        warehouse.query(statement.replace("{file}", str(file)).replace("{folder}", str(tmp_path)))
    assert sorted(tmp_path.rglob("*")) == before
    assert len(a_frame_of_python) == 1


def test_a_runaway_query_is_stopped(warehouse):
    settings = warehouse.query("SELECT name, value FROM duckdb_settings() WHERE name = 'max_execution_time'")
    assert settings["value"].tolist() == ["5000"]


def test_the_digest_is_worked_out_once_for_a_file_that_does_not_change(published, monkeypatch):
    open_snapshot(published).close()
    monkeypatch.setattr("sharedwealth.warehouse.files.digest", lambda path: pytest.fail("read through again"))
    open_snapshot(published).close()


def test_closed_it_answers_no_more(published):
    warehouse = open_snapshot(published)
    warehouse.close()
    with pytest.raises(duckdb.Error):
        warehouse.query("SELECT 1")
