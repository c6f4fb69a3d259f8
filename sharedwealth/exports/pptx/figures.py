"""Numbers that stand by themselves: the key number large, the others under it or beside it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from sharedwealth.briefings.scene import Fact
from sharedwealth.charts import theme
from sharedwealth.exports.pptx.pen import LINE, Box, Pen, Run, width_of

KEY, OTHER, LABEL, BENEATH = 54, 34, 18, 14
"""Points on a slide of 540: the key number has to be read from the last row."""


_BOLD = 1.2
"""How much wider the digits are at most, in bold and in the fonts that other programs take for ours."""


def beside(slide: Any, pen: Pen, place: Box, facts: Sequence[Fact]) -> None:  # noqa: ANN401
    """One under another, as beside a picture."""
    heights = [height_of(pen, fact, place.width, KEY if at == 0 else OTHER) for at, fact in enumerate(facts)]
    room = pen.points(place.height) - sum(heights)
    gap = max(4.0, min(26.0, room / max(1, len(facts))))
    top = place.top
    for at, (fact, height) in enumerate(zip(facts, heights, strict=True)):
        part = Box(place.left, top, place.width, pen.emu(height))
        if part.bottom > place.bottom + pen.emu(8):
            break
        one(slide, pen, part, fact, KEY if at == 0 else OTHER)
        top = part.bottom + pen.emu(gap)


def sheet(slide: Any, pen: Pen, place: Box, facts: Sequence[Fact]) -> None:  # noqa: ANN401
    """A sheet of numbers alone: the first across, the others in a row under it."""
    if not facts:
        return
    _, middle = place.cut_top(0)
    upper, lower = middle.cut_top(round(place.height * (0.5 if len(facts) > 1 else 0.8)), pen.emu(12))
    one(slide, pen, upper, facts[0], 96)
    others = facts[1:]
    if not others:
        return
    columns = min(len(others), 4)
    rows = -(-len(others) // columns)
    wide = (lower.width - pen.emu(20) * (columns - 1)) // columns
    high = lower.height // rows
    for at, fact in enumerate(others):
        row, column = divmod(at, columns)
        left = lower.left + column * (wide + pen.emu(20))
        one(slide, pen, Box(left, lower.top + row * high, wide, high), fact, 40)


def one(slide: Any, pen: Pen, place: Box, fact: Fact, largest: float) -> None:  # noqa: ANN401
    """Label, figure with its unit, what is beneath: one text box, so that it is read as one."""
    size, is_under = _arranged(pen, fact, place.width, largest)
    is_known = fact.value is not None
    figure = [Run(fact.figure, size, theme.MAIN if is_known else theme.QUIET, is_bold=True)]
    unit = Run(fact.unit, max(16.0, size * 0.42), theme.INK)
    if fact.unit and not is_under:
        figure.append(Run((" " if fact.unit.isascii() else "") + unit.text, unit.size, unit.colour))
    paragraphs = [[Run(fact.label, LABEL, theme.QUIET)], figure, *([[unit]] if is_under else [])]
    if fact.beneath:
        paragraphs.append([Run(fact.beneath, BENEATH, theme.QUIET)])
    pen.box(slide.shapes, place, paragraphs, fact.label, PP_ALIGN.LEFT, MSO_ANCHOR.TOP)


def _arranged(pen: Pen, fact: Fact, width: int, largest: float) -> tuple[float, bool]:
    """The figure's size, and whether its unit stands under it so that the figure can be large enough."""
    size = size_of(pen, fact, width, largest)
    enough = min(largest, KEY - 6)
    if size >= enough or not fact.unit:
        return size, False
    alone = size_of(pen, replace(fact, unit=""), width, largest)
    return (alone, True) if alone > size else (size, False)


def size_of(pen: Pen, fact: Fact, width: int, largest: float) -> float:
    """As large as the width allows, the unit at its side."""
    for size in range(round(largest), 16, -1):
        wide = width_of(fact.figure, size) * _BOLD + width_of(fact.unit, max(16.0, size * 0.42)) * 1.1 + 8
        if wide <= pen.points(width):
            return float(size)
    return 16.0


def height_of(pen: Pen, fact: Fact, width: int, largest: float) -> float:
    """Points that the fact takes."""
    size, is_under = _arranged(pen, fact, width, largest)
    high = pen.lines(fact.label, LABEL, width) * LABEL + size + (max(16.0, size * 0.42) if is_under else 0)
    if fact.beneath:
        high += pen.lines(fact.beneath, BENEATH, width) * BENEATH
    return high * LINE
