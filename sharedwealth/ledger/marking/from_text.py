"""A workbook for a CSV file, so that it can be marked: every cell as the text it is."""

import io
from pathlib import Path

from xlsxwriter.workbook import Workbook

from sharedwealth.ledger.reading import text_files

_FORBIDDEN = str.maketrans("[]:*?/\\", "_______")
_LONGEST_TITLE = 31


def workbook(source: Path, name: str) -> io.BytesIO:
    """One sheet named for the file; a `LedgerFileError` when the file is no CSV that can be read."""
    raw = text_files.sheet(source, name)
    held = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(held, safe) as book:
        page = book.add_worksheet(raw.title.translate(_FORBIDDEN).strip("'")[:_LONGEST_TITLE] or "CSV")
        text = book.add_format({"num_format": "@", "font_name": "宋体"})
        page.set_column(0, max(len(raw.columns) - 1, 0), 16, text)
        for column, cells in enumerate(raw.columns):
            for row, cell in enumerate(cells):
                if cell:
                    page.write_string(row, column, cell, text)
    held.seek(0)
    return held
