"""The fake AWS account: what it knows of users and MFA devices, and when it says no.

Rule: pure functions over frozen values; the time, passwords and seeds are handed in. It speaks
the IAM API's words and knows neither the phone nor the console.
"""

from simulator.iam.account import (
    ROOT,
    Account,
    Attempts,
    User,
    VirtualMfaDevice,
    account_summary,
    add_user,
    device,
    devices_of,
    open_account,
)
from simulator.iam.devices import create, deactivate, delete, enable, resync
from simulator.iam.naming import provisioning_uri, serial_number
from simulator.iam.signin import check_code, check_password

__all__ = [
    "ROOT",
    "Account",
    "Attempts",
    "User",
    "VirtualMfaDevice",
    "account_summary",
    "add_user",
    "check_code",
    "check_password",
    "create",
    "deactivate",
    "delete",
    "device",
    "devices_of",
    "enable",
    "open_account",
    "provisioning_uri",
    "resync",
    "serial_number",
]
