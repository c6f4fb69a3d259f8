"""A real server over the real data folder, a real Chromium, and no way out to the network."""

import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from sharedwealth import prepare, settings
from sharedwealth.bench.browser import ARGUMENTS, BROWSERS, served
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.browser.installations import copied
from tests.browser.witness import SHUT_IN, Witness

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


@pytest.fixture(scope="session")
def chromium():
    executable = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert executable, "no Chromium: run tools/ensure_programs.py"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=[*ARGUMENTS, SHUT_IN])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def installation():
    """The data folder with its boundaries and a demonstration snapshot, built when missing."""
    found = settings.load()
    prepare.everything(found)
    return found


@pytest.fixture(scope="session")
def server(installation):
    with served(installation) as address:
        yield address


@pytest.fixture(scope="session")
def warehouse(installation):
    """The snapshot that the server's pages show, for what a test counts itself."""
    found = open_snapshot(snapshots.current(installation))
    yield found
    found.close()


@pytest.fixture(scope="module")
def own(installation, tmp_path_factory):
    """A copy of the demonstration that a module may change; what is published already is shared and never changed."""
    return copied(installation, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def own_server(own):
    """A server over the copy; a module that changes things has it stand in for `server`."""
    with served(own) as address:
        yield address


@pytest.fixture(scope="session")
def profile(chromium):
    """One reader's browser: what it has fetched and compiled once stays, as it does on an official's desk."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def witness(server):
    return Witness(server)


@pytest.fixture
def saves_data():
    """Whether the reader has asked for nothing to be fetched beforehand; two processors then have less to do."""
    return True


SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


@pytest.fixture
def page(profile, witness, server, saves_data):
    """A reader who comes with nothing but what the browser has fetched: no folded sidebar, no cookie."""
    opened = profile.new_page()
    forgotten = {"origin": server, "storageTypes": "cookies,local_storage"}
    profile.new_cdp_session(opened).send("Storage.clearDataForOrigin", forgotten)
    witness.watch(opened)
    if saves_data:
        opened.add_init_script(SAVING)
    yield opened
    for each in profile.pages:
        each.close()


@pytest.fixture
def whole_map_in_sight(page):
    page.set_viewport_size({"width": 1440, "height": 1300})


@pytest.fixture
def newcomer(chromium, server):
    """A reader with a browser of their own, for what changes an installation; nothing may go wrong in it."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    seen = Witness(server)
    opened = context.new_page()
    seen.watch(opened)
    yield opened
    context.close()
    seen.assert_quiet()
