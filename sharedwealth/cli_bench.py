"""The command that measures speed."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import prepare, settings
from sharedwealth.text import mark, t

out = Console()


def add_to(app: typer.Typer) -> None:
    """Adds the command `bench`."""
    app.command(
        help=mark("Measures speed against its goals. Compare figures within one run only: machines differ.")
    )(bench)


def bench(
    as_json: Annotated[
        bool, typer.Option("--json", help=mark("One list of measures, for programs."))
    ] = False,
    build: Annotated[
        bool, typer.Option(help=mark("Also time the building of the demonstration snapshot."))
    ] = True,
    browser: Annotated[
        bool, typer.Option(help=mark("Also measure what a reader waits for, in Chromium."))
    ] = True,
    ledgers: Annotated[
        bool, typer.Option(help=mark("Also time the checking and publishing of ledgers."))
    ] = True,
) -> None:
    from sharedwealth import bench as benchmarks  # noqa: PLC0415  nothing else needs it

    with prepare.progress_bar(t("Measuring")) as report:
        taken = list(
            benchmarks.measures(
                settings.load(), build=build, with_browser=browser, with_ledgers=ledgers, report=report
            )
        )
    if as_json:
        typer.echo(json.dumps([each.row() for each in taken], ensure_ascii=False, indent=1))
        return
    table = Table(title=t("Measures"))
    for heading in (t("Measure"), t("Measured"), t("Goal"), t("Unit"), "n", "p50", "p95", t("Met")):
        table.add_column(heading, justify="left" if heading == t("Measure") else "right")
    for each in taken:
        figures = (f"{number:,.2f}" for number in (each.measured, each.goal))
        spread = (f"{number:,.2f}" for number in (each.p50, each.p95))
        table.add_row(each.name, *figures, each.unit, str(each.n), *spread, "✓" if each.met else "✗")
    out.print(table)
