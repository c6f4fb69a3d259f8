"""What a reader does, as the browser tests do it."""

from sharedwealth.bench.browser import settled


def opened(page, server, where):
    """Goes straight to an address and waits until the page has come to rest and its maps are painted."""
    page.goto(f"{server}/{where}")
    settled(page)
    painted(page)


def painted(page):
    """Waits for every map in sight, but for one that says why it cannot be drawn: outlines come beside the page."""
    waiting = page.locator(".map[data-painted='0']:not(:has(.notice:not([hidden])))")
    waiting.first.wait_for(state="hidden")


def choose(page, name, option):
    """Picks an option of a list by its words; that of the areas is typed into."""
    if name != "area":
        page.locator(f".st-key-controls select[name={name}]").select_option(label=option)
        return
    page.locator(".st-key-controls input[name=area]").fill(option)
    page.get_by_role("option", name=option, exact=True).click()
