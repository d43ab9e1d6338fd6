"""Connections: requests one after another, limits, and requests that end early."""

import socket
import sys
from pathlib import Path

import pytest
from mfa_rehearsal.endpoint.connection import HEAD_LIMIT_BYTES
from mfa_rehearsal.endpoint.server import HOST

from tests.endpoint.command import started
from tests.endpoint.conftest import Endpoint
from tests.endpoint.raw import FORM, SIGNED, error_code, exchange, post, received, responses

CHUNKED = b"POST / HTTP/1.1\r\nHost: localhost\r\n" + SIGNED + b"Transfer-Encoding: chunked\r\n\r\n"
BODY = b"%x\r\n" % len(FORM) + FORM + b"\r\n"


def outcomes(endpoint: Endpoint, sent: bytes) -> list[int | tuple[str, int]]:
    """Return the HTTP status of each response, with the error code of those that are errors."""
    responses = exchange(endpoint.port, sent)
    return [each.status if each.status < 400 else each.error[:2] for each in responses]


BAD = ("BadRequest", 400)
CUT = ("RequestTimeout", 400)
TOO_LARGE = ("RequestHeaderSectionTooLarge", 431)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (post(), [200]),
        (post() * 5, [200] * 5),
        (CHUNKED + BODY + b"0\r\n\r\n" + post(), [200, 200]),
        (CHUNKED + b"".join(b"1\r\n%c\r\n" % each for each in FORM) + b"0\r\n\r\n", [200]),
        (post(b"Expect: 100-continue"), [200]),
        (b"\x00\x01\r\n\r\n", [BAD]),
        (b"GET\r\n\r\n" + post(), [BAD]),
        (b"CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n", [BAD]),
        (post().replace(b"POST /", b"POST /\xff"), [BAD]),
        (post(b"Content-Length: 3"), [BAD]),
        (post() + b"\x16\x03\x01\r\n\r\n", [200, BAD]),
        (post() * 3 + b"not HTTP", [200, 200, 200, BAD]),
        (CHUNKED + b"zz\r\n" + post(), [BAD]),
        (post() + CHUNKED + BODY + b"zz\r\n", [200, BAD]),
        (post() * 2 + CHUNKED + BODY + b"zz\r\n" + post(), [200, 200, BAD]),
        (post()[:40], [CUT]),
        (post()[:-1], [CUT]),
        (post() + post()[:-1], [200, CUT]),
        (CHUNKED + BODY, [CUT]),
        (post(b"Connection: close") + post(), [200]),
        (post(b"Connection: Upgrade", b"Upgrade: h2c"), [BAD]),
    ],
)
def test_each_request_gets_its_response_in_turn(
    endpoint: Endpoint, sent: bytes, expected: list[int | tuple[str, int]]
) -> None:
    assert outcomes(endpoint, sent) == expected
    assert endpoint.raw("ListUsers").status == 200


def test_a_client_that_waits_for_100_continue_gets_it_before_it_sends_the_body(
    endpoint: Endpoint,
) -> None:
    head, _, body = post(b"Expect: 100-continue").partition(b"\r\n\r\n")
    with socket.create_connection((HOST, endpoint.port), timeout=20) as connection:
        connection.sendall(head + b"\r\n\r\n")
        assert connection.recv(65_536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 OK\r\n")


def test_an_offer_to_upgrade_is_ignored(endpoint: Endpoint) -> None:
    target = b"GET /?" + FORM + b" HTTP/1.1\r\nHost: localhost\r\n" + SIGNED
    for protocol in (b"websocket", b"h2c"):
        offer = b"Connection: Upgrade\r\nUpgrade: " + protocol + b"\r\n\r\n"
        assert outcomes(endpoint, target + offer) == [200]


def test_a_head_request_gets_no_body(endpoint: Endpoint) -> None:
    response = endpoint.send("HEAD", "/", b"", {})
    assert (response.status, response.text) == (405, "")


def test_trailers_are_not_headers(endpoint: Endpoint) -> None:
    for trailer in (b"Origin: http://evil.example", b"X-Amz-Target: X.Y", b"Host: evil.example"):
        assert outcomes(endpoint, CHUNKED + BODY + b"0\r\n" + trailer + b"\r\n\r\n") == [200]
    anonymous = CHUNKED.replace(SIGNED, b"") + BODY + b"0\r\n" + SIGNED + b"\r\n"
    assert outcomes(endpoint, anonymous) == [("MissingAuthenticationToken", 403)]


def test_a_repeated_header_is_one_list(endpoint: Endpoint) -> None:
    (response,) = exchange(endpoint.port, post(b"X-Amz-Target: A.B", b"X-Amz-Target: C.D"))
    assert "A.B,C.D" in response.text


@pytest.mark.parametrize("parts", [1, 100])
def test_headers_over_the_limit_are_refused(endpoint: Endpoint, parts: int) -> None:
    bare = post()
    head = bare[: bare.index(b"\r\n\r\n")].split(b"\r\n")[1:]
    used = 1 + sum(len(line) - 2 for line in head)  # the target "/"; names and values
    sizes = [(HEAD_LIMIT_BYTES - used) // parts - 1] * parts
    sizes[0] += (HEAD_LIMIT_BYTES - used) % parts
    full = [b"X: " + b"y" * size for size in sizes]
    assert outcomes(endpoint, post(*full) + post()) == [200, 200]
    assert outcomes(endpoint, post(*full, b"X:y")) == [TOO_LARGE]
    target = post().replace(b"POST /", b"POST /?x=" + b"y" * HEAD_LIMIT_BYTES)
    assert outcomes(endpoint, target) == [TOO_LARGE]


def test_a_json_request_with_too_large_headers_gets_a_json_error(endpoint: Endpoint) -> None:
    (response,) = exchange(endpoint.port, post(b"X-Amz-Target: X.Y", b"X: " + b"y" * 70_000))
    assert error_code(response) == "RequestHeaderSectionTooLarge"


START = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
MEGABYTE = b"y" * 1_000_000
ENDLESS = {
    "a header": (START + b"X: ", MEGABYTE),
    "many headers": (START, b"X: y\r\n" * 166_666),
    "a header's name": (START, MEGABYTE),
    "a target": (b"GET /", MEGABYTE),
    "a method": (b"", MEGABYTE),
    "a chunk's extension": (CHUNKED + b"1;", MEGABYTE),
    "a trailer": (CHUNKED + BODY + b"0\r\nX: ", MEGABYTE),
}


def resident_kb(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux reports the peak memory of a process"
)
def test_endless_input_is_refused_and_costs_no_memory() -> None:
    with started() as running:
        port = int(running.url.rsplit(":", 1)[1])
        exchange(port, post())
        before = resident_kb(running.process.pid)
        for name, (start, block) in ENDLESS.items():
            with socket.create_connection((HOST, port), timeout=30) as connection:
                for part in (start, *[block] * 50):
                    connection.sendall(part)  # a reset might lose the response
                (response,) = responses(received(connection))
            assert response.error[1] == (400 if name == "a method" else 431), name
        assert resident_kb(running.process.pid) - before < 16_000
        assert exchange(port, post())[0].status == 200
