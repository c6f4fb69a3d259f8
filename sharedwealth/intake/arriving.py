"""Files as they arrive: which of them are one ledger, whose it is, and what is to be said about it."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sharedwealth.errors import IntakeError
from sharedwealth.intake.contexts import Contexts
from sharedwealth.intake.filing import Checked
from sharedwealth.ledger.book import Book
from sharedwealth.ledger.checking import check
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.reading import read
from sharedwealth.ledger.rules.dates import county_asked
from sharedwealth.text import t

CSV = ".csv"


def ledgers(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The files of each ledger: a workbook alone, the CSV files of one county and month together."""
    sheets: dict[tuple[str | None, date | None, Path], list[Path]] = {}
    for path in paths:
        if path.suffix.lower() != CSV:
            yield [path]
            continue
        book = read([path])
        sheets.setdefault((book.county_code, book.month, path.parent), []).append(path)
    yield from sheets.values()


def checked(
    contexts: Contexts,
    paths: Sequence[Path],
    county: str | None = None,
    month: date | None = None,
    names: Sequence[str] | None = None,
) -> Checked:
    """The ledger read and held against what is known of the county; asked for county and month, or as its files say.

    What the same contexts have checked before counts as known: a workshop's number belongs to the first county.

    `names` are the files' names as the sender knows them. An `IntakeError` where neither says whose ledger it is.
    """
    book = read(paths, names=names)
    whose, of_month = county or book.county_code, month or book.month
    if whose is None:
        raise IntakeError(
            t("{file} does not say whose ledger it is. Name the county.").format(file=book.files[0])
        )
    if of_month is None:
        raise IntakeError(
            t("{file} does not say of which month it is. Name the month.").format(file=book.files[0])
        )
    context, findings = held_against(contexts, book, whose, of_month)
    return Checked(book, context, findings, tuple(paths))


def held_against(
    contexts: Contexts, book: Book, county: str, month: date
) -> tuple[Context, tuple[Finding, ...]]:
    """What is known of the county, and what the check finds; the ledgers that come after are held against this one."""
    context = contexts.of(county, month)
    findings = tuple(check(book, context))
    if all(finding.rule != county_asked.__name__ for finding in findings):
        contexts.remember(county, book)
    return context, findings
