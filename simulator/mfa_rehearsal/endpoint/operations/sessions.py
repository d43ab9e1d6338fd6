"""The two operations of STS: identify the caller, and exchange a code for temporary credentials.

Rule: `mfa_rehearsal.iam` checks codes, as it does at sign-in, and every check counts.

Source: STS API Reference; the message about a serial number without a code is reported.
"""

from mfa_rehearsal import iam
from mfa_rehearsal.clock import later
from mfa_rehearsal.endpoint.auth.session_tokens import Session, seal, session_secret
from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.iam import Account

DEFAULT_DURATION_S = 43_200
ROOT_MAX_DURATION_S = 3_600
"""Source: STS API Reference, GetSessionToken, DurationSeconds: root's longer ones are cut short."""


def get_caller_identity(call: Call) -> Outcome:
    """Return the caller's ID, account and ARN."""
    user = iam.user(call.account, call.caller.user_name)
    account_id = call.account.account_id
    arn = iam.user_arn(call.account, user)
    return Outcome(
        call.account, {"UserId": user.user_id or account_id, "Account": account_id, "Arn": arn}
    )


def get_session_token(call: Call) -> Outcome:
    """Return temporary credentials after checking the code, if there is one."""
    parameters = call.parameters
    if call.caller.session is not None:
        raise _access_denied("Cannot call GetSessionToken with session credentials")
    if ("SerialNumber" in parameters) != ("TokenCode" in parameters):
        raise _access_denied(MUST_PROVIDE_BOTH)
    user_name, after = call.caller.user_name, call.account
    if "SerialNumber" in parameters:
        serial_number, code = parameters["SerialNumber"], parameters["TokenCode"]
        user_name = _user_name(call, serial_number)
        after = iam.check_code(call.account, user_name, serial_number, code, call.now)
    return Outcome(after, {"Credentials": _credentials(call, user_name)})


MUST_PROVIDE_BOTH = (
    "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."
)


def _user_name(call: Call, serial_number: str) -> str:
    """Return the caller, or the device's owner if the credentials name no user."""
    if call.caller.is_named:
        return call.caller.user_name
    return _owner(call.account, serial_number) or call.caller.user_name


def _owner(account: Account, serial_number: str) -> str | None:
    device = iam.find_device(account, serial_number)
    return device.user_name if device else None


def _credentials(call: Call, user_name: str) -> dict[str, object]:
    duration_s = call.parameters.get("DurationSeconds", DEFAULT_DURATION_S)
    if user_name == iam.ROOT:
        duration_s = min(duration_s, ROOT_MAX_DURATION_S)
    key_id, expires_at = call.randomness.access_key_id(), later(call.now, duration_s)
    user_id, has_mfa = iam.user(call.account, user_name).user_id, "TokenCode" in call.parameters
    token = seal(Session(key_id, user_name, user_id, expires_at, has_mfa), call.session_key)
    return {
        "AccessKeyId": key_id,
        "SecretAccessKey": session_secret(token, call.session_key),
        "SessionToken": token,
        "Expiration": expires_at,
    }


def _access_denied(message: str) -> ServiceError:
    return ServiceError("AccessDenied", 403, message)
