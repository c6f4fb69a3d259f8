"""The five sheets of a ledger, as `columns.csv` describes them: headings, units and types of columns."""

import csv
from dataclasses import dataclass
from pathlib import Path

COLUMNS_FILE = Path(__file__).parent / "columns.csv"

PLACED = {"county_code": "VARCHAR", "month": "DATE"}
"""What every row in the warehouse carries before the ledger's own columns: whose ledger, of which month."""

TRACED = {"source_row": "INTEGER"}
"""What every row in the warehouse carries after them: the row of the workbook's sheet that it was read from."""

TRACED_OF = {"workshops": {"reported_longitude": "DOUBLE", "reported_latitude": "DOUBLE"}}
"""What rows of one sheet carry besides: a position as it was written, in the system that `crs` names, where longitude
and latitude were converted from it."""

PANDAS_TYPES = {
    "VARCHAR": "str",
    "DATE": "datetime64[s]",
    "TINYINT": "Int64",
    "SMALLINT": "Int64",
    "INTEGER": "Int64",
    "BIGINT": "Int64",
    "DOUBLE": "Float64",
    "BOOLEAN": "boolean",
}
"""The type that a column of each DuckDB type has in a frame."""


@dataclass(frozen=True)
class Column:
    """One column of a sheet; `choices` names the list in `choices.py` that its values come from."""

    name: str
    heading_zh: str
    unit: str
    is_required: bool
    is_key: bool
    """Part of what makes a row of the sheet the only one of its kind within a county and month."""
    is_summed: bool
    """Its sum goes into the manifest and is compared whenever rows change hands."""
    duckdb_type: str
    choices: str

    @property
    def pandas_type(self) -> str:
        """The type of the column in a frame: nullable, and the same wherever a sheet's rows stand in a frame."""
        return PANDAS_TYPES[self.duckdb_type]


@dataclass(frozen=True)
class Sheet:
    name: str
    title_zh: str
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Every column in the warehouse: county and month, the ledger's own, then the way back to the workbook."""
        return tuple(self.types)

    @property
    def traced(self) -> dict[str, str]:
        """The way back to the workbook, which no workbook has a column for; empty in generated data."""
        return TRACED | TRACED_OF.get(self.name, {})

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell one row from another within a county and month."""
        return tuple(column.name for column in self.columns if column.is_key)

    @property
    def summed(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.is_summed)

    @property
    def types(self) -> dict[str, str]:
        """The DuckDB type of every column in the warehouse."""
        return PLACED | {column.name: column.duckdb_type for column in self.columns} | self.traced


def _read(path: Path) -> dict[str, Sheet]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    titles = {row["sheet"]: row["sheet_zh"] for row in rows}
    return {
        name: Sheet(name, title, tuple(_column(row) for row in rows if row["sheet"] == name))
        for name, title in titles.items()
    }


def _column(row: dict[str, str]) -> Column:
    return Column(
        name=row["column"],
        heading_zh=row["heading_zh"],
        unit=row["unit"],
        is_required=row["is_required"] == "true",
        is_key=row["is_key"] == "true",
        is_summed=row["is_summed"] == "true",
        duckdb_type=row["duckdb_type"],
        choices=row["choices"],
    )


SHEETS: dict[str, Sheet] = _read(COLUMNS_FILE)
"""By name, in the workbook's order: workshops, enterprises, partnerships, employment, results."""


def create_table_sql(sheet: str, schema: str = "facts") -> str:
    """The statement that makes the sheet's empty table, `facts.<sheet>`: county and month first.

    Required columns are NOT NULL. An unknown sheet is a `KeyError`; the schema must exist.
    """
    described = SHEETS[sheet]
    required = {*PLACED, *(column.name for column in described.columns if column.is_required)}
    lines = (
        f"{name} {kind}{' NOT NULL' if name in required else ''}" for name, kind in described.types.items()
    )
    return f"CREATE TABLE {schema}.{described.name} (\n    " + ",\n    ".join(lines) + "\n)"
