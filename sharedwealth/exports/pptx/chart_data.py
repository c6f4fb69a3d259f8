"""What stands in a chart's workbook, and how each series of it is drawn."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import xlsxwriter
from pptx.chart.data import CategoryChartData

from sharedwealth.briefings.scene import Status
from sharedwealth.exports import number_formats

MONTHS = "yyyy\\-mm"
"""How a month is written on an axis and in a cell."""

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

Drawn = Literal["solid", "tick", "outline", "mask", "line", "dashes"]
"""A bar or column; a stroke at its end; its border; a bar in the colour of the ground; a line, whole or broken."""


@dataclass(frozen=True)
class Plotted:
    """One series: the very values, and the text of each."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    statuses: tuple[Status, ...]
    colour: str
    drawn: Drawn
    is_labelled: bool = False

    @property
    def known(self) -> tuple[float | None, ...]:
        return tuple(value if number_formats.is_known(value) else None for value in self.values)

    @property
    def pairs(self) -> list[tuple[float | None, str]]:
        return list(zip(self.known, self.texts, strict=True))


def month_of(category: str) -> date | None:
    """The first day of a month written `2024-10`; None for any other category."""
    return date.fromisoformat(f"{category}-01") if _MONTH.fullmatch(category) else None


def are_months(categories: Sequence[str]) -> bool:
    """Whether all of them are months: the axis is then one of time, and the workbook holds dates."""
    return bool(categories) and all(map(month_of, categories))


def data(categories: Sequence[str], series: Sequence[Plotted]) -> Any:  # noqa: ANN401  python-pptx's class has no types
    """For python-pptx, which writes the chart's own copy of the numbers."""
    made: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    if are_months(categories):
        made.categories = [month_of(each) for each in categories]
        made.categories.number_format = MONTHS
    else:
        made.categories = list(categories)
    for each in series:
        made.add_series(each.name, each.known, number_format=number_formats.of(each.pairs)[0])
    return made


def workbook(categories: Sequence[str], series: Sequence[Plotted]) -> bytes:
    """The workbook behind the chart, laid out as its references expect it; no text in it is ever a formula."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.set_column(0, 0, 24)
        months = book.add_format({"num_format": MONTHS, "align": "left"})
        is_time = are_months(categories)
        for row, category in enumerate(categories, start=1):
            if is_time:
                sheet.write_datetime(row, 0, month_of(category), months)
            else:
                sheet.write_string(row, 0, category)
        for column, each in enumerate(series, start=1):
            _write_series(book, sheet, column, each)
    return held.getvalue()


def _write_series(book: Any, sheet: Any, column: int, each: Plotted) -> None:  # noqa: ANN401  xlsxwriter has no types
    look = book.add_format({"num_format": number_formats.of(each.pairs)[0]})
    sheet.write_string(0, column, each.name)
    for row, value in enumerate(each.known, start=1):
        if value is not None:
            sheet.write_number(row, column, value, look)
