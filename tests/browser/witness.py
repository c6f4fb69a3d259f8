"""What should not happen on a page: requests outside, page errors, console errors."""

from urllib.parse import urlsplit

HARMLESS = ("/_stcore/health", "/_stcore/host-config")
"""On a cold link Streamlit's front end first asks below the page's own address, and then at the root."""


class Witness:
    """Everything that should not have happened on a page."""

    def __init__(self, context, server):
        self.outside, self.errors = [], []
        self.home = urlsplit(server).netloc
        context.route("**/*", self._route)

    def _route(self, route):
        address = urlsplit(route.request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.home:
            self.outside.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    def watch(self, page):
        page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))
        page.on("console", self._console)

    def _console(self, message):
        if message.type != "error":
            return
        address = (message.location or {}).get("url", "")
        if "404" in message.text and urlsplit(address).path.endswith(HARMLESS):
            return
        self.errors.append(f"console: {message.text} ({address})")

    def assert_quiet(self):
        assert self.outside == []
        assert self.errors == []
