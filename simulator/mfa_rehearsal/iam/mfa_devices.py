"""An account's MFA devices of all types: virtual devices, hardware tokens, and passkeys.

Rule: what AWS counts, names and limits across types is here. Each type has its own operations.
"""

from dataclasses import replace

from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import (
    Account,
    HardwareToken,
    VirtualMfaDevice,
    device,
    devices_of,
    user,
)
from mfa_rehearsal.iam.limits import DEVICES_PER_USER
from mfa_rehearsal.iam.passkeys import Passkey

MfaDevice = VirtualMfaDevice | Passkey


def passkeys_of(account: Account, user_name: str) -> tuple[Passkey, ...]:
    """Return a user's passkeys, in the order in which they were registered."""
    return account.passkeys.of_group(user_name)


def find_passkey(account: Account, serial_number: str) -> Passkey | None:
    """Return a passkey by its serial number, or None."""
    return account.passkeys.find(serial_number)


def mfa_devices_of(account: Account, user_name: str) -> tuple[MfaDevice, ...]:
    """Return a user's devices of all types, oldest first."""
    virtual, passkeys = devices_of(account, user_name), passkeys_of(account, user_name)
    theirs: tuple[MfaDevice, ...] = (*virtual, *passkeys)
    return tuple(sorted(theirs, key=lambda each: each.create_date))


def mfa_device(account: Account, serial_number: str) -> MfaDevice:
    """Return a device of any type by its serial number.

    Raises:
        Refusal: no-such-device.
    """
    return find_passkey(account, serial_number) or device(account, serial_number)


def name_is_used(account: Account, name: str) -> bool:
    """Say whether a device of any type has this name.

    Source: IAM User Guide, MFA: names are unique in the account, root's and users' together.
    """
    virtual = any(each.name == name for each in account.devices)
    return virtual or any(each.name == name for each in account.passkeys)


def is_other_types_name(account: Account, name: str) -> bool:
    """Say whether a device other than a virtual one has this name."""
    tokens = (each for each in account.devices if isinstance(each, HardwareToken))
    return any(each.name == name for each in (*tokens, *account.passkeys))


def check_room(account: Account, user_name: str) -> None:
    """Check that a user may have another device.

    Raises:
        Refusal: too-many-devices.

    Source: IAM User Guide, MFA: eight devices of any combination of types.
    """
    count = len(account.devices.of_group(user_name)) + len(account.passkeys.of_group(user_name))
    if count >= DEVICES_PER_USER:
        raise errors.USER_FULL.because("too-many-devices", limit=DEVICES_PER_USER)


def with_passkey(account: Account, changed: Passkey) -> Account:
    """Return the account with this passkey, replacing one with the same serial number."""
    return replace(account, passkeys=account.passkeys.put(changed))


def remove_passkey(account: Account, user_name: str, serial_number: str) -> Account:
    """Return the account without a user's passkey.

    Raises:
        Refusal: no-such-user, no-such-device, device-not-this-users.
    """
    owner, found = user(account, user_name), find_passkey(account, serial_number)
    if found is None:
        raise errors.no_such_device(serial_number).because("no-such-device")
    if found.user_name != owner.user_name:
        raise errors.NOT_THIS_USERS.because("device-not-this-users")
    return replace(account, passkeys=account.passkeys.drop(serial_number))
