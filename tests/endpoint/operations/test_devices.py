"""Operations on devices, through boto3."""

import base64
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.endpoint.conftest import NOW, Endpoint, Phone, create
from tests.webauthn.client import register


def test_a_new_device_has_a_serial_number_a_secret_and_a_qr_code(client: Any) -> None:
    device = client.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    assert device["SerialNumber"] == "arn:aws:iam::111122223333:mfa/phone"
    assert len(base64.b32decode(device["Base32StringSeed"])) == 40
    assert device["QRCodePNG"].startswith(b"\x89PNG")
    assert set(device) == {"SerialNumber", "Base32StringSeed", "QRCodePNG"}


def test_a_serial_number_contains_the_devices_path(endpoint: Endpoint, client: Any) -> None:
    phone = create(endpoint, client, "phone", Path="/team/")
    assert phone.serial == "arn:aws:iam::111122223333:mfa/team/phone"


def test_two_devices_have_different_secrets(endpoint: Endpoint, client: Any) -> None:
    one, other = create(endpoint, client, "one"), create(endpoint, client, "other")
    assert one.totp.secret != other.totp.secret


def test_an_enabled_device_belongs_to_its_user(client: Any, alices: Phone) -> None:
    (device,) = client.list_mfa_devices(UserName="alice")["MFADevices"]
    assert (device["UserName"], device["SerialNumber"]) == ("alice", alices.serial)
    assert device["EnableDate"].timestamp() == NOW
    assert client.list_mfa_devices(UserName="bob")["MFADevices"] == []


def test_a_resync_with_two_newer_codes_moves_the_offset(
    client: Any, endpoint: Endpoint, alices: Phone
) -> None:
    client.resync_mfa_device(UserName="alice", **alices.pair(20))
    assert endpoint.backend.account.devices[0].offset_steps == 20


def test_a_deactivated_device_is_unassigned_and_can_be_assigned_again(
    client: Any, endpoint: Endpoint, alices: Phone
) -> None:
    client.deactivate_mfa_device(UserName="alice", SerialNumber=alices.serial)
    assert client.list_mfa_devices(UserName="alice")["MFADevices"] == []
    client.enable_mfa_device(UserName="bob", **alices.pair(2))
    assert len(client.list_mfa_devices(UserName="bob")["MFADevices"]) == 1


def test_a_deleted_device_is_not_listed(client: Any, phone: Phone) -> None:
    client.delete_virtual_mfa_device(SerialNumber=phone.serial)
    assert client.list_virtual_mfa_devices()["VirtualMFADevices"] == []


def test_without_a_user_name_the_callers_devices_are_listed(
    endpoint: Endpoint, alices: Phone
) -> None:
    for name, count in (("alice", 1), ("bob", 0)):
        response = endpoint.client("iam", f"FAKE-{name}").list_mfa_devices()
        assert len(response["MFADevices"]) == count


def test_codes_ten_minutes_late_assign_the_device_but_it_is_out_of_sync(
    endpoint: Endpoint, client: Any, phone: Phone
) -> None:
    client.enable_mfa_device(UserName="alice", **phone.pair(-20))
    sts = endpoint.client("sts", "FAKE-alice")
    assert _signs_in(sts, phone) is False
    client.resync_mfa_device(UserName="alice", **phone.pair(1))
    assert _signs_in(sts, phone) is True


def _signs_in(sts: Any, phone: Phone) -> bool:
    try:
        sts.get_session_token(SerialNumber=phone.serial, TokenCode=phone.code())
    except sts.exceptions.ClientError:
        return False
    return True


def test_a_security_key_is_listed_found_and_removed_but_not_a_virtual_device(
    client: Any, endpoint: Endpoint, alices: Phone
) -> None:
    endpoint.backend.account = register(endpoint.backend.account, "alice", "key", NOW)
    serial = endpoint.backend.account.passkeys[0].serial_number
    listed = client.list_mfa_devices(UserName="alice")["MFADevices"]
    assert [each["SerialNumber"] for each in listed] == [alices.serial, serial]
    found = client.get_mfa_device(SerialNumber=serial, UserName="alice")
    assert (found["UserName"], found["SerialNumber"]) == ("alice", serial)
    assert found["EnableDate"].timestamp() == NOW
    with pytest.raises(ClientError, match="MFA Device invalid for user"):
        client.get_mfa_device(SerialNumber=serial, UserName="bob")
    virtual = client.list_virtual_mfa_devices()["VirtualMFADevices"]
    assert [each["SerialNumber"] for each in virtual] == [alices.serial]
    client.deactivate_mfa_device(UserName="alice", SerialNumber=serial)
    assert len(client.list_mfa_devices(UserName="alice")["MFADevices"]) == 1
