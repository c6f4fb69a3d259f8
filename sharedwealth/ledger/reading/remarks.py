"""What is worth saying of a sheet as a whole: rows passed over, columns nobody asked for, sheets too many."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sharedwealth.ledger.book import ReadSheet
from sharedwealth.ledger.findings import Finding, Place, Word, told
from sharedwealth.ledger.reading.layout import Layout
from sharedwealth.ledger.reading.raw import RawSheet, letters_of
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark

_REASONS = {
    "total": Word(mark("totals")),
    "note": Word(mark("remarks")),
    "heading": Word(mark("headings repeated")),
    "blank": Word(mark("blank")),
}
_NOTHING = ""


def of_sheet(layout: Layout, sheet: ReadSheet) -> Iterator[Finding]:
    """Findings at the headings, and notes of what was passed over."""
    headings = {column.name: column.heading_zh for column in SHEETS[sheet.sheet].columns}
    for column, name in layout.repeated:
        yield told(
            "heading_repeated",
            "error",
            Place(sheet.file, sheet.title, sheet.heading_row, letters_of(column)),
            headings[name],
            _NOTHING,
            mark("Two columns are headed {heading}. Keep one of them, and give the other its own heading."),
            heading=headings[name],
        )
    for column, heading in layout.unknown:
        yield told(
            "column_unknown",
            "note",
            Place(sheet.file, sheet.title, sheet.heading_row, letters_of(column)),
            heading,
            _NOTHING,
            mark("The ledger has no column “{found}”; what stands there is not taken over."),
        )
    yield from _passed_over(layout, sheet)


def _passed_over(layout: Layout, sheet: ReadSheet) -> Iterator[Finding]:
    counts = Counter(why for _, why in sheet.passed_over)
    for why, word in _REASONS.items():
        rows = [row for row, reason in sheet.passed_over if reason == why]
        is_alias_row = why == "heading" and rows == [layout.heading_row + 2]
        if not rows or is_alias_row:
            continue
        yield told(
            "rows_passed_over",
            "note",
            Place(sheet.file, sheet.title, rows[0]),
            _listed(rows),
            _NOTHING,
            mark("Rows passed over ({reason}): {count}, at {found}."),
            reason=word,
            count=counts[why],
        )


def _listed(rows: Sequence[int]) -> str:
    most = 10
    written = ", ".join(str(row) for row in rows[:most])
    return f"{written} …" if len(rows) > most else written


def of_rest(rivals: Sequence[Layout], rest: Sequence[RawSheet]) -> Iterator[Finding]:
    """A second sheet of one kind stops the ledger, for half of it would be lost; unknown ones are mentioned."""
    for layout in rivals:
        title = SHEETS[layout.sheet].title_zh
        yield told(
            "sheet_repeated",
            "error",
            Place(layout.raw.file, layout.raw.title, layout.heading_row + 1),
            layout.raw.title,
            title,
            mark("The file has more than one sheet for {title}. Put all rows into one and delete “{found}”."),
            title=title,
        )
    for raw in rest:
        if raw.columns and raw.title not in _EXPLAINING:
            yield told(
                "sheet_unknown",
                "note",
                Place(raw.file, raw.title),
                raw.title,
                _NOTHING,
                mark("The sheet “{found}” is none of the ledger's and is not taken over."),
            )


_EXPLAINING = frozenset({"说明", "填报说明", "填表说明", "核对结果", "检查结果", "选项", "名录", "字典"})
