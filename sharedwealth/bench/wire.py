"""Bytes as they go over the wire: a relay between browser and server that counts what comes over WebSockets.

The browser itself reports messages as they are after unpacking; what a network carries is only seen from outside.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from urllib.parse import urlsplit

_CHUNK = 65536
_HEAD = 16384


class Relay:
    """Passes connections on to a server; `received` are the bytes that browsers got over WebSockets so far."""

    def __init__(self, server: str) -> None:
        found = urlsplit(server)
        self._server = (str(found.hostname), int(found.port or 80))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ended = Event()
        self._lock = Lock()
        self.received = 0
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        Thread(target=self._listen, name="relay", daemon=True).start()

    def close(self) -> None:
        self._ended.set()
        with suppress(
            OSError
        ):  # not everywhere can what only listens be shut down; where it can, waiting ends now
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                browser, _ = self._listening.accept()
            except OSError:
                return  # closed
            Thread(target=self._pass_on, args=(browser,), daemon=True).start()

    def _pass_on(self, browser: socket.socket) -> None:
        """Both ways until one side ends; a connection that becomes a WebSocket says so in its first request."""
        with browser, socket.create_connection(self._server) as server:
            for end in (browser, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            asked = browser.recv(_HEAD)
            server.sendall(asked)
            is_socket = b"upgrade: websocket" in asked.lower()
            back = Thread(target=self._back, args=(server, browser, is_socket), daemon=True)
            back.start()
            _copy(browser, server)
            back.join()

    def _back(self, server: socket.socket, browser: socket.socket, is_socket: bool) -> None:  # noqa: FBT001
        def count(chunk: bytes) -> None:
            with self._lock:
                self.received += len(chunk) if is_socket else 0

        _copy(server, browser, count)


def _copy(source: socket.socket, target: socket.socket, count: Callable[[bytes], None] | None = None) -> None:
    with suppress(OSError):  # one side went away, which ends the other's connection too
        while chunk := source.recv(_CHUNK):
            if count is not None:
                count(chunk)
            target.sendall(chunk)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def relayed(server: str) -> Iterator[Relay]:
    """A relay before the server at this address, as long as the lines inside last."""
    relay = Relay(server)
    try:
        yield relay
    finally:
        relay.close()
