"""STS's operations: identify the caller, and issue temporary credentials.

Rule: `mfa_rehearsal.iam` checks codes, as it does at sign-in, and every check counts. AWS checks
the code before it looks at the role, so a code is used up even if the role is refused.

Source: STS API Reference; the message about a serial number without a code is reported.
"""

from mfa_rehearsal import iam
from mfa_rehearsal.clock import later
from mfa_rehearsal.endpoint.auth.session_tokens import Session, seal, session_secret
from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.propagation import with_checks
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account, CodeRefusal
from mfa_rehearsal.iam import errors as iam_errors
from mfa_rehearsal.iam.limits import DEFAULT_ROLE_SESSION_S
from mfa_rehearsal.iam.roles.assuming import (
    Assumer,
    check_assume_role,
    mfa_context,
    session_assumer,
    user_assumer,
)
from mfa_rehearsal.iam.roles.values import Role, RoleSession, role_arn

DEFAULT_DURATION_S = 43_200
ROOT_MAX_DURATION_S = 3_600
"""Source: STS API Reference, GetSessionToken, DurationSeconds: root's longer ones are cut short."""


def get_caller_identity(call: Call) -> Outcome:
    """Return the caller's ID, account and ARN."""
    account_id, role = call.account.account_id, call.caller.role
    if role is not None:
        user_id, arn = role.assumed_role_id, role.arn
    else:
        user = iam.user(call.account, call.caller.user_name)
        user_id, arn = user.user_id or account_id, iam.user_arn(call.account, user)
    return Outcome(call.account, {"UserId": user_id, "Account": account_id, "Arn": arn})


def get_session_token(call: Call) -> Outcome:
    """Return temporary credentials after checking the code, if there is one."""
    if call.caller.session is not None:
        raise _access_denied("Cannot call GetSessionToken with session credentials")
    user_name, after = _checked(call)
    duration_s = call.parameters.get("DurationSeconds", DEFAULT_DURATION_S)
    if user_name == iam.ROOT:
        duration_s = min(duration_s, ROOT_MAX_DURATION_S)
    user_id = iam.user(call.account, user_name).user_id
    return Outcome(after, {"Credentials": _issue(call, duration_s, user_name, user_id)})


def assume_role(call: Call) -> Outcome:
    """Return temporary credentials of a role that trusts the caller."""
    parameters, (user_name, after) = call.parameters, _checked(call)
    duration_s = parameters.get("DurationSeconds", DEFAULT_ROLE_SESSION_S)
    source_identity = _source_identity(call)
    try:
        who = _assumer(call, user_name)
        arn, has_tags = parameters["RoleArn"], bool(parameters.get("Tags"))
        role = check_assume_role(after, arn, who, duration_s, source_identity, has_tags=has_tags)
    except Refusal as refusal:
        raise CodeRefusal.of(refusal, after) from None
    session = _role_session(call, role, source_identity)
    result = {
        "Credentials": _issue(call, duration_s, role=session),
        "AssumedRoleUser": {"AssumedRoleId": session.assumed_role_id, "Arn": session.arn},
    }
    return Outcome(after, result | ({"SourceIdentity": source_identity} if source_identity else {}))


MUST_PROVIDE_BOTH = (
    "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."
)


def _checked(call: Call) -> tuple[str, Account]:
    """Return the caller's name, and the account after the code was checked, if there is one."""
    parameters = call.parameters
    if ("SerialNumber" in parameters) != ("TokenCode" in parameters):
        raise _access_denied(MUST_PROVIDE_BOTH)
    if "SerialNumber" not in parameters:
        return call.caller.user_name, call.account
    if call.caller.role is not None:
        raise iam_errors.CANNOT_VALIDATE.because("device-not-this-users")
    serial_number, code = parameters["SerialNumber"], parameters["TokenCode"]
    user_name, seen = _user_name(call, serial_number), call.seen_by_sts
    try:
        checked = iam.check_code(seen, user_name, serial_number, code, call.now)
    except CodeRefusal as refusal:
        after = with_checks(call.account, seen, refusal.account)
        raise CodeRefusal.of(refusal, after) from None
    return user_name, with_checks(call.account, seen, checked)


def _user_name(call: Call, serial_number: str) -> str:
    """Return the caller, or the device's owner if the credentials name no user."""
    if call.caller.is_named:
        return call.caller.user_name
    return _owner(call.seen_by_sts, serial_number) or call.caller.user_name


def _owner(account: Account, serial_number: str) -> str | None:
    device = iam.find_device(account, serial_number)
    return device.user_name if device else None


def _assumer(call: Call, user_name: str) -> Assumer:
    """Return who asks to assume a role. MFA is this request's code, or the session's."""
    session, role = call.caller.session, call.caller.role
    if role is not None:
        return session_assumer(call.account, role)
    if "TokenCode" in call.parameters:
        return user_assumer(call.account, user_name, mfa_context(0))
    if session is None:
        return user_assumer(call.account, user_name, {})
    age_s = call.now - session.issued_at if session.has_mfa else None
    return user_assumer(call.account, user_name, mfa_context(age_s))


def _source_identity(call: Call) -> str:
    """Return the source identity that is asked for, or the one that the caller's session has."""
    inherited = call.caller.role.source_identity if call.caller.role else ""
    return str(call.parameters.get("SourceIdentity", inherited))


def _role_session(call: Call, role: Role, source_identity: str) -> RoleSession:
    arn, name = role_arn(call.account.account_id, role), call.parameters["RoleSessionName"]
    return RoleSession(role.role_id, role.role_name, arn, name, source_identity)


def _issue(
    call: Call,
    duration_s: int,
    user_name: str = "",
    user_id: str = "",
    role: RoleSession | None = None,
) -> dict[str, object]:
    """Return new credentials of a user or of a role."""
    key_id, expires_at = call.randomness.access_key_id(), later(call.now, duration_s)
    has_mfa = "TokenCode" in call.parameters or _user_has_mfa(call)
    session = Session(key_id, user_name, user_id, expires_at, has_mfa, call.now, role)
    token = seal(session, call.session_key)
    return {
        "AccessKeyId": key_id,
        "SecretAccessKey": session_secret(token, call.session_key),
        "SessionToken": token,
        "Expiration": expires_at,
    }


def _user_has_mfa(call: Call) -> bool:
    """Return whether a user asks in a session with MFA, which events then say of the new one too.

    Source: CloudTrail User Guide, mfaAuthenticated.
    """
    return call.caller.has_mfa and call.caller.role is None


def _access_denied(message: str) -> ServiceError:
    return ServiceError("AccessDenied", 403, message)
