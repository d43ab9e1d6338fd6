"""An event as CloudTrail tells it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import Account, activity, errors
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.iam.cloudtrail import document, resources


def event(account: Account, name: str, who: str, **parameters: object) -> Event:
    identity = activity.identity(account, who, "" if who == iam.ROOT else f"FAKE-{who}")
    return activity.asked(account, name, identity, UnixSeconds(1_800_000_000), parameters)


def told(account: Account, event: Event) -> Mapping[str, Any]:
    document_ = document(event, account, "an-id")
    assert json.loads(json.dumps(document_)) == document_
    return document_


def test_a_call_has_what_cloudtrail_has_of_it(account: Account, serial: str) -> None:
    asked = event(account, "EnableMFADevice", "alice", UserName="alice", SerialNumber=serial)
    assert told(account, replace(asked, request_id="a-request")) == {
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


def test_root_is_told_as_root_and_named_as_cloudtrail_names_it(account: Account) -> None:
    record = told(account, event(account, "EnableMFADevice", iam.ROOT, UserName=iam.ROOT))
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


def test_a_user_who_asks_for_root_by_name_has_asked_for_root(account: Account) -> None:
    record = told(account, event(account, "GetUser", "alice", UserName="root"))
    assert record["requestParameters"] == {"userName": "root"}


def test_a_call_without_parameters_has_null_for_them(account: Account) -> None:
    assert told(account, event(account, "ListUsers", "alice"))["requestParameters"] is None


def test_names_inside_parameters_begin_small_too(account: Account) -> None:
    tags = [{"Key": "Team", "Value": "One"}]
    record = told(account, event(account, "TagMFADevice", "alice", Tags=tags))
    assert record["requestParameters"] == {"tags": [{"key": "Team", "value": "One"}]}


def test_a_refused_call_has_the_exceptions_name_and_awss_words(account: Account) -> None:
    no = errors.no_such_user("mallory").because("no-such-user")
    record = told(account, activity.refused(event(account, "GetUser", "alice"), no))
    assert record["errorCode"] == "NoSuchEntityException"
    assert record["errorMessage"] == "The user with name mallory cannot be found."
    bad = errors.PASS_CODE_NOT_VALID.because("code-already-used")
    denied = activity.refused(event(account, "GetSessionToken", "alice"), bad)
    assert told(account, denied)["errorCode"] == "AccessDenied"


def test_a_sign_in_tells_of_success_and_of_the_device(account: Account, serial: str) -> None:
    asked = event(account, activity.SIGN_IN, iam.ROOT, SerialNumber=serial)
    record = told(account, replace(asked, mfa_used=True))
    assert record["eventType"] == "AwsConsoleSignIn"
    assert record["responseElements"] == {"ConsoleLogin": "Success"}
    assert record["additionalEventData"] == {
        "MobileVersion": "No",
        "MFAUsed": "Yes",
        "MFAIdentifier": serial,
    }
    assert "errorMessage" not in record


def test_a_sign_in_that_failed_tells_nothing_of_why(account: Account) -> None:
    no = errors.SIGN_IN_INCORRECT.because("wrong-password")
    record = told(account, activity.refused(event(account, activity.SIGN_IN, iam.ROOT), no))
    assert record["errorMessage"] == "Failed authentication"
    assert record["responseElements"] == {"ConsoleLogin": "Failure"}
    assert record["additionalEventData"] == {"MobileVersion": "No", "MFAUsed": "No"}
    assert "errorCode" not in record


def test_only_a_write_that_was_done_has_resources(account: Account, serial: str) -> None:
    done = event(account, "EnableMFADevice", "alice", UserName="alice", SerialNumber=serial)
    assert resources(done) == (("AWS::IAM::MfaDevice", serial), ("AWS::IAM::User", "alice"))
    assert resources(activity.refused(done, errors.IN_USE.because("device-in-use"))) == ()
    assert resources(event(account, "ListMFADevices", "alice", UserName="alice")) == ()
