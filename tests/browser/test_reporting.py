"""A ledger's way over the board: unverified and hatched, approved three times, locked, reopened and corrected."""

import os
import subprocess
import sys

import openpyxl
import pytest
from playwright.sync_api import expect

from sharedwealth import settings
from sharedwealth.bench.browser import served, settled

pytestmark = pytest.mark.browser

HERE = "lang=zh&month=2024-11"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def command(own):
    """Runs a command over the copy: exit code and everything it printed."""

    def run(*words):
        ran = subprocess.run(
            [sys.executable, "-m", "sharedwealth", "--lang", "zh", *words],
            env={**os.environ, "SHAREDWEALTH_DATA": str(own.data)},
            cwd=settings.ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.returncode, ran.stdout + ran.stderr

    return run


@pytest.fixture(scope="module")
def ledger(own, command):
    """Writes the filled-in workbook of 331082 for November 2024, everybody with this wage."""

    def write(wage):
        file = own.data / f"331082-2024-11-{wage}.xlsx"
        assert command("template", "--county", "331082", "--month", "2024-11", "--out", str(file))[0] == 0
        book = openpyxl.load_workbook(file)
        sheet = book["用工"]
        columns = {cell.value: cell.column for cell in sheet[2]}
        for row in range(3, sheet.max_row + 1):
            if sheet.cell(row, 1).value is not None:
                sheet.cell(row, columns["wage_yuan"]).value = wage + row % 700
                sheet.cell(row, columns["days_worked"]).value = 14
        book.save(file)
        return str(file)

    return write


@pytest.fixture
def server(own, command, ledger):
    code, said = command("publish", ledger(3000), "--who", "张三", "--reason", "演练")
    assert code == 0, said
    with served(own) as address:
        yield address


@pytest.fixture
def page(newcomer):
    return newcomer


def hatched(page, server):
    """How the counties stand on Coverage: the map's legend of those not verified, and the bars with a pattern."""
    page.goto(f"{server}/coverage?{HERE}&area=33&level=county")
    settled(page)
    expect(page.locator(".legend-row").first).to_be_visible()
    legend = page.locator(".legend-row", has_text="未核验").locator(".legend-count").all_inner_texts()
    page.goto(f"{server}/coverage?{HERE}&area=3310")
    settled(page)
    expect(page.locator(".st-key-coverage_ranking_bars .bars path").first).to_be_visible(timeout=PATIENCE)
    return legend, page.locator(".st-key-coverage_ranking_bars pattern").count()


def test_unverified_approved_locked_reopened_and_corrected(page, server, command, ledger):
    assert hatched(page, server) == (["1"], 1)

    page.goto(f"{server}/reporting?{HERE}&area=3310&county=331082")
    settled(page)
    for button, done in (
        ("县级审核通过", "县级已审核"),
        ("市级审核通过", "市级已审核"),
        ("省级审核通过", "省级已审核"),
    ):
        panel = page.locator(".st-key-panel_board_approve")
        panel.get_by_label("经办人姓名").fill("李四")
        panel.get_by_role("button", name=button).click()
        expect(page.locator(".st-key-panel_board_ledger")).to_contain_text(
            f"临海市 · {done}", timeout=PATIENCE
        )
    expect(page.locator(".st-key-badge")).not_to_contain_text("未核验")
    assert hatched(page, server) == ([], 0)

    corrected = ledger(3300)
    code, said = command("publish", corrected, "--who", "张三", "--reason", "更正")
    assert code == 2
    assert "已锁定" in said

    page.goto(f"{server}/reporting?{HERE}&area=3310&county=331082")
    settled(page)
    panel = page.locator(".st-key-panel_board_reopen")
    panel.get_by_label("经办人姓名").fill("李四")
    panel.get_by_label("说明").fill("工资填错")
    panel.get_by_role("button", name="退回").click()
    expect(page.locator(".st-key-panel_board_ledger")).to_contain_text("临海市 · 已退回", timeout=PATIENCE)
    code, said = command("publish", corrected, "--who", "张三", "--reason", "更正")
    assert code == 0, said
    assert hatched(page, server) == (["1"], 1)
