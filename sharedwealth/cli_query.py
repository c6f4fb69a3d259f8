"""The command that asks a crossed question, as the page Explore does."""

import json
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import settings
from sharedwealth.indicators import crossing_words
from sharedwealth.indicators.crossing import ask_crossing
from sharedwealth.indicators.crossing_texts import text_of
from sharedwealth.indicators.pivot import cross
from sharedwealth.tables import files, readable
from sharedwealth.text import mark, t
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot

out = Console()
err = Console(stderr=True)


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"
    sql = "sql"


def add_to(app: typer.Typer) -> None:
    """Adds the command `query`."""
    app.command(
        help=mark("Any indicator by one or two things, narrowed by others: what the page Explore shows.")
    )(query)


def query(  # noqa: PLR0913, PLR0917  a crossed question has as many parts
    key: Annotated[str, typer.Argument(help=mark("The indicator's key, such as workshops_built."))],
    by: Annotated[
        list[str],
        typer.Option(help=mark("city, county, town, village, type, month, sex, age or low; once or twice.")),
    ],
    area: Annotated[str, typer.Option(help=mark("Code of the area: 33, 3310, 331082, 331082112 …"))] = "33",
    month: Annotated[
        str, typer.Option(help=mark("The month, such as 2024-10; the last one when left out."))
    ] = "",
    since: Annotated[str, typer.Option(help=mark("The first month, where it is by month."))] = "",
    workshop_type: Annotated[str, typer.Option("--type", help=mark("Only workshops of one type."))] = "",
    sex: Annotated[str, typer.Option(help=mark("Only women (F) or men (M)."))] = "",
    age: Annotated[str, typer.Option(help=mark("Only one age band, such as 40-49."))] = "",
    low: Annotated[str, typer.Option(help=mark("Only low-income people (yes) or the others (no)."))] = "",
    format_: Annotated[
        Format, typer.Option("--format", help=mark("table, csv, json, or sql: the query itself."))
    ] = Format.table,
) -> None:
    warehouse = open_snapshot(snapshots.current(settings.load()))
    only = {"type": workshop_type, "sex": sex, "age": age, "low": low}
    asked = ask_crossing(warehouse, key, tuple(by), area, month or None, since=since or None, only=only)
    if format_ is Format.sql:
        told = text_of(asked)
        typer.echo("\n".join([*(f"-- {line}" for line in told.listed()), f"{told.sql};"]))
        return
    rows = cross(warehouse, asked)
    if format_ is Format.json:
        typer.echo(json.dumps(readable.json_rows(rows), ensure_ascii=False, indent=1))
    elif format_ is Format.csv:
        typer.echo(files.harmless(readable.table(rows)).to_csv(index=False), nl=False)
    else:
        shown = readable.table(rows)
        table = Table(title=f"{asked.indicator.title()} · {crossing_words.divided(asked)}")
        for column in shown.columns:
            table.add_column(str(column))
        for row in readable.written(shown):
            table.add_row(*row)
        out.print(table)
        for sentence in crossing_words.cautions(asked):
            err.print(sentence, highlight=False, markup=False, soft_wrap=True)
    if (rows["status"] == "suppressed").any():
        err.print(
            t("Some figures are withheld to protect fewer than 10 people."), highlight=False, soft_wrap=True
        )
