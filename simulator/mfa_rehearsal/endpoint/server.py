"""Run the application on a socket: uvicorn, on the loopback address unless asked for another.

Rule: one process, one thread, one event loop; `backend` depends on it. docs/decisions.md says why
it is uvicorn.
"""

import gc
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

from mfa_rehearsal.endpoint.asgi import ASGIApp
from mfa_rehearsal.endpoint.connection import Connection

HOST = "127.0.0.1"

KEEP_ALIVE_S = 75
"""Longer than a person takes between two calls, so that clients keep their connections."""

END_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
)
"""Ctrl+C, kill, a closed terminal, and Ctrl+Break on Windows."""


class AnnouncingServer(uvicorn.Server):
    """A server that reports its port once it listens, and which signal ended it."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[int], None]) -> None:
        super().__init__(config)
        self._on_started = on_started
        self.ended_by: int | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, then report the port."""
        await super().startup(sockets)
        if self.started:
            self._on_started(self.servers[0].sockets[0].getsockname()[1])

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let signals end the server, and don't raise them again as uvicorn does.

        Raised again, they would end the process before the state file is complete. A signal that
        is ignored stays ignored, so `nohup` works; only Ctrl+C always ends the server.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.getsignal(each) for each in END_SIGNALS}
        for each in END_SIGNALS:
            if each == signal.SIGINT or before[each] is not signal.SIG_IGN:
                signal.signal(each, self._end)
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.ended_by = self.ended_by or number
        self.handle_exit(number, frame)


def serve(app: ASGIApp, host: str, port: int, on_started: Callable[[int], None]) -> int:
    """Serve the application until a signal ends it.

    Args:
        app: the application.
        host: the IP address to listen on.
        port: the port, or 0 for a free one.
        on_started: called with the port.

    Returns:
        the process's exit status: 0 after Ctrl+C, else 128 plus the signal, as shells count.
    """
    # What exists by now is used until the end, so the garbage collector need not check it again.
    gc.collect()
    gc.freeze()
    server = AnnouncingServer(server_config(app, port, host), on_started)
    server.run()
    return 0 if server.ended_by in (signal.SIGINT, None) else 128 + server.ended_by


def server_config(app: ASGIApp, port: int, host: str = HOST) -> uvicorn.Config:
    """Return uvicorn's configuration."""
    return uvicorn.Config(
        app,
        host=host,
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
