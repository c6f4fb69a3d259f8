"""The command that plans where the next workshops should stand."""

import json
from enum import StrEnum
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import months, prepare, settings
from sharedwealth.places import codes
from sharedwealth.planning import people, plans, running, tables, telling
from sharedwealth.planning.plans import Plan
from sharedwealth.planning.questions import LOW_INCOME, PLACES, USUAL_KM, Question
from sharedwealth.tables import readable
from sharedwealth.text import mark, t
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


def plan(
    area: Annotated[str, typer.Option(help=mark("Code of the area: 33, 3310, 331082, 331082112 …"))],
    month: Annotated[
        str, typer.Option(help=mark("The month, such as 2024-10; the last one when left out."))
    ] = "",
    goal: Annotated[
        str, typer.Option(help=mark("key_villages, villages, mountain_towns, towns or whole_towns."))
    ] = "key_villages",
    number: Annotated[
        int | None,
        typer.Option(
            "--n", help=mark("How many workshops there may be; the fewest that reach all when left out.")
        ),
    ] = None,
    within: Annotated[
        float, typer.Option(help=mark("How far a workshop reaches, in km as the crow flies."))
    ] = USUAL_KM,
    weight: Annotated[str, typer.Option(help=mark("places, villages (of towns) or low_income."))] = PLACES,
    format_: Annotated[Format, typer.Option("--format", help=mark("table, csv or json."))] = Format.table,
) -> None:
    installation = settings.load()
    info = snapshots.current(installation)
    warehouse = open_snapshot(info)
    when = months.parse(month) if month else warehouse.last_month
    question = Question(area, when, goal, number, within, weight)
    living = people.of_snapshot(installation, info.code, area, when) if weight == LOW_INCOME else None
    with prepare.progress_bar(t("Planning")) as report:
        made = plans.plan(
            warehouse,
            question,
            running.Run().solve,
            living.counted() if living else None,
            report,
        )
    table = tables.proposed(made, living)
    if format_ is Format.json:
        typer.echo(json.dumps(_plain(made, table, info.code), ensure_ascii=False, indent=1))
    elif format_ is Format.csv:
        typer.echo(table.to_csv(index=False), nl=False)
    else:
        _print(made, table)


def _plain(made: Plan, table: pd.DataFrame, code: str) -> dict[str, object]:
    question = made.question
    return {
        "area": question.area,
        "month": f"{question.month:%Y-%m}",
        "snapshot": code,
        "goal": question.goal,
        "n": question.number,
        "within_km": question.within_km,
        "weight": question.weight,
        "places": made.tally.places,
        "reached_now": made.tally.now,
        "reached_when_served": made.tally.served,
        "reached_after": made.tally.after,
        "is_proven": made.is_proven,
        "gap": made.gap,
        "seconds": round(made.seconds, 1),
        "villages": [
            {"code": code, "places": int(places), "total": int(total)}
            for code, places, total in zip(
                table[t("Code")], made.sites["places"], made.sites["total"], strict=True
            )
        ],
        "reached": json.loads(made.reached.round(0).to_json(orient="records")),
    }


def _print(made: Plan, table: pd.DataFrame) -> None:
    out = Console()
    said = (telling.headline(made), *telling.notes(made), telling.proof(made), telling.method(made.question))
    for line in said:
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    # What a terminal of eighty columns has room for; csv and json have the rest.
    beside = [t("Reached in all"), t("Nearest active workshop"), t("Type"), t("Its town"), t("Key assisted")]
    narrow = table.drop(columns=[*beside, t("Position")])
    if len(made.question.area) >= codes.LENGTHS["county"]:
        narrow = narrow.drop(columns=[t("County")])
    shown = Table(title=telling.asked(made.question))
    for column in narrow.columns:
        is_number = pd.api.types.is_numeric_dtype(narrow[column])
        shown.add_column(str(column), justify="right" if is_number else "left", no_wrap=column == t("Code"))
    for row in readable.written(narrow):
        shown.add_row(*row)
    out.print(shown)
