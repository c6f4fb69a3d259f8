"""The command that packs the one-page profiles of an area's parts: `profiles`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sharedwealth import settings, text
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.exports.profiles import Profile, write
from sharedwealth.places.codes import LEVELS, PROVINCE, Level
from sharedwealth.text import mark, t, tn
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot

err = Console(stderr=True)


def profiles(
    out: Annotated[Path, typer.Option(help=mark("Writes the profiles to this zip."), dir_okay=False)],
    area: Annotated[
        str, typer.Option(help=mark("Code of the area: 33, 3310, 331082, 331082112 …"))
    ] = PROVINCE,
    level: Annotated[
        str, typer.Option(help=mark("Of which of its parts: city, county, town or village."))
    ] = "county",
    month: Annotated[
        str, typer.Option(help=mark("The month, such as 2024-10; the last one when left out."))
    ] = "",
    form: Annotated[str, typer.Option("--format", help=mark("How each is written: pdf or docx."))] = "pdf",
    lang: Annotated[
        str, typer.Option(help=mark("zh or en; the language of the command when left out."))
    ] = "",
) -> None:
    if level not in LEVELS:
        raise UnknownChoiceError(
            t("There is no level “{value}”. Possible: {options}.").format(
                value=level, options=t(", ").join(LEVELS)
            )
        )
    if lang and lang not in text.LANGUAGES:
        raise UnknownChoiceError(
            t("There is no language “{language}” here. Choose 中文 (zh) or English (en).").format(
                language=lang
            )
        )
    with text.using(lang or text.language()):
        made = _written(out, area, level, month, form)
    if not all(each.file for each in made):
        raise typer.Exit(1)


def _written(out: Path, area: str, level: Level, month: str, form: str) -> list[Profile]:
    """Writes them, and says how many there are and what is wrong with any."""
    installation = settings.load()
    warehouse = open_snapshot(snapshots.current(installation))
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=err) as shown:
        task = shown.add_task(t("Profiles"))
        made = write(
            warehouse, area, out, level=level, form=form, month=month or None, settings=installation,
            progress=lambda done, of: shown.update(task, completed=done, total=of),
        )  # fmt: skip
    whole = sum(bool(each.file) for each in made)
    err.print(
        tn("{count} profile written to {file}.", "{count} profiles written to {file}.", whole).format(
            count=whole, file=out
        ),
        soft_wrap=True,
    )
    for each in made:
        if each.problem:
            err.print(
                f"{each.code} {each.name}: {each.problem}", highlight=False, markup=False, soft_wrap=True
            )
    return made
