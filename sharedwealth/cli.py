"""The command line: thin functions over the parts; `python -m sharedwealth --help` lists them."""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import cli_template, indicators, months, prepare, serving, settings, text
from sharedwealth import demo as demonstration
from sharedwealth.choices import KINDS, word
from sharedwealth.errors import ReaderError, SnapshotError, UnknownChoiceError
from sharedwealth.places import importing
from sharedwealth.places import register as places_register
from sharedwealth.tables import readable
from sharedwealth.text import LANGUAGES, t
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot

app = typer.Typer(
    name="sharedwealth",
    help="The dashboard of Zhejiang's Shared Wealth Workshops (共富工坊).",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
register_app = typer.Typer(
    help="The register of places: cities, counties, towns and villages.", no_args_is_help=True
)
app.add_typer(register_app, name="register")
app.command()(cli_template.template)

out = Console()
err = Console(stderr=True)


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


def run() -> None:
    """Runs a command; what the reader can put right is one sentence on stderr and exit code 2."""
    try:
        app()
    except ReaderError as problem:
        err.print(
            t("Error: {problem}").format(problem=problem),
            style="red",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )
        sys.exit(2)


@app.callback()
def language(
    lang: Annotated[
        str, typer.Option(help="Language of what is printed: zh or en.", envvar="SHAREDWEALTH_LANG")
    ] = "",
) -> None:
    """The language: as asked, else Chinese where the terminal's locale is Chinese, else English."""
    if lang and lang not in LANGUAGES:
        raise UnknownChoiceError(
            t("There is no language “{language}” here. Choose 中文 (zh) or English (en).").format(
                language=lang
            )
        )
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    text.use("zh" if (lang or locale).startswith("zh") else "en")


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen on; only this machine unless changed.")
    ] = "127.0.0.1",
) -> None:
    """Builds what is missing and serves the dashboard."""
    serving.require_free(address, port)
    prepare.everything(settings.load())
    serving.serve(address, port)


@app.command()
def demo(
    seed: Annotated[
        int, typer.Option(help="The same seed gives the same province, row by row.")
    ] = demonstration.SEED,
) -> None:
    """Generates the demonstration province and publishes it as the current snapshot."""
    installation = settings.load()
    prepare.boundaries(installation)
    made = prepare.demonstration(installation, seed)
    prepare.village_points(installation)
    out.print(
        t("Published the demonstration snapshot {code}, as of {month}.").format(
            code=made.code, month=made.as_of
        )
    )


@register_app.command("show")
def register_show() -> None:
    """What the register holds, and whether it is the bundled list or the operator's."""
    found = places_register.load(settings.load())
    table = Table(title=t("Operator’s register") if found.source == "operator" else t("Bundled register"))
    table.add_column(t("Level"))
    table.add_column(t("Places"), justify="right")
    for level, count in found.places["level"].value_counts(sort=False).items():
        table.add_row(str(level), f"{count:,}")
    out.print(table)


@register_app.command("import")
def register_import(
    file: Annotated[
        Path, typer.Argument(help="An official list of places, CSV or Excel.", exists=True, dir_okay=False)
    ],
) -> None:
    """Replaces the register by an official list; says row by row what it cannot take."""
    report = importing.import_register(file, settings.load())
    for line in report.lines():
        out.print(line, highlight=False, markup=False, soft_wrap=True)


@app.command()
def indicator(
    key: Annotated[str, typer.Argument(help="The indicator's key, such as workshops_built.")],
    area: Annotated[str, typer.Option(help="Code of the area: 33, 3310, 331082, 331082112 …")] = "33",
    month: Annotated[str, typer.Option(help="The month, such as 2024-10; the last one when left out.")] = "",
    by: Annotated[Breakdown | None, typer.Option(help="One row per …")] = None,
    workshop_type: Annotated[str, typer.Option("--type", help="Only workshops of one type.")] = "",
    format_: Annotated[Format, typer.Option("--format", help="table, csv or json.")] = Format.table,
) -> None:
    """Answers exactly what the pages show."""
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
        typer.echo(answer.to_csv(index=False), nl=False)
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


@app.command("snapshots")
def list_snapshots() -> None:
    """Lists the snapshots, the current one marked."""
    installation = settings.load()
    found = snapshots.list_snapshots(installation)
    try:
        current = snapshots.current(installation).code if found else ""
    except SnapshotError as problem:
        current = ""
        err.print(str(problem), style="red", highlight=False, markup=False, soft_wrap=True)
    table = Table(title=t("Snapshots"))
    for heading in (t("Code"), t("Kind"), t("As of"), t("Built"), t("Current")):
        table.add_column(heading)
    for info in found:
        table.add_row(
            info.code, word(KINDS, info.kind), info.as_of, info.built_at, "●" if info.code == current else ""
        )
    out.print(table)


@app.command()
def verify(
    code: Annotated[str, typer.Argument(help="The snapshot's code; the current one when left out.")] = "",
) -> None:
    """Rechecks a snapshot: checksums, rows and sums of every file behind it. Exit code 1 when anything is wrong."""
    findings = snapshots.verify(settings.load(), code or None)
    for finding in findings:
        out.print(str(finding), highlight=False, markup=False, soft_wrap=True)
    if findings:
        raise typer.Exit(1)
    out.print(t("Everything is as it was published."))


@app.command()
def bench(
    as_json: Annotated[bool, typer.Option("--json", help="One list of measures, for programs.")] = False,
    build: Annotated[bool, typer.Option(help="Also time the building of the demonstration snapshot.")] = True,
    browser: Annotated[bool, typer.Option(help="Also measure what a reader waits for, in Chromium.")] = True,
) -> None:
    """Measures speed against its goals. Compare figures within one run only: machines differ."""
    from sharedwealth import bench as benchmarks  # noqa: PLC0415  nothing else needs it

    with prepare.progress_bar(t("Measuring")) as report:
        taken = list(benchmarks.measures(settings.load(), build=build, with_browser=browser, report=report))
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
