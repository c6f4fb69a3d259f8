"""The relay passes everything on, and counts what a browser gets over WebSockets alone."""

import socket
from threading import Thread

import pytest

from sharedwealth.bench.wire import relayed

ANSWER = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 200_000


@pytest.fixture
def server():
    """Answers whatever it is asked, then repeats what it hears until the other side stops."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer(connection):
        with connection:
            connection.recv(4096)
            connection.sendall(ANSWER)
            while heard := connection.recv(4096):
                connection.sendall(heard)

    def listen():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            Thread(target=answer, args=(connection,), daemon=True).start()

    Thread(target=listen, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    listening.close()


def talk(address, head):
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as browser:
        browser.sendall(head)
        browser.sendall(b"said later")
        browser.shutdown(socket.SHUT_WR)
        heard = b""
        while chunk := browser.recv(65536):
            heard += chunk
    return heard


def test_a_websocket_is_counted_to_the_byte_and_a_page_is_not(server):
    with relayed(server) as wire:
        heard = talk(wire.address, b"GET / HTTP/1.1\r\nhost: here\r\n\r\n")
        assert heard.startswith(ANSWER)
        assert wire.received == 0
        heard = talk(wire.address, b"GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
        assert heard.startswith(ANSWER)
        assert wire.received == len(heard)
