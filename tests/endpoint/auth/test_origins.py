"""Which requests are allowed: those sent to this machine's names, not from another site's page."""

import json

import boto3
import pytest
from botocore.config import Config
from mfa_rehearsal import iam

from tests.endpoint.command import started
from tests.endpoint.conftest import SIGNED, Endpoint
from tests.endpoint.raw import error_code, exchange, post
from tests.endpoint.test_cli import client

ALLOWED = [
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
REFUSED = [
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


@pytest.mark.parametrize("host", ALLOWED)
def test_names_of_the_loopback_interface_are_allowed(endpoint: Endpoint, host: str) -> None:
    (response,) = exchange(endpoint.port, post(host=host.encode("latin-1")))
    assert response.status == 200


@pytest.mark.parametrize("host", REFUSED)
def test_any_other_name_is_refused(endpoint: Endpoint, host: str) -> None:
    (response,) = exchange(endpoint.port, post(host=host.encode("latin-1")))
    code, status, message = response.error
    assert (code, status) == ("AccessDenied", 403)
    assert "Host header" in message if not host else f"not '{host}'" in message


def test_two_host_headers_are_refused(endpoint: Endpoint) -> None:
    for first, second in ((b"localhost", b"evil.example"), (b"evil.example", b"localhost")):
        (response,) = exchange(endpoint.port, post(b"Host: " + second, host=first))
        assert response.error[:2] == ("AccessDenied", 403)


def test_a_request_without_a_host_is_refused(endpoint: Endpoint) -> None:
    for version in (b"1.1", b"1.0"):
        raw = post().replace(b"Host: localhost\r\n", b"").replace(b"HTTP/1.1", b"HTTP/" + version)
        (response,) = exchange(endpoint.port, raw)
        assert response.error == ("AccessDenied", 403, "The request has no Host header.")


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
def test_the_host_in_a_full_url_is_checked_too(
    endpoint: Endpoint, target: bytes, status: int
) -> None:
    (response,) = exchange(endpoint.port, post().replace(b"POST /", b"POST " + target, 1))
    assert response.status == status


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
    (response,) = exchange(endpoint.port, raw)
    assert response.error[:2] == ("AccessDenied", 403)
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
def test_a_url_typed_in_a_browser_is_allowed(endpoint: Endpoint, header: bytes) -> None:
    (response,) = exchange(endpoint.port, post(header, host=b"localhost:4566"))
    assert response.status == 200


def test_a_preflight_request_is_refused(endpoint: Endpoint) -> None:
    headers = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    response = endpoint.send("OPTIONS", "/", b"", headers)
    assert response.status == 403
    assert not [name for name in response.headers if name.lower().startswith("access-control")]


def test_a_json_request_is_refused_in_json(endpoint: Endpoint) -> None:
    headers = SIGNED | {"X-Amz-Target": "CloudTrail_20131101.LookupEvents"}
    for more in ({"Host": "evil.example"}, {"Origin": "null"}):
        response = endpoint.send("POST", "/", b"{}", headers | more)
        assert (response.status, response.headers["content-type"]) == (
            403,
            "application/x-amz-json-1.1",
        )
        assert error_code(response) == "AccessDenied"
        assert json.loads(response.text)["message"]


def test_boto3_may_use_localhost_or_127_0_0_1(endpoint: Endpoint) -> None:
    for name in ("localhost", "127.0.0.1"):
        for service, operation in (("iam", "list_users"), ("sts", "get_caller_identity")):
            allowed = boto3.client(
                service,  # type: ignore[call-overload,unused-ignore]
                endpoint_url=f"http://{name}:{endpoint.port}",
                region_name="us-east-1",
                aws_access_key_id="FAKE-alice",
                aws_secret_access_key="not-a-secret",
                config=Config(retries={"total_max_attempts": 1}),
            )
            getattr(allowed, operation)()


def test_names_given_with_host_are_allowed_too() -> None:
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
            (response,) = exchange(port, post(host=host))
            assert response.status == status
        (response,) = exchange(port, post(b"Origin: http://box.example", host=b"evil.example"))
        assert response.status == 403
        (response,) = exchange(port, post(b"Origin: http://box.example", host=b"localhost"))
        assert response.status == 403
