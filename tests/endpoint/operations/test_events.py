"""CloudTrail's LookupEvents, through boto3: what was asked, by whom, and how it ended."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel
from mfa_rehearsal.endpoint.state.event_log import MAX_EVENTS, EventLog
from mfa_rehearsal.iam.activity import Event, Identity
from mfa_rehearsal.iam.cloudtrail import EXCEPTIONS

from tests.endpoint.conftest import ACCOUNT_ID, NOW, Endpoint, Phone, create, refusal

JSON = {
    "X-Amz-Target": "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
    "Content-Type": "application/x-amz-json-1.1",
    "Authorization": "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/cloudtrail/aws4_request, "
    "SignedHeaders=host, Signature=any",
}


@pytest.fixture
def trail(endpoint: Endpoint) -> Any:
    """Return a client of CloudTrail with alice's key."""
    return endpoint.client("cloudtrail", "FAKE-alice")


def names(told: dict[str, Any]) -> list[str]:
    return [each["EventName"] for each in told["Events"]]


def by(key: str, value: str) -> dict[str, list[dict[str, str]]]:
    return {"LookupAttributes": [{"AttributeKey": key, "AttributeValue": value}]}


def test_everything_is_told_newest_first(client: Any, trail: Any, alices: Phone) -> None:
    client.list_mfa_devices(UserName="alice")
    assert names(trail.lookup_events()) == [
        "ListMFADevices",
        "EnableMFADevice",
        "CreateVirtualMFADevice",
    ]


def test_looking_up_is_an_event_too(trail: Any) -> None:
    trail.lookup_events()
    assert names(trail.lookup_events()) == ["LookupEvents"]


def test_an_event_tells_who_when_and_what(endpoint: Endpoint, trail: Any, phone: Phone) -> None:
    endpoint.client("iam", "FAKE-bob").enable_mfa_device(UserName="bob", **phone.pair())
    (told,) = trail.lookup_events(MaxResults=1)["Events"]
    record = json.loads(told.pop("CloudTrailEvent"))
    assert told.pop("EventTime") == datetime.fromtimestamp(NOW, UTC)
    assert told == {
        "EventId": record["eventID"],
        "EventName": "EnableMFADevice",
        "ReadOnly": "false",
        "AccessKeyId": "FAKE-bob",
        "EventSource": "iam.amazonaws.com",
        "Username": "bob",
        "Resources": [
            {"ResourceType": "AWS::IAM::MfaDevice", "ResourceName": phone.serial},
            {"ResourceType": "AWS::IAM::User", "ResourceName": "bob"},
        ],
    }
    assert record["userIdentity"]["principalId"].startswith("AIDABOB")
    assert record["requestParameters"] == {"userName": "bob", "serialNumber": phone.serial}


def test_an_event_carries_the_id_of_its_request(client: Any, trail: Any) -> None:
    request_id = client.list_users()["ResponseMetadata"]["RequestId"]
    (told,) = trail.lookup_events()["Events"]
    assert json.loads(told["CloudTrailEvent"])["requestID"] == request_id


def test_refusals_of_the_account_and_of_the_protocol_are_told(
    endpoint: Endpoint, client: Any, trail: Any, phone: Phone
) -> None:
    refusal(client.get_user, UserName="mallory")
    refusal(client.list_users, MaxItems=1001)
    refusal(endpoint.client("sts", "FAKE-alice").get_session_token, TokenCode="123456")
    records = [json.loads(each["CloudTrailEvent"]) for each in trail.lookup_events()["Events"]]
    assert [record.get("errorCode") for record in records] == [
        "AccessDenied",
        "ValidationError",
        "NoSuchEntityException",
        None,
    ]
    assert records[2]["errorMessage"] == "The user with name mallory cannot be found."
    assert "123456" not in json.dumps(records)


def test_what_was_not_signed_or_is_no_operation_is_nobodys_event(
    endpoint: Endpoint, trail: Any
) -> None:
    endpoint.raw("CreateRole")
    endpoint.send("POST", "/", b"Action=ListUsers", {})
    assert trail.lookup_events()["Events"] == []


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("EventName", "CreateVirtualMFADevice", ["CreateVirtualMFADevice"]),
        ("EventName", "createvirtualmfadevice", []),
        ("Username", "bob", ["GetCallerIdentity"]),
        ("ReadOnly", "true", ["GetCallerIdentity", "ListUsers"]),
        ("ReadOnly", "false", ["CreateVirtualMFADevice"]),
        ("EventSource", "sts.amazonaws.com", ["GetCallerIdentity"]),
        ("AccessKeyId", "FAKE-bob", ["GetCallerIdentity"]),
        ("ResourceName", f"arn:aws:iam::{ACCOUNT_ID}:mfa/phone", ["CreateVirtualMFADevice"]),
        ("ResourceType", "AWS::IAM::MfaDevice", ["CreateVirtualMFADevice"]),
        ("ResourceType", "AWS::IAM::Role", []),
    ],
)
def test_events_are_looked_up_by_an_attribute(
    endpoint: Endpoint, client: Any, trail: Any, key: str, value: str, found: list[str]
) -> None:
    create(endpoint, client, "phone")
    client.list_users()
    endpoint.client("sts", "FAKE-bob").get_caller_identity()
    assert names(trail.lookup_events(**by(key, value))) == found


def test_an_event_is_looked_up_by_its_id(client: Any, trail: Any) -> None:
    client.list_users()
    (told,) = trail.lookup_events()["Events"]
    assert trail.lookup_events(**by("EventId", told["EventId"]))["Events"] == [told]


def test_events_are_looked_up_by_time_both_ends_included(
    endpoint: Endpoint, client: Any, trail: Any
) -> None:
    for operation in (client.list_users, client.get_user, client.get_account_summary):
        operation()
        endpoint.clock.skip(10)

    def between(first: int, last: int) -> list[str]:
        return names(trail.lookup_events(StartTime=NOW + first, EndTime=NOW + last))

    assert between(0, 10) == ["GetUser", "ListUsers"]
    assert between(1, 9) == []
    assert names(trail.lookup_events(StartTime=NOW + 20))[2:] == ["GetAccountSummary"]
    assert names(trail.lookup_events(EndTime=NOW)) == ["ListUsers"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_hold_every_event_once_whatever_happens_meanwhile(
    client: Any, trail: Any, size: int
) -> None:
    for number in range(7):
        client.create_user(UserName=f"user{number}")
    pages = trail.get_paginator("lookup_events").paginate(PaginationConfig={"PageSize": size})
    told = [each["Username"] + each["EventId"] for page in pages for each in page["Events"]]
    assert len(told) == len(set(told)) == 7


def test_without_max_results_a_page_ends_at_fifty(client: Any, trail: Any) -> None:
    for _ in range(51):
        client.list_users()
    told = trail.lookup_events()
    assert len(told["Events"]) == 50
    assert len(trail.lookup_events(NextToken=told["NextToken"])["Events"]) == 1


def test_a_token_goes_with_its_query(client: Any, trail: Any) -> None:
    client.list_users()
    client.list_users()
    token = trail.lookup_events(MaxResults=1)["NextToken"]
    code, status, _ = refusal(trail.lookup_events, NextToken=token, **by("ReadOnly", "true"))
    assert (code, status) == ("InvalidNextTokenException", 400)
    trail.lookup_events(MaxResults=50, NextToken=token)


MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"MaxResults": 51}, "InvalidMaxResultsException"),
    ({"NextToken": "broken"}, "InvalidNextTokenException"),
    ({"NextToken": "MQ"}, "InvalidNextTokenException"),
    ({"StartTime": NOW + 2, "EndTime": NOW + 1}, "InvalidTimeRangeException"),
    ({"StartTime": NOW + 1}, "InvalidTimeRangeException"),
    ({"EventCategory": "management"}, "InvalidEventCategoryException"),
    (by("ReadOnly", "True"), "InvalidLookupAttributesException"),
    (by("EventNames", "x"), "InvalidLookupAttributesException"),
    (by("EventName", "x" * 2001), "InvalidLookupAttributesException"),
    (
        {"LookupAttributes": 2 * by("EventName", "x")["LookupAttributes"]},
        "InvalidLookupAttributesException",
    ),
]


@pytest.mark.parametrize(("given", "code"), MISTAKES)
def test_a_mistake_has_its_own_exception(trail: Any, given: dict[str, Any], code: str) -> None:
    assert refusal(trail.lookup_events, **given)[:2] == (code, 400)
    assert hasattr(trail.exceptions, code)


def test_there_are_no_insights(client: Any, trail: Any) -> None:
    client.list_users()
    assert trail.lookup_events(EventCategory="insight")["Events"] == []


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"x"',
        b"\xff",
        b"[" * 100_000,
        b'{"MaxResults": "5"}',
        b'{"MaxResults": true}',
        b'{"MaxResults": 1.5}',
        b'{"LookupAttributes": {}}',
        b'{"LookupAttributes": [5]}',
        b'{"StartTime": "yesterday"}',
        b'{"StartTime": NaN}',
        b'{"EndTime": 1e999}',
        b'{"EndTime": 253402300800}',
        b'{"StartTime": -' + b"9" * 4000 + b"}",
        b'{"MaxResults": ' + b"9" * 4400 + b"}",
        b'{"EndTime": Infinity}',
        b'{"StartTime": -Infinity, "Unknown": 1}',
    ],
)
def test_json_that_cannot_be_read_is_told_in_json(endpoint: Endpoint, body: bytes) -> None:
    answer = endpoint.send("POST", "/", body, JSON)
    assert answer.status == 400
    assert json.loads(answer.text)["__type"] == "SerializationException"
    assert answer.headers["content-type"] == JSON["Content-Type"]


@pytest.mark.parametrize("body", [b"", b"{}", b'{"MaxResults": null}', b'{"Other": 1}'])
def test_what_may_be_left_out_may_be_left_out(endpoint: Endpoint, body: bytes) -> None:
    assert json.loads(endpoint.send("POST", "/", body, JSON).text)["Events"] == []


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("CloudTrail_20131101.LookupEvents", 200),
        ("CloudTrail_20131101.CreateTrail", 400),
        ("LookupEvents", 400),
        ("DynamoDB_20120810.LookupEvents", 400),
    ],
)
def test_the_target_names_service_and_operation(
    endpoint: Endpoint, target: str, status: int
) -> None:
    answer = endpoint.send("POST", "/", b"{}", JSON | {"X-Amz-Target": target})
    assert answer.status == status
    assert status == 200 or json.loads(answer.text)["__type"] == "UnknownOperationException"


def test_the_newest_are_kept_and_keep_their_ids() -> None:
    events = [Event(NOW, f"Event{n}", Identity("alice")) for n in range(MAX_EVENTS + 2)]
    trail = EventLog(events)
    assert list(trail) == events[2:]
    assert next(trail.newest_first()) == (MAX_EVENTS + 2, events[-1])
    assert list(trail.newest_first())[-1] == (3, events[2])


def test_exceptions_are_called_as_the_model_calls_them() -> None:
    model = ServiceModel(Loader().load_service_model("iam", "service-2"), "iam")
    shapes = (each for name in model.operation_names for each in _errors(model, name))
    called = {shape.error_code: shape.name for shape in shapes}
    assert {code: called[code] for code in EXCEPTIONS} == {
        code: f"{code}Exception" for code in EXCEPTIONS
    }


def _errors(model: ServiceModel, name: str) -> Any:
    return model.operation_model(name).error_shapes
