"""An event as CloudTrail tells it: the JSON document, and the resources to look it up by.

Rule: what CloudTrail has and a practice account does not (addresses, agents, regions, what was
answered) is left out, null, or the one value that is true here.

Source: CloudTrail User Guide, record contents, userIdentity element, console sign-in events;
recorded events of IAM users (radkawar/stackd). That root is called "AWS ROOT USER" as a parameter
is CloudTrail's own example.
"""

from collections.abc import Mapping
from typing import Any, Final

from mfa_rehearsal.clock import utc_text
from mfa_rehearsal.iam.account import ROOT, Account
from mfa_rehearsal.iam.activity import SIGN_IN, Event

EVENT_VERSION: Final = "1.11"
REGION: Final = "us-east-1"
"""Root's ConsoleLogin is in us-east-1, us-east-2 or us-west-2. Source: CloudTrail User Guide."""

LOOPBACK: Final = "127.0.0.1"
ROOT_AS_PARAMETER: Final = "AWS ROOT USER"

EXCEPTIONS: Final = {
    "DeleteConflict",
    "EntityAlreadyExists",
    "InvalidAuthenticationCode",
    "InvalidInput",
    "LimitExceeded",
    "NoSuchEntity",
}
"""Codes of IAM's API that CloudTrail calls by the name of the exception. Source: observed."""


def document(event: Event, account: Account, event_id: str) -> Mapping[str, Any]:
    """Return the record of an event: what stands in the JSON text of LookupEvents."""
    return {
        "eventVersion": EVENT_VERSION,
        "userIdentity": _user_identity(event, account),
        "eventTime": utc_text(event.time),
        "eventSource": event.source,
        "eventName": event.name,
        "awsRegion": REGION,
        "sourceIPAddress": LOOPBACK,
        **(_sign_in(event) if event.name == SIGN_IN else _call(event)),
        "eventID": event_id,
        "readOnly": event.read_only,
        "eventType": "AwsConsoleSignIn" if event.name == SIGN_IN else "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account.account_id,
        "eventCategory": "Management",
        **({"sessionCredentialFromConsole": "true"} if _is_root_in_console(event) else {}),
    }


def _is_root_in_console(event: Event) -> bool:
    """Say whether the root user, signed in, asked for something in the console."""
    return event.identity.user_name == ROOT and event.name != SIGN_IN


def resources(event: Event) -> tuple[tuple[str, str], ...]:
    """Return types and names of what an event is about: only a write that was done has any.

    Source: that reads and refusals have none is observed; the device's type is reported.
    """
    if event.read_only or event.error_code or event.name == SIGN_IN:
        return ()
    named = (
        ("AWS::IAM::MfaDevice", event.resource),
        ("AWS::IAM::User", event.parameters.get("UserName", "")),
    )
    return tuple((kind, name) for kind, name in named if name)


def _user_identity(event: Event, account: Account) -> Mapping[str, Any]:
    """Return who asked. Of root, only what is done in the console has a name and a session."""
    who = event.identity
    is_root = who.user_name == ROOT
    in_console = {"userName": ROOT_AS_PARAMETER, "sessionContext": {"attributes": {}}}
    return {
        "type": "Root" if is_root else "IAMUser",
        "principalId": who.user_id,
        "arn": who.arn,
        "accountId": account.account_id,
        "accessKeyId": who.access_key_id,
        **({} if is_root else {"userName": who.user_name}),
        **(in_console if _is_root_in_console(event) else {}),
    }


def _sign_in(event: Event) -> Mapping[str, Any]:
    failed = bool(event.error_code)
    used = {"MFAIdentifier": event.resource} if event.resource else {}
    return {
        **({"errorMessage": "Failed authentication"} if failed else {}),
        "requestParameters": None,
        "responseElements": {SIGN_IN: "Failure" if failed else "Success"},
        "additionalEventData": {
            "MobileVersion": "No",
            "MFAUsed": "Yes" if event.mfa_used else "No",
            **used,
        },
    }


def _call(event: Event) -> Mapping[str, Any]:
    code = event.error_code
    name = f"{code}Exception" if code in EXCEPTIONS else code
    error = {"errorCode": name, "errorMessage": event.error_message} if code else {}
    request = {"requestID": event.request_id} if event.request_id else {}
    parameters = _parameters(event) or None
    return {**error, "requestParameters": parameters, "responseElements": None, **request}


def _parameters(event: Event) -> dict[str, Any]:
    told: dict[str, Any] = _lowered(event.parameters)
    if event.identity.user_name == told.get("userName") == ROOT:
        told["userName"] = ROOT_AS_PARAMETER
    return told


def _lowered(value: Any) -> Any:
    """Return a value with the names in it as CloudTrail writes them, such as "userName"."""
    if isinstance(value, Mapping):
        return {_lower(key): _lowered(each) for key, each in value.items()}
    return [_lowered(each) for each in value] if isinstance(value, list) else value


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
