"""Time and state from outside: over HTTP if asked for, and from Python."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import boto3
import pytest
from mfa_rehearsal.endpoint.clocks import machine_clock
from mfa_rehearsal.endpoint.control import OPERATIONS, PREFIX
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.testing import Control, ControlError, Endpoint

from tests.endpoint import conftest
from tests.endpoint.command import started
from tests.endpoint.conftest import Response, refusal
from tests.endpoint.test_cli import client as client_of


@pytest.fixture(scope="module")
def shared() -> Iterator[Endpoint]:
    """Yield one endpoint for all tests."""
    with Endpoint(user_names=["alice", "bob"], alias="example-corp") as endpoint:
        yield endpoint


@pytest.fixture
def endpoint(shared: Endpoint) -> Endpoint:
    """Return it as it was at the start."""
    shared.reset()
    return shared


def client(endpoint: Endpoint, service: str, user_name: str = "alice") -> Any:
    options = endpoint.client_options(user_name)
    return boto3.client(service, **options)  # type: ignore[call-overload,unused-ignore]


def enabled(endpoint: Endpoint) -> str:
    """Give alice a device and return its serial number."""
    iam = client(endpoint, "iam")
    created = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    serial = str(created["SerialNumber"])
    iam.enable_mfa_device(UserName="alice", SerialNumber=serial, **endpoint.pair(serial))
    return serial


def test_nine_attempts_and_three_minutes_need_no_waiting(endpoint: Endpoint) -> None:
    endpoint.set_time("2026-11-24T12:00:00Z")
    endpoint.freeze()
    serial, sts = enabled(endpoint), client(endpoint, "sts")
    wrong = "000000" if endpoint.code(serial) != "000000" else "000001"
    for _ in range(9):
        refused = refusal(sts.get_session_token, SerialNumber=serial, TokenCode=wrong)
        assert "invalid MFA one time pass code" in refused[2]
    right = endpoint.code(serial)
    refused = refusal(sts.get_session_token, SerialNumber=serial, TokenCode=right)
    assert "unable to validate MFA code" in refused[2]
    endpoint.advance(180)
    sts.get_session_token(SerialNumber=serial, TokenCode=endpoint.code(serial))


def test_a_session_expires_when_the_clock_says_so(endpoint: Endpoint) -> None:
    endpoint.freeze()
    session = client(endpoint, "sts").get_session_token(DurationSeconds=900)["Credentials"]
    names = ("AccessKeyId", "SecretAccessKey", "SessionToken")
    key, secret, token = (session[name] for name in names)
    options = endpoint.client_options("alice") | {
        "aws_access_key_id": key,
        "aws_secret_access_key": secret,
        "aws_session_token": token,
    }
    sts = boto3.client("sts", **options)  # type: ignore[call-overload,unused-ignore]
    endpoint.advance(899)
    sts.get_caller_identity()
    endpoint.advance(1)
    assert refusal(sts.get_caller_identity)[0] == "ExpiredToken"


def test_the_clock_is_frozen_set_advanced_and_follows_again(endpoint: Endpoint) -> None:
    endpoint.freeze()
    before = endpoint.now
    endpoint.advance(-50)
    assert endpoint.now == before - 50
    endpoint.set_time(2_000_000_000)
    assert endpoint.now == 2_000_000_000
    endpoint.follow()
    assert abs(endpoint.now - machine_clock()) <= 5
    endpoint.advance(86_400)
    assert abs(endpoint.now - machine_clock() - 86_400) <= 5


@pytest.mark.parametrize(
    "time",
    [
        1_795_521_600,
        "2026-11-24T12:00:00Z",
        "2026-11-24T12:00:00",
        "2026-11-24T14:00:00+02:00",
        datetime(2026, 11, 24, 12, tzinfo=UTC),
        datetime(2026, 11, 24, 14, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_a_time_is_a_date_or_seconds(endpoint: Endpoint, time: datetime | int | str) -> None:
    endpoint.freeze()
    endpoint.set_time(time)
    assert endpoint.now == 1_795_521_600


@pytest.mark.parametrize("time", [0, -1, 10**15, 2**80, "soon", "", True, None, [], 1.5])
def test_an_impossible_time_is_refused_and_changes_nothing(endpoint: Endpoint, time: Any) -> None:
    endpoint.freeze()
    before = endpoint.now
    with pytest.raises(ControlError):
        endpoint.set_time(time)
    with pytest.raises(ControlError):
        endpoint.advance(10**13 if isinstance(time, int) else time)
    assert endpoint.now == before


def test_a_snapshot_is_restored_with_its_events(endpoint: Endpoint) -> None:
    iam, log = client(endpoint, "iam"), client(endpoint, "cloudtrail")
    iam.create_user(UserName="carol")
    snapshot = endpoint.snapshot()
    for _ in range(2):
        iam.delete_user(UserName="carol")
        iam.create_user(UserName="dave")
        endpoint.restore(snapshot)
        users = [user["UserName"] for user in iam.list_users()["Users"]]
        assert users == ["alice", "bob", "carol"]
        names = [event["EventName"] for event in log.lookup_events()["Events"]]
        assert names[-2:] == ["ListUsers", "CreateUser"]
    with pytest.raises(ControlError, match="there is no snapshot 'x'"):
        endpoint.restore("x")


def test_a_reset_starts_over_with_the_same_users(endpoint: Endpoint) -> None:
    enabled(endpoint)
    iam = client(endpoint, "iam")
    iam.delete_user(UserName="bob")
    endpoint.advance(1000)
    endpoint.reset()
    assert [user["UserName"] for user in iam.list_users()["Users"]] == ["alice", "bob"]
    assert iam.list_virtual_mfa_devices()["VirtualMFADevices"] == []
    assert iam.list_account_aliases()["AccountAliases"] == ["example-corp"]
    assert abs(endpoint.now - machine_clock()) <= 5


def test_a_code_is_what_the_devices_phone_shows(endpoint: Endpoint) -> None:
    endpoint.freeze()
    serial = enabled(endpoint)
    later = endpoint.code(serial, periods=2)
    endpoint.advance(60)
    assert endpoint.code(serial) == later
    with pytest.raises(ControlError, match="NoSuchEntity"):
        endpoint.code("arn:aws:iam::111122223333:mfa/none")
    for periods in (-(2**40), 2**60):
        with pytest.raises(ControlError):
            endpoint.code(serial, periods=periods)


def test_two_endpoints_do_not_share_anything(endpoint: Endpoint) -> None:
    with Endpoint(user_names=["carol"], account_id="999988887777") as other:
        assert other.url != endpoint.url
        assert client(other, "sts", "carol").get_caller_identity()["Account"] == "999988887777"
        code = refusal(client(other, "iam", "alice").list_users)[0]
        assert code == "InvalidClientTokenId"


def test_an_endpoint_that_cannot_start_says_why() -> None:
    with pytest.raises(ValueError, match="twelve digits"):
        Endpoint(account_id="12")


def test_there_is_no_control_unless_it_was_asked_for() -> None:
    with started("--user", "alice") as running:
        with pytest.raises(ControlError, match="start it with --control"):
            Control(running.url).reset()
        assert len(client_of(running, "iam").list_users()["Users"]) == 1


def test_the_command_has_control_and_stores_what_it_does(tmp_path: Path) -> None:
    options = ("--state", str(tmp_path / "s.db"), "--user", "alice", "--control")
    with started(*options) as running:
        iam, control = client_of(running, "iam"), Control(running.url)
        control.set_time("2030-01-01T00:00:00Z")
        iam.create_user(UserName="carol")
        assert iam.get_user(UserName="carol")["User"]["CreateDate"].year == 2030
        snapshot = control.snapshot()
        control.reset()
        iam.create_user(UserName="dave")
        control.restore(snapshot)
        running.process.kill()
    with started(*options) as running:
        users = client_of(running, "iam").list_users()["Users"]
        assert [user["UserName"] for user in users] == ["alice", "carol"]
        events = client_of(running, "cloudtrail").lookup_events()["Events"]
        assert [event["EventName"] for event in events][-2:] == ["GetUser", "CreateUser"]


def send(endpoint: Endpoint, method: str, path: str, body: bytes, **headers: str) -> Response:
    return conftest.send(int(endpoint.url.rpartition(":")[2]), method, path, body, headers)


def test_another_sites_page_cannot_use_it(endpoint: Endpoint) -> None:
    path = f"{PREFIX}reset"
    response = send(endpoint, "POST", path, b"", Origin="http://example.com")
    assert response.status == 403
    assert send(endpoint, "POST", path, b"", Host="example.com").status == 403
    assert send(endpoint, "POST", path, b"").status == 200


@pytest.mark.parametrize("body", [b"{", b"[]", b"5", b"\xff", b'{"a":' * 5000, b"null"])
def test_a_malformed_request_gets_an_error_in_json(endpoint: Endpoint, body: bytes) -> None:
    for method, name in OPERATIONS:
        response = send(endpoint, method, PREFIX + name, body)
        assert response.status == 400
        assert response.headers["content-type"] == "application/json"
    for method, name in (("GET", "reset"), ("POST", "nothing"), ("POST", "")):
        assert send(endpoint, method, PREFIX + name, body).status == 404


def test_the_pages_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    printed = []
    for example in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        if "import Endpoint" in example:
            exec(example, {})
            printed.append(capsys.readouterr().out)
    assumed, code, report = printed
    assert report == "<root_account> false\nalice false\n"
    assert assumed == "arn:aws:sts::111122223333:assumed-role/admin/alice\n"
    assert re.fullmatch(r"[0-9]{6}\n", code)
