"""Comments on cells: ours added to the clerk's own, and taken away again; the shapes that show them."""

import re

from lxml import etree

from sharedwealth.ledger.marking.addresses import row_and_column
from sharedwealth.ledger.marking.package import Element, Package, Relations, parse, written
from sharedwealth.ledger.marking.sheet_bytes import SheetBytes
from sharedwealth.ledger.marking.wording import MARKER

AUTHOR = "共富工坊"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BEHIND_LEGACY = frozenset(
    {
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    }
)  # fmt: skip
_SHAPE = re.compile(rb"<((?:\w+:)?)shape\s[^>]*>.*?</\1shape>\s*", re.DOTALL)
_SHAPE_ID = re.compile(rb"_s([0-9]+)")
_SHAPES_A_BLOCK = 1024
_BLOCKS_A_SHEET = 16
_VML_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
    'data="{blocks}"/></o:shapelayout>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NOTE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:240pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 31, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}


class Notes:
    """The comments of one sheet; nothing is written before `store`."""

    def __init__(self, package: Package, part: str, number: int, kind: str) -> None:
        """`number` is the sheet's place in the workbook, `kind` what every relation's type begins with."""
        self._package = package
        self._relations = Relations(package, part)
        self._number = number
        self._kind = kind
        self._found = self._relations.first("comments")
        self._root: Element = (
            parse(package.read(self._found[1])) if self._found and self._found[1] in package else None
        )
        self._new_shapes: dict[str, str] = {}
        self._gone: set[str] = set()
        self._is_changed = False
        self._known: dict[str, Element] | None = None

    def clean(self) -> None:
        """Takes away what an earlier check said; the clerk's own words stay."""
        if self._root is None:
            return
        listed = self._root.find(f"{self._names}commentList")
        for comment in [] if listed is None else list(listed):
            text = comment.find(f"{self._names}text")
            if text is None or MARKER not in "".join(text.itertext()):
                continue
            self._is_changed = True
            self._cut(text)
            if not "".join(text.itertext()).strip():
                listed.remove(comment)
                self._gone.add(comment.get("ref"))

    def add(self, address: str, said: str) -> None:
        """Says something on a cell, below what a comment there says already."""
        self._is_changed = True
        listed = self._list()
        present = self._by_address().get(address)
        if present is not None:
            self._run(present.find(f"{self._names}text"), f"\n{said}")
            return
        comment = etree.SubElement(listed, f"{self._names}comment", ref=address, authorId=str(self._author()))
        self._run(etree.SubElement(comment, f"{self._names}text"), said)
        self._by_address()[address] = comment
        self._new_shapes[address] = said

    def store(self, sheet: SheetBytes) -> None:
        """Writes the comments' part and their shapes; both go when no comment is left."""
        if not self._is_changed or self._root is None:
            return
        self._store_shapes(sheet)
        if len(self._list()):
            content = written(self._root)
            if self._found:
                self._package.put(self._found[1], content)
            else:
                part = self._package.add("xl/comments", ".xml", content, _CONTENT_TYPE)
                self._relations.add(f"{self._kind}/comments", part)
        elif self._found:
            self._relations.drop(self._found[0])
            self._package.drop(self._found[1])

    @property
    def _names(self) -> str:
        if self._root is None:
            raise ValueError("no comments yet")
        return f"{{{etree.QName(self._root).namespace}}}"

    def _list(self) -> Element:
        if self._root is None:
            namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            if "purl.oclc.org" in self._kind:
                namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
            self._root = etree.Element(f"{{{namespace}}}comments", nsmap={None: namespace})
            etree.SubElement(self._root, f"{{{namespace}}}authors")
        listed = self._root.find(f"{self._names}commentList")
        return etree.SubElement(self._root, f"{self._names}commentList") if listed is None else listed

    def _by_address(self) -> dict[str, Element]:
        """Made once the earlier marks are gone; two comments never share a cell."""
        if self._known is None:
            self._known = {comment.get("ref"): comment for comment in self._list()}
        return self._known

    def _author(self) -> int:
        authors = self._root.find(f"{self._names}authors") if self._root is not None else None
        if authors is None:
            raise ValueError("comments without authors")
        for number, author in enumerate(authors):
            if author.text == AUTHOR:
                return number
        etree.SubElement(authors, f"{self._names}author").text = AUTHOR
        return len(authors) - 1

    def _run(self, text: Element, said: str) -> None:
        # A text is either one bare piece or a list of runs: a bare one becomes the first run.
        bare = text.find(f"{self._names}t")
        if bare is not None:
            run = etree.Element(f"{self._names}r")
            text.replace(bare, run)
            run.append(bare)
        run = etree.SubElement(text, f"{self._names}r")
        properties = etree.SubElement(run, f"{self._names}rPr")
        etree.SubElement(properties, f"{self._names}sz", val="9")
        etree.SubElement(properties, f"{self._names}rFont", val="宋体")
        piece = etree.SubElement(run, f"{self._names}t")
        piece.text = said
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _cut(self, text: Element) -> None:
        """Everything from our marker on; runs that were wholly ours go."""
        is_behind = False
        for piece in list(text.iter(f"{self._names}t")):
            run = piece.getparent() if piece.getparent() is not text else piece
            whole = piece.text or ""
            if not is_behind and MARKER in whole:
                is_behind = True
                piece.text = whole[: whole.index(MARKER)].removesuffix("\n")
                if piece.text:
                    continue
            if is_behind:
                text.remove(run)

    def _store_shapes(self, sheet: SheetBytes) -> None:
        tag = sheet.below("legacyDrawing")
        identifier = re.search(rb"\w+:id=[\"']([^\"']+)", tag) if tag else None
        part = self._relations.target(identifier[1].decode()) if identifier else None
        if tag is None or part is None or part not in self._package:
            if self._new_shapes:
                self._new_drawing(sheet)
            return
        content = self._package.read(part)
        if self._gone:
            gone = {row_and_column(address) for address in self._gone}
            content = _SHAPE.sub(lambda match: b"" if _place(match[0]) in gone else match[0], content)
        if self._new_shapes:
            content = self._with_shapes(content)
        if _SHAPE.search(content) is None and identifier:
            self._relations.drop(identifier[1].decode())
            self._package.drop(part)
            sheet.drop_below("legacyDrawing")
        else:
            self._package.put(part, content)

    def _with_shapes(self, content: bytes) -> bytes:
        taken = [int(match[1]) for match in _SHAPE_ID.finditer(content)]
        shapes = self._shapes(max(taken, default=_SHAPES_A_BLOCK) + 1)
        if b"_x0000_t202" not in content:
            shapes = _SHAPE_TYPE + shapes
        for prefix, namespace in _NAMESPACES.items():
            if f"xmlns:{prefix}=".encode() not in content:
                shapes = shapes.replace("<v:shape", f'<v:shape xmlns:{prefix}="{namespace}"')
        end = content.rindex(b"</")
        return content[:end] + shapes.encode() + content[end:]

    def _new_drawing(self, sheet: SheetBytes) -> None:
        block = 1 + self._number * _BLOCKS_A_SHEET
        count = len(self._new_shapes) // _SHAPES_A_BLOCK + 1
        blocks = ",".join(str(block + step) for step in range(count))
        content = (
            _VML_HEAD.format(blocks=blocks)
            + _SHAPE_TYPE
            + self._shapes(block * _SHAPES_A_BLOCK + 1)
            + "</xml>"
        )
        part = self._package.add("xl/drawings/vmlDrawing", ".vml", content.encode(), _VML_TYPE)
        identifier = self._relations.add(f"{self._kind}/vmlDrawing", part)
        declared = re.search(rb"xmlns:([\w.-]+)=[\"']" + re.escape(self._kind.encode()), sheet.root_tag)
        prefix = declared[1].decode() if declared else "r"
        declaration = "" if declared else f' xmlns:r="{self._kind}"'
        name = f"{sheet.prefix.decode()}legacyDrawing"
        sheet.put_behind(f'<{name}{declaration} {prefix}:id="{identifier}"/>'.encode(), _BEHIND_LEGACY)

    def _shapes(self, first_id: int) -> str:
        pieces = []
        for number, (address, said) in enumerate(self._new_shapes.items(), start=first_id):
            row, column = row_and_column(address)
            lines = sum(1 + len(line) // 34 for line in said.splitlines())
            pieces.append(
                _NOTE.format(
                    id=number,
                    height=14 * lines + 8,
                    left=column,
                    right=column + 4,
                    top=max(row - 2, 0),
                    bottom=max(row - 2, 0) + lines + 1,
                    row=row - 1,
                    column=column - 1,
                )
            )
        return "".join(pieces)


def _place(shape: bytes) -> tuple[int, int] | None:
    """Row and column of the cell whose comment a shape shows; None for any other shape."""
    row = re.search(rb"<(?:\w+:)?Row>\s*([0-9]+)", shape)
    column = re.search(rb"<(?:\w+:)?Column>\s*([0-9]+)", shape)
    if b'"Note"' not in shape or row is None or column is None:
        return None
    return int(row[1]) + 1, int(column[1]) + 1
