"""A snapshot that is missing or damaged: a clear page, a log line, 503, and nothing lost."""

import json
import os
import shutil
import sys
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from sharedwealth import settings
from sharedwealth.bench.browser import free_port, running, settled

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def spoiled(installation, tmp_path_factory):
    """An installation of its own, in a folder with a space and Chinese in its name, and its server."""
    folder = tmp_path_factory.mktemp("数据 data")
    shutil.copytree(installation.boundaries, folder / "boundaries")
    shutil.copytree(installation.snapshots, folder / "snapshots", copy_function=os.link)
    port = free_port()
    command = [sys.executable, "-m", "sharedwealth", "serve", "--port", str(port)]
    environment = {**os.environ, "SHAREDWEALTH_DATA": str(folder)}
    with running(command, environment, settings.ROOT, f"http://127.0.0.1:{port}/_stcore/health"):
        yield folder / "snapshots", f"http://127.0.0.1:{port}"


def ready(server):
    try:
        with urllib.request.urlopen(f"{server}/ready") as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        return answer.code, json.load(answer)


def test_ready_says_what_is_served(spoiled):
    snapshots, server = spoiled
    code = json.loads((snapshots / "current.json").read_text())["code"]
    assert ready(server) == (
        200,
        {"status": "ready", "snapshot": code, "kind": "demonstration", "as_of": "2024-10"},
    )


@pytest.mark.parametrize("spoil", ["no pointer", "pointer to nothing", "half a pointer"])
def test_without_a_snapshot_the_page_says_so_and_is_back_when_it_is(spoiled, chromium, spoil):
    snapshots, server = spoiled
    pointer = snapshots / "current.json"
    kept = pointer.read_bytes()
    pointer.unlink()  # a link to the original must not be written through
    if spoil == "pointer to nothing":
        pointer.write_bytes(kept.replace(json.loads(kept)["code"].encode(), b"000000"))
    elif spoil == "half a pointer":
        pointer.write_bytes(kept[: len(kept) // 2])
    try:
        status, said = ready(server)
        assert status == 503
        assert said["status"] == "unavailable"
        assert "napshot" in said["reason_en"] or "published" in said["reason_en"]
        assert "数据" in said["reason_zh"]
        page = chromium.new_page()
        page.goto(f"{server}/?area=33&month=2024-10&lang=zh")
        alert = page.locator("[data-testid=stAlert]")
        expect(alert).to_be_visible()
        assert "Traceback" not in alert.inner_text()
        assert str(snapshots) not in page.locator("body").inner_text()
    finally:
        pointer.unlink(missing_ok=True)
        pointer.write_bytes(kept)
    assert ready(server)[0] == 200
    page.reload()
    settled(page)
    expect(page.locator(".st-key-cards .value").first).to_be_visible()
    page.close()


def test_a_damaged_file_is_found_before_a_figure_is_shown(installation, tmp_path_factory, chromium):
    folder = tmp_path_factory.mktemp("damaged")
    shutil.copytree(installation.boundaries, folder / "boundaries")
    shutil.copytree(installation.snapshots, folder / "snapshots")
    code = json.loads((folder / "snapshots" / "current.json").read_text())["code"]
    file = folder / "snapshots" / f"{code}.duckdb"
    file.chmod(0o644)
    with file.open("r+b") as written:
        written.seek(file.stat().st_size // 2)
        byte = written.read(1)
        written.seek(-1, os.SEEK_CUR)
        written.write(bytes([byte[0] ^ 1]))
    port = free_port()
    command = [sys.executable, "-m", "sharedwealth", "serve", "--port", str(port)]
    environment = {**os.environ, "SHAREDWEALTH_DATA": str(folder)}
    with running(command, environment, settings.ROOT, f"http://127.0.0.1:{port}/_stcore/health"):
        server = f"http://127.0.0.1:{port}"
        status, said = ready(server)
        assert (status, code in said["reason_zh"], code in said["reason_en"]) == (503, True, True)
        page = chromium.new_page()
        page.goto(f"{server}/coverage?area=33&month=2024-10&lang=en")
        expect(page.locator("[data-testid=stAlert]")).to_contain_text(code)
        assert page.locator(".st-key-cards .value").count() == 0
        page.close()
