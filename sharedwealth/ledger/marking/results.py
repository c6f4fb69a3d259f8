"""The first sheet of a marked workbook: how many findings of each kind, and all of them with the way to their cells."""

from collections import Counter
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from sharedwealth.ledger.findings import SEVERITIES, Finding
from sharedwealth.ledger.marking.addresses import cell
from sharedwealth.ledger.marking.styles import Styles
from sharedwealth.ledger.marking.wording import SIGNATURE, safe, shortened, word
from sharedwealth.ledger.wording import both, stacked
from sharedwealth.text import mark

MOST_FINDINGS = 60_000
"""Excel keeps at most 65,530 links on a sheet."""

_MEANINGS = {
    "error": mark("stop the ledger: correct them and check again"),
    "warning": mark("correct them, or give the reason when sending"),
    "note": mark("for your information"),
}
_HEADINGS = (
    mark("Severity"),
    mark("Ledger sheet"),
    mark("Cell"),
    mark("Heading"),
    mark("Found"),
    mark("Expected"),
    mark("What to do"),
    mark("What to do, in English"),
)
_WIDTHS = (15, 12, 9, 18, 26, 26, 56, 56)
_HOW = mark(
    "Correct the coloured cells on the sheets, save, and check the same file again. "
    "Marks, comments and this sheet go by themselves then."
)
_NONE = mark("Nothing was found. The ledger can be sent.")
_MORE = mark("{count} more findings are not listed here; they come up once these are corrected.")


def sheet_xml(
    findings: Sequence[Finding],
    links: Mapping[int, tuple[str, str]],
    headings: Mapping[int, str],
    styles: Styles,
    namespace: str,
) -> bytes:
    """The sheet. `links` gives a finding's sheet and cell by its place in the list, `headings` its column's heading."""
    text, bold, link = styles.plain(), styles.plain(bold=True), styles.plain(link=True)
    fills = {severity: styles.plain(bold=True, fill=severity) for severity in SEVERITIES}
    rows = _Rows()
    rows.add([(SIGNATURE, styles.plain(bold=True, size=16))], merged_from=1, height=28)
    counts = Counter(each.severity for each in findings)
    for severity in SEVERITIES:
        meaning = both(_MEANINGS[severity])
        told = word(severity)
        said = [(f"{told.zh} {told.en}", fills[severity]), (str(counts[severity]), bold)]
        rows.add(
            [*said, (f"{meaning.zh} {meaning.en[0].upper()}{meaning.en[1:]}.", styles.plain())], merged_from=3
        )
    advice = both(_HOW if findings else _NONE)
    rows.add([(f"{advice.zh} {advice.en}", text)], merged_from=1)
    rows.add([])
    rows.add([(stacked(heading), bold) for heading in _HEADINGS])
    top = rows.count
    hyperlinks = []
    for place, each in enumerate(findings[:MOST_FINDINGS]):
        told = word(each.severity)
        target = links.get(place)
        rows.add(
            [
                (f"{told.zh} {told.en}", fills[each.severity]),
                (each.sheet or each.file, text),
                (each.cell or (target[1] if target else ""), link if target else text),
                (headings.get(place, ""), text),
                (shortened(each.found), text),
                (shortened(each.expected), text),
                (each.message_zh, text),
                (each.message_en, text),
            ]
        )
        if target:
            there = "'" + target[0].replace("'", "''") + f"'!{target[1]}"
            hyperlinks.append(f'<hyperlink ref="{cell(rows.count, 3)}" location={quoteattr(there)}/>')
    if len(findings) > MOST_FINDINGS:
        left = both(_MORE, count=len(findings) - MOST_FINDINGS)
        rows.add([(f"{left.zh} {left.en}", text)], merged_from=1)
    return _whole(rows, hyperlinks, top, namespace).encode()


class _Rows:
    """Rows as XML, every text inline: nothing in them can be a formula, and the shared strings stay as they are."""

    def __init__(self) -> None:
        self.count = 0
        self.pieces: list[str] = []
        self.merged: list[str] = []

    def add(self, cells: Sequence[tuple[str, int]], merged_from: int = 0, height: int = 0) -> None:
        """A row, its last cell merged to the right edge with `merged_from`; as high as its texts need."""
        self.count += 1
        lines = 1 if merged_from else max(map(_lines, (text for text, _ in cells), _WIDTHS), default=1)
        if merged_from:
            self.merged.append(f"{cell(self.count, merged_from)}:{cell(self.count, len(_WIDTHS))}")
        written = "".join(
            f'<c r="{cell(self.count, column)}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
            f"{escape(safe(text))}</t></is></c>"
            for column, (text, style) in enumerate(cells, start=1)
            if text
        )
        self.pieces.append(
            f'<row r="{self.count}" ht="{height or 15 * lines + 3}" customHeight="1">{written}</row>'
        )


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; a Chinese sign is twice as wide as a Latin letter."""
    return sum(1 + sum(2 if sign > "\u2e7f" else 1 for sign in line) // width for line in text.split("\n"))


def _whole(rows: _Rows, hyperlinks: Sequence[str], top: int, namespace: str) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, start=1)
    )
    last = cell(max(rows.count, top), len(_WIDTHS))
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in rows.merged)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="FFB42318"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}"/><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{top}" topLeftCell="A{top + 1}" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows.pieces)}</sheetData>"
        f'<autoFilter ref="A{top}:{last}"/>'
        f'<mergeCells count="{len(rows.merged)}">{merged}</mergeCells>'
        + (f"<hyperlinks>{''.join(hyperlinks)}</hyperlinks>" if hyperlinks else "")
        + '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
