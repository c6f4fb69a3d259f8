"""Values that no workshop and no worker can have: too small, too large, or more than the whole they are part of."""

from calendar import monthrange
from collections.abc import Iterator

from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import in_cells, rows_of, where
from sharedwealth.text import mark

YOUNGEST, OLDEST = 16, 90
HIGHEST_INCOME_YUAN = 50_000
UNUSUAL_INCOME_YUAN = 20_000
LOWEST_USUAL_WAGE_YUAN = 100
MOST_STEWARDS, USUAL_STEWARDS = 200, 30
MOST_YUAN = 1_000_000_000
MOST_COUNTED = {"training_sessions": 200, "people_trained": 20_000, "survey_responses": 20_000,
                "survey_satisfied": 20_000, "hazards_found": 2_000, "hazards_fixed": 2_000}  # fmt: skip
AMOUNTS = ("output_yuan", "orders_yuan", "collective_income_yuan")


def age_of_worker(book: Book, context: Context) -> Iterator[Finding]:
    """Workers are 16 to 90 years old in the ledger's year: only the year of birth is known."""
    youngest, oldest = context.month.year - YOUNGEST, context.month.year - OLDEST
    for sheet, rows, column in _outside(book, "employment", "birth_year", oldest, youngest):
        yield from in_cells(
            "age_of_worker",
            "error",
            (sheet, rows, column),
            f"{oldest}–{youngest}",
            mark(
                "Born in {found}, this worker would be {age} years old in {month}: workers are 16 to 90. Correct the "
                "year of birth, four digits."
            ),
            age=context.month.year - sheet.frame[column],
            month=f"{context.month:%Y-%m}",
        )


def days_in_month(book: Book, context: Context) -> Iterator[Finding]:
    """Nobody works more days than the month has."""
    days = monthrange(context.month.year, context.month.month)[1]
    for cells in _outside(book, "employment", "days_worked", 0, days):
        yield from in_cells(
            "days_in_month",
            "error",
            cells,
            f"0–{days}",
            mark("{month} has {days} days, not {found}. Write the days worked in the month, 0 to {days}."),
            days=days,
            month=f"{context.month:%Y-%m}",
        )


def wage_in_range(book: Book, _context: Context) -> Iterator[Finding]:
    """A month's wage is 0 to 50,000 yuan; very high and very low ones are asked about."""
    yield from _income(book, "wage_in_range", "wage_yuan", mark(
        "A month's wage of {found} yuan cannot be right. Write yuan a month, 0 to 50,000; check for a wage of the "
        "year, or for a digit too many."
    ))  # fmt: skip
    sheet = rows_of(book, "employment")
    if sheet is None:
        return
    wage = sheet.frame["wage_yuan"]
    low = (wage > 0) & (wage < LOWEST_USUAL_WAGE_YUAN)
    yield from in_cells(
        "wage_in_range",
        "warning",
        (sheet, where(low), "wage_yuan"),
        f"{LOWEST_USUAL_WAGE_YUAN}–{UNUSUAL_INCOME_YUAN:,}",
        mark(
            "A month's wage of {found} yuan is very little. Check that it is in yuan and not in hundreds, thousands "
            "or ten thousands, or say why."
        ),
    )


def prior_income_in_range(book: Book, _context: Context) -> Iterator[Finding]:
    """The month's income before joining is 0 to 50,000 yuan; a very high one is asked about."""
    yield from _income(book, "prior_income_in_range", "prior_income_yuan", mark(
        "An income before joining of {found} yuan a month cannot be right. Write yuan a month, 0 to 50,000; an income "
        "of the year is divided by 12."
    ))  # fmt: skip


def _income(book: Book, rule: str, column: str, sentence: str) -> Iterator[Finding]:
    for cells in _outside(book, "employment", column, 0, HIGHEST_INCOME_YUAN):
        yield from in_cells(rule, "error", cells, f"0–{HIGHEST_INCOME_YUAN:,}", sentence)
    sheet = rows_of(book, "employment")
    if sheet is None:
        return
    income = sheet.frame[column]
    high = (income > UNUSUAL_INCOME_YUAN) & (income <= HIGHEST_INCOME_YUAN)
    yield from in_cells(
        rule,
        "warning",
        (sheet, where(high), column),
        f"0–{UNUSUAL_INCOME_YUAN:,}",
        mark("{found} yuan a month is unusually much. Check for a digit too many, or say why."),
    )


def stars_one_to_five(book: Book, _context: Context) -> Iterator[Finding]:
    for cells in _outside(book, "workshops", "stars", 1, 5):
        yield from in_cells(
            "stars_one_to_five",
            "error",
            cells,
            "1–5",
            mark("Stars go from 1 to 5, not {found}. Leave the cell empty where none have been given."),
        )


def steward_count_in_range(book: Book, _context: Context) -> Iterator[Finding]:
    for cells in _outside(book, "workshops", "steward_count", 0, MOST_STEWARDS):
        yield from in_cells(
            "steward_count_in_range",
            "error",
            cells,
            f"0–{MOST_STEWARDS}",
            mark("A workshop cannot have {found} stewards. Write how many people look after it."),
        )
    for sheet, rows, column in _outside(book, "workshops", "steward_count", 0, USUAL_STEWARDS):
        possible = where(sheet.frame[column].between(0, MOST_STEWARDS))
        yield from in_cells(
            "steward_count_in_range",
            "warning",
            (sheet, [row for row in rows if row in possible], column),
            f"0–{USUAL_STEWARDS}",
            mark(
                "{found} stewards are unusually many for one workshop. Check that these are not its workers, or say "
                "why."
            ),
        )


def results_in_range(book: Book, _context: Context) -> Iterator[Finding]:
    """Amounts of money and counts of a month: none negative, none beyond any workshop."""
    for column in AMOUNTS:
        for cells in _outside(book, "results", column, 0, MOST_YUAN):
            yield from in_cells(
                "results_in_range",
                "error",
                cells,
                f"0–{MOST_YUAN:,}",
                mark(
                    "{found} yuan in one month cannot be right for one workshop. Write the month's amount in yuan, 0 "
                    "or more."
                ),
            )
    for column, most in MOST_COUNTED.items():
        for cells in _outside(book, "results", column, 0, most):
            yield from in_cells(
                "results_in_range",
                "error",
                cells,
                f"0–{most:,}",
                mark("{found} cannot be right for one workshop in one month. Write the month's count."),
            )


def satisfied_of_surveyed(book: Book, _context: Context) -> Iterator[Finding]:
    """No more people are satisfied than were asked."""
    yield from _part_of_whole(book, "satisfied_of_surveyed", "survey_satisfied", "survey_responses", mark(
        "{found} people are satisfied but only {whole} were asked. Correct one of the two."
    ))  # fmt: skip


def fixed_of_found(book: Book, _context: Context) -> Iterator[Finding]:
    """No more hazards are put right than were found."""
    yield from _part_of_whole(book, "fixed_of_found", "hazards_fixed", "hazards_found", mark(
        "{found} hazards were put right but only {whole} found. Count those of this month's that were put right."
    ))  # fmt: skip


def trained_in_sessions(book: Book, _context: Context) -> Iterator[Finding]:
    """Where people were trained there was a session."""
    sheet = rows_of(book, "results")
    if sheet is None:
        return
    frame = sheet.frame
    none_held = (frame["people_trained"] > 0) & (frame["training_sessions"] == 0)
    yield from in_cells(
        "trained_in_sessions",
        "warning",
        (sheet, where(none_held), "people_trained"),
        "0",
        mark("{found} people were trained in no session. Write how many sessions there were, or say why."),
    )


def wage_with_days(book: Book, _context: Context) -> Iterator[Finding]:
    """A wage comes with days of work, and days with a wage."""
    sheet = rows_of(book, "employment")
    if sheet is None:
        return
    days, wage = sheet.frame["days_worked"], sheet.frame["wage_yuan"]
    yield from in_cells(
        "wage_with_days",
        "warning",
        (sheet, where((days == 0) & (wage > 0)), "days_worked"),
        "1–31",
        mark("A wage of {wage} yuan for no day of work. Write the days worked, or say why."),
        wage=wage,
    )
    yield from in_cells(
        "wage_with_days",
        "warning",
        (sheet, where((days > 0) & (wage == 0)), "wage_yuan"),
        ">0",
        mark("{days} days of work and no wage. Write what was earned in the month, or say why."),
        days=days,
    )


def _outside(
    book: Book, name: str, column: str, least: int, most: int
) -> Iterator[tuple[ReadSheet, list[int], str]]:
    """The cells of a column below `least` or above `most`, where there are any."""
    sheet = rows_of(book, name)
    if sheet is None:
        return
    values = sheet.frame[column]
    rows = where((values < least) | (values > most))
    if rows:
        yield sheet, rows, column


def _part_of_whole(book: Book, rule: str, part: str, whole: str, sentence: str) -> Iterator[Finding]:
    sheet = rows_of(book, "results")
    if sheet is None:
        return
    of, all_of = sheet.frame[part], sheet.frame[whole]
    is_read = ~all_of.index.isin([row for row, column in sheet.rejected if column == whole])
    more = (of > all_of.fillna(0)) & is_read
    yield from in_cells(
        rule,
        "error",
        (sheet, where(more), part),
        "≤" + all_of.fillna(0).astype(str),
        sentence,
        whole=all_of.fillna(0),
    )
