"""The statements of rollups keep to what two engines read alike."""

import re
import shutil

import duckdb
import pytest

from sharedwealth.warehouse import build, schema
from tests.warehouse import random_facts

STATEMENTS = {
    f"{folder}/{name}": schema.select(folder, name)
    for folder, names in (
        ("staged", build.STAGED),
        ("rollups", schema.ROLLUPS),
        ("summaries", schema.SUMMARIES),
    )
    for name in names
}
REFUSED_OR_DIFFERENT = (
    r"\bQUALIFY\b", r"//", r"\bEXCLUDE\b", r"\bREPLACE\b", r"strftime", r"date_?diff", r"arg_?(max|min)", r"quantile",
    r"\blist", r"unnest", r"\bmode\(", r"approx", r"\bANTI\b", r"\bSEMI\b", r"\bPIVOT\b", r"\bavg\(", r"->",
)  # fmt: skip


def code(statement):
    return "\n".join(line.split("--")[0] for line in statement.splitlines())


def test_every_statement_of_the_folders_is_used():
    found = {f"{path.parent.name}/{path.stem}" for path in schema.HERE.glob("*/*.sql")}
    shared = {f"shared/{path.stem}" for path in (schema.HERE / "shared").glob("*.sql")}
    assert found == STATEMENTS.keys() | {f"dimensions/{name}" for name in schema.DIMENSIONS} | shared


def test_every_shared_part_stands_in_several_statements():
    files = [path.read_text(encoding="utf-8") for path in schema.HERE.glob("*/*.sql")]
    for part in (schema.HERE / "shared").glob("*.sql"):
        assert sum(f"{{{part.stem}}}" in text for text in files) > 1, part.stem


@pytest.mark.parametrize("name", STATEMENTS)
def test_it_uses_nothing_that_the_other_engine_refuses_or_reads_otherwise(name):
    for pattern in REFUSED_OR_DIFFERENT:
        assert not re.search(pattern, code(STATEMENTS[name]), re.IGNORECASE), pattern


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_order_says_where_missing_values_go(name):
    flat = " ".join(code(STATEMENTS[name]).split())
    for order in flat.split("ORDER BY ")[1:]:
        depth, end = 0, len(order)
        for place, letter in enumerate(order):
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if depth < 0 or order[place:].startswith((" RANGE", " ROWS")):
                end = place
                break
        items = re.split(r",(?![^()]*\))", order[:end])
        assert all(item.strip().endswith("NULLS LAST") for item in items), items


@pytest.mark.parametrize("table", schema.SUMMARIES)
def test_a_summary_gives_the_types_of_the_schema_without_a_conversion(table):
    with duckdb.connect() as con:
        for statement in schema.STATEMENTS.values():
            con.execute(statement)
        made, wanted = con.sql(STATEMENTS[f"summaries/{table}"]), con.table(table)
        assert list(zip(made.columns, map(str, made.types), strict=True)) == list(
            zip(wanted.columns, map(str, wanted.types), strict=True)
        )


@pytest.mark.parametrize("table", schema.ROLLUPS)
def test_it_gives_the_types_of_the_schema_without_a_conversion(table):
    with duckdb.connect() as con:
        build.create_facts(con)
        con.execute(schema.STATEMENTS["places"])
        for name in build.STAGED:
            con.execute(
                "CREATE TABLE {name} AS {select}".format(name=name, select=STATEMENTS[f"staged/{name}"])
            )
        made = con.sql(STATEMENTS[f"rollups/{table}"])
        con.execute(schema.STATEMENTS[table])
        wanted = con.table(table)
        assert dict(zip(made.columns, map(str, made.types), strict=True)) == dict(
            zip(wanted.columns, map(str, wanted.types), strict=True)
        )


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    session = pytest.importorskip("pyspark.sql", reason="Spark is not installed").SparkSession
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    catalogue = str(tmp_path_factory.mktemp("spark"))
    quiet = session.builder.master("local[1]").config("spark.ui.enabled", "false")
    quiet = quiet.config("spark.sql.warehouse.dir", catalogue)
    made = (
        quiet.config("spark.sql.shuffle.partitions", "1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield made
    made.stop()


def test_spark_gives_the_same_rows(spark, tmp_path):
    with duckdb.connect() as con:
        random_facts.fill(con, random_facts.draw(6))
        build.rollups(con)
        spark.sql("CREATE DATABASE facts")
        con.table("places").write_parquet(str(tmp_path / "places.parquet"))
        spark.read.parquet(str(tmp_path / "places.parquet")).createOrReplaceTempView("places")
        for table in ("ledgers", "workshops", "partnerships", "employment", "results"):
            file = str(tmp_path / f"{table}.parquet")
            con.table(f"facts.{table}").write_parquet(file)
            spark.read.parquet(file).write.saveAsTable(f"facts.{table}")
        for name in build.STAGED:
            spark.sql(STATEMENTS[f"staged/{name}"]).cache().createOrReplaceTempView(name)
        for table in schema.ROLLUPS:
            here = con.table(table)
            there = spark.sql(STATEMENTS[f"rollups/{table}"]).select(*here.columns)
            rows = [tuple(row) for row in there.collect()]
            assert sorted(map(repr, rows)) == sorted(map(repr, here.fetchall())), table
