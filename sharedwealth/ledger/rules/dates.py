"""Time: the file's month and county, dates in order, nothing reported before it happened."""

import calendar
from collections.abc import Iterator
from datetime import date

import pandas as pd

from sharedwealth.ledger.book import Book
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import in_cells, of_book, rows_of, where
from sharedwealth.ledger.rules.names import place_name, place_names
from sharedwealth.text import mark

EARLIEST = date(1980, 1, 1)
_MOST = 0.5
_FEWEST = 3


def county_asked(book: Book, context: Context) -> Iterator[Finding]:
    """The file is of the county it is checked for: by what it says, and by where most of its workshops stand."""
    names = place_names(context)
    own = place_name(names, context.county_code)
    if book.county_code is not None and book.county_code != context.county_code:
        yield of_book(
            "county_asked",
            "error",
            book,
            book.county_code,
            context.county_code,
            mark(
                "The file says it is of {found_county}, but it is checked for {county}. Choose the right file or "
                "county."
            ),
            found_county=place_name(names, book.county_code),
            county=own,
        )
        return
    sheet = rows_of(book, "workshops")
    if sheet is None:
        return
    counties = sheet.frame["village_code"].dropna().str[:6].value_counts()
    if counties.empty or counties.index[0] == context.county_code or counties.sum() < _FEWEST:
        return
    elsewhere, count = str(counties.index[0]), int(counties.iloc[0])
    if count > _MOST * counties.sum() and elsewhere in names:
        yield of_book(
            "county_asked",
            "error",
            book,
            elsewhere,
            context.county_code,
            mark(
                "{count} of {total} workshops stand in villages of {found_county}, but the file is checked for "
                "{county}. Choose the right file or county."
            ),
            found_county=names[elsewhere],
            county=own,
            count=count,
            total=int(counties.sum()),
        )


def month_asked(book: Book, context: Context) -> Iterator[Finding]:
    """The file is of the month it is checked for."""
    asked = f"{context.month:%Y-%m}"
    if book.month is not None and book.month != context.month:
        said = f"{book.month:%Y-%m}"
        yield of_book(
            "month_asked",
            "error",
            book,
            said,
            asked,
            mark(
                "The file says it is of {said}, but it is checked for {month}. Choose the right file or month."
            ),
            said=said,
            month=asked,
        )


def origin_said(book: Book, context: Context) -> Iterator[Finding]:
    """A file that does not say whose ledger it is, or of which month, is taken as it was asked for."""
    if book.county_code is None or book.month is None:
        asked = f"{context.county_code} {context.month:%Y-%m}"
        yield of_book(
            "origin_said",
            "note",
            book,
            "",
            asked,
            mark("The file does not say its county and month; it is taken as {asked}."),
            asked=asked,
        )


def opened_by_month_end(book: Book, context: Context) -> Iterator[Finding]:
    """A workshop in the ledger has opened, and has not done so in the future."""
    last = min(_month_end(context), context.today)
    yield from _after(book, "opened_by_month_end", "workshops", "opened_on", last, mark(
        "The opening on {found} lies after {last}. A workshop is listed from the month in which it opens; correct the "
        "date or delete the row."
    ))  # fmt: skip


def started_by_month_end(book: Book, context: Context) -> Iterator[Finding]:
    """A partnership in the ledger has begun."""
    yield from _after(book, "started_by_month_end", "partnerships", "started_on", _month_end(context), mark(
        "The partnership begins on {found}, after {last}. List it from the month in which it begins, or correct the "
        "date."
    ))  # fmt: skip


def hired_by_month_end(book: Book, context: Context) -> Iterator[Finding]:
    """A worker in the month's ledger was hired by its end."""
    yield from _after(book, "hired_by_month_end", "employment", "hired_on", _month_end(context), mark(
        "Hired on {found}, after {last}: this worker cannot have worked in the month. Correct the date or delete the "
        "row."
    ))  # fmt: skip


def closed_by_month_end(book: Book, context: Context) -> Iterator[Finding]:
    """A closing after the month is asked about: the workshop was still open in it."""
    sheet = rows_of(book, "workshops")
    if sheet is None:
        return
    last = _month_end(context)
    yield from in_cells(
        "closed_by_month_end",
        "warning",
        (sheet, where(sheet.frame["closed_on"] > pd.Timestamp(last)), "closed_on"),
        f"≤{last}",
        mark(
            "The closing on {found} lies after {last}. Leave the cell empty in this month's ledger and write it in "
            "the month in which the workshop closes, or say why."
        ),
        last=last,
    )


def closed_after_opened(book: Book, _context: Context) -> Iterator[Finding]:
    yield from _in_order(book, "closed_after_opened", "workshops", ("opened_on", "closed_on"), mark(
        "The workshop closed on {found}, before it opened on {first}. Correct one of the two dates."
    ))  # fmt: skip


def ended_after_started(book: Book, _context: Context) -> Iterator[Finding]:
    yield from _in_order(book, "ended_after_started", "partnerships", ("started_on", "ended_on"), mark(
        "The partnership ended on {found}, before it began on {first}. Correct one of the two dates."
    ))  # fmt: skip


def date_long_ago(book: Book, _context: Context) -> Iterator[Finding]:
    """Dates before 1980 are asked about: mostly a year mistyped, or a number taken for a date."""
    for name, column in (
        ("workshops", "opened_on"),
        ("workshops", "closed_on"),
        ("partnerships", "started_on"),
        ("employment", "hired_on"),
    ):
        sheet = rows_of(book, name)
        if sheet is None:
            continue
        yield from in_cells(
            "date_long_ago",
            "warning",
            (sheet, where(sheet.frame[column] < pd.Timestamp(EARLIEST)), column),
            f"≥{EARLIEST}",
            mark("{found} is very long ago. Check the year, or say why."),
        )


def closed_workshop_without_workers(book: Book, context: Context) -> Iterator[Finding]:
    """A workshop that closed before the month has neither workers nor results in it."""
    workshops = rows_of(book, "workshops")
    if workshops is None:
        return
    frame = workshops.frame.dropna(subset=["workshop_id", "closed_on"])
    closed = frame[frame["closed_on"] < pd.Timestamp(context.month)]
    employment = rows_of(book, "employment")
    if employment is None or closed.empty:
        return
    people = employment.frame["workshop_id"].value_counts()
    count = closed["workshop_id"].map(people)
    first = employment.frame.index.to_series().groupby(employment.frame["workshop_id"]).first()
    yield from in_cells(
        "closed_workshop_without_workers",
        "error",
        (workshops, where(count > 0), "closed_on"),
        f"≥{context.month}",
        mark(
            "The workshop closed on {found}, before {month}, but has {count} workers in the month (sheet {title}, "
            "from row {first}). Correct the closing date, or delete those rows."
        ),
        month=f"{context.month:%Y-%m}",
        count=count.astype("Int64"),
        title=employment.title,
        first=closed["workshop_id"].map(first).astype("Int64"),
    )


def _month_end(context: Context) -> date:
    return context.month.replace(day=calendar.monthrange(context.month.year, context.month.month)[1])


def _after(book: Book, rule: str, name: str, column: str, last: date, sentence: str) -> Iterator[Finding]:
    sheet = rows_of(book, name)
    if sheet is not None:
        late = where(sheet.frame[column] > pd.Timestamp(last))
        yield from in_cells(rule, "error", (sheet, late, column), f"≤{last}", sentence, last=last)


def _in_order(book: Book, rule: str, name: str, columns: tuple[str, str], sentence: str) -> Iterator[Finding]:
    sheet = rows_of(book, name)
    if sheet is None:
        return
    first, then = (sheet.frame[column] for column in columns)
    yield from in_cells(
        rule,
        "error",
        (sheet, where(then < first), columns[1]),
        "≥" + first.dt.strftime("%Y-%m-%d"),
        sentence,
        first=first.dt.strftime("%Y-%m-%d"),
    )
