"""What boto3 would never send: an answer in AWS's form all the same, and no traceback.

Anything sent over HTTP gets a document that parses, with a code, a message and a request id.
"""

import json
import logging
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

from tests.endpoint.conftest import SIGNED, Answer, Endpoint, refusal

IAM = "{https://iam.amazonaws.com/doc/2010-05-08/}"
STS = "{https://sts.amazonaws.com/doc/2011-06-15/}"


def is_awss_error(answer: Answer, namespace: str = IAM) -> bool:
    assert answer.headers["content-type"] == "text/xml"
    assert "Traceback" not in answer.text
    error = answer.tree.find(f"{namespace}Error")
    assert error is not None
    blame = "Sender" if answer.status < 500 else "Receiver"
    assert error.findtext(f"{namespace}Type") == blame
    assert answer.tree.findtext(f"{namespace}RequestId") == answer.headers["x-amzn-requestid"]
    return bool(all(answer.error[::2])) and answer.status >= 400


def test_an_answer_carries_the_request_id_in_its_metadata(endpoint: Endpoint) -> None:
    answer = endpoint.raw("ListUsers")
    assert answer.tree.tag == f"{IAM}ListUsersResponse"
    assert answer.find("RequestId") == answer.headers["x-amzn-requestid"]


def test_an_operation_may_come_in_the_query_of_a_get(endpoint: Endpoint) -> None:
    answer = endpoint.send("GET", "/?Action=ListUsers&Version=2010-05-08", b"", SIGNED)
    assert answer.status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_not_allowed(endpoint: Endpoint, method: str) -> None:
    answer = endpoint.send(method, "/", b"", SIGNED)
    assert is_awss_error(answer)
    assert answer.error[:2] == ("MethodNotAllowed", 405)


def test_other_paths_are_told(endpoint: Endpoint) -> None:
    answer = endpoint.send("GET", "/bucket/key", b"", SIGNED)
    assert is_awss_error(answer)
    assert "GET /bucket/key" in answer.error[2]


@pytest.mark.parametrize(
    ("action", "version"),
    [
        ("CreateRole", "2010-05-08"),
        ("ListUsers", "2011-06-15"),
        ("GetCallerIdentity", "2010-05-08"),
        ("listusers", "2010-05-08"),
        ("<b>\x00", "1"),
    ],
)
def test_an_unknown_operation_is_named(endpoint: Endpoint, action: str, version: str) -> None:
    answer = endpoint.raw(action, Version=version)
    assert is_awss_error(answer)
    shown = action.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    message = f"Could not find operation {shown} for version {version}"
    assert answer.error == ("InvalidAction", 400, message)


def test_a_service_that_speaks_json_is_answered_in_json(endpoint: Endpoint) -> None:
    code, status, message = refusal(endpoint.client("dynamodb").list_tables)
    assert (code, status) == ("UnknownOperationException", 400)
    assert "DynamoDB_20120810.ListTables" in message


@pytest.mark.parametrize("body", [b"", b"&&&", b"Version=2010-05-08", b"Action=", b"{}", b"\x00"])
def test_a_request_without_an_action_is_told_so(endpoint: Endpoint, body: bytes) -> None:
    answer = endpoint.send("POST", "/", body, SIGNED)
    assert is_awss_error(answer)
    assert answer.error[:2] == ("MissingAction", 400)


@pytest.mark.parametrize(
    "body", [b"Action=\xff", b"Action=%FF", b"Action=ListUsers&" + b"a=1&" * 2000]
)
def test_a_form_that_cannot_be_read_is_malformed(endpoint: Endpoint, body: bytes) -> None:
    answer = endpoint.send("POST", "/", body, SIGNED)
    assert is_awss_error(answer)
    assert answer.error[:2] == ("MalformedQueryString", 400)


def test_errors_of_sts_are_in_its_namespace(endpoint: Endpoint) -> None:
    answer = endpoint.raw("GetSessionToken", Version="2011-06-15", DurationSeconds="x")
    assert is_awss_error(answer, STS)


def test_a_body_may_have_as_many_bytes_as_there_is_room_for_and_no_more(
    endpoint: Endpoint,
) -> None:
    form = b"Action=ListUsers&Version=2010-05-08&x="
    at = form + b"x" * (BODY_LIMIT_BYTES - len(form))
    assert endpoint.send("POST", "/", at, SIGNED).status == 200
    answer = endpoint.send("POST", "/", at + b"x", SIGNED)
    assert is_awss_error(answer)
    assert answer.error[:2] == ("RequestEntityTooLarge", 413)


def test_a_huge_body_costs_an_error_and_not_the_endpoint(endpoint: Endpoint) -> None:
    answer = endpoint.send("POST", "/", b"Action=" + b"x" * 50_000_000, SIGNED)
    assert answer.error[:2] == ("RequestEntityTooLarge", 413)
    assert endpoint.raw("ListUsers").status == 200


def test_a_client_that_goes_away_halfway_does_no_harm(endpoint: Endpoint) -> None:
    with socket.create_connection((HOST, endpoint.port)) as half:
        half.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nAction=")
    assert endpoint.raw("ListUsers").status == 200


@pytest.mark.parametrize("rubbish", [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02"])
def test_what_is_not_http_does_no_harm(
    endpoint: Endpoint, rubbish: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_connection((HOST, endpoint.port)) as rude:
        rude.sendall(rubbish)
        rude.shutdown(socket.SHUT_WR)
        assert b"Traceback" not in rude.recv(65536)
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


@pytest.mark.parametrize(("header", "code", "words"), SIGNATURES)
def test_a_broken_signature_is_refused(
    endpoint: Endpoint, header: str | None, code: str, words: str
) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = endpoint.send("POST", "/", b"Action=ListUsers&Version=2010-05-08", headers)
    assert is_awss_error(answer)
    assert answer.error[:2] == (code, 403)
    assert words in answer.error[2]


def test_the_endpoints_own_key_must_be_signed_with_its_secret(endpoint: Endpoint) -> None:
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


def test_a_bug_is_told_as_awss_failure_and_whole_in_the_log(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> NoReturn:
        raise RuntimeError("the clock fell down")

    endpoint.backend.clock = broken
    with caplog.at_level(logging.ERROR):
        answer = endpoint.raw("ListUsers")
    assert is_awss_error(answer)
    assert answer.error[:2] == ("ServiceFailure", 500)
    assert "clock" not in answer.text
    assert "the clock fell down" in caplog.text


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
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@fast
@given(name=st.sampled_from(NAMES), form=forms)
def test_whatever_the_parameters_the_answer_is_awss(
    endpoint: Endpoint, name: str, form: dict[str, str]
) -> None:
    encoded = urlencode({"Action": name, **form}, errors="replace").encode()
    answer = endpoint.send("POST", "/", encoded, SIGNED)
    assert answer.status < 500
    assert answer.find("RequestId")


@fast
@given(body=st.binary(max_size=400), header=st.text(string.printable.strip(), max_size=80))
def test_whatever_the_bytes_the_answer_is_awss(
    endpoint: Endpoint, body: bytes, header: str
) -> None:
    for start in (b"", b"Action=GetUser&"):
        answer = endpoint.send("POST", "/", start + body, {"Authorization": header})
        assert 400 <= answer.status < 500
        assert answer.find("RequestId")


@fast
@given(body=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_the_json_the_answer_is_json(endpoint: Endpoint, body: bytes) -> None:
    for start in (b"", b'{"LookupAttributes": '):
        headers = SIGNED | {"X-Amz-Target": "CloudTrail_20131101.LookupEvents"}
        answer = endpoint.send("POST", "/", start + body, headers)
        assert answer.status < 500
        assert json.loads(answer.text)
