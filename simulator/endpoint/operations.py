"""Every operation that the endpoint can do, by the name that AWS gives it.

Rule: one table. What is not in it does not exist, and is refused by name.
"""

from collections.abc import Callable, Mapping

from simulator.endpoint import device_operations as devices
from simulator.endpoint import session_operations as sessions
from simulator.endpoint import user_operations as users
from simulator.endpoint.call import Call, Outcome

Doing = Callable[[Call], Outcome]

IAM: Mapping[str, Doing] = {
    "CreateVirtualMFADevice": devices.create_virtual_mfa_device,
    "EnableMFADevice": devices.enable_mfa_device,
    "ResyncMFADevice": devices.resync_mfa_device,
    "DeactivateMFADevice": devices.deactivate_mfa_device,
    "DeleteVirtualMFADevice": devices.delete_virtual_mfa_device,
    "GetMFADevice": devices.get_mfa_device,
    "ListMFADevices": devices.list_mfa_devices,
    "ListVirtualMFADevices": devices.list_virtual_mfa_devices,
    "TagMFADevice": devices.tag_mfa_device,
    "UntagMFADevice": devices.untag_mfa_device,
    "ListMFADeviceTags": devices.list_mfa_device_tags,
    "GetAccountSummary": users.get_account_summary,
    "CreateUser": users.create_user,
    "GetUser": users.get_user,
    "ListUsers": users.list_users,
    "DeleteUser": users.delete_user,
}

STS: Mapping[str, Doing] = {
    "GetCallerIdentity": sessions.get_caller_identity,
    "GetSessionToken": sessions.get_session_token,
}
