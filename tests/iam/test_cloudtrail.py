"""An event in CloudTrail's format."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import Account, activity, errors
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.iam.cloudtrail import document, resources

RECORDED_SERIAL = "arn:aws:iam::012345678901:mfa/user1"


def event(account: Account, name: str, who: str, **parameters: object) -> Event:
    identity = activity.identity(account, who, "" if who == iam.ROOT else f"FAKE-{who}")
    return activity.asked(account, name, identity, UnixSeconds(1_800_000_000), parameters)


def written(account: Account, event: Event) -> Mapping[str, Any]:
    document_ = document(event, account, "an-id")
    assert json.loads(json.dumps(document_)) == document_
    return document_


def test_a_call_has_cloudtrails_fields(account: Account, serial: str) -> None:
    asked = event(account, "EnableMFADevice", "alice", UserName="alice", SerialNumber=serial)
    assert written(account, replace(asked, request_id="a-request")) == {
        "eventVersion": "1.11",
        "userIdentity": {
            "type": "IAMUser",
            "principalId": "",
            "arn": "arn:aws:iam::111122223333:user/alice",
            "accountId": "111122223333",
            "accessKeyId": "FAKE-alice",
            "userName": "alice",
        },
        "eventTime": "2027-01-15T08:00:00Z",
        "eventSource": "iam.amazonaws.com",
        "eventName": "EnableMFADevice",
        "awsRegion": "us-east-1",
        "sourceIPAddress": "127.0.0.1",
        "requestParameters": {"userName": "alice", "serialNumber": serial},
        "responseElements": None,
        "requestID": "a-request",
        "eventID": "an-id",
        "readOnly": False,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": "111122223333",
        "eventCategory": "Management",
    }


@pytest.mark.parametrize(
    ("name", "asked", "response"),
    [
        (
            "CreateVirtualMFADevice",
            {"virtualMFADeviceName": "user1", "path": "/"},
            {"virtualMFADevice": {"serialNumber": RECORDED_SERIAL}},
        ),
        ("EnableMFADevice", {"userName": "user1", "serialNumber": RECORDED_SERIAL}, None),
        ("DeactivateMFADevice", {"userName": "user1", "serialNumber": RECORDED_SERIAL}, None),
        ("DeleteVirtualMFADevice", {"serialNumber": RECORDED_SERIAL}, None),
    ],
)
def test_a_devices_life_is_written_as_recorded(
    name: str, asked: dict[str, str], response: dict[str, Any] | None
) -> None:
    """Source: mopedjc/cloud-buddy@842001e8, rules/sns/UserHasMFATest.groovy, recorded in 2018."""
    account = iam.open_account("012345678901", "")
    parameters = {key[0].upper() + key[1:]: value for key, value in asked.items()}
    record = written(account, event(account, name, iam.ROOT, **parameters))
    assert (record["eventSource"], record["eventName"]) == ("iam.amazonaws.com", name)
    assert (record["awsRegion"], record["eventType"]) == ("us-east-1", "AwsApiCall")
    assert (record["requestParameters"], record["responseElements"]) == (asked, response)


def test_a_refused_creation_has_no_response(account: Account) -> None:
    asked = event(account, "CreateVirtualMFADevice", "alice", VirtualMFADeviceName="phone")
    refused = activity.refused(asked, errors.NAME_TAKEN.because("device-name-taken"))
    assert written(account, refused)["responseElements"] is None


def test_root_has_cloudtrails_type_and_name(account: Account) -> None:
    record = written(account, event(account, "EnableMFADevice", iam.ROOT, UserName=iam.ROOT))
    assert record["userIdentity"] == {
        "type": "Root",
        "principalId": "111122223333",
        "arn": "arn:aws:iam::111122223333:root",
        "accountId": "111122223333",
        "accessKeyId": "",
        "userName": "AWS ROOT USER",
        "sessionContext": {"attributes": {}},
    }
    assert record["sessionCredentialFromConsole"] == "true"
    assert record["requestParameters"] == {"userName": "AWS ROOT USER"}


def test_a_users_parameter_that_names_root_is_unchanged(account: Account) -> None:
    record = written(account, event(account, "GetUser", "alice", UserName="root"))
    assert record["requestParameters"] == {"userName": "root"}


def test_a_call_without_parameters_has_null_for_them(account: Account) -> None:
    assert written(account, event(account, "ListUsers", "alice"))["requestParameters"] is None


def test_nested_parameter_names_begin_in_lower_case_too(account: Account) -> None:
    tags = [{"Key": "Team", "Value": "One"}]
    record = written(account, event(account, "TagMFADevice", "alice", Tags=tags))
    assert record["requestParameters"] == {"tags": [{"key": "Team", "value": "One"}]}


def test_a_refused_call_has_the_exceptions_name_and_awss_message(account: Account) -> None:
    refusal = errors.no_such_user("mallory").because("no-such-user")
    record = written(account, activity.refused(event(account, "GetUser", "alice"), refusal))
    assert record["errorCode"] == "NoSuchEntityException"
    assert record["errorMessage"] == "The user with name mallory cannot be found."
    bad = errors.PASS_CODE_NOT_VALID.because("code-already-used")
    denied = activity.refused(event(account, "GetSessionToken", "alice"), bad)
    assert written(account, denied)["errorCode"] == "AccessDenied"


def test_a_sign_in_records_success_and_the_device(account: Account, serial: str) -> None:
    asked = event(account, activity.SIGN_IN, iam.ROOT, SerialNumber=serial)
    record = written(account, replace(asked, mfa_used=True))
    assert record["eventType"] == "AwsConsoleSignIn"
    assert record["responseElements"] == {"ConsoleLogin": "Success"}
    assert record["additionalEventData"] == {
        "MobileVersion": "No",
        "MFAUsed": "Yes",
        "MFAIdentifier": serial,
    }
    assert "errorMessage" not in record


def test_a_failed_sign_in_does_not_record_why(account: Account) -> None:
    refusal = errors.SIGN_IN_INCORRECT.because("wrong-password")
    record = written(account, activity.refused(event(account, activity.SIGN_IN, iam.ROOT), refusal))
    assert record["errorMessage"] == "Failed authentication"
    assert record["responseElements"] == {"ConsoleLogin": "Failure"}
    assert record["additionalEventData"] == {"MobileVersion": "No", "MFAUsed": "No"}
    assert "errorCode" not in record


def test_only_an_accepted_write_has_resources(account: Account, serial: str) -> None:
    done = event(account, "EnableMFADevice", "alice", UserName="alice", SerialNumber=serial)
    assert resources(done) == (("AWS::IAM::MfaDevice", serial), ("AWS::IAM::User", "alice"))
    assert resources(activity.refused(done, errors.IN_USE.because("device-in-use"))) == ()
    assert resources(event(account, "ListMFADevices", "alice", UserName="alice")) == ()
