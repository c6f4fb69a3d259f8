"""The desk of briefings: a talk copied, changed and removed; a promise made and withdrawn; a number looked up."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import served
from sharedwealth.briefings import promise_book, reading, writing
from sharedwealth.warehouse import shelf
from tests.browser.installations import copied as copy_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own(installation, tmp_path_factory):
    """A copy of the installation, in which something is written."""
    return copy_of(installation, tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def server(own):
    """Stands in this module for the server over the shared data."""
    with served(own) as address:
        yield address


@pytest.fixture
def desk(server, own):
    return server, own


def open_part(page, address, part, language="zh", more=""):
    page.goto(f"{address}/briefings?area=331082&month=2024-10&lang={language}&part={part}{more}")


def test_a_talk_starts_in_a_window_of_its_own_with_its_snapshot(newcomer, desk):
    address, copied = desk
    open_part(newcomer, address, "talk", "en")
    start = newcomer.get_by_role("link", name="Start the talk")
    expect(start).to_be_visible()
    code = shelf.current(copied).code
    expect(start).to_have_attribute(
        "href", f"/stage/county?area=331082&month=2024-10&lang=en&snapshot={code}"
    )
    expect(start).to_have_attribute("target", "_blank")
    newcomer.get_by_role("button", name="Rehearse").click()
    expect(newcomer.get_by_text("Every step holds").or_(newcomer.get_by_text("remark"))).to_be_visible()


def test_every_chart_map_and_case_of_a_talk_is_a_picture(newcomer, desk):
    address, copied = desk
    newcomer.goto(f"{address}/briefings?area=33&month=2024-10&lang=en&talk=province")
    newcomer.get_by_role("button", name="Pictures").click()
    pictures = newcomer.get_by_role("link", name="PNG:")
    drawn = [each for each in reading.find("province", copied).steps if each.view in ("map", "chart", "case")]
    expect(pictures).to_have_count(len(drawn))
    contents = set()
    for at in (0, 2):
        answer = newcomer.request.get(f"{address}{pictures.nth(at).get_attribute('href')}")
        assert answer.headers["content-type"] == "image/png"
        assert answer.body().startswith(b"\x89PNG")
        contents.add(answer.body())
    assert len(contents) == 2
    wrong = newcomer.request.get(f"{address}/exports/province.png?kind=briefing&lang=en&step=nothing")
    assert wrong.status == 422
    assert "has no step “nothing”" in wrong.text()


def test_a_step_is_made_of_a_pages_address_with_its_month(newcomer, desk):
    address, copied = desk
    open_part(newcomer, address, "write")
    newcomer.get_by_role("textbox", name="新名称").fill("monthly")
    newcomer.get_by_role("button", name="复制", exact=True).click()
    where = newcomer.get_by_role("textbox", name="页面地址")
    where.fill(f"{address}/coverage?area=3310&month=2024-08&lang=zh")
    where.press("Enter")
    expect(newcomer.get_by_role("textbox", name="月份")).to_have_value("2024-08")
    newcomer.get_by_role("button", name="加上这一步").click()
    expect(newcomer.get_by_role("textbox", name="汇报的文本")).to_have_value(re.compile("month: 2024-08"))
    newcomer.get_by_role("button", name="保存").click()
    expect(newcomer.get_by_text("“monthly”已保存。")).to_be_visible()
    last = reading.find("monthly", copied).steps[-1]
    assert (last.indicator, last.area, last.month) == ("village_coverage", "3310", "2024-08")
    writing.remove("monthly", copied)


def test_a_talk_is_copied_changed_and_removed(newcomer, desk):
    address, copied = desk
    open_part(newcomer, address, "write")
    newcomer.get_by_role("textbox", name="新名称").fill("meeting")
    newcomer.get_by_role("button", name="复制", exact=True).click()
    text = newcomer.get_by_role("textbox", name="汇报的文本")
    expect(text).to_be_visible()
    own = copied.data / "briefings" / "own" / "meeting.yaml"
    before = own.read_text(encoding="utf-8")
    text.fill("title: x")
    text.press("Control+Enter")
    expect(newcomer.get_by_role("button", name="保存")).to_be_disabled()
    assert own.read_text(encoding="utf-8") == before
    newcomer.get_by_role("button", name="删除").click()
    newcomer.get_by_role("button", name="确定删除").click()
    expect(newcomer.get_by_text("“meeting”已删除。")).to_be_visible()
    assert not own.exists()


def test_a_promise_is_made_and_withdrawn_and_stays_in_the_book(newcomer, desk):
    address, copied = desk
    open_part(newcomer, address, "promises", "en")
    newcomer.get_by_role("textbox", name="To reach").fill("180")
    newcomer.get_by_role("textbox", name="By the month").fill("2024-12")
    newcomer.get_by_role("textbox", name="Answers for it").fill("Zhang San")
    newcomer.get_by_role("button", name="Pin the promise").click()
    expect(newcomer.get_by_text("1 promise", exact=True)).to_be_visible()
    newcomer.get_by_role("button", name="Withdraw", exact=True).click()
    newcomer.get_by_role("textbox", name="Who", exact=True).fill("Li Si")
    newcomer.get_by_role("textbox", name="Why").fill("mistyped")
    newcomer.locator(".st-key-withdraw_now button").click()
    expect(newcomer.get_by_text("Promise 1 is withdrawn; it stays in the list.")).to_be_visible()
    [kept] = promise_book.read(copied)
    assert (kept.value, kept.withdrawn_by, kept.reason) == (180, "Li Si", "mistyped")


def test_the_code_of_a_snapshot_shows_the_figures_as_said(newcomer, desk):
    address, copied = desk
    code = shelf.current(copied).code
    open_part(newcomer, address, "said", "en", f"&code={code.lower()}")
    expect(newcomer.get_by_text("figures are the same today")).to_be_visible()
    open_part(newcomer, address, "said", "en", "&code=AAAAAA")
    expect(newcomer.get_by_text("There is no snapshot AAAAAA.")).to_be_visible()


def test_the_profiles_of_a_city_are_taken_in_one_zip(newcomer, desk):
    address, _ = desk
    newcomer.goto(f"{address}/briefings?area=3309&month=2024-10&lang=zh")
    newcomer.get_by_role("button", name="生成概况").click()
    take = newcomer.get_by_role("button", name="下载概况")
    expect(take).to_be_visible(timeout=60_000)
    with newcomer.expect_download() as waited:
        take.click()
    with zipfile.ZipFile(io.BytesIO(Path(waited.value.path()).read_bytes())) as packed:
        pages = [name for name in packed.namelist() if name.endswith(".pdf")]
        assert [name[:6] for name in sorted(pages)] == ["330902", "330903", "330921", "330922"]
        assert packed.read(pages[0]).startswith(b"%PDF")


def test_making_the_profiles_can_be_stopped(newcomer, desk):
    address, _ = desk
    newcomer.goto(f"{address}/briefings?area=33&month=2024-10&lang=zh")
    newcomer.get_by_role("button", name="生成概况").click()
    newcomer.get_by_role("button", name="停止").click()
    expect(newcomer.get_by_text("已停止，没有写入文件。")).to_be_visible(timeout=20_000)
    expect(newcomer.get_by_role("button", name="下载概况")).to_have_count(0)
