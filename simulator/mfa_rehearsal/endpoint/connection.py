"""A client's connection: uvicorn's, with limits on input and errors in AWS's form.

Rule: whatever bytes arrive, every request among them gets its response in turn, and no more of one
is buffered than the limits allow. Bytes that cannot be parsed become a request with an error, which
the application handles like any other; then the connection ends. Trailers are ignored, as RFC 9110
allows, because they arrive after the headers were checked.

With httptools, uvicorn has no limit on headers, sends errors in plain text, and closes at once when
a client has only stopped sending (`nc -N`).
"""

import asyncio
from typing import Any, Literal, NoReturn

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from mfa_rehearsal.endpoint.lingering_close import LingeringTransport
from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.errors import ServiceError

HEAD_LIMIT_BYTES = 65_536
"""Limit on target and headers together. The figure is ours."""

PARSER_BUFFER_LIMIT_BYTES = 524_288
"""What the parser may buffer of one name, value or chunk before it reports it: two full reads."""

BODY_HEADERS = (b"content-length", b"transfer-encoding")
"""Headers of a request with a body. If the client also offers to upgrade, the parser takes the body
for bytes of the other protocol and it cannot be read. Without a body, the offer is ignored."""


class Connection(HttpToolsProtocol):
    """A connection that carries one request after another."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Set up the connection."""
        super().connection_made(transport)
        self._reading: Literal["nothing", "head", "body"] = "nothing"
        self._head_bytes = 0
        self._buffered_bytes = 0
        self._pending_responses = 0
        self._is_closing = False
        self._parse_error = errors.invalid_http()
        self._client_is_done = False

    def data_received(self, data: bytes) -> None:
        """Parse the data, or drop it after the last request that gets a response."""
        if self._is_closing:
            return
        super().data_received(data)
        self._buffered_bytes += len(data)
        if self._is_too_large() and not self._is_closing:
            self._send_error(errors.head_too_large(HEAD_LIMIT_BYTES))

    def eof_received(self) -> bool:  # type: ignore[override]
        """Finish the responses: the client sends no more, but may still be reading."""
        self._client_is_done = True
        if self._reading != "nothing" and not self._is_closing:
            self._send_error(errors.incomplete_request())
        self._is_closing = True
        return self._pending_responses > 0

    def on_message_begin(self) -> None:
        """Start a request."""
        super().on_message_begin()
        self._reading = "head"
        self._head_bytes = self._buffered_bytes = 0

    def on_url(self, url: bytes) -> None:
        """Add a part of the target."""
        self._buffered_bytes = 0
        self._head_bytes += len(url)
        if self._head_bytes <= HEAD_LIMIT_BYTES:
            super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Add a header."""
        self._buffered_bytes = 0
        self._head_bytes += len(name) + len(value)
        if self._head_bytes <= HEAD_LIMIT_BYTES and self._reading == "head":
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Pass the request to the application, which reads the body."""
        if self._head_bytes > HEAD_LIMIT_BYTES:
            self._stop_parsing(errors.head_too_large(HEAD_LIMIT_BYTES))
        if self.parser.should_upgrade() and any(name in BODY_HEADERS for name, _ in self.headers):
            self._stop_parsing(errors.upgrade_not_supported())
        self.scope["state"]["target"] = self.url
        super().on_headers_complete()
        self._reading = "body"
        self._buffered_bytes = 0
        self._pending_responses += 1
        if self.parser.should_upgrade():
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Add a part of the body."""
        self._buffered_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request."""
        super().on_message_complete()
        self._reading = "nothing"
        self._buffered_bytes = 0

    def on_response_complete(self) -> None:
        """Continue with the next request, or close after the last."""
        self._pending_responses -= 1
        super().on_response_complete()
        if self._is_closing and not self._pending_responses:
            self._lingering_transport().close()

    def send_400_response(self, msg: str) -> None:
        """Send the error that made the parser stop."""
        self._send_error(self._parse_error)

    def _unsupported_upgrade_warning(self) -> None:
        """Continue in HTTP/1.1: a client only offers to upgrade."""
        self._is_closing = True

    def _stop_parsing(self, error: ServiceError) -> NoReturn:
        """Make the parser stop, whatever input it still has."""
        self._parse_error = error
        raise httptools.HttpParserError(error.message)

    def _is_too_large(self) -> bool:
        in_head = self._reading == "head" and self._head_bytes > HEAD_LIMIT_BYTES
        return in_head or self._buffered_bytes > PARSER_BUFFER_LIMIT_BYTES

    def _send_error(self, error: ServiceError) -> None:
        """Respond to the request being read with an error, after the responses before it."""
        self._is_closing = True
        if self._reading == "body":
            self._drop_request()
        cycle = self._error_cycle(error)
        self._pending_responses += 1
        if self._pending_responses > 1:
            self.pipeline.appendleft((cycle, self.app))
        else:
            self._start_asgi_task(cycle, self.app)

    def _drop_request(self) -> None:
        """Drop the newest request, because the rest of its body will not arrive."""
        self._pending_responses -= 1
        self.cycle.disconnected = True
        self.cycle.message_event.set()
        if self.pipeline:
            self.pipeline.popleft()

    def _lingering_transport(self) -> LingeringTransport:
        return LingeringTransport(self.transport, self.loop, lambda: self._client_is_done)

    def _error_cycle(self, error: ServiceError) -> RequestResponseCycle:
        scope: Any = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "path": "/",
            "query_string": b"",
            "headers": self.headers or [],
            "state": {"error": error},
        }
        self.cycle = RequestResponseCycle(
            scope=scope,
            transport=self._lingering_transport(),  # type: ignore[arg-type]
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=False,
            on_response=self.on_response_complete,
        )
        self.cycle.more_body = False
        self.cycle.message_event.set()
        return self.cycle
