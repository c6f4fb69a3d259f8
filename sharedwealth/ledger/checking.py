"""A ledger checked: everything there is to say about it, in the order in which a clerk works through it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from sharedwealth.ledger.book import Book
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import SEVERITIES, Finding, Place, Severity, told
from sharedwealth.ledger.rules import OF_THE_FILE, RULES
from sharedwealth.ledger.rules.dates import county_asked
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark

MOST_FINDINGS = 50_000
"""Of rules, in one ledger: each has its sentence in two languages, and a county's ledger has fewer rows."""


def check(book: Book, context: Context) -> list[Finding]:
    """What reading found, then what the rules find; each sorted by sheet, row and column.

    A file of another county is only told so, and what its sheets and columns lack: the rest would be held against the
    wrong register and the wrong history.
    """
    is_foreign = any(finding.severity == "error" for finding in county_asked(book, context))
    rules = OF_THE_FILE if is_foreign else RULES
    by_rules = list(islice((finding for rule in rules for finding in rule(book, context)), MOST_FINDINGS + 1))
    if len(by_rules) > MOST_FINDINGS:
        by_rules[MOST_FINDINGS:] = [_too_many(book)]
    return [*_sorted(book.findings, book), *_sorted(by_rules, book)]


def _too_many(book: Book) -> Finding:
    """An error, whatever the others are: nobody knows what is behind them."""
    return told(
        "too_many_findings",
        "error",
        Place(book.files[0]),
        f">{MOST_FINDINGS}",
        "",
        mark("There is more to say than {most} findings. Correct these, then check again."),
        most=MOST_FINDINGS,
    )


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many errors, warnings and notes there are, in this order."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in SEVERITIES}


def _sorted(findings: Iterable[Finding], book: Book) -> list[Finding]:
    """By the sheets' order, what is of a whole file or sheet first; findings of one cell in the order they came."""
    order: Mapping[tuple[str, str | None], int] = {
        (book.sheets[name].file, book.sheets[name].title): place
        for place, name in enumerate(SHEETS)
        if name in book.sheets
    }

    def place(finding: Finding) -> tuple[int, int, tuple[int, str]]:
        sheet = order.get((finding.file, finding.sheet), len(SHEETS) if finding.sheet else -1)
        letters = finding.column or ""
        return sheet, finding.row or 0, (len(letters), letters)

    return sorted(findings, key=place)
