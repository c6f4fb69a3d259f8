"""The workbook's styles: for each marked cell its own style again, with another fill, and the way back.

A marked style is the cell's own with a fill of ours. It carries its origin in an extension of the style, which stays
as long as nobody saves the file. Excel drops the extension when it saves, so the fill carries the cell's own colour in
its second one too, which a solid fill never shows. Where both are gone the cell goes back to having no fill.
"""

from copy import deepcopy

from lxml import etree

from sharedwealth.ledger.findings import Severity
from sharedwealth.ledger.marking.package import Element, Package, parse, written

FILLS: dict[Severity, str] = {"error": "FFF2A392", "warning": "FFFFDA6B", "note": "FFE1EFFB"}
"""Behind dark text. Their lightness falls with gravity, so that they differ in grey print and to every eye."""
DARK_FILLS: dict[Severity, str] = {"error": "FF8A1B06", "warning": "FF7A5A0C", "note": "FF2C5577"}
"""Behind white text, as headings often have it."""

_OURS = {*FILLS.values(), *DARK_FILLS.values()}
_EXTENSION = "{5C0F1A3E-7B44-4E0B-9C51-2D6E8A90B731}"
_NAMESPACE = "urn:sharedwealth:marking"
_WHITE_FROM = 0.6
"""Relative lightness of text from which it needs a dark fill."""


class Styles:
    """The part `styles.xml`; `store` writes it back."""

    def __init__(self, package: Package, part: str, *, keeps_second_colours: bool) -> None:
        self._package = package
        self._part = part
        self._root = parse(package.read(part))
        self._names = f"{{{etree.QName(self._root).namespace}}}"
        self._keeps_second_colours = keeps_second_colours
        self._formats = self._table("cellXfs")
        self._made: dict[tuple[int, Severity], int] = {}
        self._places: dict[str, dict[bytes, int]] = {}

    def store(self) -> None:
        for name in ("fonts", "fills", "borders", "cellXfs"):
            table = self._root.find(f"{self._names}{name}")
            if table is not None and table.get("count") is not None:
                table.set("count", str(len(table)))
        self._package.put(self._part, written(self._root))

    def marked(self, style: int, severity: Severity) -> int:
        """The number of the style that is this one with the severity's fill."""
        known = self._made.get((style, severity))
        if known is not None:
            return known
        own = self._formats[style] if style < len(self._formats) else self._formats[0]
        colour = (DARK_FILLS if self._has_light_text(own) else FILLS)[severity]
        made = deepcopy(own)
        made.set("fillId", str(self._place(self._table("fills"), self._fill(colour, own))))
        made.set("applyFill", "1")
        self._sign(made, style)
        number = self._place(self._formats, made)
        self._made[style, severity] = number
        return number

    def ours(self) -> frozenset[int]:
        """The numbers of the styles with a fill of ours."""
        fills = {
            number for number, fill in enumerate(self._table("fills")) if self._first_colour(fill) in _OURS
        }
        found = (
            number for number, style in enumerate(self._formats) if int(style.get("fillId") or 0) in fills
        )
        return frozenset(found)

    def origin(self, number: int) -> int:
        """The number of the style that one of ours was made from."""
        style = self._formats[number]
        signed = style.find(f".//{{{_NAMESPACE}}}origin")
        if signed is not None and int(signed.get("style")) < len(self._formats):
            origin = int(signed.get("style"))
            same = ("numFmtId", "fontId", "borderId", "xfId")
            if all(self._formats[origin].get(name) == style.get(name) for name in same):
                return origin
        return self._place(self._formats, self._unfilled(style))

    def plain(
        self, *, bold: bool = False, fill: Severity | None = None, link: bool = False, size: int = 11
    ) -> int:
        """A style of the sheet of results: wrapped text, never taken for a formula when it is edited."""
        font = self._new("font")
        if bold:
            etree.SubElement(font, f"{self._names}b")
        if link:
            etree.SubElement(font, f"{self._names}u")
        etree.SubElement(font, f"{self._names}sz", val=str(size))
        etree.SubElement(font, f"{self._names}color", rgb="FF0B5394" if link else "FF1F2933")
        etree.SubElement(font, f"{self._names}name", val="宋体")
        xf = self._new("xf", numFmtId="49", borderId="0", xfId="0", quotePrefix="1")
        xf.set("fontId", str(self._place(self._table("fonts"), font)))
        xf.set("fillId", str(self._place(self._table("fills"), self._solid(FILLS[fill])) if fill else 0))
        for name in ("applyNumberFormat", "applyFont", "applyFill", "applyAlignment"):
            xf.set(name, "1")
        etree.SubElement(xf, f"{self._names}alignment", vertical="top", wrapText="1")
        return self._place(self._formats, xf)

    def _table(self, name: str) -> Element:
        table = self._root.find(f"{self._names}{name}")
        if table is None:
            raise ValueError(f"styles without {name}")
        return table

    def _place(self, table: Element, wanted: Element) -> int:
        """Where an element stands in a table; put at its end unless an equal one is there already."""
        name = etree.QName(table).localname
        if name not in self._places:
            self._places[name] = {}
            for number, each in enumerate(table):
                self._places[name].setdefault(_canonical(each), number)
        known = self._places[name]
        place = known.setdefault(_canonical(wanted), len(table))
        if place == len(table):
            table.append(wanted)
        return place

    def _new(self, name: str, **attributes: str) -> Element:
        return etree.Element(f"{self._names}{name}", attributes, nsmap=self._root.nsmap)

    def _solid(self, colour: str, second: dict[str, str] | None = None) -> Element:
        fill = self._new("fill")
        pattern = etree.SubElement(fill, f"{self._names}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{self._names}fgColor", rgb=colour)
        etree.SubElement(pattern, f"{self._names}bgColor", second or {"indexed": "64"})
        return fill

    def _fill(self, colour: str, own: Element) -> Element:
        """A fill of ours, with the cell's own colour kept in the second one."""
        pattern = self._table("fills")[int(own.get("fillId") or 0)].find(f"{self._names}patternFill")
        is_solid = pattern is not None and pattern.get("patternType") == "solid"
        first = pattern.find(f"{self._names}fgColor") if is_solid and pattern is not None else None
        return self._solid(colour, dict(first.attrib) if first is not None else None)

    def _first_colour(self, fill: Element) -> str | None:
        """What a solid fill shows; None for other fills and colours of the theme."""
        pattern = fill.find(f"{self._names}patternFill")
        if pattern is None or pattern.get("patternType") != "solid":
            return None
        found = pattern.find(f"{self._names}fgColor")
        return None if found is None else found.get("rgb")

    def _sign(self, style: Element, origin: int) -> None:
        extensions = style.find(f"{self._names}extLst")
        if extensions is None:
            extensions = etree.SubElement(style, f"{self._names}extLst")
        extension = etree.SubElement(
            extensions, f"{self._names}ext", uri=_EXTENSION, nsmap={"sharedwealth": _NAMESPACE}
        )
        etree.SubElement(extension, f"{{{_NAMESPACE}}}origin", style=str(origin))

    def _unfilled(self, style: Element) -> Element:
        """The style as it was before, as far as its fill tells."""
        made = deepcopy(style)
        for signed in made.findall(f".//{{{_NAMESPACE}}}origin"):
            extension = signed.getparent()
            extension.getparent().remove(extension)
        fill = self._table("fills")[int(style.get("fillId"))]
        second = fill.find(f"{self._names}patternFill/{self._names}bgColor")
        held = dict(second.attrib) if second is not None and self._keeps_second_colours else {"indexed": "64"}
        if held.get("indexed") == "64" or held.get("auto"):
            made.set("fillId", "0")
            made.attrib.pop("applyFill", None)
            return made
        own = self._solid("")
        first = own.find(f"{self._names}patternFill/{self._names}fgColor")
        first.attrib.clear()
        first.attrib.update(held)
        made.set("fillId", str(self._place(self._table("fills"), own)))
        return made

    def _has_light_text(self, style: Element) -> bool:
        fonts = self._table("fonts")
        number = int(style.get("fontId") or 0)
        colour = fonts[number].find(f"{self._names}color") if number < len(fonts) else None
        if colour is None:
            return False
        if colour.get("rgb"):
            rgb = colour.get("rgb")[-6:]
            red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
            return bool(0.2126 * red + 0.7152 * green + 0.0722 * blue > _WHITE_FROM)
        return colour.get("theme") == "0" or colour.get("indexed") in {"1", "9"}


def _canonical(element: Element) -> bytes:
    content: bytes = etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    return content
