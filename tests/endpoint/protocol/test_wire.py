"""Requests that boto3 would never send still get a response in AWS's form, and no traceback.

Whatever is sent over HTTP, the response can be parsed and has a code, a message and a request ID.
"""

import json
import logging
import re
import socket
import string
from typing import NoReturn
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mfa_rehearsal.endpoint.operations import table
from mfa_rehearsal.endpoint.protocol.router import BODY_LIMIT_BYTES
from mfa_rehearsal.endpoint.server import HOST
from mfa_rehearsal.publish.paths import ROOT

from tests.endpoint.conftest import SIGNED, Endpoint, Response, refusal

IAM = "{https://iam.amazonaws.com/doc/2010-05-08/}"
STS = "{https://sts.amazonaws.com/doc/2011-06-15/}"


def is_awss_error(response: Response, namespace: str = IAM) -> bool:
    assert response.headers["content-type"] == "text/xml"
    assert "Traceback" not in response.text
    error = response.tree.find(f"{namespace}Error")
    assert error is not None
    error_type = "Sender" if response.status < 500 else "Receiver"
    assert error.findtext(f"{namespace}Type") == error_type
    assert response.tree.findtext(f"{namespace}RequestId") == response.headers["x-amzn-requestid"]
    return bool(all(response.error[::2])) and response.status >= 400


def test_a_response_has_the_request_id_in_its_metadata(endpoint: Endpoint) -> None:
    response = endpoint.raw("ListUsers")
    assert response.tree.tag == f"{IAM}ListUsersResponse"
    assert response.find("RequestId") == response.headers["x-amzn-requestid"]


def test_a_get_request_may_have_the_operation_in_its_query(endpoint: Endpoint) -> None:
    response = endpoint.send("GET", "/?Action=ListUsers&Version=2010-05-08", b"", SIGNED)
    assert response.status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_not_allowed(endpoint: Endpoint, method: str) -> None:
    response = endpoint.send(method, "/", b"", SIGNED)
    assert is_awss_error(response)
    assert response.error[:2] == ("MethodNotAllowed", 405)


def test_an_unknown_path_is_named(endpoint: Endpoint) -> None:
    response = endpoint.send("GET", "/bucket/key", b"", SIGNED)
    assert is_awss_error(response)
    assert "GET /bucket/key" in response.error[2]


@pytest.mark.parametrize(
    ("action", "version"),
    [
        ("CreateNothing", "2010-05-08"),
        ("ListUsers", "2011-06-15"),
        ("GetCallerIdentity", "2010-05-08"),
        ("listusers", "2010-05-08"),
        ("<b>\x00", "1"),
    ],
)
def test_an_unknown_operation_is_named(endpoint: Endpoint, action: str, version: str) -> None:
    response = endpoint.raw(action, Version=version)
    assert is_awss_error(response)
    shown = action.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    message = f"Could not find operation {shown} for version {version}"
    assert response.error == ("InvalidAction", 400, message)


def test_an_operation_that_only_the_endpoint_lacks_says_where_to_ask_for_it(
    endpoint: Endpoint,
) -> None:
    response = endpoint.raw("CreateGroup")
    assert is_awss_error(response)
    code, status, message = response.error
    assert (code, status) == ("InvalidAction", 400)
    assert message.startswith(
        "Could not find operation CreateGroup for version 2010-05-08. AWS has"
    )
    json_code, _, json_message = refusal(endpoint.client("cloudtrail").list_trails)
    assert json_code == "UnknownOperationException"
    for text, name in ((message, "CreateGroup"), (json_message, "ListTrails")):
        assert f"AWS has {name}, but this endpoint doesn't." in text
    for page in re.findall(r"\S+\.md", message):
        assert (ROOT / page).is_file()


def test_an_unknown_json_service_gets_a_json_error(endpoint: Endpoint) -> None:
    code, status, message = refusal(endpoint.client("dynamodb").list_tables)
    assert (code, status) == ("UnknownOperationException", 400)
    assert "DynamoDB_20120810.ListTables" in message


@pytest.mark.parametrize("body", [b"", b"&&&", b"Version=2010-05-08", b"Action=", b"{}", b"\x00"])
def test_a_missing_action_is_refused(endpoint: Endpoint, body: bytes) -> None:
    response = endpoint.send("POST", "/", body, SIGNED)
    assert is_awss_error(response)
    assert response.error[:2] == ("MissingAction", 400)


@pytest.mark.parametrize(
    "body", [b"Action=\xff", b"Action=%FF", b"Action=ListUsers&" + b"a=1&" * 2000]
)
def test_a_form_that_cannot_be_parsed_is_malformed(endpoint: Endpoint, body: bytes) -> None:
    response = endpoint.send("POST", "/", body, SIGNED)
    assert is_awss_error(response)
    assert response.error[:2] == ("MalformedQueryString", 400)


def test_errors_from_sts_are_in_its_namespace(endpoint: Endpoint) -> None:
    response = endpoint.raw("GetSessionToken", Version="2011-06-15", DurationSeconds="x")
    assert is_awss_error(response, STS)


def test_a_body_over_the_limit_is_refused(
    endpoint: Endpoint,
) -> None:
    form = b"Action=ListUsers&Version=2010-05-08&x="
    at = form + b"x" * (BODY_LIMIT_BYTES - len(form))
    assert endpoint.send("POST", "/", at, SIGNED).status == 200
    response = endpoint.send("POST", "/", at + b"x", SIGNED)
    assert is_awss_error(response)
    assert response.error[:2] == ("RequestEntityTooLarge", 413)


def test_a_huge_body_gets_an_error_and_the_endpoint_keeps_running(endpoint: Endpoint) -> None:
    response = endpoint.send("POST", "/", b"Action=" + b"x" * 50_000_000, SIGNED)
    assert response.error[:2] == ("RequestEntityTooLarge", 413)
    assert endpoint.raw("ListUsers").status == 200


def test_a_client_that_disconnects_early_does_no_harm(endpoint: Endpoint) -> None:
    with socket.create_connection((HOST, endpoint.port)) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nAction=")
    assert endpoint.raw("ListUsers").status == 200


@pytest.mark.parametrize("data", [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02"])
def test_bytes_that_are_not_http_do_no_harm(
    endpoint: Endpoint, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_connection((HOST, endpoint.port)) as client:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        assert b"Traceback" not in client.recv(65536)
    assert endpoint.raw("ListUsers").status == 200


SIGNATURES = [
    (None, "MissingAuthenticationToken", "Request is missing Authentication Token"),
    ("", "IncompleteSignature", "algorithm"),
    ("Bearer x", "IncompleteSignature", "Unsupported AWS 'algorithm': 'Bearer'"),
    ("AWS4-HMAC-SHA256", "IncompleteSignature", "not a valid key=value pair"),
    ("AWS4-HMAC-SHA256 garbage", "IncompleteSignature", "'garbage' not a valid key=value pair"),
    (
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request",
        "IncompleteSignature",
        "requires 'Signature' parameter. Authorization header requires 'SignedHeaders'",
    ),
    (
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=x",
        "IncompleteSignature",
        "at least 5 slash-delimited elements",
    ),
    (
        "AWS4-HMAC-SHA256 Credential=FAKE-alice/1/us-east-1/iam/aws4_request, "
        "SignedHeaders=host, Signature=0",
        "IncompleteSignature",
        "requires existence of either a 'X-Amz-Date' or a 'Date' header",
    ),
]


@pytest.mark.parametrize(("header", "code", "message"), SIGNATURES)
def test_an_invalid_signature_is_refused(
    endpoint: Endpoint, header: str | None, code: str, message: str
) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = endpoint.send("POST", "/", b"Action=ListUsers&Version=2010-05-08", headers)
    assert is_awss_error(response)
    assert response.error[:2] == (code, 403)
    assert message in response.error[2]


def test_requests_with_the_endpoints_key_must_be_signed_with_its_secret(endpoint: Endpoint) -> None:
    right = endpoint.client("iam", "FAKE-alice")
    assert len(right.list_users()["Users"]) == 2
    wrong = endpoint.session.client(
        "iam",
        endpoint_url=f"http://{HOST}:{endpoint.port}",
        region_name="us-east-1",
        aws_access_key_id="FAKE-alice",
        aws_secret_access_key="a guess",
    )
    assert refusal(wrong.list_users)[:2] == ("SignatureDoesNotMatch", 403)


def test_a_bug_is_a_service_failure_with_a_traceback_in_the_log(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> NoReturn:
        raise RuntimeError("the clock is broken")

    endpoint.backend.clock = broken
    with caplog.at_level(logging.ERROR):
        response = endpoint.raw("ListUsers")
    assert is_awss_error(response)
    assert response.error[:2] == ("ServiceFailure", 500)
    assert "clock" not in response.text
    assert "the clock is broken" in caplog.text


NAMES = sorted({**table.IAM, **table.STS})
FIELDS = [
    "UserName",
    "SerialNumber",
    "AuthenticationCode1",
    "AuthenticationCode2",
    "VirtualMFADeviceName",
    "Path",
    "Tags.member.1.Key",
    "Tags.member.1.Value",
    "TagKeys.member.1",
    "Tags",
    "MaxItems",
    "Marker",
    "DurationSeconds",
    "TokenCode",
]
anything = st.text(max_size=40) | st.text(string.printable, max_size=300) | st.just("phone")
forms = st.dictionaries(st.sampled_from(FIELDS), anything)
fast = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@fast
@given(name=st.sampled_from(NAMES), form=forms)
def test_any_parameters_get_a_response_in_awss_form(
    endpoint: Endpoint, name: str, form: dict[str, str]
) -> None:
    encoded = urlencode({"Action": name, **form}, errors="replace").encode()
    response = endpoint.send("POST", "/", encoded, SIGNED)
    assert response.status < 500
    assert response.find("RequestId")


@fast
@given(body=st.binary(max_size=400), header=st.text(string.printable.strip(), max_size=80))
def test_any_bytes_get_an_error_in_awss_form(endpoint: Endpoint, body: bytes, header: str) -> None:
    for start in (b"", b"Action=GetUser&"):
        response = endpoint.send("POST", "/", start + body, {"Authorization": header})
        assert 400 <= response.status < 500
        assert response.find("RequestId")


@fast
@given(body=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_json_gets_a_json_response(endpoint: Endpoint, body: bytes) -> None:
    for start in (b"", b'{"LookupAttributes": '):
        headers = SIGNED | {"X-Amz-Target": "CloudTrail_20131101.LookupEvents"}
        response = endpoint.send("POST", "/", start + body, headers)
        assert response.status < 500
        assert json.loads(response.text)
