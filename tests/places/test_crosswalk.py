"""Figures carried across the change of Hangzhou's districts in 2021: totals stay, nothing is guessed that is known."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedwealth import settings as settings_module
from sharedwealth import text
from sharedwealth.errors import ReaderError, RegisterError
from sharedwealth.places import crosswalk, crosswalk_file
from sharedwealth.places import register as registers

OLD, NEW = date(2020, 12, 31), date(2021, 12, 31)
SETTINGS = settings_module.Settings(data=settings_module.ROOT / "data" / "nowhere")
REGISTER = registers.load(SETTINGS)
TABLE = crosswalk.load(SETTINGS, REGISTER)
GONE = {"330103": "下城区", "330104": "江干区"}
COME = {"330113": "临平区", "330114": "钱塘区"}
COUNTS = st.integers(min_value=-(10**6), max_value=10**12)


@st.composite
def provinces(draw, day):
    """A figure for every county of that day."""
    codes = sorted(TABLE.codes(day))
    return dict(zip(codes, draw(st.lists(COUNTS, min_size=len(codes), max_size=len(codes))), strict=True))


def test_ninety_counties_before_and_after():
    old, new = TABLE.codes(OLD), TABLE.codes(NEW)
    assert (len(old), len(new)) == (90, 90)
    assert (old - new, new - old) == (set(GONE), set(COME))
    assert TABLE.codes(date(2021, 4, 8)) == old
    assert TABLE.codes(date(2021, 4, 9)) == new
    assert {TABLE.names[code] for code in GONE} == set(GONE.values())


def test_weights_are_the_registers_villages_of_towns_that_stand_once():
    """Recounted from the register; every town of a county that changed is in exactly one part of it."""
    written = pd.read_csv(SETTINGS.register / "crosswalk.csv", dtype=str)
    villages = REGISTER.of_level("village")["parent_code"].value_counts()
    for row in written.itertuples():
        towns = row.towns.split()
        assert all(town.startswith(row.code_after) for town in towns)
        assert int(row.weight) == sum(int(villages[town]) for town in towns)
        assert row.basis == "villages"
    named = " ".join(written["towns"]).split()
    for county in set(written["code_after"]):
        of_county = set(REGISTER.of_level("town", within=county)["code"]) & set(villages.index)
        assert sorted(town for town in named if town.startswith(county)) == sorted(of_county)


@given(figures=provinces(OLD))
def test_totals_are_kept_there(figures):
    carried = crosswalk.carry(figures, OLD, NEW, TABLE)
    assert set(carried.figures) == TABLE.codes(NEW)
    assert sum(carried.figures.values()) == sum(figures.values())
    assert carried.incomplete == {}


@given(figures=provinces(NEW))
def test_totals_are_kept_back(figures):
    carried = crosswalk.carry(figures, NEW, OLD, TABLE)
    assert set(carried.figures) == TABLE.codes(OLD)
    assert sum(carried.figures.values()) == sum(figures.values())


@given(figures=provinces(OLD))
def test_counties_that_did_not_change_keep_their_figure(figures):
    carried = crosswalk.carry(figures, OLD, NEW, TABLE)
    changed = {piece.before for piece in TABLE.pieces} | {piece.after for piece in TABLE.pieces}
    for code in TABLE.codes(OLD) - changed:
        assert carried.figures[code] == figures[code]
        assert carried.how[code] == crosswalk.UNCHANGED


@given(figures=provinces(OLD))
def test_districts_that_were_put_together_are_a_sum(figures):
    carried = crosswalk.carry(figures, OLD, NEW, TABLE)
    assert carried.figures["330105"] == figures["330103"] + figures["330105"]
    assert carried.how["330105"] == crosswalk.SUMMED


@given(figures=provinces(NEW))
def test_back_and_there_again_a_merger_is_itself(figures):
    """Gongshu is divided into Xiacheng and Gongshu and put together again; so are Yuhang and Linping the other way."""
    there = crosswalk.carry(crosswalk.carry(figures, NEW, OLD, TABLE).figures, OLD, NEW, TABLE)
    assert there.figures["330105"] == figures["330105"]


@given(figures=provinces(OLD))
def test_there_and_back_a_division_is_itself(figures):
    back = crosswalk.carry(crosswalk.carry(figures, OLD, NEW, TABLE).figures, NEW, OLD, TABLE)
    assert back.figures["330110"] == figures["330110"]
    assert sum(back.figures.values()) == sum(figures.values())


BEFORE, AFTER = st.dates(date(2020, 1, 1), date(2021, 4, 8)), st.dates(date(2021, 4, 9), date(2030, 1, 1))


@given(figures=provinces(OLD), days=st.tuples(BEFORE, AFTER))
def test_only_the_day_of_the_change_counts(figures, days):
    assert crosswalk.carry(figures, *days, TABLE) == crosswalk.carry(figures, OLD, NEW, TABLE)
    assert crosswalk.carry(figures, days[0], OLD, TABLE).figures == figures


@given(
    figure=COUNTS,
    weights=st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 1000), min_size=1),
)
def test_parts_are_whole_add_up_and_differ_from_the_exact_by_less_than_one(figure, weights):
    parts = crosswalk.divided(figure, weights)
    together = sum(weights.values())
    assert sum(parts.values()) == figure
    for code, part in parts.items():
        assert abs(part * together - figure * weights[code]) < together


def test_the_figures_by_hand():
    figures = {
        "330104": 198,
        "330102": 10,
        "330109": 663,
        "330110": 419,
        "330103": 1,
        "330105": 2,
        "331082": 5,
    }
    carried = crosswalk.carry(figures, OLD, NEW, TABLE)
    assert carried.figures == {
        "330102": 10 + 149, "330105": 3, "330109": 585, "330110": 223, "330113": 196, "330114": 49 + 78, "331082": 5,
    }  # fmt: skip
    assert carried.how["330114"] == carried.how["330102"] == carried.how["330113"] == crosswalk.DIVIDED


def test_no_data_is_not_zero():
    carried = crosswalk.carry({"330103": None, "330105": 7, "330110": 4}, OLD, NEW, TABLE)
    assert carried.figures["330105"] is None
    assert carried.incomplete == {"330105": ("330103",)}
    assert "330102" not in carried.figures
    alone = crosswalk.carry({"330105": 7}, OLD, NEW, TABLE)  # the other part is not in the table at all
    assert alone.figures == {"330105": None}


def test_codes_of_the_wrong_time_are_refused():
    with text.using("en"):
        with pytest.raises(RegisterError, match="330103 was no county of Zhejiang on 2021-12-31"):
            crosswalk.carry({"330103": 1}, NEW, OLD, TABLE)
        with pytest.raises(RegisterError, match="Codes are known from 2020 on"):
            crosswalk.carry({"330103": 1}, date(2015, 1, 1), NEW, TABLE)


FILE = """\ufeff区划代码,名称,工坊数,产值(万元),覆盖村,全部村,覆盖率,人均增收
330102,上城区,10,1.50,5,50,10%,2000
330103,下城区,4,0.25,10,80,12.5%,1900
330104,江干区,20,2.00,30,60,50%,2100
330105,拱墅区,6,0.50,30,120,25%,1800
330109,萧山区,663,10.01,,,,
330110,余杭区,419,4.19,1,2,50%,1
331082,临海市,7,0.07,7,9,77.78%,1
330100,杭州市,1122,,,,,
320102,玄武区,1,1,1,1,100%,1
"""


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "2020.csv"
    made.write_text(FILE, encoding="utf-8")
    return made


@pytest.fixture(autouse=True)
def in_english():
    with text.using("en"):
        yield


def rows(result):
    return [line.split(",") for line in result.csv.split("\r\n") if line]


def test_a_file_is_written_anew_and_says_what_was_left_out(path):
    result = crosswalk_file.convert(path, OLD, NEW, TABLE, {"覆盖率": ("覆盖村", "全部村")})
    head, *body = rows(result)
    assert head == [
        "区划代码",
        "名称",
        "工坊数",
        "产值(万元)",
        "覆盖村",
        "全部村",
        "覆盖率",
        "How it was carried",
    ]
    by_code = {row[0]: row for row in body}
    assert set(by_code) == {"330102", "330105", "330109", "330110", "330113", "330114", "331082"}
    assert by_code["330105"] == ["330105", "拱墅区", "10", "0.75", "40", "200", "20.00%", "added up"]
    assert by_code["331082"] == ["331082", "临海市", "7", "0.07", "7", "9", "77.78%", "as it was"]
    assert sum(int(row[2]) for row in body) == 10 + 4 + 20 + 6 + 663 + 419 + 7
    assert sum(round(100 * float(row[3])) for row in body) == 1852
    assert by_code["330114"][4:7] == ["", "", ""]  # Xiaoshan has no figure
    said = "\n".join(result.remarks)
    assert "Row 9: 330100 is no county" in said
    assert "Row 10: 320102 was no county of Zhejiang on 2020-12-31" in said
    assert "“人均增收” is a rate or a mean and was left out" in said
    assert "330114 钱塘区 has no “覆盖村”, because 330109 萧山区 has none." in said


def test_a_rate_without_its_parts_is_left_out(path):
    result = crosswalk_file.convert(path, OLD, NEW, TABLE)
    assert "覆盖率" not in rows(result)[0]
    assert sum("is a rate or a mean" in remark for remark in result.remarks) == 2


def test_a_rate_that_is_not_its_parts_is_refused(path):
    path.write_text(FILE.replace("12.5%", "13.5%"), encoding="utf-8")
    with pytest.raises(RegisterError, match="Row 3: 覆盖率 of 330103 is not 覆盖村 over 全部村"):
        crosswalk_file.convert(path, OLD, NEW, TABLE, {"覆盖率": ("覆盖村", "全部村")})


def test_a_file_that_is_no_table_of_counties_is_refused(tmp_path):
    path = tmp_path / "wrong.csv"
    for content, words in {
        "": "is empty",
        "县,工坊数\n上城区,1\n": "no column of county codes",
        "代码,工坊数\n330114,1\n": "No row has the code of a county as of 2020-12-31",
    }.items():
        path.write_text(content, encoding="utf-8")
        with pytest.raises(RegisterError, match=words):
            crosswalk_file.convert(path, OLD, NEW, TABLE)


def test_what_is_no_number_leaves_its_column_out(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("代码,工坊数,备注\n330103,1,好\n330105,2,\n", encoding="gb18030")
    result = crosswalk_file.convert(path, OLD, NEW, TABLE)
    assert rows(result)[1] == ["330105", "3", "added up"]
    assert "“备注” was left out: row 2 has “好”, which is no number." in result.remarks


@pytest.mark.parametrize(
    ("written", "day"),
    [("2020", OLD), ("2020-12", OLD), ("2020-02", date(2020, 2, 29)), ("2021-04-09", date(2021, 4, 9))],
)
def test_a_period_stands_for_its_last_day(written, day):
    assert crosswalk.period(written) == day


@pytest.mark.parametrize("written", ["", "20", "2020-13", "2021-02-30", "last year"])
def test_what_is_no_period_is_refused(written):
    with pytest.raises(ReaderError, match="is no year, month or day"):
        crosswalk.period(written)
