"""`python -m mfa_rehearsal endpoint`: options, and the two lines that it prints."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import boto3
import pyotp
import pytest
from mfa_rehearsal.publish.paths import ROOT

from tests.endpoint.command import Started, refused, started
from tests.endpoint.operations.test_qr_png import scan


def client(endpoint: Started, service: str) -> Any:
    given = endpoint.environment
    return boto3.client(
        service,  # type: ignore[call-overload,unused-ignore]
        endpoint_url=given["AWS_ENDPOINT_URL"],
        region_name=given["AWS_DEFAULT_REGION"],
        aws_access_key_id=given["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=given["AWS_SECRET_ACCESS_KEY"],
    )


def test_it_prints_two_lines_to_paste_and_they_work() -> None:
    with started("--user", "alice", "--user", "bob") as endpoint:
        assert endpoint.lines[0].startswith("export AWS_ENDPOINT_URL=http://127.0.0.1:")
        assert endpoint.lines[1] == (
            "export AWS_ACCESS_KEY_ID=FAKE-alice AWS_SECRET_ACCESS_KEY=not-a-secret"
            " AWS_DEFAULT_REGION=us-east-1\n"
        )
        users = client(endpoint, "iam").list_users()["Users"]
        assert [user["UserName"] for user in users] == ["alice", "bob"]
        assert client(endpoint, "sts").get_caller_identity()["Account"] == "111122223333"


def test_it_ends_quietly_when_interrupted() -> None:
    with started() as endpoint:
        endpoint.process.send_signal(signal.SIGINT)
        rest, complaint = endpoint.process.communicate(timeout=20)
        assert rest == ""
        assert "Traceback" not in complaint


def test_account_and_alias_are_in_serial_numbers_and_pictures() -> None:
    with started("--account", "999988887777", "--alias", "example-corp") as endpoint:
        told = client(endpoint, "iam").create_virtual_mfa_device(VirtualMFADeviceName="phone")
        device = told["VirtualMFADevice"]
        assert device["SerialNumber"] == "arn:aws:iam::999988887777:mfa/phone"
        assert "phone@example-corp?" in scan(device["QRCodePNG"])
        assert client(endpoint, "iam").list_account_aliases()["AccountAliases"] == ["example-corp"]


def test_a_clock_set_fast_afterwards_leaves_the_device_out_of_sync_until_it_is_resynced(
    tmp_path: Path,
) -> None:
    options, now = ("--state", str(tmp_path / "practice.db"), "--user", "alice"), int(time.time())
    with started(*options) as endpoint:
        iam = client(endpoint, "iam")
        told = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
        totp, serial = pyotp.TOTP(told["Base32StringSeed"].decode()), told["SerialNumber"]
        iam.enable_mfa_device(UserName="alice", SerialNumber=serial, **pair(totp, now))
    with started(*options, "--clock-skew", "600") as endpoint:
        iam, sts = client(endpoint, "iam"), client(endpoint, "sts")
        given = {"SerialNumber": serial, "TokenCode": totp.at(now + 60)}
        with pytest.raises(sts.exceptions.ClientError, match="one time pass code"):
            sts.get_session_token(**given)
        iam.resync_mfa_device(UserName="alice", SerialNumber=serial, **pair(totp, now + 60))
        told = sts.get_session_token(**given, DurationSeconds=900)["Credentials"]
        assert abs(told["Expiration"].timestamp() - (time.time() + 600 + 900)) < 60


def pair(totp: pyotp.TOTP, moment: int) -> dict[str, str]:
    return {"AuthenticationCode1": totp.at(moment - 30), "AuthenticationCode2": totp.at(moment)}


@pytest.mark.parametrize(
    ("options", "complaint"),
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
def test_a_mistake_in_the_options_is_told_in_a_line(options: list[str], complaint: str) -> None:
    code, told = refused(*options)
    assert code == 2
    assert complaint in told


def test_a_state_file_keeps_its_account(tmp_path: Path) -> None:
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
    code, told = refused("--state", path, "--account", "111122223333")
    assert (code, "it belongs to account 999988887777" in told) == (2, True)


def test_another_command_is_told_how_to_use_it() -> None:
    ended = subprocess.run(
        (sys.executable, "-m", "mfa_rehearsal"), cwd=ROOT, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("usage: python -m mfa_rehearsal endpoint")
