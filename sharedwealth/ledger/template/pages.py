"""The five sheets: headings with comments, carried rows, what may be typed where, how they print."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sharedwealth.ledger.context import Context
from sharedwealth.ledger.sheets import SHEETS, Column
from sharedwealth.ledger.template import entry_checks
from sharedwealth.ledger.template.hints import hint
from sharedwealth.ledger.template.lists import Places
from sharedwealth.ledger.wording import stacked
from sharedwealth.ledger.words import YES_NO, template_words
from sharedwealth.text import mark

FONT = "宋体"
"""Excel and WPS have it wherever Chinese is written; LibreOffice takes its own Song typeface for it."""

REQUIRED = mark("Required.")
OPTIONAL = mark("Empty if there is none.")

_WIDTHS = {
    "name": 26,
    "village_code": 26,
    "home_village_code": 26,
    "home_county_code": 18,
    "served_village_codes": 26,
    "credit_code": 22,
    "product": 14,
    "party_branch": 18,
}
_NUMBER_FORMATS = {"DATE": "yyyy-mm-dd", "DOUBLE": "0.000000", "BOOLEAN": "@", "VARCHAR": "@"}
_MONEY = "#,##0"
_LAST_COLUMN = 16_383
"""Zero-based: Excel has no more."""


@dataclass(frozen=True)
class Formats:
    """The cell formats of one workbook, made once."""

    required: Format
    optional: Format
    alias: Format
    columns: dict[str, Format]
    """By number format."""


def formats(book: Workbook) -> Formats:
    head = {"bold": True, "border": 1, "border_color": "#9AA5B1", "align": "center", "valign": "vcenter"}
    head |= {"text_wrap": True, "font_name": FONT, "font_size": 11, "locked": True}
    alias = {"italic": True, "font_size": 8, "font_color": "#6B7280", "font_name": "Arial", "align": "center"}
    kinds = {*_NUMBER_FORMATS.values(), _MONEY, "0"}
    return Formats(
        required=book.add_format(head | {"bg_color": "#D5E4F3"}),
        optional=book.add_format(head | {"bg_color": "#EEF1F4", "bold": False}),
        alias=book.add_format(alias | {"bottom": 1, "bottom_color": "#9AA5B1", "locked": True}),
        columns={
            kind: book.add_format({"num_format": kind, "locked": False, "font_name": FONT, "font_size": 11})
            for kind in sorted(kinds)
        },
    )


def write(
    book: Workbook, sheet: str, rows: pd.DataFrame, context: Context, known: Places, made: Formats
) -> None:
    """One of the five, `rows` carried over into it."""
    described = SHEETS[sheet]
    page = book.add_worksheet(described.title_zh)
    # Whole columns may be typed into and only the two heading rows not: rows can be added without end.
    page.set_column(0, _LAST_COLUMN, 10, made.columns["@"])
    # The writer takes a column's format for a use of it and would look through sixteen thousand cells a row.
    page.dim_colmax = len(described.columns) - 1
    for index, column in enumerate(described.columns):
        style = made.columns[_number_format(column)]
        page.set_column(index, index, _WIDTHS.get(column.name, 13), style)
        _head(page, sheet, index, column, made)
        for row, value in enumerate(rows[column.name], start=entry_checks.FIRST_ROW):
            _cell(page, row, index, _written(column, value, known), style)
    entry_checks.apply(page, sheet, known, context.month)
    last = len(described.columns) - 1
    page.autofilter(1, 0, max(entry_checks.FIRST_ROW, len(rows) + 1), last)
    page.freeze_panes(entry_checks.FIRST_ROW, described.columns[0].is_key + (sheet == "employment"))
    _guard(page)
    _print_setup(page)


def _head(page: Worksheet, sheet: str, index: int, column: Column, made: Formats) -> None:
    style = made.required if column.is_required else made.optional
    page.write_string(0, index, column.heading_zh + ("*" if column.is_required else ""), style)
    page.write_string(1, index, column.name, made.alias)
    comment = f"{stacked(hint(sheet, column.name))}\n{stacked(REQUIRED if column.is_required else OPTIONAL)}"
    size = {"width": 300, "height": 110 if len(comment) < 150 else 170}
    page.write_comment(0, index, comment, {**size, "font_name": FONT, "font_size": 9, "author": "共富工坊"})


def _number_format(column: Column) -> str:
    if column.unit == "yuan":
        return _MONEY
    return _NUMBER_FORMATS.get(column.duckdb_type, "0")


def _written(column: Column, value: Any, known: Places) -> Any:  # noqa: ANN401  whatever a ledger's cell holds
    """A value as the clerk is to see it: Chinese words, places with their names; None for an empty cell."""
    if value is None or pd.isna(value):
        return None
    if column.choices:
        return template_words(column.choices).get(str(value), str(value))
    if column.duckdb_type == "BOOLEAN":
        return template_words(YES_NO)["yes" if value else "no"]
    if column.name in {"village_code", "home_village_code"}:
        return known.village(str(value))
    if column.name == "home_county_code":
        return known.county(str(value))
    return str(value) if column.duckdb_type == "VARCHAR" else value


def _cell(page: Worksheet, row: int, index: int, value: Any, style: Format) -> None:  # noqa: ANN401
    if value is None:
        return
    if isinstance(value, str):
        # Never a formula, whatever the text begins with.
        page.write_string(row, index, value, style)
    elif hasattr(value, "year"):
        page.write_datetime(row, index, pd.Timestamp(value).to_pydatetime(), style)
    else:
        page.write_number(row, index, value, style)


def _guard(page: Worksheet) -> None:
    """The headings are kept as they are, without a password; everything a clerk does with rows is allowed."""
    page.set_row(0, 32)
    allowed = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows")
    page.protect(options=dict.fromkeys((*allowed, "sort", "autofilter"), True) | {"objects": False})


def _print_setup(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
