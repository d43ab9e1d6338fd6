"""The fake AWS account: its users and MFA devices, and what it refuses.

Rule: pure functions over frozen values; callers pass the time, passwords and secrets. It uses the
IAM API's terms and knows neither the phone nor the console.
"""

from mfa_rehearsal.iam.account import (
    ROOT,
    Account,
    HardwareToken,
    User,
    VirtualMfaDevice,
    device,
    devices_of,
    find_device,
    find_user,
    open_account,
    user,
)
from mfa_rehearsal.iam.arns import provisioning_uri, serial_number, user_arn
from mfa_rehearsal.iam.assignments import (
    check_mfa_session,
    deactivate,
    enable,
    resync,
    resync_any,
)
from mfa_rehearsal.iam.attempts import NO_ATTEMPTS, Attempts
from mfa_rehearsal.iam.devices import (
    create,
    delete,
    delete_unassigned,
    security_key,
    tag,
    untag,
)
from mfa_rehearsal.iam.hardware_tokens import check_token_name, enable_token
from mfa_rehearsal.iam.listing import account_summary, devices_after, users_after
from mfa_rehearsal.iam.mfa_devices import (
    MfaDevice,
    find_passkey,
    mfa_device,
    mfa_devices_of,
    passkeys_of,
    remove_passkey,
)
from mfa_rehearsal.iam.passkeys import Passkey
from mfa_rehearsal.iam.signin import CodeRefusal, check_any_code, check_code, check_password
from mfa_rehearsal.iam.tags import Tag
from mfa_rehearsal.iam.users import (
    calling_iam_user,
    calling_user,
    create_user,
    delete_user,
    iam_user,
    tag_user,
    untag_user,
    update_user,
)

__all__ = [
    "NO_ATTEMPTS",
    "ROOT",
    "Account",
    "Attempts",
    "CodeRefusal",
    "HardwareToken",
    "MfaDevice",
    "Passkey",
    "Tag",
    "User",
    "VirtualMfaDevice",
    "account_summary",
    "calling_iam_user",
    "calling_user",
    "check_any_code",
    "check_code",
    "check_mfa_session",
    "check_password",
    "check_token_name",
    "create",
    "create_user",
    "deactivate",
    "delete",
    "delete_unassigned",
    "delete_user",
    "device",
    "devices_after",
    "devices_of",
    "enable",
    "enable_token",
    "find_device",
    "find_passkey",
    "find_user",
    "iam_user",
    "mfa_device",
    "mfa_devices_of",
    "open_account",
    "passkeys_of",
    "provisioning_uri",
    "remove_passkey",
    "resync",
    "resync_any",
    "security_key",
    "serial_number",
    "tag",
    "tag_user",
    "untag",
    "untag_user",
    "update_user",
    "user",
    "user_arn",
    "users_after",
]
