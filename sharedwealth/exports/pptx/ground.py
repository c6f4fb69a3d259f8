"""The deck that slides are put on: a plain one of our own, or the organisation's template without its slides."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pptx
from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu

from sharedwealth.charts import theme
from sharedwealth.exports.pptx.pen import FONT, Box, Pen
from sharedwealth.exports.writing import ExportError
from sharedwealth.text import Language, t

_WIDTH, _HEIGHT = 12_192_000, 6_858_000
"""16:9, 13.333 by 7.5 inches."""

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_BLACK_ON_WHITE = {
    "dk1": theme.INK, "lt1": "#FFFFFF", "dk2": theme.QUIET, "lt2": theme.PAPER, "accent1": theme.MAIN,
    "accent2": theme.SECOND, "accent3": theme.EARLIER, "accent4": theme.ACCENT, "accent5": theme.LIGHT.types[2],
    "accent6": theme.WATCH, "hlink": theme.MAIN, "folHlink": theme.QUIET,
}  # fmt: skip
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


@dataclass(frozen=True)
class Deck:
    """A presentation without slides, and how to put things on it."""

    presentation: Any
    layout: Any
    title: Box
    body: Box
    """From under the title to above the foot of the layout."""
    pen: Pen
    is_own: bool


def deck(language: Language, template: Path | None) -> Deck:
    """The organisation's template where one is given; else a white sheet of 16:9."""
    presentation = _own() if template is None else _of(template)
    _forget_the_maker(presentation)
    scale = presentation.slide_height / _HEIGHT
    layout = _layout(presentation)
    pen = Pen(language, scale) if template is None else _pen_of(presentation, language, scale)
    title, body = _parts(presentation, layout, pen)
    return Deck(presentation, layout, title, body, pen, is_own=template is None)


def _of(template: Path) -> Any:  # noqa: ANN401  python-pptx's own class has no public name
    try:
        presentation = pptx.Presentation(str(template))
    except (PackageNotFoundError, ValueError, KeyError, etree.XMLSyntaxError, zipfile.BadZipFile) as problem:
        said = t("{file} cannot be used as a template: it is no PowerPoint presentation (.pptx).")
        raise ExportError(said.format(file=template)) from problem
    except OSError as problem:
        said = t("{file} cannot be read ({reason}).")
        raise ExportError(said.format(file=template, reason=problem.strerror or problem)) from problem
    for slide in list(presentation.slides._sldIdLst):  # noqa: SLF001  there is no public way to take a slide out
        presentation.part.drop_rel(slide.rId)
        presentation.slides._sldIdLst.remove(slide)  # noqa: SLF001
    # Sections and custom shows name slides that are no longer there.
    whole = presentation.part._element  # noqa: SLF001
    for tag in ("p:custShowLst", "p:extLst"):
        for found in whole.findall(qn(tag)):
            whole.remove(found)
    return presentation


def _own() -> Any:  # noqa: ANN401
    presentation: Any = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Emu(_WIDTH), Emu(_HEIGHT)
    kept = presentation.slide_layouts.get_by_name("Title Only")
    for layout in list(presentation.slide_layouts):
        if layout is not kept and layout.name != kept.name:
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    _place(master.placeholders)
    for placeholder in list(kept.placeholders):
        if placeholder.placeholder_format.type in _FOOT:
            placeholder._element.getparent().remove(placeholder._element)  # noqa: SLF001
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    part._blob = _themed(part.blob)  # noqa: SLF001  python-pptx keeps a theme as it came
    return presentation


def _place(placeholders: Any) -> None:  # noqa: ANN401
    """The master's placeholders where a slide of 16:9 has them; python-pptx's own are for 4:3."""
    foot = {PP_PLACEHOLDER.DATE: 0.04, PP_PLACEHOLDER.FOOTER: 0.35, PP_PLACEHOLDER.SLIDE_NUMBER: 0.76}
    for each in placeholders:
        kind = each.placeholder_format.type
        if kind in _TITLES:
            left, top, width, height = 0.036, 0.035, 0.928, 0.12
        elif kind in foot:
            left, top, width, height = foot[kind], 0.93, 0.2, 0.05
        else:
            left, top, width, height = 0.036, 0.22, 0.928, 0.66
        each.left, each.top = Emu(round(left * _WIDTH)), Emu(round(top * _HEIGHT))
        each.width, each.height = Emu(round(width * _WIDTH)), Emu(round(height * _HEIGHT))


def _themed(blob: bytes) -> bytes:
    """The theme with our colours and fonts."""
    root = etree.fromstring(blob)
    root.set("name", "sharedwealth")
    for scheme in root.iter(f"{_DRAWING}clrScheme"):
        scheme.set("name", "sharedwealth")
        for entry in scheme:
            for found in list(entry):
                entry.remove(found)
            colour = _BLACK_ON_WHITE[etree.QName(entry).localname].removeprefix("#")
            etree.SubElement(entry, f"{_DRAWING}srgbClr", {"val": colour})
    for scheme in root.iter(f"{_DRAWING}fontScheme"):
        scheme.set("name", "sharedwealth")
        for fonts in scheme:
            for entry in list(fonts):
                is_ours = etree.QName(entry).localname in {"latin", "ea"} or entry.get("script") == "Hans"
                if is_ours:
                    entry.attrib.pop("panose", None)
                    entry.set("typeface", FONT)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _forget_the_maker(presentation: Any) -> None:  # noqa: ANN401
    """Takes out a thumbnail of other slides and the name of the program that made the template."""
    package = presentation.part.package
    for key, relationship in list(package._rels.items()):  # noqa: SLF001  the package's own have no public name
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(key)  # noqa: SLF001
        elif relationship.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            relationship.target_part._blob = _PROPERTIES.encode()  # noqa: SLF001
    for key, relationship in list(presentation.part.rels.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            presentation.part.rels.pop(key)


def _layout(presentation: Any) -> Any:  # noqa: ANN401
    """The layout with a title and as little else as possible."""

    def others(layout: Any) -> int:  # noqa: ANN401
        return sum(each.placeholder_format.type not in (*_TITLES, *_FOOT) for each in layout.placeholders)

    with_title = [
        layout
        for layout in presentation.slide_layouts
        if any(each.placeholder_format.type in _TITLES for each in layout.placeholders)
    ]
    if not with_title:
        raise ExportError(t("The template has no layout with a title. Choose a presentation that has one."))
    return min(with_title, key=others)


def title_size(layout: Any) -> float:  # noqa: ANN401
    """Points of the layout's title: its own, else its master's, else PowerPoint's."""
    own = next(each for each in layout.placeholders if each.placeholder_format.type in _TITLES)
    looks = [own._element, layout.slide_master._element]  # noqa: SLF001  python-pptx reads no inherited size
    paths = ("p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/@sz", "p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    for look, path in zip(looks, paths, strict=True):
        if found := look.xpath(path):
            return int(found[0]) / 100
    return 44.0


def _parts(presentation: Any, layout: Any, pen: Pen) -> tuple[Box, Box]:  # noqa: ANN401
    """Where title and body stand: as the layout has it, unless its title is in the middle of the sheet."""
    width, height = presentation.slide_width, presentation.slide_height
    found = next(each for each in layout.placeholders if each.placeholder_format.type in _TITLES)
    title = Box(*(int(side or 0) for side in (found.left, found.top, found.width, found.height)))
    if title.width < width / 2 or title.bottom > height * 0.36 or title.height < pen.emu(30):
        title = Box(round(width * 0.05), round(height * 0.05), round(width * 0.9), round(height * 0.13))
    feet = [
        int(each.top)
        for each in layout.placeholders
        if each.placeholder_format.type in _FOOT and each.top and each.top > height * 0.8
    ]
    bottom = min([*feet, round(height * 0.975)])
    return title, Box(title.left, title.bottom, title.width, bottom - title.bottom)


def _pen_of(presentation: Any, language: Language, scale: float) -> Pen:  # noqa: ANN401
    """The theme's fonts; a Chinese one is named where the theme leaves it to the machine."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    minor = etree.fromstring(part.blob).find(f".//{_DRAWING}minorFont/{_DRAWING}ea")
    has_asian = minor is not None and minor.get("typeface")
    return Pen(language, scale, latin="+mn-lt", asian="+mn-ea" if has_asian else FONT)
