"""What a reader does, as the browser tests do it."""

from sharedwealth.bench.browser import settled


def opened(page, server, where):
    """Goes straight to an address and waits until the page has come to rest."""
    page.goto(f"{server}/{where}")
    settled(page)


def choose(page, name, option):
    """Picks an option of a drop-down by typing it; long lists draw only what is in view."""
    box = page.locator(f".st-key-filter_{name} input")
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
