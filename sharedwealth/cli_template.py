"""The command that writes templates: one county's, or a folder with every county's."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sharedwealth import months, prepare, settings
from sharedwealth.errors import ReaderError
from sharedwealth.intake.contexts import Contexts
from sharedwealth.ledger import template as templates
from sharedwealth.ledger.context import Context
from sharedwealth.text import mark, t, tn

ALL = "all"


class OutputError(ReaderError):
    """The place named for a template cannot be written to."""


def template(
    county: Annotated[
        str, typer.Option(help=mark("The county's 6-digit code, such as 331082; all for every county."))
    ],
    month: Annotated[str, typer.Option(help=mark("The month of the ledger, such as 2024-11."))],
    out: Annotated[Path, typer.Option(help=mark("The file to write; a folder with --county all."))],
) -> None:
    contexts = Contexts(settings.load())
    asked = months.parse(month)
    if county != ALL:
        target = _write(contexts.of(county, asked), out, contexts.kind)
        _say(t("Wrote the template {file}.").format(file=target))
        return
    _make_folder(out)
    codes = sorted(contexts.counties)
    with prepare.progress_bar(t("Templates")) as report:
        for done, code in enumerate(codes, start=1):
            _write(contexts.of(code, asked), out, contexts.kind)
            report(contexts.counties[code], done / len(codes))
    said = tn("Wrote {count} template into {folder}.", "Wrote {count} templates into {folder}.", len(codes))
    _say(said.format(count=len(codes), folder=out))


def _write(context: Context, out: Path, kind: str) -> Path:
    """The file that was written: `out`, or the usual name in it where it is a folder."""
    target = out / templates.file_name(context) if out.is_dir() else out
    try:
        templates.write(context, target, kind=kind)
    except OSError as problem:
        raise _cannot_write(target, problem) from problem
    return target


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _cannot_write(out, problem) from problem


def _cannot_write(target: Path, problem: OSError) -> OutputError:
    said = t("{file} cannot be written ({reason}). Choose another place, or close the file where it is open.")
    return OutputError(said.format(file=target, reason=problem.strerror or problem))


def _say(sentence: str) -> None:
    Console().print(sentence, highlight=False, markup=False, soft_wrap=True)
