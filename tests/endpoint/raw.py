"""Send and receive raw bytes: requests that no client would send, and their responses."""

import json
import socket
from collections.abc import Iterator

from mfa_rehearsal.endpoint.server import HOST

from tests.endpoint.conftest import Response

FORM = b"Action=ListUsers&Version=2010-05-08"
SIGNED = (
    b"Authorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/iam/aws4_request, "
    b"SignedHeaders=host, Signature=any\r\n"
)


def post(*headers: bytes, host: bytes = b"localhost", body: bytes = FORM) -> bytes:
    """Return a ListUsers request with additional headers."""
    more = b"".join(header + b"\r\n" for header in headers)
    length = b"Content-Length: %d\r\n" % len(body)
    return b"POST / HTTP/1.1\r\nHost: " + host + b"\r\n" + SIGNED + more + length + b"\r\n" + body


def exchange(port: int, sent: bytes) -> list[Response]:
    """Send bytes, stop sending, and return all responses until the endpoint closes."""
    with socket.create_connection((HOST, port), timeout=30) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return list(responses(received(connection)))


def received(connection: socket.socket) -> bytes:
    """Return everything received until the endpoint closes."""
    return b"".join(iter(lambda: connection.recv(65_536), b""))


def responses(data: bytes) -> Iterator[Response]:
    """Yield the responses in the bytes. Each has a Content-Length, as the endpoint sends it."""
    while data:
        head, blank, rest = data.partition(b"\r\n\r\n")
        assert blank, f"incomplete response: {data!r}"
        status, *lines = head.decode("latin-1").split("\r\n")
        version, code, _ = status.split(" ", 2)
        assert version == "HTTP/1.1"
        if code == "100":
            data = rest
            continue
        headers = dict(line.split(": ", 1) for line in lines)
        length = int(headers["content-length"])
        assert len(rest) >= length, f"incomplete response: {data!r}"
        yield Response(int(code), rest[:length].decode(), headers)
        data = rest[length:]


def error_code(response: Response) -> str:
    """Return the code of an error, in XML or JSON."""
    if "json" in response.headers["content-type"]:
        return str(json.loads(response.text)["__type"])
    return response.error[0]
