"""Commands of the register of places; layers and codes of other times have modules of their own."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import cli_crosswalk, cli_layers, settings
from sharedwealth.choices import LEVELS, word
from sharedwealth.places import designating, importing
from sharedwealth.places import register as places_register
from sharedwealth.text import mark, t

out = Console()


def add_to(app: typer.Typer) -> None:
    """Adds the commands `register …`."""
    register = typer.Typer(
        help=mark("The register of places: cities, counties, towns and villages."), no_args_is_help=True
    )
    app.add_typer(register, name="register")
    cli_layers.add_to(register)
    cli_crosswalk.add_to(register)
    register.command(
        "show", help=mark("What the register holds, and whether it is the bundled list or the operator's.")
    )(show)
    register.command(
        "import", help=mark("Replaces the register by an official list; says row by row what it cannot take.")
    )(take)
    register.command(
        "designations", help=mark("Takes dated lists of places, such as the key assisted villages.")
    )(designations)


def show() -> None:
    found = places_register.load(settings.load())
    table = Table(title=t("Operator's register") if found.source == "operator" else t("Bundled register"))
    table.add_column(t("Level"))
    table.add_column(t("Places"), justify="right")
    for level, count in found.places["level"].value_counts(sort=False).items():
        table.add_row(word(LEVELS, str(level)), f"{count:,}")
    out.print(table)


def take(
    file: Annotated[
        Path,
        typer.Argument(help=mark("An official list of places, CSV or Excel."), exists=True, dir_okay=False),
    ],
) -> None:
    report = importing.import_register(file, settings.load())
    for line in report.lines():
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    _say_when()


def designations(
    file: Annotated[
        Path,
        typer.Argument(
            help=mark("A list with a code and a first day in each row, CSV or Excel."),
            exists=True,
            dir_okay=False,
        ),
    ],
    designation: Annotated[
        str,
        typer.Option("--list", help=mark("The list that rows belong to which do not name one themselves.")),
    ] = "key_village",
    since: Annotated[
        str, typer.Option(help=mark("The first day of rows that do not give one, such as 2024-01-01."))
    ] = "",
) -> None:
    report = designating.import_designations(file, settings.load(), designation=designation, since=since)
    for line in report.lines():
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    _say_when()


def _say_when() -> None:
    out.print(
        t("The register takes effect at the next publication; snapshots already published stay as they are."),
        soft_wrap=True,
    )
