"""The command that checks ledgers without publishing anything."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import months, prepare, settings
from sharedwealth.cli_template import OutputError
from sharedwealth.errors import ReaderError
from sharedwealth.intake import arriving
from sharedwealth.intake.contexts import Contexts
from sharedwealth.intake.filing import Checked
from sharedwealth.ledger import checking
from sharedwealth.ledger import marking as marked_copies
from sharedwealth.ledger.findings import SEVERITIES, Finding, Severity
from sharedwealth.text import mark, t, tn, tp

MOST_SHOWN = 200
"""Findings that are printed; a sheet may have thousands, and they are alike."""

CSV = ".csv"
MARKED = "-检查结果.xlsx"
"""What the name of a marked copy ends with where several are written into one folder."""

out = Console()
err = Console(stderr=True)

_STYLES: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "dim"}


def add_to(app: typer.Typer) -> None:
    """Adds the command `check`."""
    app.command(help=mark("Checks ledgers and says what is wrong; publishes nothing."))(check)


def check(
    files: Annotated[
        list[Path],
        typer.Argument(help=mark("Workbooks, or the CSV files of a ledger."), exists=True, dir_okay=False),
    ],
    county: Annotated[
        str, typer.Option(help=mark("The county that the ledger must be of; else as the file says."))
    ] = "",
    month: Annotated[
        str, typer.Option(help=mark("The month that the ledger must be of; else as the file says."))
    ] = "",
    marked: Annotated[
        Path | None,
        typer.Option(help=mark("Where the marked copy goes: a file, or a folder for several.")),
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help=mark("One list of findings, for programs."))
    ] = False,
) -> None:
    known = Contexts(settings.load())
    of_month = months.parse(month) if month else None
    found, problems = _checked(known, files, county or None, of_month)
    findings = [finding for each in found for finding in each.findings]
    if marked is not None:
        _mark(found, marked)
    if as_json:
        typer.echo(json.dumps([finding.as_row() for finding in findings], ensure_ascii=False, indent=1))
    else:
        _print(found, findings)
    for problem in problems:
        err.print(problem, style="red", highlight=False, markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(2)
    if checking.counts(findings)["error"]:
        raise typer.Exit(1)


def _checked(
    known: Contexts, files: Sequence[Path], county: str | None, month: date | None
) -> tuple[list[Checked], list[str]]:
    """The ledgers that could be read, and a sentence for each that could not; a bar on stderr for several files."""
    if len(files) == 1:
        return _each(known, files, county, month, lambda _stage, _done: None)
    with prepare.progress_bar(t("Checking")) as report:
        return _each(known, files, county, month, report)


def _each(
    known: Contexts, files: Sequence[Path], county: str | None, month: date | None, report: prepare.Report
) -> tuple[list[Checked], list[str]]:
    found: list[Checked] = []
    problems: list[str] = []
    groups = _ledgers(files, problems)
    for done, paths in enumerate(groups):
        report(paths[0].name, done / len(groups))
        try:
            found.append(arriving.checked(known, paths, county, month))
        except ReaderError as problem:
            problems.append(str(problem))
    return found, problems


def _ledgers(files: Sequence[Path], problems: list[str]) -> list[list[Path]]:
    """The files of each ledger; CSV files can only be put together when all of them can be read."""
    alone = [[path] for path in files if path.suffix.lower() != CSV]
    try:
        return alone + list(arriving.ledgers([path for path in files if path.suffix.lower() == CSV]))
    except ReaderError as problem:
        problems.append(str(problem))
        return alone


def _mark(found: Sequence[Checked], target: Path) -> None:
    """Writes a marked copy of every file: at the target where there is one file, else in that folder."""
    sources = [
        (each, path, name) for each in found for path, name in zip(each.paths, each.book.files, strict=True)
    ]
    is_folder = target.is_dir() or len(sources) > 1
    for each, path, name in sources:
        of_file = [finding for finding in each.findings if finding.file == name]
        where = target / f"{path.stem}{MARKED}" if is_folder else target
        try:
            where.parent.mkdir(parents=True, exist_ok=True)
            marked_copies.mark(path, of_file, where, name=name)
        except OSError as problem:
            said = t("The marked copy {file} cannot be written ({reason}). Choose another place.")
            raise OutputError(said.format(file=where, reason=problem.strerror or problem)) from problem


def _print(found: Sequence[Checked], findings: Sequence[Finding]) -> None:
    if findings:
        out.print(_table(findings, with_file=len({finding.file for finding in findings}) > 1))
    if len(findings) > MOST_SHOWN:
        rest = len(findings) - MOST_SHOWN
        said = tn(
            "{count} more finding; --json or --marked has them all.",
            "{count} more findings; --json or --marked has them all.",
            rest,
        )
        _say(said.format(count=rest))
    for each in found:
        _say("".join(_summary(each)))


def _summary(ledger: Checked) -> Iterator[str]:
    counted = ledger.counts
    yield t("{file} ({county}, {month}): ").format(
        file=ledger.book.files[0], county=ledger.county_code, month=months.write(ledger.month)
    )
    yield t("errors {errors}, warnings {warnings}, notes {notes}. ").format(
        errors=counted["error"], warnings=counted["warning"], notes=counted["note"]
    )
    if counted["error"]:
        yield t("It cannot be published before the errors are corrected.")
    elif counted["warning"]:
        yield t("It can be published with a reason for the warnings.")
    else:
        yield t("It can be published.")


def _table(findings: Sequence[Finding], *, with_file: bool) -> Table:
    table = Table(title=t("What the check found"))
    headings = [t("Ledger sheet"), t("Cell"), t("Severity"), t("What to do")]
    for heading in ([t("File")] if with_file else []) + headings:
        table.add_column(heading, overflow="fold")
    words: dict[Severity, str] = {
        "error": tp("finding", "Error"),
        "warning": tp("finding", "Warning"),
        "note": tp("finding", "Note"),
    }
    shown = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))[:MOST_SHOWN]
    kept = {id(finding) for finding in shown}
    for finding in findings:
        if id(finding) in kept:
            place = finding.cell or (str(finding.row) if finding.row else "")
            cells = [finding.sheet or "", place, words[finding.severity], finding.message]
            table.add_row(*([finding.file] if with_file else []), *cells, style=_STYLES[finding.severity])
    return table


def _say(sentence: str) -> None:
    out.print(sentence, highlight=False, markup=False, soft_wrap=True)
