"""The ASGI application: one route, so no framework.

Rule: it only carries. It reads a body to its end and keeps no more of it than may be answered; a
client that sends a gigabyte gets its answer and costs no memory.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from mfa_rehearsal.endpoint.gateway import Gateway
from mfa_rehearsal.endpoint.protocol.http import Request, Response
from mfa_rehearsal.endpoint.protocol.router import BODY_LIMIT_BYTES

Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
App = Callable[[Event, Receive, Send], Awaitable[None]]

ADDRESS = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)")
"""A target that is a whole address, as a proxy is asked for it."""


def application(gateway: Gateway) -> App:
    """Return the ASGI application that a server runs."""

    async def app(scope: Event, receive: Receive, send: Send) -> None:
        body = await _body(receive)
        if body is not None:
            await _send(gateway.answer(_request(scope, body)), send)

    return app


async def _body(receive: Receive) -> bytes | None:
    """Return the body as far as it may go, or None if the client went away."""
    body = bytearray()
    while True:
        event = await receive()
        if event["type"] == "http.disconnect":
            return None
        room = BODY_LIMIT_BYTES + 1 - len(body)
        body += event.get("body", b"")[:room]
        if not event.get("more_body", False):
            return bytes(body)


def _request(scope: Event, body: bytes) -> Request:
    headers, query = _headers(scope["headers"]), scope["query_string"].decode("latin-1")
    state = scope.get("state", {})
    address = ADDRESS.match(state.get("target", b""))
    authority = (address[1].decode("latin-1"),) if address else ()
    method, path, fault = scope["method"], scope["path"], state.get("fault")
    return Request(method, path, query, headers, body, authority, fault)


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]},{value}" if name in headers else value
    return headers


async def _send(reply: Response, send: Send) -> None:
    body = reply.text.encode()
    headers = {
        "content-type": reply.content_type,
        "content-length": str(len(body)),
        **reply.headers,
    }
    raw = [
        (name.encode("ascii"), value.encode("ascii", "replace")) for name, value in headers.items()
    ]
    await send({"type": "http.response.start", "status": reply.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
