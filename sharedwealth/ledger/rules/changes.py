"""Against the county's last ledger: what vanished, came back, changed, shrank, or was sent a second time."""

from collections.abc import Iterator

import pandas as pd

from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding, Word
from sharedwealth.ledger.rules.cells import alongside, in_cells, of_sheet, rows_of, where
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark

FEWER_SHARE = 0.1
_FEWEST_ROWS = 10
_COPIED_SHARE = 0.9


def workshop_vanished(book: Book, context: Context) -> Iterator[Finding]:
    """A workshop of the last ledger is in this one, if only as closed."""
    sheet, before = book.sheets.get("workshops"), _before(context, "workshops")
    if sheet is None or before.empty or sheet.frame.empty:
        return
    unread = {sheet.raw.get((row, column), "") for row, column in sheet.rejected if column == "workshop_id"}
    here = {*sheet.frame["workshop_id"].dropna(), *unread}
    gone = before[before["closed_on"].isna() & ~before["workshop_id"].isin(here)]
    for number, name in zip(gone["workshop_id"], gone["name"], strict=True):
        yield of_sheet(
            "workshop_vanished",
            "warning",
            sheet,
            "",
            str(number),
            mark(
                "Workshop {number} ({name}) stood in the last ledger and is missing. List it again, with its closing "
                "date if it has closed, or say why it is gone."
            ),
            number=number,
            name=name,
        )


def workshop_reopened(book: Book, context: Context) -> Iterator[Finding]:
    """A workshop that had closed is open again, or closed on another day."""
    sheet, before = rows_of(book, "workshops"), _before(context, "workshops")
    if sheet is None or before.empty:
        return
    earlier = before.dropna(subset=["closed_on"]).drop_duplicates("workshop_id").set_index("workshop_id")
    was = earlier["closed_on"].reindex(sheet.frame["workshop_id"]).set_axis(sheet.frame.index)
    unread = sheet.frame.index.isin([row for row, column in sheet.rejected if column == "closed_on"])
    differs = was.notna() & ~was.eq(sheet.frame["closed_on"]) & ~unread
    closed = was.dt.strftime("%Y-%m-%d")
    yield from in_cells(
        "workshop_reopened",
        "warning",
        (sheet, where(differs), "closed_on"),
        closed,
        mark(
            "The last ledger said that the workshop closed on {closed}. Write that date, or say why it has changed."
        ),
        closed=closed,
    )


def workshop_as_before(book: Book, context: Context) -> Iterator[Finding]:
    """A workshop keeps its type, its village and its opening date; changes are asked about."""
    sheet, before = rows_of(book, "workshops"), _before(context, "workshops")
    if sheet is None or before.empty:
        return
    earlier = before.drop_duplicates("workshop_id").set_index("workshop_id")
    headings = {column.name: column.heading_zh for column in SHEETS["workshops"].columns}
    for column in ("workshop_type", "village_code", "opened_on"):
        was = earlier[column].reindex(sheet.frame["workshop_id"]).set_axis(sheet.frame.index)
        now = sheet.frame[column]
        shown = _shown(column, was)
        yield from in_cells(
            "workshop_as_before",
            "warning",
            (sheet, where(was.notna() & now.notna() & (was != now)), column),
            shown,
            mark(
                "{heading} was {before} in the last ledger and is {found} now. Correct it, or say why it has changed."
            ),
            heading=headings[column],
            before=shown,
        )


def rows_fewer(book: Book, context: Context) -> Iterator[Finding]:
    """A tenth fewer rows than in the last ledger are asked about."""
    for name in SHEETS:
        sheet, before = book.sheets.get(name), _before(context, name)
        if sheet is None or len(before) < _FEWEST_ROWS:
            continue
        rows = len(sheet.frame)
        if rows < (1 - FEWER_SHARE) * len(before):
            yield of_sheet(
                "rows_fewer",
                "warning",
                sheet,
                str(rows),
                str(len(before)),
                mark(
                    "The sheet has {rows} rows, {before} in the last ledger. Add what is missing, or say why it is "
                    "less."
                ),
                rows=rows,
                before=len(before),
            )


def month_copied(book: Book, context: Context) -> Iterator[Finding]:
    """Wages and days of the whole county never repeat themselves: it is the last month's sheet again.

    Word for word the same stops the ledger; nine in ten the same is asked about. So are results that all repeat.
    """
    sheet, before = rows_of(book, "employment"), _before(context, "employment")
    if sheet is not None and len(before) >= _FEWEST_ROWS and len(sheet.frame) >= _FEWEST_ROWS:
        same = _same_rows(sheet, before, ["workshop_id", "worker_id"], ["days_worked", "wage_yuan"])
        if same == len(sheet.frame) == len(before):
            sentence = mark(
                "All {rows} rows have the days and wages of the last ledger: it is last month's sheet. Fill in this "
                "month's days and wages."
            )
            yield of_sheet("month_copied", "error", sheet, str(same), "0", sentence, rows=same)
        elif same >= _COPIED_SHARE * len(sheet.frame):
            sentence = mark(
                "{same} of {rows} rows have the days and wages of the last ledger. Fill in this month's, or say why "
                "they are the same."
            )
            yield of_sheet(
                "month_copied", "warning", sheet, str(same), "0", sentence, same=same, rows=len(sheet.frame)
            )
    sheet, before = rows_of(book, "results"), _before(context, "results")
    if sheet is not None and len(before) >= _FEWEST_ROWS and len(sheet.frame) >= _FEWEST_ROWS:
        amounts = [column.name for column in SHEETS["results"].columns if column.is_summed]
        same = _same_rows(sheet, before, ["workshop_id"], amounts)
        if same >= _COPIED_SHARE * len(sheet.frame):
            sentence = mark(
                "{same} of {rows} workshops have exactly the results of the last ledger. Fill in this month's, or say "
                "why they are the same."
            )
            yield of_sheet(
                "month_copied", "warning", sheet, str(same), "0", sentence, same=same, rows=len(sheet.frame)
            )


def _shown(column: str, was: pd.Series) -> pd.Series:
    """What stood in the column, as a reader knows it."""
    if column == "opened_on":
        dates: pd.Series = was.dt.strftime("%Y-%m-%d")
        return dates
    if column == "workshop_type":
        return was.map({key: Word(word) for key, word in WORKSHOP_TYPES.items()}, na_action="ignore")
    return was


def _before(context: Context, name: str) -> pd.DataFrame:
    return context.previous.get(name, pd.DataFrame())


def _same_rows(sheet: ReadSheet, before: pd.DataFrame, key: list[str], values: list[str]) -> int:
    """How many rows stand in the last ledger with the same values, of which at least one is known."""
    now = sheet.frame.dropna(subset=key)
    now = now[now[values].notna().any(axis=1)]
    then = alongside(now, before[[*key, *values]].assign(_is_known=True), key)
    alike = then["_is_known"].notna()
    for column in values:
        was, here = then[column].astype("Float64"), now[column].astype("Float64")
        alike &= (was == here).fillna(value=False).astype(bool) | (was.isna() & here.isna())
    return int(alike.sum())
