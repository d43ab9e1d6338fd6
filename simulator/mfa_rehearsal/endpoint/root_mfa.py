"""Give root MFA, or take it away, because nobody can through the API.

Rule: a virtual device is enabled with codes, by the same rule as in the console. A passkey is
registered with a new key whose private half is thrown away: it can be listed and counted, and
nothing can sign in with it.

Source: the device's name is the one that AWS's console gave root's devices by itself, reported;
audit tools look for it.
"""

import secrets
from typing import Final, Literal

from mfa_rehearsal import iam
from mfa_rehearsal.clock import TimeStep, UnixSeconds, time_step
from mfa_rehearsal.iam import Account, Passkey
from mfa_rehearsal.iam.arns import passkey_serial_number
from mfa_rehearsal.iam.mfa_devices import mfa_devices_of, with_passkey
from mfa_rehearsal.iam.totp import code_number, decode_secret
from mfa_rehearsal.webauthn import es256

RootMfa = Literal["none", "virtual", "passkey", "hardware"]
KINDS: Final[tuple[RootMfa, ...]] = ("none", "virtual", "passkey", "hardware")
DEVICE_NAME: Final = "root-account-mfa-device"
TOKEN_SERIAL: Final = "GAHT00000001"
PASSKEY_NAME: Final = "root-passkey"
NOT_ATTESTED: Final = bytes(16)


def with_root_mfa(account: Account, kind: RootMfa, secret: str, now: UnixSeconds) -> Account:
    """Return the account with MFA for root, if root has none.

    Args:
        account: the account as it is.
        kind: of device, or "none".
        secret: of a virtual device or a hardware token.
        now: true time.
    """
    if kind == "none" or mfa_devices_of(account, iam.ROOT):
        return account
    if kind == "passkey":
        return with_passkey(account, _passkey(account, now))
    if kind == "hardware":
        token, made = (DEVICE_NAME, TOKEN_SERIAL), {TOKEN_SERIAL: secret}
        return iam.enable_token(account, iam.ROOT, token, pair(secret, now), made, now)
    created = iam.create(account, DEVICE_NAME, secret, now)
    return enabled(created, iam.ROOT, iam.serial_number(created, DEVICE_NAME), now)


def without_root_mfa(account: Account) -> Account:
    """Return the account without root's devices."""
    for device in mfa_devices_of(account, iam.ROOT):
        account = iam.deactivate(account, iam.ROOT, device.serial_number)
        if iam.find_device(account, device.serial_number):
            account = iam.delete(account, device.serial_number)
    return account


def enabled(account: Account, user_name: str, serial: str, now: UnixSeconds) -> Account:
    """Return the account after a user enabled a device with the codes that it shows."""
    codes = pair(iam.device(account, serial).secret, now)
    return iam.enable(account, user_name, serial, *codes, now)


def pair(secret: str, now: UnixSeconds) -> tuple[str, str]:
    """Return the last two codes that a device with the right time has shown."""
    key, step = decode_secret(secret), time_step(now)
    older, newer = code_number(key, TimeStep(step - 1)), code_number(key, step)
    return f"{older:06}", f"{newer:06}"


def _passkey(account: Account, now: UnixSeconds) -> Passkey:
    credential_id = secrets.token_bytes(32)
    root = iam.user(account, iam.ROOT)
    return Passkey(
        passkey_serial_number(account, root, PASSKEY_NAME, credential_id),
        PASSKEY_NAME,
        iam.ROOT,
        credential_id,
        es256.public_key(es256.private_key(secrets.token_bytes(32))),
        sign_count=0,
        backup_eligible=True,
        backed_up=True,
        aaguid=NOT_ATTESTED,
        create_date=now,
    )
