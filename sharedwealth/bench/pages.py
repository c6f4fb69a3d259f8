"""A change of filter on every page of figures: until the window shows the new answer, and until the page is at rest.

A reader has the answer when all within the window is painted; what is below the fold follows, and is counted apart.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sharedwealth.bench import measure
from sharedwealth.bench.browser import CHOOSE, WATCH, pick_area, settled
from sharedwealth.bench.measure import Measure
from sharedwealth.choices import WORKSHOP_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MEDIAN_GOAL_MS, P95_GOAL_MS = 200.0, 500.0
REST_MEDIAN_GOAL_MS, REST_P95_GOAL_MS = 400.0, 1000.0
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
AREAS = ("台州市", "丽水市", "临海市", "杭州市", "嵊泗县", "衢州市")
_MONTHS = 6
_Taken = tuple[float, float]
"""Milliseconds until the window is painted, and until the page is at rest."""

# Notes every element that changes and the frame that shows it. Where each stands is looked up afterwards, for to ask
# at once would make the page lay itself out.
_WATCH_WINDOW = """
() => {
  const shown = [];
  let fresh = [];
  const painted = () => {
    const after = new MessageChannel();
    after.port1.onmessage = () => {
      const at = performance.now();
      shown.push(...fresh.map((element) => [element, at]));
      fresh = [];
    };
    after.port2.postMessage(0);
  };
  const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement ?? node.host);
  const note = (records) => {
    if (!fresh.length) requestAnimationFrame(painted);
    for (const { type, target, addedNodes, removedNodes, attributeName, oldValue } of records) {
      if (type === 'attributes' && oldValue === target.getAttribute(attributeName)) continue; // written, not changed
      fresh.push(...[...addedNodes].map((node) => elementOf(node) ?? elementOf(target)));
      if (removedNodes.length || !addedNodes.length) fresh.push(elementOf(target));
    }
  };
  const watched = new WeakSet();
  const watch = (root) => {
    if (watched.has(root)) return;
    watched.add(root);
    const texts = { childList: true, characterData: true };
    new MutationObserver(note).observe(root, { ...texts, subtree: true, attributes: true, attributeOldValue: true });
    root.querySelectorAll('*').forEach((element) => { if (element.shadowRoot) watch(element.shadowRoot); });
  };
  watch(document.querySelector('[data-testid=stMain]'));
  const isInSight = (element) => {
    if (!element?.isConnected || element.closest('canvas')) return false;
    const { top, bottom, width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && bottom > 0 && top < innerHeight;
  };
  window.__inSight = (chosen) => {
    const last = shown.reduce((latest, [element, at]) => (at > latest && isInSight(element) ? at : latest), chosen);
    shown.length = 0;
    return last;
  };
}
"""


def measures(chromium: "Browser", address: str) -> Iterator[Measure]:
    """Each page by its median, then all changes together; every view is asked for the first time."""
    every: list[_Taken] = []
    for slug in SLUGS:
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/{slug}?area=33&month=2024-10&lang=zh")
        settled(page)
        page.evaluate(WATCH)
        page.evaluate(_WATCH_WINDOW)
        taken = [*_months(page), *_types(page), *_areas(page)]
        page.close()
        every += taken
        yield from _told(slug, taken, "p50", MEDIAN_GOAL_MS, REST_MEDIAN_GOAL_MS)
    yield from _told("all pages", every, "p50", MEDIAN_GOAL_MS, REST_MEDIAN_GOAL_MS)
    yield from _told("all pages", every, "p95", P95_GOAL_MS, REST_P95_GOAL_MS)


def _told(name: str, taken: list[_Taken], about: str, goal: float, rest_goal: float) -> Iterator[Measure]:
    whats = {"filter to window painted": goal, "… page at rest": rest_goal}
    for at, (what, aim) in enumerate(whats.items()):
        yield measure.of(
            f"{name}: {what}, {about}", [each[at] for each in taken], goal=aim, about=about, unit="ms"
        )


def _months(page: "Page") -> Iterator[_Taken]:
    for _ in range(_MONTHS):
        page.locator(".st-key-controls .step").first.click()
        yield _taken(page)


def _types(page: "Page") -> Iterator[_Taken]:
    """Nothing where the page is of all types."""
    types = page.locator(".st-key-controls select[name=type]")
    if types.count():
        for each in WORKSHOP_TYPES:
            types.evaluate(CHOOSE, each)
            yield _taken(page)


def _areas(page: "Page") -> Iterator[_Taken]:
    """Of all types again, where the page knows them; its list says "all" for them."""
    types = page.locator(".st-key-controls select[name=type]")
    if types.count():
        types.evaluate(CHOOSE, "all")
        page.wait_for_timeout(1500)
    for name in AREAS:
        page.evaluate("() => window.__inSight(0)")
        pick_area(page, name)
        yield _taken(page)


def _taken(page: "Page") -> _Taken:
    page.wait_for_timeout(1500)
    seen = page.evaluate("() => window.__seen")
    in_sight = page.evaluate("(chosen) => window.__inSight(chosen)", seen["chosen"])
    return float(in_sight - seen["chosen"]), float(seen["last"] - seen["chosen"])
