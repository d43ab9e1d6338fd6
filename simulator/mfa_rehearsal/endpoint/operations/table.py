"""Every operation that the endpoint implements, by AWS's name.

Rule: one table. An operation that is not in it is refused, and the error names it.
"""

from collections.abc import Mapping

from mfa_rehearsal.endpoint.context import Handler
from mfa_rehearsal.endpoint.operations import (
    access_keys,
    account,
    devices,
    empty_lists,
    events,
    login_profiles,
    roles,
    sessions,
    users,
)

IAM: Mapping[str, Handler] = {
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
    "GetAccountSummary": account.get_account_summary,
    "CreateAccountAlias": account.create_account_alias,
    "DeleteAccountAlias": account.delete_account_alias,
    "ListAccountAliases": account.list_account_aliases,
    "GetAccountPasswordPolicy": account.get_account_password_policy,
    "GenerateCredentialReport": account.generate_credential_report,
    "GetCredentialReport": account.get_credential_report,
    "GetAccountAuthorizationDetails": account.get_account_authorization_details,
    "CreateUser": users.create_user,
    "GetUser": users.get_user,
    "ListUsers": users.list_users,
    "UpdateUser": users.update_user,
    "DeleteUser": users.delete_user,
    "TagUser": users.tag_user,
    "UntagUser": users.untag_user,
    "ListUserTags": users.list_user_tags,
    "CreateLoginProfile": login_profiles.create_login_profile,
    "GetLoginProfile": login_profiles.get_login_profile,
    "UpdateLoginProfile": login_profiles.update_login_profile,
    "DeleteLoginProfile": login_profiles.delete_login_profile,
    "CreateAccessKey": access_keys.create_access_key,
    "ListAccessKeys": access_keys.list_access_keys,
    "UpdateAccessKey": access_keys.update_access_key,
    "DeleteAccessKey": access_keys.delete_access_key,
    "GetAccessKeyLastUsed": access_keys.get_access_key_last_used,
    "CreateRole": roles.create_role,
    "GetRole": roles.get_role,
    "ListRoles": roles.list_roles,
    "UpdateRole": roles.update_role,
    "UpdateAssumeRolePolicy": roles.update_assume_role_policy,
    "DeleteRole": roles.delete_role,
    "TagRole": roles.tag_role,
    "UntagRole": roles.untag_role,
    "ListRoleTags": roles.list_role_tags,
    **empty_lists.HANDLERS,
}

STS: Mapping[str, Handler] = {
    "GetCallerIdentity": sessions.get_caller_identity,
    "GetSessionToken": sessions.get_session_token,
    "AssumeRole": sessions.assume_role,
}

CLOUDTRAIL: Mapping[str, Handler] = {"LookupEvents": events.lookup_events}

SERVICES: Mapping[str, Mapping[str, Handler]] = {"iam": IAM, "sts": STS, "cloudtrail": CLOUDTRAIL}
"""By botocore's name for the service."""
