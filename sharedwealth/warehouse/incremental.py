"""A snapshot built from one that is there already: only the counties whose ledgers changed are worked out again.

What stands at the end in a county, and every rollup, follows from the county's own facts alone. Their rows are made
by the same statements from the changed counties' facts, all others are taken over, and every table is written in its
order; whatever goes across counties is made anew from the whole. docs/decisions/incremental-snapshots.md says why.
"""

from collections.abc import Callable, Collection
from pathlib import Path

import duckdb

from sharedwealth import months
from sharedwealth.settings import Settings
from sharedwealth.warehouse import build, checks, facts, files, manifest, shelf
from sharedwealth.warehouse.manifest import Manifest
from sharedwealth.warehouse.schema import COUNTY_DIMENSIONS, ORDER, REGISTER, ROLLUPS, STATEMENTS
from sharedwealth.warehouse.shelf import SnapshotInfo

Report = Callable[[str, float], None]

MOST_COUNTIES = 45
"""Where more counties than half have changed, working out all of them takes no longer."""

_BASE = "ATTACH '{file}' AS base (READ_ONLY)"
_TAKE_OVER = "INSERT INTO {table} BY NAME SELECT * FROM base.{table}"
_MERGE = """
INSERT INTO {table} BY NAME
SELECT * FROM (
    SELECT * FROM base.{table} WHERE left({area}, 6) NOT IN (SELECT unnest($counties))
    UNION ALL BY NAME
    SELECT * FROM changed.{table}
) AS merged
ORDER BY {order}
"""


def counties(base: SnapshotInfo, before: Manifest, wanted: Manifest) -> set[str] | None:
    """The counties to be worked out again where the wanted snapshot can be built from the base; None where it cannot.

    It cannot when the base is damaged, was made by another version of the program or another register, or when too
    much has changed.
    """
    kept = ("format", "program", "register")
    if any(before.parsed.get(key) != wanted.parsed[key] for key in kept):
        return None
    if wanted.parsed["program"] != manifest.program() or before.sha256 != base.manifest_sha256:
        return None
    if shelf.file_problem(base) or files.digest(base.path) != base.sha256:
        return None
    changed = manifest.changed_counties(before, wanted)
    return changed if len(changed) <= MOST_COUNTIES else None


def fill(
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    base: SnapshotInfo,
    inputs: Manifest,
    changed: Collection[str],
    report: Report,
) -> None:
    """All tables but `meta`, in a connection to the new file; the same rows as a full build gives."""
    [(file,)] = con.execute("SELECT current_database()").fetchall()
    listed = [each for each in inputs.partitions() if each.county_code in changed]
    facts.check_files(settings, listed)
    facts.load(con, settings, listed, inputs.ledgers())
    checks.totals(con, manifest.totals(listed))
    con.execute("ATTACH ':memory:' AS changed")
    con.execute(_BASE.replace("{file}", _quoted(base.path)))
    for table in REGISTER:
        con.execute(STATEMENTS[table])
        con.execute(_TAKE_OVER.replace("{table}", table))
    con.execute("USE changed")
    con.execute("CREATE VIEW places AS SELECT * FROM base.places")
    build.county_dimensions(con)
    build.rollups(con, lambda stage, done: report(stage, 0.1 + 0.4 * done))
    con.execute("USE {file}".replace("{file}", f'"{file}"'))
    merged = (*COUNTY_DIMENSIONS, *ROLLUPS)
    for done, table in enumerate(merged):
        report(table, 0.5 + 0.4 * done / len(merged))
        con.execute(STATEMENTS[table])
        area = "county_code" if "county_code" in con.table(table).columns else "area_code"
        statement = _MERGE.replace("{table}", table).replace("{area}", area).replace("{order}", ORDER[table])
        con.execute(statement, {"counties": sorted(changed)})
    build.province_dimensions(con, months.parse(inputs.parsed["as_of"]))
    for attached in ("base", "changed", "facts"):
        con.execute("DETACH {name}".replace("{name}", attached))


def restate_ledgers(con: duckdb.DuckDBPyConnection, inputs: Manifest) -> None:
    """In a copy of the base's file: when ledgers came and which are verified, where no county's facts have changed.

    No rollup and no summary asks for it, so they stay as they are.
    """
    facts.attach(con, inputs.ledgers())
    build.province_dimensions(con, months.parse(inputs.parsed["as_of"]))
    con.execute("DETACH facts")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
