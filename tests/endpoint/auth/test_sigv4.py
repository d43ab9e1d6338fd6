"""Signatures in a header and in a URL: whether they match, and how long they are valid."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.clocks import machine_clock

from tests.endpoint.conftest import SIGNED, Endpoint, Response, refusal
from tests.endpoint.raw import exchange

DOES_NOT_MATCH = (
    "The request signature we calculated does not match the signature you provided. Check your "
    "AWS Secret Access Key and signing method. Consult the service documentation for details."
)


def presigned(endpoint: Endpoint, key: str = "FAKE-alice", **more: Any) -> str:
    """Return a presigned URL of GetCallerIdentity."""
    sts = endpoint.client("sts", key)
    options = {"HttpMethod": "GET"} | more
    return str(sts.generate_presigned_url("get_caller_identity", **options))


def timestamp(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%dT%H%M%SZ")


def test_a_url_signed_with_our_secret_is_accepted(endpoint: Endpoint) -> None:
    assert endpoint.open(presigned(endpoint)).find("Arn").endswith(":user/alice")


def test_parameters_in_a_url_are_signed(endpoint: Endpoint) -> None:
    iam = endpoint.client("iam", "FAKE-alice")
    parameters = {"UserName": "bob", "MaxItems": 5}
    url = iam.generate_presigned_url("list_mfa_devices", parameters, HttpMethod="GET")
    assert endpoint.open(url).status == 200
    assert endpoint.open(url.replace("=bob", "=alice")).error[0] == "SignatureDoesNotMatch"


def test_the_method_is_signed(endpoint: Endpoint) -> None:
    url = presigned(endpoint, HttpMethod="POST")
    assert endpoint.open(url, "POST").status == 200
    assert endpoint.open(url, "GET").error[0] == "SignatureDoesNotMatch"


def is_no_match(response: Response) -> bool:
    return response.error == ("SignatureDoesNotMatch", 403, DOES_NOT_MATCH)


def test_a_url_signed_with_another_secret_is_refused(endpoint: Endpoint) -> None:
    guess = endpoint.session.client(
        "sts",
        endpoint_url=f"http://127.0.0.1:{endpoint.port}",
        region_name="us-east-1",
        aws_access_key_id="FAKE-alice",
        aws_secret_access_key="a guess",
    )
    url = guess.generate_presigned_url("get_caller_identity", HttpMethod="GET")
    assert is_no_match(endpoint.open(url))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("X-Amz-Expires=3600", "X-Amz-Expires=604800"),
        ("X-Amz-Signature=", "X-Amz-Signature=0"),
        ("us-east-1", "eu-west-1"),
        ("FAKE-alice", "FAKE-bob"),
        ("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=accept"),
    ],
)
def test_a_changed_url_is_refused(endpoint: Endpoint, before: str, after: str) -> None:
    url = presigned(endpoint)
    changed = url.replace(before, after)
    assert changed != url
    assert is_no_match(endpoint.open(changed))


def test_a_signature_with_any_other_key_is_not_verified(endpoint: Endpoint) -> None:
    url = presigned(endpoint, "any") + "0"
    endpoint.machine.ahead_s = 1_000_000
    assert endpoint.open(url).status == 200


@pytest.mark.parametrize(
    ("expires_s", "span"), [(60, "1 min."), (3600, "60 min."), (90, "90 sec.")]
)
def test_a_url_is_valid_as_long_as_it_says(endpoint: Endpoint, expires_s: int, span: str) -> None:
    url = presigned(endpoint, ExpiresIn=expires_s)
    signed_at = int(machine_clock())
    endpoint.machine.ahead_s = expires_s - 2
    assert endpoint.open(url).status == 200
    endpoint.machine.ahead_s = expires_s + 5
    code, status, message = endpoint.open(url).error
    assert (code, status) == ("SignatureDoesNotMatch", 403)
    assert message.startswith(f"Signature expired: {timestamp(signed_at)[:11]}")
    assert message.endswith(f" - {span})")


def test_a_url_is_valid_for_fifteen_minutes_by_default(endpoint: Endpoint) -> None:
    url = presigned(endpoint).replace("&X-Amz-Expires=3600", "")
    assert is_no_match(endpoint.open(url))
    endpoint.machine.ahead_s = 905
    assert "- 15 min.)" in endpoint.open(url).error[2]


@pytest.mark.parametrize(
    "expires",
    [
        "0",
        "604801",
        "-1",
        "1.5",
        "soon",
        "\u0661",
        "9" * 40,
        "9" * 4400,
        "0000000000019999999999",
        "+60",
        "6_0",
        " 60",
        "60\n",
    ],
)
def test_a_url_cannot_be_valid_for_more_than_a_week(endpoint: Endpoint, expires: str) -> None:
    parameter = f"X-Amz-Expires={quote(expires)}"
    url = presigned(endpoint).replace("X-Amz-Expires=3600", parameter)
    code, status, message = endpoint.open(url).error
    assert (code, status) == ("IncompleteSignature", 403)
    assert "604800" in message


def test_leading_zeros_of_the_seconds_are_ignored(endpoint: Endpoint) -> None:
    url = presigned(endpoint).replace("X-Amz-Expires=3600", f"X-Amz-Expires={'0' * 5000}60")
    assert is_no_match(endpoint.open(url))
    endpoint.machine.ahead_s = 65
    assert endpoint.open(url).error[2].endswith(" - 1 min.)")


def test_an_access_key_has_at_most_128_characters(endpoint: Endpoint) -> None:
    assert endpoint.open(presigned(endpoint, "k" * 128)).status == 200
    code, status, message = endpoint.open(presigned(endpoint, "k" * 129)).error
    assert (code, status) == ("IncompleteSignature", 403)
    assert "128" in message


@pytest.mark.parametrize("host", [b"[", b"localhost:99999", b"localhost:\xb2", b""])
def test_an_invalid_host_is_refused_before_the_signature_is_verified(
    endpoint: Endpoint, host: bytes
) -> None:
    target = presigned(endpoint).split(str(endpoint.port), 1)[1].encode()
    for header in (b"Host: " + host + b"\r\n", b""):
        sent = b"GET " + target + b" HTTP/1.1\r\n" + header + b"\r\n"
        (response,) = exchange(endpoint.port, sent)
        assert response.error[:2] == ("AccessDenied", 403)


@pytest.mark.parametrize("name", ["Algorithm", "Credential", "Signature", "SignedHeaders", "Date"])
def test_a_missing_parameter_is_named(endpoint: Endpoint, name: str) -> None:
    url = presigned(endpoint).replace(f"X-Amz-{name}=", "x=")
    code, status, message = endpoint.open(url).error
    assert (code, status) == ("IncompleteSignature", 403)
    assert f"AWS query-string parameters must include 'X-Amz-{name}'." in message


@pytest.mark.parametrize(
    "date",
    [
        "201",
        "20261301T000000Z",
        "yesterday",
        "20260101T000000",
        "2026011T000000Z",
        "\u0662\u0660260101T000000Z",
        "00000101T000000Z",
        "9" * 4400,
    ],
)
def test_an_invalid_date_is_refused(endpoint: Endpoint, date: str) -> None:
    url = presigned(endpoint)
    today = f"X-Amz-Date={url.partition('X-Amz-Date=')[2][:16]}"
    code, status, message = endpoint.open(url.replace(today, f"X-Amz-Date={quote(date)}")).error
    assert (code, status) == ("IncompleteSignature", 403)
    assert message.startswith("Date must be in ISO-8601 'basic format'. Got '")


def test_a_signed_header_is_valid_for_fifteen_minutes(endpoint: Endpoint) -> None:
    iam = endpoint.client("iam", "FAKE-alice")
    endpoint.machine.ahead_s = 890
    iam.list_users()
    endpoint.machine.ahead_s = 905
    code, status, message = refusal(iam.list_users)
    assert (code, status) == ("SignatureDoesNotMatch", 403)
    assert message.startswith("Signature expired: ")
    assert message.endswith(" - 15 min.)")
    endpoint.machine.ahead_s = -905
    assert refusal(iam.list_users)[2].startswith("Signature not yet current: ")


def test_signatures_do_not_depend_on_the_accounts_clock(endpoint: Endpoint) -> None:
    endpoint.clock.now = UnixSeconds(1_000_000_000)
    endpoint.client("iam", "FAKE-alice").list_users()


def test_a_date_header_may_replace_x_amz_date(endpoint: Endpoint) -> None:
    headers = {
        **SIGNED,
        "Authorization": SIGNED["Authorization"].replace("any/", "FAKE-alice/"),
        "Date": datetime.fromtimestamp(machine_clock(), UTC).strftime("%a, %d %b %Y %T GMT"),
    }
    body = b"Action=ListUsers&Version=2010-05-08"
    assert is_no_match(endpoint.send("POST", "/", body, headers))
    late = headers | {"Date": "Mon, 01 Jan 2024 00:00:00 GMT"}
    assert "expired: 20240101" in endpoint.send("POST", "/", body, late).error[2]
