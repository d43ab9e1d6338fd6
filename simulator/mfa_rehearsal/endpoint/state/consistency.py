"""Check that the records of a state file make one account, and name one that does not.

Rule: an account that was read is one that the endpoint could have written, so no operation has to
handle another.
"""

from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.indexed import Indexed

SHOWN_CHARACTERS = 300
"""How much of a damaged record's key an error shows. Serial numbers are shorter."""


def damaged(table: str, key: object) -> ValueError:
    """Return the error for a record, named by its table and key."""
    shown = key if isinstance(key, str) and key.isprintable() else ascii(key)
    return ValueError(f"its {table} record ({shown[:SHOWN_CHARACTERS]}) is damaged")


def check_consistency(account: Account) -> None:
    """Check that root and every owner exist, and that names and serial numbers match.

    Raises:
        ValueError: a record is damaged.
    """
    if iam.find_user(account, iam.ROOT) is None:
        raise damaged("users", iam.ROOT)
    _check_names("users", account.users)
    _check_names("roles", account.roles)
    for key in account.access_keys:
        _check_owner(account, "access_keys", key.access_key_id, key.user_name)
    for passkey in account.passkeys:
        _check_owner(account, "passkeys", passkey.serial_number, passkey.user_name)
    for device in account.devices:
        due = iam.serial_number(account, device.name, device.path)
        if not isinstance(device, iam.HardwareToken) and due != device.serial_number:
            raise damaged("devices", device.serial_number)
        if device.user_name is not None:
            _check_owner(account, "devices", device.serial_number, device.user_name)


def _check_names(table: str, named: Indexed[Any]) -> None:
    """Check that no two items have the same name, ignoring case."""
    for name in map(named.key, named):
        if len(named.of_group(name.lower())) > 1:
            raise damaged(table, name)


def _check_owner(account: Account, table: str, key: str, user_name: str) -> None:
    if iam.find_user(account, user_name) is None:
        raise damaged(table, key)
