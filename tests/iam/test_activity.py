"""What is recorded of a request: its names, who made it, and what is left out."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import Account, activity, errors
from mfa_rehearsal.iam.activity import Event, Identity

CODES = {"AuthenticationCode1": "111111", "AuthenticationCode2": "222222", "TokenCode": "333333"}


def asked(account: Account, name: str, **parameters: object) -> Event:
    who = activity.identity(account, "alice", "FAKE-alice")
    return activity.asked(account, name, who, UnixSeconds(5), parameters)


@pytest.mark.parametrize(
    ("name", "source", "read_only"),
    [
        ("ConsoleLogin", "signin.amazonaws.com", False),
        ("EnableMFADevice", "iam.amazonaws.com", False),
        ("DeleteUser", "iam.amazonaws.com", False),
        ("ListMFADevices", "iam.amazonaws.com", True),
        ("GetAccountSummary", "iam.amazonaws.com", True),
        ("GetCallerIdentity", "sts.amazonaws.com", True),
        ("GetSessionToken", "sts.amazonaws.com", False),
        ("LookupEvents", "cloudtrail.amazonaws.com", True),
    ],
)
def test_an_event_has_its_source_and_whether_it_only_reads(
    account: Account, name: str, source: str, read_only: bool
) -> None:
    event = asked(account, name)
    assert (event.source, event.read_only) == (source, read_only)


def test_codes_are_never_recorded(account: Account, serial: str) -> None:
    event = asked(account, "EnableMFADevice", UserName="alice", SerialNumber=serial, **CODES)
    assert event.parameters == {"UserName": "alice", "SerialNumber": serial}
    assert not set(CODES.values()) & set(repr(event).split("'"))


def test_the_resource_is_the_named_device_or_the_new_one(account: Account, serial: str) -> None:
    assert asked(account, "ListUsers").resource == ""
    assert asked(account, "DeleteVirtualMFADevice", SerialNumber=serial).resource == serial
    made = asked(account, "CreateVirtualMFADevice", VirtualMFADeviceName="new", Path="/team/")
    assert made.resource == "arn:aws:iam::111122223333:mfa/team/new"


def test_the_identity_is_the_user_as_the_account_knows_them(account: Account) -> None:
    arn = "arn:aws:iam::111122223333:user/alice"
    assert activity.identity(account, "alice", "K") == Identity("alice", "", arn, "K")
    root = Identity("root", "111122223333", "arn:aws:iam::111122223333:root")
    assert activity.identity(account, iam.ROOT) == root
    assert activity.identity(account, "mallory") == Identity("mallory")


def test_a_refusal_adds_its_code_message_and_cause(account: Account) -> None:
    event = asked(account, "GetUser", UserName="mallory")
    refusal = errors.no_such_user("mallory").because("no-such-user")
    refused = activity.refused(event, refusal)
    assert (refused.error_code, refused.cause) == ("NoSuchEntity", "no-such-user")
    assert refused.error_message == "The user with name mallory cannot be found."
