"""A device's identifiers: its name and path, its serial number, and the text of its QR code.

Rule: a name is checked once, when the device is created. After that the serial number identifies
the device.
"""

import hashlib
from base64 import b32encode

from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import ROOT, Account, User, VirtualMfaDevice
from mfa_rehearsal.iam.limits import (
    DEVICE_NAME,
    PATH,
    PATH_MAX_CHARACTERS,
    SERIAL,
    SERIAL_MAX_CHARACTERS,
)
from mfa_rehearsal.typed import wrong_name_character

ISSUER = "Amazon%20Web%20Services"
NAME_RULE = "Use only letters A to Z, digits and _ + = , . @ -, without spaces."
PATH_RULE = (
    "Begin and end the path with a slash. Use only letters A to Z, digits and _ + = / : , . @ -."
)
PATH_NOT_ALLOWED = (
    "The specified value for path is invalid. "
    "It must begin and end with / and contain only alphanumeric characters and/or / characters."
)
"""Observed. AWS's model allows more in a path than in the serial numbers that contain it."""


def serial_number(account: Account, name: str, path: str = "/") -> str:
    """Return the ARN of a virtual device with this name.

    Source: IAM User Guide, IAM identifiers.
    """
    return f"arn:aws:iam::{account.account_id}:mfa{path}{name}"


def passkey_serial_number(account: Account, owner: User, name: str, credential_id: bytes) -> str:
    """Return the ARN of a user's passkey or security key with this name.

    Source: AWS CLI's examples for list-mfa-devices and get-mfa-device, which end in 26 base32
        characters; that root's has no path is reported. How AWS draws them is not published.
    """
    drawn = b32encode(hashlib.sha256(credential_id).digest()[:16]).decode().rstrip("=")
    of = "root" if owner.user_name == ROOT else f"user{owner.path}{owner.user_name}"
    return f"arn:aws:iam::{account.account_id}:u2f/{of}/{name}-{drawn}"


def user_arn(account: Account, user: User) -> str:
    """Return the ARN of a user.

    Source: IAM User Guide, IAM identifiers.
    """
    if user.user_name == ROOT:
        return f"arn:aws:iam::{account.account_id}:root"
    return f"arn:aws:iam::{account.account_id}:user{user.path}{user.user_name}"


def check_name(account: Account, name: str, path: str) -> None:
    """Check that a device may have this name and path.

    Raises:
        Refusal: device-name-not-allowed, also if no other operation would accept the serial number.
    """
    _check_characters(name)
    if len(path) > PATH_MAX_CHARACTERS or not PATH.fullmatch(path):
        raise _not_allowed(PATH_NOT_ALLOWED, PATH_RULE)
    if not SERIAL.fullmatch(serial_number(account, name, path)):
        raise _not_allowed(PATH_NOT_ALLOWED, PATH_RULE)
    _check_length(serial_number(account, name, path))


def check_passkey_name(account: Account, owner: User, name: str) -> None:
    """Check that a user's passkey may have this name.

    Raises:
        Refusal: device-name-not-allowed.
    """
    _check_characters(name)
    _check_length(passkey_serial_number(account, owner, name, b""))


def provisioning_uri(account: Account, device: VirtualMfaDevice) -> str:
    """Return the text of the device's QR code, as AWS's console writes it.

    Source: QR codes decoded from real consoles, reported. They name no algorithm, digits
        or period, so the defaults SHA-1, six digits and 30 seconds apply. The `@` is not escaped.
    """
    label = f"{ISSUER}:{device.name}@{account.alias or account.account_id}"
    return f"otpauth://totp/{label}?secret={device.secret}&issuer={ISSUER}"


def _check_characters(name: str) -> None:
    if not name:
        raise _not_allowed("The device name is missing.", f"Give the device a name. {NAME_RULE}")
    if not DEVICE_NAME.fullmatch(name):
        rule = f"{wrong_name_character(name)} {NAME_RULE}"
        raise _not_allowed("The device name has a character that is not allowed.", rule)


def _check_length(serial: str) -> None:
    excess = len(serial) - SERIAL_MAX_CHARACTERS
    if excess > 0:
        too_long = f"{excess} character{'' if excess == 1 else 's'} too long"
        rule = f"The name and path are {too_long}. Shorten the name."
        raise _not_allowed("The device name is too long.", rule)


def _not_allowed(message: str, rule: str) -> Refusal:
    answer = errors.not_allowed(message)
    return answer.because("device-name-not-allowed", field="name", rule=rule)
