"""What a cell accepts as it is typed: a drop-down, a whole number, a date or a length, for each column."""

from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from sharedwealth.ledger.sheets import SHEETS, Column
from sharedwealth.ledger.template import lists
from sharedwealth.ledger.template.lists import Places
from sharedwealth.ledger.wording import stacked
from sharedwealth.ledger.words import YES_NO, template_words
from sharedwealth.text import mark

FIRST_ROW = 2
"""Zero-based: below the Chinese headings and the English ones."""
LAST_ROW = 199_999
"""Zero-based: more rows than any county has workers."""
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2099, 12, 31)
OLDEST_BIRTH_YEAR, YOUNGEST_AGE = 1920, 14

_CHOOSE = mark("Choose one of the words in the list.")
_PLACE = mark("Choose from the list, or write the code alone, all digits.")
_WORKSHOP = mark("This workshop's number is not in the sheet of workshops. Add it there first.")
_ENTERPRISE = mark("This credit code is not in the sheet of enterprises. Add it there first.")
_DAY = mark("Write the day as year-month-day, such as 2024-11-01.")
_WHOLE = mark("Write a whole number from {least} to {most}; leave it empty if not known.")
_DEGREES = mark("Write degrees as a number from {least} to {most}.")
_EIGHTEEN = mark("A credit code has exactly 18 digits and capital letters.")

_RANGES: dict[str, tuple[int, int]] = {
    "stars": (1, 5),
    "days_worked": (0, 31),
    "TINYINT": (0, 127),
    "SMALLINT": (0, 32_767),
    "INTEGER": (0, 10_000_000),
    "BIGINT": (0, 100_000_000_000),
}
_DEGREE_RANGES = {"longitude": (73, 136), "latitude": (3, 54)}


def apply(page: Worksheet, sheet: str, known: Places, month: date) -> None:
    """Puts the sheet's checks on all the rows a clerk may fill."""
    for index, column in enumerate(SHEETS[sheet].columns):
        rule = _rule(sheet, column, known, month)
        if rule:
            title = column.heading_zh[:32]
            page.data_validation(
                FIRST_ROW, index, LAST_ROW, index, {"ignore_blank": True, "error_title": title, **rule}
            )


def _rule(sheet: str, column: Column, known: Places, month: date) -> dict[str, Any] | None:
    if column.choices or column.duckdb_type == "BOOLEAN":
        words = template_words(column.choices or YES_NO)
        return _list(list(words.values()), stacked(_CHOOSE), "stop")
    if column.duckdb_type == "DATE":
        return _between("date", FIRST_DAY, LAST_DAY, stacked(_DAY))
    if column.name in _DEGREE_RANGES:
        least, most = _DEGREE_RANGES[column.name]
        return _between("decimal", least, most, stacked(_DEGREES, least=least, most=most))
    if column.duckdb_type != "VARCHAR":
        least, most = _whole_range(column, month)
        return _between("integer", least, most, stacked(_WHOLE, least=least, most=most))
    return _text_rule(sheet, column.name, known)


def _text_rule(sheet: str, column: str, known: Places) -> dict[str, Any] | None:
    """Places and references warn instead of refusing: a bare code is right too, and a sheet may be filled first."""
    if column in {"village_code", "home_village_code"}:
        return _list(lists.villages_range(known), stacked(_PLACE), "warning")
    if column == "served_village_codes":
        # Several codes may stand in one cell: the list helps with the first and no message gets in the way.
        return _list(lists.villages_range(known), "", "information") | {"show_error": False}
    if column == "home_county_code":
        return _list(lists.counties_range(known), stacked(_PLACE), "warning")
    if column == "workshop_id" and sheet != "workshops":
        return _list(_filled("workshops"), stacked(_WORKSHOP), "warning")
    if column == "credit_code" and sheet != "enterprises":
        return _list(_filled("enterprises"), stacked(_ENTERPRISE), "warning")
    if column == "credit_code":
        return {
            "validate": "length",
            "criteria": "==",
            "value": 18,
            "error_message": stacked(_EIGHTEEN),
        }
    return None


def _filled(sheet: str) -> str:
    """The first column of a sheet down to its last filled row, so that the list has no empty tail."""
    title = SHEETS[sheet].title_zh
    keys = f"'{title}'!$A${FIRST_ROW + 1}:$A${LAST_ROW + 1}"
    return f"=OFFSET('{title}'!$A${FIRST_ROW + 1},0,0,MAX(1,COUNTA({keys})),1)"


def _whole_range(column: Column, month: date) -> tuple[int, int]:
    if column.name == "birth_year":
        return OLDEST_BIRTH_YEAR, month.year - YOUNGEST_AGE
    return _RANGES.get(column.name) or _RANGES[column.duckdb_type]


def _list(source: str | list[str], message: str, error_type: str) -> dict[str, Any]:
    return {"validate": "list", "source": source, "error_message": message, "error_type": error_type}


def _between(kind: str, least: date | float, most: date | float, message: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_message": message,
    }
