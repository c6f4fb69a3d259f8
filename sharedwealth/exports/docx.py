"""A talk in Word: the headline, the key figures, then each step with its figures as a table; to be filed and edited."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sharedwealth import settings, text
from sharedwealth.briefings.scene import Chart, Fact, Figures, Map, Scene, Story, Talk
from sharedwealth.charts import theme
from sharedwealth.exports import cleaning, docx_page, drawings, grids, writing
from sharedwealth.exports.grids import Grid
from sharedwealth.exports.writing import Target
from sharedwealth.text import Language, t, tn

FONT = "Microsoft YaHei"
MOST_ROWS = 12
"""Rows of a step that a page has room for; the Excel file has all."""

_LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
_PAGE = (21.0, 29.7)
_MARGIN = 2.0
_DRAWING = 10.0
"""Centimetres that a drawing is wide."""


def write(talk: Talk, to: Target, *, with_drawings: bool = True, boundaries: Path | None = None) -> None:
    """Writes A4 pages in the talk's language; a talk of one step and the page `profile` are one page."""
    told = cleaning.cleaned(talk)
    language: Language = "zh" if told.language == "zh" else "en"
    with text.using(language):
        document = docx.Document()
        _set_up(document, told, language)
        if told.name == "profile" and told.scenes:
            docx_page.fill(document, told, boundaries or settings.load().boundaries)
        else:
            _first(document, told)
            for scene in told.scenes:
                _step(document, scene, with_drawings=with_drawings)
        writing.put(writing.saved(document.save), to)


def _set_up(document: Any, talk: Talk, language: Language) -> None:  # noqa: ANN401  python-docx's document
    section = document.sections[0]
    section.page_width, section.page_height = Cm(_PAGE[0]), Cm(_PAGE[1])
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    sizes = {"Normal": 10.5, "Title": 20, "Heading 1": 15, "Heading 2": 12.5, "Header": 9, "Footer": 9}
    for name, size in sizes.items():
        style = document.styles[name]
        colour = theme.QUIET if name in {"Header", "Footer"} else theme.INK
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
        _name_fonts(style.element.get_or_add_rPr(), language)
        style.paragraph_format.space_after = Pt(3)
    document.styles["Title"].font.bold = True
    _no_rule_under(document.styles["Title"])
    badge = talk.scenes[0].badge if talk.scenes else talk.snapshot
    section.header.paragraphs[0].text = f"{talk.title} · {talk.area_name}"
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{badge} · ")
    _page_number(foot)
    about = document.core_properties
    about.title, about.subject = talk.title, f"{talk.area_name} · {talk.month}"
    about.author = about.last_modified_by = t("Shared Wealth Workshops dashboard")
    about.keywords, about.comments = talk.snapshot, badge
    about.language = _LANGUAGES[language]
    made_on = datetime.fromisoformat(f"{talk.made_on}T00:00:00")
    about.created, about.modified, about.revision = made_on, made_on, 1
    package = document.part.package
    for key, relationship in list(package.rels.items()):
        if relationship.reltype.endswith("/thumbnail"):
            package.rels.pop(key)
        elif relationship.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            relationship.target_part._blob = _PROPERTIES.encode()  # noqa: SLF001  python-docx keeps it as it came


_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def _name_fonts(properties: Any, language: Language) -> None:  # noqa: ANN401  an lxml element
    """Names the font for every script, in place of the theme's, and the language for the spelling."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "Theme" in key:
            del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for found in properties.findall(qn("w:lang")):
        properties.remove(found)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    if language == "zh":
        spoken.set(qn("w:val"), "zh-CN")
    properties.append(spoken)


def _no_rule_under(style: Any) -> None:  # noqa: ANN401
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)


def _page_number(paragraph: Any) -> None:  # noqa: ANN401
    """A field that Word counts itself."""
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = words
        run._element.append(part)  # noqa: SLF001  python-docx has no fields


def _first(document: Any, talk: Talk) -> None:  # noqa: ANN401
    """Title, what it is of, and the key number of each step."""
    document.add_paragraph(talk.title, style="Title")
    kept = [(scene, fact) for scene in talk.scenes if (fact := _key(scene, talk.area)) is not None]
    line = f"{talk.area_name} · {talk.month} · {t('snapshot {code}').format(code=talk.snapshot)}"
    _quiet(document.add_paragraph(), line)
    if kept and len(talk.scenes) > 1:
        document.add_heading(t("Key figures"), 1)
        seen: dict[tuple[str, str], Fact] = {}
        for _, fact in kept:
            seen.setdefault((fact.label, fact.text), fact)
        _table(document, grids.of_facts(t("Key figures"), tuple(seen.values())).narrow())


def _key(scene: Scene, talk_area: str) -> Fact | None:
    if scene.area != talk_area:
        return None  # a key figure without its place would be taken for the talk's own
    facts = scene.body.facts if isinstance(scene.body, Figures) else scene.facts
    return facts[0] if facts else None


def _step(document: Any, scene: Scene, *, with_drawings: bool) -> None:  # noqa: ANN401
    document.add_heading(scene.headline, 1)
    _quiet(document.add_paragraph(), scene.subtitle)
    if scene.problem:
        document.add_paragraph(scene.problem)
    elif scene.note:
        document.add_paragraph(scene.note)
    if isinstance(scene.body, Story):
        document.add_paragraph(scene.body.sentence)
        if with_drawings:
            _picture(document, scene.body)
    for at, grid in enumerate(grids.of(scene)):
        if at:
            document.add_heading(grid.title, 2)
        is_time = not at and isinstance(scene.body, Chart) and scene.body.kind == "lines"
        _table(document, grid.narrow(), is_time=is_time)
    sources = [t("Data: {source}").format(source=scene.source)] if scene.source else []
    if isinstance(scene.body, Story):
        sources += dict.fromkeys(scene.body.sources)
    if isinstance(scene.body, Map) and scene.body.approval:
        sources.append(t("Map approval number: {number}").format(number=scene.body.approval))
    _quiet(document.add_paragraph(), "　".join([*sources, scene.badge]), 9)


def _picture(document: Any, story: Story) -> None:  # noqa: ANN401
    made = document.add_picture(io.BytesIO(drawings.png(story.drawing)), width=Cm(_DRAWING))
    properties = made._inline.docPr  # noqa: SLF001  python-docx has no alternative text
    properties.set("descr", story.drawing_alt)
    properties.set("name", story.title)


def _table(document: Any, grid: Grid, *, is_time: bool = False) -> None:  # noqa: ANN401
    """A native table whose head stands on every page; rows that there is no room for are counted under it."""
    if not grid.rows:
        document.add_paragraph(t("There is nothing to list."))
        return
    shown = list(grid.rows)[-MOST_ROWS:] if is_time else list(grid.rows)[:MOST_ROWS]
    made = document.add_table(rows=1, cols=len(grid.headings))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    for cell, heading in zip(made.rows[0].cells, grid.headings, strict=True):
        _cell(cell, heading.text, is_number=heading.is_number, is_bold=True)
    _repeats(made.rows[0])
    for row in shown:
        cells = made.add_row().cells
        for cell, content, heading in zip(cells, row, grid.headings, strict=True):
            _cell(cell, content.text, is_number=heading.is_number, is_bold=False)
    _quiet_rules(made)
    left_out = len(grid.rows) - len(shown)
    if left_out:
        said = tn(
            "{count} more row is in the Excel file.", "{count} more rows are in the Excel file.", left_out
        )
        _quiet(document.add_paragraph(), said.format(count=left_out), 9)
    else:
        document.add_paragraph().paragraph_format.space_after = Pt(0)


def _cell(cell: Any, words: str, *, is_number: bool, is_bold: bool) -> None:  # noqa: ANN401
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_number else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(words)
    run.bold = is_bold
    run.font.size = Pt(9.5)


def _repeats(row: Any) -> None:  # noqa: ANN401
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no repeated heads
    made = OxmlElement("w:tblHeader")
    made.set(qn("w:val"), "true")
    properties.append(made)


def _quiet_rules(table: Any) -> None:  # noqa: ANN401
    """Hairlines under the rows and nothing else."""
    properties = table._tbl.tblPr  # noqa: SLF001  python-docx draws no borders
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        is_drawn = side in {"top", "bottom", "insideH"}
        line.set(qn("w:val"), "single" if is_drawn else "nil")
        if is_drawn:
            line.set(qn("w:sz"), "4")
            line.set(qn("w:space"), "0")
            line.set(qn("w:color"), theme.HAIRLINE.removeprefix("#"))
        borders.append(line)
    layout = properties.find(qn("w:tblLayout"))
    look = properties.find(qn("w:tblLook"))
    after = layout if layout is not None else look
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)


def _quiet(paragraph: Any, words: str, size: float = 10) -> None:  # noqa: ANN401
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string(theme.QUIET.removeprefix("#"))


__all__: Sequence[str] = ("MOST_ROWS", "write")
