"""What stands twice: rows of a sheet, workshops of two counties, enterprises under two names."""

from collections.abc import Iterator

import pandas as pd

from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import in_cells, rows_of, where
from sharedwealth.ledger.rules.names import names_of, place_names
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark

_POINTED_AT = {
    "workshops": "workshop_id",
    "enterprises": "credit_code",
    "partnerships": "credit_code",
    "employment": "worker_id",
    "results": "workshop_id",
}


def row_twice(book: Book, _context: Context) -> Iterator[Finding]:
    """No two rows of a sheet have the same key; the later one is pointed at."""
    for name, described in SHEETS.items():
        sheet = rows_of(book, name)
        if sheet is not None:
            yield from _twice(sheet, list(described.key), _POINTED_AT[name])


def _twice(sheet: ReadSheet, key: list[str], pointed_at: str) -> Iterator[Finding]:
    keyed = sheet.frame.dropna(subset=key)
    again = keyed[keyed.duplicated(key)]
    if again.empty:
        return
    # Only the rows that share a key with another are grouped: there are few of them in the worst of sheets.
    shared = keyed[keyed.duplicated(key, keep=False)]
    first = shared.index.to_series().groupby([shared[each] for each in key]).transform("first")
    others = shared.drop(columns=key).astype("str").fillna("")
    alike = others.agg("\x1f".join, axis=1)
    for row in again.index:
        earlier = int(first[row])
        is_copy = alike[row] == alike[earlier]
        yield from in_cells(
            "row_twice",
            "error",
            (sheet, [int(row)], pointed_at),
            "1",
            mark("This row is the same as row {first}. Delete one of them.")
            if is_copy
            else mark(
                "{found} stands in row {first} already, with other values. Keep the row that is right."
            ),
            first=earlier,
        )


def workshop_elsewhere(book: Book, context: Context) -> Iterator[Finding]:
    """A workshop's number belongs to one county."""
    sheet = rows_of(book, "workshops")
    if sheet is None or not context.workshops_elsewhere:
        return
    county = sheet.frame["workshop_id"].map(dict(context.workshops_elsewhere))
    yield from in_cells(
        "workshop_elsewhere",
        "error",
        (sheet, where(county.notna()), "workshop_id"),
        f"{context.county_code}-0001",
        mark(
            "{county} reports a workshop of the number {found} already. Give this one a number of its own county."
        ),
        county=names_of(place_names(context), county),
    )


def workshop_named_twice(book: Book, _context: Context) -> Iterator[Finding]:
    """Two open workshops of one name in one village are asked about."""
    sheet = rows_of(book, "workshops")
    if sheet is None:
        return
    frame = sheet.frame[sheet.frame["closed_on"].isna()].dropna(
        subset=["name", "village_code", "workshop_id"]
    )
    frame = frame.drop_duplicates("workshop_id")
    by = [frame["name"].str.replace(r"\s+", "", regex=True), frame["village_code"]]
    first = frame.index.to_series().groupby(by).transform("first")
    yield from in_cells(
        "workshop_named_twice",
        "warning",
        (sheet, where(first != frame.index), "name"),
        "1",
        mark(
            "A workshop of the name {found} stands in the same village in row {first}. Delete one, or say why."
        ),
        first=first,
    )


def enterprise_with_two_codes(book: Book, _context: Context) -> Iterator[Finding]:
    """Two codes for one name are asked about: one of them is mistyped, or the names are cut short."""
    sheet = rows_of(book, "enterprises")
    if sheet is None:
        return
    frame = sheet.frame.dropna(subset=["name", "credit_code"]).drop_duplicates("credit_code")
    first = frame.index.to_series().groupby(_plain(frame["name"])).transform("first")
    yield from in_cells(
        "enterprise_with_two_codes",
        "warning",
        (sheet, where(first != frame.index), "name"),
        "1",
        mark(
            "{found} stands in row {first} with another credit code. Keep the code that is right, write the full "
            "names, or say why."
        ),
        first=first,
    )


def enterprise_named_otherwise(book: Book, context: Context) -> Iterator[Finding]:
    """One credit code means one enterprise, whichever county writes of it."""
    sheet = rows_of(book, "enterprises")
    if sheet is None or not context.enterprises:
        return
    elsewhere = sheet.frame["credit_code"].map(dict(context.enterprises))
    differs = (
        elsewhere.notna() & sheet.frame["name"].notna() & (_plain(elsewhere) != _plain(sheet.frame["name"]))
    )
    yield from in_cells(
        "enterprise_named_otherwise",
        "warning",
        (sheet, where(differs), "name"),
        elsewhere,
        mark(
            "Other counties have {known} under this credit code. Write the name of the licence, or say that it was "
            "renamed."
        ),
        known=elsewhere,
    )


def _plain(names: pd.Series) -> pd.Series:
    """Names without spaces and with one kind of brackets, in which clerks differ."""
    return (
        names.astype("str")
        .str.replace(r"\s+", "", regex=True)
        .str.replace("（", "(", regex=False)
        .str.replace("）", ")", regex=False)
        .str.casefold()
    )
