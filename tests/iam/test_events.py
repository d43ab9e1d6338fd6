"""Parts of an event that only some operations have."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account, activity
from mfa_rehearsal.iam.cloudtrail import document, resources

NOW = UnixSeconds(1_800_000_000)


def test_an_event_has_its_request_and_says_whether_a_code_was_used(account: Account) -> None:
    who = activity.identity(account, "alice", "FAKE-alice")
    plain = activity.asked(account, "GetUser", who, NOW, {})
    assert (plain.mfa_used, plain.request_id) == (False, "")
    more = activity.asked(account, "GetUser", who, NOW, {}, mfa_used=True, request_id="an-id")
    assert (more.mfa_used, more.request_id) == (True, "an-id")


def test_a_device_without_a_path_is_at_the_root(account: Account) -> None:
    who = activity.identity(account, iam.ROOT)
    made = activity.asked(
        account, "CreateVirtualMFADevice", who, NOW, {"VirtualMFADeviceName": "new"}
    )
    assert made.resource == "arn:aws:iam::111122223333:mfa/new"
    assert resources(made) == (("AWS::IAM::MfaDevice", made.resource),)


def test_the_access_key_of_an_unknown_user_is_recorded(account: Account) -> None:
    assert activity.identity(account, "mallory", "AKIA").access_key_id == "AKIA"


def test_a_root_sign_in_has_no_name_no_session_and_no_parameters(account: Account) -> None:
    who = activity.identity(account, iam.ROOT)
    record = document(activity.asked(account, activity.SIGN_IN, who, NOW, {}), account, "an-id")
    assert set(record["userIdentity"]) == {"type", "principalId", "arn", "accountId", "accessKeyId"}
    assert record["requestParameters"] is None
    assert "sessionCredentialFromConsole" not in record


def test_a_call_from_the_console_has_no_request_id(account: Account) -> None:
    who = activity.identity(account, iam.ROOT)
    record = document(activity.asked(account, "ListUsers", who, NOW, {}), account, "an-id")
    assert "requestID" not in record


@pytest.mark.parametrize("name", ["", "a b", "x" * 227, "né"])
def test_a_device_name_is_refused_at_its_field(account: Account, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        iam.create(account, name, "A" * 64, NOW)
    assert (refused.value.cause, refused.value.field) == ("device-name-not-allowed", "name")
