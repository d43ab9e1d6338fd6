"""STS learns of changed devices some seconds late, if that was asked for; and faults on demand."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from mfa_rehearsal.testing import ControlError, Endpoint

from tests.endpoint.command import started
from tests.endpoint.conftest import refusal
from tests.endpoint.test_cli import client as client_of
from tests.endpoint.test_control import client

DELAY_S = 10
UNABLE = "unable to validate MFA code"
WRONG = "invalid MFA one time pass code"


@pytest.fixture(scope="module")
def late() -> Iterator[Endpoint]:
    """Yield an endpoint whose STS is late."""
    with Endpoint(user_names=["alice", "bob"], propagation_s=DELAY_S) as endpoint:
        yield endpoint


@pytest.fixture
def endpoint(late: Endpoint) -> Endpoint:
    """Return it as it was at the start, with a frozen clock at the start of three minutes."""
    late.reset()
    late.set_time("2026-11-24T12:00:00Z")
    late.freeze()
    return late


@pytest.fixture
def serial(endpoint: Endpoint) -> str:
    """Return the serial number of a device that alice enabled just now."""
    iam = client(endpoint, "iam")
    created = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    number = str(created["SerialNumber"])
    iam.enable_mfa_device(UserName="alice", SerialNumber=number, **endpoint.pair(number))
    return number


def answer(endpoint: Endpoint, serial: str, periods: int = 0, user: str = "alice") -> str:
    """Return STS's refusal of a code, or "" if it accepts it."""
    sts, code = client(endpoint, "sts", user), endpoint.code(serial, periods)
    try:
        sts.get_session_token(SerialNumber=serial, TokenCode=code)
    except sts.exceptions.ClientError as error:
        return str(error.response["Error"]["Message"])
    return ""


def test_iam_knows_a_new_device_at_once_and_sts_later(endpoint: Endpoint, serial: str) -> None:
    assert len(client(endpoint, "iam").list_mfa_devices()["MFADevices"]) == 1
    assert UNABLE in answer(endpoint, serial)
    endpoint.advance(DELAY_S - 1)
    assert UNABLE in answer(endpoint, serial)
    endpoint.advance(1)
    assert answer(endpoint, serial) == ""
    assert WRONG in answer(endpoint, serial)


def test_sts_is_no_later_when_the_clock_is_set_back(endpoint: Endpoint, serial: str) -> None:
    endpoint.advance(-3600)
    assert UNABLE in answer(endpoint, serial)
    endpoint.advance(DELAY_S)
    assert answer(endpoint, serial) == ""
    client(endpoint, "iam", "bob").deactivate_mfa_device(UserName="alice", SerialNumber=serial)
    endpoint.advance(-3600)
    assert answer(endpoint, serial) == ""
    endpoint.advance(DELAY_S)
    assert UNABLE in answer(endpoint, serial)


def test_a_removed_device_works_until_sts_knows(endpoint: Endpoint, serial: str) -> None:
    endpoint.advance(DELAY_S)
    root = client(endpoint, "iam", "root")
    root.deactivate_mfa_device(UserName="alice", SerialNumber=serial)
    assert answer(endpoint, serial) == ""
    assert WRONG in answer(endpoint, serial)
    root.delete_virtual_mfa_device(SerialNumber=serial)
    assert client(endpoint, "iam").list_virtual_mfa_devices()["VirtualMFADevices"] == []
    endpoint.advance(DELAY_S)
    refused = refusal(
        client(endpoint, "sts").get_session_token, SerialNumber=serial, TokenCode="000000"
    )
    assert UNABLE in refused[2]


def test_a_device_moves_to_another_user_late(endpoint: Endpoint, serial: str) -> None:
    endpoint.advance(60)
    root = client(endpoint, "iam", "root")
    root.deactivate_mfa_device(UserName="alice", SerialNumber=serial)
    root.enable_mfa_device(UserName="bob", SerialNumber=serial, **endpoint.pair(serial))
    assert answer(endpoint, serial) == ""
    assert UNABLE in answer(endpoint, serial, 1, "bob")
    endpoint.advance(DELAY_S)
    assert UNABLE in answer(endpoint, serial, 1)
    assert answer(endpoint, serial, 1, "bob") == ""
    assert WRONG in answer(endpoint, serial, 0, "bob")


def test_a_snapshot_is_known_to_sts_at_once(endpoint: Endpoint, serial: str) -> None:
    snapshot = endpoint.snapshot()
    assert UNABLE in answer(endpoint, serial)
    endpoint.restore(snapshot)
    assert answer(endpoint, serial) == ""


def test_the_command_has_a_delay(tmp_path: Any) -> None:
    with started("--user", "alice", "--propagation", "14") as running:
        iam, sts = client_of(running, "iam"), client_of(running, "sts")
        created = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
        serial = created["SerialNumber"]
        assert UNABLE in refusal(sts.get_session_token, SerialNumber=serial, TokenCode="000000")[2]


def once(endpoint: Endpoint, service: str) -> Any:
    """Return a client that does not retry."""
    options: dict[str, Any] = endpoint.client_options("alice")
    config = Config(retries={"total_max_attempts": 1})
    return boto3.client(service, config=config, **options)  # type: ignore[call-overload,unused-ignore]


@pytest.mark.parametrize(
    ("error", "status"), [("Throttling", 400), ("ServiceFailure", 500), ("ServiceUnavailable", 503)]
)
def test_planned_requests_fail_and_change_nothing(
    endpoint: Endpoint, error: str, status: int
) -> None:
    iam = once(endpoint, "iam")
    endpoint.fail(error, "CreateUser", times=2)
    iam.list_users()
    for _ in range(2):
        assert refusal(iam.create_user, UserName="carol")[:2] == (error, status)
    iam.create_user(UserName="carol")
    events = once(endpoint, "cloudtrail").lookup_events()["Events"]
    assert [event["EventName"] for event in events] == ["CreateUser", "ListUsers"]


def test_a_client_retries_after_throttling(endpoint: Endpoint) -> None:
    options: dict[str, Any] = endpoint.client_options("alice")
    endpoint.fail("Throttling")
    sts = boto3.client("sts", **options)  # type: ignore[call-overload,unused-ignore]
    answered = sts.get_caller_identity()
    assert answered["ResponseMetadata"]["RetryAttempts"] == 1


def test_a_fault_is_taken_back_by_zero_times_or_a_reset(endpoint: Endpoint) -> None:
    endpoint.fail("Throttling", times=100)
    endpoint.fail("Throttling", times=0)
    once(endpoint, "iam").list_users()
    endpoint.fail("Throttling", times=100)
    endpoint.reset()
    once(endpoint, "iam").list_users()
    assert refusal_of_fault(endpoint, "Sleepy") == (
        "error must be one of Throttling, ServiceFailure, ServiceUnavailable"
    )
    assert refusal_of_fault(endpoint, "Throttling", "Nothing") == "there is no operation 'Nothing'"


def refusal_of_fault(endpoint: Endpoint, error: str, operation: str = "*") -> str:
    with pytest.raises(ControlError) as refused:
        endpoint.fail(error, operation)
    return str(refused.value)
