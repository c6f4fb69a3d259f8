"""How long a presenter waits for the next sheet: from the key to the picture, at the size of a projector."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sharedwealth.bench import measure
from sharedwealth.bench.measure import Measure

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STEP_GOAL_MS, LATE_STEP_GOAL_MS = 150.0, 300.0

_THERE_AND_BACK = (*["ArrowRight"] * 8, *["ArrowLeft"] * 8)
_JUMPS = ("End", "3", "7", "4", "6", "2", "8", "Home")
_PAINTED = "() => performance.getEntriesByName('painted').map((each) => each.duration)"


def measures(chromium: "Browser", address: str, times: int = 4) -> Iterator[Measure]:
    """Steps there and back and jumps through the talk of the province, then counties opened on its map."""
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(f"{address}/stage/province?lang=zh")
    page.locator(".sheet.shown").wait_for()
    page.wait_for_timeout(1500)
    steps = _pressed(page, _THERE_AND_BACK * times + _JUMPS * times)
    yield measure.of("stage: key to step", steps, goal=STEP_GOAL_MS, about="p50", unit="ms")
    yield measure.of("stage: key to step", steps, goal=LATE_STEP_GOAL_MS, about="p95", unit="ms")
    page.keyboard.press("4")
    opened = _pressed(page, ("ArrowDown", "Enter", "Escape") * 12)[1::3]
    yield measure.of("stage: key to opened county", opened, goal=LATE_STEP_GOAL_MS, about="p95", unit="ms")
    page.close()


def _pressed(page: "Page", keys: tuple[str, ...]) -> list[float]:
    """Milliseconds from each key to its picture."""
    page.evaluate("() => performance.clearMeasures()")
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(120)
    return [float(each) for each in page.evaluate(_PAINTED)]
