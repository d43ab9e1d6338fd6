"""An event in CloudTrail's format: the JSON document, and the resources to look it up by.

Rule: values that CloudTrail has and a practice account doesn't (addresses, agents, regions, most
responses) are left out, null, or the one value that is true here.

Source: CloudTrail User Guide, record contents, userIdentity element, console sign-in events;
recorded events of IAM users (radkawar/stackd). The parameter "AWS ROOT USER" for root is from
CloudTrail's own example.
"""

from collections.abc import Mapping
from typing import Any, Final

from mfa_rehearsal.clock import utc_text
from mfa_rehearsal.iam.account import ROOT, Account
from mfa_rehearsal.iam.activity import SIGN_IN, Event, Identity, SessionContext
from mfa_rehearsal.iam.roles.values import RoleSession

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
    "MalformedPolicyDocument",
    "NoSuchEntity",
    "PasswordPolicyViolation",
}
"""IAM error codes that CloudTrail writes as the name of the exception. Source: observed."""


def document(event: Event, account: Account, event_id: str) -> Mapping[str, Any]:
    """Return an event as CloudTrail's record, which LookupEvents returns as JSON text."""
    return {
        "eventVersion": EVENT_VERSION,
        "userIdentity": _user_identity(event, account),
        "eventTime": utc_text(event.time),
        "eventSource": event.source,
        "eventName": event.name,
        "awsRegion": REGION,
        "sourceIPAddress": event.source_ip or LOOPBACK,
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
    """Say whether the event is a request by the root user, signed in to the console."""
    who = event.identity
    return who.user_name == ROOT and not who.access_key_id and event.name != SIGN_IN


def resources(event: Event) -> tuple[tuple[str, str], ...]:
    """Return the types and names of an event's resources; only accepted writes have any.

    Source: no resources for reads and refusals is observed; the device's type is reported.
    """
    if event.read_only or event.error_code or event.name == SIGN_IN:
        return ()
    named = (
        ("AWS::IAM::MfaDevice", event.resource),
        ("AWS::IAM::User", event.parameters.get("UserName", "")),
        ("AWS::IAM::Role", event.parameters.get("RoleName", "")),
    )
    return tuple((kind, name) for kind, name in named if name)


def _user_identity(event: Event, account: Account) -> Mapping[str, Any]:
    """Return who made the request. In the console, root has a name and a session."""
    who = event.identity
    kind = _identity_type(who)
    in_console = {"userName": ROOT_AS_PARAMETER, "sessionContext": {"attributes": {}}}
    return {
        "type": kind,
        "principalId": who.user_id,
        "arn": who.arn,
        "accountId": account.account_id,
        "accessKeyId": who.access_key_id,
        **({"userName": who.user_name} if kind == "IAMUser" else {}),
        **(in_console if _is_root_in_console(event) else {}),
        **({"sessionContext": _session_context(who.session, account)} if who.session else {}),
    }


def _identity_type(who: Identity) -> str:
    if who.session is not None and who.session.role is not None:
        return "AssumedRole"
    return "Root" if who.user_name == ROOT else "IAMUser"


def _session_context(session: SessionContext, account: Account) -> Mapping[str, Any]:
    """Return the session as CloudTrail has it; the issuer and the source identity are a role's."""
    role = session.role
    issuer = {} if role is None else {"sessionIssuer": _issuer(role, account)}
    source = {"sourceIdentity": role.source_identity} if role and role.source_identity else {}
    attributes = {
        "creationDate": utc_text(session.issued_at),
        "mfaAuthenticated": "true" if session.has_mfa else "false",
    }
    return {**issuer, "attributes": attributes, **source}


def _issuer(role: RoleSession, account: Account) -> Mapping[str, str]:
    return {
        "type": "Role",
        "principalId": role.role_id,
        "arn": role.role_arn,
        "accountId": account.account_id,
        "userName": role.role_name,
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
    parameters, response = _parameters(event) or None, _response(event)
    return {**error, "requestParameters": parameters, "responseElements": response, **request}


def _response(event: Event) -> Mapping[str, Any] | None:
    """Return what a record keeps of the response: of a new device, its serial number only.

    Source: a recorded event (mopedjc/cloud-buddy, UserHasMFATest.groovy).
    """
    if event.name == "CreateVirtualMFADevice" and not event.error_code:
        return {"virtualMFADevice": {"serialNumber": event.resource}}
    return _lowered(event.response) or None


def _parameters(event: Event) -> dict[str, Any]:
    parameters: dict[str, Any] = _lowered(event.parameters)
    if event.identity.user_name == parameters.get("userName") == ROOT:
        parameters["userName"] = ROOT_AS_PARAMETER
    return parameters


def _lowered(value: Any) -> Any:
    """Return a value with its keys as CloudTrail writes them, such as "userName"."""
    if isinstance(value, Mapping):
        return {_lower(key): _lowered(each) for key, each in value.items()}
    return [_lowered(each) for each in value] if isinstance(value, list) else value


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
