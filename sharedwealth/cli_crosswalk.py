"""The command that carries a table of figures across a change of counties' codes."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sharedwealth import settings
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.places import crosswalk, crosswalk_file, register
from sharedwealth.text import mark, t, tn

err = Console(stderr=True)


def crosswalk_command(
    file: Annotated[
        Path,
        typer.Argument(help=mark("Figures by county, CSV: a code in each row."), exists=True, dir_okay=False),
    ],
    from_: Annotated[
        str, typer.Option("--from", help=mark("The year, month or day whose codes the file has."))
    ],
    to: Annotated[str, typer.Option("--to", help=mark("The year, month or day whose codes are wanted."))],
    rate: Annotated[
        list[str] | None,
        typer.Option(
            help=mark(
                "A rate to work out anew: “rate=numerator/denominator”, each a column; may be repeated."
            )
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=mark("Where to write; the terminal when left out."))
    ] = None,
) -> None:
    installation = settings.load()
    table = crosswalk.load(installation, register.load(installation))
    start, end = crosswalk.period(from_), crosswalk.period(to)
    result = crosswalk_file.convert(file, start, end, table, _rates(rate or []))
    if out:
        out.write_text(result.csv, encoding="utf-8-sig", newline="")
    else:
        typer.echo(result.csv, nl=False)
    for remark in result.remarks:
        _say(remark)
    _say(tn("{count} county written.", "{count} counties written.", result.rows).format(count=result.rows))
    if result.remarks:
        raise typer.Exit(1)


def add_to(app: typer.Typer) -> None:
    app.command(
        "crosswalk",
        help=mark(
            "Carries figures by county from the codes of one year to those of another; totals stay what they are."
            " Exit code 1 when something was left out."
        ),
    )(crosswalk_command)


def _rates(written: list[str]) -> dict[str, tuple[str, str]]:
    found = {}
    for each in written:
        heading, equals, parts = each.partition("=")
        numerator, over, denominator = parts.partition("/")
        if not (equals and over and heading.strip() and numerator.strip() and denominator.strip()):
            raise UnknownChoiceError(
                t("“{found}” does not name a rate. Write it as rate=numerator/denominator.").format(
                    found=each
                )
            )
        found[heading.strip()] = (numerator.strip(), denominator.strip())
    return found


def _say(line: str) -> None:
    err.print(line, highlight=False, markup=False, soft_wrap=True)
