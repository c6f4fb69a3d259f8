"""The clerk's own workbook comes back: wrong cells coloured with a comment each, a first sheet that leads to them.

Only what carries a mark is touched, in the XML of the file itself; every other part goes over as it is.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.marking import from_text, marked_sheets, results
from sharedwealth.ledger.marking.package import Package, opened
from sharedwealth.ledger.marking.sheet_bytes import SheetBytes
from sharedwealth.ledger.marking.styles import Styles
from sharedwealth.ledger.marking.texts import Texts, first_cell
from sharedwealth.ledger.marking.wording import SIGNATURE, TITLE
from sharedwealth.ledger.marking.workbook import WorkbookPart, was_saved_by_libreoffice

_ZIP = b"PK\x03\x04"
_BARE_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{namespace}">'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def mark(source: Path, findings: Sequence[Finding], out: Path | BinaryIO, *, name: str | None = None) -> None:
    """Writes a marked copy of a workbook or a CSV file; marks of an earlier check give way to the new ones.

    `findings` are those of this file, `name` is the file's name as its sender knows it. The copy of a CSV file is a
    workbook. `out` may be the source itself. A `LedgerFileError` when the file is neither.
    """
    called = name or source.name
    is_workbook = source.open("rb").read(4) == _ZIP
    content = io.BytesIO(source.read_bytes()) if is_workbook else from_text.workbook(source, called)
    package = opened(content, called)
    _mark(package, findings, is_one_sheet=not is_workbook)
    held = io.BytesIO()
    package.save(held)
    if isinstance(out, Path):
        out.write_bytes(held.getvalue())
    else:
        out.write(held.getvalue())


def _mark(package: Package, findings: Sequence[Finding], *, is_one_sheet: bool) -> None:
    book = WorkbookPart(package)
    texts = Texts(package, book.related("sharedStrings"))
    _remove_earlier_results(package, book, texts)
    styles = _styles(package, book)
    marked = marked_sheets.mark(package, book, findings, styles, texts, is_one_sheet=is_one_sheet)
    namespace = book.names.strip("{}")
    content = results.sheet_xml(findings, marked.links, marked.headings, styles, namespace)
    book.insert_first(_free_title(book), content)
    book.store()
    styles.store()


def _styles(package: Package, book: WorkbookPart) -> Styles:
    part = book.related("styles")
    if part is None:
        bare = _BARE_STYLES.format(namespace=book.names.strip("{}"))
        part = book.add_styles(bare.encode(), _STYLES_TYPE)
    return Styles(package, part, keeps_second_colours=not was_saved_by_libreoffice(package))


def _remove_earlier_results(package: Package, book: WorkbookPart, texts: Texts) -> None:
    for entry in book.sheets():
        is_named_so = entry.is_worksheet and entry.name.startswith(TITLE)
        if is_named_so and first_cell(SheetBytes(package.read(entry.part)), texts).startswith(SIGNATURE):
            book.remove(entry.name)


def _free_title(book: WorkbookPart) -> str:
    """A clerk's own sheet of the same name keeps it."""
    taken = {entry.name for entry in book.sheets()}
    title, number = TITLE, 2
    while title in taken:
        title, number = f"{TITLE} {number}", number + 1
    return title
