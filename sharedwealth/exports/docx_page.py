"""An area's page in Word: its figures, then charts and lists side by side, on one sheet of A4 that can be edited."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor

from sharedwealth.briefings.scene import Fact, Figures, Scene, Table, Talk
from sharedwealth.charts import theme
from sharedwealth.exports import drawings, fonts
from sharedwealth.exports.drawing import pictures
from sharedwealth.text import t, tn

Of = TypeVar("Of")

_WIDE, _HIGH = 226.0, 165.0
"""Points that a picture is wide, and at most high."""
_PIXELS = 1400
_FACTS = 3
_PAGE, _PADDING, _NUMBER = 17.0, 0.4, 2.0
"""Centimetres: the page between its margins, what a cell keeps free at its sides, and a column of numbers."""
_ROWS = 6
"""Rows of a list beside a picture; the Excel file has all."""


def fill(document: Any, talk: Talk, boundaries: Path) -> None:  # noqa: ANN401  python-docx's document
    """Writes the whole talk on the page; headline and subtitle of every sheet stand over what it shows."""
    title = document.add_paragraph(talk.area_name, style="Title")
    title.paragraph_format.space_after = Pt(0)
    _said(document.add_paragraph(), f"{talk.title} · {talk.scenes[0].subtitle.rpartition(' · ')[2]}", 9.5)
    for scene in talk.scenes:
        if isinstance(scene.body, Figures):
            _said(document.add_paragraph(), scene.headline, 13, is_strong=True)
            _facts(document, scene.body.facts)
    rest = [scene for scene in talk.scenes if not isinstance(scene.body, Figures)]
    for pair in _in_rows(rest, 2):
        each = _PAGE / len(pair)
        grid = document.add_table(rows=1, cols=len(pair))
        _set_widths(grid, [each] * len(pair))
        for cell, scene in zip(grid.rows[0].cells, pair, strict=True):
            _block(cell, scene, boundaries, each - _PADDING)
    sources = dict.fromkeys(t("Data: {source}").format(source=scene.source) for scene in rest if scene.source)
    credits_ = dict.fromkeys(
        credit for scene in rest if (credit := getattr(scene.body, "credit", "")) and not scene.problem
    )
    _said(document.add_paragraph(), "　".join([*sources, *credits_]), 8)


def _in_rows(every: Sequence[Of], count: int) -> list[Sequence[Of]]:
    return [every[at : at + count] for at in range(0, len(every), count)]


def _facts(document: Any, told: tuple[Fact, ...]) -> None:  # noqa: ANN401
    grid = document.add_table(rows=0, cols=_FACTS)
    for some in _in_rows(told, _FACTS):
        for cell, fact in zip(grid.add_row().cells, some, strict=False):
            _said(cell.paragraphs[0], fact.label, 9)
            number = cell.add_paragraph()
            _said(number, fact.figure, 16, is_strong=True)
            _said(number, f" {fact.unit}" if fact.unit else "", 10, colour=theme.INK)
            if fact.beneath:
                _said(cell.add_paragraph(), fact.beneath, 8)


def _block(cell: Any, scene: Scene, boundaries: Path, wide: float) -> None:  # noqa: ANN401
    _said(cell.paragraphs[0], scene.headline, 11, is_strong=True)
    cell.paragraphs[0].paragraph_format.space_before = Pt(6)
    _said(cell.add_paragraph(), scene.subtitle, 8)
    if scene.problem:
        _said(cell.add_paragraph(), scene.problem, 9)
    elif isinstance(scene.body, Table):
        _list(cell, scene.body, wide)
    else:
        _picture(cell, scene, boundaries)


def _picture(cell: Any, scene: Scene, boundaries: Path) -> None:  # noqa: ANN401
    drawn = pictures.draw(scene, _WIDE, _HIGH, boundaries, (fonts.chosen(),))
    if drawn is None:
        return
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    content = drawings.lettered(drawn.svg, _PIXELS)
    made = paragraph.add_run().add_picture(io.BytesIO(content), width=Pt(drawn.width))
    properties = made._inline.docPr  # noqa: SLF001  python-docx has no alternative text
    properties.set("descr", drawn.about)
    properties.set("name", scene.headline)


def _list(cell: Any, body: Table, wide: float) -> None:  # noqa: ANN401
    if not body.whole:
        _said(cell.add_paragraph(), t("There is nothing to list."), 9)
        return
    # Beside a picture there is room for what a row is about and for what it comes to.
    kept = range(len(body.columns)) if wide > _PAGE / 2 else (0, len(body.columns) - 1)
    columns = [body.columns[at] for at in kept]
    made = cell.add_table(rows=1, cols=len(columns))
    shown = body.whole[:_ROWS]
    lines = [[column.heading for column in columns], *([row[at].text for at in kept] for row in shown)]
    for at, line in enumerate(lines):
        cells = made.rows[0].cells if at == 0 else made.add_row().cells
        for each, words, column in zip(cells, line, columns, strict=True):
            paragraph = each.paragraphs[0]
            _said(paragraph, words, 8, is_strong=at == 0, colour=theme.INK)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column.is_number else WD_ALIGN_PARAGRAPH.LEFT
    numbers = sum(column.is_number for column in columns)
    words_wide = (wide - _NUMBER * numbers) / max(len(columns) - numbers, 1)
    _set_widths(made, [_NUMBER if column.is_number else words_wide for column in columns])
    left_out = len(body.whole) - len(shown)
    words = tn("{count} more row is in the Excel file.", "{count} more rows are in the Excel file.", left_out)
    # A cell has to end with a paragraph.
    _said(cell.add_paragraph(), words.format(count=left_out) if left_out else "", 8)


def _set_widths(grid: Any, widths: Sequence[float]) -> None:  # noqa: ANN401
    """In centimetres, of the columns and of each cell: some programs read the one, some the other."""
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _said(
    paragraph: Any,  # noqa: ANN401
    words: str,
    size: float,
    *,
    is_strong: bool = False,
    colour: str = "",
) -> None:
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(1), 1.0
    run = paragraph.add_run(words)
    run.font.size, run.bold = Pt(size), is_strong
    ink = colour or (theme.INK if is_strong else theme.QUIET)
    run.font.color.rgb = RGBColor.from_string(ink.removeprefix("#"))
