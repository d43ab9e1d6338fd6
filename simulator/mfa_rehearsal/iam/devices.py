"""Operations on virtual devices: create, find, tag, delete.

Rule: each takes an account and returns a new one. A refused operation raises and changes nothing.
`assignments` has the operations that assign a device to a user.
"""

import re
from dataclasses import replace

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import (
    Account,
    VirtualMfaDevice,
    device,
    find_device,
    with_device,
    without_device,
)
from mfa_rehearsal.iam.arns import check_name, serial_number
from mfa_rehearsal.iam.limits import (
    SECRET_CHARACTERS,
    VIRTUAL_DEVICES_PER_ACCOUNT,
)
from mfa_rehearsal.iam.mfa_devices import find_passkey, is_other_types_name
from mfa_rehearsal.iam.passkeys import Passkey
from mfa_rehearsal.iam.tags import Tag, tagged, untagged

SECRET = re.compile(rf"[A-Z2-7]{{{SECRET_CHARACTERS}}}")


def create(
    account: Account,
    name: str,
    secret: str,
    now: UnixSeconds,
    path: str = "/",
    tags: tuple[Tag, ...] = (),
) -> Account:
    """Return the account with a new virtual device that is not assigned to anyone yet.

    Args:
        account: the account as it is.
        name: the device's name, which ends its serial number.
        secret: 64 base32 characters that the caller has drawn.
        now: true time, the device's creation date.
        path: "/", or a path that begins and ends with a slash.
        tags: at most 50.

    Raises:
        Refusal: device-name-not-allowed, device-name-taken, too-many-devices, or a cause for the
            tags.
        ValueError: the secret is not 64 base32 characters, which is the caller's mistake.

    Source: IAM API Reference, CreateVirtualMFADevice.
    """
    if not SECRET.fullmatch(secret):
        raise ValueError(f"a secret is {SECRET_CHARACTERS} base32 characters")
    check_name(account, name, path)
    serial = serial_number(account, name, path)
    if find_device(account, serial) or is_other_types_name(account, name):
        raise errors.NAME_TAKEN.because("device-name-taken", field="name")
    if len(account.devices) >= VIRTUAL_DEVICES_PER_ACCOUNT:
        raise errors.ACCOUNT_FULL.because("too-many-devices", limit=VIRTUAL_DEVICES_PER_ACCOUNT)
    added = tagged((), tags, by_case=True)
    created = VirtualMfaDevice(serial, name, secret, path, now, tags=added)
    return with_device(account, created)


def delete(account: Account, serial_number: str) -> Account:
    """Return the account without the device.

    Raises:
        Refusal: no-such-device, device-still-assigned.

    Source: IAM API Reference, DeleteVirtualMFADevice.
    """
    found = device(account, serial_number)
    if found.user_name is not None:
        raise errors.STILL_ASSIGNED.because("device-still-assigned")
    return without_device(account, serial_number)


def delete_unassigned(account: Account) -> Account:
    """Return the account without its unassigned devices.

    Source: IAM User Guide, Deactivate an MFA device: adding a virtual device in the console, or
        while signing in, deletes every unassigned one first, so that its name can be used again.
    """
    for each in account.devices:
        if each.user_name is None:
            account = without_device(account, each.serial_number)
    return account


def security_key(account: Account, serial_number: str, user_name: str = "") -> Passkey:
    """Return a passkey or security key by its serial number.

    Args:
        account: the account as it is.
        serial_number: the passkey's ARN.
        user_name: the user that it must belong to, or "".

    Raises:
        Refusal: no-such-device, not-a-security-key, device-not-this-users.

    Source: the answer of GetMFADevice, observed for IAM users, not documented.
    """
    found = find_passkey(account, serial_number)
    if found and user_name in ("", found.user_name):
        return found
    if found:
        raise errors.NOT_THIS_USERS.because("device-not-this-users")
    device(account, serial_number)
    raise errors.NOT_A_SECURITY_KEY.because("not-a-security-key")


def tag(account: Account, serial_number: str, tags: tuple[Tag, ...]) -> Account:
    """Return the account with tags added to the device.

    Raises:
        Refusal: no-such-device, or a cause for the tags.

    Source: IAM API Reference, TagMFADevice.
    """
    found = device(account, serial_number)
    return with_device(account, replace(found, tags=tagged(found.tags, tags, by_case=True)))


def untag(account: Account, serial_number: str, keys: tuple[str, ...]) -> Account:
    """Return the account with these tag keys removed from the device.

    Raises:
        Refusal: no-such-device.

    Source: IAM API Reference, UntagMFADevice.
    """
    found = device(account, serial_number)
    return with_device(account, replace(found, tags=untagged(found.tags, keys)))
