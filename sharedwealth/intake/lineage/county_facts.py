"""One county's facts beside one another, read from the partitions of a snapshot's manifest, staged as for a snapshot.

The statements that make a snapshot say which row of a worker counts and what was seen before; the same statements are
run here over the one county, with as few of its months as the figure needs.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import duckdb
import pandas as pd

from sharedwealth.ledger.sheets import SHEETS, create_table_sql
from sharedwealth.settings import Settings
from sharedwealth.warehouse import build, schema
from sharedwealth.warehouse.manifest import Ledger
from sharedwealth.warehouse.partitions import Partition

_STAGED = (
    "workers", "homes", "families", "ledger_months", "workshop_rows", "cell_names", "entries", "other_wages",
    "first_rows", "main_rows",
)  # fmt: skip
_STAGE = "CREATE TEMP TABLE {table} AS\n{select}"
_FILL = "INSERT INTO facts.{sheet} BY NAME SELECT {columns} FROM read_parquet($files, union_by_name = true)"
_WRITTEN = "SELECT DISTINCT name FROM parquet_schema($files)"

# As the snapshot's table of workshops has it: the row of the last ledger that lists the workshop.
_LISTED = """
CREATE TEMP TABLE listed AS
SELECT * EXCLUDE (place),
       CAST(date_trunc('month', opened_on) AS DATE) AS opened_month,
       CAST(date_trunc('month', closed_on) AS DATE) AS closed_month
FROM (
    SELECT *, row_number() OVER (PARTITION BY workshop_id ORDER BY month DESC NULLS LAST) AS place
    FROM facts.workshops
) AS ranked
WHERE place = 1
"""

# A worker's main rows, with the workshop as the month's ledger has it and as the last one does.
_LINES = """
CREATE TEMP VIEW lines AS
SELECT m.worker, p.worker_id, m.month_number, m.last_month_number, c.previous_month_number,
       w.month, w.workshop_id, l.name,
       w.village_code AS month_village, w.workshop_type AS month_type,
       l.village_code AS listed_village, l.workshop_type AS listed_type,
       m.is_low_income, m.wage_yuan, m.prior_income_yuan
FROM main_rows AS m
JOIN workers AS p ON p.worker = m.worker
JOIN workshop_rows AS w ON w.workshop_row = m.workshop_row
JOIN cell_names AS c ON c.cell = m.cell
JOIN listed AS l ON l.workshop_id = w.workshop_id
"""


@contextmanager
def opened(
    settings: Settings,
    partitions: Sequence[Partition],
    ledgers: Sequence[Ledger],
    months: Collection[date],
    sheets: Collection[str],
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The county's facts: all its workshops, of the other sheets the months asked for; then `listed` and `lines`.

    `lines` is there where employment is among the sheets.
    """
    with duckdb.connect(config={"threads": 2}) as con:
        con.execute("CREATE SCHEMA facts")
        con.execute(build.LEDGERS)
        build.ledgers(con, pd.DataFrame([vars(each) for each in ledgers], columns=[*Ledger.__annotations__]))
        for sheet in SHEETS:
            con.execute(create_table_sql(sheet))
        for sheet in {"workshops", *sheets}:
            wanted = [each for each in partitions if each.sheet == sheet]
            if sheet not in ("workshops", "partnerships"):
                wanted = [each for each in wanted if each.month in months]
            _fill(con, sheet, [str(settings.partitions / each.path) for each in wanted])
        con.execute(_LISTED)
        if "employment" in sheets:
            for table in _STAGED:
                select = schema.select("staged", table)
                con.execute(_STAGE.replace("{table}", table).replace("{select}", select))
            con.execute(_LINES)
        yield con


def _fill(con: duckdb.DuckDBPyConnection, sheet: str, files: list[str]) -> None:
    """Files of an earlier version may lack the columns that lead back to the workbook; they stay empty then."""
    if not files:
        return
    written = {name for (name,) in con.execute(_WRITTEN, {"files": files[-1:]}).fetchall()}
    columns = ", ".join(name for name in SHEETS[sheet].column_names if name in written)
    con.execute(_FILL.replace("{sheet}", sheet).replace("{columns}", columns), {"files": files})
