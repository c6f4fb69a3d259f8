"""Commands of the register for an operator's own layers."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import prepare, settings
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.intake.layers import checking, taking
from sharedwealth.places import layers
from sharedwealth.text import mark, t

out = Console()


def add_to(app: typer.Typer) -> None:
    app.command(
        "layer", help=mark("Takes boundaries of towns or villages, or points of villages, onto the map.")
    )(layer)
    app.command("layers", help=mark("Lists the layers of your own that are on the map."))(show)


def layer(
    file: Annotated[
        Path | None,
        typer.Argument(
            help=mark("A GeoPackage, a GeoJSON or a zipped Shapefile."), exists=True, dir_okay=False
        ),
    ] = None,
    level: Annotated[str, typer.Option(help=mark("What the layer holds: town or village."))] = "town",
    source: Annotated[str, typer.Option(help=mark("Where it is from; printed under the map."))] = "",
    date: Annotated[str, typer.Option(help=mark("The date it shows, such as 2025-01-01."))] = "",
    crs: Annotated[
        str,
        typer.Option(
            help=mark(
                "Its coordinate system, where the file does not say it: WGS84, CGCS2000, EPSG:4549, GCJ-02, BD-09."
            )
        ),
    ] = "",
    code_column: Annotated[
        str, typer.Option(help=mark("The column that holds the codes, where it is not found by its name."))
    ] = "",
    approval: Annotated[
        str, typer.Option(help=mark("The layer's own map approval number, where it has one."))
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=mark("Only checks the layer and changes nothing."))
    ] = False,
    remove: Annotated[str, typer.Option(help=mark("Takes the layer of this number out instead."))] = "",
) -> None:
    installation = settings.load()
    if bool(remove) == (file is not None):
        raise UnknownChoiceError(t("Name a file to take, or with --remove the layer to take out."))
    if file is None:
        _remove(remove)
        return
    said = checking.declared(level, source, date, crs=crs, approval=approval, code_column=code_column)
    with prepare.progress_bar(t("Own layer")) as report:
        checked = checking.check(file, said, installation, report=report)
    for remark in (*taking.summary(checked), *checked.notes):
        _say(remark.line())
    if checked.problems or not dry_run:
        with prepare.progress_bar(t("Own layer")) as report:
            made = prepare.layers_changed(installation, lambda: taking.take(checked, installation, report))
        _say(
            t(
                "The layer is on the map as {id}. Positions in figures change with the next publication."
            ).format(id=made.id)
        )
        return
    _say(t("The layer can be taken. Nothing was changed."))


def _remove(wanted: str) -> None:
    installation = settings.load()
    with prepare.progress_bar(t("Own layer")) as report:
        gone = prepare.layers_changed(installation, lambda: taking.remove(wanted, installation, report))
    _say(t("The layer {id} was taken out; the map shows again what was there before it.").format(id=gone.id))


def show() -> None:
    table = Table(title=t("Layers of your own"))
    table.add_column(t("Layer number"), no_wrap=True)
    for heading in (
        t("Level"),
        t("Source"),
        t("Layer date"),
        t("Coordinate system"),
        t("Map approval number"),
    ):
        table.add_column(heading)
    for heading in (t("Places"), t("Counties")):
        table.add_column(heading, justify="right")
    for each in layers.in_force(settings.load()):
        table.add_row(
            each.id, layers.what(each), each.source, each.as_of.isoformat(), each.crs, each.approval or "–",
            f"{each.places:,}", str(len(each.counties)),
        )  # fmt: skip
    out.print(table)


def _say(line: str) -> None:
    out.print(line, highlight=False, markup=False, soft_wrap=True)
