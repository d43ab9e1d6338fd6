"""Users with a device need a session with MFA to change their own devices."""

from typing import Any

import pytest

from tests.endpoint.auth.test_credentials import in_session, issued
from tests.endpoint.conftest import Endpoint, Phone, create, refusal

NEEDS_MFA = (
    "AccessDenied",
    403,
    "To complete this action, please ensure that you are authenticated with an MFA device "
    "that is enabled for this user.",
)
NOBODYS = "arn:aws:iam::111122223333:mfa/nobodys"


@pytest.fixture
def alice(endpoint: Endpoint) -> Any:
    """Return an IAM client with alice's key."""
    return endpoint.client("iam", "FAKE-alice")


@pytest.fixture
def alice_with_mfa(endpoint: Endpoint, alices: Phone) -> Any:
    """Return an IAM client in a session that alice got for a code."""
    session = issued(endpoint, SerialNumber=alices.serial, TokenCode=alices.code())
    return in_session(endpoint, "iam", session)


def test_the_first_device_needs_no_mfa(alice: Any, phone: Phone) -> None:
    alice.enable_mfa_device(UserName="alice", **phone.pair())
    assert len(alice.list_mfa_devices()["MFADevices"]) == 1


def test_a_second_device_and_any_removal_need_mfa(
    endpoint: Endpoint, client: Any, alice: Any, alices: Phone
) -> None:
    second = create(endpoint, client, "second")
    pair = {"AuthenticationCode1": "000001", "AuthenticationCode2": "000002"}
    for serial in (second.serial, alices.serial, NOBODYS):
        named = {"UserName": "alice", "SerialNumber": serial}
        assert refusal(alice.enable_mfa_device, **named, **pair) == NEEDS_MFA
        assert refusal(alice.deactivate_mfa_device, **named) == NEEDS_MFA
        assert refusal(alice.deactivate_mfa_device, SerialNumber=serial) == NEEDS_MFA
    assert len(alice.list_mfa_devices()["MFADevices"]) == 1


def test_the_refusal_has_its_cause_and_is_an_event(
    endpoint: Endpoint, alice: Any, alices: Phone
) -> None:
    assert refusal(alice.deactivate_mfa_device, SerialNumber=alices.serial) == NEEDS_MFA
    event = list(endpoint.backend.event_log)[-1]
    assert (event.name, event.cause) == ("DeactivateMFADevice", "mfa-session-required")


def test_resync_and_tags_need_no_mfa(alice: Any, alices: Phone) -> None:
    alice.resync_mfa_device(UserName="alice", **alices.pair(2))
    alice.tag_mfa_device(SerialNumber=alices.serial, Tags=[{"Key": "a", "Value": "b"}])


def test_a_session_with_mfa_may_change_the_users_devices(
    endpoint: Endpoint, client: Any, alices: Phone, alice_with_mfa: Any
) -> None:
    second = create(endpoint, client, "second")
    alice_with_mfa.enable_mfa_device(UserName="alice", **second.pair())
    assert refusal(alice_with_mfa.deactivate_mfa_device, SerialNumber=NOBODYS)[0] == "NoSuchEntity"
    for each in (alices, second):
        alice_with_mfa.deactivate_mfa_device(SerialNumber=each.serial)
    assert alice_with_mfa.list_mfa_devices()["MFADevices"] == []


@pytest.mark.parametrize("key", ["FAKE-bob", "FAKE-root", "any"])
def test_others_may_change_a_users_devices_without_mfa(
    endpoint: Endpoint, client: Any, alices: Phone, key: str
) -> None:
    other, second = endpoint.client("iam", key), create(endpoint, client, "second")
    other.enable_mfa_device(UserName="alice", **second.pair())
    other.deactivate_mfa_device(UserName="alice", SerialNumber=alices.serial)
    assert len(client.list_mfa_devices(UserName="alice")["MFADevices"]) == 1
