"""The command line: thin functions over the parts; `python -m sharedwealth --help` lists them.

Help texts are marked for the catalogue and shown in the reader's language by `command_help`.
"""

import sys
from typing import Annotated

import typer
from rich.console import Console

from sharedwealth import (
    cli_attention,
    cli_bench,
    cli_indicator,
    cli_intake,
    cli_ledgers,
    cli_lineage,
    cli_planning,
    cli_query,
    cli_register,
    cli_reporting,
    cli_snapshots,
    cli_template,
    command_help,
    prepare,
    serving,
    settings,
    text,
)
from sharedwealth import demo as demonstration
from sharedwealth.errors import ReaderError, UnknownChoiceError
from sharedwealth.text import LANGUAGES, mark, t

app = typer.Typer(
    name="sharedwealth",
    help=mark("The dashboard of Zhejiang's Shared Wealth Workshops (共富工坊)."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
cli_register.add_to(app)
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

out = Console()
err = Console(stderr=True)


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


cli_indicator.add_to(app)
cli_snapshots.add_to(app)
cli_bench.add_to(app)
