"""Writes text on a slide: sizes on the slide's scale, fonts and language named for Latin and Chinese letters."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from sharedwealth.charts import theme
from sharedwealth.text import Language

FONT = "Microsoft YaHei"
"""On every Windows and in every Office for Mac; other programs take their own Chinese font in its place."""

LANGUAGES: dict[Language, tuple[str, str]] = {"zh": ("zh-CN", "en-GB"), "en": ("en-GB", "zh-CN")}
LINE = 1.22
"""A line's height in Microsoft YaHei, in sizes of its letters, as it is set here."""

SMALLEST = 12
"""Points on a slide of 7.5 inches: 24 pixels of a stage of 1080."""


@dataclass(frozen=True)
class Box:
    """A part of a slide, in its own small units (EMU)."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def cut_left(self, width: int, gap: int = 0) -> tuple["Box", "Box"]:
        """The part on the left and what remains right of the gap."""
        return (
            Box(self.left, self.top, width, self.height),
            Box(self.left + width + gap, self.top, self.width - width - gap, self.height),
        )

    def cut_right(self, width: int, gap: int = 0) -> tuple["Box", "Box"]:
        """What remains left of the gap, and the part on the right."""
        return self.cut_left(self.width - width - gap, gap)

    def cut_top(self, height: int, gap: int = 0) -> tuple["Box", "Box"]:
        """The part at the top and what remains under the gap."""
        return (
            Box(self.left, self.top, self.width, height),
            Box(self.left, self.top + height + gap, self.width, self.height - height - gap),
        )

    def cut_bottom(self, height: int, gap: int = 0) -> tuple["Box", "Box"]:
        """What remains above the gap, and the part at the bottom."""
        return self.cut_top(self.height - height - gap, gap)


@dataclass(frozen=True)
class Run:
    """Letters in one look."""

    text: str
    size: float
    colour: str = theme.INK
    is_bold: bool = False


Paragraph = Sequence[Run]


@dataclass(frozen=True)
class Pen:
    """Of one deck: its language, its fonts, and how large its slides are beside one of 7.5 inches."""

    language: Language
    scale: float
    latin: str = FONT
    asian: str = FONT

    def emu(self, points: float) -> int:
        """A length on a slide of 540 points, on this one."""
        return round(points * self.scale * 12700)

    def points(self, emu: int) -> float:
        """A length on this slide, as on one of 540 points."""
        return emu / 12700 / self.scale

    def fit(self, text: str, width: int, largest: float, lines: int = 1, smallest: float = SMALLEST) -> float:
        """The largest size, in steps of a point, at which the text takes no more lines of this width."""
        for size in range(math.floor(largest), math.floor(smallest), -1):
            if self.lines(text, size, width) <= lines:
                return size
        return smallest

    def lines(self, text: str, size: float, width: int) -> int:
        """How many lines the text takes, at most."""
        room = max(1.0, self.points(width) - 0.6 * size)
        return sum(max(1, math.ceil(width_of(part, size) / room)) for part in text.split("\n"))

    def style(self, properties: Any, run: Run) -> None:  # noqa: ANN401  python-pptx's fonts share no type
        """Gives an object with python-pptx's font its look; the fonts are named for both scripts."""
        properties.size = Pt(round(run.size * self.scale * 2) / 2)
        properties.bold = run.is_bold
        properties.color.rgb = rgb(run.colour)
        self.name_fonts(properties._element)  # noqa: SLF001  python-pptx writes no East Asian font

    def name_fonts(self, run_properties: Any) -> None:  # noqa: ANN401  an lxml element
        """Writes language and fonts into an `a:rPr` or `a:defRPr`, in the order that the schema has."""
        main, other = LANGUAGES[self.language]
        run_properties.set("lang", main)
        run_properties.set("altLang", other)
        for tag in ("a:latin", "a:ea"):
            for found in run_properties.findall(qn(tag)):
                run_properties.remove(found)
        after = run_properties.find(qn("a:cs"))
        for tag, font in (("a:latin", self.latin), ("a:ea", self.asian)):
            if not font:
                continue
            named = run_properties.makeelement(qn(tag), {"typeface": font})
            if after is None:
                run_properties.append(named)
            else:
                after.addprevious(named)

    def fill(self, frame: Any, paragraphs: Sequence[Paragraph], align: PP_ALIGN = PP_ALIGN.LEFT) -> None:  # noqa: ANN401
        """Writes the paragraphs into a text frame, in place of what is there."""
        frame.clear()
        for at, runs in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = align
            for run in runs:
                self._run(paragraph, run)

    def _run(self, paragraph: Any, run: Run) -> None:  # noqa: ANN401
        for at, line in enumerate(run.text.split("\n")):
            if at:
                paragraph.add_line_break()
            written = paragraph.add_run()
            written.text = line
            self.style(written.font, run)

    def box(
        self,
        shapes: Any,  # noqa: ANN401  a slide's or a group's shapes
        place: Box,
        paragraphs: Sequence[Paragraph],
        name: str,
        align: PP_ALIGN = PP_ALIGN.LEFT,
        anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    ) -> Any:  # noqa: ANN401
        """A text box without margins, under a name of its own."""
        made = shapes.add_textbox(place.left, place.top, max(1, place.width), max(1, place.height))
        made.name = name
        frame = made.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = anchor
        self.fill(frame, paragraphs, align)
        return made


def rgb(hexadecimal: str) -> RGBColor:
    """The colour as python-pptx takes it."""
    plain = hexadecimal.removeprefix("#")
    made: RGBColor = RGBColor(  # type: ignore[no-untyped-call]
        int(plain[:2], 16), int(plain[2:4], 16), int(plain[4:], 16)
    )
    return made


def width_of(text: str, size: float) -> float:
    """Points that the text takes at most in one line."""
    return theme.text_width(text, 1) * size if text else 0.0


def distinct(names: Sequence[str]) -> Iterator[str]:
    """The names, each once: a second one of the same is numbered."""
    seen: set[str] = set()
    for name in names:
        numbered = chain([name], (f"{name} {at}" for at in count(2)))
        found = next(each for each in numbered if each not in seen)
        seen.add(found)
        yield found
