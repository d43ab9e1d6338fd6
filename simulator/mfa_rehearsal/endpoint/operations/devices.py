"""IAM's operations on MFA devices, on top of `mfa_rehearsal.iam`.

Rule: `iam` decides what is allowed; this module only converts parameters and results.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.pagination import Listing
from mfa_rehearsal.endpoint.operations.qr_png import qr_png
from mfa_rehearsal.endpoint.operations.users import (
    describe_tag,
    describe_user,
    requested_tags,
    tag_listing,
    target_name,
)
from mfa_rehearsal.iam import Account, MfaDevice, VirtualMfaDevice


def create_virtual_mfa_device(call: Call) -> Outcome:
    """Create a device. No other operation returns its secret and QR code."""
    parameters, path = call.parameters, call.parameters.get("Path", "/")
    name, secret = parameters["VirtualMFADeviceName"], call.randomness.secret()
    tags = requested_tags(parameters)
    after = iam.create(call.account, name, secret, call.now, path, tags)
    device = iam.device(after, iam.serial_number(after, name, path))
    return Outcome(after, {"VirtualMFADevice": _describe_new(after, device)})


def enable_mfa_device(call: Call) -> Outcome:
    """Assign a device to a user; a hardware token gets its serial number as its name."""
    _check_mfa_session(call)
    user_name, serial, first, second = _device_and_codes(call)
    if serial not in call.tokens:
        return Outcome(iam.enable(call.account, user_name, serial, first, second, call.now))
    token, codes, made = (serial, serial), (first, second), call.tokens
    return Outcome(iam.enable_token(call.account, user_name, token, codes, made, call.now))


def resync_mfa_device(call: Call) -> Outcome:
    """Measure a device's clock again."""
    return Outcome(iam.resync(call.account, *_device_and_codes(call), call.now))


def deactivate_mfa_device(call: Call) -> Outcome:
    """Remove a device from its user."""
    if "UserName" not in call.parameters:
        iam.calling_iam_user(call.account, call.caller.user_name)
    _check_mfa_session(call)
    serial_number = call.parameters["SerialNumber"]
    return Outcome(iam.deactivate(call.account, target_name(call), serial_number))


def delete_virtual_mfa_device(call: Call) -> Outcome:
    """Delete an unassigned device."""
    return Outcome(iam.delete(call.account, call.parameters["SerialNumber"]))


def get_mfa_device(call: Call) -> Outcome:
    """Look up a security key."""
    parameters, user_name = call.parameters, ""
    if "UserName" in parameters:
        user_name = iam.iam_user(call.account, parameters["UserName"]).user_name
    found = iam.security_key(call.account, parameters["SerialNumber"], user_name)
    return Outcome(call.account, _describe_assigned(found))


def list_mfa_devices(call: Call) -> Outcome:
    """List a user's devices."""
    devices = iam.mfa_devices_of(call.account, target_name(call))
    in_order = sorted(devices, key=lambda device: device.serial_number)

    def after(serial: str) -> Iterator[MfaDevice]:
        return (device for device in in_order if device.serial_number > serial)

    listing = Listing(after, lambda device: device.serial_number, _describe_assigned)
    return Outcome(call.account, listing.page("MFADevices", call.parameters))


def list_virtual_mfa_devices(call: Call) -> Outcome:
    """List the account's virtual devices: the assigned ones, the unassigned ones, or all."""
    account, prefix = call.account, iam.serial_number(call.account, "", "")
    has_status = STATUS_FILTERS[call.parameters.get("AssignmentStatus", "Any")]

    def after(key: str) -> Iterator[VirtualMfaDevice]:
        return filter(has_status, iam.devices_after(account, prefix + key))

    def key(device: VirtualMfaDevice) -> str:
        return device.serial_number.removeprefix(prefix)

    listing = Listing(after, key, lambda device: _describe_virtual(account, device))
    return Outcome(account, listing.page("VirtualMFADevices", call.parameters))


def tag_mfa_device(call: Call) -> Outcome:
    """Add tags to a device."""
    serial_number, tags = call.parameters["SerialNumber"], requested_tags(call.parameters)
    return Outcome(iam.tag(call.account, serial_number, tags))


def untag_mfa_device(call: Call) -> Outcome:
    """Remove tags from a device."""
    keys = tuple(call.parameters["TagKeys"])
    return Outcome(iam.untag(call.account, call.parameters["SerialNumber"], keys))


def list_mfa_device_tags(call: Call) -> Outcome:
    """List a device's tags in the order in which they were added."""
    device = iam.device(call.account, call.parameters["SerialNumber"])
    return Outcome(call.account, tag_listing(device.tags).page("Tags", call.parameters))


STATUS_FILTERS: Mapping[str, Callable[[VirtualMfaDevice], bool]] = {
    "Any": lambda device: True,
    "Assigned": lambda device: device.user_name is not None,
    "Unassigned": lambda device: device.user_name is None,
}


def _check_mfa_session(call: Call) -> None:
    """Refuse to change the caller's own devices without MFA.

    Credentials that belong to nobody in particular may change anyone's, like an administrator's.
    """
    caller, user_name = call.caller, target_name(call)
    is_own = caller.is_named and caller.user_name == user_name
    if is_own and not caller.has_mfa:
        iam.check_mfa_session(call.account, user_name)


def _device_and_codes(call: Call) -> tuple[str, str, str, str]:
    """Return user name, serial number and the two codes."""
    parameters = call.parameters
    codes = parameters["AuthenticationCode1"], parameters["AuthenticationCode2"]
    return (target_name(call), parameters["SerialNumber"], *codes)


def _describe_new(account: Account, device: VirtualMfaDevice) -> Mapping[str, Any]:
    members = {
        "SerialNumber": device.serial_number,
        "Base32StringSeed": device.secret.encode("ascii"),
        "QRCodePNG": qr_png(iam.provisioning_uri(account, device)),
    }
    tags = [describe_tag(tag) for tag in device.tags]
    return members | ({"Tags": tags} if tags else {})


def _describe_assigned(device: MfaDevice) -> Mapping[str, Any]:
    return {
        "UserName": device.user_name or "",
        "SerialNumber": device.serial_number,
        "EnableDate": device.enable_date or 0,
    }


def _describe_virtual(account: Account, device: VirtualMfaDevice) -> Mapping[str, Any]:
    if device.user_name is None:
        return {"SerialNumber": device.serial_number}
    return {
        "SerialNumber": device.serial_number,
        "User": describe_user(account, iam.user(account, device.user_name)),
        "EnableDate": device.enable_date or 0,
    }
