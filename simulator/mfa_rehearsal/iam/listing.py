"""An account's lists of users and devices, in alphabetical order, and its totals.

Rule: a page starts after a key, so that creating or deleting items between two pages neither
repeats nor hides others.
"""

from collections.abc import Iterator, Mapping

from mfa_rehearsal.iam.account import ROOT, Account, User, VirtualMfaDevice
from mfa_rehearsal.iam.limits import USERS_PER_ACCOUNT
from mfa_rehearsal.iam.mfa_devices import mfa_devices_of


def devices_after(account: Account, serial_number: str) -> Iterator[VirtualMfaDevice]:
    """Yield the devices whose serial numbers come after this one; "" comes before all."""
    return account.devices.after(serial_number)


def users_after(account: Account, user_name: str) -> Iterator[User]:
    """Yield the IAM users, without root, whose names come after this one."""
    users = account.users.after(user_name)
    return (each for each in users if each.user_name != ROOT)


def account_summary(account: Account) -> Mapping[str, int]:
    """Return the entries of GetAccountSummary that this account can answer.

    Source: IAM API Reference, GetAccountSummary. Counting root's devices and
        passkeys is reported.
    """
    assigned = sum(each.user_name is not None for each in account.devices)
    return {
        "AccountMFAEnabled": int(bool(mfa_devices_of(account, ROOT))),
        "MFADevices": len(account.devices) + len(account.passkeys),
        "MFADevicesInUse": assigned + len(account.passkeys),
        "Users": len(account.users) - 1,
        "UsersQuota": USERS_PER_ACCOUNT,
        "AccountAccessKeysPresent": 0,
    }
