"""A sheet's XML edited in place, byte by byte: what is not marked stays exactly as it was written.

Rows and cells are found by their tags. That is sure once comments, CDATA and document types are out of the way,
because XML allows `<` nowhere else and the attributes of rows and cells never hold `>`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from sharedwealth.ledger.marking.addresses import cell, row_and_column

Restyle = Callable[[int], int]
"""From the number of a cell's own style to that of the style it is to have."""

_PREFIX = rb"(?:[\w.-]+:)?"
_ROW = re.compile(rb"<" + _PREFIX + rb"row(?=[\s/>])[^>]*>")
_CELL = re.compile(rb"<" + _PREFIX + rb"c(?=[\s/>])[^>]*>")
_COLUMN = re.compile(rb"<" + _PREFIX + rb"col(?=[\s/>])[^>]*>")
_ROOT = re.compile(rb"<(" + _PREFIX + rb")(worksheet|chartsheet|dialogsheet)(?=[\s/>])[^>]*>")
_DATA = re.compile(rb"<" + _PREFIX + rb"sheetData(?=[\s/>])[^>]*>")
_DIMENSION = re.compile(
    rb'(<(?:[\w.-]+:)?dimension\s[^>]*?\bref=["\'])([A-Z]+[0-9]+)(?::([A-Z]+[0-9]+))?(["\'])'
)
_HAS_CONTENT = re.compile(rb"<" + _PREFIX + rb"(?:v|is|f)(?=[\s/>])")
_MERGED = re.compile(rb'<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref=["\']([A-Z]+[0-9]+):([A-Z]+[0-9]+)["\']')
_SELECTED = re.compile(rb'(<(?:[\w.-]+:)?sheetView(?=\s)[^>]*?)\s+tabSelected=["\'](?:1|true)["\']')


def plain(content: bytes) -> bytes:
    """The same XML in UTF-8 without comments and CDATA; most files are that already and come back as they are."""
    head = content[:200]
    is_utf_8 = b"encoding" not in head or re.search(rb"encoding=[\"']utf-8[\"']", head, re.IGNORECASE)
    if is_utf_8 and b"<!" not in content and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.removeprefix(b"\xef\xbb\xbf")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, strip_cdata=True, huge_tree=True
    )
    root = etree.fromstring(content, parser)
    held: bytes = etree.tostring(root, encoding="UTF-8")
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + held


@dataclass(frozen=True)
class RowSpan:
    number: int
    start: int
    inside: int
    """Where its start tag ends."""
    end: int


class SheetBytes:
    """One worksheet's XML."""

    def __init__(self, content: bytes) -> None:
        self.content = plain(content)
        root = _ROOT.search(self.content)
        if root is None:
            raise ValueError("no worksheet")
        self.root_tag = root[0]
        self.prefix = root[1]
        self.is_worksheet = root[2] == b"worksheet"
        self._root_end = b"</" + root[1] + root[2] + b">"

    def unselect(self) -> None:
        """Another sheet is the one that shows first."""
        self.content = _SELECTED.sub(rb"\1", self.content)

    def rows(self) -> Iterator[RowSpan]:
        """The rows in the order of the file; a row without a number follows the one before it."""
        start, end = self._data()
        number = 0
        before: tuple[int, int, int] | None = None
        for match in _ROW.finditer(self.content, start, end):
            if before:
                yield RowSpan(*before, match.start())
            written = _attribute(match[0], b"r")
            number = int(written) if written else number + 1
            before = (number, match.start(), match.end())
        if before:
            yield RowSpan(*before, end)

    def cells(self, row: RowSpan) -> list[tuple[int, int, int, bool]]:
        """Column, start and end of the tag, and whether it holds anything, for each cell of a row."""
        found = []
        matches = list(_CELL.finditer(self.content, row.inside, row.end))
        column = 0
        for place, match in enumerate(matches):
            written = _attribute(match[0], b"r")
            column = row_and_column(written.decode())[1] if written else column + 1
            until = matches[place + 1].start() if place + 1 < len(matches) else row.end
            holds = _HAS_CONTENT.search(self.content, match.end(), until) is not None
            found.append((column, match.start(), match.end(), holds))
        return found

    def row_element(self, row: RowSpan) -> etree._Element:
        """The row parsed, to read what stands in it."""
        whole = self.root_tag + self.content[row.start : row.end] + self._root_end
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(whole, parser)[0]

    def merged(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """First and last cell of every merged range, as row and column."""
        for match in _MERGED.finditer(self.content):
            yield row_and_column(match[1].decode()), row_and_column(match[2].decode())

    def replace_styles(self, styles: frozenset[int], restyle: Restyle) -> None:
        """Every cell with one of the styles gets another."""
        if not styles:
            return
        wanted = b"|".join(str(style).encode() for style in sorted(styles))
        tag = rb"(<" + _PREFIX + rb"c\s(?:[^>]*?\s)?s=[\"'])(" + wanted + rb")(?=[\"'])"
        start, end = self._data()
        changed = re.sub(
            tag, lambda match: match[1] + str(restyle(int(match[2]))).encode(), self.content[start:end]
        )
        self.content = self.content[:start] + changed + self.content[end:]

    def style(self, targets: Mapping[int, Mapping[int, Restyle]]) -> None:
        """Gives cells their new style, by row and column; cells and rows that are not there are made."""
        if not targets:
            return
        self._open_data()
        columns = self._column_styles()
        pieces: list[bytes] = []
        done = 0
        waiting = sorted(targets)
        for row in self.rows():
            while waiting and waiting[0] < row.number:
                pieces.extend((self.content[done : row.start], self._new_row(waiting[0], targets, columns)))
                done = row.start
                waiting.pop(0)
            if waiting and waiting[0] == row.number:
                pieces.extend(
                    (self.content[done : row.start], self._styled(row, targets[row.number], columns))
                )
                done = row.end
                waiting.pop(0)
        end = self._data()[1]
        if waiting:
            pieces.append(self.content[done:end])
            pieces.extend(self._new_row(number, targets, columns) for number in waiting)
            done = end
        pieces.append(self.content[done:])
        self.content = b"".join(pieces)
        self._widen(targets)

    def put_behind(self, element: bytes, followers: frozenset[str]) -> None:
        """Puts an element in its place below the rows: before the first of those that must come after it."""
        place = self._below(lambda name: name in followers)
        at = place[0] if place else self.content.rindex(self._root_end)
        self.content = self.content[:at] + element + self.content[at:]

    def below(self, name: str) -> bytes | None:
        """The element's start tag, if the sheet has it below its rows."""
        place = self._below(lambda found: found == name)
        return self.content[place[0] : self.content.index(b">", place[0]) + 1] if place else None

    def drop_below(self, name: str) -> None:
        """Takes out an empty element from below the rows."""
        tag = self.below(name)
        if tag is not None:
            start = self._data()[1]
            self.content = self.content[:start] + self.content[start:].replace(tag, b"", 1)

    def _below(self, is_wanted: Callable[[str], bool]) -> tuple[int] | None:
        """Where the first wanted element of the root begins, below the rows."""
        start = self._data()[1]
        after = self.content[start:]
        closing = re.match(rb"</[^>]*>", after)
        skipped = closing.end() if closing else 0
        found: list[int] = []
        depth = 0

        def opens(tag: str, _: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth == 2 and not found and is_wanted(tag.rpartition(":")[2]):
                found.append(parser.CurrentByteIndex - len(self.root_tag) + start + skipped)

        def closes(_: str) -> None:
            nonlocal depth
            depth -= 1

        parser = expat.ParserCreate()
        parser.StartElementHandler = opens
        parser.EndElementHandler = closes
        parser.Parse(self.root_tag + after[skipped:], True)  # noqa: FBT003  expat's own way
        return (found[0],) if found else None

    def _data(self) -> tuple[int, int]:
        """Where the rows begin and end; twice the same place in a sheet without rows."""
        opening = _DATA.search(self.content)
        if opening is None:
            raise ValueError("no sheetData")
        if opening[0].endswith(b"/>"):
            return opening.end(), opening.end()
        closing = b"</" + self.prefix + b"sheetData"
        return opening.end(), self.content.index(closing, opening.end())

    def _open_data(self) -> None:
        opening = _DATA.search(self.content)
        if opening and opening[0].endswith(b"/>"):
            pair = opening[0][:-2].rstrip() + b"></" + self.prefix + b"sheetData>"
            self.content = self.content[: opening.start()] + pair + self.content[opening.end() :]

    def _column_styles(self) -> list[tuple[int, int, int]]:
        head = self.content[: self._data()[0]]
        tags = (match[0] for match in _COLUMN.finditer(head))
        return [
            (_whole(tag, b"min"), _whole(tag, b"max"), _whole(tag, b"style"))
            for tag in tags
            if _attribute(tag, b"style")
        ]

    def _styled(
        self, row: RowSpan, cells: Mapping[int, Restyle], columns: list[tuple[int, int, int]]
    ) -> bytes:
        tag = self.content[row.start : row.inside]
        rest = self.content[row.inside : row.end]
        if tag.endswith(b"/>"):
            tag, rest = tag[:-2].rstrip() + b">", b"</" + self.prefix + b"row>" + rest
        # Columns of the row's cells, counted from the beginning of `rest`.
        here = [(column, start - row.inside, end - row.inside) for column, start, end, _ in self.cells(row)]
        row_style = _whole(tag, b"s") if _attribute(tag, b"customFormat") in {b"1", b"true"} else None
        edits: list[tuple[int, int, bytes]] = []
        end_of_cells = re.search(rb"<" + _PREFIX + rb"extLst[\s>]|</" + _PREFIX + rb"row\s*>", rest)
        last = end_of_cells.start() if end_of_cells else 0
        for column, restyle in sorted(cells.items()):
            own = next((each for each in here if each[0] == column), None)
            if own:
                was = rest[own[1] : own[2]]
                edits.append((own[1], own[2], _with_style(was, restyle(_whole(was, b"s")))))
                continue
            at = next((start for other, start, _ in here if other > column), last)
            base = row_style if row_style is not None else _column_style(columns, column)
            edits.append((at, at, self._new_cell(row.number, column, restyle(base))))
        for start, end, piece in reversed(edits):
            rest = rest[:start] + piece + rest[end:]
        return _with_spans(tag, min(cells), max(cells)) + rest

    def _new_row(
        self,
        number: int,
        targets: Mapping[int, Mapping[int, Restyle]],
        columns: list[tuple[int, int, int]],
    ) -> bytes:
        cells = b"".join(
            self._new_cell(number, column, restyle(_column_style(columns, column)))
            for column, restyle in sorted(targets[number].items())
        )
        name = self.prefix + b"row"
        return b"<" + name + f' r="{number}">'.encode() + cells + b"</" + name + b">"

    def _new_cell(self, row: int, column: int, style: int) -> bytes:
        return b"<" + self.prefix + f'c r="{cell(row, column)}" s="{style}"/>'.encode()

    def _widen(self, targets: Mapping[int, Mapping[int, Restyle]]) -> None:
        """The sheet's stated size takes in the cells that were made: some readers stop where it ends."""
        match = _DIMENSION.search(self.content, 0, self._data()[0])
        if match is None:
            return
        first = row_and_column(match[2].decode())
        last = row_and_column(match[3].decode()) if match[3] else first
        rows = {first[0], last[0], *targets}
        columns = {first[1], last[1], *(column for cells in targets.values() for column in cells)}
        size = f"{cell(min(rows), min(columns))}:{cell(max(rows), max(columns))}".encode()
        if (min(rows), min(columns), max(rows), max(columns)) != (*first, *last):
            self.content = (
                self.content[: match.start()] + match[1] + size + match[4] + self.content[match.end() :]
            )


def _attribute(tag: bytes, name: bytes) -> bytes | None:
    match = re.search(rb"\s" + name + rb"=[\"']([^\"']*)[\"']", tag)
    return match[1] if match else None


def _whole(tag: bytes, name: bytes) -> int:
    return int(_attribute(tag, name) or 0)


def _with_style(tag: bytes, style: int) -> bytes:
    if _attribute(tag, b"s") is not None:
        return re.sub(rb"(\ss=[\"'])[0-9]+(?=[\"'])", rb"\g<1>" + str(style).encode(), tag, count=1)
    name = re.match(rb"<[^\s/>]+", tag)
    if name is None:
        raise ValueError(tag)
    end = len(name[0])
    reference = re.match(rb"\s+r=[\"'][^\"']*[\"']", tag[end:])
    end += reference.end() if reference else 0
    return tag[:end] + f' s="{style}"'.encode() + tag[end:]


def _with_spans(tag: bytes, first: int, last: int) -> bytes:
    written = _attribute(tag, b"spans")
    if not written or b" " in written:
        return tag
    low, _, high = written.partition(b":")
    wider = f"{min(int(low), first)}:{max(int(high), last)}".encode()
    return tag.replace(written, wider, 1) if wider != written else tag


def _column_style(columns: list[tuple[int, int, int]], column: int) -> int:
    return next((style for low, high, style in columns if low <= column <= high), 0)
