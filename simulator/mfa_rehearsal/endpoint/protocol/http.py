"""HTTP requests and responses as values.

Rule: nothing here depends on the server. `asgi` turns its messages into a Request, and a Response
into messages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mfa_rehearsal.endpoint.protocol.errors import ServiceError


@dataclass(frozen=True)
class Request:
    """An HTTP request.

    Args:
        method: in upper case.
        path: before the question mark.
        query: after it, still encoded.
        headers: by lower-case name; values of a repeated header are joined by commas.
        body: complete, or cut off one byte over the limit.
        authority: of a target that is a full URL, such as ("localhost:4566",); otherwise ().
        error: why it could not be read to its end, or None.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    authority: tuple[str, ...] = ()
    error: ServiceError | None = None


@dataclass(frozen=True)
class Response:
    """An HTTP response."""

    status: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/xml"
