"""What should not happen on a page: requests outside, page errors, console errors."""

from urllib.parse import urlsplit

SHUT_IN = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""The browser finds no host but this one; to stop each request on its way would also switch off its cache."""
HARMLESS = ("/_stcore/health", "/_stcore/host-config")
"""On a cold link Streamlit's front end first asks below the page's own address, and then at the root."""


class Witness:
    """Everything that should not have happened on the pages it watches."""

    def __init__(self, server):
        self.outside, self.errors = [], []
        self.home = urlsplit(server).netloc

    def watch(self, page):
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))
        page.on("console", self._console)

    def _asked(self, url):
        address = urlsplit(url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.home:
            self.outside.append(url)

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
