"""A case on a slide: its drawing, one sentence, what was published of it, and what the ledgers say."""

import io
from collections.abc import Sequence
from typing import Any

from sharedwealth.briefings.scene import Fact, Story
from sharedwealth.charts import theme
from sharedwealth.exports import drawings
from sharedwealth.exports.pptx import figures
from sharedwealth.exports.pptx.pen import Box, Pen, Run, rgb
from sharedwealth.text import t


def draw(slide: Any, pen: Pen, place: Box, story: Story) -> None:  # noqa: ANN401
    """Drawing and sentence on the left, before and after on the right, two lists of figures under them."""
    upper, lower = place.cut_top(round(place.height * 0.58), pen.emu(14))
    both = [fact for fact in (story.before, story.after) if fact is not None]
    left, right = upper.cut_right(round(upper.width * 0.3), pen.emu(24)) if both else (upper, upper)
    picture, words = left.cut_bottom(pen.emu(34), pen.emu(8))
    _picture(slide, pen, picture, story)
    size = pen.fit(story.sentence, words.width, 22, lines=1, smallest=14)
    pen.box(slide.shapes, words, [[Run(story.sentence, size, theme.INK)]], t("Sentence"))
    if both:
        first, second = right.cut_top(right.height // 2, pen.emu(4))
        parts = list(zip((first, second), both, strict=False))
        largest = next(
            (
                size
                for size in range(36, 20, -2)
                if all(
                    figures.height_of(pen, fact, part.width, size) <= pen.points(part.height)
                    for part, fact in parts
                )
            ),
            20,
        )
        for part, fact in parts:
            figures.one(slide, pen, part, fact, largest)
    lists = [
        (t("Published"), story.published),
        (t("From the ledgers"), story.live),
    ]
    shown = [(heading, facts) for heading, facts in lists if facts]
    wide = (lower.width - pen.emu(24) * (len(shown) - 1)) // max(1, len(shown))
    for at, (heading, facts) in enumerate(shown):
        part = Box(lower.left + at * (wide + pen.emu(24)), lower.top, wide, lower.height)
        _list(slide, pen, part, heading, facts)


def _picture(slide: Any, pen: Pen, place: Box, story: Story) -> None:  # noqa: ANN401
    """The drawing as large as it fits, its words for who does not see it."""
    made = slide.shapes.add_picture(io.BytesIO(drawings.png(story.drawing)), place.left, place.top)
    part = min(place.width / made.width, place.height / made.height)
    made.width, made.height = round(made.width * part), round(made.height * part)
    made.name = story.title
    made._element.nvPicPr.cNvPr.set("descr", story.drawing_alt)  # noqa: SLF001  python-pptx has no alternative text
    made.line.color.rgb = rgb(theme.HAIRLINE)
    made.line.width = pen.emu(0.75)


def _list(slide: Any, pen: Pen, place: Box, heading: str, facts: Sequence[Fact]) -> None:  # noqa: ANN401
    """Figures side by side under a heading, with what stands behind each."""
    head, rest = place.cut_top(pen.emu(22), pen.emu(2))
    pen.box(slide.shapes, head, [[Run(heading, 14, theme.QUIET, is_bold=True)]], heading)
    wide = (rest.width - pen.emu(10) * (len(facts) - 1)) // len(facts)
    size = min(figures.size_of(pen, fact, wide, 28) for fact in facts)
    for at, fact in enumerate(facts):
        part = Box(rest.left + at * (wide + pen.emu(10)), rest.top, wide, rest.height)
        figure = [Run(fact.figure, size, theme.MAIN if fact.value is not None else theme.QUIET, is_bold=True)]
        if fact.unit:
            figure.append(Run(("" if not fact.unit.isascii() else " ") + fact.unit, 14, theme.INK))
        small = 14 if pen.lines(fact.label, 14, part.width) <= 2 else 12
        under = [[Run(fact.label, small, theme.INK)]]
        if fact.beneath:
            under.append([Run(fact.beneath, 12, theme.QUIET)])
        pen.box(slide.shapes, part, [figure, *under], fact.label)
