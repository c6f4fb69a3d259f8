"""A talk as slides: one a step, everything in the order in which it is read."""

from datetime import datetime
from pathlib import Path
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from sharedwealth import text
from sharedwealth.briefings.scene import Chart, Figures, Map, Scene, Story, Table, Talk
from sharedwealth.charts import theme
from sharedwealth.exports import alternatives, cleaning, writing
from sharedwealth.exports.pptx import charts, figures, maps, stories, tables
from sharedwealth.exports.pptx.ground import Deck, deck, title_size
from sharedwealth.exports.pptx.pen import LINE, Box, Paragraph, Run, distinct
from sharedwealth.exports.writing import Progress, Target
from sharedwealth.text import Language, t

_TITLE = 34
_INSIDE = 0.86
"""The part of a template's title that letters have; margins and fonts that are wider than ours take the rest."""
_FACTS = 0.27
"""The part of a slide's width that the facts beside a picture take."""


def write(
    talk: Talk,
    to: Target,
    *,
    boundaries: Path,
    template: Path | None = None,
    progress: Progress = writing.nothing,
) -> None:
    """Writes the talk in its own language; with the organisation's template, in its sizes, layout and colours."""
    told = cleaning.cleaned(talk)
    language: Language = "zh" if told.language == "zh" else "en"
    with text.using(language):
        made = deck(language, template)
        _describe(made.presentation, told)
        for at, scene in enumerate(told.scenes):
            progress(at, len(told.scenes))
            _slide(made, scene, boundaries)
        progress(len(told.scenes), len(told.scenes))
        writing.put(writing.saved(made.presentation.save), to)


def _describe(presentation: Any, talk: Talk) -> None:  # noqa: ANN401
    """The file's properties: what it is and of when, and no name of a tool or of a template's author."""
    about = presentation.core_properties
    made_on = datetime.fromisoformat(f"{talk.made_on}T00:00:00")
    about.title, about.subject = talk.title, f"{talk.area_name} · {talk.month}"
    about.author = about.last_modified_by = t("Shared Wealth Workshops dashboard")
    about.keywords, about.comments = talk.snapshot, talk.scenes[0].badge if talk.scenes else ""
    about.category, about.content_status, about.identifier, about.version = "", "", "", ""
    about.language = "zh-CN" if talk.language == "zh" else "en-GB"
    about.revision, about.created, about.modified, about.last_printed = 1, made_on, made_on, made_on


def _slide(made: Deck, scene: Scene, boundaries: Path) -> None:
    slide = made.presentation.slides.add_slide(made.layout)
    _title(made, slide, scene)
    pen = made.pen
    subtitle, rest = made.body.cut_top(pen.emu(26), pen.emu(10))
    pen.box(
        slide.shapes,
        subtitle,
        [[Run(scene.subtitle, pen.fit(scene.subtitle, subtitle.width, 18), theme.QUIET)]],
        t("Subtitle"),
    )
    foot = _foot_of(scene)
    high = sum(pen.lines("".join(run.text for run in part), 12, rest.width) for part in foot) * 12 * LINE
    rest, below = rest.cut_bottom(pen.emu(high + 2), pen.emu(10))
    is_picture = isinstance(scene.body, Chart | Map | Table)
    if scene.facts and is_picture:
        rest, beside = rest.cut_right(round(rest.width * _FACTS), pen.emu(24))
        figures.beside(slide, pen, beside, scene.facts)
    left_out = _picture(made, slide, scene, rest, boundaries)
    if left_out:
        foot = [*foot[:1], [Run(left_out, 12, theme.QUIET)], *foot[1:]]
        below = Box(
            below.left, below.top - pen.emu(12 * LINE), below.width, below.height + pen.emu(12 * LINE)
        )
    pen.box(slide.shapes, below, foot, t("Source and snapshot"), PP_ALIGN.LEFT, MSO_ANCHOR.BOTTOM)
    _name(slide)
    slide.notes_slide.notes_text_frame.text = ""
    pen.fill(slide.notes_slide.notes_text_frame, [[Run(line, 12)] for line in _notes(scene)])


def _title(made: Deck, slide: Any, scene: Scene) -> None:  # noqa: ANN401
    """The headline in the layout's own title; whatever else the layout would have filled in goes."""
    for placeholder in list(slide.placeholders):
        if placeholder.placeholder_format.type not in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}:
            placeholder._element.getparent().remove(placeholder._element)  # noqa: SLF001
    title, pen = slide.shapes.title, made.pen
    title.left, title.top, title.width, title.height = (
        Emu(side) for side in (made.title.left, made.title.top, made.title.width, made.title.height)
    )
    frame = title.text_frame
    if made.is_own:
        lines = 1 if pen.lines(scene.headline, _TITLE, made.title.width) == 1 else 2
        size = pen.fit(scene.headline, made.title.width, _TITLE, lines=lines, smallest=20)
        pen.fill(frame, [[Run(scene.headline, size, theme.INK, is_bold=True)]])
        frame.margin_left = frame.margin_right = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        return
    frame.text = scene.headline  # the template's own look, with the fonts named
    usual = title_size(made.layout) / pen.scale
    room = round(made.title.width * _INSIDE)
    is_long = pen.lines(scene.headline, usual, room) > 1
    size = pen.fit(scene.headline, room, usual, lines=1, smallest=20) if is_long else 0
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            pen.name_fonts(run.font._element)  # noqa: SLF001  python-pptx writes no East Asian font
            if size:
                run.font.size = Pt(size * pen.scale)


def _picture(made: Deck, slide: Any, scene: Scene, place: Box, boundaries: Path) -> str:  # noqa: ANN401
    """Draws the body; returns what is to be said of what there was no room for."""
    pen, alt = made.pen, alternatives.of(scene)
    match scene.body:
        case Map() as body:
            maps.draw(slide, pen, place, body, boundaries, alt)
        case Chart() as body:
            return charts.draw(slide, pen, place, body, alt, scene.subtitle)
        case Table() as body:
            return tables.draw(slide, pen, place, body, alt)
        case Story() as body:
            stories.draw(slide, pen, place, body)
        case Figures() as body:
            if scene.problem:
                pen.box(slide.shapes, place, [[Run(scene.problem, 24, theme.QUIET)]], t("Note"))
            figures.sheet(slide, pen, place, (*body.facts, *scene.facts))
    return ""


def _foot_of(scene: Scene) -> list[Paragraph]:
    """The note, kind, month and snapshot; the source and the map's; which sheet of how many."""
    note = [] if scene.note == scene.problem else [scene.note]
    sources = [t("Data: {source}").format(source=scene.source)] if scene.source else []
    if isinstance(scene.body, Story):
        sources += list(dict.fromkeys(scene.body.sources))
    credit = [scene.body.credit, approval(scene.body)] if isinstance(scene.body, Map) else []
    return [
        *([Run(each, 14, theme.INK)] for each in note if each),
        [Run(f"{scene.badge} · {scene.number}/{scene.count}", 12, theme.INK, is_bold=True)],
        *(
            [Run(each, 12, theme.QUIET)]
            for each in ("　".join(sources), "　".join(filter(None, credit)))
            if each
        ),
    ]


def approval(body: Map) -> str:
    return t("Map approval number: {number}").format(number=body.approval) if body.approval else ""


def _notes(scene: Scene) -> list[str]:
    """The script, then everything that a question from the room may be about."""
    body = scene.body
    lines = [*scene.script.split("\n"), "", scene.note, scene.subtitle, scene.badge]
    lines.append(t("Data: {source}").format(source=scene.source) if scene.source else "")
    if isinstance(body, Story):
        lines += list(dict.fromkeys(body.sources))
    if isinstance(body, Map):
        lines += [body.method, body.credit, approval(body)]
    lines.append(t("On the dashboard: {address}").format(address=scene.address) if scene.address else "")
    head, tail = lines[:1], [line for line in lines[1:] if line]
    return [line for line in [*head, *tail] if line]


def _name(slide: Any) -> None:  # noqa: ANN401
    """Every shape of the slide under a name of its own, as a list of them is read."""
    shapes = list(slide.shapes)
    for shape, name in zip(shapes, distinct([shape.name for shape in shapes]), strict=True):
        shape.name = name
