"""What a ledger lacks: whole sheets, whole columns, single values."""

from collections.abc import Iterator

from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import at_heading, in_cells, of_book, of_sheet, rows_of, where
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark

_FEW_ROWS = 5
"""From here on a column without any value is spoken of once, not once a row."""


def sheet_missing(book: Book, _context: Context) -> Iterator[Finding]:
    for name, sheet in SHEETS.items():
        if name not in book.sheets:
            yield of_book(
                "sheet_missing",
                "error",
                book,
                "",
                sheet.title_zh,
                mark(
                    "The sheet {title} is missing. Add it under this name; where there is nothing to report, its "
                    "headings are enough."
                ),
                title=sheet.title_zh,
            )


def sheet_empty(book: Book, _context: Context) -> Iterator[Finding]:
    """Without workshops there is nothing to publish; workshops where nobody works are asked about."""
    for name, severity in (("workshops", "error"), ("employment", "warning"), ("results", "warning")):
        sheet = book.sheets.get(name)
        if sheet is None or len(sheet.frame):
            continue
        if severity == "error":
            sentence = mark(
                "The sheet has no rows. List the county's workshops below the headings, also those that have closed."
            )
            yield of_sheet("sheet_empty", "error", sheet, "0", "≥1", sentence)
        elif rows_of(book, "workshops") is not None:
            sentence = mark(
                "The sheet has no rows although there are workshops. Fill it in, or say why it is empty."
            )
            yield of_sheet("sheet_empty", "warning", sheet, "0", "≥1", sentence)


def column_missing(book: Book, _context: Context) -> Iterator[Finding]:
    """A required column stops the ledger; a voluntary one that is left out is only mentioned."""
    for name, described in SHEETS.items():
        sheet = book.sheets.get(name)
        if sheet is None:
            continue
        for column in described.columns:
            if column.name in sheet.letters:
                continue
            if column.is_required:
                sentence = mark(
                    "The column {heading} ({name}) is missing. Add it to the headings and fill it in for every row."
                )
                yield at_heading(
                    "column_missing", "error", sheet, column.name, column.heading_zh, sentence,
                    heading=column.heading_zh, name=column.name,
                )  # fmt: skip
            else:
                sentence = mark(
                    "There is no column {heading} ({name}); it is taken as not filled in. Add it if there is "
                    "something to say in it."
                )
                yield at_heading(
                    "column_missing", "note", sheet, column.name, column.heading_zh, sentence,
                    heading=column.heading_zh, name=column.name,
                )  # fmt: skip


def required_value(book: Book, _context: Context) -> Iterator[Finding]:
    """Every row has its required values; a column without any is spoken of once, at its heading."""
    for name, described in SHEETS.items():
        sheet = rows_of(book, name)
        if sheet is None:
            continue
        for column in described.columns:
            if column.is_required and column.name in sheet.letters:
                yield from _empty_cells(sheet, column.name, column.heading_zh)


def _empty_cells(sheet: ReadSheet, column: str, heading: str) -> Iterator[Finding]:
    unread = [row for row, name in sheet.rejected if name == column]
    rows = where(sheet.frame[column].isna() & ~sheet.frame.index.isin(unread))
    if len(rows) == len(sheet.frame) > _FEW_ROWS:
        sentence = mark("No row has a value in {heading}, which every row needs. Fill in the column.")
        yield at_heading("required_value", "error", sheet, column, heading, sentence, heading=heading)
        return
    sentence = mark("{heading} is empty; every row needs it. Fill it in.")
    yield from in_cells("required_value", "error", (sheet, rows, column), heading, sentence, heading=heading)
