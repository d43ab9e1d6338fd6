"""What the account writes down of each thing that was asked of it, in CloudTrail's vocabulary.

Rule: one event an attempt, through whichever door it came, done or refused. Reads are events too:
to CloudTrail all of IAM and STS is management, and it records the lot, marked as read-only. What an
event is called, whose it is and what it holds is decided here, for the console and the API alike.
Codes are never written down. `cause` is ours, and no part of CloudTrail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam.account import ROOT, Account, find_user
from mfa_rehearsal.iam.arns import serial_number, user_arn

SIGN_IN: Final = "ConsoleLogin"
"""Source: CloudTrail User Guide, console sign-in events."""

SOURCES: Final[Mapping[str, str]] = {
    SIGN_IN: "signin.amazonaws.com",
    "GetCallerIdentity": "sts.amazonaws.com",
    "GetSessionToken": "sts.amazonaws.com",
    "LookupEvents": "cloudtrail.amazonaws.com",
}
"""Who wrote it down, where it is not IAM."""

READS: Final = ("Get", "List", "Lookup")
WRITES_ALL_THE_SAME: Final = {"GetSessionToken"}
"""Source: IAM User Guide, logging with CloudTrail: it hands out credentials, so it is a write."""

UNTOLD: Final = {"AuthenticationCode1", "AuthenticationCode2", "TokenCode"}
"""Parameters that are never written down. Source: CloudTrail's example of EnableMFADevice."""


@dataclass(frozen=True)
class Identity:
    """Who asked, as the account knew them then.

    Args:
        user_name: an IAM user's, or ROOT.
        user_id: the id that AWS gave the user.
        arn: the user's.
        access_key_id: the key that signed, or "" in the console.
    """

    user_name: str
    user_id: str = ""
    arn: str = ""
    access_key_id: str = ""


@dataclass(frozen=True)
class Event:
    """One record.

    Args:
        time: when it was asked.
        name: CloudTrail's eventName: the operation's, or "ConsoleLogin".
        identity: who asked.
        parameters: what was asked, by the names of the API, without what is UNTOLD.
        resource: serial number of the device in question, or "".
        mfa_used: of a ConsoleLogin, whether a code was part of it.
        error_code: AWS's error code, or "" when it was done.
        error_message: AWS's words, or "".
        cause: slug of what really happened, or "".
        request_id: of the request, or "" in the console.

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

    @property
    def source(self) -> str:
        """CloudTrail's eventSource."""
        return SOURCES.get(self.name, "iam.amazonaws.com")

    @property
    def read_only(self) -> bool:
        """Whether such a thing, when it is done, changes nothing."""
        return self.name.startswith(READS) and self.name not in WRITES_ALL_THE_SAME


class No(Protocol):
    """A refusal, be it the account's or the protocol's."""

    code: str
    message: str
    cause: str


def identity(account: Account, user_name: str, access_key_id: str = "") -> Identity:
    """Return who a user is; root's id is the account's."""
    found = find_user(account, user_name)
    if found is None:
        return Identity(user_name, access_key_id=access_key_id)
    user_id = account.account_id if user_name == ROOT else found.user_id
    return Identity(user_name, user_id, user_arn(account, found), access_key_id)


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
    """Return the event of a thing that was asked, as yet without an error.

    Args:
        account: as it was before.
        name: the operation's, or SIGN_IN.
        who: whose wish it was.
        now: when.
        parameters: by the names of the API; of a sign-in, the device that was asked about.
        mfa_used: of a sign-in, whether a code was part of it.
        request_id: of the request, if there was one.
    """
    told = {key: value for key, value in parameters.items() if key not in UNTOLD}
    resource = _resource(account, told)
    return Event(now, name, who, told, resource, mfa_used, request_id=request_id)


def refused(event: Event, no: No) -> Event:
    """Return the event of the same thing when it was refused."""
    return replace(event, error_code=no.code, error_message=no.message, cause=no.cause)


def _resource(account: Account, parameters: Mapping[str, Any]) -> str:
    if "VirtualMFADeviceName" in parameters:
        path = parameters.get("Path", "/")
        return serial_number(account, parameters["VirtualMFADeviceName"], path)
    return str(parameters.get("SerialNumber", ""))
