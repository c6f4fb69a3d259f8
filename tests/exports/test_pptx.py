"""Slides are opened again, and everything on them is compared with the scenes."""

import dataclasses
import io
import shutil
import subprocess
import zipfile

import openpyxl
import pptx
import pypdf
import pytest
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from sharedwealth.briefings import scene
from sharedwealth.exports import cleaning
from sharedwealth.exports import pptx as slides
from sharedwealth.exports.pptx.chart_data import month_of
from sharedwealth.exports.writing import ExportError
from tests.exports import examples

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def made(talk, boundaries, **how):
    held = io.BytesIO()
    slides.write(talk, held, boundaries=boundaries, **how)
    held.seek(0)
    return held


@pytest.fixture(scope="module", params=["zh", "en"])
def both(request, boundaries):
    talk = examples.talk(request.param)
    return cleaning.cleaned(talk), made(talk, boundaries)


def deck(held):
    held.seek(0)
    return pptx.Presentation(held)


def every(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every(shape.shapes)


def texts(slide):
    return [
        paragraph.text
        for shape in every(slide.shapes)
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
    ]


def chart_of(slide):
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def body(talk, key):
    return next(each for each in talk.scenes if each.key == key).body


def slide_of(talk, held, key):
    at = next(at for at, each in enumerate(talk.scenes) if each.key == key)
    return deck(held).slides[at]


def test_a_slide_for_each_step_with_headline_notes_badge_and_source(both):
    talk, held = both
    found = deck(held)
    assert len(found.slides) == len(talk.scenes)
    assert round(found.slide_width / found.slide_height, 3) == round(16 / 9, 3)
    for slide, each in zip(found.slides, talk.scenes, strict=True):
        assert slide.shapes.title.text_frame.text == each.headline
        assert next(iter(slide.shapes)).shape_id == slide.shapes.title.shape_id  # read first
        written = "\n".join(texts(slide))
        assert each.subtitle in written
        assert f"{each.badge} · {each.number}/{each.count}" in written
        assert each.source in written
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(each.script.split("\n")[0])
        assert each.source in notes
        assert each.address in notes
        for fact in each.facts if not isinstance(each.body, scene.Story) else ():
            assert fact.figure in written


def test_names_and_numbers_of_shapes_are_each_once(both):
    for slide in deck(both[1]).slides:
        names = [shape.name for shape in slide.shapes]
        assert len(names) == len(set(names))
        numbers = slide._element.xpath("//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))


def test_every_letter_has_a_font_for_both_scripts_and_a_language(both):
    talk, held = both
    main = "zh-CN" if talk.language == "zh" else "en-GB"
    for slide in deck(held).slides:
        for run in slide._element.iter(qn("a:r")):
            properties = run.find(qn("a:rPr"))
            assert properties.get("lang") == main
            assert [properties.find(qn(tag)).get("typeface") for tag in ("a:latin", "a:ea")] == [
                "Microsoft YaHei"
            ] * 2
            order = [etree.QName(part).localname for part in properties]
            assert order == sorted(order, key=["ln", "solidFill", "latin", "ea", "cs", "hlinkClick"].index)


def test_pictures_charts_tables_and_maps_are_told_in_words(both):
    talk, held = both
    for slide, each in zip(deck(held).slides, talk.scenes, strict=True):
        told = [
            shape._element.xpath("./*/p:cNvPr/@descr")
            for shape in slide.shapes
            if shape.shape_type in {MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.PICTURE}
            or shape.has_chart
            or shape.has_table
        ]
        assert all(told)
        assert len(told) == (0 if isinstance(each.body, scene.Figures) else 1)


def test_the_file_says_what_it_is_and_names_no_tool(both):
    talk, held = both
    about = deck(held).core_properties
    assert (about.title, about.keywords) == (talk.title, talk.snapshot)
    assert about.author == (
        "共富工坊数据看板" if talk.language == "zh" else "Shared Wealth Workshops dashboard"
    )
    with zipfile.ZipFile(held) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        assert not [name for name in names if "thumbnail" in name or "printerSettings" in name]
        written = archive.read("docProps/app.xml") + archive.read("docProps/core.xml")
        assert b"PowerPoint" not in written
        assert b"python" not in written.lower()
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


@pytest.mark.parametrize("key", ["bars", "lines", "columns", "ranges"])
def test_a_chart_and_its_workbook_hold_the_very_values(both, key):
    talk, held = both
    chart, native = body(talk, key), chart_of(slide_of(talk, held, key))
    wanted = {each.name: list(each.values) for each in chart.series}
    if key != "columns":  # whose lines lie between two categories, and are drawn
        wanted |= {line.label: [line.value] * len(chart.categories) for line in chart.lines}
    assert {each.name: list(each.values) for each in native.plots[0].series} == wanted
    sheet = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob)).active
    columns = list(sheet.iter_cols(values_only=True))
    assert {column[0]: list(column[1:]) for column in columns[1:]} == wanted
    if key == "lines":
        assert [each.date() for each in columns[0][1:]] == [month_of(each) for each in chart.categories]
    else:
        assert [str(each).split(" · ")[0] for each in columns[0][1:]] == list(chart.categories)


def test_a_missing_figure_is_a_gap_and_says_why(both):
    talk, held = both
    categories = list(chart_of(slide_of(talk, held, "bars")).plots[0].categories)
    assert categories[2].endswith("少于10，不显示" if talk.language == "zh" else "Fewer than 10, not shown")


def test_lines_of_a_distribution_stand_at_their_value(both):
    talk, held = both
    chart, slide = body(talk, "columns"), slide_of(talk, held, "columns")
    strokes = {shape.name: shape.left for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.LINE}
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    for line in chart.lines:  # four columns of 500, the first begins at −500
        part = (line.value + 500) / 2000
        along = (strokes[f"{line.label} {line.text}"] - frame.left) / frame.width
        assert along == pytest.approx(0.02 + 0.96 * part, abs=0.001)


@pytest.mark.parametrize(("value", "is_crossing"), [(750.0, True), (555.0, False), (1_250.0, False)])
def test_a_line_of_a_distribution_leaves_the_figure_over_its_column_clear(boundaries, value, is_crossing):
    talk = examples.talk("en", ("columns",))
    (only,) = talk.scenes
    line = scene.Line("Median", value, "750", "median")
    talk = dataclasses.replace(
        talk, scenes=(dataclasses.replace(only, body=dataclasses.replace(only.body, lines=(line,))),)
    )
    slide = slide_of(talk, made(talk, boundaries), "columns")
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    strokes = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.LINE]
    pieces = sorted((shape.top, shape.top + shape.height) for shape in strokes)
    assert pieces[0][0] == frame.top
    assert len(pieces) == 1 + is_crossing
    if is_crossing:  # the figure of 1,250 stands over the third column, from 500 to 1,000, the highest
        (_, above), (below, bottom) = pieces
        layout = {
            each.tag.rpartition("}")[2]: float(each.get("val"))
            for each in frame.chart._chartSpace.chart.plotArea.find(f".//{qn('c:manualLayout')}")
            if each.tag.rpartition("}")[2] in "yh"
        }
        highest = frame.chart.value_axis.maximum_scale
        end = frame.top + frame.height * (layout["y"] + layout["h"] * (1 - 1_250 / highest))
        assert below == pytest.approx(end, abs=Inches(0.01))
        assert below - above > Inches(0.2)
        assert bottom == pytest.approx(
            frame.top + frame.height * (layout["y"] + layout["h"]), abs=Inches(0.01)
        )


def test_a_map_has_a_shape_for_each_area_in_its_colour_or_pattern(both):
    talk, held = both
    map_, slide = body(talk, "map"), slide_of(talk, held, "map")
    group = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    shapes = {shape.name: shape for shape in group.shapes}
    areas = {row.code: shapes[f"{row.name} {row.code}"] for row in map_.rows}
    assert all(shape.shape_type == MSO_SHAPE_TYPE.FREEFORM for shape in areas.values())
    properties = {code: shape._element.spPr for code, shape in areas.items()}
    assert properties["330101"].find(qn("a:solidFill"))[0].get("val") == map_.colours[2].lstrip("#")
    patterns = {code: found.find(qn("a:pattFill")) for code, found in properties.items()}
    assert patterns["330102"].find(f"{qn('a:bgClr')}/{qn('a:srgbClr')}").get("val") == map_.colours[1].lstrip(
        "#"
    )
    assert [patterns[code].get("prst") for code in examples.CODES[2:]] == ["dotGrid", "wdUpDiag"]
    rings = properties["330101"].findall(f".//{qn('a:moveTo')}")
    assert len(rings) == 3  # the mainland, its hole and an island
    written = texts(slide)
    for row in map_.rows[:2]:
        assert row.name in written
        assert any(text.startswith(row.text) for text in written)
    pin = map_.pins[0]
    assert f"{pin.name} {pin.code}" in shapes
    assert map_.credit in "\n".join(written)
    assert map_.approval in "\n".join(written)
    inside = [(each.left, each.top, each.left + each.width, each.top + each.height) for each in group.shapes]
    assert group.left == min(each[0] for each in inside)
    assert group.left + group.width == max(each[2] for each in inside)


def test_totals_are_circles_as_large_as_the_figures(both):
    talk, held = both
    slide = slide_of(talk, held, "circles")
    group = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    sizes = {shape.name.split()[-1]: shape.width for shape in group.shapes if shape.name.startswith("●")}
    assert set(sizes) == {"330101", "330102"}
    assert (sizes["330102"] / sizes["330101"]) ** 2 == pytest.approx(0.5 / 0.9625, rel=0.001)


def test_a_table_has_the_cells_and_says_what_is_left_out(both):
    talk, held = both
    given, slide = body(talk, "table"), slide_of(talk, held, "table")
    native = next(shape.table for shape in slide.shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in native.rows]
    assert rows[1:] == [[cell.text for cell in row] for row in given.rows]
    said = "另有1行，见导出的 Excel 文件。" if talk.language == "zh" else "1 more row is in the Excel file."
    assert said in texts(slide)


def test_a_list_longer_than_a_slide_is_cut_and_counted(boundaries):
    talk = examples.with_body(examples.talk("en", ("table",)), examples.table("en", 10_000, 10_000))
    slide = deck(made(talk, boundaries)).slides[0]
    native = next(shape.table for shape in slide.shapes if shape.has_table)
    shown = len(native.rows) - 1
    assert 3 < shown < 20
    assert f"{10_000 - shown} more rows are in the Excel file." in texts(slide)


def test_texts_that_no_file_can_hold_and_formulas_stay_texts(both):
    talk, held = both
    native = next(shape.table for shape in slide_of(talk, held, "table").shapes if shape.has_table)
    assert native.cell(1, 2).text == "=1+1 <&>  “”"


def test_a_name_that_begins_a_formula_is_a_text_in_the_chart(boundaries):
    chart = examples.chart("en", "bars")
    bad = scene.Chart(
        **{**chart.__dict__, "categories": ("=cmd|' /C calc'!A0", "http://example.org", "c", "d")}
    )
    native = chart_of(
        deck(made(examples.with_body(examples.talk("en", ("bars",)), bad), boundaries)).slides[0]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob)).active
    assert [(sheet.cell(row, 1).data_type, sheet.cell(row, 1).hyperlink) for row in (2, 3)] == [
        ("s", None)
    ] * 2


def template(folder, *, wide=10, title="Our own"):
    """A deck of 4:3 with a slide of its own, as an organisation has one."""
    own = pptx.Presentation()
    own.slide_width, own.slide_height = Inches(wide), Inches(7.5)
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = title
    own.core_properties.author = "Somebody"
    path = folder / "template.pptx"
    own.save(str(path))
    return path


def test_the_organisations_template_is_taken_without_its_slides(tmp_path, boundaries):
    talk = examples.talk("zh")
    held = made(talk, boundaries, template=template(tmp_path))
    found = deck(held)
    assert (found.slide_width, len(found.slides)) == (Inches(10), len(talk.scenes))
    assert found.core_properties.author == "共富工坊数据看板"
    for slide in found.slides:
        assert slide.slide_layout.name == "Title Only"
        assert not [each for each in slide.placeholders if each.placeholder_format.type not in {1, 3}]
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= found.slide_width * 1.001
            assert shape.top + shape.height <= found.slide_height * 1.001
    with zipfile.ZipFile(held) as archive:
        assert len([name for name in archive.namelist() if name.startswith("ppt/slides/slide")]) == len(
            talk.scenes
        )


def test_a_long_headline_stays_on_one_line_of_the_templates_title(tmp_path, boundaries):
    long = "Workshops have been built in every one of the ninety counties"
    talk = examples.talk("en", ("bars", "lines"))
    short, wide = talk.scenes
    talk = dataclasses.replace(
        talk, scenes=(dataclasses.replace(short, headline="Short"), dataclasses.replace(wide, headline=long))
    )
    found = deck(made(talk, boundaries, template=template(tmp_path)))
    usual, made_small = (
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size for slide in found.slides
    )
    assert usual is None, "the template's own"
    assert 12 <= made_small.pt < 44


def test_what_is_no_template_is_refused_with_a_sentence(tmp_path, boundaries):
    wrong = tmp_path / "wrong.pptx"
    for content in (b"", b"PK\x03\x04 broken", b"<html>"):
        wrong.write_bytes(content)
        with pytest.raises(ExportError, match="wrong"):
            made(examples.talk("en", ("figures",)), boundaries, template=wrong)


def test_a_map_without_its_boundaries_says_so(tmp_path):
    with pytest.raises(ExportError, match="map-3301-test"):
        made(examples.talk("en", ("map",)), tmp_path)


def test_a_sheet_with_a_problem_says_it(boundaries):
    talk = examples.with_body(examples.talk("en", ("figures",)), scene.Figures(()))
    one = talk.scenes[0]
    talk = scene.Talk(
        **{**talk.__dict__, "scenes": (scene.Scene(**{**one.__dict__, "problem": "No month before."}),)}
    )
    assert "No month before." in texts(deck(made(talk, boundaries)).slides[0])


@needs_libreoffice
def test_libreoffice_opens_it_and_every_figure_is_on_its_page(tmp_path, both):
    talk, held = both
    path = tmp_path / "talk.pptx"
    path.write_bytes(held.getvalue())
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "talk.pdf").pages]
    assert len(pages) == len(talk.scenes)
    for page, each in zip(pages, talk.scenes, strict=True):
        shown = "".join(page.split())
        wanted = [fact.figure for fact in each.facts]
        if isinstance(each.body, scene.Chart):
            labelled = each.body.series if each.body.kind != "lines" else ()
            wanted += [
                text for one in labelled for text, value in zip(one.texts, one.values, strict=True) if value
            ]
        for text in wanted:
            assert "".join(text.split()) in shown, (each.key, text)
