"""A transport that closes only after the client has had time to read the response.

Rule: closing while input is unread resets the connection, and the response may be lost with it. So
only sending ends at once.
"""

import asyncio
from collections.abc import Callable

LINGER_S = 5
"""How long to read and drop what a refused client still sends."""


class LingeringTransport:
    """The part of a transport that uvicorn uses to send one response and close."""

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
        """Stop sending, then close when the client does or its time is up."""
        if self._client_ended() or self.is_closing():
            self._transport.close()
        elif self._transport.can_write_eof():
            self._transport.write_eof()
            self._loop.call_later(LINGER_S, self._transport.close)
