"""The workbook's own sheets: marks of an earlier check taken off, those of this one put on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sharedwealth.ledger.findings import Finding, Severity
from sharedwealth.ledger.marking.addresses import cell, number
from sharedwealth.ledger.marking.notes import Notes
from sharedwealth.ledger.marking.package import Package
from sharedwealth.ledger.marking.sheet_bytes import Restyle, SheetBytes
from sharedwealth.ledger.marking.styles import Styles
from sharedwealth.ledger.marking.texts import Texts, headings
from sharedwealth.ledger.marking.wording import comment, gravest
from sharedwealth.ledger.marking.workbook import SheetEntry, WorkbookPart

MOST_COMMENTS = 10_000
"""In a workbook. Every cell is coloured and listed, but ten times as many comments keep Excel busy for minutes."""

MOST_MERGED_CELLS = 1_000_000
"""In a sheet; what is merged beyond them is marked at its own cell."""
_LARGEST_MERGED = 1000

Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass
class Marked:
    """What the sheet of results says of each finding, by its place in the list."""

    links: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Sheet and cell."""
    headings: dict[int, str] = field(default_factory=dict)
    comments: int = 0


def mark(
    package: Package,
    book: WorkbookPart,
    findings: Sequence[Finding],
    styles: Styles,
    texts: Texts,
    *,
    is_one_sheet: bool,
) -> Marked:
    """Marks every sheet that findings speak of; with `is_one_sheet` all findings are of the only one."""
    marked = Marked()
    earlier = styles.ours()
    for place, entry in enumerate(book.sheets()):
        own = {
            index: each
            for index, each in enumerate(findings)
            if is_one_sheet or (each.sheet is not None and each.sheet.strip() == entry.name.strip())
        }
        _mark_sheet(package, entry, (place, book.kind), own, styles, texts, earlier, marked)
    return marked


def _mark_sheet(  # noqa: PLR0913, PLR0917  one sheet of one marking
    package: Package,
    entry: SheetEntry,
    where: tuple[int, str],
    findings: Mapping[int, Finding],
    styles: Styles,
    texts: Texts,
    earlier: frozenset[int],
    marked: Marked,
) -> None:
    before = package.read(entry.part)
    sheet = SheetBytes(before)
    sheet.unselect()
    if entry.is_worksheet:
        sheet.replace_styles(earlier, styles.origin)
        notes = Notes(package, entry.part, *where)
        notes.clean()
        if findings:
            row_of_headings = headings(sheet, texts)
            places = _places(sheet, findings, row_of_headings, marked, entry.name)
            _colour(sheet, places | _whole_heading_row(findings, row_of_headings, places), styles)
            for (row, column), said in places.items():
                if marked.comments < MOST_COMMENTS:
                    notes.add(cell(row, column), comment(said))
                    marked.comments += 1
        notes.store(sheet)
    if sheet.content != before:
        package.put(entry.part, sheet.content)


def _colour(sheet: SheetBytes, places: Mapping[Place, Sequence[Finding]], styles: Styles) -> None:
    targets: dict[int, dict[int, Restyle]] = {}
    for (row, column), said in places.items():
        targets.setdefault(row, {})[column] = _restyle(styles, gravest(said))
    sheet.style(targets)


def _restyle(styles: Styles, severity: Severity) -> Restyle:
    return lambda style: styles.marked(style, severity)


def _places(
    sheet: SheetBytes,
    findings: Mapping[int, Finding],
    row_of_headings: tuple[int, dict[int, str]],
    marked: Marked,
    title: str,
) -> dict[Place, list[Finding]]:
    """The cells to mark and what is said of each. A row is marked at its first cell, a sheet at its headings."""
    heading_row, heading_texts = row_of_headings
    anchors = _anchors(sheet)
    rows = {each.row for each in findings.values() if each.row and not each.column}
    first_columns = _first_columns(sheet, rows)
    first_heading = min(heading_texts, default=1)
    places: dict[Place, list[Finding]] = {}
    for index, each in findings.items():
        if each.row is None:
            row, column = heading_row, number(each.column) if each.column else first_heading
        else:
            row = each.row
            column = number(each.column) if each.column else first_columns.get(row, 1)
        row, column = anchors.get((row, column), (row, column))
        places.setdefault((row, column), []).append(each)
        marked.links[index] = (title, cell(row, column))
        if each.column:
            marked.headings[index] = heading_texts.get(number(each.column), "")
    return places


def _whole_heading_row(
    findings: Mapping[int, Finding],
    row_of_headings: tuple[int, dict[int, str]],
    places: Mapping[Place, list[Finding]],
) -> dict[Place, list[Finding]]:
    """Every heading's cell, where something is said of the sheet as a whole; none otherwise."""
    row, texts = row_of_headings
    said = [each for each in findings.values() if each.row is None and not each.column]
    return {(row, column): [*places.get((row, column), []), *said] for column in texts} if said else {}


def _first_columns(sheet: SheetBytes, rows: set[int]) -> dict[int, int]:
    """The first column that holds anything, for the rows that are asked about."""
    if not rows:
        return {}
    found = {}
    for row in sheet.rows():
        if row.number in rows:
            holding = [column for column, _, _, holds in sheet.cells(row) if holds]
            if holding:
                found[row.number] = holding[0]
    return found


def _anchors(sheet: SheetBytes) -> dict[Place, Place]:
    """For the cells of merged ranges the one that shows; ranges of thousands of cells are left out."""
    found: dict[Place, Place] = {}
    for (top, left), (bottom, right) in sheet.merged():
        size = (bottom - top + 1) * (right - left + 1)
        if size > _LARGEST_MERGED or len(found) + size > MOST_MERGED_CELLS:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                found[row, column] = (top, left)
    return found
