"""Assign a hardware TOTP token: serial number, and two codes in a row.

Rule: AWS knows the tokens that its maker sold, each by the serial number on its back. The rest is
as with an app: the same pair of codes, the same limits, the same resync.

Source: IAM User Guide, enable a hardware TOTP token for the root user. What AWS answers to a serial
number that it doesn't know is not published.
"""

from collections.abc import Mapping
from dataclasses import replace

from mfa_rehearsal.clock import UnixSeconds, time_step
from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import Account, HardwareToken, find_device, user, with_device
from mfa_rehearsal.iam.arns import check_name
from mfa_rehearsal.iam.assignments import check_digits
from mfa_rehearsal.iam.mfa_devices import check_room, name_is_used
from mfa_rehearsal.iam.pairs import pair_step
from mfa_rehearsal.typed import cleaned


def check_token_name(account: Account, name: str) -> None:
    """Check that a hardware token may have this name.

    Raises:
        Refusal: device-name-not-allowed, device-name-taken.
    """
    check_name(account, name, "/")
    if name_is_used(account, name):
        raise errors.NAME_TAKEN.because("device-name-taken", field="name")


def enable_token(
    account: Account,
    user_name: str,
    token: tuple[str, str],
    codes: tuple[str, str],
    made: Mapping[str, str],
    now: UnixSeconds,
) -> Account:
    """Return the account with a token assigned to the user.

    Args:
        account: the account as it is.
        user_name: an IAM user, or ROOT.
        token: the device's name, and the serial number as typed.
        codes: the older code, and the code right after it.
        made: the secrets of the tokens that the maker sold, by serial number.
        now: true time.

    Raises:
        Refusal: code-not-six-digits, no-such-user, token-serial-unknown, user-has-this-device,
            device-in-use, too-many-devices, what check_token_name refuses, or a cause for the pair
            of codes.
    """
    name, typed = token
    serial = cleaned(typed).upper()
    owner = user(account, user_name)
    if serial not in made:
        raise errors.TOKEN_UNKNOWN.because("token-serial-unknown", field="serial_number")
    check_digits(*codes)
    _check_free(account, owner.user_name, serial)
    check_token_name(account, name)
    check_room(account, user_name)
    new = HardwareToken(serial, name, made[serial], "/", now, user_name, now)
    step = pair_step(new, *codes, now)
    return with_device(
        account, replace(new, offset_steps=step - time_step(now), last_pair_step=step)
    )


def _check_free(account: Account, user_name: str, serial: str) -> None:
    found = find_device(account, serial)
    if found and found.user_name == user_name:
        raise errors.user_has_it(user_name).because("user-has-this-device")
    if found:
        raise errors.IN_USE.because("device-in-use")
