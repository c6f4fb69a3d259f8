"""What a reader of the map waits for: a drill, a step while the months play, all villages drawn, and its messages."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from sharedwealth.bench import measure
from sharedwealth.bench.browser import CHOOSE, PAINTED, WATCH, WIRE_GOAL_KB, pick_area, settled
from sharedwealth.bench.measure import Measure
from sharedwealth.bench.wire import Relay, relayed
from sharedwealth.choices import WORKSHOP_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

DRILL_P50_MS, DRILL_P95_MS, STEP_MS, POINTS_MS = 60.0, 150.0, 1000 / 30, 60.0
COUNTIES = (
    "330127",
    "331082",
    "331121",
    "330902",
    "330382",
    "330523",
    "330624",
    "330822",
    "330726",
    "330225",
)
"""One of nearly every city, so that most drills fetch a city's outlines for the first time."""

# Steps the slider once and waits until the browser has painted: the script's own time, and that until the frame is out.
STEP = """
(at) => new Promise((done) => {
  const roots = [...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean)
  const slider = roots.map((root) => root.querySelector('.map .slider')).find(Boolean)
  slider.value = String(at)
  const begun = performance.now()
  slider.dispatchEvent(new Event('input'))
  const drawn = performance.now() - begun
  requestAnimationFrame(() => {
    const after = new MessageChannel()
    after.port1.onmessage = () => done([drawn, performance.now() - begun])
    after.port2.postMessage(0)
  })
})
"""
TYPED = ("台州市", "临海市", "丽水市", "嵊泗县", "杭州市", "文成县", "衢州市", "浙江省", "安吉县", "舟山市")
"""Cities and counties in turn, most of them more than a click from the one before."""
UP = ".st-key-badge [data-code='33']"
LOOKING_MS = 2000
"""How long a reader looks before the first click; outlines of the cities come one after the other meanwhile."""

FOLLOWING_IS_THERE = """
() => performance.getEntriesByType('resource').some((got) => got.name.includes('/ahead/') && got.responseEnd)
"""
MONTHS_ARE_THERE = """
() => performance.getEntriesByType('resource').some((got) => got.name.includes('/months/') && got.responseEnd)
"""


def measures(chromium: "Browser", address: str) -> Iterator[Measure]:
    """All of them, on Coverage and, of types, on Overview of the dashboard at this address."""
    yield from drills(chromium, address)
    yield from types(chromium, address)
    yield from typed(chromium, address)
    yield from steps(chromium, address)
    yield from messages(chromium, address)


def drills(chromium: "Browser", address: str) -> Iterator[Measure]:
    """From a click on a county, and on the breadcrumb up again, to the map painted for good; and what the page got."""
    taken, sizes = [], []
    with relayed(address) as wire:
        page = chromium.new_page(viewport={"width": 1440, "height": 1300})
        _open(page, f"{wire.address}/coverage?area=33&month=2024-10&lang=en")
        page.wait_for_function(FOLLOWING_IS_THERE)
        page.wait_for_timeout(LOOKING_MS)
        page.evaluate(WATCH)
        for county in COUNTIES:
            for click, place in ((f'.map .area[data-code="{county}"]', county), (UP, "33")):
                before = wire.received
                page.locator(click).first.click()
                page.wait_for_timeout(900)
                _require_drawn(page, place)
                seen = page.evaluate("() => window.__seen")
                taken.append(seen["map"] - seen["chosen"])
                sizes.append((wire.received - before) / 1024)
        page.close()
    yield measure.of("map: drill to painted, p50", taken, goal=DRILL_P50_MS, about="p50", unit="ms")
    yield measure.of("map: drill to painted, p95", taken, goal=DRILL_P95_MS, about="p95", unit="ms")
    yield measure.of("map: page's bytes a drill", sizes, goal=WIRE_GOAL_KB, about="p95", unit="KiB")


def types(chromium: "Browser", address: str) -> Iterator[Measure]:
    """From another type chosen in the list to the map painted for good, on Overview."""

    def choose(page: "Page", key: str) -> None:
        page.locator(".st-key-controls select[name=type]").evaluate(CHOOSE, key)

    yield from _chosen(chromium, address, "type", choose, (*WORKSHOP_TYPES, *WORKSHOP_TYPES))


def typed(chromium: "Browser", address: str) -> Iterator[Measure]:
    """From another area chosen in the chooser at the top to the map painted for good, on Overview."""
    yield from _chosen(chromium, address, "area typed", pick_area, TYPED)


def _chosen(
    chromium: "Browser",
    address: str,
    what: str,
    choose: Callable[["Page", str], None],
    options: Sequence[str],
) -> Iterator[Measure]:
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    _open(page, f"{address}/?area=33&month=2024-10&lang=zh")
    page.evaluate(WATCH)
    taken = []
    for option in options:
        page.wait_for_timeout(LOOKING_MS)
        choose(page, option)
        page.wait_for_timeout(900)
        seen = page.evaluate("() => window.__seen")
        taken.append(seen["map"] - seen["chosen"])
    page.close()
    yield measure.of(f"map: {what} to painted, p50", taken, goal=DRILL_P50_MS, about="p50", unit="ms")
    yield measure.of(f"map: {what} to painted, p95", taken, goal=DRILL_P95_MS, about="p95", unit="ms")


def _require_drawn(page: "Page", place: str) -> None:
    """Raises when the map on show is not that of the place, or lacks its figures."""
    codes, labels = page.locator(".map").first.evaluate(
        """(map) => [
          [...map.querySelectorAll('.area')].map((area) => area.dataset.code),
          [...map.querySelectorAll('.area')].filter((area) => area.getAttribute('aria-label').includes(':')).length,
        ]"""
    )
    if (
        not codes
        or not labels
        or any(len(code) <= len(place) or not code.startswith(place) for code in codes)
    ):
        raise RuntimeError(f"the map does not show {place}")


def steps(chromium: "Browser", address: str) -> Iterator[Measure]:
    """A step from month to month, as playing makes it: over the counties, and over all villages of the province."""
    page = chromium.new_page(viewport={"width": 1440, "height": 1300})
    _, painted = _stepped(page, f"{address}/coverage?area=33&month=2024-10&lang=en")
    yield measure.of("map: play step to painted", painted, goal=STEP_MS, about="p95", unit="ms")
    drawn, _ = _stepped(page, f"{address}/coverage?area=33&month=2024-10&lang=en&layer=villages")
    yield measure.of("map: 25,000 points drawn", drawn, goal=POINTS_MS, about="p50", unit="ms")
    page.close()


def messages(chromium: "Browser", address: str) -> Iterator[Measure]:
    """What the page gets where its messages are longest: a month under all villages, and another measure on Overview.

    In Chinese, whose letters take three bytes each.
    """
    with relayed(address) as wire:
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        _open(page, f"{wire.address}/coverage?area=33&month=2024-10&lang=zh&layer=villages")
        page.wait_for_function(MONTHS_ARE_THERE)
        villages = [_received(page, wire, page.locator(".st-key-controls .step").first) for _ in range(8)]
        _open(page, f"{wire.address}/?area=33&month=2024-10&lang=zh")
        page.wait_for_function(MONTHS_ARE_THERE)
        choices = page.locator(".map .choices .segmented").first.locator("button")
        chosen = [_received(page, wire, choices.nth(at)) for at in (1, 2, 3, 0, 2, 1, 3, 0)]
        page.close()
    yield measure.of("map: bytes a month, villages", villages, goal=WIRE_GOAL_KB, about="p95", unit="KiB")
    yield measure.of("map: bytes a measure, Overview", chosen, goal=WIRE_GOAL_KB, about="p95", unit="KiB")


def _received(page: "Page", wire: Relay, choice: "Locator") -> float:
    """KiB that the page gets for a choice, until nothing comes any more."""
    before = wire.received
    choice.click()
    page.wait_for_timeout(900)
    settled(page)
    return (wire.received - before) / 1024


def _stepped(page: "Page", address: str) -> tuple[list[float], list[float]]:
    _open(page, address)
    page.wait_for_function(MONTHS_ARE_THERE)
    page.wait_for_timeout(500)
    taken = []
    for at in range(1, 30):
        taken.append(page.evaluate(STEP, at))
        page.wait_for_timeout(50)
    warm = taken[3:]  # the first ones are not compiled yet
    return [drawn for drawn, _ in warm], [painted for _, painted in warm]


def _open(page: "Page", address: str) -> None:
    page.goto(address)
    page.wait_for_selector(PAINTED, timeout=60_000)
    settled(page)
