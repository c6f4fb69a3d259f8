"""Personal data stops a ledger, is pointed at, and is never repeated whole."""

from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedwealth.ledger.reading import read
from sharedwealth.ledger.rules.personal_numbers import number_in
from sharedwealth.ledger.rules.surnames import is_like_a_name
from tests.ledgers import workbooks
from tests.ledgers.workbooks import Habit, Raw

DATA = workbooks.ledger(workshops=3, workers=8)


def personal(tmp_path, habit=workbooks.TEMPLATE, **planted):
    plant = {("employment", 2, column): value for column, value in planted.items()}
    file = workbooks.write(DATA, tmp_path / "331081-2024-11.xlsx", habit, plant=plant)
    book = read(file.paths)
    return file, book, [finding for finding in book.findings if finding.rule == "personal_data"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("worker_id", "331082198504123456"),
        ("worker_id", "33108219850412345X"),
        ("worker_id", "３３１０８２１９８５０４１２３４５６"),
        ("worker_id", Raw(331082198504123456)),
        ("worker_id", "331082850412345"),
        ("worker_id", "331082 19850412 3456"),
        ("worker_id", "3310 8219 8504 1234 5X"),
        ("worker_id", "331082-1985-0412-3456"),
        ("household_id", "３３１０８２　１９８５０４１２　３４５６"),
        ("worker_id", "138-1234-5678"),
        ("worker_id", "138 123 45678"),
        ("worker_id", "+86 13812345678"),
        ("worker_id", "6222 0212 3456 7890 128"),
        ("household_id", "13812345678"),
        ("household_id", Raw(13812345678)),
        ("worker_id", "138 1234 5678"),
        ("worker_id", "W3 电话13812345678"),
        ("worker_id", "0576-86123456"),
        ("worker_id", "6222021234567890128"),
        ("wage_yuan", "331082198504123456"),
        ("hired_on", "13812345678"),
        ("worker_id", "张三"),
        ("worker_id", "欧阳小明"),
        ("worker_id", "李胜男1"),
        ("household_id", "王有才户"),
        ("worker_id", "Zhang San"),
    ],
)
def test_it_is_found_at_its_cell_and_masked(tmp_path, column, value):
    file, book, found = personal(tmp_path, **{column: value})

    assert [(finding.row, finding.column) for finding in found] == [file.cell("employment", 2, column)]
    assert found[0].severity == "error"
    whole = str(value.value if isinstance(value, Raw) else value)
    for finding in book.findings:
        assert whole not in "".join(map(str, finding.as_row().values()))
    row = file.cell("employment", 2, column)[0]
    sheet = book.sheets["employment"]
    assert (row, column) in sheet.rejected
    assert sheet.frame[column].isna()[row]
    assert whole not in sheet.raw.values()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("worker_id", "331081-00012"),
        ("worker_id", "331081202411001"),
        ("worker_id", "农户12"),
        ("worker_id", "上塘村003"),
        ("worker_id", "W13800000001"),
        ("household_id", "第三组"),
        ("home_village_code", "331081100201"),
        # county, day and number; only a right last character would make it somebody born in 2024
        ("worker_id", "331081202403150012"),
        # county, short day and number, in the form of the identity numbers of before 1999
        ("worker_id", "331081240315012"),
        # village and number: as long as a bank card, and every tenth of them with a right last digit
        ("household_id", "331082112201000125"),
        ("worker_id", "3310821122010003"),
        ("worker_id", "20240311-0012"),
        ("worker_id", "0000013800000001"),
    ],
)
def test_local_numbers_are_none(tmp_path, column, value):
    assert personal(tmp_path, **{column: value})[2] == []


@pytest.mark.parametrize("heading", ["姓名", "身份证号", "联系电话", "手 机", "银行卡号", "务工人员姓名"])
def test_a_column_headed_as_personal_is_refused_whole(tmp_path, heading):
    _, _, found = personal(tmp_path, Habit(extra_column=heading))

    assert {finding.found for finding in found} == {heading}
    assert [finding.sheet for finding in found] == ["工坊", "企业", "结对", "用工", "效益"]
    assert {finding.column for finding in found if finding.sheet == "用工"} == {"L"}


def test_many_in_one_column_are_pointed_at_a_few_times_and_counted(tmp_path):
    plant = {("employment", number, "worker_id"): f"1381234567{number}" for number in range(8)}
    book = read(workbooks.write(DATA, tmp_path / "a.xlsx", plant=plant).paths)
    found = [finding for finding in book.findings if finding.rule == "personal_data"]

    assert len(found) == 5
    assert "8" in found[0].message_en


def test_a_telephone_in_another_sheet_is_found_too(tmp_path):
    plant = {("workshops", 1, "party_branch"): "示例村党支部 13812345678"}
    book = read(workbooks.write(DATA, tmp_path / "a.xlsx", plant=plant).paths)

    assert [finding.found for finding in book.findings if finding.rule == "personal_data"] == ["13*******78"]


@pytest.mark.parametrize("text", ["工坊", "合计", "临海-0001", "W001", "无", "示例村", "务工人员", "第一组"])
def test_words_that_are_no_names(text):
    assert not is_like_a_name(text)


def with_more(path, sheet, cells, *, hidden=False):
    """More cells in a sheet of the workbook, which is made where there is none of the name."""
    book = openpyxl.load_workbook(path)
    page = book[sheet] if sheet in book.sheetnames else book.create_sheet(sheet)
    for address, value in cells.items():
        page[address] = value
    page.sheet_state = "hidden" if hidden else page.sheet_state
    book.save(path)
    return [finding for finding in read([path]).findings if finding.rule == "personal_data"]


@pytest.fixture
def file(tmp_path):
    return workbooks.write(DATA, tmp_path / "331081-2024-11.xlsx").paths[0]


def test_a_remark_beside_the_ledger_is_looked_through(tmp_path):
    plant = {("employment", 2, "hired_on"): None}
    path = workbooks.write(DATA, tmp_path / "a.xlsx", Habit(extra_column="备注"), plant=plant).paths[0]
    found = with_more(path, "用工", {"L5": "张三，身份证 331082 19850412 3456", "L6": "代领"})
    assert [(finding.sheet, finding.cell, finding.severity) for finding in found] == [("用工", "L5", "error")]
    assert "19850412" not in found[0].found


def test_a_hidden_sheet_with_peoples_numbers_stops_the_ledger(file):
    listed = {f"B{row}": f"33108219850412{row:02}56" for row in range(2, 10)}
    found = with_more(file, "底册", listed, hidden=True)
    assert {(finding.sheet, finding.severity) for finding in found} == {("底册", "error")}
    assert found[0].cell == "B2"
    assert "8" in found[0].message_en


def test_a_sheet_that_lists_people_by_name_stops_the_ledger(file):
    found = with_more(file, "花名册", {"A1": "姓名", "A2": "张三", "A3": "李四", "A4": "王五"})
    assert [(finding.sheet, finding.cell, finding.found) for finding in found] == [("花名册", "A1", "姓名")]


def test_a_list_of_telephones_stops_the_ledger_and_the_signature_of_whoever_filled_it_in_does_not(file):
    signed = {"A1": "填表人：王芳", "B1": "联系电话", "C1": "13905761234", "A2": "0576-86123456"}
    assert with_more(file, "封面", signed) == []
    found = with_more(file, "通讯录", {f"A{row}": f"1390576123{row}" for row in range(1, 6)})
    assert {finding.sheet for finding in found} == {"通讯录"}


def test_rows_that_are_passed_over_are_looked_through(file):
    row = openpyxl.load_workbook(file)["用工"].max_row + 2
    note = {f"A{row}": "备注：33108219850412345X 系临时工", f"A{row + 1}": "联系电话：13905761234"}
    found = with_more(file, "用工", note)
    assert [finding.cell for finding in found] == [f"A{row}", f"A{row + 1}"]


def test_a_telephone_below_another_sheet_is_a_signature(file):
    row = openpyxl.load_workbook(file)["工坊"].max_row + 2
    assert with_more(file, "工坊", {f"A{row}": "填表人：王芳 联系电话：13905761234"}) == []


@settings(deadline=None)
@given(st.from_regex(r"33[01][0-9]{3}1[0-8][0-9]2[0-9]{2}", fullmatch=True), st.integers(0, 999_999))
def test_a_village_and_a_serial_number_are_nobodys(village, number):
    """The commonest way to give households numbers: no bank card begins like it, no birthday has such a year."""
    for width in (3, 4, 6):
        assert number_in(f"{village}{number % 10**width:0{width}}") is None


@settings(deadline=None)
@given(
    st.dates(date(1935, 1, 1), date(2009, 12, 31)), st.integers(0, 999), st.sampled_from(["", " ", "-", "  "])
)
def test_an_identity_number_is_one_however_it_is_spaced(born, number, gap):
    body = f"331082{born:%Y%m%d}{number:03}"
    for last in "0123456789Xx":
        assert number_in(f"号码{body[:6]}{gap}{body[6:14]}{gap}{body[14:]}{last}。") is not None
