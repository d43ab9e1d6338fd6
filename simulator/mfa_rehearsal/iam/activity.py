"""The events that an account records about the requests it gets, in CloudTrail's terms.

Rule: one event for each attempt, from the console or the API, accepted or refused. Reads are events
too, because CloudTrail records every call to IAM and STS as a management event and marks reads as
read-only. This module decides an event's name, identity and content, for the console and the API
alike. Codes are never recorded. `cause` is ours and not part of CloudTrail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam.account import ROOT, Account, find_user
from mfa_rehearsal.iam.arns import serial_number, user_arn
from mfa_rehearsal.iam.roles.values import RoleSession

SIGN_IN: Final = "ConsoleLogin"
"""Source: CloudTrail User Guide, console sign-in events."""

SOURCES: Final[Mapping[str, str]] = {
    SIGN_IN: "signin.amazonaws.com",
    "GetCallerIdentity": "sts.amazonaws.com",
    "GetSessionToken": "sts.amazonaws.com",
    "AssumeRole": "sts.amazonaws.com",
    "LookupEvents": "cloudtrail.amazonaws.com",
}
"""Event sources other than IAM."""

READS: Final = ("Get", "List", "Lookup")
OTHER_READS: Final = {"AssumeRole"}
"""Source: CloudTrail records of AssumeRole, reported."""

WRITES_NAMED_AS_READS: Final = {"GetSessionToken"}
"""Source: IAM User Guide, logging with CloudTrail: it issues credentials, so it is a write."""

NOT_RECORDED: Final = {
    "AuthenticationCode1",
    "AuthenticationCode2",
    "Password",
    "TokenCode",
}
"""Parameters that are never recorded. Source: CloudTrail's example of EnableMFADevice."""


@dataclass(frozen=True)
class SessionContext:
    """Temporary credentials that made a request.

    Args:
        issued_at: true time when they were issued.
        has_mfa: whether a code was checked for them.
        role: whose session it is, or None for a user's.
    """

    issued_at: UnixSeconds
    has_mfa: bool
    role: RoleSession | None = None


@dataclass(frozen=True)
class Identity:
    """Who made a request, as the account knew them at the time.

    Args:
        user_name: an IAM user's name, or ROOT; for a role's session, the session's name.
        user_id: the user's id, or the session's.
        arn: the user's ARN, or the session's.
        access_key_id: the key that signed the request, or "" in the console.
        session: of temporary credentials, or None.
    """

    user_name: str
    user_id: str = ""
    arn: str = ""
    access_key_id: str = ""
    session: SessionContext | None = None


@dataclass(frozen=True)
class Event:
    """One event.

    Args:
        time: when the request was made.
        name: CloudTrail's eventName: the operation or "ConsoleLogin".
        identity: who made the request.
        parameters: the request's parameters by the API's names, without those NOT_RECORDED.
        resource: serial number of the device concerned, or "".
        mfa_used: for a ConsoleLogin, whether a code was used.
        error_code: AWS's error code, or "" if the request was accepted.
        error_message: AWS's message, or "".
        cause: slug of what really happened, or "".
        request_id: the request's id, or "" in the console.
        source_ip: the address of somebody else who made the request, or "" for the account's owner.
        response: what is recorded of the result, by the API's names.

    Source: CloudTrail User Guide, record contents and console sign-in events.
    """

    time: UnixSeconds
    name: str
    identity: Identity
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)
    resource: str = ""
    mfa_used: bool = False
    error_code: str = ""
    error_message: str = ""
    cause: str = ""
    request_id: str = ""
    source_ip: str = ""
    response: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def source(self) -> str:
        """CloudTrail's eventSource."""
        return SOURCES.get(self.name, "iam.amazonaws.com")

    @property
    def read_only(self) -> bool:
        """Whether the operation changes nothing."""
        if self.name in OTHER_READS:
            return True
        return self.name.startswith(READS) and self.name not in WRITES_NAMED_AS_READS


class AnyRefusal(Protocol):
    """A refusal by the account or by the API's protocol."""

    code: str
    message: str
    cause: str


def identity(
    account: Account,
    user_name: str,
    access_key_id: str = "",
    session: SessionContext | None = None,
) -> Identity:
    """Return the identity of a user or of a role's session; root's id is the account's."""
    if session is not None and session.role is not None:
        role = session.role
        return Identity(role.session_name, role.assumed_role_id, role.arn, access_key_id, session)
    found = find_user(account, user_name)
    if found is None:
        return Identity(user_name, access_key_id=access_key_id, session=session)
    user_id = account.account_id if user_name == ROOT else found.user_id
    return Identity(user_name, user_id, user_arn(account, found), access_key_id, session)


def asked(
    account: Account,
    name: str,
    who: Identity,
    now: UnixSeconds,
    parameters: Mapping[str, Any],
    *,
    mfa_used: bool = False,
    request_id: str = "",
) -> Event:
    """Return the event of a request, without an error.

    Args:
        account: the account before the request.
        name: the operation, or SIGN_IN.
        who: who made the request.
        now: when the request was made.
        parameters: by the API's names; for a sign-in, the device that was asked for.
        mfa_used: for a sign-in, whether a code was used.
        request_id: the request's id, or "" in the console.
    """
    recorded = {key: value for key, value in parameters.items() if key not in NOT_RECORDED}
    resource = _resource(account, recorded)
    return Event(now, name, who, recorded, resource, mfa_used, request_id=request_id)


def refused(event: Event, refusal: AnyRefusal) -> Event:
    """Return the event with a refusal added."""
    return replace(
        event, error_code=refusal.code, error_message=refusal.message, cause=refusal.cause
    )


def _resource(account: Account, parameters: Mapping[str, Any]) -> str:
    if "VirtualMFADeviceName" in parameters:
        path = parameters.get("Path", "/")
        return serial_number(account, parameters["VirtualMFADeviceName"], path)
    return str(parameters.get("SerialNumber", ""))
