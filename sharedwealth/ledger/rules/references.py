"""Rows that speak of another sheet's rows: the workshop or enterprise must stand there."""

from collections.abc import Iterator

from sharedwealth.ledger.book import Book
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import in_cells, of_sheet, rows_of, where
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark

_NAMED = 5


def workshop_listed(book: Book, _context: Context) -> Iterator[Finding]:
    """Partnerships, workers and results are of workshops in the sheet 工坊."""
    yield from _listed(
        book, "workshop_listed", "workshop_id", "workshops", ("partnerships", "employment", "results")
    )


def enterprise_listed(book: Book, _context: Context) -> Iterator[Finding]:
    """Partnerships are with enterprises in the sheet 企业."""
    yield from _listed(book, "enterprise_listed", "credit_code", "enterprises", ("partnerships",))


def _listed(book: Book, rule: str, key: str, owner: str, others: tuple[str, ...]) -> Iterator[Finding]:
    listing = book.sheets.get(owner)
    if listing is None or key not in listing.letters:
        return
    # A key that could not be read was reported where it stands; what refers to it is not a second fault.
    unread = {listing.raw.get((row, key), "") for row, column in listing.rejected if column == key}
    known = {*listing.frame[key].dropna(), *unread}
    for name in others:
        sheet = rows_of(book, name)
        if sheet is None:
            continue
        column = sheet.frame[key]
        yield from in_cells(
            rule,
            "error",
            (sheet, where(column.notna() & ~column.isin(known)), key),
            SHEETS[owner].title_zh,
            mark("{found} is not in the sheet {title}. Add it there, or correct the number here."),
            title=listing.title,
        )


def open_workshop_reported(book: Book, _context: Context) -> Iterator[Finding]:
    """Open workshops without workers or without results are mentioned, all of a sheet at once."""
    workshops = rows_of(book, "workshops")
    if workshops is None:
        return
    is_open = workshops.frame["closed_on"].isna()
    numbers = workshops.frame.loc[is_open, "workshop_id"].dropna()
    for name in ("employment", "results"):
        sheet = rows_of(book, name)
        if sheet is None:
            continue
        absent = numbers[~numbers.isin(sheet.frame["workshop_id"].unique())].tolist()
        if absent:
            yield of_sheet(
                "open_workshop_reported",
                "note",
                sheet,
                "",
                "",
                mark(
                    "{count} open workshops have no row here: {list}. Add them where there is something to report."
                ),
                count=len(absent),
                list="、".join(absent[:_NAMED]) + ("…" if len(absent) > _NAMED else ""),
            )
