"""`python -m mfa_rehearsal endpoint`: its options, and the two lines that it prints."""

import signal
import time
from pathlib import Path
from typing import Any

import boto3
import pyotp
import pytest

from tests.endpoint.command import Started, refused, started
from tests.endpoint.operations.test_qr_png import scan


def client(endpoint: Started, service: str, session: dict[str, Any] | None = None) -> Any:
    """Return a client with the credentials that the command printed, or with a session's."""
    environment, session = endpoint.environment, session or {}
    return boto3.client(
        service,  # type: ignore[call-overload,unused-ignore]
        endpoint_url=environment["AWS_ENDPOINT_URL"],
        region_name=environment["AWS_DEFAULT_REGION"],
        aws_access_key_id=session.get("AccessKeyId", environment["AWS_ACCESS_KEY_ID"]),
        aws_secret_access_key=session.get("SecretAccessKey", environment["AWS_SECRET_ACCESS_KEY"]),
        aws_session_token=session.get("SessionToken"),
    )


def test_the_two_lines_to_paste_work() -> None:
    with started("--user", "alice", "--user", "bob") as endpoint:
        assert endpoint.lines[0].startswith("export AWS_ENDPOINT_URL=http://127.0.0.1:")
        assert endpoint.lines[1] == (
            "export AWS_ACCESS_KEY_ID=FAKE-alice AWS_SECRET_ACCESS_KEY=not-a-secret"
            " AWS_DEFAULT_REGION=us-east-1\n"
        )
        users = client(endpoint, "iam").list_users()["Users"]
        assert [user["UserName"] for user in users] == ["alice", "bob"]
        assert client(endpoint, "sts").get_caller_identity()["Account"] == "111122223333"


def test_an_interrupt_stops_it_without_a_traceback() -> None:
    with started() as endpoint:
        endpoint.process.send_signal(signal.SIGINT)
        output, messages = endpoint.process.communicate(timeout=20)
        assert output == ""
        assert "Traceback" not in messages


def test_serial_numbers_contain_the_account_and_qr_codes_the_alias() -> None:
    with started("--account", "999988887777", "--alias", "example-corp") as endpoint:
        response = client(endpoint, "iam").create_virtual_mfa_device(VirtualMFADeviceName="phone")
        device = response["VirtualMFADevice"]
        assert device["SerialNumber"] == "arn:aws:iam::999988887777:mfa/phone"
        assert "phone@example-corp?" in scan(device["QRCodePNG"])
        assert client(endpoint, "iam").list_account_aliases()["AccountAliases"] == ["example-corp"]


def test_a_device_is_out_of_sync_with_a_fast_clock_until_it_is_resynced(
    tmp_path: Path,
) -> None:
    options, now = ("--state", str(tmp_path / "practice.db"), "--user", "alice"), int(time.time())
    with started(*options) as endpoint:
        iam = client(endpoint, "iam")
        created = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
        totp, serial = pyotp.TOTP(created["Base32StringSeed"].decode()), created["SerialNumber"]
        iam.enable_mfa_device(UserName="alice", SerialNumber=serial, **pair(totp, now))
    with started(*options, "--clock-skew", "600") as endpoint:
        iam, sts = client(endpoint, "iam"), client(endpoint, "sts")
        parameters = {"SerialNumber": serial, "TokenCode": totp.at(now + 60)}
        with pytest.raises(sts.exceptions.ClientError, match="one time pass code"):
            sts.get_session_token(**parameters)
        iam.resync_mfa_device(UserName="alice", SerialNumber=serial, **pair(totp, now + 60))
        credentials = sts.get_session_token(**parameters, DurationSeconds=900)["Credentials"]
        assert abs(credentials["Expiration"].timestamp() - (time.time() + 600 + 900)) < 60


def pair(totp: pyotp.TOTP, time_s: int) -> dict[str, str]:
    return {"AuthenticationCode1": totp.at(time_s - 30), "AuthenticationCode2": totp.at(time_s)}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--account", "12"], "is not an account ID, which has twelve digits"),
        (["--user", "root"], "already exists"),
        (["--user", "my user"], "The specified value for userName is invalid."),
        (["--user", "x" * 65], "less than or equal to 64"),
        (["--alias", "ab"], "greater than or equal to 3"),
        (["--alias", "Example Corp"], "satisfy regular expression pattern"),
        (
            ["--state", "/no/such/folder/state.db"],
            "can't use the state file /no/such/folder/state.db: No such file or directory",
        ),
        (["--clock-skew", "soon"], "is not a whole number from"),
        (["--clock-skew", "-99999999999"], "the account's clock must stay between the years"),
        (["--clock-skew", "999999999999"], "the account's clock must stay between the years"),
        (["--clock-skew", "9" * 4400], "is not a whole number from"),
        (["--clock-skew", "1_000"], "is not a whole number from"),
        (["--clock-skew", "\u0661"], "is not a whole number from"),
        (["--port", "-1"], "is not a whole number from 0 to 65535"),
        (["--port", "65536"], "is not a whole number from 0 to 65535"),
        (["--account", "\u0661" * 12], "is not an account ID, which has twelve digits"),
        (["--host", "http://box"], "is not a host name"),
        (["--host", "box:4566"], "is not a host name"),
        (["--host", ""], "is not a host name"),
        (["--bogus"], "unrecognized arguments"),
    ],
)
def test_an_invalid_option_gets_a_message(options: list[str], message: str) -> None:
    status, messages = refused(*options)
    assert status == 2
    assert message in messages


def test_a_state_file_stores_its_account(tmp_path: Path) -> None:
    path = str(tmp_path / "state.db")
    with started("--state", path, "--user", "alice", "--account", "999988887777") as endpoint:
        client(endpoint, "iam").create_virtual_mfa_device(VirtualMFADeviceName="phone")
    with started("--state", path, "--user", "bob") as endpoint:
        iam = client(endpoint, "iam")
        assert [user["UserName"] for user in iam.list_users()["Users"]] == ["alice", "bob"]
        (device,) = iam.list_virtual_mfa_devices()["VirtualMFADevices"]
        assert device["SerialNumber"] == "arn:aws:iam::999988887777:mfa/phone"
        event_log = client(endpoint, "cloudtrail")
        names = [event["EventName"] for event in event_log.lookup_events()["Events"]]
        assert names == ["ListVirtualMFADevices", "ListUsers", "CreateVirtualMFADevice"]
    status, messages = refused("--state", path, "--account", "111122223333")
    assert status == 2
    assert "it belongs to account 999988887777" in messages
