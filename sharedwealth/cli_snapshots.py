"""Commands that list and recheck snapshots."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import settings
from sharedwealth.choices import KINDS, word
from sharedwealth.errors import SnapshotError
from sharedwealth.text import mark, t, tp
from sharedwealth.warehouse import snapshots

out = Console()
err = Console(stderr=True)


def add_to(app: typer.Typer) -> None:
    """Adds the commands `snapshots` and `verify`."""
    app.command("snapshots", help=mark("Lists the snapshots, the current one marked."))(list_snapshots)
    app.command(
        help=mark(
            "Rechecks a snapshot: checksums, rows and sums of every file behind it. Exit code 1 when anything is wrong."
        )
    )(verify)


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
