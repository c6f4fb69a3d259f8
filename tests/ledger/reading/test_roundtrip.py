"""Any ledger that can be written is read back as it was."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedwealth.ledger.reading import read
from sharedwealth.ledger.reading.values import WIDEST
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.ledger.words import template_words
from tests.ledgers import workbooks
from tests.ledgers.workbooks import Habit, LedgerData

# words without the signs that begin a remark, a total or a number, and of no one's name or telephone
TEXTS = st.text(alphabet="示例竹编针织山核桃ABCxyz·（）-", min_size=1, max_size=12).filter(
    lambda text: text.strip("-—")
)
SERIALS = st.from_regex(r"[A-Z]{2}[0-9]{1,9}", fullmatch=True)
VILLAGES = st.from_regex(r"33108[0-9]{7}", fullmatch=True)
DEGREES = (
    st.integers(-180_000_000, 180_000_000)
    .filter(lambda millionths: abs(millionths) >= 1000)
    .map(lambda each: each / 1e6)
)
"""As a clerk writes them: a position within a hundred metres of the equator would be written 1e-06."""
DAYS = st.dates(date(1955, 1, 1), date(2099, 12, 31))


def values(column):
    if column.choices:
        return st.sampled_from(sorted(template_words(column.choices)))
    if column.duckdb_type in WIDEST:
        return st.integers(0, min(WIDEST[column.duckdb_type], 10**9))  # no longer than a telephone is
    if column.duckdb_type != "VARCHAR":
        return {"BOOLEAN": st.booleans(), "DATE": DAYS, "DOUBLE": DEGREES}[column.duckdb_type]
    if column.name == "served_village_codes":
        return st.lists(VILLAGES, min_size=1, max_size=3).map("、".join)
    if column.name.endswith("village_code"):
        return VILLAGES
    return SERIALS if column.name.endswith(("_id", "_code")) else TEXTS


def rows(sheet):
    fields = {}
    for column in SHEETS[sheet].columns:
        written = values(column)
        fields[column.name] = written if column.is_required else st.none() | written
    return st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=5)


LEDGERS = st.builds(
    LedgerData,
    county_code=st.just("331081"),
    month=st.just(date(2024, 11, 1)),
    **{sheet: rows(sheet) for sheet in SHEETS},
)
HABITS = st.builds(
    Habit,
    aliases=st.booleans(),
    stars=st.booleans(),
    headings=st.sampled_from(["zh", "en"]),
    titles=st.sampled_from([(), ("共富工坊台账",)]),
    reverse_columns=st.booleans(),
    extra_column=st.none() | st.just("核对情况"),
    dates=st.sampled_from(["date", "text", "slashes", "dots", "chinese", "compact", "serial"]),
    numbers=st.sampled_from(["number", "text", "thousands", "full_width"]),
    money=st.sampled_from(["yuan", "wan_heading", "wan_cell"]),
    padding=st.sampled_from(["", " ", "\u3000"]),
    codes=st.sampled_from(["text", "full_width"]),
    words=st.sampled_from(["template", "keys", "short"]),
    yes_no=st.sampled_from([("是", "否"), ("√", "×"), ("1", "0"), ("Y", "N"), ("有", "无")]),
    blank_after=st.integers(0, 2),
    repeat_headings_after=st.integers(0, 2),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    separator=st.sampled_from([",", ";", "\t"]),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=LEDGERS, habit=HABITS, is_workbook=st.booleans())
def test_what_is_read_back_equals_what_was_written(data, habit, is_workbook):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / ("331081-2024-11.xlsx" if is_workbook else "csv")
        file = workbooks.write(data, place, habit)
        book = read(file.paths)

    assert [finding for finding in book.findings if finding.severity != "note"] == []
    for sheet, described in SHEETS.items():
        types = {column.name: column.pandas_type for column in described.columns}
        expected = pd.DataFrame(data.rows(sheet), columns=list(types)).astype(types)
        found = book.sheets[sheet]
        pd.testing.assert_frame_equal(found.frame.reset_index(drop=True), expected, check_index_type=False)
        assert tuple(found.frame.index) == file.rows[sheet]


@settings(max_examples=300, deadline=None)
@given(day=DAYS)
def test_serials_are_the_days_since(day):
    from sharedwealth.ledger.reading import dates  # noqa: PLC0415  beside what it is compared with

    serial = (day - date(1899, 12, 30)).days
    assert dates.from_number(serial) == day == date(1899, 12, 30) + timedelta(serial)
