"""What comes in and what goes out over HTTP, as values.

Rule: nothing here knows the server; `asgi` turns its events into a Request, and a Response into
events.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mfa_rehearsal.endpoint.protocol.errors import ServiceError


@dataclass(frozen=True)
class Request:
    """An HTTP request.

    Args:
        method: in capitals.
        path: before the question mark.
        query: after it, still encoded.
        headers: by name in small letters; one sent more than once has its values joined by commas.
        body: whole, or cut off at one byte over the limit.
        authority: of a target that is a whole address, such as ("localhost:4566",), or ().
        fault: why it could not be read to its end, or None.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    authority: tuple[str, ...] = ()
    fault: ServiceError | None = None


@dataclass(frozen=True)
class Response:
    """An HTTP answer."""

    status: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/xml"
