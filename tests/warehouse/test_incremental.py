"""A snapshot built from the one before has, table by table and row by row, what a full build of its manifest gives."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedwealth import months
from sharedwealth.errors import SnapshotError
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.settings import Settings
from sharedwealth.warehouse import (
    build,
    facts,
    incremental,
    manifest,
    partitions,
    publishing,
    schema,
    snapshots,
)
from tests.warehouse import random_facts

TABLES = [name for name in schema.STATEMENTS if name != "meta"]


def never():
    raise AssertionError("everything was built anew")


def publish(installation, inputs):
    """Publishes on the current snapshot; an error when that takes a full build."""
    with publishing.turn(installation) as turn:
        info = turn.made(inputs, never)
        turn.point_to(info)
    return info


def rows(con):
    return {table: con.table(table).fetchall() for table in TABLES}


def full(installation, inputs, register):
    """All tables from all facts."""
    with duckdb.connect() as con:
        facts.load(con, installation, inputs.partitions(), inputs.ledgers())
        build.register(con, **register)
        build.dimensions(con, months.parse(inputs.parsed["as_of"]))
        build.rollups(con)
        build.summaries(con)
        return rows(con)


def assert_equal_to_a_full_build(installation, info, register):
    wanted = full(installation, manifest.read(info.manifest_path), register)
    with duckdb.connect(str(info.path), read_only=True) as con:
        found = rows(con)
        for table in TABLES:
            assert found[table] == wanted[table], table
        assert schema.columns(con) == schema.expected()


# The small province, corrected by hand.


@pytest.fixture
def corrected(installation, published, small_connection, file_facts):
    """The manifest after changes to the facts: `corrected("UPDATE …")`."""

    def correct(*statements):
        for statement in statements:
            small_connection.execute(statement)
        filed = file_facts(small_connection)
        return manifest.revise(manifest.read(published.manifest_path), **filed)

    return correct


def everywhere(statement, tables=(*SHEETS, "ledgers")):
    return [statement.replace("{table}", table) for table in tables]


CORRECTIONS = {
    "a wage": ["UPDATE facts.employment SET wage_yuan = 777 WHERE county_code = '339101' AND wage_yuan > 3000"],
    "an enterprise's name": ["UPDATE facts.enterprises SET name = '另一企业' WHERE county_code = '339201'"],
    "a county that has no ledger any more": everywhere("DELETE FROM facts.{table} WHERE county_code = '339102'"),
    "the last month": everywhere("DELETE FROM facts.{table} WHERE month = DATE '2024-04-01'"),
    "the first month": everywhere("DELETE FROM facts.{table} WHERE month = DATE '2024-01-01'"),
    "a month after all others": [
        "INSERT INTO facts.ledgers VALUES ('339101', DATE '2024-06-01', DATE '2024-07-05', false, true)",
        *everywhere(
            "INSERT INTO facts.{table} SELECT * REPLACE (DATE '2024-06-01' AS month) FROM facts.{table}"
            " WHERE county_code = '339101' AND month = DATE '2024-04-01'",
            SHEETS,
        ),
    ],
    "only when it came": ["UPDATE facts.ledgers SET is_late = true WHERE county_code = '339201'"],
    "only who is verified": ["UPDATE facts.ledgers SET is_verified = false WHERE county_code = '339201'"],
    "nothing": [],
}  # fmt: skip


@pytest.mark.parametrize("correction", CORRECTIONS.values(), ids=CORRECTIONS)
def test_corrections_and_their_taking_back_give_what_a_full_build_gives(
    installation, published, corrected, small_register, correction
):
    inputs = corrected(*correction)
    made = publish(installation, inputs)
    assert_equal_to_a_full_build(installation, made, small_register)
    assert snapshots.verify(installation, made.code) == []
    before = manifest.read(published.manifest_path)
    back = publish(installation, manifest.revise(before, before.partitions(), before.ledgers()))
    assert back.code == published.code
    assert_equal_to_a_full_build(installation, back, small_register)


def test_only_the_changed_counties_files_are_read(installation, published, corrected, overwrite):
    inputs = corrected(*CORRECTIONS["an enterprise's name"])
    damaged = {each.path for each in inputs.partitions() if each.county_code != "339201"}
    for path in damaged:
        overwrite(installation.partitions / path, b"")
    assert publish(installation, inputs).code == inputs.code


@pytest.mark.parametrize("difference", ["format", "program", "register"])
def test_another_program_or_register_takes_a_full_build(published, corrected, difference):
    before = manifest.read(published.manifest_path)
    wanted = corrected(*CORRECTIONS["a wage"])
    assert incremental.counties(published, before, wanted) == {"339101"}
    wanted.parsed[difference] = "another"
    assert incremental.counties(published, before, wanted) is None


def test_a_damaged_base_takes_a_full_build(installation, published, corrected, overwrite, small_register):
    inputs = corrected(*CORRECTIONS["a wage"])
    overwrite(published.path, published.path.read_bytes()[:-1] + b"\0")
    with publishing.turn(installation) as turn:
        made = turn.made(inputs, lambda: small_register)
        turn.point_to(made)
    assert_equal_to_a_full_build(installation, made, small_register)


def test_a_damaged_pointer_takes_a_full_build(installation, published, corrected, small_register):
    inputs = corrected(*CORRECTIONS["a wage"])
    (installation.snapshots / "current.json").write_text("{", encoding="utf-8")
    with publishing.turn(installation) as turn:
        turn.point_to(turn.made(inputs, lambda: small_register))
    assert snapshots.verify(installation) == []


def test_many_changed_counties_take_a_full_build(published, corrected, monkeypatch):
    monkeypatch.setattr(incremental, "MOST_COUNTIES", 1)
    before = manifest.read(published.manifest_path)
    assert incremental.counties(published, before, corrected(*CORRECTIONS["a wage"])) == {"339101"}
    assert incremental.counties(published, before, corrected(*CORRECTIONS["the last month"])) is None


def test_a_contradiction_in_a_changed_ledger_is_found(installation, published, corrected):
    inputs = corrected("UPDATE facts.results SET workshop_id = 'nowhere' WHERE workshop_id = 'C1'")
    with pytest.raises(SnapshotError, match="nowhere"):
        publish(installation, inputs)
    assert snapshots.current(installation).code == published.code


def test_sums_that_are_not_the_manifest_s_stop_it(installation, published, corrected):
    inputs = corrected(*CORRECTIONS["a wage"])
    wrong = [
        replace(each, sums=each.sums | {"wage_yuan": 1}) if each.sheet == "employment" else each
        for each in inputs.partitions()
    ]
    with pytest.raises(AssertionError, match="facts of employment"):
        publish(installation, manifest.revise(inputs, wrong, inputs.ledgers()))


# Provinces at random: each county-month is missing, or one of two ledgers, before and after.


def with_enterprises(frames, seed):
    """The drawn frames with enterprises that several counties list under names of their own, and partnerships."""
    listed, paired = [], []
    for place, workshop in enumerate(frames["workshops"].itertuples()):
        code = f"E{(place * seed) % 7}"
        whose = {"county_code": workshop.county_code, "month": workshop.month}
        named = f"{workshop.county_code} {seed} {place % 2}"
        listed.append(whose | {"credit_code": code, "name": named, "industry": None if place % 3 else "竹木"})
        paired.append(
            whose
            | {
                "workshop_id": workshop.workshop_id,
                "credit_code": code,
                "linkage": ("wages", "rent")[place % 2],
            }
            | {"started_on": workshop.month if place % 4 else date(2023, 11, 1)}
        )
    enterprises = pd.DataFrame(listed).drop_duplicates(["county_code", "month", "credit_code"])
    return frames | {"enterprises": enterprises, "partnerships": pd.DataFrame(paired)}


@pytest.fixture(scope="module")
def two_draws(tmp_path_factory):
    """Two provinces of the same counties and months in one folder of partitions: by county and month, each's files."""
    installation = Settings(data=tmp_path_factory.mktemp("draws"))
    found = []
    for seed in (3, 11):
        with duckdb.connect() as con:
            random_facts.fill(con, with_enterprises(random_facts.draw(seed), seed))
            listed = [
                p for sheet in SHEETS for p in partitions.write(con, installation, sheet, f"facts.{sheet}")
            ]
            ledgers = [snapshots.Ledger(*row) for row in con.table("facts.ledgers").fetchall()]
        found.append(
            {
                (ledger.county_code, ledger.month): (
                    ledger,
                    [p for p in listed if (p.county_code, p.month) == (ledger.county_code, ledger.month)],
                )
                for ledger in ledgers
            }
        )
    return installation, found


KEYS = [(county, month) for county in random_facts.COUNTIES for month in random_facts.MONTHS]
BEFORE = st.lists(st.sampled_from([0, 0, 0, 1, None]), min_size=len(KEYS), max_size=len(KEYS)).filter(
    lambda chosen: any(each is not None for each in chosen)
)
CHANGES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from([0, 1, None]), max_size=4)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(before=BEFORE, changes=CHANGES)
def test_any_change_gives_what_a_full_build_gives(two_draws, small_register, before, changes):
    source, draws = two_draws
    chosen = dict(zip(KEYS, before, strict=True))

    def inputs(choice):
        found = [draws[n][key] for key, n in choice.items() if n is not None and key in draws[n]]
        return [p for _, listed in found for p in listed], [ledger for ledger, _ in found]

    with tempfile.TemporaryDirectory() as folder:
        installation = Settings(data=Path(folder))
        installation.partitions.symlink_to(source.partitions)
        listed, ledgers = inputs(chosen)
        after = inputs(chosen | changes)
        if not ledgers or not after[1]:
            return
        first = manifest.compose(listed, ledgers, small_register, "reported", max(e.month for e in ledgers))
        with publishing.turn(installation) as turn:
            turn.point_to(turn.made(first, lambda: small_register))
        made = publish(installation, manifest.revise(first, *after))
        assert_equal_to_a_full_build(installation, made, small_register)
