"""The document is opened again, and every figure in it is compared with the scenes."""

import io
import shutil
import subprocess
import zipfile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from sharedwealth.briefings import composing, reading, scene
from sharedwealth.exports import cleaning
from sharedwealth.exports import docx as documents
from sharedwealth.text import using
from tests.exports import examples

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def made(talk):
    held = io.BytesIO()
    documents.write(talk, held)
    held.seek(0)
    return held


@pytest.fixture(scope="module", params=["zh", "en"])
def both(request):
    talk = examples.talk(request.param)
    held = made(talk)
    return cleaning.cleaned(talk), docx.Document(held), held


def cells(document):
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def test_headlines_are_headings_and_every_page_has_badge_and_code(both):
    talk, document, _ = both
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings[1:] == [each.headline for each in talk.scenes]
    assert document.paragraphs[0].text == talk.title
    assert document.paragraphs[0].style.name == "Title"
    foot = document.sections[0].footer.paragraphs[0].text
    assert foot.startswith(talk.scenes[0].badge)
    assert talk.area_name in document.sections[0].header.paragraphs[0].text


def test_tables_have_every_figure_as_it_is_read(both):
    talk, document, _ = both
    found = iter(cells(document)[1:])
    for each in talk.scenes:
        body, table = each.body, next(found)
        if isinstance(body, scene.Map):
            assert [row[1] for row in table[1:3]] == [row.text for row in body.rows[:2]]
            assert [row[0] for row in table[1:]] == [row.name for row in body.rows]
        elif isinstance(body, scene.Chart):
            for column, series in enumerate(body.series, start=1):
                told = [
                    text for text, value in zip(series.texts, series.values, strict=True) if value is not None
                ]
                assert [text for text in (row[column] for row in table[1:]) if text in series.texts] == told
            if body.lines:
                assert [row[1] for row in next(found)[1:]] == [line.text for line in body.lines]
        elif isinstance(body, scene.Table):
            assert table[1:] == [[cell.text for cell in row] for row in body.whole]
        elif isinstance(body, scene.Story):
            assert [row[1] for row in table[1:]] == [fact.text for fact in body.published]
            live = [row[1] for row in next(found)[1:]]
            assert live[:3] == [fact.text for fact in (body.before, body.after, body.live[0])]
        else:
            assert [row[1] for row in table[1:3]] == [fact.text for fact in body.facts[:2]]
        if each.facts:
            assert [row[1] for row in next(found)[1:]] == [fact.text for fact in each.facts]
    assert list(found) == []


def test_chinese_fonts_and_the_language_are_named(both):
    talk, document, _ = both
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Header", "Footer"):
        fonts = document.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(script)) for script in ("w:ascii", "w:hAnsi", "w:eastAsia")} == {
            "Microsoft YaHei"
        }
        assert not [key for key in fonts.attrib if "Theme" in key]
    spoken = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert spoken.get(qn("w:val")) == ("zh-CN" if talk.language == "zh" else "en-GB")


def test_the_drawing_is_told_in_words_and_the_file_names_no_tool(both):
    talk, document, held = both
    story = next(each.body for each in talk.scenes if isinstance(each.body, scene.Story))
    assert document.inline_shapes[0]._inline.docPr.get("descr") == story.drawing_alt
    assert document.core_properties.title == talk.title
    with zipfile.ZipFile(held) as archive:
        assert b"python" not in (archive.read("docProps/core.xml") + archive.read("docProps/app.xml")).lower()
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_a_long_list_is_cut_and_counted():
    talk = examples.with_body(examples.talk("en", ("table",)), examples.table("en", 500, 8))
    document = docx.Document(made(talk))
    assert len(document.tables[0].rows) == 1 + documents.MOST_ROWS
    assert f"{500 - documents.MOST_ROWS} more rows are in the Excel file." in [
        each.text for each in document.paragraphs
    ]


@needs_libreoffice
def test_libreoffice_opens_it_and_one_step_is_one_page(tmp_path):
    path = tmp_path / "talk.docx"
    path.write_bytes(made(examples.talk("zh", ("map",))).getvalue())
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = pypdf.PdfReader(tmp_path / "talk.pdf").pages
    assert len(pages) == 1
    assert "96.3%" in pages[0].extract_text()


@pytest.fixture(params=["zh", "en"])
def profile(request, province):
    with using(request.param):
        talk = composing.compose(province, reading.page("profile"), "331082")
    held = io.BytesIO()
    documents.write(talk, held)
    return talk, held


def test_an_areas_page_has_every_figure_and_a_picture_of_each_chart_and_map(profile):
    talk, held = profile
    document = docx.Document(held)
    grids = [
        *document.tables,
        *(inner for grid in document.tables for cell in grid._cells for inner in cell.tables),
    ]
    cells = {
        paragraph.text
        for grid in grids
        for row in grid.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    }
    facts = [
        fact for sheet in talk.scenes if isinstance(sheet.body, scene.Figures) for fact in sheet.body.facts
    ]
    assert len(facts) == 6
    assert {f"{fact.figure} {fact.unit}".strip() for fact in facts} <= cells
    table = next(sheet.body for sheet in talk.scenes if sheet.key == "next")
    assert {row[0].text for row in table.whole[:6]} | {row[-1].text for row in table.whole[:6]} <= cells
    drawn = [sheet for sheet in talk.scenes if isinstance(sheet.body, scene.Chart | scene.Map)]
    told = [each.get("descr") for each in document.element.iter(qn("wp:docPr"))]
    assert told == [f"{sheet.headline}: {sheet.subtitle}" for sheet in drawn]


@needs_libreoffice
def test_an_areas_page_is_one_page(profile, tmp_path):
    talk, held = profile
    path = tmp_path / "profile.docx"
    path.write_bytes(held.getvalue())
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = pypdf.PdfReader(tmp_path / "profile.pdf").pages
    assert len(pages) == 1
    assert talk.snapshot in pages[0].extract_text()
