"""Parts of a workbook as streams, within limits: nothing is unpacked or kept beyond them.

Only the standard library, and no sentences: this runs in the child process, which must start in a moment. What is not
taken rises as `RefusedError` under the name of a reason; `reading/refusals.py` has the sentences.
"""

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

MEBIBYTE = 2**20
LARGEST_UNPACKED = 200 * MEBIBYTE
LARGEST_PART = 160 * MEBIBYTE
LARGEST_SMALL_PART = 8 * MEBIBYTE
"""Of parts that describe the workbook: its sheets' names, its styles, its links."""
MOST_ROWS = 200_000
MOST_COLUMNS = 256
MOST_CELLS = 3_000_000
MOST_ELEMENTS = 4_000_000
MOST_NOTED = 20_000
"""Cells noted for what is wrong with them; a workbook with more is refused."""
_READ = 256 * 1024


class RefusedError(Exception):
    """A file that is not read; the reason's name, and what its sentence fills in."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


class Budget:
    """Bytes that really come out of the archive, and elements and noted cells over the whole workbook."""

    def __init__(self) -> None:
        self.unpacked = 0
        self.elements = 0
        self.cells = 0
        self.noted = 0

    def pieces(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """A part piece by piece, however large its directory entry says it is."""
        with archive.open(part) as stream:
            while piece := stream.read(_READ):
                self.unpacked += len(piece)
                if self.unpacked > LARGEST_UNPACKED:
                    raise RefusedError("too_large_unpacked", megabytes=LARGEST_UNPACKED // MEBIBYTE)
                yield piece

    def note(self) -> None:
        self.noted += 1
        if self.noted > MOST_NOTED:
            raise RefusedError("too_many_errors", most=MOST_NOTED)

    def count(self, elements: int) -> None:
        self.elements += elements
        if self.elements > MOST_ELEMENTS:
            raise RefusedError("too_many_cells", most=MOST_CELLS)


def parser_without_entities() -> Any:  # noqa: ANN401  typeshed has the type, the module has not
    """A parser that knows namespaces and takes no document type, hence no entity of any kind."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise RefusedError("entities")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def elements(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: Budget
) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part, local name and attributes, in its order."""
    if part.file_size > LARGEST_SMALL_PART:
        raise RefusedError("too_large_unpacked", megabytes=LARGEST_UNPACKED // MEBIBYTE)
    found: list[tuple[str, dict[str, str]]] = []
    parser = parser_without_entities()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(" ")[2], attributes))
    for piece in budget.pieces(archive, part):
        parser.Parse(piece, False)  # noqa: FBT003  the parser's own signature
        if len(found) > MOST_ELEMENTS // 10:
            raise RefusedError("too_many_cells", most=MOST_CELLS)
    parser.Parse(b"", True)  # noqa: FBT003
    budget.count(len(found))
    return found
