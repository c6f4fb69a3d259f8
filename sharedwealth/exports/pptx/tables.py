"""A table of a scene as a native table: as many rows as are legible, the rest named and whole in the Excel file."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from sharedwealth.briefings.scene import Cell, Table
from sharedwealth.charts import theme
from sharedwealth.exports.pptx.pen import LINE, Box, Pen, Run, rgb, width_of
from sharedwealth.text import t, tn

_SIZES = (18, 16, 14, 12)
_PADDING = 8.0
"""Points left and right of a cell's text."""

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style without borders or fills; what is drawn is drawn by the cells."""


def draw(slide: Any, pen: Pen, place: Box, table: Table, alt: str) -> str:  # noqa: ANN401
    """Puts the table on the slide; returns what has to be said of rows left out, or nothing."""
    if not table.rows:
        said = Run(t("There is nothing to list."), 20, theme.QUIET)
        pen.box(slide.shapes, place, [[said]], t("Table"))
        return ""
    headings = [_heading(column.heading, column.unit) for column in table.columns]
    size, widths, rows = _fitted(pen, place, headings, table.rows)
    frame = slide.shapes.add_table(
        len(rows) + 1,
        len(headings),
        place.left,
        place.top,
        place.width,
        pen.emu(_high(size) * (len(rows) + 1)),
    )
    frame.name = t("Table")
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)  # noqa: SLF001  python-pptx has no alternative text
    native = frame.table
    style = native._tbl.tblPr.find(qn("a:tableStyleId"))  # noqa: SLF001
    if style is not None:
        style.text = _PLAIN
    native.horz_banding = False
    for column, width in zip(native.columns, widths, strict=True):
        column.width = width
    is_number = [column.is_number for column in table.columns]
    for at, heading in enumerate(headings):
        _write(native.cell(0, at), pen, heading, size, is_number=is_number[at], is_head=True)
    for row, cells in enumerate(rows, start=1):
        for at, cell in enumerate(cells):
            _write(native.cell(row, at), pen, cell.text, size, is_number=is_number[at], is_head=False)
    left_out = table.left_out + len(table.rows) - len(rows)
    if not left_out:
        return ""
    return tn(
        "{count} more row is in the Excel file.", "{count} more rows are in the Excel file.", left_out
    ).format(count=left_out)


def _heading(heading: str, unit: str) -> str:
    return f"{heading} ({unit})" if unit else heading


def _high(size: float) -> float:
    return size * LINE + 7


def _fitted(
    pen: Pen, place: Box, headings: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> tuple[float, list[int], Sequence[tuple[Cell, ...]]]:
    """Size, widths of columns, and the rows that there is room for at that size."""
    found: tuple[float, list[int], Sequence[tuple[Cell, ...]]] = (_SIZES[-1], [], rows)
    for size in _SIZES:
        widths = _widths(pen, place.width, headings, rows, size)
        kept = _that_fit(pen, place.height, headings, rows, widths, size)
        found = (size, widths, rows[: max(1, kept)])
        if kept >= len(rows):
            return found
    return found


def _that_fit(
    pen: Pen,
    height: int,
    headings: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    widths: list[int],
    size: float,
) -> int:
    left = pen.points(height) - _row_high(pen, headings, widths, size)
    for count, row in enumerate(rows):
        left -= _row_high(pen, [cell.text for cell in row], widths, size)
        if left < 0:
            return count
    return len(rows)


def _row_high(pen: Pen, texts: Sequence[str], widths: list[int], size: float) -> float:
    lines = max(
        pen.lines(text, size, width - pen.emu(_PADDING)) for text, width in zip(texts, widths, strict=True)
    )
    return lines * size * LINE + 7


def _widths(
    pen: Pen, whole: int, headings: Sequence[str], rows: Sequence[tuple[Cell, ...]], size: float
) -> list[int]:
    """As wide as the texts need where that fits; else the long ones share what is left."""
    needed = [
        max(width_of(text, size) for text in (heading, *(row[at].text for row in rows)))
        + 2 * _PADDING
        + size * 0.6
        for at, heading in enumerate(headings)
    ]
    room = pen.points(whole)
    total = sum(needed)
    if total > room:
        even = room / len(needed)
        long = [width for width in needed if width > even]
        left = room - sum(width for width in needed if width <= even)
        needed = [width if width <= even else left * width / sum(long) for width in needed]
    else:
        needed = [width * room / total for width in needed]
    widths = [pen.emu(width) for width in needed]
    widths[-1] += whole - sum(widths)
    return widths


def _write(cell: Any, pen: Pen, text: str, size: float, *, is_number: bool, is_head: bool) -> None:  # noqa: ANN401
    cell.margin_left = cell.margin_right = pen.emu(_PADDING)
    cell.margin_top = cell.margin_bottom = pen.emu(2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    look = Run(text, size, theme.QUIET if is_head else theme.INK, is_bold=is_head)
    pen.fill(cell.text_frame, [[look]], PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT)
    cell.fill.background()
    _rule(cell, pen, theme.QUIET if is_head else theme.HAIRLINE, 1.5 if is_head else 0.75)


def _rule(cell: Any, pen: Pen, hexadecimal: str, width: float) -> None:  # noqa: ANN401
    """The line under a cell: first in its properties, as the schema has it."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  python-pptx draws no borders
    fill = f'<a:solidFill><a:srgbClr val="{rgb(hexadecimal)}"/></a:solidFill>'
    line = parse_xml(f'<a:lnB {nsdecls("a")} w="{pen.emu(width)}">{fill}</a:lnB>')
    properties.insert(0, line)
