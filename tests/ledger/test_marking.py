"""The marked copy: what carries a mark is marked, everything else is the clerk's own, byte for byte."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image

from sharedwealth.errors import LedgerFileError
from sharedwealth.ledger import marking
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.marking.styles import DARK_FILLS, FILLS
from sharedwealth.ledger.marking.wording import MARKER, TITLE

HEADINGS = ["工坊编号*", "务工编号*", "性别*", "当月收入*", "入职日期"]


def finding(sheet, row, column, severity="error", found="", expected="0–100", zh="请填整数。"):
    english = "Write a whole number."
    return Finding("331082-2024-11.xlsx", sheet, row, column, "range", severity, found, expected, zh, english)


def by_openpyxl(path):
    """Formulas, formats, a comment, a picture, conditional formats, names of one sheet, a protected sheet."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "说明"
    page = book.create_sheet("用工")
    page.append(HEADINGS)
    for row in range(2, 8):
        page.append(["331082-0001", f"G{row:07}", "女", 3000 + row, date(2024, 5, row)])
        page.cell(row, 4).number_format = "#,##0.00"
        page.cell(row, 5).number_format = "yyyy-mm-dd"
    page["D3"].font = Font(name="楷体", bold=True, color="FF0000FF")
    page["D3"].border = Border(bottom=Side(style="double"))
    page["D3"].alignment = Alignment(horizontal="right")
    page["C4"].fill = PatternFill("solid", fgColor="FFCCFFCC")
    page["A5"].fill = PatternFill("lightUp", fgColor="FF00FF00")
    for cell in page[1]:
        cell.fill = PatternFill("solid", fgColor="FF203864")
        cell.font = Font(color="FFFFFFFF", bold=True)
    page["D7"] = "=SUM(D2:D6)"
    page["B3"].comment = Comment("别删这条批注", "县里")
    page.conditional_formatting.add(
        "D2:D7", CellIsRule(operator="lessThan", formula=["100"], font=Font(bold=True))
    )
    page.column_dimensions["B"].width = 33
    page.protection.sheet = True
    page.merge_cells("A9:B9")
    page["A9"] = "合计"
    page.print_title_rows = "1:1"
    page.auto_filter.ref = "A1:E7"
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "png")
    first.add_image(openpyxl.drawing.image.Image(picture), "D4")
    book.defined_names["全部"] = DefinedName("全部", attr_text="'用工'!$A$2:$E$7")
    book.active = 1
    book.save(path)


def by_xlsxwriter(path):
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        book.add_worksheet("说明").write_string(0, 0, "县代码")
        page = book.add_worksheet("用工")
        page.set_column(3, 3, 12, book.add_format({"num_format": "#,##0", "italic": True}))
        page.write_row(0, 0, HEADINGS)
        for row in range(1, 7):
            page.write_row(row, 0, ["331082-0001", f"G{row:07}", "女", 3000 + row])
        page.write_string(2, 1, "=1+1")
        page.write_comment(1, 1, "别删这条批注")
        page.add_table(10, 0, 12, 1)
        page.conditional_format("D2:D7", {"type": "data_bar"})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=用工!$D$2:$D$7"})
        page.insert_chart("H2", chart)
        page.data_validation("C2:C90", {"validate": "list", "source": ["女", "男"]})


def by_libreoffice(path):
    by_openpyxl(path)
    through_libreoffice(path)


def through_libreoffice(path):
    folder = path.parent / "libreoffice"
    home = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shutil.copy(folder / path.name, path)


needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
MAKERS = [by_openpyxl, by_xlsxwriter, pytest.param(by_libreoffice, marks=needs_libreoffice)]
FINDINGS = [
    finding("用工", 3, "D", found="3003"),
    finding("用工", 3, "D", "warning", zh="与上月相差过大。"),
    finding("用工", 3, "B", "note"),
    finding("用工", 4, "C", "warning"),
    finding("用工", 5, None, "warning"),
    finding("用工", 6, "F", found=""),
    finding("用工", 20, "D", found=""),
    finding(None, None, None, zh="文件名中的月份不对。"),
]


def parts(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


@pytest.fixture(scope="module", params=MAKERS)
def made_once(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "331082-2024-11.xlsx"
    request.param(path)
    return path


@pytest.fixture
def source(made_once, tmp_path):
    path = tmp_path / made_once.name
    shutil.copy(made_once, path)
    return path


@pytest.fixture
def marked(source, tmp_path):
    out = tmp_path / "marked.xlsx"
    marking.mark(source, FINDINGS, out)
    return out


def look(cell, *parts):
    return {part: repr(getattr(cell, part)) for part in parts}


def fill(cell):
    return cell.fill.fgColor.rgb if cell.fill.patternType == "solid" else None


def test_only_the_parts_that_carry_marks_are_touched(source, marked):
    before, after = parts(source), parts(marked)
    touched = {name for name in before if before[name] != after.get(name)}
    may_be = re.compile(
        r"\[Content_Types\].xml|docProps/app.xml|xl/(workbook.xml|_rels/workbook.xml.rels|styles.xml|comments.*"
        r"|drawings/(vml|comments)Drawing.*|worksheets/sheet\d.xml|worksheets/_rels/sheet2.xml.rels)"
    )
    assert [name for name in touched if not may_be.fullmatch(name)] == []
    assert before.keys() - after.keys() == set()


def test_in_a_marked_sheet_only_marked_cells_and_what_shows_comments_change(source, marked):
    book = openpyxl.load_workbook(source)
    part = f"xl/worksheets/sheet{book.sheetnames.index('用工') + 1}.xml"
    before, after = (parts(path)[part].decode() for path in (source, marked))
    cell = re.compile(r"<c r=\"([A-Z]+\d+)\"[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
    tail = [text.partition("</sheetData>")[2] for text in (before, after)]
    assert re.sub(r"<legacyDrawing [^>]*/>", "", tail[1]) == re.sub(r"<legacyDrawing [^>]*/>", "", tail[0])
    cells = [{match[1]: match[0] for match in cell.finditer(text)} for text in (before, after)]
    assert {at for at in cells[0] if cells[0][at] != cells[1][at]} <= {"D3", "B3", "C4", "A5", "F6", "D20"}
    assert cells[1].keys() - cells[0].keys() <= {"F6", "D20"}


def test_values_formulas_formats_widths_and_styles_stay(source, marked):
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(marked)
    assert after.sheetnames == [TITLE, *before.sheetnames]
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                now = after[sheet.title][cell.coordinate]
                assert now.value == cell.value
                assert now.number_format == cell.number_format
                kept = ("font", "border", "alignment", "protection")
                assert look(now, *kept) == look(cell, *kept)
                if sheet.title != "用工" or cell.coordinate not in {"D3", "B3", "C4", "A5"}:
                    assert look(now, "fill") == look(cell, "fill")
        assert after[sheet.title].protection.sheet == sheet.protection.sheet
        assert {k: v.width for k, v in after[sheet.title].column_dimensions.items()} == {
            k: v.width for k, v in sheet.column_dimensions.items()
        }
        assert after[sheet.title].print_title_rows == sheet.print_title_rows


def test_marked_cells_have_the_colour_of_the_gravest_finding_and_one_comment(marked):
    page = openpyxl.load_workbook(marked)["用工"]
    assert fill(page["D3"]) == FILLS["error"]
    assert fill(page["C4"]) == FILLS["warning"]
    assert fill(page["A5"]) == FILLS["warning"]
    said = page["D3"].comment.text
    assert said.count(MARKER) == 2
    assert said.index("请填整数。") < said.index("与上月相差过大。")
    assert "Write a whole number." in said


def test_the_clerks_own_comment_stays_above_ours(source, tmp_path):
    out = tmp_path / "marked.xlsx"
    marking.mark(source, [finding("用工", 2, "B"), finding("用工", 3, "B")], out)
    before, after = openpyxl.load_workbook(source)["用工"], openpyxl.load_workbook(out)["用工"]
    at = next(each for each in ("B2", "B3") if before[each].comment)
    assert after[at].comment.text.startswith("别删这条批注\n" + MARKER)
    assert len([cell for row in after.iter_rows() for cell in row if cell.comment]) == 2


def test_cells_and_rows_that_are_not_there_are_made_where_they_belong(marked):
    page = openpyxl.load_workbook(marked)["用工"]
    assert fill(page["F6"]) == FILLS["error"]
    assert fill(page["D20"]) == FILLS["error"]
    assert page["D20"].value is None
    with zipfile.ZipFile(marked) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = archive.read(name).decode()
                rows = [int(row) for row in re.findall(r"<row [^>]*?\br=\"(\d+)\"", xml)]
                assert rows == sorted(set(rows))


def test_a_made_cell_takes_its_columns_style(tmp_path):
    source, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    by_xlsxwriter(source)
    marking.mark(source, [finding("用工", 20, "D")], out)
    cell = openpyxl.load_workbook(out)["用工"]["D20"]
    assert cell.number_format == "#,##0"
    assert cell.font.italic


def test_a_finding_of_a_sheet_marks_its_headings_on_dark_ground_with_dark_colours(tmp_path):
    source, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    by_openpyxl(source)
    marking.mark(source, [finding("用工", None, None)], out)
    page = openpyxl.load_workbook(out)["用工"]
    assert {fill(cell) for cell in page[1]} == {DARK_FILLS["error"]}
    assert page["A1"].comment
    assert not page["B1"].comment


def test_a_cell_inside_a_merged_range_is_marked_where_it_shows(tmp_path):
    source, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    by_openpyxl(source)
    marking.mark(source, [finding("用工", 9, "B")], out)
    assert fill(openpyxl.load_workbook(out)["用工"]["A9"]) == FILLS["error"]


def test_the_first_sheet_counts_and_leads_to_the_cells(marked):
    book = openpyxl.load_workbook(marked)
    page = book[TITLE]
    assert book.active.title == TITLE
    assert [page.cell(row, 2).value for row in (2, 3, 4)] == ["4", "3", "1"]
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [TITLE]
    listed = [row for row in page.iter_rows(min_row=8) if row[0].value]
    assert len(listed) == len(FINDINGS)
    for row, each in zip(listed, FINDINGS, strict=True):
        link = row[2].hyperlink
        if each.sheet is None:
            assert link is None
            continue
        title, _, address = link.location.rpartition("!")
        assert book[title.strip("'")][address] is not None
        assert row[2].value == (each.cell or "A5")
        assert row[6].value == each.message_zh
    assert listed[0][3].value == "当月收入*"


def test_names_that_belong_to_one_sheet_still_do(source, marked):
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(marked)
    assert after["用工"].print_title_rows == before["用工"].print_title_rows
    assert after["用工"].auto_filter.ref == before["用工"].auto_filter.ref
    assert {name: each.attr_text for name, each in after.defined_names.items()} == {
        name: each.attr_text for name, each in before.defined_names.items()
    }


def test_marking_twice_is_marking_once(marked, tmp_path):
    again = tmp_path / "again.xlsx"
    marking.mark(marked, FINDINGS, again)
    assert parts(again) == parts(marked)


def test_a_corrected_workbook_has_its_own_look_again(source, marked, tmp_path):
    clean = tmp_path / "clean.xlsx"
    marking.mark(marked, [], clean)
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(clean)
    assert after.sheetnames == [TITLE, *before.sheetnames]
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                now = after[sheet.title][cell.coordinate]
                own = ("fill", "font", "number_format")
                assert look(now, *own) == look(cell, *own)
                assert (now.comment and now.comment.text) == (cell.comment and cell.comment.text)
    assert fill(after["用工"]["D20"]) is None


def test_marks_go_even_when_the_program_that_saved_the_file_kept_only_fills_and_comments(tmp_path):
    source, out, clean = (tmp_path / f"{name}.xlsx" for name in ("a", "b", "c"))
    by_openpyxl(source)
    marking.mark(source, FINDINGS, out)
    resaved = openpyxl.load_workbook(out)  # drops what it does not know, as others do
    resaved.save(out)
    marking.mark(out, [], clean)
    page = openpyxl.load_workbook(clean)["用工"]
    assert openpyxl.load_workbook(clean).sheetnames == [TITLE, "说明", "用工"]
    assert fill(page["D3"]) is None
    assert fill(page["C4"]) == "FFCCFFCC"
    assert page["B3"].comment.text == "别删这条批注"
    assert page["D3"].comment is None


@needs_libreoffice
def test_libreoffice_opens_a_marked_copy_and_what_it_saves_can_be_marked_again(marked, tmp_path):
    through_libreoffice(marked)
    page = openpyxl.load_workbook(marked)["用工"]
    assert fill(page["D3"]) == FILLS["error"]
    assert MARKER in page["D3"].comment.text
    marking.mark(marked, [], tmp_path / "clean.xlsx")
    book = openpyxl.load_workbook(tmp_path / "clean.xlsx")
    assert book.sheetnames == [TITLE, "说明", "用工"]
    assert fill(book["用工"]["D3"]) is None
    assert book["用工"]["D3"].comment is None


def test_a_sheet_of_the_clerks_own_that_has_our_name_stays(tmp_path):
    source, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book = openpyxl.Workbook()
    book.active.title = TITLE
    book.active["A1"] = "我自己的表"
    book.save(source)
    marking.mark(source, [], out)
    assert openpyxl.load_workbook(out).sheetnames == [f"{TITLE} 2", TITLE]


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    source, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    by_openpyxl(source)
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "<b>&\x00\x07_x000D_", "长" * 5000]
    marking.mark(source, [finding("用工", 3, "D", found=each) for each in hostile], out)
    page = openpyxl.load_workbook(out)[TITLE]
    cells = [page.cell(row, 5) for row in range(8, 8 + len(hostile))]
    assert [cell.data_type for cell in cells] == ["s"] * len(hostile)
    assert [cell.value for cell in cells[:4]] == hostile[:4]
    assert all(cell.quotePrefix for cell in cells)
    assert len(cells[5].value) < 1000


def test_a_csv_file_comes_back_as_a_workbook_of_texts(tmp_path):
    source, out = tmp_path / "用工.csv", tmp_path / "b.xlsx"
    rows = "工坊编号,务工编号,当月收入\n331082-0001,G1,=2+3\n331082-0001,007,12.5\n"
    source.write_bytes(rows.encode("gb18030"))
    marking.mark(source, [finding("用工", 2, "C")], out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [TITLE, "用工"]
    assert [cell.value for cell in book["用工"][2]] == ["331082-0001", "G1", "=2+3"]
    assert book["用工"]["C2"].data_type == "s"
    assert book["用工"]["B3"].value == "007"
    assert fill(book["用工"]["C2"]) == FILLS["error"]


def test_what_is_no_workbook_is_refused(tmp_path):
    source = tmp_path / "a.xlsx"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("readme.txt", "not a workbook")
    with pytest.raises(LedgerFileError):
        marking.mark(source, [], tmp_path / "b.xlsx")


def rewritten(path, change):
    """The same archive with its sheet's XML changed, for habits that no writer here has."""
    held = parts(path)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, change(content) if name == "xl/worksheets/sheet2.xml" else content)


def without_references(xml):
    return re.sub(rb"(<(?:row|c)) r=\"[A-Z]*\d+\"", rb"\1", xml)


def with_prefix(xml):
    prefixed = re.sub(rb"<(/?)([a-zA-Z]+)(?=[\s/>])", rb"<\1x:\2", xml)
    return prefixed.replace(b"xmlns=", b"xmlns:x=")


def with_comment(xml):
    return xml.replace(b"<sheetData>", b"<sheetData><!-- <row r='3'> -->")


def in_utf_16(xml):
    text = xml.decode("utf-8").partition("?>")[2] if xml.startswith(b"<?xml") else xml.decode("utf-8")
    return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")


@pytest.mark.parametrize("habit", [without_references, with_prefix, with_comment, in_utf_16])
def test_unusual_ways_to_write_a_sheet(tmp_path, habit):
    source, out, again = (tmp_path / f"{name}.xlsx" for name in ("a", "b", "c"))
    by_openpyxl(source)
    rewritten(source, habit)
    marking.mark(source, FINDINGS, out)
    page = openpyxl.load_workbook(out)["用工"]
    assert fill(page["D3"]) == FILLS["error"]
    assert fill(page["D20"]) == FILLS["error"]
    assert page["D3"].value == 3003
    assert MARKER in page["D3"].comment.text
    marking.mark(out, FINDINGS, again)
    assert parts(again) == parts(out)
