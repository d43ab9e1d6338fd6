"""Operations on login profiles: an IAM user's password for the console.

Rule: as with access keys, each takes an account and returns a new one. A user of the simulator has
a password from the start, so its profile is as old as the user.

Source: IAM API Reference, the operations on login profiles; IAM User Guide, default password
policy: eight characters of three of four kinds.
"""

from dataclasses import replace

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import account_errors as errors
from mfa_rehearsal.iam.account import Account, LoginProfile, User, with_user
from mfa_rehearsal.iam.limits import PASSWORD_KINDS, PASSWORD_MIN_CHARACTERS
from mfa_rehearsal.iam.users import iam_user


def profile_of(user: User) -> LoginProfile | None:
    """Return a user's login profile, or None without a password."""
    if not user.password:
        return None
    return user.login_profile or LoginProfile(user.create_date, user.create_date)


def login_profile(account: Account, user_name: str) -> LoginProfile:
    """Return an IAM user's login profile.

    Raises:
        Refusal: no-such-user, root-only-in-console, no-login-profile.
    """
    found = profile_of(iam_user(account, user_name))
    if found is None:
        raise errors.no_login_profile(user_name).because("no-login-profile")
    return found


def create_login_profile(
    account: Account, user_name: str, password: str, now: UnixSeconds, *, must_reset: bool
) -> Account:
    """Return the account with a password for the user.

    Raises:
        Refusal: no-such-user, root-only-in-console, login-profile-exists, password-too-weak.
    """
    user = iam_user(account, user_name)
    if profile_of(user) is not None:
        raise errors.login_profile_exists(user_name).because("login-profile-exists")
    _check_password(password)
    profile = LoginProfile(now, now, must_reset)
    return with_user(account, replace(user, password=password, login_profile=profile))


def update_login_profile(
    account: Account,
    user_name: str,
    password: str | None,
    now: UnixSeconds,
    *,
    must_reset: bool | None,
) -> Account:
    """Return the account with another password, or another answer to whether it must be reset.

    Raises:
        Refusal: no-such-user, root-only-in-console, no-login-profile, password-too-weak.
    """
    profile, user = login_profile(account, user_name), iam_user(account, user_name)
    if password is not None:
        _check_password(password)
        profile = replace(profile, password_date=now)
    if must_reset is not None:
        profile = replace(profile, must_reset=must_reset)
    changed = replace(user, password=password or user.password, login_profile=profile)
    return with_user(account, changed)


def delete_login_profile(account: Account, user_name: str) -> Account:
    """Return the account without the user's password.

    Raises:
        Refusal: no-such-user, root-only-in-console, no-login-profile.
    """
    login_profile(account, user_name)
    without = replace(iam_user(account, user_name), password="", login_profile=None)
    return with_user(account, without)


def _check_password(password: str) -> None:
    kinds = (str.isupper, str.islower, str.isdigit, lambda char: not char.isalnum())
    used = sum(any(is_kind(char) for char in password) for is_kind in kinds)
    if len(password) < PASSWORD_MIN_CHARACTERS or used < PASSWORD_KINDS:
        raise errors.PASSWORD_TOO_WEAK.because("password-too-weak", limit=PASSWORD_MIN_CHARACTERS)
