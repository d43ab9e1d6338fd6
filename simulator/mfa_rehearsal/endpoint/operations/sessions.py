"""The two operations of STS: who am I, and temporary credentials for a code.

Rule: a code is checked by `mfa_rehearsal.iam`, as at the sign-in, and each check counts. The
credentials are fake; their token tells whose they are, so that calls made with them have a caller.

Source: STS API Reference; the wording about half a pair of parameters is reported.
"""

from mfa_rehearsal import iam
from mfa_rehearsal.clock import later
from mfa_rehearsal.endpoint.auth.caller import session_token
from mfa_rehearsal.endpoint.auth.verify import OWN_SECRET
from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.iam import Account

DEFAULT_DURATION_S = 43_200
"""Source: STS API Reference, GetSessionToken, DurationSeconds."""


def get_caller_identity(call: Call) -> Outcome:
    """Tell whose credentials the caller has."""
    user = iam.user(call.account, call.caller.user_name)
    account_id = call.account.account_id
    arn = iam.user_arn(call.account, user)
    return Outcome(
        call.account, {"UserId": user.user_id or account_id, "Account": account_id, "Arn": arn}
    )


def get_session_token(call: Call) -> Outcome:
    """Hand out temporary credentials, after a code if one is given."""
    given = call.given
    if call.caller.in_session:
        raise _denied("Cannot call GetSessionToken with session credentials")
    if ("SerialNumber" in given) != ("TokenCode" in given):
        raise _denied(HALF_A_PAIR)
    user_name, after = call.caller.user_name, call.account
    if "SerialNumber" in given:
        user_name = _owner(call)
        after = iam.check_code(
            call.account, user_name, given["SerialNumber"], given["TokenCode"], call.now
        )
    return Outcome(after, {"Credentials": _credentials(call, user_name)})


HALF_A_PAIR = (
    "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."
)


def _owner(call: Call) -> str:
    """Return the caller, or the device's owner when the caller is nobody in particular."""
    if call.caller.certain:
        return call.caller.user_name
    return _owner_of(call.account, call.given["SerialNumber"]) or call.caller.user_name


def _owner_of(account: Account, serial_number: str) -> str | None:
    found = iam.find_device(account, serial_number)
    return found.user_name if found else None


def _credentials(call: Call, user_name: str) -> dict[str, object]:
    duration_s = call.given.get("DurationSeconds", DEFAULT_DURATION_S)
    return {
        "AccessKeyId": call.randomness.access_key_id(),
        "SecretAccessKey": OWN_SECRET,
        "SessionToken": session_token(user_name),
        "Expiration": later(call.now, duration_s),
    }


def _denied(message: str) -> ServiceError:
    return ServiceError("AccessDenied", 403, message)
