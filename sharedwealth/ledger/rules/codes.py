"""Codes of enterprises, workshops and counties: whole, of their own shape, with the right last character."""

import re
from collections.abc import Iterator

import pandas as pd

from sharedwealth.ledger import credit_codes
from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import in_cells, rows_of, where
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.places import codes
from sharedwealth.text import mark

LONGEST_WORKSHOP_ID = 32

_WORKSHOP_ID = re.compile(r"(\d{6})-\d{3,6}", re.ASCII)
SPOILED = re.compile(r"^[0-9](?:\.[0-9]+)?E\+?[0-9]+$", re.IGNORECASE)
"""A code that was taken for a number."""


def code_kept_whole(book: Book, _context: Context) -> Iterator[Finding]:
    """A code that a spreadsheet took for a number and wrote as 3.30000E+17 has lost its digits for good."""
    for name, described in SHEETS.items():
        sheet = rows_of(book, name)
        if sheet is None:
            continue
        for column in described.columns:
            if not column.name.endswith(("_id", "_code", "_codes")):
                continue
            spoiled = sheet.frame[column.name].str.contains(SPOILED, regex=True)
            yield from in_cells(
                "code_kept_whole",
                "error",
                (sheet, where(spoiled), column.name),
                column.heading_zh,
                mark(
                    "“{found}” was a code before the spreadsheet took it for a number; its digits are lost. Format the "
                    "column as text, then type the whole code again."
                ),
            )


def home_county_in_register(book: Book, context: Context) -> Iterator[Finding]:
    """An enterprise's county: six digits, in Zhejiang one of the register's."""
    sheet = rows_of(book, "enterprises")
    if sheet is None:
        return
    county = _whole(sheet.frame["home_county_code"])
    has_shape = county.str.fullmatch(r"\d{6}")
    yield from in_cells(
        "home_county_in_register",
        "error",
        (sheet, where(~has_shape), "home_county_code"),
        "330000–339999",
        mark(
            "“{found}” is no county's code: it has six digits. Choose the county the enterprise is registered in."
        ),
    )
    known = county.isin(context.places.loc[context.places["level"] == "county", "code"])
    yield from in_cells(
        "home_county_in_register",
        "warning",
        (sheet, where(has_shape & county.str.startswith(codes.PROVINCE) & ~known), "home_county_code"),
        context.county_code,
        mark(
            "The register has no county {found}. Choose the county the enterprise is registered in, or say why."
        ),
    )


def credit_code_shape(book: Book, _context: Context) -> Iterator[Finding]:
    """A credit code has 18 digits and capital letters, without I, O, S, V and Z."""
    for sheet in _with_credit_codes(book):
        code = _whole(sheet.frame["credit_code"])
        right = code.map(credit_codes.has_shape).astype(bool)
        for row, wrong in code[~right].items():
            cell = (sheet, [int(str(row))], "credit_code")
            foreign = credit_codes.foreign(wrong)
            if len(wrong) == 15 and wrong.isdigit():
                sentence = mark(
                    "{code} is a registration number of the old kind, 15 digits. Write the unified social credit "
                    "code, 18 characters, from the licence."
                )
            elif len(wrong) != credit_codes.LENGTH:
                sentence = mark(
                    "“{code}” has {length} characters; a unified social credit code has 18. Copy it from the licence."
                )
            else:
                sentence = mark(
                    "“{code}” has {foreign}, which no unified social credit code has. Copy it from the licence; look "
                    "for O and 0, I and 1, S and 5, Z and 2."
                )
            yield from in_cells(
                "credit_code_shape", "error", cell, "0-9 A-Z × 18", sentence,
                code=wrong, length=len(wrong), foreign=" ".join(foreign),
            )  # fmt: skip


def credit_code_check(book: Book, _context: Context) -> Iterator[Finding]:
    """The last character of a credit code follows from the others: a slip of one of them shows."""
    for sheet in _with_credit_codes(book):
        code = sheet.frame["credit_code"].dropna()
        shaped = code[code.map(credit_codes.has_shape).astype(bool)]
        for row, written_code in shaped.items():
            wanted = credit_codes.check_character(written_code[:-1])
            if wanted == written_code[-1]:
                continue
            cell = (sheet, [int(str(row))], "credit_code")
            expected = f"{written_code[:-1]}{wanted}"
            if credit_codes.is_pilot(written_code):
                sentence = mark(
                    "{code} does not end as its other characters ask, as is the case for some codes of an early pilot "
                    "in Fujian. Compare it with the licence and say that it is right."
                )
                yield from in_cells(
                    "credit_code_check", "warning", cell, expected, sentence, code=written_code
                )
            else:
                sentence = mark(
                    "{code} has a wrong character: its last one would have to be {wanted}. Compare all 18 with the "
                    "licence."
                )
                yield from in_cells(
                    "credit_code_check", "error", cell, expected, sentence, code=written_code, wanted=wanted
                )


def workshop_id_shape(book: Book, context: Context) -> Iterator[Finding]:
    """A workshop's number: its county's six digits, a hyphen, a serial number."""
    sheet = rows_of(book, "workshops")
    if sheet is None:
        return
    number = _whole(sheet.frame["workshop_id"])
    own = f"{context.county_code}-0001"
    too_long = (number.str.len() > LONGEST_WORKSHOP_ID) | number.str.contains(r"[\s\x00-\x1f]", regex=True)
    yield from in_cells(
        "workshop_id_shape",
        "error",
        (sheet, where(too_long), "workshop_id"),
        own,
        mark(
            "“{found}” cannot be a workshop's number. Write the county's code, a hyphen and a serial number."
        ),
    )
    county = number.str.extract(_WORKSHOP_ID.pattern, expand=False)
    foreign = county.notna() & (county != context.county_code) & number.str.fullmatch(_WORKSHOP_ID)
    yield from in_cells(
        "workshop_id_shape",
        "error",
        (sheet, where(foreign), "workshop_id"),
        own,
        mark("{found} is a number of another county. This county's begin with {county}-."),
        county=context.county_code,
    )
    other = ~number.str.fullmatch(_WORKSHOP_ID) & ~too_long
    yield from in_cells(
        "workshop_id_shape",
        "warning",
        (sheet, where(other), "workshop_id"),
        own,
        mark(
            "“{found}” is written unlike other workshops' numbers, which are the county's code, a hyphen and a serial "
            "number. Correct it, or say why."
        ),
    )


def _whole(codes: pd.Series) -> pd.Series:
    """The codes of a column without those that were spoken of as spoiled."""
    known = codes.dropna()
    return known[~known.str.contains(SPOILED, regex=True)]


def _with_credit_codes(book: Book) -> Iterator[ReadSheet]:
    """The sheet of enterprises; the partnerships where it is missing, as their codes are then held against none."""
    sheet = rows_of(book, "enterprises") or rows_of(book, "partnerships")
    if sheet is not None:
        yield sheet
