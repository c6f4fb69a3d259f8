"""A server that has not answered yet."""

import re


class Silence:
    """What the server says, held back on its way to the page while the lines of a `with` last."""

    def __init__(self, page):
        self.page, self.held, self.is_holding = page, [], False
        page.route_web_socket(re.compile("_stcore/stream"), self._connect)

    def _connect(self, socket):
        self.socket = socket
        socket.connect_to_server().on_message(self._said)

    def _said(self, message):
        self.held.append(message) if self.is_holding else self.socket.send(message)

    def __enter__(self):
        self.is_holding = True

    def __exit__(self, *_):
        self.page.wait_for_timeout(300)  # so that its answers are there, and not on show
        self.is_holding = False
        for message in self.held:
            self.socket.send(message)
        self.held.clear()
