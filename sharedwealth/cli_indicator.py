"""The command that answers for one indicator."""

import json
from enum import StrEnum
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import indicators, months, settings
from sharedwealth.tables import files, readable
from sharedwealth.text import mark
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot

out = Console()


class Breakdown(StrEnum):
    city = "city"
    county = "county"
    town = "town"
    village = "village"
    type = "type"
    month = "month"


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


def add_to(app: typer.Typer) -> None:
    """Adds the command `indicator`."""
    app.command(help=mark("Answers exactly what the pages show."))(indicator)


def indicator(
    key: Annotated[str, typer.Argument(help=mark("The indicator's key, such as workshops_built."))],
    area: Annotated[str, typer.Option(help=mark("Code of the area: 33, 3310, 331082, 331082112 …"))] = "33",
    month: Annotated[
        str, typer.Option(help=mark("The month, such as 2024-10; the last one when left out."))
    ] = "",
    by: Annotated[Breakdown | None, typer.Option(help=mark("One row per …"))] = None,
    workshop_type: Annotated[str, typer.Option("--type", help=mark("Only workshops of one type."))] = "",
    format_: Annotated[Format, typer.Option("--format", help=mark("table, csv or json."))] = Format.table,
) -> None:
    warehouse = open_snapshot(snapshots.current(settings.load()))
    answer = indicators.answer(
        warehouse,
        key,
        area=area,
        month=months.parse(month) if month else None,
        by=by.value if by else None,
        workshop_type=workshop_type or None,
    )
    if format_ is Format.json:
        typer.echo(json.dumps(readable.json_rows(answer), ensure_ascii=False, indent=1))
    elif format_ is Format.csv:
        typer.echo(files.harmless(answer).to_csv(index=False), nl=False)
    else:
        _print(readable.table(answer), indicators.CATALOGUE[key].title())


def _print(frame: pd.DataFrame, title: str) -> None:
    table = Table(title=title)
    for column in frame.columns:
        table.add_column(
            str(column), justify="right" if pd.api.types.is_numeric_dtype(frame[column]) else "left"
        )
    for row in readable.written(frame):
        table.add_row(*row)
    out.print(table)
