"""A change of filter on every page of figures: from the choice until nothing on the page changes any more."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sharedwealth.bench import measure
from sharedwealth.bench.browser import WATCH, settled
from sharedwealth.bench.measure import Measure
from sharedwealth.choices import WORKSHOP_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MEDIAN_GOAL_MS, P95_GOAL_MS = 200.0, 500.0
SLUGS = (
    "income",
    "gaps",
    "employment",
    "stability",
    "gains",
    "targets",
    "attention",
    "workshops",
    "partnerships",
    "peers",
    "explore",
)
_MONTHS = 6
_CHOOSE = """
(list, value) => {
  Object.assign(window.__seen, { chosen: performance.now(), last: 0, map: 0 })
  list.value = value
  list.onchange()
}
"""


def measures(chromium: "Browser", address: str) -> Iterator[Measure]:
    """Each page by its median, then all changes together; every view is asked for the first time."""
    every: list[float] = []
    for slug in SLUGS:
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/{slug}?area=33&month=2024-10&lang=zh")
        settled(page)
        page.evaluate(WATCH)
        taken = [*_months(page), *_types(page)]
        page.close()
        every += taken
        yield measure.of(
            f"{slug}: filter to page at rest", taken, goal=MEDIAN_GOAL_MS, about="p50", unit="ms"
        )
    yield measure.of("all pages: filter, median", every, goal=MEDIAN_GOAL_MS, about="p50", unit="ms")
    yield measure.of("all pages: filter, p95", every, goal=P95_GOAL_MS, about="p95", unit="ms")


def _months(page: "Page") -> Iterator[float]:
    for _ in range(_MONTHS):
        page.locator(".st-key-controls .step").first.click()
        yield _taken(page)


def _types(page: "Page") -> Iterator[float]:
    """Nothing where the page is of all types."""
    types = page.locator(".st-key-controls select[name=type]")
    if types.count():
        for each in WORKSHOP_TYPES:
            types.evaluate(_CHOOSE, each)
            yield _taken(page)


def _taken(page: "Page") -> float:
    page.wait_for_timeout(1500)
    seen = page.evaluate("() => window.__seen")
    return float(seen["last"] - seen["chosen"])
