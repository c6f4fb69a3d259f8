"""Reads an official list, CSV or Excel, into rows of text under the columns this program knows."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sharedwealth.errors import RegisterError
from sharedwealth.text import mark, t

CODE = (
    "code", "placecode", "代码", "编码", "统计代码", "区划代码", "行政区划代码", "统计用区划代码",
    "地区代码", "区域代码", "12位代码", "十二位代码",
)  # fmt: skip
NAME = (
    "name", "namezh", "名称", "区划名称", "行政区划名称", "地区名称", "单位名称", "地名", "标准地名",
    "中文名称", "中文名",
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """What a list looks like: its columns with every heading that means them, those it must have, and what it lists."""

    headings: dict[str, tuple[str, ...]]
    needed: frozenset[str]
    without_headings: str
    """The sentence for a file whose headings are not found; `{file}` and `{found}` are filled in."""

    def column(self, heading: "Cell") -> str | None:
        """The column that a heading means, whatever its case, spaces, star or note in brackets."""
        plain = _NOTES.sub("", unicodedata.normalize("NFKC", _text(heading))).lower()
        return next((column for column, meant in self.headings.items() if plain in meant), None)


PLACES = Form(
    {
        "code": CODE,
        "name": NAME,
        "name_en": ("nameen", "englishname", "英文名称", "英文名", "英文"),
        "kind": ("kind", "类型", "类别", "种类"),
        "longitude": ("longitude", "lon", "lng", "经度"),
        "latitude": ("latitude", "lat", "纬度"),
        "crs": ("crs", "坐标系", "坐标系统"),
    },
    frozenset({"code", "name"}),
    mark("{file} has no row of headings with a code (代码) and a name (名称). Its first row is: {found}"),
)

_NOTES = re.compile(r"[（(].*?[）)]|[\s_*＊:：-]")
_HEADING_WITHIN = 10  # official tables may carry a title above their headings
_LARGEST_FILE = 64 * 2**20
_LARGEST_UNPACKED = 1024 * 2**20
_MOST_ROWS = 200_000

Cell = str | int | float | None


@dataclass(frozen=True)
class Row:
    """One row of the list: its number in the file, as a spreadsheet counts, and its cells by column.

    A cell is text, or a number where Excel holds one; the columns the file does not have are empty text.
    """

    number: int
    cells: dict[str, Cell]


def read(path: Path, form: Form = PLACES) -> list[Row]:
    """The rows under the headings, empty ones left out; a `RegisterError` says why a file cannot be read."""
    if not path.is_file():
        raise RegisterError(t("There is no file {file}.").format(file=path))
    if path.stat().st_size == 0:
        raise RegisterError(t("The file {file} is empty.").format(file=path.name))
    if path.stat().st_size > _LARGEST_FILE:
        raise RegisterError(t("The file {file} is larger than 64 MB.").format(file=path.name))
    ending = path.suffix.lower()
    if ending in {".xlsx", ".xlsm"}:
        records = _excel(path, form)
    elif ending in {".csv", ".txt", ".tsv"}:
        records = _csv(path)
    else:
        raise RegisterError(
            t("{file} is neither CSV nor Excel (.xlsx). Save the list as one of them.").format(file=path.name)
        )
    return _under_headings(records, path.name, form)


def _csv(path: Path) -> list[tuple[Cell, ...]]:
    written = decoded(path)
    first = written.lstrip().splitlines()[0] if written.strip() else ""
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True)
    try:
        return [tuple(record) for record in reader]
    except csv.Error as error:
        raise RegisterError(
            t("{file} is not a proper CSV file at line {line}: look for an unclosed quotation mark.").format(
                file=path.name, line=reader.line_num
            )
        ) from error


def decoded(path: Path) -> str:
    """A text file's content, whichever of the usual encodings it is in; else a `RegisterError`."""
    content = path.read_bytes()
    encodings = ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            written = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in written:
            return written
    raise RegisterError(t("{file} is written neither in UTF-8 nor in GB 18030.").format(file=path.name))


def _excel(path: Path, form: Form) -> list[tuple[Cell, ...]]:
    """The rows of the first sheet that has the headings, else of the first sheet."""
    try:
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                raise RegisterError(t("The file {file} unpacks to more than 1 GB.").format(file=path.name))
        workbook = load_workbook(path, read_only=True, data_only=True)
        try:
            sheets = [_sheet(sheet) for sheet in workbook.worksheets]
        finally:
            workbook.close()
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, EOFError, ParseError) as error:
        raise RegisterError(
            t(
                "{file} cannot be opened as an Excel workbook. Open and save it again, or save it as CSV."
            ).format(file=path.name)
        ) from error
    return next(
        (rows for rows in sheets if _heading_row(rows, form) is not None), sheets[0] if sheets else []
    )


def _sheet(sheet: object) -> list[tuple[Cell, ...]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # some writers state a size that cuts rows off
    rows: list[tuple[Cell, ...]] = []
    for row in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]
        rows.append(tuple(cell if isinstance(cell, int | float | str) else _text(cell) for cell in row))
        if len(rows) > _MOST_ROWS:
            break
    return rows


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _under_headings(records: list[tuple[Cell, ...]], name: str, form: Form) -> list[Row]:
    if len(records) > _MOST_ROWS:
        raise RegisterError(t("{file} has more than 200,000 rows.").format(file=name))
    if not any(_filled(record) for record in records):
        raise RegisterError(t("The file {file} is empty.").format(file=name))
    at = _heading_row(records, form)
    if at is None:
        raise RegisterError(
            t(form.without_headings).format(
                file=name, found="、".join(_text(cell) for cell in next(filter(_filled, records)))
            )
        )
    columns = _columns(records[at], name, form)
    rows = [
        Row(number, _cells(record, columns, form))
        for number, record in enumerate(records[at + 1 :], start=at + 2)
        if _filled(record)
    ]
    if not rows:
        raise RegisterError(t("{file} has headings but no places under them.").format(file=name))
    return rows


def _cells(record: tuple[Cell, ...], columns: dict[int, str], form: Form) -> dict[str, Cell]:
    cells: dict[str, Cell] = dict.fromkeys(form.headings, "")
    for place, column in columns.items():
        cell = record[place] if place < len(record) else ""
        cells[column] = cell.strip() if isinstance(cell, str) else cell
    return cells


def _heading_row(records: list[tuple[Cell, ...]], form: Form) -> int | None:
    for number, record in enumerate(records[:_HEADING_WITHIN]):
        if form.needed <= {form.column(cell) for cell in record}:
            return number
    return None


def _columns(headings: tuple[Cell, ...], name: str, form: Form) -> dict[int, str]:
    columns = {place: column for place, cell in enumerate(headings) if (column := form.column(cell))}
    twice = next((c for c in columns.values() if list(columns.values()).count(c) > 1), None)
    if twice is not None:
        both = "、".join(_text(headings[place]) for place, column in columns.items() if column == twice)
        raise RegisterError(
            t("{file} has two columns for the same thing: {columns}. Keep one.").format(
                file=name, columns=both
            )
        )
    return columns


def _filled(record: tuple[Cell, ...]) -> bool:
    return any(_text(cell).strip() for cell in record)
