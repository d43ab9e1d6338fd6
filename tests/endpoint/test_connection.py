"""What a connection carries: requests one after another, limits, and ends that no client wants."""

import socket
import sys
from pathlib import Path

import pytest
from mfa_rehearsal.endpoint.connection import HEAD_LIMIT_BYTES
from mfa_rehearsal.endpoint.server import HOST

from tests.endpoint.command import started
from tests.endpoint.conftest import Endpoint
from tests.endpoint.raw import FORM, SIGNED, answers, error_code, exchange, post, received

CHUNKED = b"POST / HTTP/1.1\r\nHost: localhost\r\n" + SIGNED + b"Transfer-Encoding: chunked\r\n\r\n"
BODY = b"%x\r\n" % len(FORM) + FORM + b"\r\n"


def told(endpoint: Endpoint, sent: bytes) -> list[int | tuple[str, int]]:
    """Return the statuses of what is done, and codes and statuses of what is refused."""
    came = exchange(endpoint.port, sent)
    return [each.status if each.status < 400 else each.error[:2] for each in came]


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
        (post() * 3 + b"rubbish", [200, 200, 200, BAD]),
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
def test_each_request_is_answered_in_its_turn(
    endpoint: Endpoint, sent: bytes, expected: list[int | tuple[str, int]]
) -> None:
    assert told(endpoint, sent) == expected
    assert endpoint.raw("ListUsers").status == 200


def test_another_protocol_is_not_taken_up(endpoint: Endpoint) -> None:
    target = b"GET /?" + FORM + b" HTTP/1.1\r\nHost: localhost\r\n" + SIGNED
    for protocol in (b"websocket", b"h2c"):
        offer = b"Connection: Upgrade\r\nUpgrade: " + protocol + b"\r\n\r\n"
        assert told(endpoint, target + offer) == [200]


def test_a_head_is_answered_without_a_body(endpoint: Endpoint) -> None:
    answer = endpoint.send("HEAD", "/", b"", {})
    assert (answer.status, answer.text) == (405, "")


def test_trailers_do_not_count_as_headers(endpoint: Endpoint) -> None:
    for trailer in (b"Origin: http://evil.example", b"X-Amz-Target: X.Y", b"Host: evil.example"):
        assert told(endpoint, CHUNKED + BODY + b"0\r\n" + trailer + b"\r\n\r\n") == [200]
    anonymous = CHUNKED.replace(SIGNED, b"") + BODY + b"0\r\n" + SIGNED + b"\r\n"
    assert told(endpoint, anonymous) == [("MissingAuthenticationToken", 403)]


def test_headers_sent_twice_are_one_list(endpoint: Endpoint) -> None:
    (answer,) = exchange(endpoint.port, post(b"X-Amz-Target: A.B", b"X-Amz-Target: C.D"))
    assert "A.B,C.D" in answer.text


@pytest.mark.parametrize("parts", [1, 100])
def test_headers_may_have_so_many_bytes_and_no_more(endpoint: Endpoint, parts: int) -> None:
    bare = post()
    head = bare[: bare.index(b"\r\n\r\n")].split(b"\r\n")[1:]
    used = 1 + sum(len(line) - 2 for line in head)  # the target "/"; names and values
    sizes = [(HEAD_LIMIT_BYTES - used) // parts - 1] * parts
    sizes[0] += (HEAD_LIMIT_BYTES - used) % parts
    full = [b"X: " + b"y" * size for size in sizes]
    assert told(endpoint, post(*full) + post()) == [200, 200]
    assert told(endpoint, post(*full, b"X:y")) == [TOO_LARGE]
    target = post().replace(b"POST /", b"POST /?x=" + b"y" * HEAD_LIMIT_BYTES)
    assert told(endpoint, target) == [TOO_LARGE]


def test_too_large_headers_are_refused_in_json_when_asked_in_json(endpoint: Endpoint) -> None:
    (answer,) = exchange(endpoint.port, post(b"X-Amz-Target: X.Y", b"X: " + b"y" * 70_000))
    assert error_code(answer) == "RequestHeaderSectionTooLarge"


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


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has held")
def test_what_never_ends_is_refused_and_costs_no_memory() -> None:
    with started() as running:
        port = int(running.url.rsplit(":", 1)[1])
        exchange(port, post())
        before = resident_kb(running.process.pid)
        for name, (start, block) in ENDLESS.items():
            with socket.create_connection((HOST, port), timeout=30) as connection:
                for part in (start, *[block] * 50):
                    connection.sendall(part)  # no reset: the answer might be lost with it
                (answer,) = answers(received(connection))
            assert answer.error[1] == (400 if name == "a method" else 431), name
        assert resident_kb(running.process.pid) - before < 16_000
        assert exchange(port, post())[0].status == 200
