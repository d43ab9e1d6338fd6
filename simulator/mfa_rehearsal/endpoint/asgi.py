"""The ASGI application. It has one route, so it needs no framework.

Rule: it only converts between ASGI messages and values. It reads each body to its end but stores
no more than the limit, so a client that sends a gigabyte gets its response and costs no memory.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from mfa_rehearsal.endpoint.gateway import Gateway
from mfa_rehearsal.endpoint.protocol.http import Request, Response
from mfa_rehearsal.endpoint.protocol.router import BODY_LIMIT_BYTES

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

ABSOLUTE_FORM = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)")
"""A target that is a full URL, as sent to a proxy. Source: RFC 9112, section 3.2.2."""


def application(gateway: Gateway) -> ASGIApp:
    """Return the ASGI application that a server runs."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body = await _read_body(receive)
        if body is not None:
            await _send(gateway.handle(_request(scope, body)), send)

    return app


async def _read_body(receive: Receive) -> bytes | None:
    """Return the body, cut off one byte over the limit, or None if the client disconnected."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        remaining = BODY_LIMIT_BYTES + 1 - len(body)
        body += message.get("body", b"")[:remaining]
        if not message.get("more_body", False):
            return bytes(body)


def _request(scope: Scope, body: bytes) -> Request:
    headers, query = _headers(scope["headers"]), scope["query_string"].decode("latin-1")
    state = scope.get("state", {})
    url = ABSOLUTE_FORM.match(state.get("target", b""))
    authority = (url[1].decode("latin-1"),) if url else ()
    method, path, error = scope["method"], scope["path"], state.get("error")
    return Request(method, path, query, headers, body, authority, error)


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]},{value}" if name in headers else value
    return headers


async def _send(response: Response, send: Send) -> None:
    body = response.text.encode()
    headers = {
        "content-type": response.content_type,
        "content-length": str(len(body)),
        **response.headers,
    }
    raw = [
        (name.encode("ascii"), value.encode("ascii", "replace")) for name, value in headers.items()
    ]
    await send({"type": "http.response.start", "status": response.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
