"""The action sheet: what was promised in the room, by whom, by when, and what became of it; as Excel and Word."""

import io
from collections.abc import Sequence

import docx
import pandas as pd
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from sharedwealth import numbers
from sharedwealth.briefings.kept_promises import STANDINGS, Kept
from sharedwealth.indicators import CATALOGUE, snapshot
from sharedwealth.indicators.snapshot import Source
from sharedwealth.tables import files
from sharedwealth.tables.files import Provenance
from sharedwealth.text import t, tp

_FONT, _FONT_ZH = "Arial", "微软雅黑"
_WIDTHS = (1.7, 2.3, 3.5, 2.3, 2.0, 1.7, 2.2, 2.4, 2.2, 3.1, 2.2, 2.1)
"""Centimetres of the columns of the Word sheet; together a page across."""
_MARGIN = 1.0


def table(warehouse: Source, kept: Sequence[Kept]) -> pd.DataFrame:
    """One row for each promise, every cell in words."""
    return pd.DataFrame(
        [_row(warehouse, each) for each in kept],
        columns=[
            t("Number"),
            t("Place"),
            t("Indicator"),
            t("When promised"),
            tp("promise", "Promised"),
            t("By"),
            t("Now"),
            tp("promise", "Standing"),
            t("Answers for it"),
            tp("promise", "Note"),
            t("Talk and step"),
            t("Snapshot"),
        ],
    )


def _row(warehouse: Source, kept: Kept) -> list[str]:
    promise = kept.promise
    indicator = CATALOGUE.get(promise.indicator)
    unit = indicator.unit if indicator else ""
    place = snapshot.snapshot(warehouse).place(promise.area)
    seen = f" ({kept.seen})" if kept.now is not None else ""
    withdrawn = t("{who}: {reason}").format(who=promise.withdrawn_by, reason=promise.reason)
    return [
        str(promise.number),
        place.name if place else promise.area,
        indicator.title() if indicator else promise.indicator,
        f"{numbers.with_unit(promise.before, unit)} ({promise.month})",
        numbers.with_unit(promise.value, unit),
        promise.due,
        f"{numbers.with_unit(kept.now, unit)}{seen}",
        t(STANDINGS[kept.standing]),
        promise.who,
        " · ".join(each for each in (promise.note, withdrawn if promise.withdrawn_at else "") if each),
        " · ".join(each for each in (promise.talk, promise.step) if each),
        promise.snapshot,
    ]


def excel(warehouse: Source, kept: Sequence[Kept], provenance: Provenance) -> bytes:
    return files.excel(table(warehouse, kept), provenance)


def word(warehouse: Source, kept: Sequence[Kept], provenance: Provenance) -> bytes:
    """A page across with the table, its heading repeated on every page, and where it comes from above it."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for style in ("Normal", "Title"):
        font = document.styles[style].font
        font.name = _FONT
        document.styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT_ZH)
    document.styles["Normal"].font.size = Pt(9)
    document.add_paragraph(provenance.title, style="Title")
    said = (provenance.narrowed, provenance.kind, provenance.as_of, provenance.snapshot)
    document.add_paragraph(" · ".join(each for each in said if each))
    rows = table(warehouse, kept)
    drawn = document.add_table(rows=1, cols=len(rows.columns), style="Table Grid")
    for cell, heading in zip(drawn.rows[0].cells, rows.columns, strict=True):
        cell.paragraphs[0].add_run(str(heading)).bold = True
    drawn.rows[0]._tr.get_or_add_trPr().append(  # noqa: SLF001  the library has no word for it
        drawn.rows[0]._tr.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})  # noqa: SLF001
    )
    for told in rows.itertuples(index=False):
        for cell, content in zip(drawn.add_row().cells, told, strict=True):
            cell.text = str(content)
    drawn.autofit = False
    for column, width in zip(drawn.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    for row in drawn.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
    document.add_paragraph(
        t("Kept means that the figure of the month it was due is at least as good as promised, to the digit.")
    )
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()
