"""IAM's operations on login profiles, on top of `mfa_rehearsal.iam.login_profiles`.

Rule: this module only converts parameters and results. Passwords are in no result and no event.
"""

from collections.abc import Mapping
from typing import Any

from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.users import target_name
from mfa_rehearsal.iam import login_profiles
from mfa_rehearsal.iam.account import Account


def create_login_profile(call: Call) -> Outcome:
    """Give a user a password."""
    name, must_reset = target_name(call), call.parameters.get("PasswordResetRequired", False)
    password = call.parameters.get("Password", "")
    after = login_profiles.create_login_profile(
        call.account, name, password, call.now, must_reset=must_reset
    )
    return Outcome(after, {"LoginProfile": _describe(after, name)})


def get_login_profile(call: Call) -> Outcome:
    """Return when a user got a password."""
    return Outcome(call.account, {"LoginProfile": _describe(call.account, target_name(call))})


def update_login_profile(call: Call) -> Outcome:
    """Change a user's password."""
    parameters = call.parameters
    password, must_reset = parameters.get("Password"), parameters.get("PasswordResetRequired")
    after = login_profiles.update_login_profile(
        call.account, parameters["UserName"], password, call.now, must_reset=must_reset
    )
    return Outcome(after)


def delete_login_profile(call: Call) -> Outcome:
    """Take a user's password away."""
    return Outcome(login_profiles.delete_login_profile(call.account, target_name(call)))


def _describe(account: Account, user_name: str) -> Mapping[str, Any]:
    profile = login_profiles.login_profile(account, user_name)
    return {
        "UserName": user_name,
        "CreateDate": profile.create_date,
        "PasswordResetRequired": profile.must_reset,
    }
