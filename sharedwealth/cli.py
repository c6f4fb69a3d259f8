"""The command line: thin functions over the parts; `python -m sharedwealth --help` lists them.

Help texts are marked for the catalogue and shown in the reader's language by `command_help`.
"""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import (
    cli_attention,
    cli_crosswalk,
    cli_export,
    cli_intake,
    cli_layers,
    cli_ledgers,
    cli_lineage,
    cli_planning,
    cli_query,
    cli_reporting,
    cli_template,
    command_help,
    indicators,
    months,
    prepare,
    serving,
    settings,
    text,
)
from sharedwealth import demo as demonstration
from sharedwealth.choices import KINDS, LEVELS, word
from sharedwealth.errors import ReaderError, SnapshotError, UnknownChoiceError
from sharedwealth.places import designating, importing
from sharedwealth.places import register as places_register
from sharedwealth.tables import files, readable
from sharedwealth.text import LANGUAGES, mark, t, tp
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot

app = typer.Typer(
    name="sharedwealth",
    help=mark("The dashboard of Zhejiang's Shared Wealth Workshops (共富工坊)."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
register_app = typer.Typer(
    help=mark("The register of places: cities, counties, towns and villages."), no_args_is_help=True
)
app.add_typer(register_app, name="register")
cli_layers.add_to(register_app)
cli_crosswalk.add_to(register_app)
app.command(
    help=mark("Writes the workbook that a county fills in, with its villages, last month's rows and checks.")
)(cli_template.template)
cli_ledgers.add_to(app)
cli_intake.add_to(app)
app.command(help=mark("Says what stands behind a figure: definition, what is left out, rows, ledgers."))(
    cli_lineage.lineage
)
cli_query.add_to(app)
cli_reporting.add_to(app)
app.command(help=mark("Plans which villages should get the next workshops, solved exactly."))(
    cli_planning.plan
)
app.command(help=mark("Lists the counties, towns and workshops that the rules of the attention list hit."))(
    cli_attention.attention
)
app.command(
    help=mark("Writes a talk, or a page of the dashboard, as slides, workbook, document, pack or report.")
)(cli_export.export)

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
    text.use(command_help.wanted(sys.argv[1:]))
    try:
        command_help.command(app)()
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
        str, typer.Option(help=mark("Language of what is printed: zh or en."), envvar="SHAREDWEALTH_LANG")
    ] = "",
) -> None:
    """Refuses a language that does not exist; the one to use was found before the help was written."""
    if lang and lang not in LANGUAGES:
        raise UnknownChoiceError(
            t("There is no language “{language}” here. Choose 中文 (zh) or English (en).").format(
                language=lang
            )
        )


@app.command(help=mark("Builds what is missing and serves the dashboard."))
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help=mark("Port to listen on."))] = 8501,
    address: Annotated[
        str, typer.Option(help=mark("Address to listen on; only this machine unless changed."))
    ] = "127.0.0.1",
) -> None:
    serving.require_free(address, port)
    prepare.everything(settings.load())
    serving.serve(address, port)


@app.command(help=mark("Generates the demonstration province and publishes it as the current snapshot."))
def demo(
    seed: Annotated[
        int, typer.Option(help=mark("The same seed gives the same province, row by row."))
    ] = demonstration.SEED,
) -> None:
    installation = settings.load()
    prepare.boundaries(installation)
    made = prepare.demonstration(installation, seed)
    prepare.village_points(installation)
    out.print(
        t("Published the demonstration snapshot {code}, as of {month}.").format(
            code=made.code, month=made.as_of
        )
    )


@register_app.command(
    "show", help=mark("What the register holds, and whether it is the bundled list or the operator's.")
)
def register_show() -> None:
    found = places_register.load(settings.load())
    table = Table(title=t("Operator's register") if found.source == "operator" else t("Bundled register"))
    table.add_column(t("Level"))
    table.add_column(t("Places"), justify="right")
    for level, count in found.places["level"].value_counts(sort=False).items():
        table.add_row(word(LEVELS, str(level)), f"{count:,}")
    out.print(table)


@register_app.command(
    "import", help=mark("Replaces the register by an official list; says row by row what it cannot take.")
)
def register_import(
    file: Annotated[
        Path,
        typer.Argument(help=mark("An official list of places, CSV or Excel."), exists=True, dir_okay=False),
    ],
) -> None:
    report = importing.import_register(file, settings.load())
    for line in report.lines():
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    _say_when()


@register_app.command(
    "designations", help=mark("Takes dated lists of places, such as the key assisted villages.")
)
def register_designations(
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


@app.command(help=mark("Answers exactly what the pages show."))
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


@app.command("snapshots", help=mark("Lists the snapshots, the current one marked."))
def list_snapshots() -> None:
    installation = settings.load()
    found = snapshots.list_snapshots(installation)
    try:
        current = snapshots.current(installation).code if found else ""
    except SnapshotError as problem:
        current = ""
        err.print(str(problem), style="red", highlight=False, markup=False, soft_wrap=True)
    table = Table(title=t("Snapshots"))
    for heading in (tp("snapshot", "Code"), t("Kind"), t("As of"), t("Built"), t("Current")):
        table.add_column(heading)
    for info in found:
        table.add_row(
            info.code, word(KINDS, info.kind), info.as_of, info.built_at, "●" if info.code == current else ""
        )
    out.print(table)


@app.command(
    help=mark(
        "Rechecks a snapshot: checksums, rows and sums of every file behind it. Exit code 1 when anything is wrong."
    )
)
def verify(
    code: Annotated[
        str, typer.Argument(help=mark("The snapshot's code; the current one when left out."))
    ] = "",
) -> None:
    findings = snapshots.verify(settings.load(), code or None)
    for finding in findings:
        out.print(str(finding), highlight=False, markup=False, soft_wrap=True)
    if findings:
        raise typer.Exit(1)
    out.print(t("Everything is as it was published."))


@app.command(
    help=mark("Measures speed against its goals. Compare figures within one run only: machines differ.")
)
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
