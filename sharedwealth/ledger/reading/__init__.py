"""Reading ledgers: tolerant of how people arrange and write them, strict about what a value is."""

from collections.abc import Sequence
from pathlib import Path

from sharedwealth.ledger.book import Book
from sharedwealth.ledger.reading import remarks, tables, text_files, workbooks
from sharedwealth.ledger.reading.layout import assign
from sharedwealth.ledger.reading.origins import origin
from sharedwealth.ledger.reading.raw import RawSheet
from sharedwealth.ledger.reading.refusals import refused
from sharedwealth.ledger.rules.personal_elsewhere import in_other_sheet
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.ledger.workbook_stream import MEBIBYTE

LARGEST_FILE = 20 * MEBIBYTE
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(paths: Sequence[Path], *, names: Sequence[str] | None = None) -> Book:
    """One workbook, or the CSV files of one ledger, with a finding for each thing that could not be understood.

    `names` are the files' names as the sender knows them, where the paths are of stored copies. A `LedgerFileError`
    when a file cannot be read at all.
    """
    called = tuple(names) if names is not None else tuple(path.name for path in paths)
    raw = [
        sheet for path, name in zip(paths, called, strict=True) for sheet in _sheets(path, name, len(paths))
    ]
    layouts, rivals, rest = assign(raw)
    findings = list(remarks.of_rest(rivals, rest))
    findings += [finding for sheet in rest for finding in in_other_sheet(sheet)]
    sheets = {}
    for name, layout in layouts.items():
        sheets[name], found = tables.read(layout)
        findings += [*remarks.of_sheet(layout, sheets[name]), *found]
    said = origin(called, rest, [layout.above() for layout in layouts.values()])
    order = {sheets[name].title: number for number, name in enumerate(SHEETS) if name in sheets}
    findings.sort(key=lambda finding: (order.get(finding.sheet or "", -1), finding.row or 0))
    return Book(called, said.county_code, said.month, sheets, tuple(findings))


def _sheets(path: Path, name: str, files: int) -> list[RawSheet]:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise refused(name, "too_large", {"most": LARGEST_FILE // MEBIBYTE})
    if size == 0:
        raise refused(name, "empty_file")
    with path.open("rb") as file:
        start = file.read(8)
    if start == _OLE:
        raise refused(name, "old_workbook")
    if start.startswith(_ZIP[:2]):
        if files > 1:
            raise refused(name, "several_workbooks")
        return workbooks.sheets(path, name)
    return [text_files.sheet(path, name)]
