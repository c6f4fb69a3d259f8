"""The command that lists whom the rules hit, and says whether an operator's rules can be used."""

import json
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from sharedwealth import months, numbers, settings
from sharedwealth.attention import finding, reading, tables, telling, wages
from sharedwealth.attention.finding import Findings
from sharedwealth.attention.measures import LEVELS
from sharedwealth.choices import KINDS, word
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import question, snapshot
from sharedwealth.places.codes import PROVINCE
from sharedwealth.tables import files, readable
from sharedwealth.text import mark, t, tn, tp
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot


def attention(
    area: Annotated[
        str, typer.Option(help=mark("Code of the area: 33, 3310, 331082, 331082112 …"))
    ] = PROVINCE,
    month: Annotated[
        str, typer.Option(help=mark("The month, such as 2024-10; the last one when left out."))
    ] = "",
    type_: Annotated[str, typer.Option("--type", help=mark("Only workshops of this type."))] = "",
    level: Annotated[str, typer.Option(help=mark("red or yellow; both when left out."))] = "all",
    rule: Annotated[str, typer.Option(help=mark("Only this rule, by its key."))] = "all",
    as_json: Annotated[bool, typer.Option("--json", help=mark("As JSON, for programs."))] = False,
    out: Annotated[
        Path | None, typer.Option(help=mark("Writes the list to this file, .xlsx or .csv."), dir_okay=False)
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=mark("Only says whether the rules and minimum wages can be used."))
    ] = False,
) -> None:
    installation = settings.load()
    rules, minimums = reading.path(installation), wages.path(installation)
    read, held = reading.of_file(rules), wages.of_file(minimums)
    if check:
        typer.echo(
            tn("{file}: {count} rule can be used.", "{file}: {count} rules can be used.", len(read)).format(
                file=rules, count=len(read)
            )
        )
        typer.echo(
            tn("{file}: {count} row can be used.", "{file}: {count} rows can be used.", len(held)).format(
                file=minimums, count=len(held)
            )
        )
        return
    _one_of(level, ("all", *LEVELS), t("There is no level “{value}”. Possible: {options}."))
    _one_of(
        rule, ("all", *(each.key for each in read)), t("There is no rule “{value}”. Possible: {options}.")
    )
    kind = type_ or None
    if kind:
        question.check_type(kind)
    warehouse = open_snapshot(snapshots.current(installation))
    place = snapshot.place(warehouse, area)
    when = months.parse(month) if month else warehouse.last_month
    found = finding.find(warehouse, read, held, when)
    hits = telling.narrowed(found, area, kind, level, rule)

    def name(code: str) -> str:
        return snapshot.place(warehouse, code).name

    about = files.Provenance(
        title=t("Attention list"),
        kind=word(KINDS, warehouse.meta["kind"]),
        as_of=months.write(when),
        snapshot=warehouse.meta["code"],
        narrowed=" · ".join(each for each in (place.name, type_, level, rule) if each and each != "all"),
        definition="\n".join(f"{each.title()}: {each.explained()}" for each in found.rules),
        caveat=telling.unknown(telling.summary(found, area, kind), numbers.month(when)),
    )
    if out is not None:
        _write(out, tables.hits(found, hits, name), about)
    if as_json:
        told = {
            "area": area,
            "month": about.as_of,
            "snapshot": about.snapshot,
            "kind": warehouse.meta["kind"],
        }
        summed = telling.summary(found, area, kind)
        rows = tables.plain_rows(found, hits)
        typer.echo(json.dumps({**told, **vars(summed), "hits": rows}, ensure_ascii=False, indent=1))
    elif out is None:
        _print(found, area, kind, tables.hits(found, hits, name), about)


def _one_of(value: str, options: tuple[str, ...], sentence: str) -> None:
    if value not in options:
        raise UnknownChoiceError(sentence.format(value=value, options=t(", ").join(options)))


def _write(out: Path, table: pd.DataFrame, about: files.Provenance) -> None:
    writers = {".xlsx": files.excel, ".csv": files.csv}
    if out.suffix.lower() not in writers:
        raise UnknownChoiceError(t("{file} must end with .xlsx or .csv.").format(file=out.name))
    out.write_bytes(writers[out.suffix.lower()](table, about))
    typer.echo(
        tn("{count} row written to {file}.", "{count} rows written to {file}.", len(table)).format(
            count=len(table), file=out
        ),
        err=True,
    )


def _print(
    found: Findings, area: str, kind: str | None, table: pd.DataFrame, about: files.Provenance
) -> None:
    screen = Console()
    summed = telling.summary(found, area, kind)
    for line in (telling.headline(summed), telling.unknown(summed, numbers.month(found.month))):
        if line:
            screen.print(line, highlight=False, markup=False, soft_wrap=True)
    # What a terminal has room for; the files and --json have the rest.
    level, rule = tp("attention", "Level"), tp("attention", "Rule")
    shown = table[
        [level, rule, t("Place"), t("Workshop"), tp("attention", "Figure"), tp("attention", "Since")]
    ]
    drawn = Table(title=f"{about.title} · {about.narrowed} · {about.as_of} · {about.kind} · {about.snapshot}")
    for column in shown.columns:
        drawn.add_column(str(column))
    for row in readable.written(shown):
        drawn.add_row(*row)
    screen.print(drawn)
