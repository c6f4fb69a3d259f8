"""Workers: one person is one person in every row, works so many days as there are, and stays who they were."""

from calendar import monthrange
from collections.abc import Iterator

import pandas as pd

from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import alongside, in_cells, of_sheet, rows_of, where, written
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark

FULL_TIME_DAYS = 15
_REISSUED_SHARE = 0.2
_REISSUED_FEWEST = 5
_UNLIKE_TIMES = 5
_UNLIKE_YUAN = 5_000
_WORKING_AGE = 16
_SEX_WORDS = {"F": "女", "M": "男"}

_ONE_PERSON = ("sex", "birth_year", "is_low_income")
_KEPT = ("sex", "birth_year", "prior_income_yuan")
_ONE_HOME = ("household_id", "home_village_code", "prior_income_yuan")


def two_full_time_workshops(book: Book, context: Context) -> Iterator[Finding]:
    """Nobody works full time at two workshops; the row after the first is pointed at.

    Full time at two and more days than the month has stops the ledger; either alone is asked about.
    """
    sheet = rows_of(book, "employment")
    if sheet is None:
        return
    frame = _several(sheet)
    if frame.empty:
        return
    days_in_month = monthrange(context.month.year, context.month.month)[1]
    by = frame.groupby("worker_id")
    total = by["days_worked"].transform("sum")
    full_time = (frame["days_worked"] >= FULL_TIME_DAYS).groupby(frame["worker_id"]).transform("sum")
    first = frame.index.to_series().groupby(frame["worker_id"]).transform("first")
    later = first != frame.index
    too_many, twice = total > days_in_month, full_time > 1
    values = {"worker": frame["worker_id"], "first": first, "total": total, "days": days_in_month}
    yield from in_cells(
        "two_full_time_workshops",
        "error",
        (sheet, where(later & too_many & twice), "days_worked"),
        f"<{FULL_TIME_DAYS}",
        mark(
            "Worker {worker} works full time here and at the workshop in row {first}, {total} days together in a "
            "month of {days}. Divide the days between the workshops, or delete one row."
        ),
        **values,
    )
    yield from in_cells(
        "two_full_time_workshops",
        "warning",
        (sheet, where(later & (too_many ^ twice)), "days_worked"),
        f"<{FULL_TIME_DAYS}",
        mark(
            "Worker {worker} works {total} days at several workshops (row {first} and here) in a month of {days}. "
            "Check the days, or say why."
        ),
        **values,
    )


def worker_is_one_person(book: Book, _context: Context) -> Iterator[Finding]:
    """Sex, year of birth and low income are the same in all rows of a worker; so should home and prior income be."""
    sheet = rows_of(book, "employment")
    if sheet is None:
        return
    frame = _several(sheet)
    if frame.empty:
        return
    first_row = frame.index.to_series().groupby(frame["worker_id"]).transform("first")
    headings = {column.name: column.heading_zh for column in SHEETS["employment"].columns}
    for column in (*_ONE_PERSON, *_ONE_HOME):
        first = frame[column].reindex(first_row).set_axis(frame.index)
        differs = where(frame[column].notna() & first.notna() & (frame[column] != first))
        known = {row: written(sheet, int(first_row[row]), column) for row in differs}
        cells = (sheet, differs, column)
        values = {
            "worker": frame["worker_id"],
            "first": first_row,
            "known": known,
            "heading": headings[column],
        }
        if column in _ONE_PERSON:
            sentence = mark(
                "Worker {worker} has {heading} “{found}” here and “{known}” in row {first}. Correct the one that is "
                "wrong; two people need two numbers."
            )
            yield from in_cells("worker_is_one_person", "error", cells, known, sentence, **values)
        else:
            sentence = mark(
                "Worker {worker} has {heading} “{found}” here and “{known}” in row {first}. Write the same in both, "
                "or say why."
            )
            yield from in_cells("worker_is_one_person", "warning", cells, known, sentence, **values)


def worker_as_before(book: Book, context: Context) -> Iterator[Finding]:
    """Sex, year of birth and income before joining stay as in the last ledger.

    Where a good part of the workers changed, their numbers mean other people now, which is said once.
    """
    sheet, previous = rows_of(book, "employment"), context.previous.get("employment")
    if sheet is None or previous is None or previous.empty:
        return
    frame = sheet.frame.dropna(subset=["worker_id"])
    before = alongside(frame, previous[["worker_id", *_KEPT]], ["worker_id"])
    known_workers = int(before["sex"].notna().sum())
    changed = {column: where(_changed(frame[column], before[column])) for column in _KEPT}
    others = {*changed["sex"], *changed["birth_year"]}
    if len(others) >= _REISSUED_FEWEST and len(others) > _REISSUED_SHARE * known_workers:
        yield of_sheet(
            "worker_as_before",
            "warning",
            sheet,
            str(len(others)),
            "0",
            mark(
                "{count} of {total} workers of the last ledger have another sex or year of birth: the numbers seem to "
                "have been given anew. Use each worker's old number, or say why."
            ),
            count=len(others),
            total=known_workers,
        )
        return
    headings = {column.name: column.heading_zh for column in SHEETS["employment"].columns}
    for column, rows in changed.items():
        known = before[column]
        if column == "sex":
            known = known.map(_SEX_WORDS, na_action="ignore")
        yield from in_cells(
            "worker_as_before",
            "warning",
            (sheet, rows, column),
            known,
            mark(
                "{heading} of worker {worker} was “{known}” in the last ledger. Correct it, give a new worker a new "
                "number, or say why it changed."
            ),
            heading=headings[column],
            worker=frame["worker_id"],
            known=known,
        )


def wage_as_before(book: Book, context: Context) -> Iterator[Finding]:
    """A wage many times that of the last ledger is asked about, a worker at a time."""
    sheet, previous = rows_of(book, "employment"), context.previous.get("employment")
    if sheet is None or previous is None or previous.empty:
        return
    key = ["workshop_id", "worker_id"]
    now = sheet.frame.dropna(subset=key)
    then = alongside(now, previous[[*key, "wage_yuan"]], key)["wage_yuan"]
    wage = now["wage_yuan"]
    much_more = (wage >= _UNLIKE_TIMES * then) & (wage - then >= _UNLIKE_YUAN) & (then > 0)
    yield from in_cells(
        "wage_as_before",
        "warning",
        (sheet, where(much_more), "wage_yuan"),
        then,
        mark(
            "The wage was {before} yuan in the last ledger and is {found} now. Check for a digit too many, or say why."
        ),
        before=then,
    )


def hired_at_working_age(book: Book, _context: Context) -> Iterator[Finding]:
    """Nobody is hired before the year of their sixteenth birthday."""
    sheet = rows_of(book, "employment")
    if sheet is None:
        return
    age = sheet.frame["hired_on"].dt.year - sheet.frame["birth_year"]
    yield from in_cells(
        "hired_at_working_age",
        "warning",
        (sheet, where(age < _WORKING_AGE), "hired_on"),
        "≥" + (sheet.frame["birth_year"] + _WORKING_AGE).astype(str),
        mark("Hired on {found} at {age}: check the date and the year of birth, or say why."),
        age=age.astype("Int64"),
    )


def _several(sheet: ReadSheet) -> pd.DataFrame:
    """The rows of workers who stand at several workshops, a row twice only once."""
    frame = sheet.frame.dropna(subset=["worker_id", "workshop_id"])
    frame = frame[frame.duplicated("worker_id", keep=False)].drop_duplicates(["worker_id", "workshop_id"])
    return frame[frame.duplicated("worker_id", keep=False)]


def _changed(now: pd.Series, before: pd.Series) -> pd.Series:
    return before.notna() & now.notna() & (before != now)
