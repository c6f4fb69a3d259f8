"""One row of an official list: taken as a place, or refused with what was found and what is expected."""

import re
import unicodedata
from dataclasses import dataclass

from sharedwealth.places import codes, kinds
from sharedwealth.places.listfile import Cell, Row
from sharedwealth.text import mark, t

_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+|\d+\.0*")
_WEST, _EAST, _SOUTH, _NORTH = 117.5, 124.0, 26.5, 31.7
_LAST_NATIONAL_PART = 599
_KNOWN_CRS = {"", "WGS84", "WGS-84", "WGS 84", "CGCS2000", "CGCS 2000", "EPSG:4326", "EPSG:4490"}

_KIND_WORDS = {
    "市辖区": "district", "区": "district", "县级市": "county_level_city", "县": "county",
    "自治县": "autonomous_county",
    "街道": "subdistrict", "镇": "town", "乡": "township", "民族乡": "township", "类似乡级单位": "quasi_town",
    "村": "village_committee", "村委会": "village_committee", "行政村": "village_committee",
    "社区": "residents_committee", "居委会": "residents_committee", "类似居委会": "similar",
    "类似村委会": "similar",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A row that can be taken; coordinates are None where the list gives none."""

    row: int
    code: str
    kind: str
    name_zh: str
    name_en: str
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class Problem:
    """What a row holds and what is expected in its stead, in the run's language."""

    row: int
    found: str
    expected: str

    def line(self) -> str:
        return t("Row {row}: found {found}; expected {expected}.").format(
            row=self.row, found=self.found, expected=self.expected
        )


class RefusedRow(Exception):  # noqa: N818  not an error of the program
    """A cell that cannot be taken: what it holds, and the message that says what is expected."""

    def __init__(self, found: Cell, expected: str) -> None:
        super().__init__(found, expected)
        self.found, self.expected = found, expected


def take(row: Row) -> Place | Problem:
    try:
        place = code(row.cells["code"])
        level = _level(place)
        name = _name(row.cells["name"])
        kind = _kind(row.cells["kind"], place, name, level)
        longitude, latitude = _position(row)
    except RefusedRow as refusal:
        return problem(row, refusal)
    if level == "village":
        name = kinds.village_name(name, kind)
    return Place(row.number, place, kind, name, str(row.cells["name_en"] or "").strip(), longitude, latitude)


def problem(row: Row, refusal: RefusedRow) -> Problem:
    """The refusal in the reader's words."""
    found = t("nothing") if refusal.found in {"", None} else f"“{refusal.found}”"
    return Problem(row.number, found, t(refusal.expected))


def shortened(code: str) -> str:
    """The code without the zeros that pad it: 330100000000 is 3301, 330102001000 is 330102001."""
    if len(code) in {9, 12}:
        code = code[:9].removesuffix("000") if code.endswith("000") or len(code) == 9 else code
    if len(code) == 6:
        code = code.removesuffix("00").removesuffix("00")
    return code


def code(cell: Cell) -> str:
    """A place's code without padding; a `RefusedRow` where the cell is not one or a spreadsheet has changed it."""
    if isinstance(cell, int | float):
        raise RefusedRow(cell, mark(
            "the code as text: Excel has made it a number. Format the column as text (文本), then "
            "enter or paste the codes again"
        ))  # fmt: skip
    written = unicodedata.normalize("NFKC", cell or "").removeprefix("'")
    if _SCIENTIFIC.fullmatch(written):
        raise RefusedRow(written, mark(
            "all digits of the code: a spreadsheet has rounded it. Take the codes from the original list "
            "again, in a column formatted as text (文本)"
        ))  # fmt: skip
    if not (written.isascii() and written.isdigit()):
        raise RefusedRow(written, mark("a code of digits, such as 331082112201"))
    return shortened(written)


def _level(code: str) -> codes.Level:
    level = codes.level(code)
    if level is None:
        raise RefusedRow(code, mark("a code of 2, 4, 6, 9 or 12 digits"))
    if not code.startswith(codes.PROVINCE):
        raise RefusedRow(code, mark("a code of Zhejiang, which begins with 33"))
    if level == "village" and int(code[9:]) > _LAST_NATIONAL_PART:
        raise RefusedRow(
            code, mark("a village part (the last three digits) up to 599, as in the national scheme")
        )
    return level


def _name(cell: Cell) -> str:
    if not isinstance(cell, str) or not cell or cell.isascii():
        raise RefusedRow(cell, mark("the place's Chinese name"))
    return cell


def _kind(cell: Cell, code: str, name: str, level: codes.Level) -> str:
    written = str(cell or "")
    if not written:
        return kinds.of(code, name)
    kind = _KIND_WORDS.get(written, written)
    if kind not in kinds.LEVEL_KINDS[level]:
        raise RefusedRow(written, mark("a kind of place that goes with the code's length, or an empty cell"))
    return kind


def _position(row: Row) -> tuple[float | None, float | None]:
    east, north = row.cells["longitude"], row.cells["latitude"]
    if east in {"", None} and north in {"", None}:
        return None, None
    crs = str(row.cells["crs"] or "")
    if crs.upper() not in _KNOWN_CRS:
        raise RefusedRow(crs, mark("coordinates in WGS84 or CGCS2000; convert them first"))
    longitude = _degrees(east, _WEST, _EAST, mark("a longitude in degrees inside Zhejiang (117.5 to 124)"))
    latitude = _degrees(north, _SOUTH, _NORTH, mark("a latitude in degrees inside Zhejiang (26.5 to 31.7)"))
    return longitude, latitude


def _degrees(cell: Cell, least: float, most: float, expected: str) -> float:
    try:
        value = float(cell) if cell is not None else float("nan")
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise RefusedRow(cell, expected)
    return value
