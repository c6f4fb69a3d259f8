"""A talk as a workbook: a sheet of its own for each step, numbers as numbers, nothing that Excel would run."""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from sharedwealth import text
from sharedwealth.briefings.scene import Cell, Chart, Map, Scene, Story, Talk
from sharedwealth.charts import theme
from sharedwealth.exports import cleaning, grids, number_formats, writing
from sharedwealth.exports.grids import Grid
from sharedwealth.exports.writing import Progress, Target
from sharedwealth.indicators import CATALOGUE
from sharedwealth.text import Language, t

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
"""What one cell of Excel holds."""

_A4 = 9
_TOLD = 1000
"""Rows between two words of progress."""

_FONT = "Microsoft YaHei"


def write(talk: Talk, to: Target, *, progress: Progress = writing.nothing) -> None:
    """Writes row by row, so that ten thousand rows need no more room than ten; tells the rows done."""
    told = cleaning.cleaned(talk)
    language: Language = "zh" if told.language == "zh" else "en"
    with text.using(language):
        if isinstance(to, Path):
            writing.into(to, lambda beside: _write(told, str(beside), progress))
        else:
            held = io.BytesIO()
            _write(told, held, progress)
            to.write(held.getvalue())


def sheet_names(talk: Talk) -> list[str]:
    """The number of the step and its measure, as Excel allows it and no two the same."""
    found: list[str] = []
    for scene in talk.scenes:
        measure = _FORBIDDEN.sub(" ", _measure(scene)).strip()
        found.append(f"{scene.number} {measure}"[:_LONGEST_NAME].strip())
    return found


def _measure(scene: Scene) -> str:
    if isinstance(scene.body, Map | Chart):
        return scene.body.measure
    return scene.body.title if isinstance(scene.body, Story) else scene.headline


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  xlsxwriter has no types
        self._book = book
        self._numbers: dict[str, Any] = {}
        plain = {"font_name": _FONT, "font_size": 11, "valign": "top"}
        self.title = book.add_format({**plain, "bold": True, "font_size": 16, "font_color": theme.INK})
        self.quiet = book.add_format({**plain, "font_color": theme.QUIET})
        self.part = book.add_format({**plain, "bold": True, "font_size": 12})
        self.head = book.add_format({**plain, "bold": True, "bottom": 1, "bg_color": theme.PAPER})
        self.head_number = book.add_format(
            {**plain, "bold": True, "bottom": 1, "bg_color": theme.PAPER, "align": "right"}
        )
        self.text = book.add_format(plain)
        # Words that follow a number stand clear of it.
        self.head_beside = book.add_format(
            {**plain, "bold": True, "bottom": 1, "bg_color": theme.PAPER, "indent": 2}
        )
        self.beside = book.add_format({**plain, "indent": 2})
        self.right = book.add_format({**plain, "align": "right", "font_color": theme.QUIET})
        self._plain = plain

    def number(self, code: str) -> Any:  # noqa: ANN401
        if code not in self._numbers:
            self._numbers[code] = self._book.add_format({**self._plain, "num_format": code})
        return self._numbers[code]


def _write(talk: Talk, to: str | io.BytesIO, progress: Progress) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    every = [grids.of(scene) for scene in talk.scenes]
    total = sum(len(grid.rows) for each in every for grid in each)
    with xlsxwriter.Workbook(to, options) as book:
        book.set_properties(
            {
                "title": talk.title,
                "subject": f"{talk.area_name} · {talk.month}",
                "author": t("Shared Wealth Workshops dashboard"),
                "keywords": talk.snapshot,
            }
        )
        looks = _Looks(book)
        names = sheet_names(talk)
        _about(book, looks, talk, names)
        done = 0
        for name, scene, shown in zip(names, talk.scenes, every, strict=True):
            for rows in _sheet(book.add_worksheet(name), looks, scene, shown):
                done += rows
                progress(done, total)
        progress(total, total)


def _about(book: Any, looks: _Looks, talk: Talk, names: Sequence[str]) -> None:  # noqa: ANN401
    """What the workbook is: area, month, kind, snapshot, and what is on each sheet."""
    sheet = book.add_worksheet(t("About"))
    _set_page(sheet)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, _cut(talk.title), looks.title)
    lines = [
        (t("Area"), f"{talk.area_name} {talk.area}"),
        (t("Month"), talk.month),
        (t("Snapshot"), talk.snapshot),
        (t("Put together on"), talk.made_on),
        (t("Kind and ledgers"), talk.scenes[0].badge if talk.scenes else ""),
    ]
    row = 2
    for heading, content in lines:
        sheet.write_string(row, 0, heading, looks.quiet)
        sheet.write_string(row, 1, _cut(content), looks.text)
        row += 1
    row += 1
    for name, scene in zip(names, talk.scenes, strict=True):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", looks.text, name)
        sheet.write_string(row, 1, _cut(scene.headline), looks.text)
        row += 1


def _set_page(sheet: Any) -> None:  # noqa: ANN401
    """Printed across and never parted between columns; the title's row has room for its letters."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 24)


def _sheet(sheet: Any, looks: _Looks, scene: Scene, shown: list[Grid]) -> Iterator[int]:  # noqa: ANN401
    """Title, subtitle, badge, the rows, then definitions; yields the rows written since it last did."""
    head = [(scene.headline, looks.title), (scene.subtitle, looks.quiet), (scene.badge, looks.quiet)]
    widths = _widths(shown)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    first = len(head) + 1
    _set_page(sheet)
    if shown:
        sheet.freeze_panes(first + 1, 1)
        sheet.repeat_rows(first)
    for row, (line, look) in enumerate(head):
        sheet.write_string(row, 0, _cut(line), look)
    row = first
    for at, grid in enumerate(shown):
        if at:
            sheet.write_string(row + 1, 0, _cut(grid.title), looks.part)
            row += 2
        for rows in _grid(sheet, looks, grid, row):
            row += rows
            yield rows
        row += 1  # the headings
    for line in _definitions(scene):
        row += 1
        sheet.write_string(row, 0, _cut(line), looks.quiet)


def _grid(sheet: Any, looks: _Looks, grid: Grid, first: int) -> Iterator[int]:  # noqa: ANN401
    """Headings in the row `first`, the rows under them; yields the rows written since it last did."""
    for column, heading in enumerate(grid.headings):
        words = looks.head_beside if column else looks.head
        look = looks.head_number if heading.is_number else words
        sheet.write_string(first, column, _cut(heading.text), look)
    for count, cells in enumerate(grid.rows, start=1):
        for column, cell in enumerate(cells):
            is_number = grid.headings[column].is_number
            _cell(sheet, first + count, column, cell, looks, is_number=is_number)
        if count % _TOLD == 0:
            yield _TOLD
    yield len(grid.rows) % _TOLD


def _cell(sheet: Any, row: int, column: int, cell: Cell, looks: _Looks, *, is_number: bool) -> None:  # noqa: ANN401
    if is_number and cell.value is not None and number_formats.is_known(cell.value):
        sheet.write_number(
            row, column, cell.value, looks.number(number_formats.of_cell(cell.value, cell.text))
        )
    elif cell.text:
        words = looks.beside if column else looks.text
        sheet.write_string(row, column, _cut(cell.text), looks.right if is_number else words)


def _definitions(scene: Scene) -> list[str]:
    """Of each indicator on the sheet what is counted out of what; then source, note and the map's own lines."""
    body = scene.body
    keys = [body.indicator] if isinstance(body, Map | Chart) else []
    facts = (*scene.facts, *getattr(body, "facts", ()), *getattr(body, "live", ()))
    keys += [fact.indicator for fact in facts]
    sentence = t("{indicator}: {definition}")
    found = [
        sentence.format(indicator=CATALOGUE[key].title(), definition=CATALOGUE[key].explain())
        for key in dict.fromkeys(keys)
        if key in CATALOGUE
    ]
    found.append(t("Data: {source}").format(source=scene.source) if scene.source else "")
    found.append(scene.note)
    if isinstance(body, Map):
        found += [body.method, body.credit]
        found.append(t("Map approval number: {number}").format(number=body.approval) if body.approval else "")
    if isinstance(body, Story):
        found += dict.fromkeys(body.sources)
    return [line for line in found if line]


def _widths(shown: list[Grid]) -> list[int]:
    """In letters, from the headings and the first rows; the first column is also the place of the long lines."""
    count = max((len(grid.headings) for grid in shown), default=1)
    widths = [10] * count
    for grid in shown:
        for column, heading in enumerate(grid.headings):
            texts = (heading.text, *(row[column].text for row in grid.rows[:200]))
            widths[column] = max(widths[column], min(46, 3 + max(map(_wide, texts))))
    widths[0] = max(widths[0], 18)
    return widths


def _wide(words: str) -> int:
    """How wide in letters; a Chinese one takes two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in words)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_TEXT else f"{words[: _LONGEST_TEXT - 1]}…"
