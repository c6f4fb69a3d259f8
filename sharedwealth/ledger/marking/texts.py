"""What stands in a few cells: the row of headings is found by it, and the sheet that an earlier check left."""

import io
from itertools import islice

from lxml import etree

from sharedwealth.ledger.marking.addresses import row_and_column
from sharedwealth.ledger.marking.package import Element, Package
from sharedwealth.ledger.marking.sheet_bytes import SheetBytes
from sharedwealth.ledger.reading.headings import meaning
from sharedwealth.ledger.sheets import SHEETS

HEADINGS_WITHIN = 40
"""Rows in which headings are looked for."""
_LIKELY = 2
"""Headings that make a row the row of headings."""


class Texts:
    """The shared strings of a workbook, read once when the first is wanted."""

    def __init__(self, package: Package, part: str | None) -> None:
        self._package = package
        self._part = part
        self._held: list[str] | None = None

    def row(self, row: Element) -> dict[int, str]:
        """Column to text of the cells of a parsed row that hold any."""
        found = {}
        column = 0
        for cell in row:
            if etree.QName(cell).localname != "c":
                continue
            column = row_and_column(cell.get("r"))[1] if cell.get("r") else column + 1
            text = self._cell(cell)
            if text:
                found[column] = text
        return found

    def _cell(self, cell: Element) -> str:
        if cell.get("t") == "inlineStr":
            return "".join(_texts(cell))
        value = next((each.text or "" for each in cell if etree.QName(each).localname == "v"), "")
        if cell.get("t") == "s" and value.strip().isdigit():
            shared = self._shared()
            return shared[int(value)] if int(value) < len(shared) else ""
        return value

    def _shared(self) -> list[str]:
        if self._held is None:
            self._held = []
            if self._part:
                content = io.BytesIO(self._package.read(self._part))
                steps = etree.iterparse(
                    content, tag="{*}si", resolve_entities=False, no_network=True, huge_tree=True
                )
                for _, item in steps:
                    self._held.append("".join(_texts(item)))
                    item.clear()
                    while item.getprevious() is not None:
                        del item.getparent()[0]
        return self._held


def _texts(item: Element) -> list[str]:
    """Its pieces without the phonetic guides."""
    return [
        piece.text or "" for piece in item.iter("{*}t") if etree.QName(piece.getparent()).localname != "rPh"
    ]


def headings(sheet: SheetBytes, texts: Texts) -> tuple[int, dict[int, str]]:
    """The row of headings and its texts by column; the first row that holds anything where none is like one."""
    first: tuple[int, dict[int, str]] = (1, {})
    for row in islice(sheet.rows(), HEADINGS_WITHIN):
        found = texts.row(sheet.row_element(row))
        if sum(_is_heading(text) for text in found.values()) >= _LIKELY:
            return row.number, found
        if found and not first[1]:
            first = (row.number, found)
    return first


def _is_heading(text: str) -> bool:
    return any(meaning(sheet, text) is not None for sheet in SHEETS)


def first_cell(sheet: SheetBytes, texts: Texts) -> str:
    """What the first cell of the first row says; empty for a sheet without rows."""
    row = next(iter(sheet.rows()), None)
    return texts.row(sheet.row_element(row)).get(1, "") if row else ""
