"""IAM's operations on MFA devices, in terms of `mfa_rehearsal.iam`.

Rule: names in, names out. What may be done is decided there, what it looks like here.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.pagination import Listing
from mfa_rehearsal.endpoint.operations.qr_png import qr_png
from mfa_rehearsal.endpoint.operations.users import tags_given, tell_tag, tell_user
from mfa_rehearsal.iam import Account, Tag, VirtualMfaDevice


def create_virtual_mfa_device(call: Call) -> Outcome:
    """Create a device; its key and QR code are told here and never again."""
    given, path = call.given, call.given.get("Path", "/")
    name, secret = given["VirtualMFADeviceName"], call.randomness.secret()
    after = iam.create(call.account, name, secret, call.now, path, tags_given(given))
    device = iam.device(after, iam.serial_number(after, name, path))
    return Outcome(after, {"VirtualMFADevice": _tell_new(after, device)})


def enable_mfa_device(call: Call) -> Outcome:
    """Assign a device to a user."""
    return Outcome(iam.enable(call.account, *_pair(call), call.now))


def resync_mfa_device(call: Call) -> Outcome:
    """Measure a device's clock anew."""
    return Outcome(iam.resync(call.account, *_pair(call), call.now))


def deactivate_mfa_device(call: Call) -> Outcome:
    """Take a device from its user."""
    return Outcome(iam.deactivate(call.account, _user_name(call), call.given["SerialNumber"]))


def delete_virtual_mfa_device(call: Call) -> Outcome:
    """Delete a device that is nobody's."""
    return Outcome(iam.delete(call.account, call.given["SerialNumber"]))


def get_mfa_device(call: Call) -> Outcome:
    """Look for a security key."""
    if "UserName" in call.given:
        iam.iam_user(call.account, call.given["UserName"])
    iam.security_key(call.account, call.given["SerialNumber"])
    return Outcome(call.account)


def list_mfa_devices(call: Call) -> Outcome:
    """List a user's devices."""
    devices = iam.devices_of(call.account, _user_name(call))
    in_order = sorted(devices, key=lambda device: device.serial_number)

    def after(serial: str) -> Iterator[VirtualMfaDevice]:
        return (device for device in in_order if device.serial_number > serial)

    listing = Listing(after, lambda device: device.serial_number, _tell_assigned)
    return Outcome(call.account, listing.page("MFADevices", call.given))


def list_virtual_mfa_devices(call: Call) -> Outcome:
    """List the account's virtual devices, those of somebody, of nobody, or all."""
    account, prefix = call.account, iam.serial_number(call.account, "", "")
    wanted = WANTED[call.given.get("AssignmentStatus", "Any")]

    def after(key: str) -> Iterator[VirtualMfaDevice]:
        return filter(wanted, iam.devices_after(account, prefix + key))

    def key(device: VirtualMfaDevice) -> str:
        return device.serial_number.removeprefix(prefix)

    listing = Listing(after, key, lambda device: _tell_virtual(account, device))
    return Outcome(account, listing.page("VirtualMFADevices", call.given))


def tag_mfa_device(call: Call) -> Outcome:
    """Put tags on a device."""
    return Outcome(iam.tag(call.account, call.given["SerialNumber"], tags_given(call.given)))


def untag_mfa_device(call: Call) -> Outcome:
    """Take tags off a device."""
    keys = tuple(call.given["TagKeys"])
    return Outcome(iam.untag(call.account, call.given["SerialNumber"], keys))


def list_mfa_device_tags(call: Call) -> Outcome:
    """List a device's tags in the order in which they were put on."""
    places = tuple(enumerate(iam.device(call.account, call.given["SerialNumber"]).tags, 1))

    def after(place: str) -> Iterator[tuple[int, Tag]]:
        return iter(places[int(place) if place.isdecimal() else 0 :])

    listing = Listing(after, lambda each: str(each[0]), lambda each: tell_tag(each[1]))
    return Outcome(call.account, listing.page("Tags", call.given))


WANTED: Mapping[str, Callable[[VirtualMfaDevice], bool]] = {
    "Any": lambda device: True,
    "Assigned": lambda device: device.user_name is not None,
    "Unassigned": lambda device: device.user_name is None,
}


def _user_name(call: Call) -> str:
    """Return the user named, or the caller; root cannot be named."""
    if "UserName" not in call.given:
        return call.caller.user_name
    return iam.iam_user(call.account, call.given["UserName"]).user_name


def _pair(call: Call) -> tuple[str, str, str, str]:
    given = call.given
    codes = given["AuthenticationCode1"], given["AuthenticationCode2"]
    return (_user_name(call), given["SerialNumber"], *codes)


def _tell_new(account: Account, device: VirtualMfaDevice) -> Mapping[str, Any]:
    told = {
        "SerialNumber": device.serial_number,
        "Base32StringSeed": device.secret.encode("ascii"),
        "QRCodePNG": qr_png(iam.provisioning_uri(account, device)),
    }
    tags = [tell_tag(tag) for tag in device.tags]
    return told | ({"Tags": tags} if tags else {})


def _tell_assigned(device: VirtualMfaDevice) -> Mapping[str, Any]:
    return {
        "UserName": device.user_name or "",
        "SerialNumber": device.serial_number,
        "EnableDate": device.enable_date or 0,
    }


def _tell_virtual(account: Account, device: VirtualMfaDevice) -> Mapping[str, Any]:
    if device.user_name is None:
        return {"SerialNumber": device.serial_number}
    return {
        "SerialNumber": device.serial_number,
        "User": tell_user(account, iam.user(account, device.user_name)),
        "EnableDate": device.enable_date or 0,
    }
