"""Starts the server in this process."""

import os
import socket
import sys

from rich.console import Console
from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from sharedwealth.errors import ReaderError
from sharedwealth.settings import ROOT
from sharedwealth.text import t


class PortTakenError(ReaderError):
    """Another program listens where the dashboard should."""


def require_free(address: str, port: int) -> None:
    """Raises a `PortTakenError` when the address cannot be listened on, before anything is built."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as problem:
            raise PortTakenError(
                t(
                    "Port {port} at {address} cannot be used: {reason}. Stop the program that uses it, or choose "
                    "another port: make run PORT={other}."
                ).format(port=port, address=address, reason=problem.strerror, other=port + 1)
            ) from problem


def serve(address: str, port: int) -> None:
    """Serves until stopped; prints the address first."""
    # Streamlit finds its configuration beside the launcher and in the working folder.
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    sys.argv = [str(ROOT / "app.py")]
    from app import app  # noqa: PLC0415  the application is loaded only to be served

    shown = "127.0.0.1" if address in ("0.0.0.0", "::") else address  # noqa: S104  compared, not bound
    _deflate_well()
    Console().print(
        t("The dashboard is at [bold]http://{host}:{port}[/bold]  (Ctrl+C stops it)").format(
            host=shown, port=port
        )
    )
    app.run(config={"server.address": address, "server.port": port})


def _deflate_well() -> None:
    """Has messages over the WebSocket deflated with all that the last 32 KB said, not the 4 KB of uvicorn's setting.

    A change of a page says most of what the one before said, and a page's messages are longer than 4 KB; they become
    a quarter smaller. It takes 256 KB for each reader, and there is no setting for it.
    """
    vars(websockets_sansio_impl)["ServerPerMessageDeflateFactory"] = _Deflating


class _Deflating(ServerPerMessageDeflateFactory):
    """How the server's side of a WebSocket deflates, whatever the caller sets; browsers' few words as before."""

    def __init__(self, **_: object) -> None:
        super().__init__(
            server_max_window_bits=15,
            client_max_window_bits=12,
            compress_settings={"level": 9, "memLevel": 9},
        )
