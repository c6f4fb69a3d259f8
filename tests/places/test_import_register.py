import csv
import io
import shutil

import openpyxl
import pandas as pd
import pytest

from sharedwealth import text
from sharedwealth.errors import RegisterError
from sharedwealth.places import codes, geometry, importing
from sharedwealth.places import register as registers

HEADINGS = ["统计用区划代码", "名称"]


@pytest.fixture(scope="module")
def official(register):
    """A list as an operator has it: codes padded to twelve digits, names as published, every level."""
    places = register.places
    return [[code.ljust(12, "0"), name] for code, name in zip(places["code"], places["name_zh"], strict=True)]


@pytest.fixture(scope="module")
def towns_only(official):
    """Quicker to take: everything above the villages."""
    return [row for row in official if row[0].endswith("000")]


def as_csv(path, rows, headings=HEADINGS, encoding="utf-8"):
    written = io.StringIO(newline="")
    csv.writer(written).writerows([headings, *rows])
    path.write_bytes(written.getvalue().encode(encoding))
    return path


def as_excel(path, rows, headings=HEADINGS, title=None):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名录")
    if title:
        sheet.append([title])
    for row in [headings, *rows]:
        sheet.append(row)
    book.save(path)
    return path


def refusal(path, settings):
    """The reader's message, once it is certain that nothing was written."""
    with pytest.raises(RegisterError) as refused:
        importing.import_register(path, settings)
    assert not (settings.operator_register / "places.csv").exists()
    assert registers.load(settings).source == "bundled"
    return str(refused.value)


def problem(row, rows, tmp_path, settings, headings=HEADINGS):
    """The one refused row of a list that is otherwise fine."""
    report = importing.import_register(as_csv(tmp_path / "list.csv", [*rows, row], headings), settings)
    (only,) = report.refused
    assert only.row == len(rows) + 2
    return only.line()


def test_the_whole_official_list_takes_the_registers_place(
    official, settings, register, tmp_path, in_english
):
    renamed = [[code, "杜桥新镇" if name == "杜桥镇" else name] for code, name in official]
    report = importing.import_register(as_csv(tmp_path / "list.csv", renamed), settings)
    assert (report.taken, report.refused, report.supplied) == (len(official), (), 0)
    assert report.lines()[0] == "27036 places were taken from list.csv."
    taken = registers.load(settings)
    assert taken.source == "operator"
    pd.testing.assert_frame_equal(
        taken.places.drop(columns=["name_zh", "name_en", "kind"]),
        register.places.drop(columns=["name_zh", "name_en", "kind"]),
    )
    changed = taken.places["name_zh"] != register.places["name_zh"]
    assert taken.places.loc[changed, "name_zh"].tolist() == ["杜桥新镇"]
    assert len(taken.designations) == len(register.designations)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_each_encoding_gives_the_same_register(towns_only, settings, register, tmp_path, encoding):
    importing.import_register(as_csv(tmp_path / "list.csv", towns_only, encoding=encoding), settings)
    taken = registers.load(settings).places
    assert taken["name_zh"].tolist() == register.places.query("level != 'village'")["name_zh"].tolist()


def test_excel_with_a_title_above_its_headings(towns_only, settings, tmp_path):
    rows = [[code, name, 120.5 if code == "331082112000" else None, 28.9 if code == "331082112000" else ""]
            for code, name in towns_only]  # fmt: skip
    path = as_excel(
        tmp_path / "list.xlsx", rows, ["代 码*", "名称（全称）", "经度", "纬度"], "浙江省区划名录"
    )
    report = importing.import_register(path, settings)
    assert report.taken == len(rows)


def test_lists_without_the_upper_levels_are_completed(towns_only, settings, tmp_path, in_english):
    lower = [row for row in towns_only if not row[0].endswith("000000")]
    report = importing.import_register(as_csv(tmp_path / "list.csv", lower, ["Code", "Name"]), settings)
    assert report.supplied == 102
    assert "102 cities and counties that the list leaves out" in "\n".join(report.lines())
    assert len(registers.load(settings).of_level("county")) == 90


def test_official_positions_are_taken_and_strays_are_not(
    towns_only, settings, register, tmp_path, in_english
):
    code = "331082112"
    county = register.places.set_index("code").loc["331082"]
    where = {code: (county["longitude"], county["latitude"]), "330102001": (118.5, 28.0)}
    rows = [[*row, *where.get(row[0][:9], ("", ""))] for row in towns_only]
    path = as_csv(tmp_path / "list.csv", rows, [*HEADINGS, "经度", "纬度"])
    report = importing.import_register(path, settings)
    (stray,) = report.noted
    assert "330102001" in stray.line()
    assert "inside its own county" in stray.line()
    places = registers.load(settings).places.set_index("code")
    assert places.loc[code, "position_source"] == "official"
    assert places.loc[code, "longitude"] == pytest.approx(county["longitude"])
    assert places.loc["330102001", "position_source"] == "schematic"


def test_a_new_town_and_village_get_schematic_positions_in_their_county(
    towns_only, official, settings, register, tmp_path
):
    new = [["331082198000", "新设镇"], ["331082198201", "新村村委会"], ["331082198202", "三联村村民委员会"]]
    others = [row for row in official if row[0].startswith("331082") and not row[0].endswith("000")]
    path = as_csv(tmp_path / "list.csv", [*towns_only, *others, *new])
    importing.import_register(path, settings)
    first = registers.load(settings).places.set_index("code")
    assert first.loc["331082198", "kind"] == "town"
    assert first.loc["331082198202", "name_zh"] == "三联村"
    assert (first.loc[["331082198", "331082198201"], "position_source"] == "schematic").all()
    importing.import_register(path, settings)
    pd.testing.assert_frame_equal(first, registers.load(settings).places.set_index("code"))
    moved = first.join(register.places.set_index("code").add_suffix("_before"), how="inner")
    moved = moved[(moved["longitude"] - moved["longitude_before"]).abs() > 1e-5]
    assert moved.index.str.startswith("331082").all()  # no position elsewhere changes
    assert (moved["level"] == "village").all()


def test_the_boundaries_of_an_imported_register_can_be_built(towns_only, settings, tmp_path):
    importing.import_register(
        as_csv(tmp_path / "list.csv", [*towns_only, ["331082198000", "新设镇"]]), settings
    )
    taken = registers.load(settings)
    geometry.build(settings, taken)
    assert geometry.is_built(settings, taken)
    assert "新设镇" in (settings.boundaries / geometry.index(settings).map_of("3310")).read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("row", "found", "expected"),
    [
        (["", "新设镇"], "nothing", "a code of digits"),
        (["33108x", "新设镇"], "“33108x”", "a code of digits"),
        (["3.31082E+11", "新设镇"], "“3.31082E+11”", "all digits of the code"),
        (["331082198001.0", "新设村"], "331082198001.0", "all digits of the code"),
        (["33108", "新设镇"], "“33108”", "2, 4, 6, 9 or 12 digits"),
        (["320102001000", "新设镇"], "“320102001”", "begins with 33"),
        (["331082112600", "新设村"], "“331082112600”", "up to 599"),
        (["331082198000", ""], "nothing", "Chinese name"),
        (["331082198000", "Xinshe"], "“Xinshe”", "Chinese name"),
        (["331082112000", "新设镇"], "“331082112 新设镇”", "each code once; row"),
        (["331099000000", "新县"], "“331099 新县”", "90 counties"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_what_was_found_and_expected(
    *, towns_only, settings, tmp_path, in_english, row, found, expected
):
    line = problem(row, towns_only, tmp_path, settings)
    assert line.startswith(f"Row {len(towns_only) + 2}: found ")
    assert found in line
    assert expected in line.split("expected", 1)[1]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["400", "28.8", "", ""], "a longitude in degrees inside Zhejiang"),
        (["28.8", "121.1", "", ""], "a longitude in degrees inside Zhejiang"),
        (["121.1", "", "", ""], "a latitude in degrees inside Zhejiang"),
        (["121.1", "北纬28度", "", ""], "a latitude in degrees inside Zhejiang"),
        (["121.1", "28.8", "GCJ-02", ""], "WGS84 or CGCS2000"),
        (["", "", "", "社区"], "goes with the code's length"),
    ],
)
def test_a_position_or_kind_that_cannot_be_is_named(
    *, towns_only, settings, tmp_path, in_english, cells, expected
):
    rows = [[*row, "", "", "", ""] for row in towns_only]
    headings = [*HEADINGS, "经度", "纬度", "坐标系", "类型"]
    assert expected in problem(["331082198000", "新设镇", *cells], rows, tmp_path, settings, headings)


def test_the_report_speaks_the_runs_language(towns_only, settings, tmp_path):
    with text.using("zh"):
        report = importing.import_register(
            as_csv(tmp_path / "名录.csv", [*towns_only, ["33108", "新设镇"]]), settings
        )
        lines = report.lines()
    assert lines[0] == "已从 名录.csv 导入 1489 个地区。"
    assert lines[1] == "有 1 行未予导入："
    assert lines[2] == "第 1491 行：实际为“33108”；应为2、4、6、9 或 12 位代码。"


def test_codes_that_excel_made_numbers_are_refused_with_the_way_to_repair_them(
    towns_only, settings, tmp_path, in_english
):
    rows = [[int(code), name] for code, name in towns_only]
    message = refusal(as_excel(tmp_path / "list.xlsx", rows), settings)
    assert message.startswith("Only 0 of 1489 rows can be taken")
    assert "Nothing was changed." in message
    assert "Row 2: found “330000000000”; expected the code as text: Excel has made it a number." in message


def test_places_without_their_parent_refuse_the_whole_list(towns_only, settings, tmp_path, in_english):
    rows = [*towns_only, ["331082198201", "新村"], ["331099001000", "新设街道"]]
    message = refusal(as_csv(tmp_path / "list.csv", rows), settings)
    assert message.startswith("2 places lie in places that the list does not have:")
    assert "Row 1491: 331082198201 新村 lies in 331082198, which the list does not have." in message
    assert "Row 1492: 331099001 新设街道 lies in 331099" in message


def test_a_list_of_one_county_does_not_replace_a_province(official, settings, tmp_path, in_english):
    rows = [row for row in official if row[0].startswith("331082")]
    message = refusal(as_csv(tmp_path / "list.csv", rows), settings)
    assert "towns in 1 of the 90 counties" in message


def test_too_many_bad_rows_refuse_the_whole_list(towns_only, settings, tmp_path, in_english):
    bad = [["x", "某村"]] * (len(towns_only) // 5)
    assert "nine in ten rows" in refusal(as_csv(tmp_path / "list.csv", [*towns_only, *bad]), settings)


def test_an_earlier_import_survives_a_refused_one(towns_only, settings, tmp_path):
    importing.import_register(as_csv(tmp_path / "list.csv", towns_only), settings)
    before = (settings.operator_register / "places.csv").read_bytes()
    with pytest.raises(importing.ImportRefusedError):
        importing.import_register(as_csv(tmp_path / "bad.csv", [["x", "某村"]]), settings)
    assert (settings.operator_register / "places.csv").read_bytes() == before
    assert [path.name for path in settings.operator_register.iterdir()] == ["places.csv"]


def test_a_list_that_would_contradict_the_operators_own_designations_is_refused(
    towns_only, settings, tmp_path, in_english
):
    settings.operator_register.mkdir()
    (settings.operator_register / "designations.csv").write_text(
        "code,designation,valid_from,valid_to,source,is_confirmed\n331082112201,key_village,2023-01-01,,list,true\n"
    )
    with pytest.raises(RegisterError, match="A list names 331082112201"):
        importing.import_register(as_csv(tmp_path / "list.csv", towns_only), settings)
    assert not (settings.operator_register / "places.csv").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.csv", b"", "is empty"),
        ("list.csv", b"\n\n  \n", "is empty"),
        ("list.csv", "代码,名称\n".encode(), "headings but no places"),
        ("list.csv", "代码,级别\n33,省\n".encode(), "no row of headings with a code"),
        (
            "list.csv",
            "代码,区划代码,名称\n33,33,浙江省\n".encode(),
            "two columns for the same thing: 代码、区划代码",
        ),
        ("list.csv", '代码,名称\n33,"浙江省\n'.encode(), "unclosed quotation mark"),
        ("list.csv", b"\xff\x00\x81\xfe\xff", "neither in UTF-8 nor in GB 18030"),
        ("list.xlsx", b"not a workbook", "cannot be opened as an Excel workbook"),
        ("list.xls", b"\xd0\xcf\x11\xe0", "neither CSV nor Excel"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_the_reason(
    *, settings, tmp_path, in_english, name, content, said
):
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refusal(path, settings)


def test_a_file_that_is_not_there_and_an_empty_workbook(settings, tmp_path, in_english):
    assert "There is no file" in refusal(tmp_path / "nowhere.csv", settings)
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    assert "is empty" in refusal(tmp_path / "empty.xlsx", settings)


def test_a_zip_that_is_no_workbook(settings, tmp_path, in_english):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("x")
    shutil.make_archive(str(tmp_path / "list"), "zip", tmp_path / "folder")
    (tmp_path / "list.zip").rename(tmp_path / "list.xlsx")
    assert "cannot be opened as an Excel workbook" in refusal(tmp_path / "list.xlsx", settings)


@pytest.mark.parametrize(
    ("padded", "code"),
    [
        ("330000000000", "33"), ("330100000000", "3301"), ("331000000000", "3310"),
        ("330102000000", "330102"),
        ("330102001000", "330102001"), ("330102100000", "330102100"), ("330102001051", "330102001051"),
        ("330000", "33"), ("331000", "3310"), ("331082", "331082"), ("331082000", "331082"), ("3310", "3310"),
        ("33", "33"),
    ],
)  # fmt: skip
def test_padding_zeros_are_taken_off(padded, code):
    assert importing.listrows.shortened(padded) == code
    assert codes.level(code) is not None
