"""Where things stand in a file is the clerk's choice; the reader finds them, and says what it passed over."""

import csv
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from sharedwealth.errors import LedgerFileError
from sharedwealth.ledger.reading import read
from sharedwealth.ledger.sheets import SHEETS
from tests.ledgers import workbooks
from tests.ledgers.workbooks import Habit, Raw

DATA = workbooks.ledger(workshops=3, workers=6)


def edited(tmp_path, change, habit=workbooks.TEMPLATE):
    """The ledger after a change made in it as a program does, through openpyxl."""
    path = workbooks.write(DATA, tmp_path / "331081-2024-11.xlsx", habit).paths[0]
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return read([path])


def planted(tmp_path, plant, **given):
    file = workbooks.write(DATA, tmp_path / "331081-2024-11.xlsx", plant=plant, **given)
    return file, read(file.paths)


def said(book, rule):
    return [finding for finding in book.findings if finding.rule == rule]


def test_rows_read_and_rows_passed_over_are_all_the_rows_there_are(tmp_path):
    habit = Habit(
        totals=True, blank_after=2, notes=("填表人：", "注：以上数据未经审计"), repeat_headings_after=4
    )
    book = read(workbooks.write(DATA, tmp_path / "a.xlsx", habit).paths)

    for sheet in book.sheets.values():
        passed = [row for row, _ in sheet.passed_over]
        rows = sorted([*sheet.frame.index, *passed])
        assert rows == list(range(sheet.heading_row + 1, rows[-1] + 1))
        assert len(sheet.frame) == len(DATA.rows(sheet.sheet))
        assert {why for _, why in sheet.passed_over} >= {"total", "note", "heading"}
    assert {finding.severity for finding in said(book, "rows_passed_over")} == {"note"}


@pytest.mark.parametrize("total", ["合计", "合 计", "小计：", "总计", "本页合计", "共计", "Total"])
def test_totals_in_many_words(tmp_path, total):
    def add(book):
        book["效益"].append([total, 453000, 603000])

    sheet = edited(tmp_path, add).sheets["results"]
    assert len(sheet.frame) == 3
    assert [why for _, why in sheet.passed_over] == ["heading", "total"]


def test_a_row_with_most_of_its_values_missing_is_still_a_row(tmp_path):
    """It will lack what is required, and be told so; nothing is passed over that may be meant."""

    def add(book):
        book["用工"].append(["331081-001", "W000099"])

    assert len(edited(tmp_path, add).sheets["employment"].frame) == 7


def test_headings_over_two_rows_with_merged_groups(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("效益情况")
        sheet.merge_range(0, 0, 0, 4, "2024年11月共富工坊效益情况")
        sheet.merge_range(1, 0, 2, 0, "工坊编号")
        sheet.merge_range(1, 1, 1, 2, "经济效益（元）")
        sheet.merge_range(1, 3, 1, 4, "社会效益")
        sheet.write_row(2, 1, ["产值", "订单额", "培训场次", "培训人次"])
        sheet.write_row(3, 0, ["331081-001", 5000, 6000, 1, 20])
    book = read([path])
    found = book.sheets["results"]

    assert found.heading_row == 3
    assert dict(found.letters) == {
        "workshop_id": "A", "output_yuan": "B", "orders_yuan": "C", "training_sessions": "D", "people_trained": "E",
    }  # fmt: skip
    assert found.frame.loc[4, "orders_yuan"] == 6000
    assert book.month == date(2024, 11, 1)


def test_cells_merged_downwards_share_their_value(tmp_path):
    def merge(book):
        sheet = book["用工"]
        for row in (4, 5):
            sheet.cell(row, 1).value = None
        sheet.merge_cells("A3:A5")

    frame = edited(tmp_path, merge).sheets["employment"].frame
    assert frame["workshop_id"].tolist()[:3] == ["331081-001"] * 3


def test_a_second_sheet_of_one_kind_stops_the_ledger(tmp_path):
    def copy(book):
        book.copy_worksheet(book["用工"]).title = "用工(2)"

    book = edited(tmp_path, copy)
    assert book.sheets["employment"].title == "用工"
    assert [(finding.sheet, finding.severity) for finding in said(book, "sheet_repeated")] == [
        ("用工(2)", "error")
    ]


def test_a_heading_that_stands_twice_is_an_error_at_the_second(tmp_path):
    def repeat(book):
        book["效益"].cell(1, 12).value = "产值"
        book["效益"].cell(3, 12).value = 7

    assert [finding.cell for finding in said(edited(tmp_path, repeat), "heading_repeated")] == ["L1"]


def test_unknown_columns_and_sheets_are_mentioned(tmp_path):
    def add(book):
        book.create_sheet("随便").append(["什么", "都有"])

    book = edited(tmp_path, add, Habit(extra_column="核对情况"))
    assert [finding.sheet for finding in said(book, "sheet_unknown")] == ["随便"]
    assert {finding.found for finding in said(book, "column_unknown")} == {"核对情况"}
    assert all(finding.severity == "note" for finding in book.findings)


def test_a_missing_column_is_not_in_the_letters_and_its_values_are_missing(tmp_path):
    book = edited(tmp_path, lambda book: book["用工"].delete_cols(9))

    assert "wage_yuan" not in book.sheets["employment"].letters
    assert book.sheets["employment"].frame["wage_yuan"].isna().all()


def test_an_error_cell_is_an_error_at_its_cell_even_at_the_sheet_s_edge(tmp_path):
    def spoil(book):
        book["效益"]["B4"] = "#DIV/0!"
        book["用工"]["K9"] = "#N/A"

    book = edited(tmp_path, spoil)
    found = [(finding.sheet, finding.cell, finding.found) for finding in said(book, "unreadable_value")]
    assert sorted(found) == [("效益", "B4", "#DIV/0!"), ("用工", "K9", "#N/A")]
    assert (4, "output_yuan") in book.sheets["results"].rejected
    assert (9, "hired_on") in book.sheets["employment"].rejected


def test_a_formula_without_a_result_is_an_error_and_one_with_it_is_its_value(tmp_path):
    _, book = planted(tmp_path, {("results", 0, "output_yuan"): Raw(7000, formula="=B4+B5")})
    assert book.sheets["results"].frame["output_yuan"].iloc[0] == 7000

    def unsaved(book):
        book["效益"]["B3"] = "=B4+B5"

    (found,) = said(edited(tmp_path, unsaved), "unreadable_value")
    assert (found.sheet, found.cell) == ("效益", "B3")
    assert "公式" in found.message_zh


def test_numbers_shown_with_zeros_in_front_keep_them(tmp_path):
    plant = {("employment", 0, "worker_id"): Raw(12, number_format="000000")}
    _, book = planted(tmp_path, plant)
    assert book.sheets["employment"].frame["worker_id"].iloc[0] == "000012"


def test_a_number_among_codes_that_begin_with_zeros_may_have_lost_its_own(tmp_path):
    plant = {("employment", number, "worker_id"): f"00{number + 10}" for number in range(5)}
    file, book = planted(tmp_path, plant | {("employment", 5, "worker_id"): Raw(12)})
    (found,) = said(book, "unreadable_value")
    assert (found.row, found.column) == file.cell("employment", 5, "worker_id")


def test_a_code_that_excel_rounded_says_how_to_repair_it(tmp_path):
    _, book = planted(tmp_path, {("enterprises", 0, "credit_code"): Raw(3.3e17)})
    (found,) = said(book, "unreadable_value")
    assert found.found == "3.30000E+17"
    assert "文本格式" in found.message_zh
    assert "Format the column as text" in found.message_en


def test_the_cell_as_written_stays_beside_its_value(tmp_path):
    plant = {
        ("employment", 0, "wage_yuan"): "２,６００元",
        ("workshops", 0, "village_code"): "331081100200 示例村 001",
    }
    _, book = planted(tmp_path, plant)
    assert book.sheets["employment"].raw[3, "wage_yuan"] == "２,６００元"
    assert book.sheets["workshops"].raw[3, "village_code"] == "331081100200 示例村 001"
    assert (3, "birth_year") not in book.sheets["employment"].raw


def test_a_remark_above_says_that_money_is_in_ten_thousands(tmp_path):
    def remark(book):
        for name in ("效益",):
            book[name].insert_rows(1)
            book[name]["A1"] = "单位：万元"
            book[name]["B4"] = 12.5

    assert edited(tmp_path, remark).sheets["results"].frame["output_yuan"].iloc[0] == 125_000


def test_a_sheet_of_headings_alone_is_a_sheet_without_rows(tmp_path):
    def clear(book):
        book["结对"].delete_rows(3, 10)

    frame = edited(tmp_path, clear).sheets["partnerships"].frame
    assert frame.empty
    assert frame.dtypes.astype(str).to_dict()["started_on"] == "datetime64[s]"


def test_a_workbook_of_something_else_has_no_sheets(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("菜单").write_row(0, 0, ["红烧肉", "名称", 38])
    assert read([path]).sheets == {}


@pytest.mark.parametrize(
    ("name", "county", "month"),
    [
        ("331082-2024-11.xlsx", "331082", date(2024, 11, 1)),
        ("331082_202411.xlsx", "331082", date(2024, 11, 1)),
        ("温岭 2024年11月.xlsx", "331081", date(2024, 11, 1)),
        ("温岭市共富工坊台账（2024年3月）.xlsx", "331081", date(2024, 3, 1)),
        ("台账.xlsx", None, None),
        ("共富工坊20241.xlsx", None, date(2024, 1, 1)),
    ],
)
def test_county_and_month_from_the_name(tmp_path, name, county, month):
    book = read(workbooks.write(DATA, tmp_path / "a.xlsx", Habit(cover=False)).paths, names=[name])
    assert (book.county_code, book.month) == (county, month)
    assert book.sheets["results"].file == name


def test_the_first_sheet_goes_before_the_name(tmp_path):
    def rename(book):
        book["说明"]["B3"] = date(2024, 10, 1)

    book = edited(tmp_path, rename)
    assert (book.county_code, book.month) == ("331081", date(2024, 10, 1))


def test_csv_files_of_one_ledger_together(tmp_path):
    file = workbooks.write(DATA, tmp_path / "csv", workbooks.HABITS["csv"], only=("workshops", "employment"))
    book = read(file.paths, names=["331081-2024-11-工坊.csv", "331081-2024-11-用工.csv"])
    assert list(book.sheets) == ["workshops", "employment"]
    assert book.month == date(2024, 11, 1)


def test_a_workbook_does_not_come_with_other_files(tmp_path):
    one = workbooks.write(DATA, tmp_path / "a.xlsx").paths[0]
    with pytest.raises(LedgerFileError):
        read([one, one])


def test_a_quotation_mark_that_does_not_close_is_refused(tmp_path):
    path = tmp_path / "工坊.csv"
    path.write_text('工坊编号,名称,类型\n1,"竹编,来料加工式\n2,针织,来料加工式\n', encoding="utf-8")
    with pytest.raises(LedgerFileError):
        read([path])


def test_short_and_long_lines_of_csv_keep_their_places(tmp_path):
    path = tmp_path / "企业.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["统一社会信用代码", "名称", "行业"], ["A1"], ["A2", "二", "纺织", "多", ""], ["A3", "三\n行"]]
        )
    sheet = read([path]).sheets["enterprises"]
    assert list(sheet.frame.index) == [2, 3, 4]
    assert sheet.frame["credit_code"].tolist() == ["A1", "A2", "A3"]
    assert sheet.frame["name"].isna().tolist() == [True, False, False]


def test_every_heading_that_is_known_names_a_column():
    from sharedwealth.ledger.reading.headings import HEADINGS_FILE, meaning  # noqa: PLC0415

    with HEADINGS_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["column"] in {column.name for column in SHEETS[row["sheet"]].columns}
            assert meaning(row["sheet"], row["heading"]).column == row["column"], row


def test_a_dash_is_nothing_and_that_is_said_once_a_column(tmp_path):
    plant = {("employment", number, "prior_income_yuan"): "无" for number in range(3)}
    _, book = planted(tmp_path, plant)
    (found,) = said(book, "taken_as_empty")
    assert book.sheets["employment"].frame["prior_income_yuan"].isna().tolist() == [True] * 3 + [False] * 3
    assert (found.severity, found.cell) == ("note", "J3")
    assert "3" in found.message_en


def test_amounts_with_fractions_are_rounded_and_that_is_said_once_a_column(tmp_path):
    plant = {("employment", 0, "wage_yuan"): 2600.5, ("employment", 2, "wage_yuan"): "3,100.25"}
    _, book = planted(tmp_path, plant)
    (found,) = said(book, "rounded_to_yuan")
    assert book.sheets["employment"].frame["wage_yuan"].iloc[[0, 2]].tolist() == [2601, 3100]
    assert (found.severity, found.cell, found.found) == ("note", "I3", "2600.5")
    assert not said(book, "unreadable_value")


def test_one_long_line_among_many_short_ones_is_refused(tmp_path):
    path = tmp_path / "企业.csv"
    path.write_text("统一社会信用代码,名称\n" + "," * 250 + "\n" + "A,B\n" * 100_000, encoding="utf-8")
    with pytest.raises(LedgerFileError):
        read([path])
