"""What a reader waits for, measured in a headless Chromium: from the choice to the last change on the page."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sharedwealth.bench import measure
from sharedwealth.bench.measure import Measure
from sharedwealth.bench.wire import relayed
from sharedwealth.errors import ReaderError
from sharedwealth.settings import ROOT, Settings
from sharedwealth.text import t

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MAP_GOAL_MS, PAGE_GOAL_MS, FIRST_VIEW_GOAL = 60.0, 100.0, 1.8
WIRE_GOAL_KB = 20.0

PAINTED = ".map[data-painted]:not([data-painted='0'])"
"""A map that has been painted."""

BARE_PAGE = "import streamlit as st\nst.title('Bare')\nst.write('A page with nothing on it.')\n"

# Notes when the reader chose and when anything on the page last changed; `map` is the map's own mark.
WATCH = """
() => {
  const seen = { chosen: 0, last: 0, map: 0 };
  window.__seen = seen;
  document.addEventListener('click', (click) => { seen.chosen = click.timeStamp; seen.last = seen.map = 0 }, true);
  const note = (records) => {
    const now = performance.now();
    for (const record of records) {
      // A table's canvas is drawn by then; the words in it for screen readers follow a little later, on purpose.
      if (record.target.parentElement?.closest('canvas')) continue;
      const { type, target, attributeName, oldValue } = record;
      if (type === 'attributes' && oldValue === target.getAttribute(attributeName)) continue; // written, not changed
      if (record.attributeName === 'data-painted') { if (record.target.classList.contains('map')) seen.map = now; }
      seen.last = now;
    }
  };
  const options = { subtree: true, childList: true, characterData: true, attributes: true, attributeOldValue: true };
  const watched = new WeakSet();
  const watch = (root) => {
    if (watched.has(root)) return;
    watched.add(root);
    new MutationObserver(note).observe(root, options);
    root.querySelectorAll('*').forEach((element) => { if (element.shadowRoot) watch(element.shadowRoot); });
  };
  watch(document.querySelector('[data-testid=stMain]'));
}
"""

# Chooses from a list of the page as a reader does, and notes when.
CHOOSE = """
(list, value) => {
  Object.assign(window.__seen, { chosen: performance.now(), last: 0, map: 0 })
  list.value = value
  list.onchange()
}
"""

# Notes when the key that picks is pressed.
WAIT_FOR_A_KEY = """
() => addEventListener('keydown', (key) => Object.assign(window.__seen, { chosen: key.timeStamp, last: 0, map: 0 }),
  { once: true, capture: true })
"""
LOOKS_AT_A_LINE_MS = 700
"""How long somebody looks at what was found before the key is pressed."""


def pick_area(page: "Page", name: str) -> None:
    """Types a place and takes the first that is found, as a reader does."""
    page.locator("input[name=area]").fill(name)
    page.wait_for_timeout(LOOKS_AT_A_LINE_MS)
    page.evaluate(WAIT_FOR_A_KEY)
    page.keyboard.press("Enter")


def measures(installation: Settings) -> Iterator[Measure]:
    """Changes of month on Overview and Coverage, bytes a change, first views beside a bare page's, maps, all pages."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only benchmarks and tests have it

    from sharedwealth.bench import maps, pages, stage  # noqa: PLC0415  they wait with what is here

    executable = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if executable is None:
        raise ReaderError(
            t("The browser measures need Chromium on this machine; leave them out with --no-browser.")
        )
    with sync_playwright() as driver, served(installation) as ours, bare_page() as bare:
        chromium = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        try:
            yield from first_view(chromium, ours, bare)
            for slug in ("", "coverage"):
                yield from change_of_month(chromium, ours, slug)
            yield from maps.measures(chromium, ours)
            yield from stage.measures(chromium, ours)
            yield from pages.measures(chromium, ours)
        finally:
            chromium.close()


def change_of_month(chromium: "Browser", address: str, slug: str, times: int = 24) -> Iterator[Measure]:
    """Steps back and forth through the months by a click, and waits each time until the page has come to rest."""
    whole, of_map, sizes = [], [], []
    with relayed(address) as wire:
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{wire.address}/{slug}?area=33&month=2024-10&lang=en")
        page.wait_for_selector(PAINTED, timeout=60_000)
        settled(page)
        page.evaluate(WATCH)
        for step in range(times):
            before = wire.received
            page.locator(".st-key-controls .step").nth(0 if step < times // 2 else 1).click()
            page.wait_for_timeout(900)
            seen = page.evaluate("() => window.__seen")
            whole.append(seen["last"] - seen["chosen"])
            of_map.append(seen["map"] - seen["chosen"])
            sizes.append((wire.received - before) / 1024)
        page.close()
    name = slug or "overview"
    yield measure.of(f"{name}: month to map painted", of_map, goal=MAP_GOAL_MS, about="p50", unit="ms")
    yield measure.of(f"{name}: month to page at rest", whole, goal=PAGE_GOAL_MS, about="p50", unit="ms")
    yield measure.of(f"{name}: bytes a change", sizes, goal=WIRE_GOAL_KB, about="p95", unit="KiB")


def first_view(chromium: "Browser", ours: str, bare: str, times: int = 5) -> Iterator[Measure]:
    """How much longer a first view of the overview takes than a bare page's, each in a fresh browser profile.

    Once until headline, cards and map stand there, and once until the charts do, too.
    """
    to_map, to_rest = [], []
    for _ in range(times):
        _, whole_of_bare = _visit(chromium, f"{bare}/")
        until_map, whole = _visit(chromium, f"{ours}/?area=33&month=2024-10&lang=en")
        to_map.append(until_map / whole_of_bare)
        to_rest.append(whole / whole_of_bare)
    name = "first view ÷ bare page"
    yield measure.of(f"{name}: cards and map", to_map, goal=FIRST_VIEW_GOAL, about="p50", unit="×")
    yield measure.of(f"{name}: charts too", to_rest, goal=FIRST_VIEW_GOAL, about="p50", unit="×")


def _visit(chromium: "Browser", address: str) -> tuple[float, float]:
    """Seconds until the map is painted, infinite where there is none, and until the page has come to rest."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address)
    resting = settled(page)
    whole = time.perf_counter() - begun - resting
    marked = page.evaluate(
        "() => (performance.getEntriesByName('map painted')[0]?.startTime ?? Infinity) / 1000"
    )
    context.close()
    return marked, whole


def settled(page: "Page", quiet: float = 0.6) -> float:
    """Waits until the page has not changed for a while; returns how long that while was, in seconds."""
    first = "[data-testid=stMain] [data-testid=stElementContainer]"
    page.wait_for_selector(first, state="attached", timeout=60_000)  # a telephone hides the first
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')"
    )
    page.evaluate(
        """(quiet) => new Promise((done) => {
          let timer;
          const rest = () => { clearTimeout(timer); timer = setTimeout(() => { watcher.disconnect(); done() }, quiet) };
          const watcher = new MutationObserver(rest);
          watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
          rest();
        })""",
        quiet * 1000,
    )
    return quiet


@contextmanager
def served(installation: Settings) -> Iterator[str]:
    """The dashboard on a port of its own."""
    port = free_port()
    environment = {**os.environ, "SHAREDWEALTH_DATA": str(installation.data)}
    command = [sys.executable, "-m", "sharedwealth", "serve", "--port", str(port)]
    with running(command, environment, ROOT, f"http://127.0.0.1:{port}/ready"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def bare_page() -> Iterator[str]:
    """A Streamlit page with nothing on it, to compare with."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE_PAGE, encoding="utf-8")
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
        command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
        with running(command, dict(os.environ), Path(folder), f"http://127.0.0.1:{port}/_stcore/health"):
            yield f"http://127.0.0.1:{port}"


@contextmanager
def running(command: list[str], environment: dict[str, str], folder: Path, health: str) -> Iterator[None]:
    """A server until the lines inside are done; raises when it does not answer within two minutes."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=output, stderr=output)  # noqa: S603
        try:
            _wait_for(health, process, output)
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(
    health: str, process: "subprocess.Popen[bytes]", output: IO[bytes], seconds: float = 120
) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=2):  # noqa: S310  our own address
                return
        except OSError:
            time.sleep(0.1)
    output.seek(0)
    raise RuntimeError(
        f"the server did not answer at {health}:\n{output.read().decode(errors='replace')[-2000:]}"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
