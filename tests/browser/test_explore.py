"""An analyst crosses figures by real clicks; the link, the file and the command give the same."""

import io
import os
import shlex
import subprocess
import sys

import pandas as pd
import pytest
from playwright.sync_api import expect

from sharedwealth import settings
from sharedwealth.bench.browser import settled
from tests.browser.actions import opened

pytestmark = pytest.mark.browser


def pick(page, name, option):
    """Opens one of the page's lists and picks what it offers."""
    page.locator(f".st-key-choice_{name} input").click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def downloaded(page):
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    return pd.read_csv(waiting.value.path(), encoding="utf-8-sig", dtype=str)


def commanded(page):
    command = shlex.split(page.locator(".st-key-panel_explore_query code").last.inner_text())
    assert command[:4] == ["python", "-m", "sharedwealth", "query"]
    made = subprocess.run(
        [sys.executable, "-m", "sharedwealth", "--lang", "en", *command[3:]],
        capture_output=True, text=True, cwd=settings.ROOT, env=dict(os.environ), check=True,
    )  # fmt: skip
    return pd.read_csv(io.StringIO(made.stdout), dtype=str)


def test_crossing_by_clicks_gives_a_link_a_file_and_a_command_that_agree(page, server):
    opened(page, server, "explore?lang=en&area=3310&month=2024-10")
    chart = page.locator(".st-key-panel_explore_chart")
    expect(chart).to_contain_text("People at work in the month by county × type of workshop")
    pick(page, "cols", "Month")
    pick(page, "sex", "Women")
    page.locator(".st-key-choice_chart").get_by_text("Heat map", exact=True).click()
    settled(page)
    expect(chart.locator(".heatmaplayer .hm")).to_have_count(1)
    for part in ("cols=month", "sex=F", "chart=heat"):
        assert part in page.url
    first = downloaded(page)
    assert first["Narrowed to"].str.contains("Women").all()
    pd.testing.assert_frame_equal(first[commanded(page).columns], commanded(page))
    page.goto(page.url)
    settled(page)
    expect(chart.locator(".heatmaplayer .hm")).to_have_count(1)
    pd.testing.assert_frame_equal(downloaded(page), first)


def test_a_cross_of_few_people_is_refused_in_both_languages(page, server):
    where = "explore?area=331082&month=2024-10&measure=people_at_work&rows=type&cols=age"
    opened(page, server, f"{where}&lang=en")
    expect(page.locator(".st-key-panel_explore_chart")).to_contain_text("This cross cannot be told")
    expect(page.locator(".st-key-panel_explore .stDownloadButton")).to_have_count(0)
    opened(page, server, f"{where}&lang=zh")
    expect(page.locator(".st-key-panel_explore_chart")).to_contain_text("这一交叉不能公布")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("rows=conty", "county"),
        ("measure=people_at_wrok", "people_at_work"),
        ("sex=X", "no group of people"),
        ("chart=pie", "There is no chart"),
        ("rows=month&since=2030-01", "2030-01"),
    ],
)
def test_a_wrong_word_in_the_address_is_a_sentence(page, server, wrong, said):
    opened(page, server, f"explore?lang=en&area=33&month=2024-10&{wrong}")
    expect(page.locator("[data-testid=stMain]")).to_contain_text(said)
