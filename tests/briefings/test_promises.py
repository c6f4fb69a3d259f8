"""Promises: what is taken and what is not, that nothing is ever lost, and what became of them."""

import io
import json
from dataclasses import replace
from threading import Thread

import docx
import openpyxl
import pandas as pd
import pytest

from sharedwealth import settings as configuration
from sharedwealth.briefings import composing, kept_promises, promise_book, promises, reading, scene
from sharedwealth.briefings.promise_book import PromiseError
from sharedwealth.errors import ReaderError
from sharedwealth.exports import action_sheet
from sharedwealth.indicators import CATALOGUE
from sharedwealth.tables.files import Provenance
from sharedwealth.text import using
from tests.conftest import SMALL_PROVINCE

BUILT = {"area": "339101", "indicator": "workshops_built", "month": "2024-01", "due": "2024-03"}


@pytest.fixture
def installation(tmp_path):
    return replace(configuration.load(), data=tmp_path)


def built(county, month):
    """Workshops opened by the month's end, counted in the sheets themselves."""
    rows = pd.read_csv(SMALL_PROVINCE / "workshops.csv", dtype=str)
    rows = rows[rows["county_code"] == county].drop_duplicates("workshop_id", keep="last")
    return int((rows["opened_on"].str[:7] <= month).sum())


def test_a_promise_keeps_what_was_known_when_it_was_made(small_province, installation):
    made = promises.make(
        small_province, installation, {**BUILT, "value": "5", "who": "张三", "note": "年底前"}
    )
    assert made.before == built("339101", "2024-01")
    assert (made.value, made.due, made.snapshot, made.number) == (5, "2024-03", "5A11ED", 1)
    assert promise_book.read(installation) == [made]


def test_kept_and_not_kept_are_told_by_the_figure_of_the_month_it_was_due(small_province, installation):
    then = built("339101", "2024-03")
    for value in (then, then + 1):
        promises.make(small_province, installation, {**BUILT, "value": value})
    promises.make(small_province, installation, {**BUILT, "value": then + 1, "due": "2025-01"})
    promises.make(small_province, installation, {**BUILT, "value": 1, "due": "2025-01-31"})
    found = {each.promise.number: each for each in kept_promises.standings(small_province, installation)}
    assert [found[number].standing for number in (1, 2, 3, 4)] == ["kept", "not_kept", "open", "reached"]
    assert found[1].now == then
    assert (found[1].seen, found[3].seen) == ("2024-03", "2024-04")


def test_where_less_is_better_less_keeps_it():
    made = promise_book.Promise(
        1, "", "", "", "33", "gini", 0.3, "2024-03", "", "", "", "5A11ED", "2024-01", 0.35
    )
    assert CATALOGUE["gini"].better == "lower"
    assert kept_promises.reaches(made, 0.29)
    assert kept_promises.reaches(made, 0.3)
    assert not kept_promises.reaches(made, 0.3000001)


def test_a_county_without_a_ledger_keeps_and_breaks_nothing(small_province, installation):
    """County C sends none for March: what is carried from February tells nothing of the month."""
    promises.make(small_province, installation, {**BUILT, "area": "339201", "value": 1})
    [found] = kept_promises.standings(small_province, installation)
    assert found.standing == "unknown"
    assert found.now is None


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("95%", "village_coverage", 0.95), ("95", "village_coverage", 0.95), ("９５％", "village_coverage", 0.95),
        ("49.8万人", "people_at_work", 498_000), ("12,000", "workshops_built", 12_000),
        ("2,600 元/月", "income_increase", 2600), ("1.2亿", "collective_income", 1.2e8),
        (" 0.35 ", "gini", 0.35), ("−20", "income_increase", -20), (130, "target_progress", 1.3),
    ],
)  # fmt: skip
def test_values_as_people_write_them(written, key, value):
    assert promises.value_of(written, CATALOGUE[key]) == pytest.approx(value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "many"}, {"value": ""}, {"value": None}, {"value": "-3"}, {"value": "5%"}, {"value": "100000"},
        {"value": "1e400"}, {"due": "soon"}, {"due": "2024-01"}, {"due": "2024-13"}, {"due": ""}, {"area": "99"},
        {"indicator": "no_such"}, {"month": "2019-01"}, {"area": "", "area_name": "nowhere at all"},
        {"indicator": "village_coverage", "value": "140%"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_cannot_be_promised_is_said_in_a_sentence_and_not_kept(
    small_province, installation, wrong, language
):
    with using(language), pytest.raises(ReaderError) as told:
        promises.make(small_province, installation, {**BUILT, "value": "5", **wrong})
    assert str(told.value)
    assert promise_book.read(installation) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_county_has_none_of_cannot_be_promised(province, installation, language):
    """Linhai is no mountainous county, so none of its towns is one of a mountainous county."""
    told = {"area": "331082", "indicator": "mountain_town_coverage", "month": "2024-09", "due": "2025-06"}
    with using(language), pytest.raises(PromiseError, match="临海市" if language == "zh" else "Linhai City"):
        promises.make(province, installation, {**told, "value": "45%"})
    assert promise_book.read(installation) == []
    made = promises.make(province, installation, {**told, "area": "330329", "value": "100%"})
    assert made.area == "330329"


def test_a_place_is_found_as_it_is_typed(small_province, installation):
    told = {
        "area_name": "示例甲县",
        "measure": "建成工坊",
        "value": "5",
        "due": "2024-03-31",
        "month": "2024-01",
    }
    made = promises.make(small_province, installation, told)
    assert (made.area, made.indicator, made.due) == ("339101", "workshops_built", "2024-03")


@pytest.mark.parametrize(
    ("measure", "key"),
    [
        ("建成工坊", "workshops_built"),
        ("在营工坊", "workshops_active"),
        ("Workshops active", "workshops_active"),
        ("建成工坊：较2023年1月的变化", "workshops_built"),
        ("", "workshops_built"),
    ],
)
def test_a_title_that_was_written_over_is_what_is_promised(small_province, installation, measure, key):
    made = promises.make(small_province, installation, {**BUILT, "value": "5", "measure": measure})
    assert made.indicator == key


def test_one_that_is_sent_twice_is_written_once(small_province, installation):
    for _ in range(2):
        promises.make(small_province, installation, {**BUILT, "value": 5, "id": "a-b-c"})
    assert len(promise_book.read(installation)) == 1


def test_a_withdrawal_is_a_further_line_and_nothing_is_deleted(small_province, installation):
    promises.make(small_province, installation, {**BUILT, "value": 5})
    before = promise_book.path(installation).read_bytes()
    with pytest.raises(PromiseError):
        promises.withdraw(installation, 1, who=" ", reason="mistyped")
    promises.withdraw(installation, 1, who="李四", reason="数写错了")
    assert promise_book.path(installation).read_bytes().startswith(before)
    [found] = kept_promises.standings(small_province, installation)
    assert (found.standing, found.promise.withdrawn_by) == ("withdrawn", "李四")
    for number in (1, 7):
        with pytest.raises(PromiseError):
            promises.withdraw(installation, number, who="李四", reason="again")


def test_many_at_once_all_stand_in_the_book_and_each_follows_from_the_one_before(
    small_province, installation
):
    def one(number):
        promises.make(small_province, installation, {**BUILT, "value": 5, "note": str(number)})

    threads = [Thread(target=one, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = promise_book.read(installation)
    assert sorted(int(each.note) for each in found) == list(range(12))
    assert promise_book.verify(installation) == []


def test_a_line_torn_by_a_power_cut_is_set_aside_and_one_that_was_changed_is_found(
    small_province, installation
):
    for value in (5, 6):
        promises.make(small_province, installation, {**BUILT, "value": value})
    book = promise_book.path(installation)
    whole = book.read_bytes()
    book.write_bytes(whole + b'{"kind": "promise", "pro')
    promises.make(small_province, installation, {**BUILT, "value": 7})
    assert [each.value for each in promise_book.read(installation)] == [5, 6, 7]
    assert (book.parent / "torn-3.txt").read_bytes() == b'{"kind": "promise", "pro'
    lines = book.read_bytes().split(b"\n")
    changed = json.loads(lines[0])
    changed["promise"]["value"] = 1
    book.write_bytes(b"\n".join([json.dumps(changed).encode(), *lines[1:]]))
    assert promise_book.verify(installation) == [2]


def test_a_book_that_cannot_be_read_says_which_line(small_province, installation):
    promises.make(small_province, installation, {**BUILT, "value": 5})
    with promise_book.path(installation).open("ab") as book:
        book.write(b"nonsense\n")
    with using("en"), pytest.raises(PromiseError, match="Line 2"):
        promise_book.read(installation)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_action_sheet_says_the_same_in_excel_and_in_word(small_province, installation, language):
    promises.make(small_province, installation, {**BUILT, "value": 5, "who": "=cmd()", "note": "年底前"})
    with using(language):
        kept = kept_promises.standings(small_province, installation)
        wanted = action_sheet.table(small_province, kept)
        provenance = Provenance("Action sheet", "demonstration", "2024-04", "5A11ED")
        workbook = openpyxl.load_workbook(io.BytesIO(action_sheet.excel(small_province, kept, provenance)))
        document = docx.Document(io.BytesIO(action_sheet.word(small_province, kept, provenance)))
    cells = [[cell.value for cell in row] for row in workbook.worksheets[0].iter_rows()]
    assert cells[0] == list(wanted.columns)
    assert [each or "" for each in cells[1]] == list(wanted.iloc[0])
    assert workbook.worksheets[0]["I2"].data_type == "s", "a name is never run as a formula"
    [drawn] = document.tables
    assert [cell.text for cell in drawn.rows[1].cells] == list(wanted.iloc[0])
    assert "5A11ED" in document.paragraphs[1].text


def test_next_months_profile_says_what_was_kept(small_province, installation):
    then = built("339101", "2024-03")
    for value in (then, then + 1):
        promises.make(small_province, installation, {**BUILT, "value": value})
    text = (configuration.ROOT / "data" / "briefings" / "pages" / "profile.yaml").read_text(encoding="utf-8")
    told = reading.of_text(text, "profile")
    last = replace(told, steps=tuple(step for step in told.steps if step.table == "promises"))
    with using("en"):
        [sheet] = composing.compose(small_province, last, "339101", settings=installation).scenes
        [silent] = composing.compose(small_province, last, "339201", settings=installation).scenes
    assert isinstance(sheet.body, scene.Table)
    assert [[cell.text for cell in row][-3:] for row in sheet.body.whole] == [
        ["2024-03", f"{then} workshops", "● Kept"],
        ["2024-03", f"{then} workshops", "▲ Not kept"],
    ]
    assert silent.problem.startswith("Nothing has been promised")
