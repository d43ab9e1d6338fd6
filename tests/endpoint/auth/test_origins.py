"""Which requests are answered: those for this machine's own names, from no page of another site."""

import json

import boto3
import pytest
from botocore.config import Config
from mfa_rehearsal import iam

from tests.endpoint.command import started
from tests.endpoint.conftest import SIGNED, Endpoint
from tests.endpoint.raw import error_code, exchange, post
from tests.endpoint.test_cli import client

OWN = [
    "localhost",
    "LocalHost:4566",
    "localhost.:1",
    "localhost:",
    "sts.us-east-1.localhost:65535",
    "127.0.0.1",
    "127.0.0.1.",
    "127.1.2.3:80",
    "[::1]:4566",
    "[0:0:0:0:0:0:0:1]",
]
OTHERS = [
    "",
    "evil.example",
    "evil.example:4566",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "notlocalhost",
    "localhost..",
    ".localhost",
    "a..localhost",
    "evil.example#.localhost",
    "evil@localhost",
    "localhost:65536",
    "localhost:-1",
    "localhost:\u00b2",
    "localhost:4566:4566",
    "localhost/",
    "localhost,localhost",
    "128.0.0.1",
    "0.0.0.0",
    "0127.0.0.1",
    "2130706433",
    "[::]",
    "[::1",
    "[::1%lo]",
    "[::ffff:127.0.0.1]",
    "::1",
    "[1.2.3.4]",
    "[",
]


@pytest.mark.parametrize("host", OWN)
def test_names_of_the_loopback_interface_are_answered(endpoint: Endpoint, host: str) -> None:
    (answer,) = exchange(endpoint.port, post(host=host.encode("latin-1")))
    assert answer.status == 200


@pytest.mark.parametrize("host", OTHERS)
def test_any_other_name_is_refused(endpoint: Endpoint, host: str) -> None:
    (answer,) = exchange(endpoint.port, post(host=host.encode("latin-1")))
    code, status, message = answer.error
    assert (code, status) == ("AccessDenied", 403)
    assert "Host header" in message if not host else f"not '{host}'" in message


def test_a_second_host_does_not_count_for_the_first(endpoint: Endpoint) -> None:
    for first, second in ((b"localhost", b"evil.example"), (b"evil.example", b"localhost")):
        (answer,) = exchange(endpoint.port, post(b"Host: " + second, host=first))
        assert answer.error[:2] == ("AccessDenied", 403)


def test_a_request_without_a_host_is_refused(endpoint: Endpoint) -> None:
    for version in (b"1.1", b"1.0"):
        raw = post().replace(b"Host: localhost\r\n", b"").replace(b"HTTP/1.1", b"HTTP/" + version)
        (answer,) = exchange(endpoint.port, raw)
        assert answer.error == ("AccessDenied", 403, "The request has no Host header.")


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"http://localhost:4566/", 200),
        (b"HTTP://127.0.0.1/", 200),
        (b"http://evil.example/", 403),
        (b"http://localhost@evil.example/", 403),
        (b"http://evil.example/?x=http://localhost/", 403),
        (b"https://evil.example:4566/", 403),
    ],
)
def test_a_target_with_a_name_is_refused_like_a_host(
    endpoint: Endpoint, target: bytes, status: int
) -> None:
    (answer,) = exchange(endpoint.port, post().replace(b"POST /", b"POST " + target, 1))
    assert answer.status == status


@pytest.mark.parametrize(
    "header",
    [
        b"Origin: http://evil.example",
        b"Origin: null",
        b"Origin: ",
        b"Origin: https://localhost:4566",
        b"Origin: http://localhost",
        b"Origin: http://localhost:4567",
        b"Origin: http://127.0.0.1:4566",
        b"Origin: http://localhost:4566, http://localhost:4566",
        b"Sec-Fetch-Site: cross-site",
        b"Sec-Fetch-Site: same-site",
        b"Sec-Fetch-Site: ",
        b"Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site",
        b"Origin: http://localhost:4566\r\nSec-Fetch-Site: cross-site",
        b"Origin: http://evil.example\r\nSec-Fetch-Site: same-origin",
    ],
)
def test_a_page_of_another_origin_changes_nothing(endpoint: Endpoint, header: bytes) -> None:
    form = b"Action=CreateUser&Version=2010-05-08&UserName=mallory"
    raw = post(header, host=b"localhost:4566", body=form)
    (answer,) = exchange(endpoint.port, raw)
    assert answer.error[:2] == ("AccessDenied", 403)
    assert iam.find_user(endpoint.backend.account, "mallory") is None
    assert not list(endpoint.backend.event_log)


@pytest.mark.parametrize(
    "header",
    [
        b"Origin: http://localhost:4566",
        b"Origin: HTTP://LOCALHOST:4566",
        b"Sec-Fetch-Site: same-origin",
        b"Sec-Fetch-Site: none",
    ],
)
def test_an_address_typed_in_a_browser_is_answered(endpoint: Endpoint, header: bytes) -> None:
    (answer,) = exchange(endpoint.port, post(header, host=b"localhost:4566"))
    assert answer.status == 200


def test_a_preflight_allows_nothing(endpoint: Endpoint) -> None:
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    answer = endpoint.send("OPTIONS", "/", b"", asked)
    assert answer.status == 403
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_json_is_refused_in_json(endpoint: Endpoint) -> None:
    asked = SIGNED | {"X-Amz-Target": "CloudTrail_20131101.LookupEvents"}
    for header in ({"Host": "evil.example"}, {"Origin": "null"}):
        answer = endpoint.send("POST", "/", b"{}", asked | header)
        assert (answer.status, answer.headers["content-type"]) == (
            403,
            "application/x-amz-json-1.1",
        )
        assert error_code(answer) == "AccessDenied"
        assert json.loads(answer.text)["message"]


def test_a_client_may_call_this_machine_by_any_of_its_names(endpoint: Endpoint) -> None:
    for name in ("localhost", "127.0.0.1"):
        for service, ask in (("iam", "list_users"), ("sts", "get_caller_identity")):
            asked = boto3.client(
                service,  # type: ignore[call-overload,unused-ignore]
                endpoint_url=f"http://{name}:{endpoint.port}",
                region_name="us-east-1",
                aws_access_key_id="FAKE-alice",
                aws_secret_access_key="not-a-secret",
                config=Config(retries={"total_max_attempts": 1}),
            )
            getattr(asked, ask)()


def test_names_given_with_host_are_answered_too() -> None:
    with started("--host", "Box.Example.", "--host", "192.0.2.1") as running:
        port = int(running.url.rsplit(":", 1)[1])
        client(running, "iam").list_users()
        for host, status in [
            (b"box.example:4566", 200),
            (b"BOX.EXAMPLE", 200),
            (b"192.0.2.1:80", 200),
            (b"a.box.example", 403),
            (b"evil.example", 403),
        ]:
            (answer,) = exchange(port, post(host=host))
            assert answer.status == status
        (answer,) = exchange(port, post(b"Origin: http://box.example", host=b"evil.example"))
        assert answer.status == 403
        (answer,) = exchange(port, post(b"Origin: http://box.example", host=b"localhost"))
        assert answer.status == 403
