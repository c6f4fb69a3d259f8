import csv
from datetime import datetime

import openpyxl
import pytest

from sharedwealth import text
from sharedwealth.errors import RegisterError, UnknownChoiceError
from sharedwealth.places import designating
from sharedwealth.places import register as registers

HEADINGS = ["村代码", "村名", "起始日期"]
DAY = "2021-06-01"


@pytest.fixture(scope="module")
def villages(register):
    return register.of_level("village", "331082")["code"].head(3).tolist()


def as_csv(path, rows, headings=HEADINGS):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def on_list(settings, designation="key_village"):
    listed = registers.load(settings).designations
    return listed[listed["designation"] == designation]


def refused(path, settings, **more):
    """The lines of the refusal, once it is certain that nothing was written."""
    with text.using("en"), pytest.raises(RegisterError) as refusal:
        designating.import_designations(path, settings, **more)
    assert not (settings.operator_register / "designations.csv").exists()
    return str(refusal.value).splitlines()


def test_a_list_of_key_villages_is_added_and_the_other_lists_stay(settings, villages, register, tmp_path):
    rows = [[code, "某村", DAY] for code in villages]
    report = designating.import_designations(as_csv(tmp_path / "名单.csv", rows), settings)
    assert report.counts == {"key_village": 3}
    assert on_list(settings)["code"].tolist() == villages
    assert on_list(settings)["valid_from"].dt.strftime("%Y-%m-%d").unique().tolist() == [DAY]
    assert on_list(settings)["is_confirmed"].all()
    others = registers.load(settings).designations.query("designation != 'key_village'")
    assert len(others) == len(register.designations)


def test_a_second_import_takes_the_firsts_place(settings, villages, tmp_path):
    for codes in (villages, villages[:1]):
        rows = [[code, "某村", DAY] for code in codes]
        designating.import_designations(as_csv(tmp_path / "list.csv", rows), settings)
    assert on_list(settings)["code"].tolist() == villages[:1]


def test_the_list_and_the_first_day_may_be_said_once_for_all_rows(settings, tmp_path):
    path = as_csv(tmp_path / "list.csv", [["331082", "临海市"]], ["代码", "名称"])
    designating.import_designations(path, settings, designation="mountain_county", since="2025年6月1日")
    (row,) = on_list(settings, "mountain_county").to_dict("records")
    assert (row["code"], f"{row['valid_from']:%Y-%m-%d}") == ("331082", "2025-06-01")


def test_a_place_may_leave_a_list_and_come_back(settings, villages, tmp_path):
    rows = [
        [villages[0], "重点帮促村", "2021-01-01", "2023/1/1", "否"],
        [villages[0], "乡村振兴重点帮促村", "2023-01-01", "", "是"],
    ]
    headings = ["代码", "名单", "起始日期", "截止日期", "是否确认"]
    designating.import_designations(as_csv(tmp_path / "list.csv", rows, headings), settings)
    assert on_list(settings)["is_confirmed"].tolist() == [False, True]
    assert on_list(settings)["valid_to"].notna().tolist() == [True, False]


def test_the_time_in_which_a_villages_code_is_in_use_is_a_list_too(settings, villages, tmp_path):
    rows = [
        [villages[0], "村代码有效期", "2000-01-01", "2024-11-01"],
        [villages[1], "代码有效期", "2024-11-01", ""],
    ]
    path = as_csv(tmp_path / "list.csv", rows, ["代码", "名单", "起始日期", "截止日期"])
    designating.import_designations(path, settings)
    assert on_list(settings, "code_in_use")["code"].tolist() == sorted(villages[:2])


def test_excels_own_dates_are_read(settings, villages, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append([villages[0], "某村", datetime(2022, 3, 1)])  # noqa: DTZ001  as Excel keeps it
    book.save(tmp_path / "list.xlsx")
    designating.import_designations(tmp_path / "list.xlsx", settings)
    assert f"{on_list(settings)['valid_from'].iloc[0]:%Y-%m-%d}" == "2022-03-01"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["331082999599", "", DAY], "a code that is in the register"),
        (["331082", "", DAY], "a village's code, of 12 digits"),
        (["3.31082E+11", "", DAY], "all digits of the code"),
        (["VILLAGE", "", ""], "the first day on the list"),
        (["VILLAGE", "", "2021-02-30"], "a day such as 2024-01-01"),
        (["VILLAGE", "", "soon"], "a day such as 2024-01-01"),
    ],
)
def test_one_wrong_row_refuses_the_whole_file_and_says_which(settings, villages, tmp_path, row, expected):
    wrong = [villages[1] if cell == "VILLAGE" else cell for cell in row]
    lines = refused(as_csv(tmp_path / "list.csv", [[villages[0], "", DAY], wrong]), settings)
    assert lines[0] == "1 row cannot be taken:"
    assert lines[1].startswith("Row 3: found ")
    assert expected in lines[1]
    assert lines[-1] == "Nothing was changed."


def test_a_place_twice_at_the_same_time_is_refused(settings, villages, tmp_path):
    lines = refused(as_csv(tmp_path / "list.csv", [[villages[0], "", DAY]] * 2), settings)
    assert "each place once at a time" in lines[1]


def test_a_county_on_a_list_of_villages_and_a_village_on_one_of_counties_are_refused(
    settings, villages, tmp_path
):
    path = as_csv(tmp_path / "list.csv", [[villages[0], "", DAY]])
    lines = refused(path, settings, designation="mountain_county")
    assert "a county's code, of 6 digits" in lines[1]


def test_a_list_that_does_not_exist_is_refused(settings, villages, tmp_path):
    path = as_csv(tmp_path / "list.csv", [[villages[0], "", DAY]])
    with pytest.raises(UnknownChoiceError, match="golden"):
        designating.import_designations(path, settings, designation="golden")
    wrong = as_csv(tmp_path / "wrong.csv", [[villages[0], "金牌村", DAY]], ["代码", "名单", "起始日期"])
    assert "重点帮促村, 山区县" in refused(wrong, settings)[1]


def test_a_file_without_codes_is_refused(settings, tmp_path):
    lines = refused(as_csv(tmp_path / "list.csv", [["某村", DAY]], ["村名", "起始日期"]), settings)
    assert "no row of headings with a code" in lines[0]
