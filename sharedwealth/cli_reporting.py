"""The commands of the reporting board: who has sent what, approving it, reopening it, and visits on the spot."""

import getpass
import json
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import months, numbers, prepare, settings
from sharedwealth.choices import word
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.intake import approvals, board, journal, standing
from sharedwealth.intake.approvals import Act, Visit
from sharedwealth.intake.standing import CountyMonth
from sharedwealth.intake.trust import GENERATED
from sharedwealth.settings import Settings
from sharedwealth.tables import files
from sharedwealth.text import mark, t, tn, tp
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot

out = Console()


class Step(StrEnum):
    county = "county"
    city = "city"
    province = "province"


class Result(StrEnum):
    agrees = "agrees"
    small_differences = "small_differences"
    disagrees = "disagrees"


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


County = Annotated[
    str, typer.Argument(help=mark("The county's code; a city's or the province's for all in it."))
]
OneCounty = Annotated[str, typer.Argument(help=mark("The county's code, such as 331082."))]
Month = Annotated[str, typer.Argument(help=mark("The month, such as 2024-11."))]
Who = Annotated[str, typer.Option(help=mark("Who does this; the account's name when left out."))]


def add_to(app: typer.Typer) -> None:
    """Adds the commands `approve`, `reopen`, `spot-check` and `board`."""
    app.command(
        help=mark(
            "Approves a step of a county's month; of a city, of all its counties that are ready for it."
        )
    )(approve)
    app.command(help=mark("Reopens an approved month, so that it can be corrected."))(reopen)
    app.command("spot-check", help=mark("Records a visit on the spot and what was found."))(spot_check)
    app.command("board", help=mark("Who has sent which month, how far it is approved, and who is late."))(
        show_board
    )


def approve(
    county: County,
    month: Month,
    step: Annotated[Step, typer.Option(help=mark("Who approves: county, city or province."))],
    who: Who = "",
) -> None:
    installation = settings.load()
    asked = _county_months(installation, county, months.parse(month), step)
    with prepare.progress_bar(t("Approving")) as report:
        act = approvals.approve(installation, asked, step, who=who or getpass.getuser(), progress=report)
    said = tn("{count} county-month: {step}.", "{count} county-months: {step}.", len(asked))
    _tell(said.format(count=len(asked), step=word(standing.STEPS, step)), act)


def reopen(
    county: OneCounty,
    month: Month,
    reason: Annotated[str, typer.Option(help=mark("Why; kept in the journal."))],
    who: Who = "",
) -> None:
    asked = (county, months.parse(month))
    with prepare.progress_bar(t("Reopening")) as report:
        act = approvals.reopen(
            settings.load(), [asked], who=who or getpass.getuser(), reason=reason, progress=report
        )
    said = t("{county}, {month} is open for a correction.")
    _tell(said.format(county=county, month=numbers.month(asked[1])), act)


def spot_check(
    county: OneCounty,
    month: Month,
    by: Annotated[str, typer.Option(help=mark("Who was there."))],
    on: Annotated[str, typer.Option(help=mark("The day of the visit, such as 2024-12-05."))],
    result: Annotated[Result, typer.Option(help=mark("What was found."))],
    note: Annotated[str, typer.Option(help=mark("What else is to be said of it."))] = "",
    who: Who = "",
) -> None:
    visit = Visit(by, _day(on), result, note)
    asked = (county, months.parse(month))
    act = approvals.spot_check(settings.load(), asked, visit, who=who or getpass.getuser())
    said = t("Recorded the visit to {county} for {month}.")
    _tell(said.format(county=county, month=numbers.month(asked[1])), act)


def show_board(
    month: Annotated[
        str, typer.Option(help=mark("The month, such as 2024-10; the last one when left out."))
    ] = "",
    format_: Annotated[Format, typer.Option("--format", help=mark("table, csv or json."))] = Format.table,
) -> None:
    installation = settings.load()
    warehouse = open_snapshot(snapshots.current(installation))
    asked = months.parse(month) if month else warehouse.last_month
    today = date.today()  # noqa: DTZ011  the reader's own day
    rows = board.frame(installation, warehouse, journal.read(installation), (asked, asked), today)
    if format_ is Format.json:
        typer.echo(json.dumps([_plain(row) for row in rows.to_dict("records")], ensure_ascii=False, indent=1))
    elif format_ is Format.csv:
        typer.echo(files.harmless(rows.assign(month=months.write(asked))).to_csv(index=False), nl=False)
    else:
        _say(board.sentence(rows, asked))
        _print(rows, asked)


def _county_months(installation: Settings, area: str, month: date, step: str) -> list[CountyMonth]:
    """The county's month; of a wider area, all of its counties whose next step this is."""
    if len(area) == len("331082"):
        return [(area, month)]
    known = standing.of(journal.read(installation))
    here = [each for each in known if each[0].startswith(area) and each[1] == month]
    ready = approvals.approvable(known, here, step)
    if not ready:
        sentence = t("No county of {area} is ready for this step in {month}.")
        raise UnknownChoiceError(sentence.format(area=area, month=numbers.month(month)))
    return ready


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as problem:
        sentence = t("“{day}” is not a day. Write it as 2024-12-05.")
        raise UnknownChoiceError(sentence.format(day=written)) from problem


def _tell(sentence: str, act: Act) -> None:
    _say(sentence)
    _say(t("Line {number} of the journal.").format(number=act.entry.number))
    if act.snapshot:
        _say(t("The current snapshot is {code} now.").format(code=act.snapshot.code))


def _plain(row: Any) -> dict[str, Any]:  # noqa: ANN401  a row of any types
    return {
        name: None
        if value is None or pd.isna(value)
        else months.write(value)
        if name == "month"
        else _said(value)
        for name, value in row.items()
    }


def _said(value: Any) -> Any:  # noqa: ANN401
    return value.isoformat() if isinstance(value, date) else int(value) if isinstance(value, float) else value


def _print(rows: pd.DataFrame, month: date) -> None:
    table = Table(title=t("Reporting in {month}").format(month=numbers.month(month)))
    for heading in (
        t("City"),
        t("County"),
        t("Code"),
        tp("board", "State"),
        t("Received"),
        t("Days late"),
        t("Grade"),
    ):
        table.add_column(heading)
    for row in rows.to_dict("records"):
        late = "" if pd.isna(row["days_late"]) else str(int(row["days_late"]))
        received = "" if pd.isna(row["received_on"]) else str(row["received_on"])
        grade = t("generated") if row["grade"] == GENERATED else str(row["grade"])
        table.add_row(
            row["city"],
            row["county"],
            row["county_code"],
            word(board.STATES, row["state"]),
            received,
            late,
            grade,
        )
    out.print(table)


def _say(sentence: str) -> None:
    out.print(sentence, highlight=False, markup=False, soft_wrap=True)
