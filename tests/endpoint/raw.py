"""Bytes as they stand on the socket: requests that no client would send, and what comes back."""

import json
import socket
from collections.abc import Iterator

from mfa_rehearsal.endpoint.server import HOST

from tests.endpoint.conftest import Answer

FORM = b"Action=ListUsers&Version=2010-05-08"
SIGNED = (
    b"Authorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/iam/aws4_request, "
    b"SignedHeaders=host, Signature=any\r\n"
)


def post(*headers: bytes, host: bytes = b"localhost", body: bytes = FORM) -> bytes:
    """Return a request to list users, with more headers."""
    more = b"".join(header + b"\r\n" for header in headers)
    length = b"Content-Length: %d\r\n" % len(body)
    return b"POST / HTTP/1.1\r\nHost: " + host + b"\r\n" + SIGNED + more + length + b"\r\n" + body


def exchange(port: int, sent: bytes) -> list[Answer]:
    """Send bytes, and nothing more, and return all answers until the endpoint closes."""
    with socket.create_connection((HOST, port), timeout=30) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return list(answers(received(connection)))


def received(connection: socket.socket) -> bytes:
    """Return what comes until the endpoint closes."""
    return b"".join(iter(lambda: connection.recv(65_536), b""))


def answers(came: bytes) -> Iterator[Answer]:
    """Yield the answers in a stream of bytes: each has a length, as all of the endpoint's have."""
    while came:
        head, blank, rest = came.partition(b"\r\n\r\n")
        assert blank, f"half an answer: {came!r}"
        status, *lines = head.decode("latin-1").split("\r\n")
        version, code, _ = status.split(" ", 2)
        assert version == "HTTP/1.1"
        if code == "100":
            came = rest
            continue
        headers = dict(line.split(": ", 1) for line in lines)
        length = int(headers["content-length"])
        assert len(rest) >= length, f"half an answer: {came!r}"
        yield Answer(int(code), rest[:length].decode(), headers)
        came = rest[length:]


def error_code(answer: Answer) -> str:
    """Return the code of an error, in XML or JSON."""
    if "json" in answer.headers["content-type"]:
        return str(json.loads(answer.text)["__type"])
    return answer.error[0]
