"""An account's lists of users and devices, in alphabetical order, and its totals.

Rule: a page starts after a key, so that creating or deleting items between two pages neither
repeats nor hides others.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from mfa_rehearsal.iam.account import ROOT, Account, HardwareToken, User, VirtualMfaDevice
from mfa_rehearsal.iam.limits import QUOTAS
from mfa_rehearsal.iam.mfa_devices import mfa_devices_of

NOT_IN_THIS_ACCOUNT: Final = (
    "AccountSigningCertificatesPresent",
    "Groups",
    "InstanceProfiles",
    "Policies",
    "PolicyVersionsInUse",
    "Providers",
    "ServerCertificates",
)
"""What GetAccountSummary counts and this account never has."""


def devices_after(account: Account, serial_number: str) -> Iterator[VirtualMfaDevice]:
    """Yield the virtual devices whose serial numbers come after this one; "" comes before all."""
    devices = account.devices.after(serial_number)
    return (each for each in devices if not isinstance(each, HardwareToken))


def users_after(account: Account, user_name: str) -> Iterator[User]:
    """Yield the IAM users, without root, whose names come after this one."""
    users = account.users.after(user_name)
    return (each for each in users if each.user_name != ROOT)


def account_summary(account: Account) -> Mapping[str, int]:
    """Return the entries of GetAccountSummary.

    Source: IAM API Reference, GetAccountSummary. Counting root's devices and
        passkeys is reported.
    """
    assigned = sum(each.user_name is not None for each in account.devices)
    return {
        **dict.fromkeys(NOT_IN_THIS_ACCOUNT, 0),
        **QUOTAS,
        "AccountAccessKeysPresent": int(bool(account.access_keys.of_group(ROOT))),
        "AccountMFAEnabled": int(bool(mfa_devices_of(account, ROOT))),
        "MFADevices": len(account.devices) + len(account.passkeys),
        "MFADevicesInUse": assigned + len(account.passkeys),
        "Roles": len(account.roles),
        "Users": len(account.users) - 1,
        "AccountPasswordPresent": 1,
        "GlobalEndpointTokenVersion": 1,
    }
