"""Codes: of villages, of counties, of enterprises, of workshops; held against the register and their own rules."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from sharedwealth.ledger import credit_codes
from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import in_cells, rows_of, where, written
from sharedwealth.ledger.rules.names import place_name, place_names
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.places import codes
from sharedwealth.text import mark

SEPARATOR = "、"
LONGEST_WORKSHOP_ID = 32

_WORKSHOP_ID = re.compile(r"(\d{6})-\d{3,6}", re.ASCII)
_PLACE_COLUMNS = (
    ("workshops", "village_code"),
    ("workshops", "served_village_codes"),
    ("employment", "home_village_code"),
)


_SPOILED = re.compile(r"^[0-9](?:\.[0-9]+)?E\+?[0-9]+$", re.IGNORECASE)
_VILLAGE = re.compile(r"\d{9}(?!000)\d{3}", re.ASCII)
_TOWN = re.compile(r"\d{9}(000)?", re.ASCII)
_TWELVE = re.compile(r"\d{12}", re.ASCII)


@dataclass(frozen=True)
class _Codes:
    """A column's village codes one by one, as the rows they stand in and what is known of them."""

    sheet: ReadSheet
    column: str
    rows: pd.Series
    """The code, indexed by the row; a row that serves several villages stands there several times."""

    @property
    def is_home(self) -> bool:
        return self.column == "home_village_code"

    def wrong(self, is_wrong: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
        """Rows and codes; each code is judged once, however many live there."""
        found = [code for code in self.rows.unique() if is_wrong(code)]
        if found:
            yield from ((int(str(row)), code) for row, code in self.rows[self.rows.isin(found)].items())


def code_kept_whole(book: Book, _context: Context) -> Iterator[Finding]:
    """A code that a spreadsheet took for a number and wrote as 3.30000E+17 has lost its digits for good."""
    for name, described in SHEETS.items():
        sheet = rows_of(book, name)
        if sheet is None:
            continue
        for column in described.columns:
            if not column.name.endswith(("_id", "_code", "_codes")):
                continue
            spoiled = sheet.frame[column.name].str.contains(_SPOILED, regex=True)
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


def village_code_shape(book: Book, _context: Context) -> Iterator[Finding]:
    """A village's code has twelve digits."""
    for column in _village_codes(book):
        for row, code in column.wrong(lambda code: not _TWELVE.fullmatch(code) and not _TOWN.fullmatch(code)):
            yield from in_cells(
                "village_code_shape",
                "error",
                (column.sheet, [row], column.column),
                "331082001601",
                mark(
                    "“{code}” is no village’s code: it has twelve digits. Choose the village from the list."
                ),
                code=code,
            )


def town_code_for_village(book: Book, context: Context) -> Iterator[Finding]:
    """A town is not a village: nine digits, or nine and three zeros."""
    names = place_names(context)
    for column in _village_codes(book):
        for row, code in column.wrong(lambda code: _TOWN.fullmatch(code) is not None):
            yield from in_cells(
                "town_code_for_village",
                "error",
                (column.sheet, [row], column.column),
                f"{code[:9]}…",
                mark("{code} is the code of a town ({name}). Choose the village or community in it."),
                code=code,
                name=place_name(names, code[:9]),
            )


def village_of_other_county(book: Book, context: Context) -> Iterator[Finding]:
    """Workshops stand in, and serve, villages of their own county; workers may live across its border."""
    names = place_names(context)
    for column in _village_codes(book):
        lives_elsewhere = column.is_home

        def is_elsewhere(code: str, *, may_be_abroad: bool = lives_elsewhere) -> bool:
            is_known = code[:6] in names or (may_be_abroad and not code.startswith(codes.PROVINCE))
            return _VILLAGE.fullmatch(code) is not None and code[:6] != context.county_code and is_known

        for row, code in column.wrong(is_elsewhere):
            cell = (column.sheet, [row], column.column)
            county = place_name(names, code[:6])
            own = f"{context.county_code}……"
            if column.is_home:
                sentence = mark(
                    "{code} is a village of {county}, not of this county. Correct the code, or say that the worker "
                    "lives there."
                )
                yield from in_cells(
                    "village_of_other_county", "warning", cell, own, sentence, code=code, county=county
                )
            else:
                sentence = mark(
                    "{code} is a village of {county}, not of this county. Choose a village of this county; every "
                    "county reports its own workshops."
                )
                yield from in_cells(
                    "village_of_other_county", "error", cell, own, sentence, code=code, county=county
                )


def village_in_register(book: Book, context: Context) -> Iterator[Finding]:
    """The register has the village; where it lists no village of the county, the village's town."""
    names = place_names(context)
    villages = context.places.loc[context.places["level"] == "village", "code"]
    length = codes.LENGTHS["village"] if len(villages) else codes.LENGTHS["town"]
    known = {code for code in names if len(code) == length}

    def is_unknown(code: str) -> bool:
        is_ours = code[:6] == context.county_code or code[:6] not in names
        return _VILLAGE.fullmatch(code) is not None and is_ours and code[:length] not in known

    for column in _village_codes(book):
        for row, code in column.wrong(is_unknown):
            if column.is_home and not code.startswith(codes.PROVINCE):
                continue
            town = names.get(code[:9])
            yield from in_cells(
                "village_in_register",
                "error",
                (column.sheet, [row], column.column),
                f"{code[:9]}…" if town else f"{context.county_code}…",
                mark("The register has no village {code} (in {town}). Choose the village from the list.")
                if town
                else mark("The register has no village {code}. Choose the village from the list."),
                code=code,
                town=town or "",
            )


def village_name_matches(book: Book, context: Context) -> Iterator[Finding]:
    """Where a cell has a name beside the code, it is that village's."""
    names = place_names(context)
    for name, column in _PLACE_COLUMNS:
        sheet = rows_of(book, name)
        if sheet is None:
            continue
        for row, beside in _with_words(sheet, column):
            for code, said in beside:
                known = names.get(code)
                if known is None or _plain(said) in {_plain(known.zh), _plain(known.en)}:
                    continue
                others = [each for each in names if names[each].zh == said and len(each) == len(code)]
                yield from in_cells(
                    "village_name_matches",
                    "error",
                    (sheet, [row], column),
                    f"{code} {known.zh}",
                    mark(
                        "{code} is {known}, not {said}. Correct the code or the name; both must be one village’s."
                    )
                    if len(others) != 1
                    else mark(
                        "{code} is {known}, not {said}, which has the code {other}. Keep the one that is right."
                    ),
                    code=code,
                    known=known,
                    said=said,
                    other=others[0] if others else "",
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
            "“{found}” is no county’s code: it has six digits. Choose the county the enterprise is registered in."
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
            "“{found}” cannot be a workshop’s number. Write the county’s code, a hyphen and a serial number."
        ),
    )
    county = number.str.extract(_WORKSHOP_ID.pattern, expand=False)
    foreign = county.notna() & (county != context.county_code) & number.str.fullmatch(_WORKSHOP_ID)
    yield from in_cells(
        "workshop_id_shape",
        "error",
        (sheet, where(foreign), "workshop_id"),
        own,
        mark("{found} is a number of another county. This county’s begin with {county}-."),
        county=context.county_code,
    )
    other = ~number.str.fullmatch(_WORKSHOP_ID) & ~too_long
    yield from in_cells(
        "workshop_id_shape",
        "warning",
        (sheet, where(other), "workshop_id"),
        own,
        mark(
            "“{found}” is written unlike other workshops’ numbers, which are the county’s code, a hyphen and a serial "
            "number. Correct it, or say why."
        ),
    )


def _village_codes(book: Book) -> Iterator[_Codes]:
    for name, column in _PLACE_COLUMNS:
        sheet = rows_of(book, name)
        if sheet is None:
            continue
        rows = sheet.frame[column].dropna()
        if column == "served_village_codes":
            rows = rows.str.split(SEPARATOR).explode().str.strip()
        yield _Codes(sheet, column, rows[(rows != "") & ~rows.str.contains(_SPOILED, regex=True)])


def _whole(codes: pd.Series) -> pd.Series:
    """The codes of a column without those that were spoken of as spoiled."""
    known = codes.dropna()
    return known[~known.str.contains(_SPOILED, regex=True)]


def _with_credit_codes(book: Book) -> Iterator[ReadSheet]:
    """The sheet of enterprises; the partnerships where it is missing, as their codes are then held against none."""
    sheet = rows_of(book, "enterprises") or rows_of(book, "partnerships")
    if sheet is not None:
        yield sheet


_BESIDE = re.compile(
    r"(\d{12})[\s:：,，/／|(（\[【-]*([^\d\s、；;,，()（）\[\]【】][^、；;,，()（）\[\]【】]*)", re.ASCII
)


def _with_words(sheet: ReadSheet, column: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Rows whose cell has words beside the codes, with the codes and the words after each."""
    for (row, name), raw in sheet.raw.items():
        if name == column and row in sheet.frame.index and written(sheet, row, column):
            beside = [(code, said.strip()) for code, said in _BESIDE.findall(raw)]
            if beside:
                yield row, beside


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name)
