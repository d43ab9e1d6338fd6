"""Random valid parameters for each operation, given the current account.

Names come from a small pool, so that requests affect each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import pyotp
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import Account

from tests.iam.roles.policies import MFA, policy, role_arn_of, statement, trust

USERS = ["alice", "bob", "carol", "dave", "erin"]
DEVICES = ["phone", "tablet", "spare", "key+1", "a@b"]
ROLES = ["admin"]
SOME_LISTS = ["ListGroupsForUser", "ListRolePolicies", "ListServiceSpecificCredentials"]
PATHS = ["/", "/team/", "/a/b/"]
UNKNOWN = "arn:aws:iam::111122223333:mfa/unknown"


@dataclass(frozen=True)
class Choice:
    """What parameters are chosen from: randomness, the account and its time."""

    random: Random
    account: Account
    now: UnixSeconds

    def user(self) -> str:
        return self.random.choice(USERS)

    def serial(self) -> str:
        serials = [device.serial_number for device in self.account.devices]
        return self.random.choice([*serials, UNKNOWN])

    def key(self) -> dict[str, str]:
        """Return an access key's ID and its user, or those of a key that is not there."""
        keys = [(each.access_key_id, each.user_name) for each in self.account.access_keys]
        key_id, name = self.random.choice([*keys, ("FAKEKEY" * 3, self.user())])
        return {"AccessKeyId": key_id} | ({} if name == iam.ROOT else {"UserName": name})

    def owner(self, serial: str) -> str:
        device = iam.find_device(self.account, serial)
        return (device and device.user_name) or self.user()

    def codes(self, serial: str, count: int) -> list[str]:
        """Return a device's newest codes, or sometimes old ones."""
        device = iam.find_device(self.account, serial)
        late = self.random.choice([0, 0, 0, -600, -40_000])
        totp = pyotp.TOTP(device.secret if device else "A" * 32)
        return [totp.at(self.now + late + 30 * period) for period in range(1 - count, 1)]

    def some(self, **optional: Any) -> dict[str, Any]:
        return {key: value for key, value in optional.items() if self.random.random() < 0.4}

    def tags(self) -> list[dict[str, str]]:
        count = self.random.randrange(4)
        return [{"Key": f"k{n}", "Value": "\u00fc /x"} for n in range(count)]


def _page(c: Choice) -> dict[str, Any]:
    return c.some(MaxItems=c.random.randrange(1, 5))


def _pair(c: Choice) -> dict[str, Any]:
    serial = c.serial()
    first, second = c.codes(serial, 2)
    codes = {"AuthenticationCode1": first, "AuthenticationCode2": second}
    return {"UserName": c.owner(serial), "SerialNumber": serial, **codes}


def _named(c: Choice) -> dict[str, Any]:
    serial = c.serial()
    return {"UserName": c.owner(serial), "SerialNumber": serial}


def _session(c: Choice) -> dict[str, Any]:
    serial = c.serial()
    code = {"SerialNumber": serial, "TokenCode": c.codes(serial, 1)[0]}
    return {**c.random.choice([{}, code, code]), **c.some(DurationSeconds=900)}


def _role(c: Choice) -> dict[str, Any]:
    return {"RoleName": c.random.choice(ROLES)}


def _trust(c: Choice) -> str:
    person = f"arn:aws:iam::111122223333:user/{c.user()}"
    return c.random.choice(
        [trust(), trust(), MFA, policy(statement(Principal={"AWS": person})), "{}"]
    )


def _assume(c: Choice) -> dict[str, Any]:
    arn = role_arn_of(c.random.choice(ROLES))
    code = c.random.choice([{}, {}, _session(c), {"SourceIdentity": "me"}])
    return {"RoleArn": arn, "RoleSessionName": "s1", **code}


def _lookup(c: Choice) -> dict[str, Any]:
    key = c.random.choice(["EventName", "Username", "ReadOnly", "EventId"])
    value = {"EventName": "CreateUser", "Username": c.user(), "ReadOnly": "true"}.get(key, "x")
    attribute = [{"AttributeKey": key, "AttributeValue": value}]
    times = {"StartTime": c.now - 500, "EndTime": c.now}
    return c.some(LookupAttributes=attribute, MaxResults=c.random.randrange(1, 51), **times)


def _list(c: Choice) -> dict[str, Any]:
    policy_arn = "arn:aws:iam::aws:policy/AWSSupportAccess"
    return {"UserName": c.user(), **_role(c), "PolicyArn": policy_arn, **_page(c)}


FIELDS: Mapping[str, Callable[[Choice], dict[str, Any]]] = {
    "CreateVirtualMFADevice": lambda c: {
        "VirtualMFADeviceName": c.random.choice(DEVICES),
        **c.some(Path=c.random.choice(PATHS), Tags=c.tags()),
    },
    "EnableMFADevice": _pair,
    "ResyncMFADevice": _pair,
    "DeactivateMFADevice": _named,
    "DeleteVirtualMFADevice": lambda c: {"SerialNumber": c.serial()},
    "GetMFADevice": lambda c: {"SerialNumber": c.serial(), **c.some(UserName=c.user())},
    "ListMFADevices": lambda c: {**c.some(UserName=c.user()), **_page(c)},
    "ListVirtualMFADevices": lambda c: {**c.some(AssignmentStatus="Assigned"), **_page(c)},
    "TagMFADevice": lambda c: {
        "SerialNumber": c.serial(),
        "Tags": c.tags() or [{"Key": "a", "Value": ""}],
    },
    "UntagMFADevice": lambda c: {"SerialNumber": c.serial(), "TagKeys": ["k1", "k2"]},
    "ListMFADeviceTags": lambda c: {"SerialNumber": c.serial(), **_page(c)},
    "GetAccountSummary": lambda c: {},
    "ListAccountAliases": _page,
    "CreateUser": lambda c: {"UserName": c.user(), **c.some(Path="/team/", Tags=c.tags())},
    "GetUser": lambda c: c.some(UserName=c.user()),
    "ListUsers": lambda c: {**c.some(PathPrefix="/team/"), **_page(c)},
    "DeleteUser": lambda c: {"UserName": c.user()},
    "TagUser": lambda c: {"UserName": c.user(), "Tags": c.tags() or [{"Key": "a", "Value": ""}]},
    "UntagUser": lambda c: {"UserName": c.user(), "TagKeys": ["k1", "K2"]},
    "ListUserTags": lambda c: {"UserName": c.user(), **_page(c)},
    "CreateAccessKey": lambda c: c.some(UserName=c.user()),
    "ListAccessKeys": lambda c: {**c.some(UserName=c.user()), **_page(c)},
    "UpdateAccessKey": lambda c: {**c.key(), "Status": c.random.choice(["Active", "Inactive"])},
    "DeleteAccessKey": lambda c: c.key(),
    "GetAccessKeyLastUsed": lambda c: {"AccessKeyId": c.key()["AccessKeyId"]},
    "CreateRole": lambda c: {
        **_role(c),
        "AssumeRolePolicyDocument": _trust(c),
        **c.some(Tags=c.tags(), MaxSessionDuration=7200, Description="d"),
    },
    "GetRole": _role,
    "ListRoles": lambda c: {**c.some(PathPrefix="/team/"), **_page(c)},
    "UpdateRole": lambda c: {**_role(c), **c.some(Description="\u00fc", MaxSessionDuration=3600)},
    "UpdateAssumeRolePolicy": lambda c: {**_role(c), "PolicyDocument": _trust(c)},
    "DeleteRole": _role,
    "TagRole": lambda c: {**_role(c), "Tags": c.tags() or [{"Key": "a", "Value": ""}]},
    "UntagRole": lambda c: {**_role(c), "TagKeys": ["k1", "K2"]},
    "ListRoleTags": lambda c: {**_role(c), **_page(c)},
    "AssumeRole": _assume,
    "UpdateUser": lambda c: {"UserName": c.user(), **c.some(NewUserName=c.user(), NewPath="/a/")},
    "CreateLoginProfile": lambda c: {"UserName": "erin", "Password": "correct Horse 1"},
    "GetLoginProfile": lambda c: {"UserName": "erin"},
    "UpdateLoginProfile": lambda c: {"UserName": "erin", **c.some(Password="short")},
    "DeleteLoginProfile": lambda c: {"UserName": "erin"},
    "CreateAccountAlias": lambda c: {"AccountAlias": c.random.choice(["a-corp", "b-corp"])},
    "DeleteAccountAlias": lambda c: {"AccountAlias": c.random.choice(["a-corp", "b-corp"])},
    "GetAccountPasswordPolicy": lambda c: {},
    "GenerateCredentialReport": lambda c: {},
    "GetCredentialReport": lambda c: {},
    "GetAccountAuthorizationDetails": lambda c: {**c.some(Filter=["User", "Role"]), **_page(c)},
    **dict.fromkeys(SOME_LISTS, _list),
    "GetCallerIdentity": lambda c: {},
    "GetSessionToken": _session,
    "LookupEvents": _lookup,
}
