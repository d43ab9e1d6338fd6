"""A client's connection: uvicorn's, with limits on what is read and errors in AWS's form.

Rule: whatever bytes come in, every request among them is answered in its turn, and no more of one
is held than may be answered. What cannot be parsed is a request with a fault, answered by the
application like any other; after it the connection ends. Trailers are ignored, as RFC 9110 allows:
they would come after the headers were judged.

uvicorn has no limit on headers with httptools, answers errors in plain text, and closes at once
when a client has only stopped sending (`nc -N`).
"""

import asyncio
from typing import Any, Literal, NoReturn

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from mfa_rehearsal.endpoint.lingering_close import LingeringTransport
from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.errors import ServiceError

HEAD_LIMIT_BYTES = 65_536
"""Of target and headers together. Of our choosing."""

UNREPORTED_LIMIT_BYTES = 524_288
"""What the parser may hold of one name, value or chunk before it reports it: two full reads."""

BODY = (b"content-length", b"transfer-encoding")
"""What a request with a body has. The parser takes such a body for the other protocol's bytes when
the client offers to upgrade, so it cannot be read; without one the offer is ignored."""


class Connection(HttpToolsProtocol):
    """A connection over which requests come one after another."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin."""
        super().connection_made(transport)
        self._reading: Literal["nothing", "head", "body"] = "nothing"
        self._head_bytes = 0
        self._unreported_bytes = 0
        self._unanswered = 0
        self._ended = False
        self._fault = errors.not_http()
        self._client_ended = False

    def data_received(self, data: bytes) -> None:
        """Read on, or drop what comes after the last request that is answered."""
        if self._ended:
            return
        super().data_received(data)
        self._unreported_bytes += len(data)
        if self._is_too_large() and not self._ended:
            self._refuse(errors.head_too_large(HEAD_LIMIT_BYTES))

    def eof_received(self) -> bool:  # type: ignore[override]
        """Answer what was asked so far; the client sends nothing more, but may be listening."""
        self._client_ended = True
        if self._reading != "nothing" and not self._ended:
            self._refuse(errors.cut_off())
        self._ended = True
        return self._unanswered > 0

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._reading = "head"
        self._head_bytes = self._unreported_bytes = 0

    def on_url(self, url: bytes) -> None:
        """Take a part of the target."""
        if self._has_room(len(url)):
            super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        if self._has_room(len(name) + len(value)) and self._reading == "head":
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Hand the request to the application, which reads the body."""
        if self._head_bytes > HEAD_LIMIT_BYTES:
            self._stop(errors.head_too_large(HEAD_LIMIT_BYTES))
        if self.parser.should_upgrade() and any(name in BODY for name, _ in self.headers):
            self._stop(errors.no_upgrade())
        self.scope["state"]["target"] = self.url
        super().on_headers_complete()
        self._reading = "body"
        self._unreported_bytes = 0
        self._unanswered += 1
        if self.parser.should_upgrade():
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._unreported_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request."""
        super().on_message_complete()
        self._reading = "nothing"
        self._unreported_bytes = 0

    def on_response_complete(self) -> None:
        """Go on with the next request, or close after the last."""
        self._unanswered -= 1
        super().on_response_complete()
        if self._ended and not self._unanswered:
            self._lingering().close()

    def send_400_response(self, msg: str) -> None:
        """Answer what cannot be read, or why the reading was stopped."""
        self._refuse(self._fault)

    def _unsupported_upgrade_warning(self) -> None:
        """Go on in HTTP/1.1: the client only asked whether another protocol is spoken."""
        self._ended = True

    def _stop(self, fault: ServiceError) -> NoReturn:
        """Make the parser give up, whatever else it was fed."""
        self._fault = fault
        raise httptools.HttpParserError(fault.message)

    def _has_room(self, count: int) -> bool:
        self._unreported_bytes = 0
        self._head_bytes += count
        return self._head_bytes <= HEAD_LIMIT_BYTES

    def _is_too_large(self) -> bool:
        in_head = self._reading == "head" and self._head_bytes > HEAD_LIMIT_BYTES
        return in_head or self._unreported_bytes > UNREPORTED_LIMIT_BYTES

    def _refuse(self, fault: ServiceError) -> None:
        """Answer the request that is being read with its fault, after those before it."""
        self._ended = True
        if self._reading == "body":
            self._drop_request()
        cycle = self._refusal(fault)
        self._unanswered += 1
        if self._unanswered > 1:
            self.pipeline.appendleft((cycle, self.app))
        else:
            self._start_asgi_task(cycle, self.app)

    def _drop_request(self) -> None:
        """Forget the newest request: the rest of its body will not come."""
        self._unanswered -= 1
        self.cycle.disconnected = True
        self.cycle.message_event.set()
        if self.pipeline:
            self.pipeline.popleft()

    def _lingering(self) -> LingeringTransport:
        return LingeringTransport(self.transport, self.loop, lambda: self._client_ended)

    def _refusal(self, fault: ServiceError) -> RequestResponseCycle:
        scope: Any = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "path": "/",
            "query_string": b"",
            "headers": self.headers or [],
            "state": {"fault": fault},
        }
        self.cycle = RequestResponseCycle(
            scope=scope,
            transport=self._lingering(),  # type: ignore[arg-type]
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
