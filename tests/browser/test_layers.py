"""A layer's whole way through the pages: checked, put on the map, seen there, and taken out again."""

import re

import pytest
from playwright.sync_api import expect

from sharedwealth.bench.browser import settled
from sharedwealth.indicators.villages import STATES, village_months
from sharedwealth.places import register as registers
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.browser.actions import opened
from tests.layers import made_up

pytestmark = pytest.mark.browser

PATIENCE = 90_000
SOURCE = "黄岩区民政局（样例）"


@pytest.fixture(scope="module")
def server(own_server):
    return own_server


@pytest.fixture
def page(newcomer):
    return newcomer


@pytest.fixture(scope="module")
def towns(own):
    return made_up.towns(registers.load(own))


def send(page, path):
    page.locator(".st-key-drop_layer input[type=file]").set_input_files(str(path))


def write(page, name, words):
    """Fills a field of the form and waits for the page to have taken it."""
    field = page.locator(f".st-key-{name} input")
    field.fill(words)
    field.press("Enter")
    settled(page)


def schematic(page, server):
    """How many of the county's towns the map draws as schematic, and how many in all."""
    page.goto(f"{server}/coverage?area={made_up.COUNTY}&lang=zh")
    settled(page)
    areas = page.locator(".st-key-coverage_map .area, .map .area")
    expect(areas.first).to_be_attached()
    return areas.and_(page.locator(".schematic")).count(), areas.count()


def test_a_layer_is_checked_put_on_the_map_and_taken_out_again(page, server, towns, tmp_path):
    before = schematic(page, server)
    assert before[0] == before[1] > 10

    page.goto(f"{server}/layers?lang=zh")
    settled(page)
    broken = made_up.geopackage(tmp_path, towns[1:], "缺一个.gpkg")
    send(page, broken)
    expect(page.get_by_text("请填写图层来源")).to_be_visible(timeout=PATIENCE)

    write(page, "layer_source", SOURCE)
    write(page, "layer_date", "2025-01-01")
    send(page, broken)
    expect(page.get_by_text("有 1 处错误，图层不能放上地图")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("个乡镇（街道）中缺 1 个")).to_be_visible()
    expect(page.locator(".st-key-take_layer")).to_have_count(0)

    send(page, made_up.geopackage(tmp_path, towns, "乡镇界.gpkg"))
    expect(page.get_by_text("该图层可以放上地图。")).to_be_visible(timeout=PATIENCE)
    page.locator(".st-key-take_layer button").click()
    expect(page.get_by_text("图层已放上地图")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".st-key-layers_in_force").get_by_text(SOURCE)).to_be_visible()

    assert schematic(page, server) == (0, before[1])
    foot = page.locator(".map .foot").first
    expect(foot).to_contain_text(f"乡镇（街道）界线：{SOURCE}（2025-01-01；CGCS2000 (EPSG:4549)）")
    expect(foot).not_to_contain_text("虚线")

    page.goto(f"{server}/layers?lang=zh")
    settled(page)
    page.locator(".st-key-layers_in_force").get_by_role("button", name="撤下").click()
    expect(page.get_by_text("地图恢复原来的样子")).to_be_visible(timeout=PATIENCE)
    assert schematic(page, server) == before


def states(page):
    """What each area of the map says of itself, by the village's code, as a screen reader hears it."""
    areas = page.locator(".map .area.village").all()
    return {area.get_attribute("data-code"): area.get_attribute("aria-label") for area in areas}


def fill_of(page, village):
    return page.locator(f".map .area[data-code='{village}']").get_attribute("fill")


def expected(own, town):
    """By village its name and state, for the first month and the last: out of the snapshot."""
    words = {
        "unknown": ("情况不明（所在县尚未报送）", "情况不明（所在县尚未报送）"),
        "blank": ("空白村", "重点帮促村，空白"),
        "served": ("由邻村工坊服务", "重点帮促村，由邻村工坊服务"),
        "covered": ("建有工坊", "重点帮促村，建有工坊"),
    }
    warehouse = open_snapshot(snapshots.current(own))
    found = village_months(warehouse, town)
    names = dict(
        warehouse.query("SELECT code, name_zh FROM places WHERE level = 'village'").to_numpy().tolist()
    )
    warehouse.close()
    return [
        {
            code: (names[code], words[STATES[state]][int(is_key)])
            for code, state, is_key in zip(found.codes, found.states[row], found.is_key[row], strict=True)
        }
        for row in (0, -1)
    ]


def assert_planned_on_the_boundaries(page, server, code, wanted):
    """The map of what is blank draws the same villages, each in its state; one that is clicked is marked."""
    opened(page, server, f"planning?area={code}&month=2024-10&lang=zh")
    assert states(page) == {
        village: f"{name}: {state_of(state)}" for village, (name, state) in wanted.items()
    }
    village = next(iter(wanted))
    page.locator(f".map .area[data-code='{village}']").click()
    expect(page).to_have_url(re.compile(f"area={village}"))
    outline = page.locator(f".map .area[data-code='{village}']").get_attribute("d")
    expect(page.locator(".map .lines .chosen")).to_have_attribute("d", outline)


def state_of(state):
    """A state as the map of what is blank calls it, where key assisted villages stand out only when blank."""
    return state if state.endswith("空白") else state.removeprefix("重点帮促村，")


def test_villages_are_areas_where_a_layer_has_their_boundaries(page, server, own, towns, tmp_path):
    register = registers.load(own)
    town = towns.iloc[[5]]
    code = town["XZQDM"].iloc[0][:9]
    drawn = made_up.village_areas(register, town)
    opened(page, server, f"coverage?area={code}&month=2024-10&lang=zh")
    expect(page.locator(".map .area")).to_have_count(1)

    opened(page, server, "layers?lang=zh")
    page.locator(".st-key-layer_level input").click()
    page.get_by_role("option", name="村、社区（界线或点位）").click()
    settled(page)
    write(page, "layer_source", SOURCE)
    write(page, "layer_date", "2025-01-01")
    send(page, made_up.geopackage(tmp_path, drawn, "村界.gpkg"))
    expect(page.get_by_text("该图层可以放上地图。")).to_be_visible(timeout=PATIENCE)
    page.locator(".st-key-take_layer button").click()
    expect(page.get_by_text("图层已放上地图")).to_be_visible(timeout=PATIENCE)

    opened(page, server, f"coverage?area={code}&month=2024-10&lang=zh")
    villages = page.locator(".map .area.village")
    expect(villages).to_have_count(len(drawn))
    wanted = expected(own, code)
    assert states(page) == {village: f"{name}: {state}" for village, (name, state) in wanted[-1].items()}
    fills = {(state, fill_of(page, village)) for village, (_, state) in wanted[-1].items()}
    assert len(fills) == len(set(dict(fills).values())) > 1  # a colour for each state
    foot = page.locator(".map .foot").first
    expect(foot).to_contain_text(f"村界：{SOURCE}（2025-01-01；CGCS2000 (EPSG:4549)）")
    expect(foot).not_to_contain_text("虚线")
    expect(foot).not_to_contain_text("示意位置")

    page.locator(".map .slider").focus()
    page.keyboard.press("Home")
    assert states(page) == {village: f"{name}: {state}" for village, (name, state) in wanted[0].items()}
    expect(page).to_have_url(re.compile("month=2022-"))

    village = next(iter(wanted[-1]))
    page.locator(f".map .area[data-code='{village}']").click()
    expect(page).to_have_url(re.compile(f"area={village}"))
    outline = page.locator(f".map .area[data-code='{village}']").get_attribute("d")
    expect(page.locator(".map .lines .chosen")).to_have_attribute("d", outline)
    expect(page.locator(".map .village-ring")).to_be_hidden()

    assert_planned_on_the_boundaries(page, server, code, wanted[-1])

    opened(page, server, "layers?lang=zh")
    page.locator(".st-key-layers_in_force").get_by_role("button", name="撤下").click()
    expect(page.get_by_text("地图恢复原来的样子")).to_be_visible(timeout=PATIENCE)
    opened(page, server, f"coverage?area={code}&month=2024-10&lang=zh")
    expect(page.locator(".map .area")).to_have_count(1)
    expect(page.locator(".map .villages text").first).to_be_attached()


def test_a_files_size_is_told_before_it_is_sent(page, server, tmp_path):
    page.goto(f"{server}/layers?lang=en")
    settled(page)
    large = tmp_path / "province.gpkg"
    with large.open("wb") as file:
        file.truncate(101 * 2**20)
    send(page, large)
    expect(page.get_by_text("province.gpkg is larger than 100 MB")).to_be_visible()


def test_files_for_the_public_need_a_number(page, server):
    page.goto(f"{server}/coverage?lang=zh")
    settled(page)
    page.get_by_text("查看数据表").first.click()
    settled(page)
    page.locator("[class*=st-key-public_] label").first.click()
    expect(page.get_by_text("向社会公开的地图须有自己的审图号").first).to_be_visible()
