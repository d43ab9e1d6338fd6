"""Operations that assign a device to a user, and take it away: enable, resync, deactivate.

Rule: each takes an account and returns a new one. A refused operation raises and changes nothing.
Deactivating keeps the secret, the offset and the last pair; only deleting discards them.
"""

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
    user,
    with_device,
    without_device,
)
from mfa_rehearsal.iam.mfa_devices import check_room, find_passkey, remove_passkey
from mfa_rehearsal.iam.pairs import pair_step
from mfa_rehearsal.iam.totp import is_code


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


def _device_of(account: Account, user_name: str, serial_number: str) -> VirtualMfaDevice:
    owner, found = user(account, user_name), device(account, serial_number)
    if found.user_name != owner.user_name:
        raise errors.NOT_THIS_USERS.because("device-not-this-users")
    return found


def _synced(found: VirtualMfaDevice, first: str, second: str, now: UnixSeconds) -> VirtualMfaDevice:
    step = pair_step(found, first, second, now)
    return replace(found, offset_steps=step - time_step(now), last_pair_step=step)
