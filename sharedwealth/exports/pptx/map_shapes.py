"""Freeform shapes and labels of a map, written as the format has them: python-pptx draws a ring at a time only."""

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from sharedwealth.briefings.scene import AreaRow, Status
from sharedwealth.charts import theme
from sharedwealth.choices import STATUSES, word
from sharedwealth.exports import number_formats
from sharedwealth.exports.outlines import Box as UnitBox
from sharedwealth.exports.outlines import Outline
from sharedwealth.exports.pptx.pen import LANGUAGES, Box, Pen

if TYPE_CHECKING:
    from collections.abc import Iterator

LAND, BORDER, OUTLINE, CIRCLE = "#EEF1EE", "#A9B8B5", "#5F7079", "#35937D"
_PATTERNS: dict[Status, str] = {
    "no_data": "wdUpDiag",
    "suppressed": "dotGrid",
    "unverified": "ltDnDiag",
    "carried": "ltUpDiag",
}


@dataclass(frozen=True)
class View:
    """How a map's units lie on the slide."""

    left: float
    top: float
    emu: float
    """EMU to a unit."""
    west: float
    north: float

    @classmethod
    def of(cls, box: UnitBox, place: Box) -> "View":
        """The box as large as it fits, in the middle of the place."""
        wide, high = max(1.0, box[2] - box[0]), max(1.0, box[3] - box[1])
        emu = min(place.width / wide, place.height / high)
        left = place.left + (place.width - wide * emu) / 2
        top = place.top + (place.height - high * emu) / 2
        return cls(left, top, emu, box[0], box[1])

    def at(self, x: float, y: float) -> tuple[int, int]:
        return round(self.left + (x - self.west) * self.emu), round(self.top + (y - self.north) * self.emu)


def fill_of(status: Status, colour: str) -> str:
    """The fill of an area: its class's colour, hatched where the figure is older or not verified.

    Hatched on white where there is no figure, dotted where it must not be told.
    """
    if status == "ok":
        return solid(colour)
    ground = theme.CARD if status in {"no_data", "suppressed"} else colour
    line = theme.EARLIER if ground == theme.CARD else _on(colour)
    colours = f"<a:fgClr>{_rgb(line)}</a:fgClr><a:bgClr>{_rgb(ground)}</a:bgClr>"
    return f'<a:pattFill prst="{_PATTERNS[status]}">{colours}</a:pattFill>'


def solid(colour: str) -> str:
    return f"<a:solidFill>{_rgb(colour)}</a:solidFill>" if colour else "<a:noFill/>"


def is_dark(colour: str) -> bool:
    """Whether white letters are better to read on it than ink."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140


def _on(colour: str) -> str:
    return "#FFFFFF" if is_dark(colour) else theme.QUIET


def _rgb(colour: str) -> str:
    return f'<a:srgbClr val="{colour.removeprefix("#")}"/>'


def told(row: AreaRow) -> str:
    """What is known of the area, in a few words: its figure, or why there is none."""
    if row.value is None or not number_formats.is_known(row.value):
        return word(STATUSES, row.status)
    return row.text if row.status == "ok" else f"{row.text} · {word(STATUSES, row.status)}"


class Writer:
    """Adds shapes to a group, each with a number of its own."""

    def __init__(self, group: Any, pen: Pen) -> None:  # noqa: ANN401  python-pptx's group
        self._tree = group._element  # noqa: SLF001  shapes are written as the format has them
        self._pen = pen
        root = self._tree.getroottree()
        taken = [int(each) for each in root.xpath("//@id") if str(each).isdigit()]
        self._numbers: Iterator[int] = count(max(taken, default=1) + 1)

    def area(
        self, outline: Outline, view: View, name: str, alt: str, fill: str, line: tuple[str, float]
    ) -> None:
        """An area as one freeform, its islands and holes in it."""
        west, north, east, south = outline.box
        wide, high = max(1, round(east - west)), max(1, round(south - north))
        path = "".join(
            f'<a:moveTo><a:pt x="{round(ring[0][0] - west)}" y="{round(ring[0][1] - north)}"/></a:moveTo>'
            + "".join(
                f'<a:lnTo><a:pt x="{round(x - west)}" y="{round(y - north)}"/></a:lnTo>' for x, y in ring[1:]
            )
            + "<a:close/>"
            for ring in outline.rings
        )
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        )
        left, top = view.at(west, north)
        place = Box(left, top, max(1, round(wide * view.emu)), max(1, round(high * view.emu)))
        self._add(place, name, alt, geometry + fill + self._line(*line))

    def circle(self, centre: tuple[int, int], radius: float, name: str, alt: str, fill: str) -> None:
        side = max(1, round(2 * radius))
        place = Box(round(centre[0] - radius), round(centre[1] - radius), side, side)
        self._add(place, name, alt, _preset("ellipse") + fill + self._line("#FFFFFF", 1))

    def square(self, place: Box, name: str, fill: str) -> None:
        self._add(place, name, "", _preset("rect") + fill + self._line(BORDER, 0.75))

    def pin(self, point: tuple[int, int], name: str) -> None:
        """A drop that points at the place."""
        side = self._pen.emu(11)
        high = round(side * 0.71 + side / 2)
        place = Box(point[0] - side // 2, point[1] - high, side, side)
        self._add(
            place, name, name, _preset("teardrop") + solid(theme.ACCENT) + self._line("#FFFFFF", 1), turn=135
        )

    def label(
        self,
        place: Box,
        name: str,
        lines: list[tuple[str, float, bool]],
        colour: str,
        ground: str = "",
        align: str = "ctr",
    ) -> None:
        """Lines of text in the middle of the place, or from its left."""
        main, other = LANGUAGES[self._pen.language]
        fonts = "".join(
            f"<a:{tag} typeface={quoteattr(font)}/>"
            for tag, font in (("latin", self._pen.latin), ("ea", self._pen.asian))
            if font
        )
        paragraphs = "".join(
            f'<a:p><a:pPr algn="{align}"/><a:r><a:rPr lang="{main}" altLang="{other}" '
            f'sz="{round(size * self._pen.scale * 2) * 50}" b="{int(is_bold)}">{solid(colour)}{fonts}</a:rPr>'
            f"<a:t>{escape(text)}</a:t></a:r></a:p>"
            for text, size, is_bold in lines
        )
        body = (
            '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{paragraphs}</p:txBody>"
        )
        self._add(place, name, "", _preset("rect") + solid(ground), body=body, is_text=True)

    def _line(self, colour: str, width: float) -> str:
        return f'<a:ln w="{self._pen.emu(width)}">{solid(colour)}<a:round/></a:ln>' if width else ""

    def _add(
        self,
        place: Box,
        name: str,
        alt: str,
        inside: str,
        turn: int = 0,
        body: str = "",
        *,
        is_text: bool = False,
    ) -> None:
        box = ' txBox="1"' if is_text else ""
        told = f" descr={quoteattr(alt)}" if alt else ""
        turned = f' rot="{turn * 60_000}"' if turn else ""
        self._tree.append(
            parse_xml(
                f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
                f'<p:cNvPr id="{next(self._numbers)}" name={quoteattr(name)}{told}/>'
                f"<p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr><p:spPr>"
                f'<a:xfrm{turned}><a:off x="{place.left}" y="{place.top}"/>'
                f'<a:ext cx="{place.width}" cy="{place.height}"/></a:xfrm>{inside}</p:spPr>{body}</p:sp>'
            )
        )


def _preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'
