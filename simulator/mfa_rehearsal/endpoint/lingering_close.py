"""A transport that is closed only when the client has had time to read the answer.

Rule: to close while something is unread resets the connection, and the answer may be lost with it.
So only the sending ends at once.
"""

import asyncio
from collections.abc import Callable

LINGER_S = 5
"""How long what a refused client still sends is read and dropped."""


class LingeringTransport:
    """What uvicorn needs of a transport to answer once and close."""

    def __init__(
        self,
        transport: asyncio.Transport,
        loop: asyncio.AbstractEventLoop,
        client_ended: Callable[[], bool],
    ) -> None:
        self._transport, self._loop, self._client_ended = transport, loop, client_ended
        self.write = transport.write
        self.is_closing = transport.is_closing

    def close(self) -> None:
        """Send no more, and close when the client ends or its time is over."""
        if self._client_ended() or self.is_closing():
            self._transport.close()
        elif self._transport.can_write_eof():
            self._transport.write_eof()
            self._loop.call_later(LINGER_S, self._transport.close)
