"""How complete the ledgers of a month are, told from their facts: the same measures that a publication keeps."""

from collections.abc import Mapping
from datetime import date

import duckdb

from sharedwealth.intake.trust import optional_columns
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.settings import Settings
from sharedwealth.warehouse.manifest import Manifest
from sharedwealth.warehouse.partitions import Partition

_FILLED = """
SELECT county_code, {filled} AS filled
FROM read_parquet($files, hive_partitioning = false)
GROUP BY county_code
"""
_KEPT = """
SELECT b.county_code, count(*) AS known, count(n.workshop_id) AS kept
FROM read_parquet($before, hive_partitioning = false) AS b
LEFT JOIN read_parquet($now, hive_partitioning = false) AS n
  ON n.county_code = b.county_code AND n.workshop_id = b.workshop_id
WHERE b.closed_on IS NULL
GROUP BY b.county_code
"""


def measures(settings: Settings, inputs: Manifest, month: date) -> dict[str, dict[str, int]]:
    """By county that has a ledger for the month: sheets, rows, workshops, optional cells and how many are filled."""
    of_month = [each for each in inputs.partitions() if each.month == month]
    found: dict[str, dict[str, int]] = {
        each.county_code: dict.fromkeys(
            (
                "sheets",
                "rows",
                "workshops",
                "optional_cells",
                "optional_filled",
                "workshops_known",
                "workshops_kept",
            ),
            0,
        )
        for each in of_month
    }
    for each in of_month:
        told = found[each.county_code]
        told["sheets"] += each.rows > 0
        told["rows"] += each.rows
        told["optional_cells"] += each.rows * len(optional_columns(each.sheet))
        if each.sheet == "workshops":
            told["workshops"] = each.rows
    with duckdb.connect() as con:
        for sheet in SHEETS:
            _count_filled(con, settings, sheet, [each for each in of_month if each.sheet == sheet], found)
        _count_kept(con, settings, _before(inputs, month), of_month, found)
    return found


def _count_filled(
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    sheet: str,
    listed: list[Partition],
    found: Mapping[str, dict[str, int]],
) -> None:
    columns = optional_columns(sheet)
    if not listed or not columns:
        return
    statement = _FILLED.replace("{filled}", " + ".join(f"count({column})" for column in columns))
    for county, filled in con.execute(statement, {"files": _paths(settings, listed)}).fetchall():
        found[county]["optional_filled"] += filled


def _count_kept(
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    before: list[Partition],
    of_month: list[Partition],
    found: Mapping[str, dict[str, int]],
) -> None:
    now = [each for each in of_month if each.sheet == "workshops"]
    before = [each for each in before if each.county_code in found]
    if not now or not before:
        return
    files = {"before": _paths(settings, before), "now": _paths(settings, now)}
    for county, known, kept in con.execute(_KEPT, files).fetchall():
        found[county] |= {"workshops_known": known, "workshops_kept": kept}


def _before(inputs: Manifest, month: date) -> list[Partition]:
    """Each county's latest sheet of workshops before the month."""
    latest: dict[str, Partition] = {}
    for each in inputs.partitions():
        if each.sheet == "workshops" and each.month < month:
            known = latest.get(each.county_code)
            if known is None or known.month < each.month:
                latest[each.county_code] = each
    return list(latest.values())


def _paths(settings: Settings, listed: list[Partition]) -> list[str]:
    return [str(settings.partitions / each.path) for each in listed]
