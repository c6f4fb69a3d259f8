"""What a reader does, as the browser tests do it."""

from sharedwealth.bench.browser import settled


def opened(page, server, where):
    """Goes straight to an address and waits until the page has come to rest."""
    page.goto(f"{server}/{where}")
    settled(page)


def choose(page, name, option):
    """Picks an option of a drop-down; the long list of areas is typed into, and draws only what is in view."""
    if name != "area":
        page.locator(f".st-key-controls select[name={name}]").select_option(label=option)
        return
    box = page.locator(".st-key-filter_area input")
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
