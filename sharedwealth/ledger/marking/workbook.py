"""The list of sheets: where each one's XML is, ours put first and taken out, names that count sheets kept right."""

from dataclasses import dataclass

from lxml import etree

from sharedwealth.ledger.marking.package import Element, Package, Relations, parse, written

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_PROPERTIES = "docProps/app.xml"
_EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_VARIANTS = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


@dataclass(frozen=True)
class SheetEntry:
    name: str
    part: str
    is_worksheet: bool


class WorkbookPart:
    """The part `workbook.xml`; `store` writes it back."""

    def __init__(self, package: Package) -> None:
        self._package = package
        found = Relations(package, "").first("officeDocument")
        if found is None:
            raise ValueError("no workbook in the package")
        self.part = found[1]
        self._relations = Relations(package, self.part)
        self._root = parse(package.read(self.part))
        self.names = f"{{{etree.QName(self._root).namespace}}}"
        self.kind = _RELATIONS["purl.oclc.org" in self.names]
        """What every relation's type begins with."""

    def sheets(self) -> list[SheetEntry]:
        """In the order of the tabs."""
        found = []
        for entry in self._entries():
            identifier = str(entry.get(f"{{{self.kind}}}id"))
            part = self._relations.target(identifier)
            if part is not None:
                kind = self._relations.kind(identifier)
                found.append(SheetEntry(entry.get("name"), part, kind.endswith("/worksheet")))
        return found

    def related(self, kind: str) -> str | None:
        """The part of this kind, such as `styles`."""
        found = self._relations.first(kind)
        return found[1] if found and found[1] in self._package else None

    def add_styles(self, content: bytes, content_type: str) -> str:
        part = self._package.add("xl/styles", ".xml", content, content_type)
        self._relations.add(f"{self.kind}/styles", part)
        return part

    def remove(self, name: str) -> None:
        """Takes a sheet out, with everything that counts sheets."""
        entries = self._entries()
        place = [entry.get("name") for entry in entries].index(name)
        identifier = str(entries[place].get(f"{{{self.kind}}}id"))
        part = self._relations.target(identifier)
        self._count_worksheets(-1, name)
        entries.remove(entries[place])
        self._relations.drop(identifier)
        if part is not None:
            self._package.drop(part)
        self._move_names(place, -1)

    def insert_first(self, name: str, content: bytes) -> None:
        """Puts a sheet before all others, and shows it."""
        part = self._package.add("xl/worksheets/sheet", ".xml", content, _SHEET_TYPE)
        identifier = self._relations.add(f"{self.kind}/worksheet", part)
        entries = self._entries()
        number = max((int(entry.get("sheetId")) for entry in entries), default=0) + 1
        entry = etree.Element(f"{self.names}sheet", name=name, sheetId=str(number))
        entry.set(f"{{{self.kind}}}id", identifier)
        self._move_names(0, 1)
        entries.insert(0, entry)
        self._count_worksheets(1, name)
        for view in self._root.iterfind(f"{self.names}bookViews/{self.names}workbookView"):
            for attribute in ("activeTab", "firstSheet"):
                view.attrib.pop(attribute, None)

    def store(self) -> None:
        self._package.put(self.part, written(self._root))

    def _entries(self) -> Element:
        found = self._root.find(f"{self.names}sheets")
        if found is None:
            raise ValueError("a workbook without sheets")
        return found

    def _move_names(self, place: int, by: int) -> None:
        """Names that belong to one sheet count it from 0; those of a sheet that goes go with it."""
        defined = self._root.find(f"{self.names}definedNames")
        for name in [] if defined is None else list(defined):
            if name.get("localSheetId") is None:
                continue
            local = int(name.get("localSheetId"))
            if by < 0 and local == place:
                defined.remove(name)
            elif local >= place:
                name.set("localSheetId", str(local + by))
        if defined is not None and len(defined) == 0:
            self._root.remove(defined)

    def _count_worksheets(self, by: int, name: str) -> None:
        """The list of titles among the file's properties, where there is one of the usual form."""
        if _PROPERTIES not in self._package:
            return
        root = parse(self._package.read(_PROPERTIES))
        count = root.find(f"{_EXTENDED}HeadingPairs/{_VARIANTS}vector/{_VARIANTS}variant/{_VARIANTS}i4")
        titles = root.find(f"{_EXTENDED}TitlesOfParts/{_VARIANTS}vector")
        if count is None or titles is None or not len(titles):
            return
        if by > 0:
            title = etree.Element(f"{_VARIANTS}lpstr")
            title.text = name
            titles.insert(0, title)
        else:
            ours = next((each for each in titles if each.text == name), None)
            if ours is None:
                return
            titles.remove(ours)
        count.text = str(int(count.text) + by)
        titles.set("size", str(len(titles)))
        self._package.put(_PROPERTIES, written(root))


def was_saved_by_libreoffice(package: Package) -> bool:
    """LibreOffice writes a colour of its own choice as a fill's second one."""
    return _PROPERTIES in package and b"LibreOffice" in package.read(_PROPERTIES)
