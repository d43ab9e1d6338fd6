"""Running the application on a socket: uvicorn, on the loopback address only.

Rule: one process, one thread, one event loop; `backend` counts on it. Why uvicorn is told in
docs/decisions.md.
"""

import gc
import socket
from collections.abc import Callable

import uvicorn

from mfa_rehearsal.endpoint.asgi import App
from mfa_rehearsal.endpoint.connection import Connection

HOST = "127.0.0.1"

KEEP_ALIVE_S = 75
"""Longer than a person takes from one call to the next: clients keep their connections."""


class Announcing(uvicorn.Server):
    """A server that says which port it has once it listens."""

    def __init__(self, config: uvicorn.Config, started: Callable[[int], None]) -> None:
        super().__init__(config)
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then tell."""
        await super().startup(sockets)
        if self.started:
            self._tell(self.servers[0].sockets[0].getsockname()[1])


def serve(app: App, port: int, started: Callable[[int], None]) -> None:
    """Serve the application until the process is interrupted.

    What is there by now stays to the end: Python need not look through it for garbage again.
    """
    gc.collect()
    gc.freeze()
    Announcing(configuration(app, port), started).run()


def configuration(app: App, port: int) -> uvicorn.Config:
    """Return how uvicorn is to serve it."""
    return uvicorn.Config(
        app,
        host=HOST,
        port=port,
        http=Connection,
        ws="none",
        proxy_headers=False,
        workers=1,
        lifespan="off",
        access_log=False,
        log_level="error",
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=2,
    )
