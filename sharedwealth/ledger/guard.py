"""What a workbook is, looked at before anything parses it: its archive, then its sheets cell by cell as a stream."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat

from sharedwealth.ledger.sheet_scan import SheetReader, SheetScan
from sharedwealth.ledger.workbook_stream import (
    LARGEST_PART,
    LARGEST_UNPACKED,
    MEBIBYTE,
    MOST_CELLS,
    MOST_ELEMENTS,
    Budget,
    RefusedError,
    elements,
    parser_without_entities,
)

MOST_PARTS = 400
MOST_SHEETS = 50
HIGHEST_RATIO = 200
"""Unpacked over packed, of parts of more than a mebibyte; a sheet of one repeated row comes to about 60."""

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MACRO = re.compile(r"(vbaProject|vbaData|/macrosheets/|/dialogsheets/|/activeX/)", re.IGNORECASE)
_OUTSIDE = re.compile(r"(/externalLinks/|/connections\.xml$|/queryTables/)", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError, ValueError, KeyError)
_ZEROS_FORMAT = re.compile(r"0{2,}(?:;.*)?")


@dataclass(frozen=True)
class Scan:
    sheets: dict[str, SheetScan]
    counts_from_1904: bool


def scan(file: IO[bytes]) -> Scan:
    """What the workbook's sheets hold, by their names; nothing is unpacked beyond the limits above."""
    try:
        archive = zipfile.ZipFile(file)
    except (*_BROKEN, NotImplementedError) as error:
        raise RefusedError("damaged") from error
    with archive:
        parts = _parts(archive)
        try:
            return _scan(archive, parts)
        except (*_BROKEN, RuntimeError, NotImplementedError) as error:
            raise RefusedError("damaged") from error


def _parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The archive's parts by name, once its directory promises nothing that would do harm."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise RefusedError("too_many_parts", most=MOST_PARTS)
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names):
        raise RefusedError("twice_in_archive")
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise RefusedError("too_large_unpacked", megabytes=LARGEST_UNPACKED // MEBIBYTE)
    for entry in entries:
        _check_entry(entry)
    parts = {entry.filename: entry for entry in entries}
    if "xl/workbook.bin" in parts:
        raise RefusedError("binary_workbook")
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        raise RefusedError("no_workbook")
    return parts


def check_place(entry: zipfile.ZipInfo) -> None:
    """Refuses a part that points outside its archive, or cannot be looked into."""
    path = PurePosixPath(entry.orig_filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename or "\x00" in entry.orig_filename:
        raise RefusedError("path_in_archive")
    if entry.flag_bits & 0x1:
        raise RefusedError("encrypted")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    check_place(entry)
    if _MACRO.search("/" + entry.filename):
        raise RefusedError("macros")
    if _OUTSIDE.search("/" + entry.filename):
        raise RefusedError("external_links")
    if entry.file_size > LARGEST_PART:
        raise RefusedError("too_large_unpacked", megabytes=LARGEST_UNPACKED // MEBIBYTE)
    if entry.file_size > MEBIBYTE and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
        raise RefusedError("packed_too_tightly")


def _scan(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> Scan:
    budget = Budget()
    _check_small_parts(archive, parts, budget)
    sheets, counts_from_1904 = _sheets(archive, parts, budget)
    if len(sheets) > MOST_SHEETS:
        raise RefusedError("too_many_sheets", most=MOST_SHEETS)
    padded = _padded_styles(archive, parts, budget)
    if "xl/sharedStrings.xml" in parts:
        _check_shared_strings(archive, parts["xl/sharedStrings.xml"], budget)
    scanned = {}
    for title, part in sheets.items():
        if part in parts and "/worksheets/" in f"/{part}":
            scanned[title] = SheetReader(budget, padded, title).read(archive, parts[part])
    if not scanned:
        raise RefusedError("no_workbook")
    return Scan(scanned, counts_from_1904)


def _check_small_parts(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], budget: Budget) -> None:
    """Macros and links to other files, however their parts are called."""
    for tag, attributes in elements(archive, parts["[Content_Types].xml"], budget):
        kind = attributes.get("ContentType", "").casefold()
        if tag in {"Override", "Default"} and ("macroenabled" in kind or "vbaproject" in kind):
            raise RefusedError("macros")
    for name, part in parts.items():
        if not name.endswith(".rels"):
            continue
        for _, attributes in elements(archive, part, budget):
            is_outside = attributes.get("TargetMode") == "External"
            if is_outside and not attributes.get("Type", "").endswith("/hyperlink"):
                raise RefusedError("external_links")


def _sheets(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], budget: Budget
) -> tuple[dict[str, str], bool]:
    """The part of each sheet by the sheet's name, and whether days are counted from 1904."""
    relations = parts.get("xl/_rels/workbook.xml.rels")
    if relations is None:
        raise RefusedError("no_workbook")
    targets = {
        attributes.get("Id", ""): _part_name(attributes.get("Target", ""))
        for tag, attributes in elements(archive, relations, budget)
        if tag == "Relationship"
    }
    sheets: dict[str, str] = {}
    counts_from_1904 = False
    for tag, attributes in elements(archive, parts["xl/workbook.xml"], budget):
        if tag == "workbookPr":
            counts_from_1904 = attributes.get("date1904", "0") in {"1", "true"}
        if tag == "sheet":
            relation = attributes.get(f"{_RELATIONS} id") or attributes.get(f"{_STRICT_RELATIONS} id") or ""
            sheets[attributes.get("name", "")] = targets.get(relation, "")
    return sheets, counts_from_1904


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _padded_styles(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], budget: Budget
) -> dict[str, int]:
    """Cell styles that show leading zeros (`000000`), and how wide."""
    if "xl/styles.xml" not in parts:
        return {}
    formats: dict[str, str] = {}
    padded: dict[str, int] = {}
    is_cell_format, style = False, 0
    for tag, attributes in elements(archive, parts["xl/styles.xml"], budget):
        if tag == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag in {"cellStyleXfs", "cellXfs", "cellStyles", "dxfs"}:
            is_cell_format = tag == "cellXfs"
        elif tag == "xf" and is_cell_format:
            code = formats.get(attributes.get("numFmtId", ""), "")
            if _ZEROS_FORMAT.fullmatch(code):
                padded[str(style)] = len(code.partition(";")[0])
            style += 1
    return padded


def _check_shared_strings(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: Budget) -> None:
    """The table of texts says how many it has; a reader that makes room for a number that is a lie falls over."""
    said: list[int] = []
    texts = elements = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal texts, elements
        elements += 1
        name = tag.rpartition(" ")[2]
        if name == "si":
            texts += 1
        elif name == "sst":
            said.append(int(attributes.get("uniqueCount", "0") or 0))

    parser = parser_without_entities()
    parser.StartElementHandler = start
    for piece in budget.pieces(archive, part):
        parser.Parse(piece, False)  # noqa: FBT003
        if budget.elements + elements > MOST_ELEMENTS:
            raise RefusedError("too_many_cells", most=MOST_CELLS)
    parser.Parse(b"", True)  # noqa: FBT003
    budget.count(elements)
    if any(number < 0 or number > texts + 1000 for number in said):
        raise RefusedError("lying_count")
