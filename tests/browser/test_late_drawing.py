"""What is out of sight is drawn when it comes near, on paper all of it; messages are deflated with what went before."""

import re

import pytest
from playwright.sync_api import expect
from websockets.sync.client import connect

pytestmark = pytest.mark.browser

DRAWN = ".sw-chart-figure[data-painted]"
ANY = re.compile("[1-9]")
"""How often a chart was painted: the first time, and again where its width changed since."""


def charts(page, server):
    """The charts of Income, once those in sight are drawn."""
    page.goto(f"{server}/income?area=33&month=2024-10&lang=zh")
    expect(page.locator(".sw-chart-figure")).to_have_count(8)
    expect(page.locator(".sw-chart-figure").first).to_have_attribute("data-painted", ANY)
    return page.locator(".sw-chart-figure")


def test_a_chart_below_the_fold_is_drawn_when_it_is_scrolled_to(page, server, witness):
    last = charts(page, server).last
    expect(last).not_to_have_attribute("data-painted", ANY)
    room = last.bounding_box()["height"]
    last.scroll_into_view_if_needed()
    expect(last).to_have_attribute("data-painted", ANY)
    assert last.bounding_box()["height"] == room
    witness.assert_quiet()


def test_a_step_that_was_made_out_of_sight_is_there_when_it_is_scrolled_to(page, server):
    last = charts(page, server).last
    page.locator(".st-key-controls .step").first.click()
    expect(page.locator(".st-key-panel_income_bands")).to_contain_text("2024年9月")
    expect(last).not_to_have_attribute("data-painted", ANY)
    last.scroll_into_view_if_needed()
    expect(last).to_have_attribute("data-painted", ANY)
    assert "2024年9月" in page.locator(".st-key-panel_income_bands").inner_text()


def test_paper_has_all_charts(page, server):
    found = charts(page, server)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(DRAWN)).to_have_count(found.count())


def test_a_socket_deflates_with_the_last_32_kilobytes(server):
    address = server.replace("http:", "ws:") + "/_stcore/stream"
    with connect(address, origin=server, subprotocols=["streamlit"]) as socket:
        [deflate] = socket.protocol.extensions
        assert deflate.remote_max_window_bits == 15
