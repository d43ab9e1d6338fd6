"""CloudTrail's LookupEvents, through boto3: which requests were made, by whom, and the outcome."""

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
def cloudtrail(endpoint: Endpoint) -> Any:
    """Return a CloudTrail client with alice's key."""
    return endpoint.client("cloudtrail", "FAKE-alice")


def names(response: dict[str, Any]) -> list[str]:
    return [each["EventName"] for each in response["Events"]]


def by(key: str, value: str) -> dict[str, list[dict[str, str]]]:
    return {"LookupAttributes": [{"AttributeKey": key, "AttributeValue": value}]}


def test_events_are_returned_newest_first(client: Any, cloudtrail: Any, alices: Phone) -> None:
    client.list_mfa_devices(UserName="alice")
    assert names(cloudtrail.lookup_events()) == [
        "ListMFADevices",
        "EnableMFADevice",
        "CreateVirtualMFADevice",
    ]


def test_looking_up_events_is_an_event(cloudtrail: Any) -> None:
    cloudtrail.lookup_events()
    assert names(cloudtrail.lookup_events()) == ["LookupEvents"]


def test_an_event_has_user_time_and_parameters(
    endpoint: Endpoint, cloudtrail: Any, phone: Phone
) -> None:
    endpoint.client("iam", "FAKE-bob").enable_mfa_device(UserName="bob", **phone.pair())
    (event,) = cloudtrail.lookup_events(MaxResults=1)["Events"]
    record = json.loads(event.pop("CloudTrailEvent"))
    assert event.pop("EventTime") == datetime.fromtimestamp(NOW, UTC)
    assert event == {
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


def test_an_event_contains_the_id_of_its_request(client: Any, cloudtrail: Any) -> None:
    request_id = client.list_users()["ResponseMetadata"]["RequestId"]
    (event,) = cloudtrail.lookup_events()["Events"]
    assert json.loads(event["CloudTrailEvent"])["requestID"] == request_id


def test_refusals_and_service_errors_are_events(
    endpoint: Endpoint, client: Any, cloudtrail: Any, phone: Phone
) -> None:
    refusal(client.get_user, UserName="mallory")
    refusal(client.list_users, MaxItems=1001)
    refusal(endpoint.client("sts", "FAKE-alice").get_session_token, TokenCode="123456")
    records = [json.loads(each["CloudTrailEvent"]) for each in cloudtrail.lookup_events()["Events"]]
    assert [record.get("errorCode") for record in records] == [
        "AccessDenied",
        "ValidationError",
        "NoSuchEntityException",
        None,
    ]
    assert records[2]["errorMessage"] == "The user with name mallory cannot be found."
    assert "123456" not in json.dumps(records)


def test_unsigned_requests_and_unknown_operations_are_not_events(
    endpoint: Endpoint, cloudtrail: Any
) -> None:
    endpoint.raw("CreateGroup")
    endpoint.send("POST", "/", b"Action=ListUsers", {})
    assert cloudtrail.lookup_events()["Events"] == []


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
def test_events_are_looked_up_by_attribute(
    endpoint: Endpoint, client: Any, cloudtrail: Any, key: str, value: str, found: list[str]
) -> None:
    create(endpoint, client, "phone")
    client.list_users()
    endpoint.client("sts", "FAKE-bob").get_caller_identity()
    assert names(cloudtrail.lookup_events(**by(key, value))) == found


def test_an_event_is_looked_up_by_its_id(client: Any, cloudtrail: Any) -> None:
    client.list_users()
    (event,) = cloudtrail.lookup_events()["Events"]
    assert cloudtrail.lookup_events(**by("EventId", event["EventId"]))["Events"] == [event]


def test_a_time_range_includes_both_ends(endpoint: Endpoint, client: Any, cloudtrail: Any) -> None:
    for operation in (client.list_users, client.get_user, client.get_account_summary):
        operation()
        endpoint.clock.skip(10)

    def between(first: int, last: int) -> list[str]:
        return names(cloudtrail.lookup_events(StartTime=NOW + first, EndTime=NOW + last))

    assert between(0, 10) == ["GetUser", "ListUsers"]
    assert between(1, 9) == []
    assert names(cloudtrail.lookup_events(StartTime=NOW + 20))[2:] == ["GetAccountSummary"]
    assert names(cloudtrail.lookup_events(EndTime=NOW)) == ["ListUsers"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_contain_every_event_once_although_new_events_happen(
    client: Any, cloudtrail: Any, size: int
) -> None:
    for number in range(7):
        client.create_user(UserName=f"user{number}")
    pages = cloudtrail.get_paginator("lookup_events").paginate(PaginationConfig={"PageSize": size})
    seen = [each["Username"] + each["EventId"] for page in pages for each in page["Events"]]
    assert len(seen) == len(set(seen)) == 7


def test_a_page_has_fifty_events_by_default(client: Any, cloudtrail: Any) -> None:
    for _ in range(51):
        client.list_users()
    page = cloudtrail.lookup_events()
    assert len(page["Events"]) == 50
    assert len(cloudtrail.lookup_events(NextToken=page["NextToken"])["Events"]) == 1


def test_a_token_is_valid_only_for_its_query(client: Any, cloudtrail: Any) -> None:
    client.list_users()
    client.list_users()
    token = cloudtrail.lookup_events(MaxResults=1)["NextToken"]
    code, status, _ = refusal(cloudtrail.lookup_events, NextToken=token, **by("ReadOnly", "true"))
    assert (code, status) == ("InvalidNextTokenException", 400)
    cloudtrail.lookup_events(MaxResults=50, NextToken=token)


INVALID: list[tuple[dict[str, Any], str]] = [
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


@pytest.mark.parametrize(("parameters", "code"), INVALID)
def test_an_invalid_parameter_has_its_own_exception(
    cloudtrail: Any, parameters: dict[str, Any], code: str
) -> None:
    assert refusal(cloudtrail.lookup_events, **parameters)[:2] == (code, 400)
    assert hasattr(cloudtrail.exceptions, code)


def test_there_are_no_insights_events(client: Any, cloudtrail: Any) -> None:
    client.list_users()
    assert cloudtrail.lookup_events(EventCategory="insight")["Events"] == []


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
def test_malformed_json_gets_a_json_error(endpoint: Endpoint, body: bytes) -> None:
    response = endpoint.send("POST", "/", body, JSON)
    assert response.status == 400
    assert json.loads(response.text)["__type"] == "SerializationException"
    assert response.headers["content-type"] == JSON["Content-Type"]


@pytest.mark.parametrize("body", [b"", b"{}", b'{"MaxResults": null}', b'{"Other": 1}'])
def test_every_parameter_is_optional(endpoint: Endpoint, body: bytes) -> None:
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
    response = endpoint.send("POST", "/", b"{}", JSON | {"X-Amz-Target": target})
    assert response.status == status
    assert status == 200 or json.loads(response.text)["__type"] == "UnknownOperationException"


def test_the_event_log_drops_the_oldest_and_keeps_numbers() -> None:
    events = [Event(NOW, f"Event{n}", Identity("alice")) for n in range(MAX_EVENTS + 2)]
    event_log = EventLog(events)
    assert list(event_log) == events[2:]
    assert next(event_log.newest_first()) == (MAX_EVENTS + 2, events[-1])
    assert list(event_log.newest_first())[-1] == (3, events[2])


def test_exceptions_have_the_models_names() -> None:
    model = ServiceModel(Loader().load_service_model("iam", "service-2"), "iam")
    shapes = (each for name in model.operation_names for each in _errors(model, name))
    names = {shape.error_code: shape.name for shape in shapes}
    assert {code: names[code] for code in EXCEPTIONS} == {
        code: f"{code}Exception" for code in EXCEPTIONS
    }


def _errors(model: ServiceModel, name: str) -> Any:
    return model.operation_model(name).error_shapes


def test_an_event_says_which_credentials_were_issued(
    endpoint: Endpoint, cloudtrail: Any, alices: Phone
) -> None:
    sts = endpoint.client("sts", "FAKE-alice")
    asked = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
    issued = sts.get_session_token(DurationSeconds=900, **asked)["Credentials"]
    (event,) = cloudtrail.lookup_events(MaxResults=1)["Events"]
    assert json.loads(event["CloudTrailEvent"])["responseElements"] == {
        "credentials": {
            "accessKeyId": issued["AccessKeyId"],
            "sessionToken": issued["SessionToken"],
            "expiration": "Jan 15, 2027 8:15:00 AM",
        }
    }
