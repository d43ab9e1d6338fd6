"""Run the application on a socket: uvicorn, on the loopback address only.

Rule: one process, one thread, one event loop; `backend` depends on it. docs/decisions.md says why
it is uvicorn.
"""

import gc
import socket
from collections.abc import Callable

import uvicorn

from mfa_rehearsal.endpoint.asgi import ASGIApp
from mfa_rehearsal.endpoint.connection import Connection

HOST = "127.0.0.1"

KEEP_ALIVE_S = 75
"""Longer than a person takes between two calls, so that clients keep their connections."""


class AnnouncingServer(uvicorn.Server):
    """A server that reports its port once it listens."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[int], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, then report the port."""
        await super().startup(sockets)
        if self.started:
            self._on_started(self.servers[0].sockets[0].getsockname()[1])


def serve(app: ASGIApp, port: int, on_started: Callable[[int], None]) -> None:
    """Serve the application until the process is interrupted.

    What exists by now is used until the end, so the garbage collector need not check it again.
    """
    gc.collect()
    gc.freeze()
    AnnouncingServer(server_config(app, port), on_started).run()


def server_config(app: ASGIApp, port: int) -> uvicorn.Config:
    """Return uvicorn's configuration."""
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
