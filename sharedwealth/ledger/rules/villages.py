"""Villages: their codes held against the register and the county, and against the names beside them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import in_cells, rows_of, written
from sharedwealth.ledger.rules.codes import SPOILED
from sharedwealth.ledger.rules.names import place_name, place_names
from sharedwealth.places import codes
from sharedwealth.text import mark

SEPARATOR = "、"

_PLACE_COLUMNS = (
    ("workshops", "village_code"),
    ("workshops", "served_village_codes"),
    ("employment", "home_village_code"),
)
_VILLAGE = re.compile(r"\d{9}(?!000)\d{3}", re.ASCII)
_TOWN = re.compile(r"\d{9}(000)?", re.ASCII)
_TWELVE = re.compile(r"\d{12}", re.ASCII)
_BESIDE = re.compile(
    r"(\d{12})[\s:：,，/／|(（\[【-]*([^\d\s、；;,，()（）\[\]【】][^、；;,，()（）\[\]【】]*)", re.ASCII
)


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
                    "“{code}” is no village's code: it has twelve digits. Choose the village from the list."
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


def village_code_in_use(book: Book, context: Context) -> Iterator[Finding]:
    """A village that was merged or renumbered has its code for a time: the month must lie in it."""
    retired = context.not_in_use
    if not retired:
        return
    names = place_names(context)
    for column in _village_codes(book):
        for row, code in column.wrong(retired.__contains__):
            times = context.in_use[context.in_use["code"] == code]
            yield from in_cells(
                "village_code_in_use",
                "error",
                (column.sheet, [row], column.column),
                f"{code[:9]}…",
                mark(
                    "{code} ({name}) is not in use in {month}, only {times}. Choose the village by its code of that "
                    "time from the list."
                ),
                code=code,
                name=place_name(names, code),
                month=f"{context.month:%Y-%m}",
                times="; ".join(map(_time, times["valid_from"], times["valid_to"])),
            )


def _time(first: pd.Timestamp, end: pd.Timestamp) -> str:
    days = ("" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in (first, end - pd.Timedelta(days=1)))
    return "–".join(days)


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
                        "{code} is {known}, not {said}. Correct the code or the name; both must be one village's."
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


def _village_codes(book: Book) -> Iterator[_Codes]:
    for name, column in _PLACE_COLUMNS:
        sheet = rows_of(book, name)
        if sheet is None:
            continue
        rows = sheet.frame[column].dropna()
        if column == "served_village_codes":
            rows = rows.str.split(SEPARATOR).explode().str.strip()
        yield _Codes(sheet, column, rows[(rows != "") & ~rows.str.contains(SPOILED, regex=True)])


def _with_words(sheet: ReadSheet, column: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Rows whose cell has words beside the codes, with the codes and the words after each."""
    for (row, name), raw in sheet.raw.items():
        if name == column and row in sheet.frame.index and written(sheet, row, column):
            beside = [(code, said.strip()) for code, said in _BESIDE.findall(raw)]
            if beside:
                yield row, beside


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name)
