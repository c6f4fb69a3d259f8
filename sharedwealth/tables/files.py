"""Tables as files: CSV and Excel, each row with its month, kind and snapshot, nothing that a spreadsheet would run."""

import io
from dataclasses import dataclass

import pandas as pd
import xlsxwriter

from sharedwealth.text import t

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Provenance:
    """What every file says about itself."""

    title: str
    kind: str
    as_of: str
    snapshot: str
    narrowed: str = ""
    """The area and the type of workshops that the table is narrowed to."""
    definition: str = ""
    caveat: str = ""
    approval: str = ""
    """The operator's map approval number, where there is one."""
    is_public: bool = False
    """Whether it was marked as for the public, which `places.compliance` has allowed."""

    def lines(self) -> list[tuple[str, str]]:
        """Heading and content, for the sheet “about”."""
        found = [
            (t("Table"), self.title),
            (t("Narrowed to"), self.narrowed),
            (t("Kind"), self.kind),
            (t("As of"), self.as_of),
            (t("Snapshot"), self.snapshot),
            (t("Definition"), self.definition),
            (t("Note"), self.caveat),
            (t("Map approval number"), self.approval),
            (t("For"), t("the public") if self.is_public else ""),
        ]
        return [(heading, content) for heading, content in found if content]


def csv(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """UTF-8 with a mark, so that Excel reads the Chinese; the provenance stands in columns of its own.

    A table whose rows are of several kinds says the kind, date and snapshot of each row itself, and keeps its own.
    """
    whole = frame.copy()
    if provenance.narrowed:
        whole[t("Narrowed to")] = provenance.narrowed
    origin = {
        t("Kind"): provenance.kind,
        t("As of"): provenance.as_of,
        t("Snapshot"): provenance.snapshot,
    }
    for heading, content in origin.items():
        if heading not in frame:
            whole[heading] = content
    if provenance.approval:
        whole[t("Map approval number")] = provenance.approval
    return harmless(whole).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table; texts that a spreadsheet would run begin with an apostrophe. Numbers stay numbers."""
    return frame.map(_harmless)


def excel(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """A workbook with the table on its first sheet and where it comes from on its second."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(t("Table"))
        for column, heading in enumerate(frame.columns):
            cells = [_value(cell) for cell in frame[heading]]
            sheet.write_string(0, column, str(heading), head)
            for row, cell in enumerate(cells, start=1):
                sheet.write(row, column, cell)
            sheet.set_column(column, column, min(48, 4 + max([_width(heading), *map(_width, cells)])))
        sheet.freeze_panes(1, 0)
        # Printed across, as many pages long as it has to be and never parted between columns.
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if len(frame):
            sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
        about = book.add_worksheet(t("About"))
        for row, (heading, content) in enumerate(provenance.lines()):
            about.write_string(row, 0, heading, head)
            about.write_string(row, 1, content)
        about.set_column(0, 0, 14)
        about.set_column(1, 1, 90)
    return held.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA) else cell


def _value(cell: str | float | None) -> str | float:
    """A cell as Excel keeps it: written numbers become numbers again, codes with leading digits stay text."""
    if cell is None or (not isinstance(cell, str) and pd.isna(cell)):
        return ""
    return cell


def _width(cell: object) -> int:
    """Roughly how wide a cell is in characters; a Chinese one takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in str(cell))
