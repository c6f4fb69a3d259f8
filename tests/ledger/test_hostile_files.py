"""Files made to do harm are refused with a sentence, by the real child process under its real limits."""

import io
import resource
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from sharedwealth.errors import LedgerFileError
from sharedwealth.ledger.reading import read
from sharedwealth.text import LANGUAGES, using
from tests.ledgers import workbooks

DATA = workbooks.ledger(workshops=2, workers=3)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet2.xml"


@pytest.fixture
def clean(tmp_path):
    return workbooks.write(DATA, tmp_path / "331081-2024-11.xlsx").paths[0]


def rebuilt(path, changes=None, *, added=None, renamed=None):
    """The workbook with parts changed (name to a function of their bytes) and others added."""
    made = path.with_name(f"hostile-{path.name}")
    with (
        zipfile.ZipFile(path) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(
                (renamed or {}).get(entry.filename, entry.filename),
                (changes or {}).get(entry.filename, bytes)(content),
            )
        for name, content in (added or {}).items():
            target.writestr(name, content)
    return made


def with_cells(path, cells):
    return rebuilt(path, {SHEET: lambda content: content.replace(b"</sheetData>", cells + b"</sheetData>")})


def far_cells(path):
    return with_cells(path, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def far_cell_in_a_near_row(path):
    return with_cells(path, b'<row r="90"><c r="XFD1048576"><v>1</v></c></row>')


def million_columns(path):
    letters = [workbooks.xl_col_to_name(number) for number in range(16_384)]
    row = "".join(f'<c r="{name}{{row}}"><v>1</v></c>' for name in letters)
    return with_cells(
        path, "".join(f'<row r="{n}">{row.format(row=n)}</row>' for n in range(90, 152)).encode()
    )


def column_beyond_excel(path):
    return with_cells(path, b'<row r="90"><c r="ZZZ90"><v>1</v></c></row>')


def million_rows(path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(100, 400_000))
    return with_cells(path, rows.encode())


def wide_and_deep_but_empty(path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(100, 199_000))
    return with_cells(path, rows.encode() + b'<row r="199001"><c r="IV199001"><v>1</v></c></row>')


def cells_without_number(path):
    return with_cells(path, b'<row r="90">' + b"<c><v>1</v></c>" * 300 + b"</row>")


def endless_empty_cells(path):
    return with_cells(path, b'<row r="90">' + b"<c/>" * 9_000_000 + b"</row>")


def bomb(path):
    return rebuilt(path, added={"xl/media/image1.png": b" " * 190_000_000})


def bomb_of_sheets(path):
    return rebuilt(
        path, {SHEET: lambda content: content.replace(b"<sheetData>", b" " * 150_000_000 + b"<sheetData>")}
    )


def many_large_parts(path):
    return rebuilt(path, added={f"xl/media/{number}.bin": bytes(1_000_000) for number in range(250)})


def many_parts(path):
    return rebuilt(path, added={f"xl/media/{number}.bin": b"" for number in range(500)})


def lying_size(path):
    """The directory says that a part of 150 MB has ten bytes."""
    made = bomb_of_sheets(path)
    content = bytearray(made.read_bytes())
    at = content.rfind(SHEET.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    made.write_bytes(content)
    return made


def lying_shared_strings(path):
    return rebuilt(
        path,
        {"xl/sharedStrings.xml": lambda content: content.replace(b'uniqueCount="', b'uniqueCount="99999999')},
    )


def negative_shared_strings(path):
    return rebuilt(
        path, {"xl/sharedStrings.xml": lambda content: content.replace(b'uniqueCount="', b'uniqueCount="-')}
    )


def entity_bomb(path):
    head = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    body = f"]><sst {MAIN}><si><t>&j;</t></si></sst>".encode()
    return rebuilt(path, {"xl/sharedStrings.xml": lambda _: head + body})


def outside_entity(path):
    head = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    text = f"{head}<sst {MAIN}><si><t>&a;</t></si></sst>"
    return rebuilt(path, {"xl/sharedStrings.xml": lambda _: text.encode()})


def entities_in_a_sheet(path):
    return rebuilt(
        path, {SHEET: lambda content: content.replace(b"<worksheet", b"<!DOCTYPE worksheet><worksheet", 1)}
    )


def macros(path):
    return rebuilt(path, added={"xl/vbaProject.bin": b"x"})


def macros_by_another_name(path):
    return rebuilt(
        path,
        {
            "[Content_Types].xml": lambda content: content.replace(
                b"</Types>",
                b'<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            )
        },
        added={"xl/a.bin": b"x"},
    )


def external_links(path):
    return rebuilt(path, added={"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def external_links_by_another_name(path):
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="file:///c:/other.xlsx" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"/></Relationships>'
    )
    return rebuilt(
        path, {"xl/_rels/workbook.xml.rels": lambda content: content.replace(b"</Relationships>", link)}
    )


def path_out_of_the_archive(path):
    return rebuilt(path, added={"../../outside.txt": b"x"})


def absolute_path(path):
    return rebuilt(path, added={"/etc/cron.d/x": b"x"})


def path_of_windows(path):
    return rebuilt(path, added={"..\\..\\outside.txt": b"x"})


def drive_letter(path):
    return rebuilt(path, added={"C:/outside.txt": b"x"})


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-400])
    return path


def cut_in_the_middle(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def flipped(path):
    content = bytearray(path.read_bytes())
    for place in range(900, len(content) - 900, 97):
        content[place] ^= 0xFF
    path.write_bytes(content)
    return path


def broken_xml(path):
    return rebuilt(path, {SHEET: lambda content: content[: len(content) // 2]})


def twice(path):
    with pytest.warns(UserWarning, match="Duplicate"):
        return rebuilt(path, added={SHEET: b"<worksheet/>"})


def zip_of_something(path):
    return rebuilt(path, renamed={"xl/workbook.xml": "content.xml"})


def binary_workbook(path):
    return rebuilt(path, renamed={"xl/workbook.xml": "xl/workbook.bin"})


def encrypted_part(path):
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    return path


def old_workbook(path):
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
    return path


def picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    return path


def program(path):
    path.write_bytes(Path(sys.executable).read_bytes()[:200_000])
    return path


def empty(path):
    path.write_bytes(b"")
    return path


def huge(path):
    with path.open("r+b") as file:
        file.truncate(21 * 2**20)
    return path


def far_too_many_errors(path):
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="e"><v>#DIV/0!</v></c></row>' for n in range(100, 30_000))
    return with_cells(path, rows.encode())


def nonsense_in_every_cell(path):
    letters = "ABCDEFGHIJKLMNOP"
    rows = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{c}{n}" t="inlineStr"><is><t>x{n}{c}</t></is></c>' for c in letters)
        + "</row>"
        for n in range(100, 26_000)
    )
    return with_cells(path, rows.encode())


HOSTILE = {
    far_cells: "1048576",
    far_cell_in_a_near_row: "1048576",
    million_columns: "257",
    column_beyond_excel: "18278",
    million_rows: "200001",
    wide_and_deep_but_empty: "memory|broke off",
    cells_without_number: "257",
    endless_empty_cells: "unpacks",
    bomb: "unpacks",
    bomb_of_sheets: "unpacks",
    many_large_parts: "unpacks",
    many_parts: "parts",
    lying_size: "damaged",
    lying_shared_strings: "contradicts",
    negative_shared_strings: "contradicts",
    entity_bomb: "definitions",
    outside_entity: "definitions",
    entities_in_a_sheet: "definitions",
    macros: "macros",
    macros_by_another_name: "macros",
    external_links: "linked",
    external_links_by_another_name: "linked",
    path_out_of_the_archive: "outside",
    absolute_path: "outside",
    path_of_windows: "outside",
    drive_letter: "outside",
    cut_short: "damaged",
    cut_in_the_middle: "damaged",
    flipped: "damaged",
    broken_xml: "damaged",
    twice: "one name",
    zip_of_something: "not an Excel workbook",
    binary_workbook: "xlsb",
    encrypted_part: "encrypted",
    old_workbook: "old .xls",
    picture: "neither",
    program: "neither",
    empty: "empty",
    huge: "larger",
    far_too_many_errors: "errors",
    nonsense_in_every_cell: "columns seem to have moved",
}


@pytest.mark.parametrize("harm", HOSTILE, ids=lambda harm: harm.__name__)
def test_it_is_refused_with_a_sentence(clean, harm):
    path = harm(clean)
    with using("en"), pytest.raises(LedgerFileError, match=HOSTILE[harm]) as refused:
        read([path], names=["ledger.xlsx"])
    assert "ledger.xlsx" in str(refused.value)


def test_the_sentence_is_chinese_first(clean):
    with pytest.raises(LedgerFileError, match="含有宏"):
        read([macros(clean)])
    assert LANGUAGES[0] == "zh"


def test_formatted_cells_far_away_with_nothing_in_them_do_no_harm(clean):
    path = with_cells(clean, b'<row r="1048576"><c r="XFD1048576" s="1"/></row>')

    assert len(read([path]).sheets["workshops"].frame) == 2


def test_texts_that_look_like_formulas_are_texts(tmp_path):
    evil = '=cmd|"/c calc"!A1'
    plant = {("workshops", 0, "product"): evil, ("workshops", 1, "brand"): "@SUM(1+1)"}
    frame = read(workbooks.write(DATA, tmp_path / "a.xlsx", plant=plant).paths).sheets["workshops"].frame

    assert (frame["product"].iloc[0], frame["brand"].iloc[1]) == (evil, "@SUM(1+1)")


def test_a_link_to_a_page_is_only_a_link(clean):
    book = openpyxl.load_workbook(clean)
    book["工坊"]["B3"].hyperlink = "https://example.org/"
    book.save(clean)

    assert len(read([clean]).sheets["workshops"].frame) == 2


def test_ranges_merged_over_and_over_are_walked_through_once(clean):
    """Each of forty thousand ranges reaches over nearly all rows: one by one they would take an hour."""
    merged = "".join(f'<mergeCell ref="B{3 + number % 90}:B90000"/>' for number in range(40_000))
    path = rebuilt(
        clean,
        {
            SHEET: lambda content: content.replace(
                b"</sheetData>",
                b'<row r="90000"><c r="C90000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
                b"<mergeCells>" + merged.encode() + b"</mergeCells>",
            )
        },
    )

    frame = read([path]).sheets["workshops"].frame

    assert frame["name"].nunique() == 1  # every cell shows the first one's
    assert frame["name"].notna().all()


def test_a_parser_that_dies_takes_nobody_with_it(clean, monkeypatch, tmp_path):
    """What the guard does not see still ends in a sentence: here the child is a program that aborts."""
    dying = tmp_path / "dying"
    dying.write_text("#!/bin/sh\nkill -ABRT $$\n")
    dying.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(dying))

    with using("en"), pytest.raises(LedgerFileError, match="broke off"):
        read([clean])


@pytest.mark.parametrize(
    "harm",
    [bomb_of_sheets, lying_size, million_rows, wide_and_deep_but_empty],
    ids=lambda harm: harm.__name__,
)
def test_the_child_stays_small(clean, harm):
    """Asked of the process itself, which has no other children: it prints how much it took at most."""
    path = harm(clean)
    asked = (
        "import resource, subprocess, sys\n"
        "subprocess.run([sys.executable, '-m', 'sharedwealth.ledger.child', sys.argv[1]], stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    said = subprocess.run([sys.executable, "-c", asked, path], capture_output=True, check=True)
    assert int(said.stdout) < 500 * 1024


def test_limits_bind_the_child_only(clean):
    before = resource.getrlimit(resource.RLIMIT_AS)
    read([clean])
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_copy_without_its_ending_is_read_all_the_same(clean):
    """What a file is decides, not what it is called."""
    copy = shutil.copy(clean, clean.with_name("上传"))
    assert len(read([Path(copy)]).sheets) == 5
    assert io.BytesIO(Path(copy).read_bytes()).read(2) == b"PK"
