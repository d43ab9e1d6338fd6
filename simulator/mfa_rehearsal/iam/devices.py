"""Operations on devices: create, enable, resync, deactivate, delete.

Rule: each takes an account and returns a new one. A refused operation raises and changes nothing.
Deactivating keeps the secret, the offset and the last pair; only deleting discards them.
"""

import re
from dataclasses import replace

from mfa_rehearsal.clock import UnixSeconds, time_step
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import (
    Account,
    HardwareToken,
    VirtualMfaDevice,
    device,
    devices_of,
    find_device,
    user,
    with_device,
    without_device,
)
from mfa_rehearsal.iam.arns import check_name, serial_number
from mfa_rehearsal.iam.limits import (
    SECRET_CHARACTERS,
    VIRTUAL_DEVICES_PER_ACCOUNT,
)
from mfa_rehearsal.iam.mfa_devices import (
    check_room,
    find_passkey,
    is_other_types_name,
    remove_passkey,
)
from mfa_rehearsal.iam.pairs import pair_step
from mfa_rehearsal.iam.passkeys import Passkey
from mfa_rehearsal.iam.tags import Tag, tagged, untagged
from mfa_rehearsal.iam.totp import is_code

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


def enable(
    account: Account, user_name: str, serial_number: str, first: str, second: str, now: UnixSeconds
) -> Account:
    """Return the account with the device assigned to the user.

    Args:
        account: the account as it is.
        user_name: an IAM user, or ROOT.
        serial_number: the device's ARN.
        first: the older code.
        second: the code right after it.
        now: true time.

    Raises:
        Refusal: code-not-six-digits, no-such-user, no-such-device, user-has-this-device,
            device-in-use, too-many-devices, or a cause for the pair of codes.

    Source: IAM API Reference, EnableMFADevice.
    """
    check_digits(first, second)
    owner, found = user(account, user_name), device(account, serial_number)
    if found.user_name == owner.user_name:
        raise errors.user_has_it(user_name).because("user-has-this-device")
    if found.user_name is not None:
        raise errors.IN_USE.because("device-in-use")
    check_room(account, user_name)
    synced = _synced(found, first, second, now)
    return with_device(account, replace(synced, user_name=user_name, enable_date=now))


def check_digits(first: str, second: str) -> None:
    """Check that both codes of a pair are six digits.

    Raises:
        Refusal: code-not-six-digits.
    """
    for which, code in (("first", first), ("second", second)):
        if not is_code(code):
            answer = errors.not_allowed(f"The {which} code is not six digits.")
            raise answer.because("code-not-six-digits", field=which)


def check_mfa_session(account: Account, user_name: str) -> None:
    """Check that a user may enable or deactivate their own devices in a session without MFA.

    Raises:
        Refusal: mfa-session-required, if they have a device, whichever one the request is about.

    Source: recorded answers for IAM users, observed, not documented. Nobody needs MFA to enable a
        first device, or to change another user's.
    """
    if devices_of(account, user_name):
        raise errors.MFA_SESSION_REQUIRED.because("mfa-session-required")


def resync(
    account: Account, user_name: str, serial_number: str, first: str, second: str, now: UnixSeconds
) -> Account:
    """Return the account with the device's offset measured again.

    Raises:
        Refusal: code-not-six-digits, no-such-user, no-such-device, device-not-this-users, or a
            cause for the pair of codes.

    Source: IAM API Reference, ResyncMFADevice.
    """
    check_digits(first, second)
    found = _device_of(account, user_name, serial_number)
    return with_device(account, _synced(found, first, second, now))


def resync_any(
    account: Account, user_name: str, first: str, second: str, now: UnixSeconds
) -> Account:
    """Return the account after resyncing the user's device that the pair belongs to.

    Raises:
        Refusal: no-such-user, no-such-device, or a cause for the pair of codes. With
            several devices, the cause comes from one whose key the codes come from, if any.

    Source: the sign-in page names no device; how we choose one is ours.
    """
    refusals = []
    for found in devices_of(account, user_name):
        try:
            return resync(account, user_name, found.serial_number, first, second, now)
        except Refusal as refusal:
            refusals.append(refusal)
    if not refusals:
        raise errors.CANNOT_VALIDATE.because("no-such-device")
    raise min(refusals, key=lambda refusal: refusal.cause == "codes-not-from-this-key")


def deactivate(account: Account, user_name: str, serial_number: str) -> Account:
    """Return the account with the device unassigned.

    A virtual device and its name stay. A passkey, security key or hardware token is gone.

    Raises:
        Refusal: no-such-user, no-such-device, device-not-this-users.

    Source: IAM API Reference, DeactivateMFADevice. Keeping the history is observed.
    """
    if find_passkey(account, serial_number):
        return remove_passkey(account, user_name, serial_number)
    found = _device_of(account, user_name, serial_number)
    if isinstance(found, HardwareToken):
        return without_device(account, serial_number)
    return with_device(account, replace(found, user_name=None, enable_date=None))


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


def _device_of(account: Account, user_name: str, serial_number: str) -> VirtualMfaDevice:
    owner, found = user(account, user_name), device(account, serial_number)
    if found.user_name != owner.user_name:
        raise errors.NOT_THIS_USERS.because("device-not-this-users")
    return found


def _synced(found: VirtualMfaDevice, first: str, second: str, now: UnixSeconds) -> VirtualMfaDevice:
    step = pair_step(found, first, second, now)
    return replace(found, offset_steps=step - time_step(now), last_pair_step=step)
