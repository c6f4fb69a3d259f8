"""A workbook as the archive it is: parts that are read, replaced, added or dropped, all others copied as they are."""

import posixpath
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from sharedwealth.errors import LedgerFileError
from sharedwealth.text import t

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_EMPTY_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_COMPRESSION = 5

Element = Any
"""An element of lxml, whose own type has no public name."""


def parse(content: bytes) -> Element:
    """The root of a part. Entities are never expanded and nothing outside is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(content, parser)


def written(root: Element) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


class Package:
    """The parts of one archive by name; `save` writes them in their order, new ones last."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._changed: dict[str, bytes | None] = {}

    def __contains__(self, part: str) -> bool:
        if part in self._changed:
            return self._changed[part] is not None
        return part in self._archive.NameToInfo

    def read(self, part: str) -> bytes:
        changed = self._changed.get(part)
        return self._archive.read(part) if changed is None else changed

    def put(self, part: str, content: bytes) -> None:
        self._changed[part] = content

    def drop(self, part: str) -> None:
        """Takes the part out, with its relations and its content type."""
        for each in (part, relations_part(part)):
            if each in self:
                self._changed[each] = None
        types = parse(self.read(CONTENT_TYPES))
        for override in types.findall(f"{_TYPES}Override"):
            if override.get("PartName") == f"/{part}":
                types.remove(override)
        self.put(CONTENT_TYPES, written(types))

    def add(self, stem: str, suffix: str, content: bytes, content_type: str) -> str:
        """A new part, `stem` with the first free number; its name."""
        number = 1
        while f"{stem}{number}{suffix}" in self:
            number += 1
        part = f"{stem}{number}{suffix}"
        types = parse(self.read(CONTENT_TYPES))
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{part}", ContentType=content_type)
        self.put(CONTENT_TYPES, written(types))
        self.put(part, content)
        return part

    def save(self, out: BinaryIO) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as target:
            for info in self._archive.infolist():
                content = self._changed.get(info.filename, b"")
                if content is None:
                    continue
                if info.filename not in self._changed:
                    content = self._archive.read(info)
                target.writestr(_entry(info.filename, info.date_time), content)
            for part, content in self._changed.items():
                if content is not None and part not in self._archive.NameToInfo:
                    target.writestr(_entry(part), content)


def _entry(
    name: str, date_time: tuple[int, int, int, int, int, int] = (1980, 1, 1, 0, 0, 0)
) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Relations:
    """What one part refers to, by identifier; changes are written at once."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._part = part
        self._file = relations_part(part)
        self._root = parse(package.read(self._file) if self._file in package else _EMPTY_RELATIONS)

    def target(self, identifier: str) -> str | None:
        """The name of the part that is meant; None for an unknown identifier and for what lies outside."""
        for each in self._root:
            if each.get("Id") == identifier and each.get("TargetMode") != "External":
                return self._absolute(each.get("Target") or "")
        return None

    def kind(self, identifier: str) -> str:
        """The whole type of the relation, an address."""
        return next((str(each.get("Type")) for each in self._root if each.get("Id") == identifier), "")

    def first(self, kind: str) -> tuple[str, str] | None:
        """Identifier and part of the first relation whose type ends in `/kind`."""
        for each in self._root:
            if (each.get("Type") or "").endswith(f"/{kind}") and each.get("TargetMode") != "External":
                return str(each.get("Id")), self._absolute(each.get("Target") or "")
        return None

    def add(self, kind: str, part: str) -> str:
        """The identifier of a new relation to a part; `kind` is the whole type."""
        taken = {each.get("Id") for each in self._root}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        target = posixpath.relpath(part, posixpath.dirname(self._part))
        etree.SubElement(self._root, f"{_PACKAGE}Relationship", Id=f"rId{number}", Type=kind, Target=target)
        self._package.put(self._file, written(self._root))
        return f"rId{number}"

    def drop(self, identifier: str) -> None:
        for each in self._root:
            if each.get("Id") == identifier:
                self._root.remove(each)
        self._package.put(self._file, written(self._root))

    def _absolute(self, target: str) -> str:
        if target.startswith("/"):
            return target[1:]
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._part), target))


def opened(source: Path | BinaryIO, name: str) -> Package:
    """The archive of a workbook; a `LedgerFileError` when it is none."""
    try:
        package = Package(zipfile.ZipFile(source))
    except zipfile.BadZipFile as problem:
        raise _no_workbook(name) from problem
    if CONTENT_TYPES not in package:
        raise _no_workbook(name)
    return package


def _no_workbook(name: str) -> LedgerFileError:
    return LedgerFileError(
        t(
            "{file} is no Excel workbook (.xlsx), so it cannot be marked. Save it as .xlsx and check again."
        ).format(file=name)
    )
