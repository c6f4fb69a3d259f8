"""A ledger's whole way through the pages, with real files: template, check, correction, publication, and back."""

import json
import re
from datetime import date

import openpyxl
import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from sharedwealth.indicators import CATALOGUE
from sharedwealth.intake import contexts
from sharedwealth.ledger.marking.wording import TITLE
from sharedwealth.text import using

pytestmark = pytest.mark.browser

COUNTY, MONTH = "331082", date(2024, 11, 1)
PATIENCE = 90_000


@pytest.fixture(scope="module")
def server(own_server):
    return own_server


@pytest.fixture
def page(newcomer):
    return newcomer


def opened(page, server, where):
    page.goto(f"{server}/{where}")
    settled(page)


def main(page):
    return page.locator("[data-testid=stMain]")


def drop(page, *files):
    """Sends files by the button's own dialogue and waits until something is said of each."""
    page.locator(".st-key-drop_ledgers input[type=file]").set_input_files([str(file) for file in files])


def columns(sheet):
    """English heading to the column's number."""
    return {cell.value: number for number, cell in enumerate(sheet[2], start=1) if cell.value}


class Clerk:
    """Types into a workbook, cell by cell, and saves it, knowing what was paid the month before."""

    def __init__(self, source, last_month):
        self.book = openpyxl.load_workbook(source)
        self.last = last_month

    def put(self, sheet, row, column, value):
        page = self.book[sheet]
        page.cell(row, columns(page)[column]).value = value

    def fills_in_the_month(self):
        """Wages a little higher than last month, days as they were, the month's results."""
        employment = self.last["employment"].set_index(["workshop_id", "worker_id"])
        paid = employment[["wage_yuan", "days_worked"]].astype(int).to_dict("index")
        page = self.book["用工"]
        at = columns(page)
        for row in range(3, page.max_row + 1):
            known = paid[page.cell(row, 1).value, page.cell(row, 2).value]
            page.cell(row, at["wage_yuan"]).value = known["wage_yuan"] + 20
            page.cell(row, at["days_worked"]).value = known["days_worked"]
        earned = self.last["results"].set_index("workshop_id")
        page = self.book["效益"]
        at = columns(page)
        for row in range(3, page.max_row + 1):
            for name, value in earned.loc[page.cell(row, 1).value].dropna().items():
                page.cell(row, at[name]).value = int(value) + (100 if name == "output_yuan" else 0)

    def largest_output(self):
        """The row of the workshop that earned most, and what it earned."""
        page = self.book["效益"]
        at = columns(page)["output_yuan"]
        rows = ((row, page.cell(row, at).value or 0) for row in range(3, page.max_row + 1))
        return max(rows, key=lambda each: each[1])

    def takes_on_a_worker(self, worker_id):
        """A new row at the end, the workshop copied from the row above."""
        page = self.book["用工"]
        row = page.max_row + 1
        typed = {
            "workshop_id": page.cell(row - 1, 1).value,
            "worker_id": worker_id,
            "sex": "女",
            "birth_year": 1985,
            "is_low_income": "否",
            "days_worked": 10,
            "wage_yuan": 1800,
            "hired_on": date(2024, 11, 5),
        }
        for column, value in typed.items():
            page.cell(row, columns(page)[column]).value = value
        return row

    def saves(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)
        return path


@pytest.fixture(scope="module")
def last_month(own):
    return contexts.context(own, COUNTY, MONTH).previous


def people_at_work(page, server, month="2024-11"):
    """The figure of the county on the page of employment, as it is shown."""
    opened(page, server, f"employment?area={COUNTY}&month={month}&lang=zh")
    with using("zh"):
        name = CATALOGUE["people_at_work"].short_title()
    card = page.locator(".st-key-cards .card", has=page.get_by_text(name, exact=True))
    return card.locator(".value").first.inner_text()


def published(page, name, reason):
    """Fills in who and why, publishes, and waits for the new snapshot; gives its code."""
    page.locator(".st-key-publish_who input").fill(name)
    page.locator(".st-key-publish_reason input").fill(reason)
    page.locator(".st-key-publish button").click()
    said = page.locator(".st-key-published")
    expect(said).to_contain_text("已发布数据快照", timeout=PATIENCE)
    settled(page)
    return said


def current(own):
    """The code of the snapshot that all readers see."""
    return json.loads((own.snapshots / "current.json").read_text())["code"]


def letters(clerk, sheet, column):
    return openpyxl.utils.get_column_letter(columns(clerk.book[sheet])[column])


def template(page, server, folder):
    """The template that the page makes for the county."""
    opened(page, server, f"ledgers?area={COUNTY}&ledger_month=2024-11&lang=zh")
    with page.expect_download() as download:
        page.locator(".st-key-download_template button").click()
    assert download.value.suggested_filename == "331082-2024-11.xlsx"
    download.value.save_as(folder / "template" / "331082-2024-11.xlsx")
    return folder / "template" / "331082-2024-11.xlsx"


def checked_without_errors(page, *files):
    drop(page, *files)
    expect(page.locator(".st-key-panel_ledger_0")).to_contain_text("错误 0 处", timeout=PATIENCE)
    settled(page)


def brought_back(page, server, code):
    """The form that brings an older snapshot back, filled in and sent."""
    opened(page, server, "ledgers?lang=zh")
    page.locator(".st-key-bring_back summary").click()
    box = page.locator(".st-key-bring_back_code input")
    box.wait_for()
    settled(page)
    box.click()
    box.fill(code)
    expect(page.get_by_role("option").filter(has_text=code)).to_be_visible()
    box.press("Enter")
    page.locator(".st-key-bring_back_who input").fill("李强")
    page.locator(".st-key-bring_back_reason input").fill("补报有误，恢复原数据")
    page.locator(".st-key-bring_back_sure label").click()
    page.locator(".st-key-bring_back_now button").click()
    expect(page.locator(".st-key-published")).to_contain_text(f"已恢复为数据快照 {code}", timeout=PATIENCE)


def test_a_ledger_comes_in_is_corrected_published_restated_and_taken_back(
    page, server, own, last_month, tmp_path
):
    blank = template(page, server, tmp_path)
    corrected = marked_and_corrected(page, blank, last_month, tmp_path)

    checked_without_errors(page, corrected)
    before = current(own)
    said = published(page, "王芳", "已逐项核实")
    first = current(own)
    assert first != before
    expect(said).to_contain_text(first)
    newest = page.locator(".st-key-publication_list tbody tr").first
    expect(newest).to_contain_text(f"{before} → {first}")
    expect(newest).to_contain_text("临海市2024年11月")

    at_work = people_at_work(page, server)
    assert re.fullmatch(r"5,\d{3}人", at_work)

    # A correction: workers had been forgotten.
    more = Clerk(corrected, last_month)
    for number in range(60):
        more.takes_on_a_worker(f"N{number:06d}")
    opened(page, server, f"ledgers?area={COUNTY}&lang=zh")
    checked_without_errors(page, more.saves(tmp_path / "more" / "331082-2024-11.xlsx"))
    expect(published(page, "王芳", "补报新进人员")).to_contain_text("发生变动")
    assert people_at_work(page, server) != at_work

    # What it changed stands on its own page, with who and why.
    opened(page, server, f"restatements?area={COUNTY}&publication=2&lang=zh")
    facts = page.locator(".st-key-publication_facts")
    expect(facts).to_contain_text("王芳")
    expect(facts).to_contain_text("补报新进人员")
    moved = page.locator(".st-key-restated_list tbody tr", has_text="在岗").filter(has_text="2024-11")
    expect(moved.first).to_contain_text("+60")

    # The snapshot before is brought back, and so is the figure.
    brought_back(page, server, first)
    assert people_at_work(page, server) == at_work
    opened(page, server, f"restatements?area={COUNTY}&publication=3&lang=en")
    moved = page.locator(".st-key-restated_list tbody tr", has_text="at work").filter(has_text="2024-11")
    expect(moved.first).to_contain_text("−60")


def marked_and_corrected(page, blank, last_month, folder):
    """Filled in with what goes wrong at a keyboard, found at its cells, and put right in the marked copy."""
    clerk = Clerk(blank, last_month)
    clerk.fills_in_the_month()
    row, right_output = clerk.largest_output()
    clerk.put("工坊", 5, "village_code", "33108210461")  # a digit too few
    clerk.put("效益", row, "output_yuan", round(right_output / 10000, 2))  # 万 instead of yuan
    drop(page, clerk.saves(folder / "filled" / "331082-2024-11.xlsx"))
    result = page.locator(".st-key-panel_ledger_0")
    expect(result).to_contain_text("请改正错误后重新提交", timeout=PATIENCE)
    village, output = (
        f"{letters(clerk, '工坊', 'village_code')}5",
        f"{letters(clerk, '效益', 'output_yuan')}{row}",
    )
    for sheet, cell in (("工坊", village), ("效益", output)):
        told = result.locator("tr.error", has=page.get_by_text(cell, exact=True))
        expect(told.first).to_contain_text(sheet)
    assert page.locator(".st-key-panel_ledger_publish").count() == 0, "nothing with errors is published"

    with page.expect_download() as download:
        page.locator("[class*=st-key-marked_0_] button").click()
    assert download.value.suggested_filename == "331082-2024-11-检查结果.xlsx"
    download.value.save_as(folder / "marked.xlsx")
    again = Clerk(folder / "marked.xlsx", last_month)
    assert again.book.sheetnames[0] == TITLE
    assert again.book["工坊"][village].comment
    assert again.book["效益"][output].comment
    again.put("工坊", 5, "village_code", openpyxl.load_workbook(blank)["工坊"][village].value)
    again.put("效益", row, "output_yuan", right_output)
    return again.saves(folder / "corrected" / "331082-2024-11.xlsx")


def test_files_that_are_no_ledgers_are_answered_with_sentences(page, server, tmp_path):
    wrong = {
        "安装.xlsx": b"MZ\x90\x00" + bytes(range(256)) * 20,
        "空.xlsx": b"",
        "照片.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
        "损坏.xlsx": b"PK\x03\x04" + b"x" * 500,
        "说明.csv": "共富工坊，你好".encode("gb18030"),
    }
    for name, content in wrong.items():
        (tmp_path / name).write_bytes(content)
    opened(page, server, "ledgers?lang=zh")
    drop(page, *(tmp_path / name for name in wrong))
    alerts = page.locator("[data-testid=stAlert]")
    expect(alerts).to_have_count(len(wrong), timeout=PATIENCE)
    for name in wrong:
        expect(alerts.filter(has_text=name)).to_have_count(1)
    assert page.locator(".st-key-panel_ledger_publish").count() == 0

    # The other language says the same of the same files, and a reload keeps them.
    page.locator(".st-key-controls").get_by_text("English", exact=True).click()
    expect(alerts.filter(has_text="空.xlsx is empty")).to_have_count(1)
    page.reload()
    expect(alerts.filter(has_text="空.xlsx is empty")).to_have_count(1)
    page.locator(".st-key-clear_desk button").click()
    expect(alerts).to_have_count(0)


def test_a_file_is_taken_where_it_is_dropped(page, server, tmp_path):
    opened(page, server, "ledgers?lang=en")
    held = page.evaluate_handle(
        "() => { const held = new DataTransfer(); held.items.add(new File([''], 'a.xlsx')); return held }"
    )
    zone = page.locator(".st-key-drop_ledgers .zone")
    zone.dispatch_event("dragenter", {"dataTransfer": held})
    expect(zone).to_have_class("zone over")
    zone.dispatch_event("drop", {"dataTransfer": held})
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("a.xlsx is empty", timeout=PATIENCE)


def test_a_file_that_is_too_large_never_leaves_the_browser(page, server, tmp_path):
    large = tmp_path / "large.xlsx"
    with large.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    opened(page, server, "ledgers?lang=zh")
    drop(page, large)
    expect(page.locator(".st-key-drop_ledgers .problem")).to_contain_text("large.xlsx 超过 20 MB")


def test_the_file_can_be_chosen_by_keyboard_alone(page, server):
    # Waited for from the start: the browser begins to report its file choosers only a moment after it is asked to.
    with page.expect_file_chooser() as chooser:
        opened(page, server, "ledgers?lang=zh")
        page.locator(".st-key-drop_ledgers button.choose").focus()
        page.keyboard.press("Enter")
    assert chooser.value.is_multiple()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("slug", ["ledgers", "restatements"])
def test_the_pages_fit_a_telephone(page, server, slug, language):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, server, f"{slug}?lang={language}")
    assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth") <= 0


def test_two_who_publish_at_once_both_succeed_and_a_reload_loses_nothing(
    chromium, page, server, own, last_month, tmp_path
):
    second = chromium.new_context(locale="zh-CN").new_page()
    blank = template(page, server, tmp_path)
    for number, (each, wage) in enumerate(((page, 2100), (second, 2200))):
        clerk = Clerk(blank, last_month)
        clerk.fills_in_the_month()
        clerk.put("用工", clerk.takes_on_a_worker(f"P{number:06d}"), "wage_yuan", wage)
        opened(each, server, f"ledgers?area={COUNTY}&lang=zh")
        checked_without_errors(each, clerk.saves(tmp_path / str(number) / "331082-2024-11.xlsx"))
    lines = len((own.journal / "journal.jsonl").read_text().splitlines()) if own.journal.exists() else 0
    for each in (page, second):
        each.locator(".st-key-publish_who input").fill("王芳")
        each.locator(".st-key-publish_reason input").fill("已核实")
        each.locator(".st-key-publish button").click()
        expect(each.locator(".st-key-job_progress")).to_be_visible()
    second.reload()
    for each in (page, second):
        expect(each.locator(".st-key-published")).to_contain_text("已发布数据快照", timeout=PATIENCE)
    entries = [json.loads(line) for line in (own.journal / "journal.jsonl").read_text().splitlines()][lines:]
    assert len(entries) == 2
    assert entries[1]["told"]["before"] == entries[0]["told"]["after"]
    second.context.close()


def test_nothing_is_published_without_a_name_or_a_reason_for_warnings(
    page, server, own, last_month, tmp_path
):
    clerk = Clerk(template(page, server, tmp_path), last_month)
    clerk.fills_in_the_month()
    clerk.put("工坊", 5, "name", "示例工坊 改名")
    drop(page, clerk.saves(tmp_path / "331082-2024-11.xlsx"))
    button = page.locator(".st-key-publish button")
    expect(button).to_be_visible(timeout=PATIENCE)
    before = current(own)
    button.click()
    expect(main(page)).to_contain_text("请填写经办人姓名，姓名将记入发布日志")
    page.locator(".st-key-publish_who input").fill("王芳")
    button.click()
    expect(main(page)).to_contain_text("请说明疑点保留的原因，或先改正")
    assert current(own) == before


def test_real_ledgers_begin_only_by_a_choice_of_their_own(page, server):
    opened(page, server, "ledgers?lang=zh")
    expect(main(page)).to_contain_text("在此报送只作练习")
    page.locator(".st-key-begin_with_real summary").click()
    page.locator(".st-key-confirm_begin label").click()
    expect(main(page)).to_contain_text("即将开始报送正式台账")
    page.locator(".st-key-confirm_begin label").click()
    expect(main(page)).to_contain_text("在此报送只作练习")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("ledgers?ledger_month=soon&lang=en", "“soon” is not a month"),
        ("ledgers?ledger_month=1999-01&lang=en", "Templates are made for"),
        ("restatements?publication=999&lang=en", "There is no publication 999"),
        ("restatements?area=999999&lang=en", "There is no place with the code “999999”"),
    ],
)
def test_a_wrong_address_is_answered_with_a_sentence(page, server, address, sentence):
    opened(page, server, address)
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(sentence)
