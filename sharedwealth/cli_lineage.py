"""The command that says what stands behind a figure."""

import json
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import months, numbers, settings
from sharedwealth.intake import lineage as lineages
from sharedwealth.intake.lineage import Lineage, telling
from sharedwealth.tables import files, readable
from sharedwealth.text import mark, t
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot

_AT_MOST = 40
"""Rows of a table that the terminal shows; csv and json have them all."""


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


def lineage(
    key: Annotated[str, typer.Argument(help=mark("The indicator's key, such as workshops_built."))],
    area: Annotated[str, typer.Option(help=mark("Code of the area: 33, 3310, 331082, 331082112 …"))] = "33",
    month: Annotated[
        str, typer.Option(help=mark("The month, such as 2024-10; the last one when left out."))
    ] = "",
    workshop_type: Annotated[str, typer.Option("--type", help=mark("Only workshops of one type."))] = "",
    format_: Annotated[Format, typer.Option("--format", help=mark("table, csv or json."))] = Format.table,
) -> None:
    installation = settings.load()
    found = lineages.of(
        installation,
        open_snapshot(snapshots.current(installation)),
        key,
        area,
        months.parse(month) if month else None,
        workshop_type or None,
    )
    if format_ is Format.json:
        typer.echo(json.dumps(_plain(found), ensure_ascii=False, indent=1))
    elif format_ is Format.csv:
        typer.echo(files.harmless(_behind(found)).to_csv(index=False), nl=False)
    else:
        _print(found)


def _behind(found: Lineage) -> pd.DataFrame:
    """What adds up to the figure: areas of the province and cities, rows below."""
    return found.rows if found.parts.empty else found.parts


def _plain(found: Lineage) -> dict[str, Any]:
    [figure] = readable.json_rows(pd.DataFrame([found.figure]))
    return {
        "indicator": found.indicator.key,
        "figure": figure,
        "definition": found.indicator.words(),
        "excluded": [asdict(each) for each in found.excluded],
        "notes": list(found.notes),
        "sum": _records(pd.DataFrame([asdict(found.sum)]))[0] if found.sum else None,
        "parts": _records(found.parts),
        "rows": _records(found.rows),
        "ledgers": _records(found.ledgers),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return list(json.loads(frame.to_json(orient="records", force_ascii=False)))


def _print(found: Lineage) -> None:
    out = Console()
    title = f"{found.indicator.title()} · {found.area_name} · {numbers.month(found.month)}"
    for line in (
        title,
        found.indicator.explain(),
        telling.formula(found),
        *telling.adding_up(found),
        *found.notes,
    ):
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    tables = {t("Excluded"): telling.excluded(found)}
    if not found.parts.empty:
        tables[t("What each area adds")] = telling.parts(found)
    if not found.rows.empty:
        tables[t("The rows behind")] = telling.rows(found)
    tables[t("The ledgers behind")] = telling.ledgers(found)
    for heading, frame in tables.items():
        if len(frame):
            _print_table(out, heading, frame)


def _print_table(out: Console, heading: str, frame: pd.DataFrame) -> None:
    table = Table(title=heading)
    for column in frame.columns:
        is_number = pd.api.types.is_numeric_dtype(frame[column])
        table.add_column(str(column), justify="right" if is_number else "left")
    for row in readable.written(frame.head(_AT_MOST)):
        table.add_row(*row)
    out.print(table)
    if len(frame) > _AT_MOST:
        sentence = t("The first {shown} of {count} rows; --format csv gives all.")
        out.print(sentence.format(shown=_AT_MOST, count=numbers.plain(len(frame))), highlight=False)
