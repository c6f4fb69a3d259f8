"""Personal data stops a ledger, is pointed at, and is never repeated whole."""

import pytest

from sharedwealth.ledger.reading import read
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
