"""Root's MFA: both states as audits see them, and what the API refuses."""

from typing import Any

import pytest
from mfa_rehearsal.endpoint.root_mfa import RootMfa
from mfa_rehearsal.testing import ControlError, Endpoint

from tests.endpoint.command import started
from tests.endpoint.conftest import refusal
from tests.endpoint.test_cli import client as client_of
from tests.endpoint.test_control import client

ROOTS_DEVICE = "arn:aws:iam::111122223333:mfa/root-account-mfa-device"
ROOT_ARN = "arn:aws:iam::111122223333:root"


@pytest.mark.parametrize(
    ("kind", "enabled", "virtual", "serial"),
    [
        ("none", 0, [], ""),
        ("virtual", 1, [ROOTS_DEVICE], ROOTS_DEVICE),
        ("hardware", 1, [], "GAHT00000001"),
        ("passkey", 1, [], "arn:aws:iam::111122223333:u2f/root/"),
    ],
)
def test_audits_see_whether_and_how_root_is_protected(
    kind: RootMfa, enabled: int, virtual: list[str], serial: str
) -> None:
    with Endpoint(user_names=["alice"], root_mfa=kind) as endpoint:
        iam, root = client(endpoint, "iam"), client(endpoint, "iam", "root")
        summary = iam.get_account_summary()["SummaryMap"]
        assert summary["AccountMFAEnabled"] == summary["MFADevicesInUse"] == enabled
        devices = iam.list_virtual_mfa_devices()["VirtualMFADevices"]
        assert [device["SerialNumber"] for device in devices] == virtual
        assert [device["User"]["Arn"] for device in devices] == [ROOT_ARN] * len(virtual)
        own = [device["SerialNumber"] for device in root.list_mfa_devices()["MFADevices"]]
        assert [each.startswith(serial) for each in own] == [True] * enabled
        iam.generate_credential_report()
        endpoint.advance(2)
        report = iam.get_credential_report()["Content"].decode().splitlines()[1].split(",")
        assert (report[0], report[7]) == ("<root_account>", str(bool(enabled)).lower())
        endpoint.reset()
        assert iam.get_account_summary()["SummaryMap"]["AccountMFAEnabled"] == enabled


def test_root_gets_a_session_for_a_code_but_cannot_change_its_mfa_by_api() -> None:
    with Endpoint(user_names=["alice"], root_mfa="virtual") as endpoint:
        iam, sts = client(endpoint, "iam", "root"), client(endpoint, "sts", "root")
        sts.get_session_token(SerialNumber=ROOTS_DEVICE, TokenCode=endpoint.code(ROOTS_DEVICE))
        message = "Must specify userName when calling with non-User credentials"
        refused = refusal(iam.deactivate_mfa_device, SerialNumber=ROOTS_DEVICE)
        assert refused == ("ValidationError", 400, message)
        named = {"UserName": "root", "SerialNumber": ROOTS_DEVICE}
        assert refusal(iam.deactivate_mfa_device, **named)[0] == "NoSuchEntity"
        pair: dict[str, Any] = {**named, **endpoint.pair(ROOTS_DEVICE)}
        for call in (iam.enable_mfa_device, iam.resync_mfa_device):
            assert refusal(call, **pair)[0] == "NoSuchEntity"
        refused = refusal(iam.delete_virtual_mfa_device, SerialNumber=ROOTS_DEVICE)
        assert refused[0] == "DeleteConflict"


def test_roots_mfa_changes_while_the_endpoint_runs() -> None:
    with Endpoint(user_names=["alice"], root_mfa="virtual") as endpoint:
        iam = client(endpoint, "iam")
        kinds: tuple[RootMfa, ...] = ("passkey", "none", "hardware", "virtual", "virtual")
        for kind in kinds:
            endpoint.set_root_mfa(kind)
            summary = iam.get_account_summary()["SummaryMap"]
            assert summary["AccountMFAEnabled"] == int(kind != "none")
            assert summary["MFADevices"] == int(kind != "none")
            virtual = iam.list_virtual_mfa_devices()["VirtualMFADevices"]
            assert len(virtual) == int(kind == "virtual")
        with pytest.raises(
            ControlError, match="kind must be one of none, virtual, passkey, hardware"
        ):
            endpoint.set_root_mfa("phone")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["virtual", "passkey", "hardware"])
def test_roots_mfa_is_in_the_state_file(tmp_path: Any, kind: str) -> None:
    options = ("--state", str(tmp_path / "s.db"), "--root-mfa", kind)
    serials = []
    for _ in range(2):
        with started(*options) as running:
            (device,) = client_of(running, "iam").list_mfa_devices()["MFADevices"]
            serials.append(device["SerialNumber"])
    assert serials[0] == serials[1]
