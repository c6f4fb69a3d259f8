"""The commands that change what is published: ledgers in, an older snapshot back, and what that changed."""

import getpass
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import indicators, months, numbers, prepare, settings
from sharedwealth.choices import STATUSES, word
from sharedwealth.errors import IntakeError
from sharedwealth.intake import arriving, contexts, journal, publication, restatements
from sharedwealth.intake.filing import Checked
from sharedwealth.intake.publication import Publication
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t, tn

out = Console()

Reason = Annotated[
    str, typer.Option(help=mark("Why: needed where there are warnings, and kept in the journal."))
]
Who = Annotated[str, typer.Option(help=mark("Who publishes; the account's name when left out."))]


def add_to(app: typer.Typer) -> None:
    """Adds the commands `publish`, `rollback` and `restatements`."""
    app.command(help=mark("Publishes ledgers: each takes its county and month's place in a new snapshot."))(
        publish
    )
    app.command(help=mark("Brings an older snapshot back, as a new publication."))(rollback)
    app.command("restatements", help=mark("Lists the figures that a publication changed."))(show_restatements)


def publish(
    files: Annotated[
        list[Path],
        typer.Argument(help=mark("Workbooks, or the CSV files of a ledger."), exists=True, dir_okay=False),
    ],
    county: Annotated[
        str, typer.Option(help=mark("The county's code, where the file does not say it."))
    ] = "",
    month: Annotated[
        str, typer.Option(help=mark("The month, such as 2024-11, where the file does not say it."))
    ] = "",
    reason: Reason = "",
    who: Who = "",
    *,
    begin: Annotated[
        bool,
        typer.Option("--begin", help=mark("Begin with real ledgers and leave the demonstration behind.")),
    ] = False,
) -> None:
    installation = settings.load()
    with prepare.progress_bar(t("Checking")) as report:
        ledgers = _checked(installation, files, (county, month), report, begin=begin)
    if not _may_pass(ledgers, reason):
        raise typer.Exit(1)
    with prepare.progress_bar(t("Publishing")) as report:
        made = publication.publish(
            installation, ledgers, who=who or getpass.getuser(), reason=reason, begin=begin, progress=report
        )
    _tell(installation, made)


def rollback(
    code: Annotated[str, typer.Argument(help=mark("The code of the snapshot to bring back."))],
    reason: Annotated[str, typer.Option(help=mark("Why; kept in the journal."))],
    who: Who = "",
) -> None:
    installation = settings.load()
    with prepare.progress_bar(t("Publishing")) as report:
        made = publication.rollback(
            installation, code, who=who or getpass.getuser(), reason=reason, progress=report
        )
    _tell(installation, made)


def show_restatements(
    number: Annotated[
        int, typer.Argument(help=mark("The publication's number; the latest when left out."))
    ] = 0,
) -> None:
    installation = settings.load()
    latest = journal.last(installation)
    if latest is None:
        raise IntakeError(t("Nothing has been published by ledgers yet."))
    entry = journal.find(installation, number or latest.number)
    with prepare.progress_bar(t("Comparing")) as report:
        found = restatements.of(installation, entry.number, report)
    _print(found, t("Restated by publication {number}").format(number=entry.number))


def _checked(
    installation: Settings,
    files: Sequence[Path],
    asked: tuple[str, str],
    report: prepare.Report,
    *,
    begin: bool,
) -> list[Checked]:
    groups = list(arriving.ledgers(files))
    county, month = asked
    if (county or month) and len(groups) > 1:
        raise IntakeError(
            t("A county or a month can be named for one ledger only. Give the files one by one.")
        )
    known = contexts.Contexts(installation, from_nothing=begin)
    found = []
    for done, paths in enumerate(groups):
        report(paths[0].name, done / len(groups))
        found.append(arriving.checked(known, paths, county or None, months.parse(month) if month else None))
    return found


def _may_pass(ledgers: Sequence[Checked], reason: str) -> bool:
    """Whether the ledgers can be published; what stands against it is printed."""
    passes = True
    for each in ledgers:
        counted = each.counts
        stops = counted["error"] or (counted["warning"] and not reason.strip())
        if not stops:
            continue
        passes = False
        for finding in each.findings:
            if finding.severity != "note":
                place = " ".join(filter(None, (finding.file, finding.sheet, finding.cell or "")))
                _say(f"{place}: {finding.message}", "red" if finding.severity == "error" else "yellow")
        told = t("{county}, {month}: errors {errors}, warnings {warnings}. Nothing was published.")
        named = {"county": each.county_code, "month": numbers.month(each.month)}
        _say(told.format(**named, errors=counted["error"], warnings=counted["warning"]), "bold")
        if not counted["error"]:
            _say(t("Correct what is wrong, or publish again with --reason and say why it is right."))
    return passes


def _tell(installation: Settings, made: Publication) -> None:
    if made.unchanged:
        listed = t(", ").join(f"{county} {months.write(month)}" for county, month in made.unchanged)
        _say(t("Published before with the same rows, so nothing changes: {listed}.").format(listed=listed))
    if made.entry is None:
        return
    sentence = tn(
        "Published snapshot {code} with {count} changed ledger (publication {number}; before: {before}).",
        "Published snapshot {code} with {count} changed ledgers (publication {number}; before: {before}).",
        len(made.changed),
    )
    before = made.before or t("none")
    _say(
        sentence.format(
            code=made.after.code, count=len(made.changed), number=made.entry.number, before=before
        )
    )
    if made.after.kind == "demonstration":
        _say(t("This is practice: the snapshot is a demonstration. Real ledgers begin with --begin."))
    with prepare.progress_bar(t("Comparing")) as report:
        moved = restatements.of(installation, made.entry.number, report)
    if len(moved):
        told = tn("It restates {count} figure.", "It restates {count} figures.", len(moved))
        _say(told.format(count=len(moved)))


def _print(found: pd.DataFrame, title: str) -> None:
    table = Table(title=title)
    headings = (t("Area"), t("Month"), t("Indicator"), t("Before"), t("After"))
    for heading in headings:
        table.add_column(heading, justify="right" if heading in headings[3:] else "left")
    for row in found.to_dict("records"):
        table.add_row(
            row["area"],
            row["month"],
            indicators.CATALOGUE[row["indicator"]].title(),
            *(_figure(row, side) for side in ("before", "after")),
        )
    out.print(table)


def _figure(row: Mapping[Hashable, Any], side: str) -> str:
    """The figure with its unit, or the word for why there is none."""
    value, status = row[side], str(row[f"status_{side}"])
    if isinstance(value, float) and not pd.isna(value):
        return numbers.with_unit(value, str(row["unit"]))
    return word(STATUSES, status)


def _say(sentence: str, style: str = "") -> None:
    out.print(sentence, style=style, highlight=False, markup=False, soft_wrap=True)
