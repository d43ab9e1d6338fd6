"""Check that the records of a state file make one account, and name one that does not.

Rule: an account that was read is one that the endpoint could have written, so no operation has to
handle another.
"""

from mfa_rehearsal import iam
from mfa_rehearsal.iam import Account

SHOWN_CHARACTERS = 300
"""How much of a damaged record's key an error shows. Serial numbers are shorter."""


def damaged(table: str, key: object) -> ValueError:
    """Return the error for a record, named by its table and key."""
    shown = key if isinstance(key, str) and key.isprintable() else ascii(key)
    return ValueError(f"its {table} record ({shown[:SHOWN_CHARACTERS]}) is damaged")


def check_consistency(account: Account) -> None:
    """Check that root exists, and every device's owner, and that names and serials match.

    Raises:
        ValueError: a record is damaged.
    """
    if iam.find_user(account, iam.ROOT) is None:
        raise damaged("users", iam.ROOT)
    for user in account.users:
        if len(account.users.of_group(user.user_name.lower())) > 1:
            raise damaged("users", user.user_name)
    for key in account.access_keys:
        if iam.find_user(account, key.user_name) is None:
            raise damaged("access_keys", key.access_key_id)
    for device in account.devices:
        serial = iam.serial_number(account, device.name, device.path)
        owner = device.user_name
        owner_exists = owner is None or iam.find_user(account, owner) is not None
        if serial != device.serial_number or not owner_exists:
            raise damaged("devices", device.serial_number)
