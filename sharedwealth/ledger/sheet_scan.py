"""The cells of one sheet as a stream: where they are, and which of them a reader would silently make blanks of."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sharedwealth.ledger.workbook_stream import (
    MEBIBYTE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Budget,
    RefusedError,
    parser_without_entities,
)

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_MERGED = 50_000
_LONGEST_TAIL = 4 * MEBIBYTE


@dataclass
class SheetScan:
    """What the stream of a sheet's cells tells beside their values; rows and columns count from 0."""

    cells: int = 0
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    """Cells that show an error, such as `#DIV/0!`: readers make blanks of them."""
    without_result: list[tuple[int, int]] = field(default_factory=list)
    """Formulas that no program has worked out yet: readers make blanks of them too."""
    padded: list[tuple[int, int, int]] = field(default_factory=list)
    """Numbers shown with leading zeros by their format, and the width shown."""


class SheetReader:
    """Reads one sheet, element by element; the workbook's budget is shared by all of them.

    Only starts of elements are listened to, and texts only where they matter: each call costs more than the parsing.
    """

    def __init__(self, budget: Budget, padded_styles: dict[str, int], title: str) -> None:
        self._budget = budget
        self._padded_styles = padded_styles
        self._title = title
        self._numbers: dict[str, int] = {}
        self._scan = SheetScan()
        self._parser = parser_without_entities()
        self._parser.StartElementHandler = self._start
        self._row = self._column = -1
        self._kind = self._style = ""
        self._is_occupied = self._has_formula = self._is_listening = False
        self._heard: list[str] = []
        self._elements = self._merged = 0

    def read(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> SheetScan:
        for piece in self._without_plain_cells(self._budget.pieces(archive, part)):
            self._parser.Parse(piece, False)  # noqa: FBT003  the parser's own signature
            self._budget.count(self._elements)
            self._elements = 0
            if self._scan.cells > MOST_CELLS:
                raise RefusedError("too_many_cells", most=MOST_CELLS)
        self._parser.Parse(b"", True)  # noqa: FBT003
        self._finish_cell()
        return self._scan

    def _without_plain_cells(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The sheet without the cells that there is nothing to know about: within the limits, and a plain value.

        They are nearly all, and taking them out by pattern costs a tenth of parsing them one by one. What is not
        exactly of the pattern stays, so nothing can hide in it.
        """
        plain = _plain_cells(self._padded_styles)
        tail = b""
        for piece in pieces:
            joined = tail + piece
            end = joined.rfind(b"</c>") + 4
            if end < 4 and len(joined) < _LONGEST_TAIL:
                tail = joined
                continue
            end = end if end >= 4 else len(joined)
            rest, taken = plain.subn(b"", joined[:end])
            self._scan.cells += taken
            tail = joined[end:]
            yield rest
        yield tail

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self._elements += 1
        if name == "c":
            if self._has_formula or self._is_listening:
                self._finish_cell()
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "")
            self._is_occupied = False
            self._locate(attributes.get("r"))
        elif name == "v":
            self._occupy()
            if self._has_formula or self._kind == "e":
                self._listen()
        elif name == "f":
            self._occupy()
            self._has_formula = True
        elif name == "is":
            self._occupy()
        elif name == "row":
            self._finish_cell()
            number = attributes.get("r")
            self._row = int(number) - 1 if number else self._row + 1
            self._column = -1
        elif name == "mergeCell":
            self._merged += 1
            if self._merged > _MOST_MERGED:
                raise RefusedError("too_many_cells", most=MOST_CELLS)

    def _locate(self, address: str | None) -> None:
        if address is None:
            self._column += 1
            return
        match = _ADDRESS.fullmatch(address)
        if match is None:
            raise RefusedError("damaged")
        self._row = int(match[2]) - 1
        letters = match[1]
        number = self._numbers.get(letters)
        if number is None:
            number = self._numbers[letters] = column_number(letters)
        self._column = number

    def _occupy(self) -> None:
        """A cell that holds something; formatted cells without anything in them do no harm wherever they are."""
        if self._is_occupied:
            return
        self._is_occupied = True
        row, column = self._row, self._column
        self._scan.cells += 1
        if row >= MOST_ROWS:
            raise RefusedError("too_many_rows", sheet=self._title, row=row + 1, most=MOST_ROWS)
        if column >= MOST_COLUMNS:
            raise RefusedError("too_many_columns", sheet=self._title, column=column + 1, most=MOST_COLUMNS)
        if row < 0 or column < 0:
            raise RefusedError("damaged")
        if self._style in self._padded_styles and self._kind == "n":
            self._scan.padded.append((row, column, self._padded_styles[self._style]))

    def _listen(self) -> None:
        self._is_listening = True
        self._parser.CharacterDataHandler = self._heard.append

    def _finish_cell(self) -> None:
        if self._is_listening:
            self._parser.CharacterDataHandler = None
        text = "".join(self._heard).strip()
        self._heard.clear()
        if self._kind == "e" and self._is_listening:
            self._budget.note()
            self._scan.errors.append((self._row, self._column, text))
        elif self._has_formula and not text and self._kind != "str":
            self._budget.note()
            self._scan.without_result.append((self._row, self._column))
        self._is_listening = self._has_formula = False


def _plain_cells(padded_styles: Iterable[str]) -> re.Pattern[bytes]:
    column = rb"(?:[A-Z]|[A-H][A-Z]|I[A-V])"  # as far as MOST_COLUMNS
    row = rb"(?:1[0-9]{5}|[1-9][0-9]{0,4})"  # as far as MOST_ROWS
    special = b"|".join(style.encode() for style in padded_styles)
    style = rb'(?: s="(?!(?:' + special + rb')")[0-9]+")?' if special else rb'(?: s="[0-9]+")?'
    value = rb'(?: t="(?:n|s|str|b)")?><v>[^<]*</v></c>'
    text = rb' t="inlineStr"><is><t(?: xml:space="preserve")?>[^<]*</t></is></c>'
    return re.compile(rb'<c r="' + column + row + rb'"' + style + rb"(?:" + value + rb"|" + text + rb")")


def column_number(letters: str) -> int:
    """`A` is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
