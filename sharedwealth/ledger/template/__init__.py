"""The workbook a county fills in for a month: its villages, last month's rows, checks and comments already in it."""

import io
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from xlsxwriter.workbook import Workbook

from sharedwealth.ledger.context import Context
from sharedwealth.ledger.template import carrying, explanation, lists, pages
from sharedwealth.ledger.wording import stacked
from sharedwealth.text import mark

MADE_AT = datetime(2024, 1, 1)  # noqa: DTZ001  Excel's dates have no zone
"""The date every template says it was made on, so that the same ledger gives the same bytes."""


def write(context: Context, out: Path | BinaryIO, *, kind: str = "reported") -> None:
    """The template of the context's county and month; `demonstration` data says so on its first sheet.

    A county whose villages are generated ones is a demonstration whatever `kind` says.
    """
    content = _workbook(context, kind == "demonstration" or lists.has_demonstration_villages(context))
    if isinstance(out, Path):
        out.write_bytes(content)
    else:
        out.write(content)


def file_name(context: Context) -> str:
    """`331082-2024-11.xlsx`, from which county and month can be read again."""
    return f"{context.county_code}-{context.month:%Y-%m}.xlsx"


def _workbook(context: Context, is_demonstration: bool) -> bytes:  # noqa: FBT001
    held = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(held, safe) as book:
        book.set_properties({"created": MADE_AT, "title": f"{context.county_code} {context.month:%Y-%m}"})
        known = lists.places(context)
        made = pages.formats(book)
        explanation.write(book, context, is_demonstration=is_demonstration)
        for sheet, rows in carrying.carried(context).items():
            pages.write(book, sheet, rows, context, known, made)
        lists.write(book, known)
        for page in book.worksheets():
            said = f"&C{stacked(mark('DEMONSTRATION DATA'))}" if is_demonstration else ""
            page.set_footer(f"&L&A{said}&R&P / &N")
    return held.getvalue()
