"""A device's life through boto3."""

import base64
from typing import Any

from tests.endpoint.conftest import NOW, Endpoint, Phone, create


def test_a_new_device_has_a_serial_number_a_key_and_a_picture(client: Any) -> None:
    told = client.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    assert told["SerialNumber"] == "arn:aws:iam::111122223333:mfa/phone"
    assert len(base64.b32decode(told["Base32StringSeed"])) == 40
    assert told["QRCodePNG"].startswith(b"\x89PNG")
    assert set(told) == {"SerialNumber", "Base32StringSeed", "QRCodePNG"}


def test_a_device_has_its_path_in_its_serial_number(endpoint: Endpoint, client: Any) -> None:
    phone = create(endpoint, client, "phone", Path="/team/")
    assert phone.serial == "arn:aws:iam::111122223333:mfa/team/phone"


def test_two_devices_have_two_keys(endpoint: Endpoint, client: Any) -> None:
    one, other = create(endpoint, client, "one"), create(endpoint, client, "other")
    assert one.totp.secret != other.totp.secret


def test_an_enabled_device_is_its_users(client: Any, alices: Phone) -> None:
    (told,) = client.list_mfa_devices(UserName="alice")["MFADevices"]
    assert (told["UserName"], told["SerialNumber"]) == ("alice", alices.serial)
    assert told["EnableDate"].timestamp() == NOW
    assert client.list_mfa_devices(UserName="bob")["MFADevices"] == []


def test_resyncing_takes_two_newer_codes(client: Any, endpoint: Endpoint, alices: Phone) -> None:
    client.resync_mfa_device(UserName="alice", **alices.pair(20))
    assert endpoint.backend.account.devices[0].offset_steps == 20


def test_a_deactivated_device_is_nobodys_and_can_be_anothers(
    client: Any, endpoint: Endpoint, alices: Phone
) -> None:
    client.deactivate_mfa_device(UserName="alice", SerialNumber=alices.serial)
    assert client.list_mfa_devices(UserName="alice")["MFADevices"] == []
    client.enable_mfa_device(UserName="bob", **alices.pair(2))
    assert len(client.list_mfa_devices(UserName="bob")["MFADevices"]) == 1


def test_a_deleted_device_is_gone(client: Any, phone: Phone) -> None:
    client.delete_virtual_mfa_device(SerialNumber=phone.serial)
    assert client.list_virtual_mfa_devices()["VirtualMFADevices"] == []


def test_a_list_without_a_user_name_is_the_callers(endpoint: Endpoint, alices: Phone) -> None:
    for name, count in (("alice", 1), ("bob", 0)):
        told = endpoint.client("iam", f"FAKE-{name}").list_mfa_devices()
        assert len(told["MFADevices"]) == count


def test_codes_ten_minutes_late_assign_the_device_and_leave_it_out_of_sync(
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
